"""Person by person: who is on one list and not on the other, and where the two say different things of one person."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.identifiers import masked
from bianzhi.domain.payroll import Payroll, PayrollRow, PayState
from bianzhi.domain.plan_columns import paper_text
from bianzhi.domain.reconciliation import Discrepancy, DiscrepancyKind
from bianzhi.domain.terms import PersonState, Status
from bianzhi.reconciling.matching import Candidates, Matching, Pair, name_key, number_key

_NAMED = 5
"""Candidates named in one line."""


def people_discrepancies(establishment: Establishment, payroll: Payroll, matching: Matching) -> Iterator[Discrepancy]:
    """Everything the two lists say differently, pair by pair, then what stands on one of them only."""
    lists = _Lists(establishment, payroll, matching)
    for pair in matching.pairs:
        yield from lists.about_pair(pair)
    for first, row in matching.repeated:
        yield lists.paid_twice(first, row)
    for candidates in matching.ambiguous:
        yield lists.undecidable(candidates)
    yield from lists.missing_pay()
    yield from lists.strangers()
    yield from lists.unknown_units()


@dataclass(frozen=True)
class _Lists:
    establishment: Establishment
    payroll: Payroll
    matching: Matching

    def about_pair(self, pair: Pair) -> Iterator[Discrepancy]:
        """State, unit, type and identity of one person, each by itself."""
        person, row = pair.person, pair.row
        yield from self._state(person, row)
        if row.unit not in ("", person.unit) and row.state is PayState.PAID and person.state.holds_post:
            yield self._of_pair(
                DiscrepancyKind.PAID_ELSEWHERE,
                pair,
                f"{self._who(person)}编制在{self._unit(person)}，工资由{row.unit_text}发放"
                f"{f'（人员状态为{person.state}）' if person.state is not PersonState.ACTIVE else ''}。",
                "请核对实际占编单位：已调动的，办理出入编手续后更正名册；借调、挂职的，工资关系应在原单位。",
            )
        if row.category is not None and person.category not in (None, row.category) and person.counted:
            yield self._of_pair(
                DiscrepancyKind.TYPE_DIFFERS,
                pair,
                f"{self._who(person)}名册为{person.category}，供养名单为{row.category}。",
                "请对照入编文件更正其中一处。",
            )
        yield from self._identity(pair)

    def _state(self, person: Person, row: PayrollRow) -> Iterator[Discrepancy]:
        pair = Pair(person, row)
        if not person.state.holds_post and row.state is PayState.PAID:
            yield self._of_pair(
                DiscrepancyKind.PAID_THOUGH_GONE,
                pair,
                f"{self._who(person)}名册人员状态为{person.state}，{row.unit_text}仍在发放工资。",
                "请立即核实：确已离开的，通知财政停发并追回；人员状态填错的，更正名册。",
            )
        elif person.status is Status.OFF_ESTABLISHMENT:
            if row.state is PayState.PAID and row.category is not None:
                yield self._of_pair(
                    DiscrepancyKind.OFF_ESTABLISHMENT,
                    pair,
                    f"{self._who(person)}名册为编外人员，供养名单按{row.category}供养。",
                    "请核对人员类别；确为编外的，请改按编外经费渠道列支。",
                )
        elif person.counted and row.status is Status.OFF_ESTABLISHMENT:
            yield self._of_pair(
                DiscrepancyKind.OFF_ESTABLISHMENT,
                pair,
                f"{self._who(person)}名册占用{person.category}，供养名单为编外人员。",
                "请对照入编文件核对；未办理入编的，不得占用编制。",
            )
        elif person.counted and row.state is PayState.STOPPED:
            yield self._of_pair(
                DiscrepancyKind.PAY_STOPPED,
                pair,
                f"{self._who(person)}名册人员状态为{person.state}，占用{person.category}，工资状态为停发。",
                "请核对是否已离开而未出编，或者应发而停发。",
            )
        elif person.counted and row.state is PayState.PENSION:
            yield self._of_pair(
                DiscrepancyKind.PENSIONED,
                pair,
                f"{self._who(person)}名册人员状态为{person.state}，占用{person.category}，财政按退休人员供养。",
                "请核对是否已退休而未出编；已退休的，请更新人员状态。",
            )

    def _identity(self, pair: Pair) -> Iterator[Discrepancy]:
        person, row = pair.person, pair.row
        number, other = number_key(person.citizen_number), number_key(row.citizen_number)
        if number and other and number != other:
            places = "、".join(
                str(place) for place, (one, two) in enumerate(zip(number, other, strict=False), 1) if one != two
            )
            wrong = (
                f"第 {places} 位不同" if len(number) == len(other) else f"一个 {len(number)} 位、一个 {len(other)} 位"
            )
            yield self._of_pair(
                DiscrepancyKind.NUMBER_DIFFERS,
                pair,
                f"{self._who(person)}与供养名单同单位的{row.name}姓名相同，公民身份号码{wrong}。",
                "请对照身份证件核对：同一人的更正号码，不是同一人的请分别补录。",
            )
        elif name_key(person.name) != name_key(row.name):
            yield self._of_pair(
                DiscrepancyKind.NAME_DIFFERS,
                pair,
                f"公民身份号码 {masked(person.citizen_number)} 名册姓名为{person.name}，供养名单姓名为{row.name}。",
                "请对照身份证件更正姓名；号码填错的，更正号码。",
            )

    def paid_twice(self, first: PayrollRow, row: PayrollRow) -> Discrepancy:
        """A second salary on one citizen number."""
        message = (
            f"{row.name}（{masked(row.citizen_number)}）在{row.unit_text}发放工资，"
            f"{first.unit_text}（{_place(first)}）已发放一份。"
        )
        return self._of_row(
            DiscrepancyKind.PAID_TWICE, row, message, "请核实实际单位，停发并追回重复的一份。", _cell(first)
        )

    def undecidable(self, candidates: Candidates) -> Discrepancy:
        """People and rows that fit each other and are more than one on a side."""
        people, rows = candidates.people, candidates.rows
        those = "、".join(f"{self._who(person)}（{_place(person)}）" for person in people[:_NAMED])
        lines = "、".join(f"{row.name}（{_place(row)}）" for row in rows[:_NAMED])
        first = people[0]
        return Discrepancy(
            DiscrepancyKind.AMBIGUOUS,
            first.unit,
            None,
            first.id,
            first.name,
            masked(first.citizen_number),
            paper_text(
                f"{self._unit(first)}名册 {len(people)} 人：{those}{'等' if len(people) > _NAMED else ''}；"
                f"供养名单 {len(rows)} 行：{lines}{'等' if len(rows) > _NAMED else ''}；无法判断谁对应谁。"
            ),
            "请在两份名单补齐或者更正公民身份号码后重新比对。",
            first.at.cell("name"),
            _cell(rows[0]),
        )

    def missing_pay(self) -> Iterator[Discrepancy]:
        """People who hold a post and are not on the payroll at all."""
        for person in self.matching.people:
            if person.counted:
                yield Discrepancy(
                    DiscrepancyKind.NOT_PAID,
                    person.unit,
                    person.category,
                    person.id,
                    person.name,
                    masked(person.citizen_number),
                    paper_text(
                        f"{self._who(person)}在{self._unit(person)}占用{person.category}，供养名单中没有此人"
                        f"{f'（人员状态为{person.state}）' if person.state is not PersonState.ACTIVE else ''}。"
                    ),
                    "请核对是否新进未办工资、已离开未出编，或者经费自理不由财政供养。",
                    person.at.cell("name"),
                )

    def strangers(self) -> Iterator[Discrepancy]:
        """People who are paid a salary and are not on the roster; of one unmatched namesake the place is told."""
        for row in self.matching.rows:
            if not row.draws_salary:
                continue
            alike = self._unmatched_by_name.get(name_key(row.name), [])
            hint = "请核实此人身份和进入依据：在编的补录名册，已离开或者查无此人的通知财政停发。"
            if len(alike) == 1:
                hint += f"名册中{self._unit(alike[0])}有同名的{self._who(alike[0])}未对应上，请先核对是否同一人。"
            message = f"{row.name}由{row.unit_text or '（单位未填）'}发放工资，名册中没有此人。"
            yield self._of_row(DiscrepancyKind.NOT_ON_ROSTER, row, message, hint)

    def unknown_units(self) -> Iterator[Discrepancy]:
        """Units that pay people and that the ledger has not, each once."""
        rows: dict[str, list[PayrollRow]] = defaultdict(list)
        for row in self.payroll.rows:
            if not row.unit:
                rows[row.unit_text].append(row)
        for text, paid in rows.items():
            message = f"供养名单的单位“{text or '（空）'}”不在台账机构表中，涉及 {len(paid)} 行，首行{paid[0].name}。"
            hint = "请在供养名单改写为台账的机构编码或全称，或者在机构表补录该机构。"
            yield Discrepancy(
                DiscrepancyKind.UNKNOWN_UNIT, "", None, "", "", "", paper_text(message), hint, paid[0].at.cell("unit")
            )

    @cached_property
    def _unmatched_by_name(self) -> dict[str, list[Person]]:
        names: dict[str, list[Person]] = defaultdict(list)
        for person in self.matching.people:
            names[name_key(person.name)].append(person)
        return names

    def _of_pair(self, kind: DiscrepancyKind, pair: Pair, message: str, hint: str) -> Discrepancy:
        person, row = pair.person, pair.row
        field = {
            DiscrepancyKind.PAID_ELSEWHERE: "unit",
            DiscrepancyKind.TYPE_DIFFERS: "category",
            DiscrepancyKind.NUMBER_DIFFERS: "citizen_number",
            DiscrepancyKind.NAME_DIFFERS: "name",
            DiscrepancyKind.OFF_ESTABLISHMENT: "status",
        }.get(kind, "state")
        return Discrepancy(
            kind,
            person.unit,
            person.category,
            person.id,
            person.name,
            masked(person.citizen_number or row.citizen_number),
            paper_text(message),
            hint,
            person.at.cell(field),
            row.at.cell({"status": "category"}.get(field, field)),
        )

    def _of_row(
        self, kind: DiscrepancyKind, row: PayrollRow, message: str, hint: str, other: CellRef | None = None
    ) -> Discrepancy:
        return Discrepancy(
            kind,
            row.unit,
            row.category,
            "",
            row.name,
            masked(row.citizen_number),
            paper_text(message),
            paper_text(hint),
            _cell(row),
            other,
        )

    def _unit(self, person: Person) -> str:
        return self.establishment.unit[person.unit].name

    @staticmethod
    def _who(person: Person) -> str:
        return f"{person.name}（{person.id}）"


def _cell(row: PayrollRow) -> CellRef:
    return row.at.cell("name")


def _place(item: Person | PayrollRow) -> str:
    at = item.at.cell("name")
    return f"{at.sheet} › {at.cell}"
