"""What stands twice in a ledger though it may stand once, and scores that score nothing."""

from collections.abc import Iterator

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Severity
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_TEMPLATE = statute("ledger-template").whole


@rule(id="J114", title="机构名称不得重复", source=_TEMPLATE, severity=Severity.ERROR)
def unit_names_are_unique(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """No two units share a full name: sheets may name a unit by it."""
    first: dict[str, str] = {}
    for unit in establishment.units:
        earlier = first.setdefault(unit.name, unit.code)
        if earlier != unit.code:
            yield Breach(
                at=unit.at.cell("name"),
                message=f"机构名称“{unit.name}”与机构编码 {earlier} 的名称相同，应各不相同。",
                hint="请核对是否同一机构：是则删去一行，否则改用全称加以区分。",
            )


@rule(id="J115", title="同一机构内科室名称不得重复", source=_TEMPLATE, severity=Severity.WARNING)
def section_names_are_unique_in_a_unit(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """No two sections of one unit share a name: the roster may name a section by it."""
    first: dict[tuple[str, str], str] = {}
    for section in establishment.sections:
        earlier = first.setdefault((section.unit, section.name), section.code)
        if earlier != section.code:
            yield Breach(
                at=section.at.cell("name"),
                message=f"科室名称“{section.name}”与同一机构科室编码 {earlier} 的名称相同，应各不相同。",
                hint="请核对是否同一科室：是则删去一行，否则更正名称。",
            )


@rule(id="R425", title="同一人员、机构和岗位只能有一个匹配评分", source=_TEMPLATE, severity=Severity.ERROR)
def scores_stand_once(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A pair has one score of the office; of two the later would be used without a word."""
    first: dict[tuple[str, str, str], int] = {}
    for row in establishment.fit_scores:
        key = row.person, row.unit, row.post
        if key in first:
            yield Breach(
                at=row.at.cell("score"),
                message=f"人员 {row.person} 到机构 {row.unit}{f'“{row.post}”' if row.post else ''}已有评分 {first[key]}，"
                f"本行又评为 {row.score}，求解时采用后者。",
                hint="请只保留一行。",
            )
        first[key] = row.score


@rule(id="R426", title="匹配评分的岗位应在岗位需求表中", source=_TEMPLATE, severity=Severity.WARNING)
def scored_posts_exist(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A score names a post that the unit asks for, or none for every place in the unit."""
    posts = {(post.unit, post.title) for post in establishment.posts}
    for row in establishment.fit_scores:
        if row.post and (row.unit, row.post) not in posts:
            yield Breach(
                at=row.at.cell("post"),
                message=f"机构 {row.unit} 在“岗位需求”表中没有“{row.post}”，这一评分不起作用。",
                hint="请更正岗位名称；对该机构的全部岗位评分的，请留空。",
            )
