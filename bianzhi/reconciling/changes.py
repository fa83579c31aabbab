"""What changed between two rosters: who entered, left, moved, and which entries were corrected, field by field."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

from bianzhi.domain.establishment import Establishment, Person, Unit
from bianzhi.domain.identifiers import masked
from bianzhi.domain.ledger_columns import sheet
from bianzhi.domain.plan_columns import paper_text
from bianzhi.domain.roster_changes import (
    ChangeKind,
    FieldChange,
    MatchedBy,
    PersonChange,
    RosterChanges,
    UnitChange,
)
from bianzhi.reconciling.matching import name_key, number_key

_ROSTER = sheet("人员")
_COMPARED = tuple(
    column.field
    for column in _ROSTER.columns
    if column.field not in ("id", "unit", "category", "section", "wished_units")
)
_values = attrgetter(*_COMPARED)
_COUNTED_AS = {
    ChangeKind.ENTERED: (("target", "entered"),),
    ChangeKind.LEFT: (("source", "left"),),
    ChangeKind.MOVED: (("source", "moved_out"), ("target", "arrived")),
    ChangeKind.RETYPED: (("target", "retyped"),),
}
"""At which unit a change counts, and as what."""
_KINDS = {kind: place for place, kind in enumerate(ChangeKind)}


def changes(old: Establishment, new: Establishment) -> RosterChanges:
    """Compare two rosters.

    People are found again by 人员编号 — unless name and citizen number both say it is somebody else, as where numbers
    are given anew — then by citizen number, then by name and unit where that is unique. Units are the same where code
    and name are, else by name, else by code.

    Returns
    -------
    RosterChanges
        Persons by kind, then in roster order; and per unit the persons in post then and now, which tie:
        ``before + entered + arrived − left − moved_out == after``.
    """
    comparison = _Comparison(old, new)
    found = sorted(comparison.changes(), key=lambda change: _KINDS[change.what.kind])
    return RosterChanges(old.name, new.name, tuple(change.what for change in found), tuple(comparison.units(found)))


@dataclass(frozen=True, slots=True)
class _Change:
    """A change, and the codes of its units as ``renamed`` has them; empty on the side where the person is not."""

    what: PersonChange
    source: str
    target: str


@dataclass(frozen=True)
class _Comparison:
    old: Establishment
    new: Establishment

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """For each unit of the older ledger its code in the newer one, or a code of its own where it is gone."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for unit in self.new.units:
            by_name[name_key(unit.name)].append(unit.code)
        codes = {}
        for unit in self.old.units:
            same = by_name.get(name_key(unit.name), [])
            if unit.code in same or (len(same) != 1 and unit.code in self.new.unit):
                codes[unit.code] = unit.code
            else:
                codes[unit.code] = same[0] if len(same) == 1 else f"\0{unit.code}"
        return codes

    def changes(self) -> Iterator[_Change]:
        """Everything that happened, in the order of the newer roster, those who are gone last."""
        pairs = _paired(self.old.people, self.new.people, self.renamed)
        for person in self.new.people:
            known = pairs.get(id(person))
            change = self._entered(person) if known is None else self._compared(*known, person)
            if change is not None:
                yield change
        known_still = {id(before) for before, _ in pairs.values()}
        for person in self.old.people:
            if id(person) not in known_still:
                kind = ChangeKind.LEFT if person.counted else ChangeKind.DELISTED
                yield self._one_sided(kind, person, None, "新名册中没有此人")

    def _entered(self, person: Person) -> _Change:
        kind = ChangeKind.ENTERED if person.counted else ChangeKind.LISTED
        why = "新列入名册" if person.counted else f"新列入名册，人员状态为{person.state}"
        return self._one_sided(kind, None, person, why)

    def _one_sided(self, kind: ChangeKind, before: Person | None, after: Person | None, why: str) -> _Change:
        return self._change(kind, before, after, MatchedBy.NOTHING, why, ())

    def _compared(self, before: Person, matched_by: MatchedBy, after: Person) -> _Change | None:
        fields = tuple(self._fields(before, after))
        moved = self.renamed[before.unit] != after.unit
        if before.counted != after.counted:
            kind = ChangeKind.ENTERED if after.counted else ChangeKind.LEFT
            why = _why_counted(before, after)
            return self._change(kind, before, after, matched_by, why, fields)
        if moved and after.counted:
            return self._change(ChangeKind.MOVED, before, after, matched_by, "", fields)
        if before.category is not after.category and after.counted:
            return self._change(ChangeKind.RETYPED, before, after, matched_by, "", fields)
        if moved or before.category is not after.category:
            fields = (*self._place_fields(before, after), *fields)
        return self._change(ChangeKind.CORRECTED, before, after, matched_by, "", fields) if fields else None

    def _change(
        self,
        kind: ChangeKind,
        before: Person | None,
        after: Person | None,
        matched_by: MatchedBy,
        why: str,
        fields: tuple[FieldChange, ...],
    ) -> _Change:
        person = after or before
        assert person is not None
        what = PersonChange(
            kind=kind,
            person=person.id,
            name=person.name,
            matched_by=matched_by,
            from_unit=self.old.unit[before.unit].name if before else "",
            to_unit=self.new.unit[after.unit].name if after else "",
            from_category=before.category if before else None,
            to_category=after.category if after else None,
            why=why,
            fields=fields,
            before=before.at.cell("name") if before else None,
            after=after.at.cell("name") if after else None,
        )
        return _Change(what, self.renamed[before.unit] if before else "", after.unit if after else "")

    def _fields(self, before: Person, after: Person) -> Iterator[FieldChange]:
        """Fields that read otherwise; unit and type are moves, and codes are compared by what they name."""
        if before.id != after.id:
            yield FieldChange(_ROSTER.heading("id"), paper_text(before.id), paper_text(after.id))
        if _values(before) != _values(after):
            for field in _COMPARED:
                one, other = getattr(before, field), getattr(after, field)
                if one != other:
                    yield _field_change(field, one, other)
        one, other = _section(self.old, before), _section(self.new, after)
        if name_key(one) != name_key(other):
            yield FieldChange("科室", one, other)
        if before.wished_units or after.wished_units:
            wished = tuple(self.renamed.get(code, code) for code in before.wished_units)
            if wished != after.wished_units:
                heading = _ROSTER.heading("wished_units")
                yield FieldChange(
                    heading, _unit_names(self.old, before.wished_units), _unit_names(self.new, after.wished_units)
                )

    def _place_fields(self, before: Person, after: Person) -> Iterator[FieldChange]:
        """Unit and type of somebody who is not counted in post."""
        one, other = self.old.unit[before.unit].name, self.new.unit[after.unit].name
        if self.renamed[before.unit] != after.unit:
            yield FieldChange("单位", one, other)
        if before.category is not after.category:
            yield _field_change("category", before.category, after.category)

    def units(self, found: Iterable[_Change]) -> Iterator[UnitChange]:
        """The persons in post of every unit of either ledger, then and now."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for change in found:
            for side, word in _COUNTED_AS.get(change.what.kind, ()):
                counts[getattr(change, side)][word] += 1
            if change.what.fields:
                counts[change.target]["corrected"] += 1
        for code, staff in self.old.staff.items():
            counts[self.renamed[code]]["before"] += staff
        for unit, code in self._units():
            numbers = counts[code]
            yield UnitChange(
                unit=unit.name,
                before=numbers["before"],
                entered=numbers["entered"],
                arrived=numbers["arrived"],
                left=numbers["left"],
                moved_out=numbers["moved_out"],
                after=self.new.staff.get(code, 0),
                retyped=numbers["retyped"],
                corrected=numbers["corrected"],
            )

    def _units(self) -> Iterator[tuple[Unit, str]]:
        yield from ((unit, unit.code) for unit in self.new.units)
        yield from ((u, self.renamed[u.code]) for u in self.old.units if self.renamed[u.code] not in self.new.unit)


_Pairs = dict[int, tuple[Person, MatchedBy]]


def _paired(old: Sequence[Person], new: Sequence[Person], renamed: Mapping[str, str]) -> _Pairs:
    """For each person of the newer roster (by identity) the same person on the older one, and how he was found."""
    pairs: _Pairs = {}
    by_id = {person.id: person for person in old}
    for person in new:
        before = by_id.get(person.id)
        if before is not None and _is_the_same(before, person):
            pairs[id(person)] = before, MatchedBy.ID
    _pair_by(old, new, pairs, MatchedBy.CITIZEN_NUMBER, lambda p: number_key(p.citizen_number), _number)
    _pair_by(
        old,
        new,
        pairs,
        MatchedBy.NAME_AND_UNIT,
        lambda p: (name_key(p.name), renamed[p.unit]),
        lambda p: (name_key(p.name), p.unit),
    )
    return pairs


def _number(person: Person) -> str:
    return number_key(person.citizen_number)


def _pair_by(
    old: Sequence[Person],
    new: Sequence[Person],
    pairs: _Pairs,
    how: MatchedBy,
    old_key: Callable[[Person], Hashable],
    new_key: Callable[[Person], Hashable],
) -> None:
    """Pair those left over whose key only one person left over on either roster has, and who may be the same."""
    taken = {id(before) for before, _ in pairs.values()}
    sides: dict[Hashable, tuple[list[Person], list[Person]]] = defaultdict(lambda: ([], []))
    for person in old:
        if id(person) not in taken and (key := old_key(person)):
            sides[key][0].append(person)
    for person in new:
        if id(person) not in pairs and (key := new_key(person)):
            sides[key][1].append(person)
    for before, after in sides.values():
        if len(before) == len(after) == 1 and not (how is MatchedBy.NAME_AND_UNIT and _contradict(before[0], after[0])):
            pairs[id(after[0])] = before[0], how


def _is_the_same(before: Person, after: Person) -> bool:
    """Whether two entries of one id are one person: the names agree, or the numbers, or birth where a number lacks."""
    if name_key(before.name) == name_key(after.name):
        return True
    number, other = _number(before), _number(after)
    if number and other:
        return number == other
    return before.born is not None and before.born == after.born


def _contradict(before: Person, after: Person) -> bool:
    number, other = _number(before), _number(after)
    return bool(number and other and number != other)


def _why_counted(before: Person, after: Person) -> str:
    if before.state is not after.state:
        return f"人员状态由{before.state}变为{after.state}"
    if before.status is not after.status:
        return f"人员类别由{before.status or '空'}变为{after.status or '空'}"
    return f"编制类型由{before.category or '空'}变为{after.category or '空'}"


def _field_change(field: str, before: object, after: object) -> FieldChange:
    heading = _ROSTER.heading(field)
    if field == "citizen_number":
        one, other = masked(str(before)), masked(str(after))
        if one == other and one:
            other = f"{other}（中间有改动）"
        return FieldChange(heading, one, other)
    return FieldChange(heading, _in_words(before), _in_words(after))


def _in_words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return paper_text("、".join(map(str, value)))
    return paper_text(str(value))


def _section(establishment: Establishment, person: Person) -> str:
    section = establishment.section.get(person.section)
    return section.name if section else person.section


def _unit_names(establishment: Establishment, codes: Iterable[str]) -> str:
    return "、".join(establishment.unit[code].name if code in establishment.unit else code for code in codes)
