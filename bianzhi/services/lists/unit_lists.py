"""The lists of units and of what they have: cells of posts, sections, leadership posts, posts to be filled."""

from collections import Counter

from bianzhi.charts.bands import SYSTEMS
from bianzhi.domain.establishment import Section, Unit
from bianzhi.domain.list_table import ListColumn, ListColumnKind, ListRow, ListTable, Searched
from bianzhi.domain.terms import Category, Pool, UnitKind
from bianzhi.law.levels import education_names
from bianzhi.rules.leadership import LeadersCounted, leaders_by_section
from bianzhi.services.lists.sources import ListSources, system_of

_CHOICE, _NUMBER = ListColumnKind.CHOICE, ListColumnKind.NUMBER
YES_NO = ("是", "否")


def unit_column(sources: ListSources, heading: str = "单位", *, at_first: bool = True) -> ListColumn:
    """A column of names of units: searched by pinyin, in ledger order when sorted."""
    return ListColumn(
        heading,
        ListColumnKind.CHOICE,
        210,
        Searched.WORDS if heading == "单位" else Searched.NOT,
        at_first=at_first,
        order=sources.unit_names,
    )


def figure(
    heading: str, width: int = 78, *, at_first: bool = True, adds_up: bool = True, meaning: str = ""
) -> ListColumn:
    """A column of figures."""
    return ListColumn(heading, _NUMBER, width, adds_up=adds_up, at_first=at_first, meaning=meaning)


def choice(
    heading: str,
    width: int,
    words: type[Category] | type[UnitKind] | type[Pool] | None = None,
    *,
    at_first: bool = True,
) -> ListColumn:
    """A column of words of a closed list."""
    return ListColumn(heading, _CHOICE, width, at_first=at_first, order=tuple(word.value for word in words or ()))


def units_list(sources: ListSources) -> ListTable:
    """One row per unit: posts, persons, sections, leaders, who is due to retire, what was found."""
    columns = (
        unit_column(sources),
        ListColumn("机构编码", width=90, searched=Searched.WORDS, at_first=False),
        ListColumn("系统", _CHOICE, 110, at_first=False, order=tuple(system.title for system in SYSTEMS)),
        choice("机构类别", 100, UnitKind),
        ListColumn("机构规格", _CHOICE, 84),
        unit_column(sources, "上级单位", at_first=False),
        choice("编制池", 72, Pool, at_first=False),
        ListColumn("地区", _CHOICE, 90, at_first=False),
        figure("核定编制"),
        figure("实有", meaning="占编人数"),
        figure("超编", meaning="按编制类型逐类计算后相加，不与空编相抵"),
        figure("空编", meaning="按编制类型逐类计算后相加，不与超编相抵"),
        figure("内设机构", 84, meaning="计入限额的内设机构数"),
        figure("限额", 64, meaning="内设机构限额"),
        figure("超限额", 72, meaning="内设机构超过限额的个数"),
        figure("核定职数", 84, at_first=False, meaning="单位领导职数，台账没有列的为空"),
        figure("实有领导", 84, at_first=False, meaning="单位领导人数"),
        figure("领导超配", 84, meaning="单位领导和内设机构领导超过核定职数的人数，正职副职分别计算"),
        figure("12个月内到龄", 110, meaning="法定退休月份在今后 12 个月内的人数"),
        figure("到龄未退", 84, at_first=False),
        figure("问题", 64, meaning="体检发现的问题数"),
    )
    due, overdue = Counter[str](), Counter[str]()
    if sources.outlook is not None:
        due.update(each.unit for each in sources.outlook.due_within(12))
        overdue.update(each.unit for each in sources.outlook.overdue)
    rows = [
        ListRow((*_unit_words(sources, unit), *_unit_figures(sources, unit), due[unit.code] if sources.outlook else None,
                 overdue[unit.code] if sources.outlook else None, sources.findings_of.get(unit.code, 0)), unit.code)
        for unit in sources.establishment.units
    ]  # fmt: skip
    return ListTable("单位", columns, tuple(rows), "个")


def _unit_words(sources: ListSources, unit: Unit) -> tuple[str, ...]:
    return (
        unit.name,
        unit.code,
        system_of(unit),
        unit.kind.value,
        unit.rank,
        sources.unit_name(unit.parent) if unit.parent else "",
        unit.pool.value,
        unit.region,
    )


def _unit_figures(sources: ListSources, unit: Unit) -> tuple[int | None, ...]:
    establishment = sources.establishment
    cells = sources.cells_of.get(unit.code, [])
    counted = sum(section.counts_to_cap for section in establishment.sections_of.get(unit.code, ()))
    cap = sources.cap_of(unit)
    own, sections = sources.leaders[unit.code]
    return (
        sum(establishment.authorized.get(cell, 0) for cell in cells),
        sum(establishment.in_post.get(cell, 0) for cell in cells),
        sum(establishment.excess(cell) for cell in cells),
        sum(establishment.vacancies(cell) for cell in cells),
        counted,
        cap,
        max(0, counted - cap),
        sum(own.posts.values()) if own.listed else None,
        own.leaders,
        own.excess + sections.excess,
    )


def cells_list(sources: ListSources) -> ListTable:
    """One row per unit and establishment type; with a plan, what it proposes."""
    establishment, plan = sources.establishment, sources.plan
    columns: tuple[ListColumn, ...] = (
        unit_column(sources),
        choice("机构类别", 110, UnitKind),
        choice("编制类型", 120, Category),
        figure("核定编制"),
        figure("实有"),
        figure("超编"),
        figure("空编"),
    )
    if plan is not None:
        columns = (*columns, *map(figure, ("拟调出", "拟调入", "拟调后实有", "拟调后超编", "拟调后空编")))
    leaving = Counter((move.from_unit, move.from_category) for move in (plan.moves if plan else ()))
    arriving = Counter(move.place.cell for move in (plan.moves if plan else ()))
    after = plan.in_post_after(establishment) if plan else {}
    known = set(establishment.cells) | set(arriving)
    rows: list[ListRow] = []
    for unit in establishment.units:
        for category in Category:
            cell = (unit.code, category)
            if cell not in known:
                continue
            posts, then = establishment.authorized.get(cell, 0), after.get(cell, 0)
            proposed = (leaving[cell], arriving[cell], then, max(0, then - posts), max(0, posts - then))
            rows.append(
                ListRow(
                    (
                        unit.name,
                        unit.kind.value,
                        category.value,
                        posts,
                        establishment.in_post.get(cell, 0),
                        establishment.excess(cell),
                        establishment.vacancies(cell),
                        *(proposed if plan else ()),
                    ),
                    unit.code,
                )
            )
    return ListTable("编制", columns, tuple(rows), "项")


def sections_list(sources: ListSources, unit: str = "") -> ListTable:
    """One row per section, of all units or of one."""
    columns = (
        unit_column(sources),
        ListColumn("内设机构", width=170, searched=Searched.WORDS),
        ListColumn("内设机构编码", width=110, searched=Searched.WORDS, at_first=False),
        ListColumn("计入限额", _CHOICE, 84, order=YES_NO),
        figure("编制", meaning="没有核定到内设机构的为空"),
        figure("实有"),
        figure("核定正职"),
        figure("核定副职"),
        figure("实有领导", meaning="占编的内设机构领导人数"),
        ListColumn("职能", width=220),
        ListColumn("可整合", _CHOICE, 72, at_first=False, order=YES_NO),
        ListColumn("备注", width=160, at_first=False),
    )
    leaders = leaders_by_section(sources.establishment)
    rows = [
        ListRow(_section_values(sources, section, len(leaders.get(section.code, ()))), section.unit)
        for each in sources.establishment.units
        if unit in {"", each.code}
        for section in sources.establishment.sections_of.get(each.code, ())
    ]
    return ListTable("内设机构", columns, tuple(rows), "个")


def _section_values(sources: ListSources, section: Section, leaders: int) -> tuple[str | int | None, ...]:
    return (
        sources.unit_name(section.unit),
        section.name,
        section.code,
        yes_or_no(section.counts_to_cap),
        section.authorized,
        sources.establishment.section_staff.get(section.code, 0),
        section.heads,
        section.deputies,
        leaders,
        "、".join(section.functions),
        yes_or_no(section.mergeable),
        section.note,
    )


def leaders_list(sources: ListSources) -> ListTable:
    """Two rows per unit, its own leaders and those of its sections, against the leadership posts."""
    columns = (
        unit_column(sources),
        choice("机构类别", 110, UnitKind),
        ListColumn("层级", _CHOICE, 110, order=("单位领导", "内设机构领导")),
        figure("核定正职"),
        figure("核定副职"),
        figure("实有领导"),
        figure("其中正职", meaning="按职务层次分得清时才有"),
        figure("其中副职", meaning="按职务层次分得清时才有"),
        figure("超配"),
        figure("空缺"),
        ListColumn("说明", width=260),
    )
    rows: list[ListRow] = []
    for unit in sources.establishment.units:
        for level, counted in zip(("单位领导", "内设机构领导"), sources.leaders[unit.code], strict=True):
            if counted.listed or counted.leaders:
                rows.append(ListRow((unit.name, unit.kind.value, level, *_leader_values(counted)), unit.code))
    return ListTable("领导职数", columns, tuple(rows), "项")


def _leader_values(counted: LeadersCounted) -> tuple[int | str | None, ...]:
    head, deputy = counted.posts.values()
    if not counted.listed:
        told = "台账没有列职数，不核对"
    else:
        told = "分不清正职副职，按合计核对" if counted.heads is None else ""
    return (
        head if counted.listed else None,
        deputy if counted.listed else None,
        counted.leaders,
        counted.heads,
        None if counted.heads is None else counted.leaders - counted.heads,
        counted.excess if counted.listed else None,
        counted.vacancies if counted.listed else None,
        told,
    )


def posts_list(sources: ListSources) -> ListTable:
    """One row per row of 岗位需求; with a plan, how many of its posts are proposed to be filled."""
    plan = sources.plan
    columns: tuple[ListColumn, ...] = (
        unit_column(sources),
        ListColumn("岗位", width=170, searched=Searched.WORDS),
        choice("编制类型", 120, Category),
        ListColumn("内设机构", width=130, searched=Searched.WORDS),
        figure("需求数"),
        ListColumn("层次", _CHOICE, 90),
        ListColumn("专业", width=170),
        ListColumn("学历", _CHOICE, 90, order=education_names()),
        ListColumn("资格证书", width=130),
        ListColumn("专长", width=130, at_first=False),
        figure("年龄上限", adds_up=False),
        ListColumn("位置", width=110, at_first=False),
    )
    if plan is not None:
        columns = (*columns, figure("拟安排"), figure("未安排"))
    taken = Counter((move.place.cell, move.place.row) for move in (plan.moves if plan else ()) if move.place.row)
    rows = []
    for post in sources.establishment.posts:
        filled = taken[(post.unit, post.category), post.at.row]
        rows.append(
            ListRow(
                (
                    sources.unit_name(post.unit),
                    post.title,
                    post.category.value,
                    sources.section_name(post.section),
                    post.demand,
                    post.level,
                    "、".join(post.majors),
                    post.education,
                    "、".join(post.certificates),
                    "、".join(post.specialties),
                    post.age_limit,
                    f"{post.at.sheet} › {post.at.row} 行" if post.at.row else "",
                    *((filled, max(0, post.demand - filled)) if plan else ()),
                ),
                post.unit,
            )
        )
    return ListTable("岗位", columns, tuple(rows), "项")


def yes_or_no(value: bool) -> str:
    """是 or 否."""
    return "是" if value else "否"
