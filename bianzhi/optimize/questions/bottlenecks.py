"""The minimum cut in words: which limits are used up, how many people of the excess meet them, how many they let through."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from bianzhi.domain.answers import Bottleneck
from bianzhi.domain.establishment import CellKey, Person
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.optimize.eligibility import Opening, cell_bar, opening_bar, what_cells_ask
from bianzhi.optimize.questions.asked import Asked, for_excess_alone, outcome_of, under
from bianzhi.optimize.questions.bars import closeness
from bianzhi.optimize.questions.network import Cut, Network, Part
from bianzhi.optimize.questions.words import counted, units_words

_LISTED_GATES = 5


def bottlenecks(question: Asked) -> tuple[Bottleneck, ...]:
    """What holds up the excess that the plan leaves; ``people - room`` of all together is that excess."""
    cut = Network(question.task).cut()
    found = [*_gates(question, cut), *_parts(question, cut)]
    held = sum(each.people - each.room for each in found)
    left = question.goals["remaining_excess"] - held
    found.sort(key=lambda each: each.room - each.people)
    if left > 0:
        found += _beyond_the_network(question, left)
    elif left < 0:
        found.append(Bottleneck(f"双向交流腾出的编制另可安置{-left}人", 0, -left))
    return tuple(replace(each, sentence=f"{each.sentence}。") for each in found)


def _gates(question: Asked, cut: Cut) -> Iterator[Bottleneck]:
    """Units that may not let more people go: their share, or their minimum staff."""
    limits, ledger = question.found.limits, question.establishment
    for constraint in ("C38", "C37"):
        units = {}
        for unit, most, why in cut.gates:
            excess = sum(limits.excess(cell) for cell in ledger.cells if cell[0] == unit)
            if why == constraint and excess > most:
                units[unit] = excess, most
        if not units:
            continue
        told = []
        for unit, (excess, most) in list(units.items())[:_LISTED_GATES]:
            staff, share = ledger.staff[unit], limits.settings.leaving_share(unit)
            limit = f"按{share}%" if constraint == "C38" else f"最低保留{ledger.unit[unit].min_staff}人"
            told.append(f"{ledger.unit[unit].name}超编{excess}人、实有{staff}人，{limit}最多调出{most}人")
        people, room = (sum(pair[position] for pair in units.values()) for position in (0, 1))
        head = "调出份额已满" if constraint == "C38" else "最低保留人数已到"
        more = f"；共{len(units)}个单位超编{people}人，最多调出{room}人" if len(units) > 1 else ""
        cells = tuple(cell for cell in ledger.cells if cell[0] in units and limits.excess(cell))
        source = str(constraint_catalogue()[constraint].source)
        yield Bottleneck(f"{head}：{'；'.join(told)}{more}", people, room, cells, source)


def _parts(question: Asked, cut: Cut) -> Iterator[Bottleneck]:
    """Cells behind one limit each; those of one type that nothing lets through, for one reason, are told together."""
    groups: dict[object, list[Part]] = defaultdict(list)
    for part in cut.parts:
        groups[PartInWords(question, part).like].append(part)
    for parts in groups.values():
        together = Part(
            cells=tuple(cell for part in parts for cell in part.cells),
            sections=tuple(each for part in parts for each in part.sections),
            free=sum(part.free for part in parts),
            places=tuple(each for part in parts for each in part.places),
            rooms=tuple(each for part in parts for each in part.rooms),
        )
        yield PartInWords(question, together).bottleneck()


class PartInWords:
    """One part of the cut beside the people of its cells."""

    def __init__(self, question: Asked, part: Part) -> None:
        self._question = question
        self._found = question.found
        self._ledger = question.establishment
        self._part = part

    @property
    def like(self) -> object:
        """Parts that are told in one sentence have the same."""
        categories = tuple(dict.fromkeys(cell[1] for cell in self._part.cells))
        if self._vacancies or self._part.sections:
            return self._part.cells
        return categories, bool(self._same_type), tuple(sorted(self._idle)), bool(self._locked)

    def bottleneck(self) -> Bottleneck:
        """The sentence with its figures."""
        part, limits = self._part, self._found.limits
        people = sum(limits.excess(cell) for cell in part.cells)
        categories = "、".join(dict.fromkeys(cell[1] for cell in part.cells))
        units = units_words(self._ledger, [cell[0] for cell in part.cells])
        words = [f"{categories}超编{people}人（{units}），{self._main_words()}", *self._further_words()]
        return Bottleneck("；".join(words), people, part.outlets, part.cells, self._source())

    def _main_words(self) -> str:
        total = sum(self._found.limits.room(cell) for cell in self._same_type)
        words = f"可以调整的只有{len(self._movable)}人"
        if self._vacancies:
            words = f"全区同类空编只有{self._vacancies}名"
            if total > self._vacancies:
                words = f"全区同类空编{total}名，其中条件相符、可以使用的只有{self._vacancies}名"
        elif self._part.sections:
            floor, most = self._found.settings.section_floor, sum(most for _, most in self._part.sections)
            words = f"所在内设机构须保留{floor}人，最多调出{most}人"
        elif not self._movable:
            words = "没有可以调整的人员"
        elif self._idle:
            none = "全区没有同类空编" if self._found.openings else "全区没有空编"
            words = f"全区同类空编{total}名，条件不符：{counted(self._idle)}" if total else none
        return words

    def _further_words(self) -> Iterator[str]:
        part, limits = self._part, self._found.limits
        if self._vacancies and part.sections:
            most = sum(most for _, most in part.sections)
            yield f"部分内设机构须保留{self._found.settings.section_floor}人，" + (
                f"最多调出{most}人" if most else "不能调出"
            )
        if part.free and (self._vacancies or part.sections or self._idle):
            yield f"另有{part.free}人可去其他空编"
        if self._locked:
            yield f"不可调整{sum(self._locked.values())}人（{counted(self._locked)}）"
        if self._vacancies and self._idle:
            yield f"没有条件相符空编{sum(self._idle.values())}人（{counted(self._idle)}）"
        abolished = [cell for cell in part.cells if not self._ledger.authorized.get(cell, 0)]
        if abolished:
            people = sum(limits.excess(cell) for cell in abolished)
            yield f"其中撤销（未核编）单位未安置{people}人"

    def _source(self) -> str:
        catalogue = constraint_catalogue()
        if self._vacancies:
            return str(catalogue["C01"].source)
        if self._part.sections:
            return str(catalogue["C41"].source)
        if self._idle:
            return str(catalogue["C31" if self._same_type else "C08"].source)
        sources = [str(bar.source) for person, bar in self._found.locked if self._is_here(person)]
        return "；".join(dict.fromkeys(sources))

    @cached_property
    def _vacancies(self) -> int:
        return sum(most for _, most in (*self._part.places, *self._part.rooms))

    @cached_property
    def _movable(self) -> list[Person]:
        return [person for person in self._found.movable if self._is_here(person)]

    @cached_property
    def _locked(self) -> Counter[str]:
        """How many people of the cells no plan moves, by the kind of lock."""
        return Counter(bar.kind for person, bar in self._found.locked if self._is_here(person) and person.counted)

    @cached_property
    def _same_type(self) -> tuple[CellKey, ...]:
        """Cells with room that rules about types and pools open to somebody of the part."""
        open_cells = {place.place.cell for person in self._movable for place in self._open_to(person)}
        return tuple(cell for cell in self._ledger.cells if cell in open_cells)

    @cached_property
    def _idle(self) -> Counter[str]:
        """People who may move and have no place, by the nearest miss."""
        kinds = Counter[str]()
        for person in self._movable:
            if person.id not in self._question.numbers_of:
                bars = [opening_bar(person, opening, self._found.limits) for opening in self._open_to(person)]
                nearest = max((bar for bar in bars if bar), key=closeness, default=None)
                kinds[nearest.kind if nearest else "没有同类空编"] += 1
        return kinds

    def _open_to(self, person: Person) -> Sequence[Opening]:
        like = what_cells_ask(person, self._found.limits)
        if like not in self._opened:
            self._opened[like] = [
                opening
                for opening in self._found.openings
                if cell_bar(person, opening.place, self._found.limits) is None
            ]
        return self._opened[like]

    @cached_property
    def _opened(self) -> dict[object, list[Opening]]:
        return {}

    def _is_here(self, person: Person) -> bool:
        return (person.unit, person.category) in self._part.cells


def _beyond_the_network(question: Asked, left: int) -> Iterator[Bottleneck]:
    """People held up by limits that cross: relatives and wishes are told from solves without them."""
    ledger, settings = question.establishment, question.plan.settings
    least = question.goals["remaining_excess"]
    task = for_excess_alone(question.task)
    for words, constraint, without in (
        ("亲属回避", "C14", under(task, settings, replace(ledger, kinships=()))),
        ("单位要求", "C52", under(task, replace(settings, wishes=()))),
    ):
        outcome = outcome_of(without)
        gain = min(left, least - outcome.objectives[0].value) if outcome is not None else 0
        if gain > 0:
            source = str(constraint_catalogue()[constraint].source)
            yield Bottleneck(f"因{words}，另有{gain}人不能安排", gain, 0, source=source)
            left -= gain
    if left:
        yield Bottleneck(f"内设机构、单位人数和各类职数限制相互交叉，另有{left}人不能安排", left, 0)
