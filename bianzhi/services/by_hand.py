"""The use cases of moving by hand: judging what was moved, offering places, letting the solver fill the rest.

``Desk`` holds what no move changes, so that each change is judged in a fraction of a second; the functions below it do one
thing each, for whoever has no desk.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from bianzhi.domain.by_hand import HAND_WHY, Filled, HandMove, HandPlan, Light, PlaceOffer, Price, latest
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.hand_wishes import USUAL_SIGNATURE, with_hand, without_hand
from bianzhi.domain.plan import Move, Plan, PlanStatus
from bianzhi.domain.plan_paper import PlanWorkbook
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import InfeasiblePlanError, SettingsError
from bianzhi.law.parameters import Law
from bianzhi.rules.hand_figures import HandFigures
from bianzhi.rules.hand_ledger import LedgerBefore, carried_out
from bianzhi.rules.hand_lights import HandCase, breaks_by_itself, lights, shown_before, together
from bianzhi.rules.plan_case import PlanCase
from bianzhi.rules.plan_counts import PlanCounts

if TYPE_CHECKING:
    from bianzhi.optimize.hand_places import HandPlaces

Progress = Callable[[str], None]

_PAPER = "手工调整方案"
"""What findings call the workbook that there is not yet."""


def _quiet(_: str) -> None:
    pass


@dataclass(frozen=True)
class Desk:
    """A ledger, a day, settings and the plan to start from (None for the ledger as it stands)."""

    establishment: Establishment
    day: date
    settings: PlanSettings
    basis: Plan | None = None
    by: str = USUAL_SIGNATURE
    """Who moves; it is written with every move."""

    @cached_property
    def _places(self) -> "HandPlaces":
        """Earlier moves by hand bar no later ones."""
        from bianzhi.optimize.hand_places import HandPlaces

        return HandPlaces(self.establishment, self.day, without_hand(self.settings))

    @cached_property
    def _counts(self) -> PlanCounts:
        return PlanCounts(self.establishment, self.day, self.settings)

    @cached_property
    def _base(self) -> PlanCase:
        """A case of no moves, whose counts every judgement takes over."""
        return PlanCase(self.establishment, self._paper(self._bare(())), self.day, self.settings)

    def _paper(self, plan: Plan) -> PlanWorkbook:
        """The workbook of a plan, as far as lights look at it."""
        from bianzhi.writing.plan_in_memory import moves_in_memory

        return moves_in_memory(plan, self.establishment, _PAPER)

    @cached_property
    def _ledger(self) -> LedgerBefore:
        return LedgerBefore(self.establishment, Law(self.day), self.settings.rules_off)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {person.id: number for number, person in enumerate(self.establishment.people)}

    @property
    def _optimum(self) -> Plan | None:
        """The plan started from, where its objectives are those of these settings."""
        basis = self.basis
        if basis is None or self.starts_from_stale or basis.ledger_sha256 != self.establishment.sha256:
            return None
        return basis if basis.status is not PlanStatus.INFEASIBLE else None

    @property
    def starts_from_stale(self) -> bool:
        """Whether the plan started from was made on another day or under other settings than those that judge."""
        if self.basis is None:
            return False
        made_with = replace(self.basis.settings, time_limit_seconds=self.settings.time_limit_seconds)
        return self.basis.day != self.day or made_with != self.settings

    @cached_property
    def _stale_lights(self) -> tuple[Light, ...]:
        """What the plan started from shows under these settings before anything is moved by hand; of a fresh one nothing."""
        return lights(self._case(self._plan(()))) if self.starts_from_stale else ()

    @property
    def starts_from_optimum(self) -> bool:
        """Whether the plan started from is the proven best without any move by hand."""
        found = self._optimum
        return found is not None and found.status is PlanStatus.OPTIMAL and without_hand(self.settings) is self.settings

    def _figures(self, moves: Sequence[Move]) -> HandFigures:
        return HandFigures(self._counts, moves, self._places.present_fit)

    @cached_property
    def _started_from(self) -> HandFigures:
        return self._figures(self.basis.moves if self.basis else ())

    def _bare(self, moves: Sequence[Move]) -> Plan:
        return Plan(PlanStatus.FEASIBLE, self.day, self.establishment.sha256, self.settings, moves=tuple(moves))

    def judge(self, moves: Iterable[HandMove]) -> HandPlan:
        """The plan started from with some moves by hand in it, every rule's light, and the price.

        Raises
        ------
        SettingsError
            A move names what the ledger does not have, or someone without an establishment type.
        """
        last = latest(moves)
        waiting = self._waiting(last)
        plan = self._plan(last)
        figures = self._figures(plan.moves)
        optimum = self._optimum
        prices = tuple(
            Price(each.name, each.value, figures.reached[each.name])
            for each in (optimum.objectives if optimum is not None else ())
            if each.name in figures.reached
        )
        after = carried_out(self.establishment, plan.moves, self.day, {person.id for person in waiting})
        asked = lights(self._case(plan), waiting)
        return HandPlan(
            plan,
            (*asked, *self._ledger.lights(after)),
            prices,
            tuple(person.id for person in waiting),
            figures.standings(self._started_from, waiting),
            shown_before(asked, self._stale_lights),
        )

    def _case(self, plan: Plan) -> HandCase:
        """The plan beside the ledger, as its workbook would be, under the settings that judge: never under earlier ones."""
        settings = self.settings if plan is self.basis else plan.settings
        return HandCase(self._base, self._paper(plan), settings)

    def _plan(self, last: Sequence[HandMove]) -> Plan:
        if not last and self.basis is not None:
            return self.basis
        lines = {move.person: move for move in self.basis.moves} if self.basis else {}
        for hand in last:
            person = self._person(hand.person)
            lines.pop(person.id, None)
            place = hand.place(person)
            if place is not None:
                lines[person.id] = self._places.move(person, place)
        moves = sorted(lines.values(), key=lambda move: self._order[move.person])
        figures = self._figures(moves)
        placed = [hand for hand in last if not hand.is_waiting]
        settings = with_hand(self.settings, placed, self.establishment, self.by, self.day)
        keeps_all = set(self.settings.wishes) <= set(settings.wishes)  # else the old bounds are those of fewer plans
        objectives = figures.objectives(self._optimum if keeps_all else None)
        return replace(
            self._bare(moves),
            status=PlanStatus.OPTIMAL if all(each.proven for each in objectives) else PlanStatus.FEASIBLE,
            settings=settings,
            objectives=objectives,
            excess_before=self.establishment.total_excess,
            excess_after=figures.total_excess,
            orders=figures.orders() if self._counts.exchanges else (),
            solver=_made_by(self.basis),
        )

    def proposal(self, judged: HandPlan) -> Plan:
        """The plan of a judgement with the words that it owes the reader: what is left and why, who may not move."""
        return judged.plan if judged.plan is self.basis else self._places.described(judged.plan)

    def _person(self, id: str) -> Person:
        person = self.establishment.person.get(id)
        if person is None:
            raise SettingsError(f"台账中没有编号为“{id}”的人员。", "请撤回这一项手工调整，或者核对人员编号。")
        if person.category is None:
            raise SettingsError(
                f"{person.name}（{id}）在台账中没有编制类型，不能调整。", "请先在台账“人员”表补全编制类型，再重新导入。"
            )
        return person

    def _waiting(self, last: Sequence[HandMove]) -> tuple[Person, ...]:
        for hand in last:
            if not hand.is_waiting and hand.unit not in self.establishment.unit:
                raise SettingsError(f"台账中没有机构 {hand.unit}。", "请撤回这一项手工调整，或者核对机构编码。")
        waiting = [self._person(hand.person) for hand in last if hand.is_waiting]
        return tuple(sorted(waiting, key=lambda person: self._order[person.id]))

    def places_for(self, moves: Iterable[HandMove], person: str) -> tuple[PlaceOffer, ...]:
        """Every place of the ledger for one person as things stand: open ones best first, barred ones with the first rule.

        Raises
        ------
        SettingsError
            The ledger does not know somebody, or he has no establishment type.
        """
        someone = self._person(person)
        others = tuple(move for move in latest(moves) if move.person != person)
        rest = [move for move in self._plan(others).moves if move.person != person]
        case = self._case(self._bare(rest))
        barred = together(case, someone, [each.place for each in self._places.offers(someone, rest) if each.is_open])
        offers = [
            replace(each, fit=None, barred=barred[each.place].message, source=barred[each.place].source)
            if each.place in barred
            else each
            for each in self._places.offers(someone, rest)
        ]
        return tuple(sorted(offers, key=lambda offer: not offer.is_open))

    def fill(self, moves: Iterable[HandMove], progress: Progress = _quiet) -> Plan:
        """The best plan that keeps every move by hand; people who wait are placed wherever that is best.

        Raises
        ------
        InfeasiblePlanError
            A move by hand is unlawful, or all together cannot be kept; the message tells which, the hint what works.
        SolverError
            The time limit passed before any plan was found.
        """
        from bianzhi import services

        last = latest(moves)
        progress("正在核对手工调整")
        self._refuse_unlawful(last)
        settings = with_hand(self.settings, last, self.establishment, self.by, self.day)
        try:
            return services.reallocate(self.establishment, self.day, settings, progress)
        except SettingsError as error:
            raise InfeasiblePlanError(error.message, error.hint) from error

    def _refuse_unlawful(self, last: Sequence[HandMove]) -> None:
        """Refuse moves that break a rule by themselves, whatever else is planned."""
        alone = Desk(self.establishment, self.day, without_hand(self.settings), by=self.by).judge(last)
        told = breaks_by_itself(alone.lights, exchanges=self._counts.exchanges)
        if told:
            sentences = "".join(dict.fromkeys(finding.message for finding in told))
            raise InfeasiblePlanError(
                f"以下手工调整不能保留：{sentences}", "请撤回这几项，或者改到灯不变红的去处，再由系统补齐。"
            )

    def optimum(self, progress: Progress = _quiet) -> Plan:
        """The best plan without any move by hand; the one started from, where it is that."""
        from bianzhi import services

        plain = without_hand(self.settings)
        found = self._optimum
        if (
            found is not None
            and plain is self.settings
            and not found.replaces
            and all(e.proven for e in found.objectives)
        ):
            return found
        progress("正在求解不含手工调整的最优方案")
        return services.reallocate(self.establishment, self.day, plain, progress)


def _made_by(basis: Plan | None) -> str:
    """What made a plan by hand: whatever made the plan started from, and the hand."""
    made = basis.solver.split("；") if basis is not None and basis.solver else []
    return "；".join(dict.fromkeys((*made, HAND_WHY)))


def judge(
    establishment: Establishment, day: date, settings: PlanSettings, moves: Iterable[HandMove], basis: Plan | None
) -> HandPlan:
    """``Desk.judge``, once."""
    return Desk(establishment, day, settings, basis).judge(moves)


def places_for(
    establishment: Establishment,
    day: date,
    settings: PlanSettings,
    moves: Iterable[HandMove],
    basis: Plan | None,
    person: str,
) -> tuple[PlaceOffer, ...]:
    """``Desk.places_for``, once."""
    return Desk(establishment, day, settings, basis).places_for(moves, person)


def fill(
    establishment: Establishment,
    day: date,
    settings: PlanSettings,
    moves: Iterable[HandMove],
    basis: Plan | None,
    progress: Progress = _quiet,
) -> Plan:
    """``Desk.fill``, once."""
    return Desk(establishment, day, settings, basis).fill(moves, progress)


def price(optimum: Plan, kept: Plan) -> tuple[Price, ...]:
    """What keeping moves by hand costs, objective by objective in order: the best plan without them, and the best with."""
    reached = {each.name: each.value for each in kept.objectives}
    return tuple(
        Price(each.name, each.value, reached[each.name]) for each in optimum.objectives if each.name in reached
    )


def filled(desk: Desk, moves: Iterable[HandMove], progress: Progress = _quiet) -> Filled:
    """The best plan that keeps moves by hand, and what that costs against the best plan without them.

    Raises
    ------
    InfeasiblePlanError, SolverError
        As ``Desk.fill``.
    """
    kept = desk.fill(moves, progress)
    optimum = desk.optimum(progress)
    proven = all(each.proven for plan in (kept, optimum) for each in plan.objectives)
    return Filled(kept, price(optimum, kept), proven)


def settings_with(
    settings: PlanSettings,
    moves: Iterable[HandMove],
    establishment: Establishment,
    day: date,
    by: str = USUAL_SIGNATURE,
) -> PlanSettings:
    """The settings with every move by hand as a wish: 应当安排, or 不调整 for whoever stays."""
    return with_hand(settings, moves, establishment, by, day)
