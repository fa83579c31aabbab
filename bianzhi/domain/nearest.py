"""The nearest by spelling: what somebody probably meant by a code, id or name that does not exist; nothing where nothing is near."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

LEAST_LIKENESS = 60
"""Percent of likeness below which a word was not meant: 教育局 is 33 % like 财政局, 市监局 75 % like 市场监管局."""
_LOOK_ALIKE = str.maketrans("OILoil", "011011")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is spelled most like another; empty where none is at least 60 % like it."""
    return "".join(several_nearest(word, known, 1))


def several_nearest(word: str, known: Iterable[str], most: int) -> list[str]:
    """The known words that are spelled most like another, the likest first, those at least 60 % like it.

    Likeness is that of insertions and deletions: twice the characters in common, in order, of all characters of both.
    Words that differ only in letters that look like digits (O for 0, I or l for 1) come before all others.
    """
    words = list(dict.fromkeys(known))
    alike = word.translate(_LOOK_ALIKE)
    same = [each for each in words if each.translate(_LOOK_ALIKE) == alike]
    like = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=most)
    return list(dict.fromkeys((*same, *(each for each, _, _ in like))))[:most]
