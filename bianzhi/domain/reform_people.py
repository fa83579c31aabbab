"""Who changes unit by a reform and the plan that places people after it: what the page, the papers and the JSON all say."""

from collections.abc import Sequence
from dataclasses import dataclass

from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.reform import Reformed, RosterChange
from bianzhi.domain.terms import Category


@dataclass(frozen=True, slots=True)
class RosterLine:
    """Somebody who leaves one unit and enters another: one row 出编 and one row 入编."""

    person: str
    from_unit: str
    from_category: Category | None
    to_unit: str
    to_category: Category | None
    step: int | None
    """The step by which he leaves; None where only the plan moves him."""
    placed: bool = False
    """Whether the plan says where he goes."""

    @property
    def reason(self) -> str:
        """第3项、拟安置."""
        by_step = [f"第{self.step}项"] if self.step is not None else []
        return "、".join([*by_step, *(["拟安置"] if self.placed else [])])


def roster_lines(reformed: Reformed, plan: Plan | None = None) -> tuple[RosterLine, ...]:
    """Who goes along by a step, in the order of the steps; then who of an abolished unit is placed by the plan.

    Everybody once, from where he was before the reform to where the plan places him; who comes back has not moved. The other
    moves of the plan belong to a plan of their own.
    """
    lines = [
        RosterLine(c.person, c.from_unit, c.from_category, c.to_unit, c.to_category, c.step)
        for c in going_along(reformed, plan)
    ]
    first = {change.person: change for change in reformed.roster_changes}
    for move in placements(reformed, plan):
        change = first.get(move.person)
        unit, category = (change.from_unit, change.from_category) if change else (move.from_unit, move.from_category)
        if (unit, category) != (move.to_unit, move.to_category):
            step = change.step if change else None
            lines.append(RosterLine(move.person, unit, category, move.to_unit, move.to_category, step, placed=True))
    return tuple(lines)


def going_along(reformed: Reformed, plan: Plan | None = None) -> Sequence[RosterChange]:
    """Who goes along by a step and stays there: not placed elsewhere by the plan."""
    placed = {move.person for move in placements(reformed, plan)}
    return [change for change in reformed.roster_changes if change.person not in placed]


def placements(reformed: Reformed, plan: Plan | None) -> Sequence[Move]:
    """The moves of the plan that place people of abolished units."""
    left_over = frozenset(reformed.unplaced)
    return [move for move in plan.moves if move.person in left_over] if plan else []


def coming_back(reformed: Reformed, plan: Plan | None = None) -> int:
    """How many persons the plan places in the unit, and on the posts, that a step took them from: they change nothing."""
    placed = sum(line.placed for line in roster_lines(reformed, plan))
    return len(placements(reformed, plan)) - placed


def without_a_post(reformed: Reformed) -> int:
    """How many persons go along to another unit who hold no post, so that they have none to leave or to take."""
    after, before = reformed.after.person, reformed.before.person
    return sum(not person.counted and after[id].unit != person.unit for id, person in before.items() if id in after)


def roster_told(reformed: Reformed, plan: Plan | None = None) -> str:
    """出编、入编 65 人（随转 59 人，拟安置 6 人）；另有 1 人拟安置回原单位、2 人不占编制，不列入."""
    lines = roster_lines(reformed, plan)
    placed, back = sum(line.placed for line in lines), coming_back(reformed, plan)
    parts = [f"随转 {len(lines) - placed:,} 人"] + ([f"拟安置 {placed:,} 人"] if placed else [])
    others = ((back, "拟安置回原单位"), (without_a_post(reformed), "不占编制"))
    left_out = "、".join(f"{count:,} 人{word}" for count, word in others if count)
    rest = f"；另有 {left_out}，不列入" if left_out else ""
    return f"出编、入编 {len(lines):,} 人（{'，'.join(parts)}）{rest}"
