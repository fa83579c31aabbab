"""The lines of 内设机构整合对照表: one per section, with the group it is proposed to join."""

from collections.abc import Mapping, Sequence

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import MergedSection, Merger, PlanStatus
from bianzhi.domain.plan_columns import MERGER_WORDS, PaperValue, SectionColumn


def section_lines(mergers: Sequence[Merger], establishment: Establishment) -> list[Mapping[str, PaperValue]]:
    """One line per section of each merged unit, group by group; one line for a unit without a solution."""
    lines: list[dict[str, PaperValue]] = []
    for merger in mergers:
        first = len(lines)
        for number, group in enumerate(merger.groups, 1):
            for code in group.sections:
                lines.append(
                    {
                        **_unit_part(merger, establishment),
                        **_section_part(code, merger, establishment),
                        **_group_part(number, group),
                    }
                )
        if not merger.groups:
            lines.append(_unit_part(merger, establishment))
        if merger.notes:
            notes = [str(lines[first].get(SectionColumn.NOTE) or ""), *merger.notes]
            lines[first][SectionColumn.NOTE] = "；".join(note.rstrip("。；") for note in notes if note)
    for number, line in enumerate(lines, 1):
        line[SectionColumn.NUMBER] = number
    return list(lines)


def _unit_part(merger: Merger, establishment: Establishment) -> dict[str, PaperValue]:
    words = MERGER_WORDS[merger.status]
    if merger.status is PlanStatus.FEASIBLE:
        words += f"（得分 {merger.value}，上界 {merger.bound}）"
    return {
        SectionColumn.UNIT: merger.unit,
        SectionColumn.UNIT_NAME: establishment.unit[merger.unit].name,
        SectionColumn.CAP: merger.cap,
        SectionColumn.BEFORE: merger.before,
        SectionColumn.AFTER: merger.after if merger.groups else None,
        SectionColumn.RESULT: words,
    }


def _section_part(code: str, merger: Merger, establishment: Establishment) -> dict[str, PaperValue]:
    heads = [
        f"富余负责人{establishment.person[head.person].name}（{head.person}）：{head.proposal.rstrip('。')}"
        for head in merger.surplus_heads
        if head.section == code
    ]
    return {
        SectionColumn.SECTION: code,
        SectionColumn.SECTION_NAME: establishment.section[code].name,
        SectionColumn.SECTION_STAFF: establishment.section_staff[code],
        SectionColumn.NOTE: "；".join(heads),
    }


def _group_part(number: int, group: MergedSection) -> dict[str, PaperValue]:
    return {
        SectionColumn.GROUP: number,
        SectionColumn.GROUP_NAME: group.name,
        SectionColumn.GROUP_STAFF: group.staff,
        SectionColumn.HEADS: group.heads,
        SectionColumn.DEPUTIES: group.deputies,
    }
