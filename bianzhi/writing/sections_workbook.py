"""The section plan as a workbook: what each unit's sections are to become, and what follows for them and their heads."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger
from bianzhi.domain.plan_columns import MERGER_WORDS, PaperValue, paper_text
from bianzhi.writing.workbook_styles import Kind, Paper, Table, TableColumn, write_tables

_UNDATED = date(2026, 1, 1)
"""A section plan has no day of its own; a fixed one in the file's properties keeps equal plans equal bytes."""

_PROPOSED = "本表为建议：内设机构的撤销、合并、更名和领导职数，须报本级机构编制管理机关审批后方可实施。"
_PERSONS = "在编人数由台账“人员”表的科室编码统计；正职、副职为按在编人数测算的职数。"

_Line = list[PaperValue]


def write(path: Path, mergers: tuple[Merger, ...], establishment: Establishment) -> None:
    """Write the section plan.

    Four sheets: the proposed sections unit by unit, a summary of units with how good each result is known to be, where
    each present section goes, and the heads for whom no post is left. Without mergers the sheets have headings only.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    tables = (
        _groups(mergers, establishment),
        _summary(mergers, establishment),
        _sections(mergers, establishment),
        _heads(mergers, establishment),
    )
    write_tables(path, tables, "内设机构整合对照表", _UNDATED)


def _numbered(lines: Iterable[_Line]) -> list[_Line]:
    """The lines with 序号, their texts made fit for paper."""
    return [
        [number, *((paper_text(value) or None) if isinstance(value, str) else value for value in line)]
        for number, line in enumerate(lines, 1)
    ]


def _groups(mergers: tuple[Merger, ...], establishment: Establishment) -> Table:
    columns = (
        TableColumn("序号", 6, Kind.CENTER),
        TableColumn("机构编码", 11, Kind.CENTER),
        TableColumn("单位", 26),
        TableColumn("内设机构限额", 9, Kind.CENTER),
        TableColumn("整合前（个）", 9, Kind.CENTER),
        TableColumn("整合后（个）", 9, Kind.CENTER),
        TableColumn("整合后序号", 9, Kind.CENTER),
        TableColumn("拟设内设机构（名称拟定）", 26),
        TableColumn("由下列内设机构整合（在编人数）", 52),
        TableColumn("原有（个）", 9, Kind.CENTER),
        TableColumn("在编人数", 9, Kind.COUNT),
        TableColumn("正职职数", 9, Kind.COUNT),
        TableColumn("副职职数", 9, Kind.COUNT),
    )
    lines: list[_Line] = []
    for merger in mergers:
        unit: _Line = [merger.unit, _unit(establishment, merger.unit), merger.cap, merger.before, merger.after]
        for number, group in enumerate(merger.groups, 1):
            members = "、".join(_with_staff(establishment, code) for code in group.sections)
            numbers = (len(group.sections), group.staff, group.heads, group.deputies)
            lines.append([*unit, number, group.name, members, *numbers])
        if not merger.groups:
            lines.append([*unit, None, MERGER_WORDS[merger.status], "；".join(merger.notes), *[None] * 4])
    everything = [group for merger in mergers for group in merger.groups]
    sums = [sum(len(group.sections) for group in everything)]
    sums += [sum(getattr(group, name) for group in everything) for name in ("staff", "heads", "deputies")]
    before, after = _before_and_after(mergers)
    total: _Line = ["合计", None, None, None, before, after, None, f"{len(everything)}个", None, *sums]
    title = "内设机构整合对照表"
    subtitle = f"{_PROPOSED}\n{_PERSONS}"
    return Table(title, f"{title}（建议）", subtitle, columns, _numbered(lines), total, Paper.A3, frozen_columns=3)


def _summary(mergers: tuple[Merger, ...], establishment: Establishment) -> Table:
    columns = (
        TableColumn("序号", 6, Kind.CENTER),
        TableColumn("机构编码", 11, Kind.CENTER),
        TableColumn("单位", 26),
        TableColumn("内设机构限额", 9, Kind.CENTER),
        TableColumn("整合前（个）", 9, Kind.COUNT),
        TableColumn("整合后（个）", 9, Kind.COUNT),
        TableColumn("减少（个）", 9, Kind.COUNT),
        TableColumn("求解结论", 18, Kind.CENTER),
        TableColumn("得分", 10, Kind.COUNT),
        TableColumn("最优界", 10, Kind.COUNT),
        TableColumn("富余正职（人）", 9, Kind.COUNT),
        TableColumn("说明", 70),
    )
    lines: list[_Line] = [
        [
            merger.unit,
            _unit(establishment, merger.unit),
            merger.cap,
            merger.before,
            merger.after,
            merger.before - merger.after,
            MERGER_WORDS[merger.status],
            merger.value if merger.groups else None,
            merger.bound if merger.groups else None,
            len(merger.surplus_heads),
            "\n".join(merger.notes),
        ]
        for merger in mergers
    ]
    before, after = _before_and_after(mergers)
    heads = sum(len(merger.surplus_heads) for merger in mergers)
    total: _Line = ["合计", None, f"{len(mergers)}个单位", None, before, after, before - after, None, None, None, heads]
    subtitle = (
        "得分为组内各科室职能相近、往来密切的程度，减去各科室人数的不均衡程度；得分等于最优界的，即已证明没有更好的分组。\n"
        "没有可行方案的单位，整合后按现设数计。"
    )
    return Table("整合结果汇总", "内设机构整合结果汇总", subtitle, columns, _numbered(lines), [*total, None])


def _sections(mergers: tuple[Merger, ...], establishment: Establishment) -> Table:
    columns = (
        TableColumn("序号", 6, Kind.CENTER),
        TableColumn("机构编码", 11, Kind.CENTER),
        TableColumn("单位", 28),
        TableColumn("科室编码", 14, Kind.CENTER),
        TableColumn("现内设机构", 24),
        TableColumn("计入限额", 9, Kind.CENTER),
        TableColumn("可否整合", 9, Kind.CENTER),
        TableColumn("在编人数", 9, Kind.COUNT),
        TableColumn("去向", 40),
    )
    lines: list[_Line] = []
    for merger in mergers:
        joins = {code: group for group in merger.groups for code in group.sections}
        for section in establishment.sections_of.get(merger.unit, ()):
            group = joins.get(section.code)
            if group is None:
                fate = "不参与整合，维持现状" if merger.groups else "没有可行方案，暂按现状"
            else:
                fate = "维持现状" if len(group.sections) == 1 else f"拟整合为{group.name}"
            flags = ("是" if section.counts_to_cap else "否", "是" if section.mergeable else "否")
            staff = establishment.section_staff[section.code]
            unit = _unit(establishment, merger.unit)
            lines.append([merger.unit, unit, section.code, section.name, *flags, staff, fate])
    persons = sum(line[6] for line in lines if isinstance(line[6], int))
    total: _Line = ["合计", None, None, None, f"{len(lines)}个", None, None, persons, None]
    return Table("现内设机构去向", "现内设机构去向（建议）", _PROPOSED, columns, _numbered(lines), total)


def _heads(mergers: tuple[Merger, ...], establishment: Establishment) -> Table:
    columns = (
        TableColumn("序号", 6, Kind.CENTER),
        TableColumn("机构编码", 11, Kind.CENTER),
        TableColumn("单位", 28),
        TableColumn("人员编号", 20, Kind.CENTER),
        TableColumn("姓名", 12, Kind.CENTER),
        TableColumn("现任职内设机构", 24),
        TableColumn("安排建议", 60),
    )
    lines: list[_Line] = []
    for merger in mergers:
        for head in merger.surplus_heads:
            person = establishment.person.get(head.person)
            section = establishment.section.get(head.section)
            name = person.name if person else ""
            where = section.name if section else head.section
            lines.append([merger.unit, _unit(establishment, merger.unit), head.person, name, where, head.proposal])
    total: _Line = ["合计", None, None, f"{len(lines)}人", None, None, None]
    subtitle = "整合后没有相应正职职数的科室负责人；安排建议供研究，按干部管理权限办理。"
    return Table("富余正职安排建议", "富余科室正职安排建议", subtitle, columns, _numbered(lines), total)


def _before_and_after(mergers: tuple[Merger, ...]) -> tuple[int, int]:
    return sum(merger.before for merger in mergers), sum(merger.after for merger in mergers)


def _unit(establishment: Establishment, code: str) -> str:
    unit = establishment.unit.get(code)
    return unit.name if unit else code


def _with_staff(establishment: Establishment, code: str) -> str:
    section = establishment.section.get(code)
    return f"{section.name if section else code}（{establishment.section_staff.get(code, 0)}）"
