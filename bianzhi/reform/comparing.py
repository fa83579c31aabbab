"""Before and after, unit by unit, and what flows between units."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment, Unit
from bianzhi.domain.reform import AbolishUnit, Fate, MergeUnits, Reformed
from bianzhi.domain.reform_comparison import Flow, ReformComparison, UnitChange, UnitFate, UnitSide
from bianzhi.domain.terms import Category
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.reform.standing import abolished_units


def compare(reformed: Reformed, day: date) -> ReformComparison:
    """What a reform does to every unit; caps are those in force on a day, or as the reform sets them."""
    heirs = _heirs(reformed)
    old, new = reformed.before, reformed.after
    law_before, law_after = Law(day), Law(day, reformed.parameters)
    gained = {*(flow.to_unit for flow in _duty_flows(reformed)), *heirs.values()}
    gone = abolished_units(reformed)
    changes = []
    for code in dict.fromkeys((*old.unit, *new.unit)):
        before = _side(old, old.unit[code], law_before) if code in old.unit else None
        standing = code in new.unit and code not in gone
        after = _side(new, new.unit[code], law_after) if standing else None
        posts = {category: _posts(after, category) - _posts(before, category) for category in Category}
        change = {category: count for category, count in posts.items() if count}
        own = standing and code in old.unit and _of_its_own(old.unit[code]) != _of_its_own(new.unit[code])
        fate = _fate(before, after, became=heirs.get(code, ""), gains=code in gained, own=own)
        changes.append(UnitChange(code, fate, before, after, heirs.get(code, "") if after is None else "", change))
    persons = Counter((each.from_unit, each.to_unit) for each in reformed.roster_changes)
    return ReformComparison(tuple(changes), tuple(_duty_flows(reformed)), tuple(_post_flows(reformed)), _flows(persons))


def _posts(side: UnitSide | None, category: Category) -> int:
    return side.posts.get(category, 0) if side else 0


def _heirs(reformed: Reformed) -> dict[str, str]:
    """Which unit took which in."""
    heirs: dict[str, str] = {}
    for step in reformed.reform.steps:
        operation = step.operation
        if isinstance(operation, AbolishUnit) and operation.heir:
            heirs[operation.unit] = operation.heir
        elif isinstance(operation, MergeUnits):
            heirs |= {part: operation.into.code for part in operation.parts if part != operation.into.code}
    return heirs


def _of_its_own(unit: Unit) -> tuple[str, int | None]:
    """What a unit has of its own where its side shows what it goes by: its superior, and its cap."""
    return unit.parent, unit.section_cap


def _fate(before: UnitSide | None, after: UnitSide | None, *, became: str, gains: bool, own: bool) -> UnitFate:
    """A superior under another name, or another general cap, is no change of every unit."""
    if before is None:
        return UnitFate.NEW
    if after is None:
        return UnitFate.MERGED_AWAY if became else UnitFate.ABOLISHED
    if before.name != after.name:
        return UnitFate.RENAMED
    if gains:
        return UnitFate.RECEIVES
    same = replace(before, parent="", cap=0) == replace(after, parent="", cap=0) and not own
    return UnitFate.SAME if same else UnitFate.CHANGED


def _side(establishment: Establishment, unit: Unit, law: Law) -> UnitSide:
    cells = [cell for cell in establishment.cells if cell[0] == unit.code]
    sections = [s for s in establishment.sections_of.get(unit.code, ()) if s.counts_to_cap]
    parent = establishment.unit.get(unit.parent)
    return UnitSide(
        name=unit.name,
        parent=parent.name if parent else "",
        posts={cell[1]: posts for cell in cells if (posts := establishment.authorized.get(cell, 0))},
        staff=establishment.staff[unit.code],
        excess=sum(map(establishment.excess, cells)),
        vacancies=sum(map(establishment.vacancies, cells)),
        sections=tuple(section.name for section in sections),
        cap=section_cap(unit, law),
        leadership_posts=sum(row.authorized for row in establishment.leadership_posts if row.unit == unit.code),
        duties=tuple(duty.code for duty in establishment.duties if duty.unit == unit.code),
    )


def _duty_flows(reformed: Reformed) -> tuple[Flow, ...]:
    found: Counter[tuple[str, str]] = Counter()
    for fate in reformed.fates:
        old = reformed.before.duty.get(fate.duty)
        if old is None or fate.fate in (Fate.KEPT, Fate.NEW):
            continue
        for code in fate.becomes:
            new = reformed.after.duty.get(code)
            if new is not None and new.unit != old.unit:
                found[old.unit, new.unit] += 1
    return _flows(found)


def _post_flows(reformed: Reformed) -> tuple[Flow, ...]:
    """Entries without a document come in pairs, out of one unit and into another, in the same words."""
    found: Counter[tuple[str, str]] = Counter()
    waiting: dict[tuple[str, Category, int], list[str]] = defaultdict(list)
    for change in reformed.ledger_changes:
        if change.document:
            continue
        if change.change < 0:
            waiting[change.summary, change.category, -change.change].append(change.unit)
        else:
            givers = waiting[change.summary, change.category, change.change]
            if givers:
                found[givers.pop(0), change.unit] += change.change
    return _flows(found)


def _flows(found: Counter[tuple[str, str]]) -> tuple[Flow, ...]:
    pairs: Iterable[tuple[tuple[str, str], int]] = found.items()
    return tuple(Flow(one, other, count) for (one, other), count in pairs if one != other)
