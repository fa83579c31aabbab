"""A ledger that is being changed, and the record of what was changed. One is made for each application of a reform."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NoReturn, TypeVar

from bianzhi.domain.establishment import (
    CellKey,
    Duty,
    Establishment,
    LeadershipPosts,
    Person,
    QuotaEntry,
    Section,
    Unit,
)
from bianzhi.domain.reform import DutyFate, Fate, LeadersChange, LedgerChange, RosterChange, SurplusLeader
from bianzhi.domain.reform_terms import PENDING
from bianzhi.domain.terms import Category, LeadershipKind
from bianzhi.errors import ReformError
from bianzhi.reform.section_heads import heads_not_stated

T = TypeVar("T")


@dataclass
class WorkingLedger:
    """The rows of a ledger by code, in ledger order; removed rows are gone, new ones stand at the end."""

    base: Establishment
    name: str
    """Name of the reform, for the summaries of ledger entries."""
    step: int = 0
    """The step being carried out, from 1."""
    what: str = ""
    """The operation being carried out, in words, e.g. 第3项“合并机构”."""
    day: date | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    entries: list[QuotaEntry] = field(default_factory=list)
    leadership: list[LeadershipPosts] = field(default_factory=list)
    rows: dict[str, list[object]] = field(default_factory=dict)
    """The other tables of the ledger by the name of their field: posts, kinships, traffic and so on."""
    fates: list[DutyFate] = field(default_factory=list)
    changes: list[LedgerChange] = field(default_factory=list)
    leaders: list[LeadersChange] = field(default_factory=list)
    surplus: list[SurplusLeader] = field(default_factory=list)
    moved: list[RosterChange] = field(default_factory=list)
    parameters: dict[str, int] = field(default_factory=dict)
    heads_not_stated: dict[str, int] = field(default_factory=dict)
    """Heads' posts with which sections count that state none, by code: as they stood before, or as a step makes them."""
    abolished: set[str] = field(default_factory=set)
    """Units that remain only until their people are placed."""

    @classmethod
    def of(cls, establishment: Establishment, name: str) -> "WorkingLedger":
        """A copy to work on."""
        return cls(
            base=establishment,
            name=name,
            units=dict(establishment.unit),
            sections=dict(establishment.section),
            people=dict(establishment.person),
            duties=dict(establishment.duty),
            entries=list(establishment.quota_entries),
            leadership=list(establishment.leadership_posts),
            rows={table: list(getattr(establishment, table)) for table in _OTHER_TABLES},
            heads_not_stated=heads_not_stated(establishment),
        )

    def finished(self) -> Establishment:
        """The ledger as it now stands; abolished units that no row of the roster and no duty names any more are gone."""
        named = {person.unit for person in self.people.values()} | {duty.unit for duty in self.duties.values()}
        for code in sorted(self.abolished - named):
            self.remove_unit(code)
        return replace(
            self.base,
            units=tuple(self.units.values()),
            sections=tuple(self.sections.values()),
            people=tuple(self.people.values()),
            duties=tuple(self.duties.values()),
            quota_entries=tuple(self.entries),
            leadership_posts=tuple(self.leadership),
            sha256="",
            **{table: tuple(rows) for table, rows in self.rows.items()},  # type: ignore[arg-type]
        )

    def refuse(self, message: str, hint: str) -> NoReturn:
        """Stop: the operation at hand cannot be carried out."""
        raise ReformError(f"改革方案“{self.name}”{self.what}：{message}", hint)

    # what there is -------------------------------------------------------------------------------------------------

    def unit(self, code: str) -> Unit:
        """A unit that exists, and was not abolished by an earlier step."""
        standing = {known: unit for known, unit in self.units.items() if known not in self.abolished}
        return self._known(standing, code, "机构", self.base.unit)

    def section(self, code: str) -> Section:
        """A section that exists."""
        return self._known(self.sections, code, "内设机构", self.base.section)

    def duty(self, code: str) -> Duty:
        """A duty that exists."""
        return self._known(self.duties, code, "职责", self.base.duty)

    def person(self, id: str) -> Person:
        """Somebody of the roster."""
        return self._known(self.people, id, "人员", self.base.person)

    def _known(self, table: Mapping[str, T], code: str, word: str, before: Mapping[str, T]) -> T:
        found = table.get(code)
        if found is None and code in before:
            self.refuse(
                f"{word}{_called(before[code], code)}在前面的改革事项中已撤销或并入其他{word}。",
                f"请调整各项的先后次序，或改用合并后的{word}。",
            )
        if found is None:
            self.refuse(f"台账中没有编码为“{code}”的{word}。", f"请核对编码；新设的{word}须先有设立的一项。")
        return found

    def posts(self, unit: str) -> dict[Category, int]:
        """Authorized posts of a unit now, by type; types with none are missing."""
        found: dict[Category, int] = {}
        for entry in self.entries:
            if entry.unit == unit:
                found[entry.category] = found.get(entry.category, 0) + entry.posts
        return {category: found[category] for category in Category if found.get(category)}

    def people_of(self, unit: str) -> list[Person]:
        """People of a unit who hold a post, in the order of the roster."""
        return [person for person in self.people.values() if person.unit == unit and person.state.holds_post]

    def sections_of(self, unit: str) -> list[Section]:
        """Sections of a unit."""
        return [section for section in self.sections.values() if section.unit == unit]

    # changes -------------------------------------------------------------------------------------------------------

    def enter(self, unit: str, category: Category, change: int, why: str, document: str = "") -> None:
        """A signed entry of the ledger; a quota never falls below nothing."""
        if not change:
            return
        there = self.posts(unit).get(category, 0)
        if there + change < 0:
            name = self.unit(unit).name
            self.refuse(
                f"{name}{category}现核定 {there} 名，不能核减 {-change} 名。",
                f"最多可核减或划出 {there} 名，请改小数量。",
            )
        summary = f"{self.name}第{self.step}项：{why}"
        self.entries.append(QuotaEntry(unit, category, change, document or PENDING, self.day, summary))
        self.changes.append(LedgerChange(unit, category, change, summary, document, self.step))

    def hand_on(self, from_unit: str, to_unit: str, posts: Mapping[Category, int], why: str) -> None:
        """Posts go from one unit to another: two entries that add up to nothing. Pools and regions are closed."""
        one, other = self.units[from_unit], self.units[to_unit]
        if any(posts.values()) and (one.pool, one.region) != (other.pool, other.region):
            unlike = f"编制池不同（{one.pool}、{other.pool}）" if one.pool is not other.pool else "地区不同"
            self.refuse(
                f"{one.name}与{other.name}{unlike}，{cells_in_words(posts)}不能直接划转。",
                "请改选同一编制池、同一地区的机构；确需跨编制池调整的，请分别写“核增核减编制”，各附批准文号。",
            )
        for category, count in posts.items():
            if count < 0:
                self.refuse(f"{category}的数量为 {count}。", "数量应为不小于 0 的整数。")
            self.enter(from_unit, category, -count, why)
            self.enter(to_unit, category, count, why)

    def change_leaders(self, unit: str, kind: LeadershipKind, change: int, why: str, document: str = "") -> None:
        """Leadership posts of one kind: their rows become one row with the new number, never below nothing.

        A unit that lists none of the kind is taken to have none fixed, and gets a row only with posts.
        """
        mine = [row for row in self.leadership if row.unit == unit and row.kind is kind]
        there = sum(row.authorized for row in mine)
        after = max(0, there + change)
        if after == there and len(mine) < 2:
            return
        if after != there:
            self.leaders.append(LeadersChange(unit, kind, after - there, why, document, self.step))
        number = (document or PENDING) if after != there else mine[0].document
        changed = LeadershipPosts(unit, kind, after, number)
        if mine:
            place = self.leadership.index(mine[0])
            self.leadership[place] = replace(changed, at=mine[0].at)
            self.leadership = [row for row in self.leadership if row not in mine[1:]]
        else:
            self.leadership.append(changed)

    def leader_posts(self, unit: str, kind: LeadershipKind) -> int | None:
        """Leadership posts of one kind that a unit has now; None where it lists none."""
        mine = [row.authorized for row in self.leadership if row.unit == unit and row.kind is kind]
        return sum(mine) if mine else None

    def transfer_person(self, id: str, to_unit: str, section: str = "") -> None:
        """Somebody goes along with the post held: same type, another unit; posts fixed for sections follow as well."""
        person = self.person(id)
        if person.counted and person.section != section:
            left = self.sections.get(person.section)
            taken = 1 if left is None or left.authorized is None else min(1, left.authorized)
            self.fix_posts(person.section, -taken)
            self.fix_posts(section, taken)
        changed = replace(person, section=section, unit=to_unit)
        if person.unit != to_unit and person.counted:  # nobody else has an entry to leave or to take
            first = self.base.person.get(id)
            back = first is not None and first.unit == to_unit
            joined = first.joined_unit if back and first else self.day or person.joined_unit
            changed = replace(changed, joined_unit=joined)
            self.moved.append(RosterChange(id, person.unit, person.category, to_unit, person.category, self.step))
        self.people[id] = changed

    def fix_posts(self, section: str, change: int) -> None:
        """Posts fixed for a section, where they are fixed at all; never below none."""
        found = self.sections.get(section)
        if found is not None and found.authorized is not None:
            self.sections[section] = replace(found, authorized=max(0, found.authorized + change))

    def settle(self, duty: str, fate: Fate, becomes: Iterable[str] = ()) -> None:
        """Note what became of a duty."""
        self.fates.append(DutyFate(duty, fate, tuple(becomes), self.step))

    def forget_kept(self, duties: Iterable[str]) -> None:
        """Duties that a step said to keep, and whose unit goes to another, are not kept after all."""
        codes = frozenset(duties)
        self.fates = [each for each in self.fates if each.duty not in codes or each.fate is not Fate.KEPT]

    def map_rows(self, table: str, change: Callable[[object], object | None]) -> None:
        """Change every row of one of the other tables; None removes it."""
        changed = (change(row) for row in self.rows[table])
        self.rows[table] = [row for row in changed if row is not None]

    def remove_unit(self, code: str) -> None:
        """A unit goes with everything that speaks of it alone; wishes for it are forgotten.

        What it borrowed has gone back; what it lent is the office's own from now on.
        """
        self.remove_sections(section.code for section in self.sections_of(code))
        del self.units[code]
        self.abolished.discard(code)
        self.entries = [entry for entry in self.entries if entry.unit != code]
        self.leadership = [row for row in self.leadership if row.unit != code]
        for table in ("posts", "fit_scores", "transits", "level_posts", "workloads"):
            self.map_rows(table, lambda row: None if getattr(row, "unit", "") == code else row)
        self.map_rows("loans", lambda row: _loan_without(row, code))
        self.rename_unit_in_people(code, "")

    def remove_sections(self, codes: Iterable[str], heir: str = "") -> None:
        """Sections go; whatever names one names ``heir`` from now on, or no section. Traffic within one section is none."""
        old = frozenset(codes)
        for code in old:
            self.sections.pop(code, None)
        for id, person in self.people.items():
            if person.section in old:
                self.people[id] = replace(person, section=heir)
        for code, duty in self.duties.items():
            if duty.section in old:
                self.duties[code] = replace(duty, section=heir)
        for table in ("posts", "workloads"):
            self.map_rows(table, lambda row: _at_section(row, old, heir))
        self.map_rows("traffic", lambda row: _traffic(row, old, heir))

    def move_section(self, code: str, to_unit: str, into: str = "") -> None:
        """A section goes to another unit, or into a section there; posts asked for and workload of it go along.

        People and duties are moved by the operation, which also moves the posts they hold.
        """
        for table in ("posts", "workloads"):
            self.map_rows(table, lambda row: _with_section(row, code, to_unit, into or code))
        if into:
            self.map_rows("traffic", lambda row: _traffic(row, frozenset((code,)), into))
            del self.sections[code]
        else:
            self.sections[code] = replace(self.sections[code], unit=to_unit)

    def rename_unit_in_people(self, old: str, new: str) -> None:
        """People's wishes follow a unit to its new code, or forget it."""
        for id, person in self.people.items():
            if old in person.wished_units:
                wished = (new if unit == old else unit for unit in person.wished_units)
                self.people[id] = replace(person, wished_units=tuple(dict.fromkeys(unit for unit in wished if unit)))


def _at_section(row: Any, old: frozenset[str], new: str) -> Any:
    return replace(row, section=new) if row.section in old else row


def _with_section(row: Any, code: str, to_unit: str, section: str) -> Any:
    return replace(row, unit=to_unit, section=section) if row.section == code else row


def _traffic(row: Any, old: frozenset[str], new: str) -> Any:
    """Traffic follows its sections; what was between two of them is within one now, and gone."""
    if row.section not in old and row.other not in old:
        return row
    section, other = (new if end in old else end for end in (row.section, row.other))
    return replace(row, section=section, other=other) if section and other and section != other else None


def _loan_without(row: Any, unit: str) -> Any:
    if row.borrower == unit:
        return None
    return replace(row, lender="") if row.lender == unit else row


_OTHER_TABLES = (
    "posts",
    "kinships",
    "traffic",
    "fit_scores",
    "transits",
    "level_posts",
    "loans",
    "workloads",
)


def _called(row: object, code: str) -> str:
    """The name of something, with its code; of a duty its text."""
    name = getattr(row, "name", "") or getattr(row, "text", "")
    return f"“{name}”（{code}）" if name else f"“{code}”"


def cells_in_words(posts: Mapping[Category, int]) -> str:
    """行政编制3名、全额事业编制2名."""
    return "、".join(f"{category}{count}名" for category, count in posts.items() if count) or "0名"


def totals_by_category(establishment: Establishment) -> dict[Category, int]:
    """Sum of the signed ledger entries by type; what a reform keeps."""
    totals: dict[Category, int] = {}
    cells: Mapping[CellKey, int] = establishment.entered
    for (_, category), posts in cells.items():
        totals[category] = totals.get(category, 0) + posts
    return totals
