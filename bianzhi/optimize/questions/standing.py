"""Where units, sections and places stand once a plan is carried out: which limit keeps a movable person."""

from collections import Counter
from functools import cached_property

from bianzhi.domain.establishment import Person
from bianzhi.domain.plan import Place
from bianzhi.optimize.questions.asked import Asked
from bianzhi.optimize.questions.words import people_words, units_words
from bianzhi.optimize.reallocation.model import most_leaving


class AfterPlan:
    """Counts after the plan of a question."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._establishment = asked.establishment
        self._settings = asked.plan.settings

    @cached_property
    def _gone(self) -> Counter[str]:
        return Counter(move.from_unit for move in self._asked.plan.moves if move.from_unit != move.to_unit)

    @cached_property
    def _come(self) -> Counter[str]:
        return Counter(move.to_unit for move in self._asked.plan.moves if move.from_unit != move.to_unit)

    @cached_property
    def _taken(self) -> Counter[Place]:
        return Counter(move.place for move in self._asked.plan.moves)

    @cached_property
    def _sections(self) -> Counter[str]:
        staff = Counter(self._establishment.section_staff)
        for move in self._asked.plan.moves:
            section = self._establishment.person[move.person].section
            if move.from_unit != move.to_unit or move.place.section not in ("", section):
                staff[section] -= 1
                staff[move.place.section] += 1
        return staff

    def what_keeps(self, person: Person) -> str:
        """The first limit that is reached for a movable person who has places, in the order a clerk would look."""
        return (
            self._excess_is_placed(person)
            or self._unit_is_at_its_limit(person.unit)
            or self._section_is_at_its_floor(person.section)
            or self._places_are_taken(person)
            or "尚余的空编受亲属回避或者其他限制，不能这样安排"
        )

    def _excess_is_placed(self, person: Person) -> str:
        assert person.category is not None
        cell = person.unit, person.category
        moved = [m.person for m in self._asked.plan.moves if (m.from_unit, m.from_category) == cell]
        excess = self._asked.found.limits.excess(cell)
        if not excess or len(moved) < excess:
            return ""
        where = f"{self._establishment.unit[person.unit].name}{person.category}"
        return f"{where}超编{excess}人，已拟调出{people_words(self._establishment, moved)}，不须再调"

    def _unit_is_at_its_limit(self, unit: str) -> str:
        staff, gone = self._establishment.staff[unit], self._gone[unit]
        in_force = self._asked.found.limits.in_force
        name, least = self._establishment.unit[unit].name, self._establishment.unit[unit].min_staff
        if "C38" in in_force and gone >= most_leaving(self._settings, unit, staff):
            share = self._settings.leaving_share(unit)
            return f"{name}调出已达上限：实有{staff}人，调出份额{share}%，最多调出{gone}人"
        if "C37" in in_force and least is not None and staff - gone + self._come[unit] <= min(least, staff):
            return f"{name}已降至最低保留人数{min(least, staff)}人"
        return ""

    def _section_is_at_its_floor(self, section: str) -> str:
        floor = self._settings.section_floor
        if "C41" not in self._asked.found.limits.in_force or section not in self._establishment.section:
            return ""
        if self._establishment.section_staff[section] < floor or self._sections[section] > floor:
            return ""
        return f"所在{self._establishment.section[section].name}已降至内设机构最低数{floor}人"

    def _places_are_taken(self, person: Person) -> str:
        places = [self._asked.pairs[number].opening.place for number in self._asked.numbers_of[person.id]]
        if any(self._is_free(place) for place in places):
            return ""
        posts = sum(self._asked.found.limits.room(cell) for cell in {place.cell for place in places})
        units = units_words(self._establishment, [place.unit for place in places])
        return f"身份对等、条件相符的空编共{posts}名（{units}），已拟安排其他人员"

    def _is_free(self, place: Place) -> bool:
        in_cell = sum(count for taken, count in self._taken.items() if taken.cell == place.cell)
        room = self._asked.found.limits.room(place.cell) - in_cell
        return room > 0 and self._taken[place] < self._asked.found.capacity.get(place, 0)
