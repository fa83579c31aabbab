"""Before and after, unit by unit, and what flows between units."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import CellKey, Establishment, Unit
from bianzhi.domain.reform import AbolishUnit, Fate, MergeUnits, Reformed, SurplusLeader
from bianzhi.domain.reform_comparison import (
    Flow,
    LeadersRow,
    QuotaChange,
    ReformComparison,
    SurplusLine,
    UnitChange,
    UnitFate,
    UnitSide,
)
from bianzhi.domain.reform_terms import PENDING
from bianzhi.domain.terms import Category, LeadershipKind
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.reform.marks import UnitMarks
from bianzhi.reform.standing import abolished_units
from bianzhi.rules.leadership import leaders_by_section, unit_leaders


def compare(reformed: Reformed, day: date) -> ReformComparison:
    """What a reform does to every unit; caps are those in force on a day, or as the reform sets them."""
    heirs = _heirs(reformed)
    old, new = reformed.before, reformed.after
    law_before, law_after = Law(day), Law(day, reformed.parameters)
    gained = {*(flow.to_unit for flow in _duty_flows(reformed)), *heirs.values()}
    gone = abolished_units(reformed)
    marks = UnitMarks.of(reformed, heirs)
    changes = []
    for code in dict.fromkeys((*old.unit, *new.unit)):
        before = _side(old, old.unit[code], law_before) if code in old.unit else None
        standing = code in new.unit and code not in gone
        after = _side(new, new.unit[code], law_after) if standing else None
        posts = {category: _posts(after, category) - _posts(before, category) for category in Category}
        change = {category: count for category, count in posts.items() if count}
        own = standing and code in old.unit and _of_its_own(old.unit[code]) != _of_its_own(new.unit[code])
        fate = _fate(before, after, became=heirs.get(code, ""), gains=code in gained, own=own)
        became = heirs.get(code, "") if after is None else ""
        found = UnitChange(code, fate, before, after, became, change)
        changes.append(replace(found, marks=marks.of_unit(found, own=own)))
    persons = Counter((each.from_unit, each.to_unit) for each in reformed.roster_changes)
    return ReformComparison(
        tuple(changes),
        tuple(_duty_flows(reformed)),
        tuple(_post_flows(reformed)),
        _flows(persons),
        _quotas(reformed),
        _leaders(reformed),
        _surplus(reformed),
        sum(new.staff[code] for code in gone),
    )


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
        uncounted=tuple(s.name for s in establishment.sections_of.get(unit.code, ()) if not s.counts_to_cap),
    )


def _quotas(reformed: Reformed) -> tuple[QuotaChange, ...]:
    standing = reformed.before.entered
    found: dict[CellKey, QuotaChange] = {}
    for change in reformed.ledger_changes:
        cell = change.unit, change.category
        row = found.setdefault(cell, QuotaChange(*cell, standing.get(cell, 0)))
        row.more += max(0, change.change)
        row.less += max(0, -change.change)
        row.steps.append(change.step)
        row.documents.append(change.document or PENDING)
    return tuple(found.values())


def _leaders(reformed: Reformed) -> tuple[LeadersRow, ...]:
    standing: Counter[tuple[str, LeadershipKind]] = Counter()
    for posts in reformed.before.leadership_posts:
        standing[posts.unit, posts.kind] += posts.authorized
    found: dict[tuple[str, LeadershipKind], LeadersRow] = {}
    for change in reformed.leaders_changes:
        key = change.unit, change.kind
        row = found.setdefault(key, LeadersRow(*key, standing[key]))
        row.more += max(0, change.change)
        row.less += max(0, -change.change)
        row.steps.append(change.step)
        row.documents.append(change.document or PENDING)
        row.reasons.append(change.why)
    return tuple(found.values())


def _surplus(reformed: Reformed) -> tuple[SurplusLine, ...]:
    """Each once, as the last step that was about him says; deputies in post are those beyond heads' posts and surplus."""
    latest = {each.person: each for each in reformed.surplus if each.person in reformed.after.person}
    if not latest:
        return ()
    of_section, of_unit = leaders_by_section(reformed.after), unit_leaders(reformed.after)
    here: Counter[tuple[LeadershipKind, str]] = Counter(_where(reformed, each) for each in latest.values())
    posts: Counter[tuple[str, LeadershipKind]] = Counter()
    for row in reformed.after.leadership_posts:
        posts[row.unit, row.kind] += row.authorized
    found = []
    for each in latest.values():
        kind, code = _where(reformed, each)
        section = reformed.after.section.get(code)
        unit = reformed.after.unit[section.unit if section else code]
        if section:
            heads, deputies, leaders = section.heads, section.deputies, of_section.get(code, ())
        else:
            heads, deputies = posts[code, LeadershipKind.UNIT_HEAD], posts[code, LeadershipKind.UNIT_DEPUTY]
            leaders = of_unit.get(code, ())
        beyond = max(0, len(leaders) - (1 if heads is None else heads) - here[kind, code])
        now = section.name if section else unit.name
        found.append(
            SurplusLine(
                unit.name, each.person, each.kind, each.was, now, heads, beyond, deputies, each.proposal, each.step
            )
        )
    return tuple(found)


def _where(reformed: Reformed, each: SurplusLeader) -> tuple[LeadershipKind, str]:
    """The section somebody is in afterwards, or the unit."""
    person = reformed.after.person[each.person]
    in_section = each.kind is LeadershipKind.SECTION_HEAD and person.section
    return each.kind, person.section if in_section else person.unit


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
