"""Who stands in which section of one unit, before and after a plan: what the chart of people shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bianzhi.charts.names import short_names
from bianzhi.charts.views import View
from bianzhi.charts.wording import shows_after
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.hidden_names import hidden_name, name_or_number
from bianzhi.domain.identifiers import with_numbers_masked
from bianzhi.domain.plan import Merger, Move, Plan

OUTSIDE = "未列入内设机构"
"""Where people stand who belong to no section of their unit: its leaders, most of all."""


class Going(StrEnum):
    """What the plan proposes for a person, seen from the unit."""

    STAYS = ""
    ARRIVES = "拟调入"
    LEAVES = "拟调出"
    CHANGES_TYPE = "拟改编制类型"


@dataclass(frozen=True, slots=True)
class Member:
    """One person in a box. ``place`` is the place in the roster, from 0: a number may stand in a picture, an id may not."""

    place: int
    name: str
    rank: str
    is_leader: bool
    going: Going = Going.STAYS
    other_unit: str = ""
    """Short name of the unit the person comes from or goes to."""
    is_kept: bool = False
    """Whether the office has asked that the person stay."""

    @property
    def note(self) -> str:
        """What stands beside the name."""
        arrow = {Going.ARRIVES: "自", Going.LEAVES: "往"}.get(self.going)
        if arrow:
            return f"{arrow}{self.other_unit}"
        return "改编制类型" if self.going is Going.CHANGES_TYPE else self.rank

    @property
    def label(self) -> str:
        """What a screen reader says."""
        where = {Going.ARRIVES: f"拟由{self.other_unit}调入", Going.LEAVES: f"拟调往{self.other_unit}"}
        parts = [self.name, "领导人员" * self.is_leader, self.rank, where.get(self.going, self.going.value)]
        return "，".join(part for part in [*parts, "已提要求：不调整" * self.is_kept] if part)


@dataclass(frozen=True, slots=True)
class Team:
    """One section with its people in the order of the roster; arrivals last."""

    name: str
    posts: int | None
    members: tuple[Member, ...]

    def going(self, going: Going) -> int:
        """How many of them come, go or stay."""
        return sum(member.going is going for member in self.members)

    @property
    def is_outside(self) -> bool:
        """Whether these people are in no section."""
        return self.name == OUTSIDE


def teams_of(
    establishment: Establishment,
    unit: str,
    plan: Plan | None,
    mergers: tuple[Merger, ...],
    view: View,
    kept: frozenset[str] = frozenset(),
    *,
    hide_names: bool = False,
) -> tuple[Team, ...]:
    """The sections of a unit with the people counted in post.

    Before, those who are there; after, those who would be; in comparison both; of changes, only who comes, goes or gets
    another establishment type. ``kept`` are ids of people whom the office wants to stay.
    """
    after = shows_after(view)
    place_of = {person.id: place for place, person in enumerate(establishment.people)}
    names = short_names(establishment.units)
    moves = {move.person: move for move in (plan.moves if plan and after else ())}
    key_of, titles, posts = _sections(establishment, unit, mergers if after else ())
    members: dict[str, list[Member]] = {key: [] for key in ("", *titles)}

    def put(person: Person, section: str, going: Going, other: str) -> None:
        if view is View.CHANGES and going is Going.STAYS:
            return
        members[key_of.get(section, "")].append(
            Member(
                place_of[person.id],
                _shown_name(person, hide_names=hide_names),
                person.leader_rank.value if person.is_leader and person.leader_rank else person.grade,
                person.is_leader,
                going,
                names.get(other, other),
                person.id in kept,
            )
        )

    for person in establishment.people_of.get(unit, ()):
        if person.counted:
            going = _going(moves.get(person.id), unit)
            if going is not Going.LEAVES or view is not View.AFTER:
                put(person, person.section, going, moves[person.id].to_unit if going is Going.LEAVES else "")
    for move in _arrivals(moves, unit):
        if move.person in establishment.person:
            put(establishment.person[move.person], move.place.section, Going.ARRIVES, move.from_unit)
    teams = [Team(OUTSIDE, None, tuple(members[""]))] if members[""] else []
    teams += [Team(titles[key], posts[key], tuple(members[key])) for key in titles]
    return tuple(team for team in teams if team.members or view is not View.CHANGES)


def _shown_name(person: Person, *, hide_names: bool) -> str:
    """Hidden or whole; who has no name is told by 人员编号."""
    name = hidden_name(person.name) if hide_names else with_numbers_masked(person.name)
    return name_or_number(name, person.id)


def _going(move: Move | None, unit: str) -> Going:
    if move is None:
        return Going.STAYS
    return Going.CHANGES_TYPE if move.to_unit == unit else Going.LEAVES


def _arrivals(moves: Mapping[str, Move], unit: str) -> Iterator[Move]:
    return (move for move in moves.values() if move.to_unit == unit and move.from_unit != unit)


def _sections(
    establishment: Establishment, unit: str, mergers: tuple[Merger, ...]
) -> tuple[dict[str, str], dict[str, str], dict[str, int | None]]:
    """By section code the key of its box; by key its name, and its posts: sections that merge share a box."""
    groups = {
        code: group for merger in mergers if merger.unit == unit for group in merger.groups for code in group.sections
    }
    key_of: dict[str, str] = {}
    titles: dict[str, str] = {}
    posts: dict[str, int | None] = {}
    for section in establishment.sections_of.get(unit, ()):
        group = groups.get(section.code)
        key = "+".join(group.sections) if group else section.code
        key_of[section.code] = key
        own = section.authorized
        known = posts.get(key, 0)
        posts[key] = None if own is None or known is None else known + own
        titles[key] = group.name if group and group.name else titles.get(key, section.name)
    return key_of, titles, posts
