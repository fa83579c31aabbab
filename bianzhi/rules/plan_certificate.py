"""Confirming an optimum with additions and comparisons: the prices of a certificate against the ledger, without a solver.

If for each pair that a plan could carry out the prices of the limits it uses add up to at least what it is worth, then
no plan is worth more than Σ limit · price. Limits, pairs and worth are counted anew; only the fit of a pair is handed in.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from bianzhi.domain.cell import CellRef
from bianzhi.domain.certificate import Certificate
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan_columns import GOALS, MoveColumn
from bianzhi.rules.plan_case import PlanCase
from bianzhi.rules.plan_proof import FitOf, Proof, Use

_FORM = "本工具最优性证书格式"
_REMEDY = "请用产生该方案的台账和设置重新导出方案与证书，不要手工改动。"
_MOST_TOLD = 20
"""Findings of one kind that are told one by one."""


def check(case: PlanCase, certificate: Certificate, fit: FitOf, name: str) -> tuple[Finding, ...]:
    """Everything that is wrong with the certificate of a plan on paper; a gap that is left is told as a note.

    Parameters
    ----------
    case
        Ledger, plan, day and settings.
    certificate
        What was exported with the plan; nothing in it is believed.
    fit
        The fit of a pair.
    name
        The certificate's file name, for the findings.
    """
    return tuple(_Check(case, certificate, fit, CellRef(name, "", "")).findings())


class _Check:
    def __init__(self, case: PlanCase, certificate: Certificate, fit: FitOf, at: CellRef) -> None:
        self._case = case
        self._proof = Proof(case, fit)
        self._certificate = certificate
        self._at = at

    def findings(self) -> Iterator[Finding]:
        """In the order in which one thing rests on another; where the certificate is about something else, only that."""
        wrong = list(self._belongs())
        if not wrong:
            steps: tuple[Callable[[], Iterator[Finding]], ...] = (
                self._weights_are_safe,
                self._limits_are_those_of_the_ledger,
                self._pairs_are_covered,
                self._fit_is_that_of_the_ledger,
                self._sums_agree,
            )
            for step in steps:
                found = list(step())
                wrong += found[:_MOST_TOLD]
        yield from wrong
        if not wrong:
            yield from self._gap_is_told()

    def _finding(self, id: str, title: str, message: str, at: CellRef | None = None) -> Finding:
        return Finding(id, title, Severity.ERROR, at or self._at, message, _REMEDY, _FORM)

    def _belongs(self) -> Iterator[Finding]:
        title = "证书须与台账、设置相符"
        if self._certificate.ledger_sha256 != self._case.establishment.sha256:
            yield self._finding("P594", title, "证书所记台账指纹与所给台账不同。")
        names, asked = list(self._certificate.weights), list(self._proof.names)
        if names != asked:
            message = f"证书所列目标为{_goals(names) or '空'}，按设置应为{_goals(asked)}。"
            yield self._finding("P594", title, message)

    def _weights_are_safe(self) -> Iterator[Finding]:
        """One unit of an objective is worth more than everything that all later ones together can differ."""
        later = 0
        for name in reversed(self._proof.names):
            weight = self._certificate.weights[name]
            if weight <= later:
                message = f"“{GOALS[name]}”的权重为 {weight}，应大于其后各项目标合计的最大差额 {later}。"
                yield self._finding("P595", "权重足以保证目标的先后次序", message)
            later += weight * self._proof.widest(name)

    def _limits_are_those_of_the_ledger(self) -> Iterator[Finding]:
        title = "证书的限额与台账一致，价格不为负"
        for use, times in Counter((price.constraint, *price.at) for price in self._certificate.prices).items():
            if times > 1:
                yield self._finding("P596", title, f"限额 {_in_words(use)} 出现 {times} 次。")
        for price in self._certificate.prices:
            use = price.constraint, *price.at
            limit = self._proof.limit(use)
            if limit is None:
                yield self._finding("P596", title, f"台账和设置中没有限额 {_in_words(use)}。")
            elif price.limit != limit:
                yield self._finding("P596", title, f"限额 {_in_words(use)} 为 {price.limit}，按台账应为 {limit}。")
            if price.price < 0:
                yield self._finding("P596", title, f"限额 {_in_words(use)} 的价格为 {price.price}，不得为负。")

    @cached_property
    def _price(self) -> Mapping[Use, int]:
        return {(each.constraint, *each.at): each.price for each in self._certificate.prices}

    def _worth(self, counts: Mapping[str, int]) -> int:
        return sum(self._certificate.weights[name] * count for name, count in counts.items())

    def _pairs_are_covered(self) -> Iterator[Finding]:
        """The prices of what a pair uses add up to what it is worth, or more."""
        for pair in self._proof.pairs:
            paid, worth = sum(self._price.get(use, 0) for use in pair.uses), self._worth(pair.counts)
            if paid < worth:
                unit, category = pair.target
                message = (
                    f"{pair.person.id} 到 {unit} {category}{f'“{pair.post}”' if pair.post else ''}："
                    f"各限额价格合计 {paid}，小于其价值 {worth}，上界不成立。"
                )
                yield self._finding("P597", "每个可行的人岗组合，价格合计不小于其价值", message)

    def _fit_is_that_of_the_ledger(self) -> Iterator[Finding]:
        for move in self._case.moves:
            fit, there = self._proof.counts_of(move)["fit"], move.row.whole(MoveColumn.FIT)
            if fit != there:
                message = f"{move.person.id} 的匹配分为 {there}，按台账和设置应为 {fit}。"
                yield self._finding("P598", "方案的价值按台账重新计算", message, move.row.cell(MoveColumn.FIT))

    @cached_property
    def _reached(self) -> Mapping[str, int]:
        """What the moves on paper count in every objective."""
        total: Counter[str] = Counter(dict.fromkeys(self._proof.names, 0))
        for move in self._case.moves:
            total.update(self._proof.counts_of(move))
        return total

    def _sums_agree(self) -> Iterator[Finding]:
        title = "上界与方案价值合计相符"
        bound, value = self._bound, self._worth(self._reached)
        if self._certificate.bound != bound:
            yield self._finding("P598", title, f"证书的上界为 {self._certificate.bound}，限额乘价格合计为 {bound}。")
        if self._certificate.value != value:
            yield self._finding("P598", title, f"证书的方案价值为 {self._certificate.value}，按方案工作簿为 {value}。")
        if value > bound:
            yield self._finding("P598", title, f"方案价值 {value} 超过上界 {bound}，方案不合限额。")

    @property
    def _bound(self) -> int:
        return sum(
            (self._proof.limit((each.constraint, *each.at)) or 0) * each.price for each in self._certificate.prices
        )

    def _gap_is_told(self) -> Iterator[Finding]:
        """What the prices leave open: up to where each objective is proven, the ones before it being as they are."""
        if self._bound == self._worth(self._reached):
            return
        message = (
            f"上界 {self._bound}，方案价值 {self._worth(self._reached)}，差 {self._bound - self._worth(self._reached)}："
            f"“{GOALS[self._first_open_goal]}”及其后的目标未由证书证明，"
            f"可能的原因：{'、'.join(self._beyond_prices())}；都不是的，请重新导出证书。未证明的部分须以求解器的证明为准。"
        )
        yield Finding("P599", "证书未能证明的部分", Severity.NOTE, self._at, message, "", _FORM)

    def _beyond_prices(self) -> Iterator[str]:
        """What this ledger and these settings have that prices cannot say."""
        ledger, settings = self._case.establishment, self._case.settings
        if ledger.relatives_of:
            yield "亲属回避"
        if any(unit.min_staff is not None for unit in ledger.units):
            yield "最低保留人数"
        if ledger.sections:
            yield "内设机构人数下限"
        if ledger.level_posts:
            yield "层次职数"
        if settings.wishes:
            yield "单位的要求"
        yield "证书在导出后被改动"

    @property
    def _first_open_goal(self) -> str:
        """The first objective of which one unit more, the ones before it being as they are, would stay within the bound.

        One person more out of the excess is one move more as well, so the first two count together.
        """
        first, moves, *others = self._proof.names
        weights, reached = self._certificate.weights, self._reached
        each = weights[first] - weights[moves]
        settled = each * reached[first]
        if settled + each <= self._bound:
            return first
        for name in others:
            settled += weights[name] * reached[name]
            if settled + weights[name] <= self._bound:
                return name
        return others[-1]


def _goals(names: list[str]) -> str:
    return "、".join(GOALS.get(name, name) for name in names)


def _in_words(use: Use) -> str:
    return f"{use[0]}（{'，'.join(part for part in use[1:] if part)}）"
