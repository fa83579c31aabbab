"""Settings against the ledger: whatever they name exists, and no wish asks for what no rule allows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.nearest import nearest
from bianzhi.domain.plan import Place
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import SettingsError
from bianzhi.law.identity_matrix import conditions
from bianzhi.optimize.eligibility import Bar, Opening, cell_bar, lock, post_bar
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates

_MUST_MOVE = (WishKind.REQUIRE, WishKind.PREFER, WishKind.TOGETHER)
"""Kinds that mean nothing for someone who cannot move."""

_WITHOUT_HIM = "请从本条要求中删去此人，或者删去本条要求；能否调整，可在「方案解释」查此人（命令行为 explain 命令）。"


def check_settings(found: Candidates) -> None:
    """Every name in the settings is in the ledger, and every wish could be met if it stood alone.

    Raises
    ------
    SettingsError
        Names what is wrong and the nearest thing that would work.
    """
    check_names(found.limits)
    check_wishes(found)


def check_names(limits: Limits) -> None:
    """People, units and conditions that the settings name besides the wishes.

    Raises
    ------
    SettingsError
        The ledger has no such person or unit, or no cell of the identity matrix has such a condition.
    """
    establishment = limits.establishment
    for unit in limits.settings.leaving_share_of:
        if unit not in establishment.unit:
            raise SettingsError(f"设置 leaving_share_of：台账中没有机构 {unit}。", _meant_unit(unit, establishment))
    known = conditions(limits.matrix)
    for each in limits.settings.conditions:
        where = f"设置 conditions（{each.person}，{each.condition}）"
        if each.person not in establishment.person:
            raise SettingsError(f"{where}：台账中没有人员 {each.person}。", _meant_person(each.person, establishment))
        if each.condition not in known:
            raise SettingsError(
                f"{where}：身份对照表中没有名为“{each.condition}”的条件。",
                f"{_nearest_of(each.condition, known)}可用的条件有：{'、'.join(known)}。",
            )


def check_wishes(found: Candidates) -> None:
    """Each wish taken alone: its people, units and posts exist, its people can move, and enough moves match what it requires.

    That wishes contradict each other is another question (``bianzhi.optimize.wishes``): here no wish stands in another's way.

    Raises
    ------
    SettingsError
        Names the wish by its number, what is wrong, and the nearest thing that would work.
    """
    if not found.settings.wishes:
        return
    named = {person for wish in found.settings.wishes for person in wish.persons}
    pairs: dict[str, list[Pair]] = {person: [] for person in named}
    for pair in found.pairs:
        if pair.person.id in named:
            pairs[pair.person.id].append(pair)
    for number, wish in enumerate(found.settings.wishes, 1):
        _WishCheck(found, number, wish, pairs).check()


class _WishCheck:
    """One wish against the candidates."""

    def __init__(self, found: Candidates, number: int, wish: Wish, pairs: Mapping[str, Sequence[Pair]]) -> None:
        self._found = found
        self._pairs = pairs
        self._limits = found.limits
        self._establishment: Establishment = found.limits.establishment
        self._wish = wish
        self._where = f"第 {number} 条要求“{wish.kind}”（{wish.subject}）"
        self._with_exchange = found.settings.exchange.extra_moves > 0

    def check(self) -> None:
        self._names_exist()
        if self._wish.kind in _MUST_MOVE:
            for person in self._wish.persons:
                self._can_move(self._establishment.person[person])
        if self._wish.kind is WishKind.REQUIRE and not self._with_exchange:
            self._enough_moves_match()

    def _names_exist(self) -> None:
        wish, establishment = self._wish, self._establishment
        for person in wish.persons:
            if person not in establishment.person:
                self._fail(f"台账中没有人员 {person}。", _meant_person(person, establishment))
        for unit in (wish.from_unit, wish.to_unit):
            if unit and unit not in establishment.unit:
                self._fail(f"台账中没有机构 {unit}。", _meant_unit(unit, establishment))
        if not wish.post:
            return
        titles = [post.title for post in establishment.posts if wish.to_unit in ("", post.unit)]
        if wish.post not in titles:
            where = f"机构 {wish.to_unit} 的" if wish.to_unit else ""
            listed = f"可写的岗位有：{'、'.join(dict.fromkeys(titles))}。" if titles else f"{where}岗位需求为空。"
            meant = _nearest_of(wish.post, titles) or listed
            self._fail(f"{where}岗位需求中没有“{wish.post}”。", meant)

    def _can_move(self, person: Person) -> None:
        """Whether a person can move at all, other wishes aside."""
        barred = lock(person, self._limits)
        if barred is not None and barred.constraint != "C56":
            self._fail(f"{person.id} 不可调整：{barred.rule}（{barred.source}）。", _WITHOUT_HIM)
        if self._with_exchange:
            return
        if self._wish.from_unit not in ("", person.unit):
            self._fail(f"{person.id} 在机构 {person.unit}，不在机构 {self._wish.from_unit}。", _WITHOUT_HIM)
        if person.category is None or not self._limits.excess((person.unit, person.category)):
            where = f"{self._establishment.unit[person.unit].name}{person.category or ''}"
            self._fail(f"{person.id} 所在的{where}没有须调出的超编，不在调整范围。", _WITHOUT_HIM)
        if not self._pairs[person.id] and not self._takes(person, self._found.openings):
            why = _first_bar(person, self._found.openings, self._limits)
            self._fail(f"{person.id} 没有可以安排的去向：{why}。", _WITHOUT_HIM)

    def _enough_moves_match(self) -> None:
        """Whether excess and vacancies alone would allow as many moves as are required."""
        wish = self._wish
        pairs = [pair for who in wish.persons for pair in self._pairs[who]] if wish.persons else self._found.pairs
        people = dict.fromkeys(pair.person.id for pair in pairs if wish.matches(pair.line, pair.person.unit))
        if len(people) < self._wish.least:  # other wishes may stand in the way, which is not the question here
            people = dict.fromkeys(person.id for person in self._people() if self._takes(person, self._openings()))
        if not people:
            self._fail(self._why_none_matches(), self._nearest_place())
        out = Counter(self._cell_of(person) for person in people)
        could_leave = sum(min(count, self._limits.excess(cell)) for cell, count in out.items())
        could_come = _room(self._limits, self._openings())
        reachable = min(could_leave, could_come)
        if reachable < self._wish.least:
            self._fail(
                f"要求安排 {self._wish.least} 人，按超编和空编至多 {reachable} 人"
                f"（可调出 {could_leave} 人，可接收 {could_come} 人）。",
                f"请将人数改为不超过 {reachable}，或者放宽所写的机构、类型、岗位。",
            )

    def _cell_of(self, person: str) -> CellKey:
        someone = self._establishment.person[person]
        assert someone.category is not None
        return someone.unit, someone.category

    def _why_none_matches(self) -> str:
        people, openings = list(self._people()), self._openings()
        if not people:
            where = f"机构 {self._wish.from_unit} " if self._wish.from_unit else "台账中"
            return f"{where}没有可以调整的超编人员。"
        if not openings:
            return "所写的去向没有可用的空编。"
        return f"没有符合条件的人岗组合，如 {people[0].id}：{_first_bar(people[0], openings, self._limits)}。"

    def _nearest_place(self) -> str:
        """The place that would work for the most people the wish speaks of; of equal ones the first."""
        free = Counter(
            opening.place for person in self._people() for opening in self._takes(person, self._found.openings)
        )
        if not free:
            return "目前没有可以改写的去向，请删去本条要求，或者先解决所列的限制。"
        place, count = max(free.items(), key=lambda item: item[1])
        return f"最接近的可行去向是{_in_words(place, self._establishment)}（{count} 人符合条件），请改写本条要求。"

    def _people(self) -> Iterator[Person]:
        """The movable people that the wish speaks of, and those whom only another wish locks."""
        kept = {person.id for person, barred in self._found.locked if barred.constraint == "C56"}
        movable = kept.union(person.id for person in self._found.movable)
        for person in self._establishment.people:
            spoken_of = not self._wish.persons or person.id in self._wish.persons
            if person.id in movable and spoken_of and self._wish.from_unit in ("", person.unit):
                yield person

    def _openings(self) -> list[Opening]:
        """The places that the wish speaks of."""
        wish, places = self._wish, ((opening, opening.place) for opening in self._found.openings)
        return [
            opening
            for opening, place in places
            if wish.to_unit in ("", place.unit)
            and wish.category in (None, place.category)
            and wish.post in ("", place.post)
        ]

    def _takes(self, person: Person, openings: Sequence[Opening]) -> list[Opening]:
        return [opening for opening in openings if _bar_but_wishes(person, opening, self._limits) is None]

    def _fail(self, why: str, hint: str) -> NoReturn:
        raise SettingsError(f"{self._where}：{why}", hint)


def _bar_but_wishes(person: Person, opening: Opening, limits: Limits) -> Bar | None:
    barred = cell_bar(person, opening.place, limits)
    return barred or (post_bar(person, opening.post, limits) if opening.post is not None else None)


def _first_bar(person: Person, openings: Iterable[Opening], limits: Limits) -> str:
    """The bar of the place that a person comes nearest to: the latest in the order of the rules."""
    bars = [barred for opening in openings if (barred := _bar_but_wishes(person, opening, limits)) is not None]
    if not bars:
        return "所写的去向没有可用的空编"
    order = {id: number for number, id in enumerate(("C42", "C08", "C45", "C22", "C48", "C07", "C31", "C32", "C33"))}
    barred = max(bars, key=lambda each: order.get(each.constraint, 0))
    return f"{barred.rule}（{barred.source}）"


def _room(limits: Limits, openings: Iterable[Opening]) -> int:
    """How many people some places can take together (persons)."""
    of_cell: dict[CellKey, int] = {}
    for opening in openings:
        of_cell[opening.place.cell] = of_cell.get(opening.place.cell, 0) + opening.capacity
    return sum(min(capacity, limits.room(cell)) for cell, capacity in of_cell.items())


def _in_words(place: Place, establishment: Establishment) -> str:
    post = f"“{place.post}”岗位" if place.post else ""
    return f"{establishment.unit[place.unit].name}（{place.unit}）{place.category}{post}"


def _meant_person(word: str, establishment: Establishment) -> str:
    named = [person.id for person in establishment.people if person.name == word]
    if named:
        return f"请填人员编号：{word}的编号是 {'、'.join(named[:5])}。"
    near = nearest(word, establishment.person)
    meant = f"最接近的人员编号是 {near}" if near else "请按台账“人员”表核对人员编号"
    return f"{meant}；此人已调出、退休的，请删去。"


def _meant_unit(word: str, establishment: Establishment) -> str:
    by_name: Mapping[str, str] = {unit.name: unit.code for unit in establishment.units}
    if word in by_name:
        return f"请填机构编码：{word}的编码是 {by_name[word]}。"
    near = nearest(word, (*establishment.unit, *by_name))
    code = by_name.get(near, near)
    meant = f"最接近的机构是 {code}（{establishment.unit[code].name}）" if code else "请按台账“机构”表核对机构编码"
    return f"{meant}；机构已撤销的，请删去。"


def _nearest_of(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known)
    return f"最接近的是“{near}”。" if near else ""
