"""Which public institutions are looked at, and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bianzhi.domain.establishment import Establishment, Unit
from bianzhi.domain.institutions import CandidateReason, InstitutionCandidate
from bianzhi.law.administrative_words import administrative_word_in
from bianzhi.law.parameters import Law


@dataclass(frozen=True)
class Institutions:
    """The public institutions of a ledger and their figures, on one day."""

    establishment: Establishment
    day: date

    @cached_property
    def law(self) -> Law:
        """The thresholds in force."""
        return Law(self.day)

    @cached_property
    def all(self) -> tuple[Unit, ...]:
        """In ledger order."""
        return tuple(unit for unit in self.establishment.units if unit.kind.is_institution)

    def posts(self, unit: Unit) -> int:
        """Authorized posts over all types."""
        return sum(posts for (code, _), posts in self.establishment.authorized.items() if code == unit.code)

    def vacancies(self, unit: Unit) -> int:
        """Vacant posts over all types, never netted against excess."""
        return sum(self.establishment.vacancies(cell) for cell in self.establishment.cells if cell[0] == unit.code)

    def common(self, one: Unit, other: Unit) -> tuple[str, ...]:
        """Function tags both have, in the order of the first."""
        return tuple(tag for tag in one.functions if tag in other.functions)

    def stands(self, unit: Unit) -> bool:
        """Whether there is anything of it: one without posts and people was abolished, or is not set up yet."""
        return bool(self.posts(unit) or self.establishment.staff.get(unit.code, 0))

    @cached_property
    def siblings(self) -> dict[str, list[Unit]]:
        """Institutions that stand, by superior unit; those without one are not there."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.all:
            if unit.parent and self.stands(unit):
                found[unit.parent].append(unit)
        return found

    @cached_property
    def candidates(self) -> tuple[InstitutionCandidate, ...]:
        """Every institution with at least one reason."""
        found = ((unit, self._reasons(unit)) for unit in self.all if self.stands(unit))
        return tuple(
            InstitutionCandidate(unit.code, tuple(reasons), tuple(reasons.values()))
            for unit, reasons in found
            if reasons
        )

    def _reasons(self, unit: Unit) -> dict[CandidateReason, str]:
        posts, vacancies, reasons = self.posts(unit), self.vacancies(unit), {}
        most, share = self.law["small_institution_posts"], self.law["high_vacancy_percent"]
        if 0 < posts <= most:
            reasons[CandidateReason.SMALL] = f"核定编制 {posts} 名，不超过 {most} 名"
        if posts and vacancies * 100 >= share * posts:
            reasons[CandidateReason.VACANT] = (
                f"空编 {vacancies} 名，占核定编制 {posts} 名的 {vacancies * 100 // posts}%，达到 {share}%"
                "（台账只有当前数，是否长期空编须核实）"
            )
        overlaps = [
            (other, common)
            for other in self.siblings.get(unit.parent, ())
            if other.code != unit.code and (common := self.common(unit, other))
        ]
        if overlaps:
            words = "；".join(f"与{other.name}同有{'、'.join(common)}" for other, common in overlaps)
            reasons[CandidateReason.OVERLAP] = f"同一主管部门内职能重叠：{words}"
        word, text = self._administrative(unit)
        if word:
            reasons[CandidateReason.ADMINISTRATIVE] = f"“{text[:30]}”涉及{word}，承担行政职能，拟将职能划回行政机关"
        return reasons

    def _administrative(self, unit: Unit) -> tuple[str, str]:
        texts = [*unit.functions, *(duty.text for duty in self.establishment.duties if duty.unit == unit.code)]
        return next(((word, text) for text in texts if (word := administrative_word_in(text))), ("", ""))
