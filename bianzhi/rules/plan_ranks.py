"""层次 and 领导职数 of a plan (the catalogue's C51 and C34): who comes finds a post of his level, or a leadership post."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.terms import Band
from bianzhi.law.citation import statute
from bianzhi.rules.leadership import leaders_by_section, leaders_counted, leadership_posts_of
from bianzhi.rules.plan_case import Breach, PaperMove, PlanCase, plan_rule
from bianzhi.rules.plan_posts import level_of

_WITHIN_POSTS = statute("civil-servants-law").article(43)


@plan_rule("P529", "按层次核定职数的，调入人员不超过本层次空缺", _WITHIN_POSTS, "C51")
def arrivals_find_posts_of_their_level(case: PlanCase) -> Iterator[Breach]:
    """Of each listed level come at most as many as it has vacancies; whoever leaves the cell makes room at his level.

    Where the unit allows 高职低配, someone higher may take a vacancy of a lower listed level: then, for each level, the
    arrivals of it and of all lower listed ones together find room among their vacancies.
    """
    for cell, moves in case.arriving.items():
        posts = _posts_by_level(case.establishment, cell)
        if not posts:
            continue
        free = _vacancies(case, cell, posts)
        coming = Counter(level_of(move.person) for move in moves)
        going = Counter(level_of(move.person) for move in case.leaving.get(cell, ()))
        low_to_high = list(reversed(free))
        for number, level in enumerate(low_to_high, 1):
            together = low_to_high[:number] if moves[0].unit.high_on_low else [level]
            vacant, come, gone = (sum(each[item] for item in together) for each in (free, coming, going))
            if come and come - gone > vacant:
                words = f"{level}及以下层次" if len(together) > 1 else f"{level}层次"
                at = next(move for move in reversed(moves) if level_of(move.person) in together)
                message = f"{at.unit.name}{cell[1]}{words}空缺 {vacant} 名{f'、腾出 {gone} 名' if gone else ''}，拟调入 {come} 人。"
                yield Breach(at.row.cell(MoveColumn.TO_UNIT), message)


def _posts_by_level(ledger: Establishment, cell: CellKey) -> Counter[str]:
    """Authorized posts of the listed levels of a cell; several rows of one level add up."""
    posts: Counter[str] = Counter()
    for row in ledger.level_posts:
        if (row.unit, row.category) == cell:
            posts[row.level] += row.authorized
    return posts


def _vacancies(case: PlanCase, cell: CellKey, posts: Counter[str]) -> dict[str, int]:
    """Vacancies of the listed levels, highest first; with 高职低配 who finds no post of his level holds one of the next lower."""
    has = Counter(level_of(person) for person in case.establishment.people_in.get(cell, ()))
    stepping = case.establishment.unit[cell[0]].high_on_low
    free: dict[str, int] = {}
    without = 0
    for level in (band.value for band in Band if band.value in posts):
        left = posts[level] - has[level] - (without if stepping else 0)
        free[level], without = max(0, left), max(0, -left)
    return free


@plan_rule("P530", "领导人员调入后不超过领导职数", _WITHIN_POSTS, "C34")
def leaders_find_leadership_posts(case: PlanCase) -> Iterator[Breach]:
    """Where leaders move: of each kind there are after the plan no more than leadership posts, or no more than before.

    Counted as the ledger's own rules count leaders (Z301, Z303), on the ledger as it is and as it would be.
    """
    leading = [move for move in case.moves if move.person.is_leader]
    if not leading:
        return
    before, after = case.establishment, _carried_out(case)
    receiving: dict[str, PaperMove] = {move.unit.code: move for move in leading}
    for code, move in receiving.items():
        breach = partial(Breach, move.row.cell(MoveColumn.TO_UNIT))
        for name, posts, now, then in _leaders_of_unit(before, after, code):
            if then > max(posts, now):
                yield breach(f"{move.unit.name}{name}核定 {posts} 名，现有 {now} 人，调整后 {then} 人。")
        for section in before.sections_of.get(code, ()):
            own = leadership_posts_of(section)
            now, then = (len(leaders_by_section(ledger).get(section.code, ())) for ledger in (before, after))
            if own is not None and then > max(own, now):
                yield breach(f"{move.unit.name}{section.name}核定领导职数 {own} 名，现有 {now} 人，调整后 {then} 人。")


def _leaders_of_unit(before: Establishment, after: Establishment, code: str) -> Iterator[tuple[str, int, int, int]]:
    """What is compared, posts, leaders before, leaders after; heads and deputies apart where both times can be told apart."""
    for now, then in zip(leaders_counted(before, code), leaders_counted(after, code), strict=True):
        if not now.listed:
            continue
        if now.heads is not None and then.heads is not None:
            head, deputy = now.posts
            yield head, now.posts[head], now.heads, then.heads
            yield deputy, now.posts[deputy], now.leaders - now.heads, then.leaders - then.heads
        else:
            yield "、".join(now.posts) + "合计", sum(now.posts.values()), now.leaders, then.leaders


def _carried_out(case: PlanCase) -> Establishment:
    """The ledger with the moves of the paper carried out."""
    moved: dict[str, Person] = {
        move.person.id: replace(move.person, unit=move.unit.code, category=move.category, section=move.section)
        for move in case.moves
    }
    people = tuple(moved.get(person.id, person) for person in case.establishment.people)
    return replace(case.establishment, people=people)


RANK_RULES = (arrivals_find_posts_of_their_level, leaders_find_leadership_posts)
