"""Two lists of duties, before and after, paired by their wording. A proposal: only equal words are certain.

Likeness of two texts is the normalized Indel similarity of their characters (RapidFuzz ``ratio``), 0–100, of the texts without
spaces and punctuation. One-to-one pairs are those of greatest total likeness (assignment problem), so that one good pair is
not spoiled by another; what remains joins a pair where most of its words stand in it: that is how 合并 and 拆分 show.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq
from scipy.optimize import linear_sum_assignment

from bianzhi.domain.duty_matches import DutyMatch
from bianzhi.domain.reform import Fate
from bianzhi.errors import SettingsError
from bianzhi.stopping import stop_if_asked

LEAST_LIKENESS = 60
"""Points from which two texts are proposed as one duty reworded."""
LEAST_CONTAINED = 90
"""Percent of a text's characters that stand in a longer one, in order, from which it is proposed as a part of it."""
MOST_TEXTS = 3_000
"""Of a list."""
_SHORTEST_PART = 6
"""Characters; of shorter texts nearly everything stands somewhere."""

_AT_ONCE = 200
"""Texts compared with all others in one go."""

_NUMBER, _GAP, _WORD = "number", "gap", "word"
_DASHES = re.compile(r"[-—–‒―]+")
_KEPT_SIGNS = frozenset("%‰#&@*/\\")
"""Punctuation by Unicode that means something: 5%, C#, 1/2, -5."""


def match_duties(old: Sequence[str], new: Sequence[str]) -> tuple[DutyMatch, ...]:
    """Pair duties by their wording.

    Parameters
    ----------
    old, new
        The texts of the two documents, n and m of them, at most ``MOST_TEXTS`` each.

    Returns
    -------
    tuple of DutyMatch
        Every place of both lists stands in exactly one of them: by the first old place, then 新增 in their order.

    Raises
    ------
    SettingsError
        A list is longer than any document's: every text is compared with every other.
    """
    for name, texts in (("原职责", old), ("新职责", new)):
        if len(texts) > MOST_TEXTS:
            raise SettingsError(f"{name}有 {len(texts)} 项。", f"一次最多比对 {MOST_TEXTS} 项；请按机构分开比对。")
    before, after = [_words(text) for text in old], [_words(text) for text in new]
    pairs = _equal_pairs(before, after)
    certain = set(pairs)
    pairs |= _likely_pairs(before, after, pairs)
    parts_of_old, parts_of_new = _parts(before, after, pairs)
    found = []
    for one, other in pairs.items():
        olds = (one, *parts_of_new.get(other, ()))
        news = (other, *parts_of_old.get(one, ()))
        likeness = round(fuzz.ratio(before[one], after[other]))
        found.append(_match(tuple(sorted(olds)), tuple(sorted(news)), likeness, one in certain))
    taken_old = {place for match in found for place in match.old}
    taken_new = {place for match in found for place in match.new}
    found += [DutyMatch((place,), (), 0, Fate.DROPPED) for place in range(len(old)) if place not in taken_old]
    found.sort(key=lambda match: match.old)
    return (*found, *(DutyMatch((), (place,), 0, Fate.NEW) for place in range(len(new)) if place not in taken_new))


def _match(olds: tuple[int, ...], news: tuple[int, ...], likeness: int, certain: bool) -> DutyMatch:
    if len(olds) > 1:
        return DutyMatch(olds, news, likeness, Fate.MERGED)
    if len(news) > 1:
        return DutyMatch(olds, news, likeness, Fate.SPLIT)
    return DutyMatch(olds, news, likeness, Fate.KEPT if certain else Fate.REWORDED, certain)


def _words(text: str) -> str:
    """The text without spaces, punctuation and differences of width; signs such as ≤, + and % stay. Of dashes alone, itself.

    What parts two numbers, in figures or in words, parts them still: 3.5, 1:20, 5—10, 第1、5项 and 2² are not 35, 120, 510, 15
    and 22.
    """
    runs = [(kind, "".join(run)) for kind, run in groupby(text, _kind)]
    words = ""
    for place, (kind, run) in enumerate(runs):
        after, following = runs[place + 1] if place + 1 < len(runs) else ("", "")
        if kind != _GAP:
            words += _number(run) if kind == _NUMBER else unicodedata.normalize("NFKC", run)
        elif place and runs[place - 1][0] == after == _NUMBER:
            words += _between_numbers(run)
        else:
            words += _signs(run, negative=following[:1].isdecimal())
    return words.lower() or text.strip()


def _kind(letter: str) -> str:
    if unicodedata.numeric(letter, None) is not None:
        return _NUMBER
    return _GAP if unicodedata.category(letter)[0] in "PZC" else _WORD


def _number(run: str) -> str:
    """In plain figures; raised figures and fractions apart from those beside them."""
    found = ""
    for before, letter in zip(("", *run), run, strict=False):
        small = "No" in {unicodedata.category(each) for each in (before, letter) if each}
        plain = unicodedata.normalize("NFKC", letter)
        found += "^" * (small and bool(before)) + "".join(
            each for each in plain if unicodedata.category(each)[0] not in "PZC"
        )
    return found


def _between_numbers(run: str) -> str:
    """As it stands, dashes of every length as one; of spaces alone, one."""
    return _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", run).split())) or " "


def _signs(run: str, *, negative: bool) -> str:
    """The signs that mean something; a minus only before a figure."""
    plain = unicodedata.normalize("NFKC", run)
    minus = "-" if negative and plain.endswith("-") else ""
    return "".join(letter for letter in plain if letter in _KEPT_SIGNS) + minus


def _equal_pairs(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Places of equal texts, the first with the first; empty texts pair with nothing."""
    waiting: dict[str, list[int]] = {}
    for place, text in enumerate(after):
        if text:
            waiting.setdefault(text, []).append(place)
    pairs = {}
    for place, text in enumerate(before):
        if waiting.get(text):
            pairs[place] = waiting[text].pop(0)
    return pairs


def _likely_pairs(before: Sequence[str], after: Sequence[str], taken: dict[int, int]) -> dict[int, int]:
    """One-to-one pairs of greatest total likeness among the rest, none under the least likeness."""
    used = set(taken.values())
    olds = [place for place, text in enumerate(before) if place not in taken and text]
    news = [place for place, text in enumerate(after) if place not in used and text]
    if not olds or not news:
        return {}
    texts = [after[place] for place in news]
    rows_of_scores = [
        process.cdist(some, texts, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, workers=-1, dtype=numpy.uint8)
        for some in _in_slices([before[place] for place in olds])
    ]
    scores = numpy.vstack(rows_of_scores).astype(numpy.int64)
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return {
        olds[row]: news[column]
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if scores[row, column] >= LEAST_LIKENESS
    }


def _parts(
    before: Sequence[str], after: Sequence[str], pairs: dict[int, int]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Texts left over that stand within a paired text: new ones within an old (拆分), old ones within a new (合并)."""
    used = set(pairs.values())
    new_left = [place for place, text in enumerate(after) if place not in used and text]
    old_left = [place for place, text in enumerate(before) if place not in pairs and text]
    split = _contained(new_left, after, list(pairs), before)
    joined = set(split)
    wholes = [other for one, other in pairs.items() if one not in joined]
    return split, _contained(old_left, before, wholes, after)


def _in_slices(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts, some at a time: between them the work may be stopped."""
    for first in range(0, len(texts), _AT_ONCE):
        stop_if_asked()
        yield texts[first : first + _AT_ONCE]


def _contained(
    parts: Sequence[int], part_texts: Sequence[str], wholes: Sequence[int], whole_texts: Sequence[str]
) -> dict[int, list[int]]:
    if not parts or not wholes:
        return {}
    texts = [whole_texts[place] for place in wholes]
    rows_of_lengths = [
        process.cdist(some, texts, scorer=LCSseq.similarity, workers=-1, dtype=numpy.int32)
        for some in _in_slices([part_texts[place] for place in parts])
    ]
    common = numpy.vstack(rows_of_lengths)
    found: dict[int, list[int]] = {}
    for number, part in enumerate(parts):
        length, best = len(part_texts[part]), int(common[number].argmax())
        whole = wholes[best]
        stands = 100 * int(common[number, best]) >= LEAST_CONTAINED * length
        if stands and _SHORTEST_PART <= length < len(whole_texts[whole]):
            found.setdefault(whole, []).append(part)
    return found
