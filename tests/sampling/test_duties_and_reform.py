"""职责, 周转使用 and 工作量 of the invented district, and the worked reform made of it."""

from collections import Counter

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import EstablishSection, Manner, MergeSections, MergeUnits, RenameUnit, TransferDuties
from bianzhi.domain.terms import Category, UnitKind, WorkloadKind
from bianzhi.forecast import staff_need
from bianzhi.reform import apply_reform, check_reform
from bianzhi.rules import check_establishment
from bianzhi.sampling import REFERENCE_DAY, district
from bianzhi.sampling.reform import sample_reform


def test_every_section_of_an_organ_has_a_duty(ledger: Establishment) -> None:
    """And every department its permits and its penalties; each on a document, none twice."""
    organs = [unit for unit in ledger.units if not unit.kind.is_institution]
    sections = {section.code for unit in organs for section in ledger.sections_of.get(unit.code, ())}

    assert {duty.section for duty in ledger.duties if duty.section} == sections
    departments = [unit.code for unit in organs if unit.kind is UnitKind.GOVERNMENT]
    for letter in "PQ":
        assert [duty.unit for duty in ledger.duties if duty.code.endswith(f"-{letter}")] == departments
    assert len({duty.code for duty in ledger.duties}) == len(ledger.duties) > 300
    found = {finding.id for finding in check_establishment(ledger, REFERENCE_DAY)}
    assert not found & {"J119", "J120"}


def test_two_loans_one_of_them_run_out(ledger: Establishment) -> None:
    """From a unit with vacancies enough, and from the office's own posts; only the second is told."""
    one, other = ledger.loans

    assert ledger.vacancies((one.lender, Category.ADMINISTRATIVE)) >= one.posts
    assert other.lender == ""
    found = Counter(f.id for f in check_establishment(ledger, REFERENCE_DAY) if f.at.sheet == "" and f.id[:2] == "B2")
    assert found["B213"] == 1 and not found.keys() & {"B214", "B215", "B216", "B217", "B218", "B219"}


def test_workload_is_near_the_staff(ledger: Establishment) -> None:
    """Three bureaus; every kind of row; the need of each section with cases is between a third and twice its staff."""
    needs = staff_need(ledger, REFERENCE_DAY)

    assert {row.kind for row in ledger.workloads} == set(WorkloadKind)
    assert [need.unit for need in needs if not need.section] == ["F08", "F15", "F19"]
    serving = {row.section for row in ledger.workloads if row.kind is WorkloadKind.SERVICE}
    for need in needs:
        if need.section in serving:
            assert need.in_post / 3 < need.need < need.in_post * 2, need


def test_the_reform_is_like_the_real_one(ledger: Establishment) -> None:
    """Permits of six departments to one bureau, penalties of five to another with thirteen squads; six institutions become three."""
    reform = sample_reform(ledger)
    kinds = Counter(type(step.operation) for step in reform.steps)
    transfers = [step.operation for step in reform.steps if isinstance(step.operation, TransferDuties)]

    assert kinds == {TransferDuties: 11, RenameUnit: 2, EstablishSection: 13, MergeUnits: 3}
    assert Counter(transfer.to_unit for transfer in transfers) == {"F19": 6, "F20": 5}
    assert all(transfer.manner is Manner.NAMED and len(transfer.persons) == 2 for transfer in transfers)
    assert check_reform(apply_reform(ledger, reform)) == ()
    assert not [step for step in reform.steps if isinstance(step.operation, MergeSections)]


def test_a_small_district_has_a_reform_as_well() -> None:
    """Whatever its size, what the reform speaks of is there; who cannot go stays."""
    small = district(400, 2)

    assert check_reform(apply_reform(small, sample_reform(small))) == ()
