"""Questions about a plan: each is asked once, its answer is kept, and whoever wants another one first drops the work at it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields
from typing import Generic, TypeVar

from bianzhi.domain.advice import Advice
from bianzhi.domain.answers import (
    Blockage,
    Burden,
    CurvePoint,
    OtherPlan,
    PersonAnswer,
    PlaceAnswer,
    PlanDifference,
    Robustness,
    YearlyPlan,
)
from bianzhi.domain.by_hand import Filled
from bianzhi.domain.consultation import Consultation
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import BianzhiError
from bianzhi.services import Progress
from bianzhi.ui.jobs import JOBS, Job, JobState

T = TypeVar("T")

_MOST_KEPT = 40


class Asked(Generic[T]):
    """One kind of question: its answers by what was asked, the newest last, and the job at the latest one."""

    def __init__(self) -> None:
        self.latest: Hashable = None
        """What was asked for last, answered or not; None before the first question."""
        self._answers: dict[Hashable, T] = {}
        self._job: Job[T] | None = None

    def ask(self, key: Hashable, title: str, work: Callable[[Progress], T], *, wait: float = 0.0) -> None:
        """Begin to work out the answer to ``key``; wait at most ``wait`` seconds for it."""
        if self._job is not None:
            self._job.cancel()
        self.latest, self._job = key, JOBS.submit(title, work)
        if wait:
            self._job.wait(wait)

    def answer(self, key: Hashable) -> T | None:
        """The answer to ``key``, if it is there."""
        self.collect()
        return self._answers.get(key)

    @property
    def answers(self) -> tuple[T, ...]:
        """Every answer that is kept, in the order in which they came."""
        self.collect()
        return tuple(self._answers.values())

    @property
    def latest_answer(self) -> T | None:
        """The answer to what was asked for last, if it is there."""
        return self.answer(self.latest)

    def job_at(self, key: Hashable) -> Job[T] | None:
        """The job that works at ``key``, or has failed at it, or was cancelled."""
        return self._job if self.latest == key else None

    def collect(self) -> None:
        """Take over the answer of a job that has ended well."""
        if self._job is not None and self._job.state is JobState.DONE and self._job.result is not None:
            self._answers.pop(self.latest, None)
            while len(self._answers) >= _MOST_KEPT:
                del self._answers[next(iter(self._answers))]
            self._answers[self.latest], self._job = self._job.result, None

    def forget(self) -> None:
        """Drop answers and work."""
        if self._job is not None:
            self._job.cancel()
        self.latest, self._job = None, None
        self._answers.clear()


@dataclass(frozen=True, slots=True)
class Replanned:
    """The plan after the opinions of the people asked: the settings with their wishes, and what differs."""

    settings: PlanSettings
    plan: Plan
    difference: PlanDifference
    answers_changed: int
    """Answers that ask for something else than the plan proposes (persons)."""


@dataclass
class Inquiries:
    """Everything that was asked about the plan of a session."""

    person: str = ""
    """Id of the person asked about."""
    person_answers: Asked[PersonAnswer] = field(default_factory=Asked)
    place_answers: Asked[tuple[PlaceAnswer, ...]] = field(default_factory=Asked)
    blockage: Asked[Blockage] = field(default_factory=Asked)
    other_plans: Asked[tuple[OtherPlan, ...]] = field(default_factory=Asked)
    trade_offs: Asked[tuple[CurvePoint, ...]] = field(default_factory=Asked)
    robustness: Asked[Robustness] = field(default_factory=Asked)
    burdens: Asked[tuple[Burden, ...]] = field(default_factory=Asked)
    yearly: Asked[YearlyPlan] = field(default_factory=Asked)
    replanned: Asked[Replanned] = field(default_factory=Asked)
    filled: Asked[Filled] = field(default_factory=Asked)
    """The best plan that keeps the moves by hand."""
    consultation: Consultation | None = None
    record: Consultation | None = None
    """The opinions that the plan already takes into account; kept when the plan is taken."""
    relaxation_signed: int | None = None
    """The place of the relaxation whose form is open: it vouches for people and is to be signed."""
    forms_read: int = 0
    """How many consultation forms were read; the upload box begins anew after each."""
    error: BianzhiError | None = None
    """Why the last consultation form was refused."""

    def collect(self) -> None:
        """Take over every answer that is ready."""
        for asked in self._all():
            asked.collect()

    def forget(self) -> None:
        """Drop every answer, and the work at those that are not there yet; the person asked about stays."""
        for asked in self._all():
            asked.forget()
        self.consultation = self.error = self.relaxation_signed = None

    def bring_back(self, consultation: Consultation | None, record: Consultation | None) -> None:
        """Go on with opinions that were kept; a plan worked out from others is dropped."""
        if (consultation, record) != (self.consultation, self.record):
            self.replanned.forget()
            self.error = None
            self.forms_read += 1  # what is remembered of a form is remembered under its number
        self.consultation, self.record = consultation, record

    @property
    def on_paper(self) -> Advice:
        """Whatever was answered, for 方案说明."""
        others = self.other_plans.latest_answer
        asked_with = self.other_plans.latest
        return Advice(
            people=self.person_answers.answers,
            blockage=self.blockage.latest_answer,
            others=others,
            loss=asked_with[0] if others is not None and isinstance(asked_with, tuple) else None,
            trade_offs=self.trade_offs.latest_answer or (),
            burdens=self.burdens.latest_answer or (),
            robustness=self.robustness.latest_answer,
            yearly=self.yearly.latest_answer,
        )

    def _all(self) -> list[Asked[object]]:
        values = (getattr(self, item.name) for item in fields(self))
        return [value for value in values if isinstance(value, Asked)]
