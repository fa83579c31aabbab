"""Whether the section mergers on paper hold: every section once, groups within the cap, staff that adds up."""

from collections.abc import Iterator, Mapping

from bianzhi.domain.establishment import Unit
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.plan_columns import (
    MERGER_WORDS,
    SECTIONS,
    PaperValue,
    SectionColumn,
    paper_text,
)
from bianzhi.domain.plan_paper import PaperRow
from bianzhi.law.citation import statute
from bianzhi.law.levels import section_leaders
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.rules.plan_case import Breach, PlanCase, differing, grouped, in_words, plan_rule, repeated

_DECREE = statute("decree-486").article(13)
_PRACTICE = statute("local-practice").whole
_CAP = statute("reform-brief").whole
_REMEDY = "请在「内设机构整合」页重新求解并导出。"

Rows = tuple[PaperRow, ...]


def _units(case: PlanCase) -> Mapping[str, Rows]:
    """The rows of each unit that has a merger, by its code as paper shows it."""
    return grouped((row.text(SectionColumn.UNIT), row) for row in case.paper[SECTIONS])


def _solved(case: PlanCase) -> Iterator[tuple[Unit, Rows]]:
    """Each known unit with its rows, where there is a grouping: not where none was found, or there is nothing to group."""
    for code, rows in _units(case).items():
        unit = case.unit_on_paper.get(code)
        if unit is None or rows[0][SectionColumn.RESULT] == MERGER_WORDS[PlanStatus.INFEASIBLE]:
            continue
        if len(rows) > 1 or rows[0][SectionColumn.SECTION] is not None or _counting(case, unit):
            yield unit, rows


def _counting(case: PlanCase, unit: Unit) -> set[str]:
    """Codes, as paper shows them, of a unit's sections that count to the cap: those that must be grouped."""
    sections = case.establishment.sections_of.get(unit.code, ())
    return {paper_text(section.code) for section in sections if section.counts_to_cap}


def _groups(rows: Rows) -> Mapping[int, Rows]:
    return grouped((row.whole(SectionColumn.GROUP) or 0, row) for row in rows)


@plan_rule("P581", "整合单位计入限额的每个内设机构恰好列一次", _DECREE)
def every_section_stands_once(case: PlanCase) -> Iterator[Breach]:
    """Each section that counts stands in exactly one group of its unit, and none of another unit does.

    Sections that do not count to the cap stay as they are and need not be listed.
    """
    at = case.paper[SECTIONS].cell(SectionColumn.UNIT)
    for code, rows in _units(case).items():
        if code not in case.unit_on_paper:
            message = f"机构编码{in_words(code or None)}在台账“机构”表中没有。"
            yield Breach(rows[0].cell(SectionColumn.UNIT), message, _REMEDY)
    for unit, rows in _solved(case):
        own = {paper_text(section.code): section for section in case.establishment.sections_of.get(unit.code, ())}
        named = [row.text(SectionColumn.SECTION) for row in rows]
        twice = repeated(named)
        for number, (code, row) in enumerate(zip(named, rows, strict=True)):
            if code not in own:
                message = f"科室编码{in_words(row[SectionColumn.SECTION])}不是{unit.name}的内设机构。"
                yield Breach(row.cell(SectionColumn.SECTION), message, _REMEDY)
            elif code in twice and code in named[:number]:
                message = f"{own[code].name}列了不止一次，每个内设机构只归入一组。"
                yield Breach(row.cell(SectionColumn.SECTION), message, _REMEDY)
        for code in sorted(_counting(case, unit) - set(named), key=list(own).index):
            yield Breach(at, f"缺{unit.name}的{own[code].name}（{code}），每个内设机构都应归入一组。", _REMEDY)


@plan_rule("P582", "整合后内设机构数不超过限额", _CAP)
def groups_are_within_the_cap(case: PlanCase) -> Iterator[Breach]:
    """The groups that count to the cap are no more than it; the counts on paper are those of ledger and groups."""
    law = Law(case.day)
    for unit, rows in _solved(case):
        counting = _counting(case, unit)
        after = sum(
            any(row.text(SectionColumn.SECTION) in counting for row in group) for group in _groups(rows).values()
        )
        cap = section_cap(unit, law)
        if after > cap:
            message = f"{unit.name}整合后计入限额的内设机构 {after} 个，限额 {cap} 个。"
            yield Breach(rows[0].cell(SectionColumn.AFTER), message, _REMEDY)
        expected: dict[str, PaperValue] = {
            SectionColumn.UNIT_NAME: paper_text(unit.name),
            SectionColumn.CAP: cap,
            SectionColumn.BEFORE: len(counting),
            SectionColumn.AFTER: after,
        }
        for row in rows:
            yield from differing(row, expected, "按台账和分组")


@plan_rule("P583", "不可整合的内设机构单独成组", statute("ledger-template").whole)
def unmergeable_sections_stand_alone(case: PlanCase) -> Iterator[Breach]:
    """A section with 可否整合 = 否 is a group of its own."""
    for _, rows in _solved(case):
        for group in _groups(rows).values():
            if len(group) < 2:
                continue
            for row in group:
                section = case.establishment.section.get(row.text(SectionColumn.SECTION))
                if section is not None and not section.mergeable:
                    message = f"{section.name}在台账中“可否整合”为否，不得与其他内设机构归入一组。"
                    yield Breach(row.cell(SectionColumn.GROUP), message, _REMEDY)


@plan_rule("P584", "整合前后人数与台账一致，组内相加相符")
def section_staff_adds_up(case: PlanCase) -> Iterator[Breach]:
    """Persons of each section are those of the ledger, persons of a group their sum; rows of a group say the same."""
    for _, rows in _solved(case):
        for number, group in _groups(rows).items():
            if number < 1:
                message = f"组别为{in_words(group[0][SectionColumn.GROUP])}，应为从1起的整数。"
                yield Breach(group[0].cell(SectionColumn.GROUP), message, _REMEDY)
            total = 0
            for row in group:
                section = case.establishment.section.get(row.text(SectionColumn.SECTION))
                if section is not None:
                    staff = case.establishment.section_staff[section.code]
                    total += staff
                    there: dict[str, PaperValue] = {
                        SectionColumn.SECTION_NAME: paper_text(section.name) or None,
                        SectionColumn.SECTION_STAFF: staff,
                    }
                    yield from differing(row, there, "台账中")
            shared: dict[str, PaperValue] = {
                heading: group[0][heading]
                for heading in (SectionColumn.GROUP_NAME, SectionColumn.HEADS, SectionColumn.DEPUTIES)
            }
            for row in group:
                yield from differing(row, {SectionColumn.GROUP_STAFF: total}, "组内各内设机构相加")
                yield from differing(row, shared, "按本组第一行")


@plan_rule("P585", "合并后的内设机构领导职数不超过其人数所许", _PRACTICE)
def merged_sections_have_no_more_leaders_than_their_size_allows(case: PlanCase) -> Iterator[Breach]:
    """Heads and deputies of a section made of several are at most what its persons allow; whole numbers both."""
    for _, rows in _solved(case):
        for group in _groups(rows).values():
            staff = sum(case.establishment.section_staff.get(row.text(SectionColumn.SECTION), 0) for row in group)
            for heading, most in zip(
                (SectionColumn.HEADS, SectionColumn.DEPUTIES), section_leaders(staff), strict=True
            ):
                posts, at = group[0].whole(heading), group[0].cell(heading)
                if posts is None or posts < 0:
                    yield Breach(at, f"“{heading}”为{in_words(group[0][heading])}，应为不小于0的整数。", _REMEDY)
                elif len(group) > 1 and posts > most:
                    name = in_words(group[0][SectionColumn.GROUP_NAME])
                    yield Breach(at, f"{name}整合后 {staff} 人，{heading} {posts} 名，至多 {most} 名。", _REMEDY)


SECTION_RULES = (
    every_section_stands_once,
    groups_are_within_the_cap,
    unmergeable_sections_stand_alone,
    section_staff_adds_up,
    merged_sections_have_no_more_leaders_than_their_size_allows,
)
