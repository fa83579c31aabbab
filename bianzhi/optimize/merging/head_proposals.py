"""What may happen to each head left over, in concrete terms: who retires when, which post is vacant where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bianzhi.domain.establishment import Establishment, Person, Section, Unit
from bianzhi.domain.plan import MergedSection, SurplusHead
from bianzhi.law.parameters import Law
from bianzhi.law.retirement import in_words, months_to_retirement, retirement_category, retirement_month
from bianzhi.optimize.merging.heads import leaders_of

_MOST_NAMED = 2


def head_proposals(
    establishment: Establishment, unit: Unit, groups: Sequence[MergedSection], law: Law
) -> tuple[SurplusHead, ...]:
    """Heads beyond the heads' posts of their merged section, later sections first to be surplus, with a proposal each.

    In this order: retirement within the period of notice; a deputy's post of the same section that nobody holds; a head's
    post vacant in another section of the unit, by name; keeping the grade without a leading post, with heads' posts
    vacant in other units named, where the person's establishment type has a vacancy too. Nobody loses his grade, and who
    is appointed is decided elsewhere. No post is proposed to two people.
    """
    posts = _Posts(establishment, unit, law, groups)
    found = []
    for group in groups:
        if len(group.sections) == 1:
            continue
        present = leaders_of(establishment, group.sections)
        free_deputies = max(0, group.deputies - len(present.deputies))
        for person in present.heads[group.heads :]:
            proposal = posts.retiring(person)
            if proposal is None and free_deputies:
                free_deputies -= 1
                proposal = f"拟改任“{group.name}”副职（副职职数 {group.deputies} 名以内），保留现职级"
            found.append(SurplusHead(person.id, person.section, proposal or posts.elsewhere(person)))
    return tuple(found)


@dataclass
class _Posts:
    """Heads' posts that nobody holds; each is proposed once."""

    establishment: Establishment
    unit: Unit
    law: Law
    groups: Sequence[MergedSection]
    _vacant: list[str] = field(init=False)
    _taken: set[str] = field(default_factory=set, init=False)
    _led: dict[str, set[str]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        in_groups = [
            group.name
            for group in self.groups
            for _ in range(group.heads - len(leaders_of(self.establishment, group.sections).heads))
        ]
        outside = [
            section.name
            for section in self.establishment.sections_of.get(self.unit.code, ())
            if not section.counts_to_cap and self._is_headless(section)
        ]
        self._vacant = [*in_groups, *outside]

    def retiring(self, person: Person) -> str | None:
        """That someone is about to retire, or should have; None where that is further off or unknown."""
        months = months_to_retirement(person, self.law.day)
        notice = self.law["near_retirement_notice_months"]
        if months is None or person.born is None or months > notice:
            return None
        month = in_words(retirement_month(retirement_category(person), person.born))
        if months < 0:
            return f"已于{month}达到法定退休年龄，拟按规定办理退休，不再安排领导职务"
        return f"{month}达到法定退休年龄（距今 {months} 个月，{notice} 个月以内），拟保留现职级，到龄按期退休"

    def elsewhere(self, person: Person) -> str:
        """A head's post vacant in the unit, or else the grade without one and what is vacant in other units."""
        if self._vacant:
            return f"建议列为本单位“{self._vacant.pop(0)}”空缺正职的调剂人选，保留现职级"
        grade = f"（{person.grade}）" if person.grade else ""
        keeps = f"拟改任同层次职级，保留现职级{grade}，按非领导职务安排"
        others = self._in_other_units(person)
        if not others:
            return keeps
        names = "、".join(f"{self.establishment.unit[section.unit].name}“{section.name}”" for section in others)
        self._taken |= {section.code for section in others}
        return f"{keeps}；也可列为{names}空缺正职的调剂人选"

    def _in_other_units(self, person: Person) -> list[Section]:
        functions = set(self.establishment.section[person.section].functions)
        open_ = [
            section
            for section in self.establishment.sections
            if section.code not in self._taken
            and self._takes_from_here(section.unit, person)
            and section.heads
            and self._is_headless(section)
        ]
        return sorted(open_, key=lambda section: -len(functions & set(section.functions)))[:_MOST_NAMED]

    def _takes_from_here(self, code: str, person: Person) -> bool:
        """Another unit of the same pool and region that has a vacancy of the person's establishment type."""
        other = self.establishment.unit[code]
        here = (self.unit.pool, self.unit.region)
        vacant = person.category is not None and self.establishment.vacancies((code, person.category)) > 0
        return code != self.unit.code and (other.pool, other.region) == here and vacant

    def _is_headless(self, section: Section) -> bool:
        """Whether a section with a head's post has nobody marked as leading it, though others of its unit are marked."""
        if section.heads == 0:
            return False
        if section.unit not in self._led:
            people = self.establishment.people_of.get(section.unit, ())
            self._led[section.unit] = {person.section for person in people if person.is_leader and person.counted}
        led = self._led[section.unit] - {""}
        return bool(led) and section.code not in led
