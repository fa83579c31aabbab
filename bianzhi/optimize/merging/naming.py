"""拟设科室名称: a name for sections that become one, made of their own names and functions. Always marked 拟.

The first of these that fits and that no other section of the unit has:

1. 办公室 or 综合科 takes in the others (综合设置) and keeps its name;
2. sections of one series leave their numbers: 秘书一科 and 秘书二科 make 秘书科, or the first keeps its name where others of the
   series stay outside;
3. a name within the other: 安全科 covers 网络安全科; 信访督查科 names what 信访科 does, and more;
4. words all names end in are said once: 食品监管科 and 药械监管科 make 食品药械监管科;
5. a function they all share that is not one of the whole unit: 法规科;
6. the stems together, joined by 和 where short ones would run into each other: 法规信访科, 财经和农业农村委;
7. the same of those that begin alike, the beginning said once, where that is too long;
8. the same of the two largest; the name of a general section among them, of the largest, of another; that with a number.

The ending is that of most of them, then that of most other sections of the unit, then that of the largest. No name of several is longer than twelve characters.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from bianzhi.domain.establishment import Section
from bianzhi.optimize.merging.section_names import SectionName, parts_of

PROPOSED = "（拟）"

LONGEST_NAME = 12
"""Characters of a name made of several, without the mark."""

_GENERAL_OFFICE, _GENERAL_STEM = "办公室", "综合"
_GENERAL_WORDS = ("综合", "文秘", "秘书", "党建")
"""Function tags that say nothing of what merged sections do, and stems of general sections."""
_LONGEST_RUN = 4
"""Characters of stems, all together, that are read without 和 between them: 法规信访."""
_WORD = 2
"""Characters of most Chinese words: what names share begins and ends with whole ones."""
_PAIR = 2
_NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True)
class _Members:
    """Sections that become one."""

    sections: tuple[Section, ...]
    names: tuple[SectionName, ...]
    sizes: tuple[int, ...]
    others: tuple[SectionName, ...]
    """The names of the other sections of the unit."""

    @property
    def by_size(self) -> list[int]:
        """Places, largest first; of equal ones the first in the ledger."""
        return sorted(range(len(self.sizes)), key=lambda place: (-self.sizes[place], place))

    @property
    def ending(self) -> str:
        """That of most of them, then of most others in the unit, then of the largest; 科 where none has one."""
        here, there = (Counter(name.ending for name in names) for names in (self.names, self.others))
        endings = [name.ending for place in self.by_size if (name := self.names[place]).ending]
        return max(endings, key=lambda ending: (here[ending], there[ending]), default="科")

    @property
    def stems(self) -> list[str]:
        """In ledger order, none twice; bodies like 工会 only where nothing else is there."""
        named = [name.stem for name in self.names if name.ending] or [name.stem for name in self.names]
        return list(dict.fromkeys(named))

    def only(self, places: Collection[int]) -> "_Members":
        """Some of them, in ledger order."""
        kept = sorted(places)
        return _Members(
            tuple(self.sections[place] for place in kept),
            tuple(self.names[place] for place in kept),
            tuple(self.sizes[place] for place in kept),
            self.others,
        )


def proposed_name(
    members: Sequence[Section], sizes: Sequence[int], taken: Collection[str], unit_functions: Collection[str] = ()
) -> str:
    """The name of the section that ``members`` become.

    Parameters
    ----------
    members
        In ledger order. One alone keeps its name, without a mark.
    sizes
        Persons in post of each.
    taken
        Names of the other sections of the unit, and those proposed for it already.
    unit_functions
        Function tags of the unit: shared by all of its sections, they tell none of them apart.
    """
    if len(members) == 1:
        return members[0].name
    here = [member.name for member in members]
    every = [*here, *(name for name in taken if not name.endswith(PROPOSED))]
    apart = [parts_of(name, every) for name in every]
    together = _Members(tuple(members), tuple(apart[: len(here)]), tuple(sizes), tuple(apart[len(here) :]))
    return next(name for name in _candidates(together, unit_functions) if name not in taken) + PROPOSED


def _candidates(members: _Members, unit_functions: Collection[str]) -> Iterator[str]:
    yield from _general_names(members)
    yield from _of_one_series(members)
    yield from _within(members)
    yield from _ending_alike(members)
    yield from _common_functions(members, unit_functions)
    yield from _joined(members)
    if len(members.names) > _PAIR:
        largest = members.only(members.by_size[:_PAIR])
        yield from (*_within(largest), *_ending_alike(largest), *_joined(largest))
    yield from _own_names(members)


def _general_names(members: _Members) -> Iterator[str]:
    for name in members.names:
        if name.whole.endswith(_GENERAL_OFFICE) or name.stem == _GENERAL_STEM:
            yield name.whole


def _of_one_series(members: _Members) -> Iterator[str]:
    stems = members.stems
    if len(stems) == 1 and all(name.numbered for name in members.names):
        if any(name.numbered and name.stem == stems[0] for name in members.others):
            yield members.names[0].whole
        yield stems[0] + members.ending


def _within(members: _Members) -> Iterator[str]:
    stems = members.stems
    for stem in sorted(stems, key=len):
        if (len(stems) == 1 or _is_words(stem)) and all(other.endswith(stem) for other in stems):
            yield stem + members.ending
    for stem in sorted(stems, key=len, reverse=True):
        if len(stems) > 1 and all(stem.startswith(other) for other in stems):
            yield stem + members.ending


def _ending_alike(members: _Members) -> Iterator[str]:
    """Words in which all stems end, said once, after what tells them apart."""
    stems = members.stems
    shortest = min(map(len, stems))
    for length in range(shortest - shortest % _WORD, 0, -_WORD):
        tail = stems[0][-length:]
        fronts = [stem.removesuffix(tail) for stem in stems]
        if len(stems) > 1 and all(map(str.endswith, stems, [tail] * len(stems))) and all(map(_is_words, fronts)):
            alike = len(set(map(len, fronts))) == 1
            front = "".join(fronts) if alike else _with_and(fronts)
            yield from _short(front + tail + members.ending)
            return


def _is_words(text: str) -> bool:
    """Whether a part of a stem can stand by itself."""
    return len(text) >= _WORD


def _common_functions(members: _Members, unit_functions: Collection[str]) -> Iterator[str]:
    first, *others = (members.sections[place].functions for place in members.by_size)
    for tag in first:
        telling = tag not in _GENERAL_WORDS and tag not in unit_functions
        if telling and all(tag in functions for functions in others):
            yield tag if tag.endswith(members.ending) else tag + members.ending


def _joined(members: _Members) -> Iterator[str]:
    stems, ending = members.stems, members.ending
    if len(stems) > 1:
        run = "".join(stems)
        if len(run) <= _LONGEST_RUN or (len(stems) > _PAIR and max(map(len, stems)) <= _WORD):
            yield from _short(run + ending)
        yield from _short(_with_and(stems) + ending)
        yield from _beginning_alike(stems, ending)


def _beginning_alike(stems: Sequence[str], ending: str) -> Iterator[str]:
    """Words with which all stems begin, said once; only for names that would be too long, since it changes how they read."""
    shortest = min(map(len, stems))
    for length in range(shortest - shortest % _WORD, 0, -_WORD):
        head = stems[0][:length]
        rests = [stem.removeprefix(head) for stem in stems]
        if all(stem.startswith(head) for stem in stems) and all(rest and len(rest) % _WORD == 0 for rest in rests):
            yield from _short(head + "".join(rests) + ending)
            return


def _with_and(words: Sequence[str]) -> str:
    """The words as one phrase; 与 where one of them has a 和 already."""
    *front, last = words
    return f"{'、'.join(front)}{'与' if any('和' in word for word in words) else '和'}{last}"


def _short(name: str) -> Iterator[str]:
    if len(name) <= LONGEST_NAME:
        yield name


def _own_names(members: _Members) -> Iterator[str]:
    """Names of the members, general ones and then larger ones first, as they stand and then with numbers."""
    places = members.by_size
    general = [place for place in places if members.names[place].stem in _GENERAL_WORDS]
    names = [members.names[place] for place in dict.fromkeys((*general, *places))]
    yield from (name.whole for name in names)
    first = names[0]
    stem = first.whole.removesuffix(first.ending) if first.ending else first.whole
    yield from (f"{stem}{number}{first.ending}" for number in _NUMBERS[1:])
    yield from (f"{stem}{number}{first.ending}" for number in count(len(_NUMBERS) + 1))
