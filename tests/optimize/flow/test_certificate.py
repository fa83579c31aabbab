"""The certificate: its prices prove what the solver found, and whatever is tampered with is found without a solver."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, event, given, settings

from bianzhi import services
from bianzhi.cli import main
from bianzhi.domain.certificate import Certificate, parse_certificate
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.optimize.fit import fit_of
from bianzhi.optimize.flow.certificate import certificate
from bianzhi.optimize.reallocation import reallocate
from bianzhi.rules import plan_certificate
from bianzhi.rules.plan_case import PlanCase
from bianzhi.rules.plan_proof import Proof
from tests.optimize.random_worlds import small_worlds
from tests.plan_papers import district, paper_in_memory
from tests.worlds import DAY, agencies, kin, plus

DEFAULT = PlanSettings()


def case_of(world: Establishment, plan: Plan, wanted: PlanSettings = DEFAULT) -> PlanCase:
    """The plan on paper beside its ledger."""
    return PlanCase(world, paper_in_memory(plan, world), DAY, wanted)


def check(world: Establishment, plan: Plan, proof: Certificate, wanted: PlanSettings = DEFAULT) -> tuple[Finding, ...]:
    """What the auditor finds."""
    fit = fit_of(world, DAY, wanted.fit_weights)
    return plan_certificate.check(case_of(world, plan, wanted), proof, fit, "证书.json")


def ids(findings: tuple[Finding, ...]) -> set[str]:
    """The rules that speak."""
    return {finding.id for finding in findings}


@pytest.mark.slow
@given(small_worlds())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_plan_comes_with_prices_that_hold(world: Establishment) -> None:
    """On random worlds: no error ever; and a gap, told as a note, only where relatives or minima play a part."""
    plan = reallocate(world, DAY, DEFAULT)
    proof = certificate(world, plan)
    found = check(world, plan, proof)

    assert ids(found) <= {"P599"}
    assert proof.bound >= proof.value
    event("gap" if found else "closed")
    if found:
        assert world.kinships or any(unit.min_staff is not None for unit in world.units) or world.sections


@pytest.mark.slow
@given(small_worlds())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_worse_plan_is_never_confirmed(world: Establishment) -> None:
    """A plan without its last line stays below the bound, whatever the certificate says of it."""
    plan = reallocate(world, DAY, DEFAULT)
    assume(plan.moves)
    worse = replace(plan, moves=plan.moves[:-1])
    proof = certificate(world, worse)

    assert "P599" in ids(check(world, worse, proof))
    assert "P598" in ids(check(world, worse, replace(proof, value=proof.bound)))


@given(small_worlds())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_auditor_counts_the_pairs_that_the_planner_counts(world: Establishment) -> None:
    """Two encodings of the law, one set of pairs (relatives aside, who cannot move in either)."""
    plan = reallocate(world, DAY, DEFAULT)
    mine = {
        (pair.person.id, *pair.target, pair.post, pair.counts["fit"])
        for pair in Proof(case_of(world, plan), fit_of(world, DAY, DEFAULT.fit_weights)).pairs
    }
    theirs = set(services.eligible_pairs(world, DAY))

    assert {(who, unit, category.value, post, fit) for who, unit, category, post, fit in mine} <= theirs
    if not world.kinships:
        assert len(mine) == len(theirs)


Tampering = Callable[[Certificate], Certificate]


def _price(number: int, **changes: int) -> Tampering:
    def tampered(proof: Certificate) -> Certificate:
        prices = list(proof.prices)
        prices[number] = replace(prices[number], **changes)  # type: ignore[arg-type]
        return replace(proof, prices=tuple(prices))

    return tampered


@pytest.mark.parametrize(
    ("tampering", "rule"),
    [
        (lambda proof: replace(proof, ledger_sha256="0" * 64), "P594"),
        (lambda proof: replace(proof, weights={"fit": 1}), "P594"),
        (lambda proof: replace(proof, weights={**proof.weights, "remaining_excess": 7}), "P595"),
        (lambda proof: replace(proof, weights={**proof.weights, "moves": 1}), "P595"),
        (_price(0, limit=99), "P596"),
        (_price(0, price=-1), "P596"),
        (lambda proof: replace(proof, prices=(*proof.prices, proof.prices[0])), "P596"),
        (lambda proof: replace(proof, prices=(replace(proof.prices[0], at=("无",)), *proof.prices[1:])), "P596"),
        (_price(0, price=0), "P597"),
        (lambda proof: replace(proof, bound=proof.bound - 1), "P598"),
        (lambda proof: replace(proof, value=proof.value + 1), "P598"),
    ],
)
def test_whatever_is_tampered_with_is_found(tampering: Tampering, rule: str) -> None:
    """Fingerprint, objectives, weights, limits, prices, bound, value: each by its own rule."""
    world = district()
    plan = reallocate(world, DAY, DEFAULT)
    proof = certificate(world, plan)

    assert check(world, plan, proof) == ()
    assert rule in ids(check(world, plan, tampering(proof)))


def test_a_fit_that_was_written_over_is_found_at_its_cell() -> None:
    """Fit on paper is held against the ledger's, so that no plan is made worth more than it is."""
    world = district()
    plan = reallocate(world, DAY, DEFAULT)
    first = plan.moves[0]
    better = replace(plan, moves=(replace(first, fit=replace(first.fit, score=100)), *plan.moves[1:]))

    found = [finding for finding in check(world, better, certificate(world, plan)) if finding.id == "P598"]

    assert found[0].at.sheet == "人员调整名册"


def test_a_gap_that_relatives_leave_is_a_note() -> None:
    """Three who are all related may go to one unit, and only one does: prices bound each person, not the three."""
    world = plus(agencies(A=(13, 10), B=(7, 10)), kin("A1", "A2"), kin("A2", "A3"), kin("A1", "A3"))
    locked = {person.id for person in world.people if person.unit == "A" and person.id not in ("A1", "A2", "A3")}
    people = tuple(replace(each, lock_reason="专项" if each.id in locked else "") for each in world.people)
    world = replace(world, people=people)
    plan = reallocate(world, DAY, DEFAULT)

    found = check(world, plan, certificate(world, plan))

    assert len(plan.moves) == 1
    assert [(finding.id, finding.severity) for finding in found] == [("P599", Severity.NOTE)]
    assert "目标一" in found[0].message


def test_preferences_and_rotation_are_priced_as_well() -> None:
    """Objectives that settings ask for have weights of their own, in their order."""
    wish = Wish(WishKind.PREFER, to_unit="B", weight=3, by="编办", on=DAY, why="急需")
    wanted = PlanSettings(wishes=(wish,), constraints_on={"C29": "本地规定"})
    world = agencies(A=(14, 10), B=(9, 10), C=(6, 10))
    plan = reallocate(world, DAY, wanted)
    proof = certificate(world, plan)

    assert list(proof.weights) == ["remaining_excess", "moves", "preferences", "rotation", "fit"]
    assert check(world, plan, proof, wanted) == ()


def test_a_plan_with_exchange_has_no_certificate() -> None:
    """Prices speak of moves out of excess only; the message says what to do."""
    world = agencies(A=(12, 10), B=(8, 10))
    plan = replace(reallocate(world, DAY, DEFAULT), settings=PlanSettings(exchange=Exchange(extra_moves=3)))

    with pytest.raises(BianzhiError, match="双向交流"):
        certificate(world, plan)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "x"}', '{"format": "bianzhi-certificate-1"}', "证"])
def test_what_is_no_certificate_is_refused(text: str) -> None:
    """By name, with what to choose instead."""
    with pytest.raises(SettingsError, match="不是本工具写出的最优性证书"):
        parse_certificate(text, "x.json")


def test_a_certificate_survives_its_json() -> None:
    """What is written is what is read."""
    world = district()
    proof = certificate(world, reallocate(world, DAY, DEFAULT))

    assert parse_certificate(json.dumps(proof.as_dict())) == proof


def test_the_command_line_writes_and_confirms_a_certificate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``plan --certificate`` then ``verify --certificate``; a price taken away fails, with its rule."""
    ledger, plan, proof = tmp_path / "l.xlsx", tmp_path / "p.xlsx", tmp_path / "c.json"
    services.write_ledger(ledger, district())
    day = ["--date", DAY.isoformat()]

    assert main(["plan", str(ledger), *day, "-o", str(plan), "--certificate", str(proof)]) == 0
    assert main(["verify", str(ledger), str(plan), *day, "--certificate", str(proof)]) == 0
    assert "最优性证书成立" in capsys.readouterr().out

    content = json.loads(proof.read_text("utf-8"))
    content["prices"] = content["prices"][1:]
    proof.write_text(json.dumps(content), "utf-8")

    assert main(["verify", str(ledger), str(plan), *day, "--certificate", str(proof)]) == 1
    assert "P597" in capsys.readouterr().out
