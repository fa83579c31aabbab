"""机构变化 in words: everything that a reform does to a unit, not only the first."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from bianzhi.domain.reform import AbolishUnit, Fate, MergeUnits, Reformed, SplitUnit
from bianzhi.domain.reform_comparison import UnitChange, UnitFate, UnitSide
from bianzhi.reform.standing import units_giving_back


@dataclass
class UnitMarks:
    """What the steps of one reform do to units, gathered once."""

    names: Mapping[str, str]
    """The last name of every unit."""
    abolished: Mapping[str, str]
    """Unit → its heir, or nothing, for 撤销."""
    heirs: Mapping[str, str]
    split_from: Mapping[str, str]
    giving_back: frozenset[str] = frozenset()
    """Units of which nobody takes over the posts."""
    taken_in: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    duties_in: Counter[str] = field(default_factory=Counter)
    duties_out: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, reformed: Reformed, heirs: Mapping[str, str]) -> "UnitMarks":
        """Of a reform."""
        operations = [step.operation for step in reformed.reform.steps]
        names = {each.code: each.name for each in (*reformed.before.units, *reformed.after.units)}
        for operation in operations:
            if isinstance(operation, MergeUnits):
                names.setdefault(operation.into.code, operation.into.name)
        found = cls(
            names,
            {each.unit: each.heir for each in operations if isinstance(each, AbolishUnit)},
            heirs,
            {each.new.code: each.unit for each in operations if isinstance(each, SplitUnit)},
            units_giving_back(reformed),
        )
        for old, new in heirs.items():
            found.taken_in[new].append(old)
        found._count_duties(reformed)
        return found

    def _count_duties(self, reformed: Reformed) -> None:
        for fate in reformed.fates:
            was = reformed.before.duty.get(fate.duty)
            if was is None or fate.fate in (Fate.KEPT, Fate.NEW):
                continue
            takers = {reformed.after.duty[code].unit for code in fate.becomes if code in reformed.after.duty}
            for unit in takers - {was.unit}:
                self.duties_in[unit] += 1
            if takers and was.unit not in takers:
                self.duties_out[was.unit] += 1

    def of_unit(self, unit: UnitChange, *, own: bool) -> tuple[str, ...]:
        """The marks of one unit; ``own`` where its superior or its own cap is another."""
        one, two = unit.before, unit.after
        if two is None:
            return (self._gone(unit.code),)
        if one is None:
            giver = self.split_from.get(unit.code)
            made = f"新设（由{self._named([giver])}分设）" if giver else "新设"
            merged = self.taken_in.get(unit.code)
            return (
                f"新设（由{self._named(merged)}合并）" if merged else made,
                *self._gained(unit.code, with_units=False),
            )
        if unit.fate is UnitFate.SAME:
            return ()
        marks = ["更名"] if one.name != two.name else []
        marks += self._gained(unit.code, with_units=True)
        marks += _figures(unit, one, two)
        if own:
            marks.append(
                "调整隶属" if one.parent != two.parent else "隶属或限额调整" if one.cap == two.cap else "限额调整"
            )
        return tuple(marks) or ("调整",)

    def _gone(self, code: str) -> str:
        if code in self.abolished:
            heir = self.abolished[code]
            own = "撤销（收回编制）" if code in self.giving_back else "撤销"
            return f"撤销（由{self._named([heir])}承接）" if heir else own
        return f"并入{self._named([self.heirs[code]])}" if code in self.heirs else "撤销"

    def _gained(self, code: str, *, with_units: bool) -> list[str]:
        taken = self.taken_in.get(code, [])
        marks = [f"承接{self._named(taken)}"] if taken and with_units else []
        if self.duties_in[code]:
            marks.append(f"承接职责{self.duties_in[code]}项")
        if self.duties_out[code]:
            marks.append(f"划出职责{self.duties_out[code]}项")
        return marks

    def _named(self, codes: list[str]) -> str:
        return "、".join(self.names.get(code, code) for code in codes)


def _figures(unit: UnitChange, one: UnitSide, two: UnitSide) -> list[str]:
    """Posts, sections and leadership posts that change."""
    marks = []
    if len(unit.change) == 1:
        marks.append(f"编制{next(iter(unit.change.values())):+d}")
    else:
        marks += [f"{category}{count:+d}" for category, count in unit.change.items()]
    sections = [(len(side.sections), len(side.uncounted)) for side in (one, two)]
    for word, before, after in (
        ("内设机构", sections[0][0], sections[1][0]),
        ("不计限额的内设机构", sections[0][1], sections[1][1]),
    ):
        if before != after:
            marks.append(f"{word}{before}→{after}个")
    if one.leadership_posts != two.leadership_posts:
        marks.append(f"领导职数{two.leadership_posts - one.leadership_posts:+d}")
    if not marks and one.staff != two.staff:
        marks.append(f"人员{two.staff - one.staff:+d}")
    return marks
