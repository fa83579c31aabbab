"""层次职数: posts authorized level by level within a cell, against the cell's quota and the people who hold them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from bianzhi.domain.establishment import CellKey, Establishment, LevelPosts
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import Band
from bianzhi.law.citation import statute
from bianzhi.law.levels import band_of
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_WITHIN_POSTS = statute("civil-servants-law").article(43)


@rule(
    id="B212",
    title="各层次职数合计不得超过编制数",
    source=_WITHIN_POSTS,
    severity=Severity.ERROR,
)
def level_posts_within_quota(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The posts authorized level by level within a cell add up to no more than its quota.

    法条大意：公务员在规定的编制限额和职数内任职。
    """
    for cell, rows in _by_cell(establishment).items():
        posts, quota = sum(row.authorized for row in rows), establishment.authorized.get(cell, 0)
        if posts > quota:
            yield Breach(
                at=rows[0].at.cell("authorized"),
                message=f"{establishment.unit[cell[0]].name}{cell[1]}各层次职数合计 {posts} 名，核定编制 {quota} 名，"
                f"超 {posts - quota} 名。",
                hint="请核对各层次的核定职数和批准文号。",
            )


@rule(
    id="Z305",
    title="各层次人员不得超过该层次职数",
    source=_WITHIN_POSTS,
    severity=Severity.ERROR,
)
def people_of_a_level_within_its_posts(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """No more people of a level are in post than the level has posts; levels that are not listed are not limited.

    In a unit with 高职低配 people of a higher level may hold posts of a lower one, so that every level is compared together
    with all listed ones below it. 法条大意：公务员在规定的编制限额和职数内任职。
    """
    for cell, rows in _by_cell(establishment).items():
        unit = establishment.unit[cell[0]]
        posts, has = _posts(rows), _people(establishment, cell)
        at = {row.level: row.at.cell("authorized") for row in reversed(rows)}
        listed = [band for band in reversed(Band) if band in posts]  # from the lowest up
        for number, band in enumerate(listed, 1):
            together = listed[:number] if unit.high_on_low else [band]
            most, there = sum(posts[each] for each in together), sum(has[each] for each in together)
            if there > most:
                words = f"{band}及以下各层次" if len(together) > 1 else f"{band}层次"
                yield Breach(
                    at=at[band],
                    message=f"{unit.name}{cell[1]}{words}核定职数 {most} 名，实有 {there} 人，超 {there - most} 人。",
                    hint="请核对职级和职务层次；确属超职数的，建议通过转任或者自然减员消化。",
                )
                if unit.high_on_low:  # the levels above would repeat it
                    break


def _by_cell(establishment: Establishment) -> Mapping[CellKey, list[LevelPosts]]:
    found: dict[CellKey, list[LevelPosts]] = {}
    for row in establishment.level_posts:
        found.setdefault((row.unit, row.category), []).append(row)
    return found


def _posts(rows: list[LevelPosts]) -> Counter[str]:
    """Authorized posts by level; several rows of one level add up."""
    posts: Counter[str] = Counter()
    for row in rows:
        posts[row.level] += row.authorized
    return posts


def _people(establishment: Establishment, cell: CellKey) -> Counter[str]:
    """Persons in post of a cell, by level."""
    bands = (
        band_of(person.leader_rank if person.is_leader else None, person.grade)
        for person in establishment.people_in.get(cell, ())
    )
    return Counter(band.value for band in bands if band is not None)
