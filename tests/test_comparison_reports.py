"""The JSON of a reconciliation and of changes: every key, nothing that JSON cannot carry, no number whole."""

import json
import re
from datetime import date

from bianzhi.comparison_reports import changes_report, reconciliation_report
from bianzhi.reconciling import changes, reconcile
from tests.reconciling.payrolls import paying, row
from tests.worlds import agencies, but, citizen_number, person, plus

NUMBER, OTHER = citizen_number(date(1985, 1, 1)), citizen_number(date(1985, 1, 2))
HERE = but(agencies(A=(2, 2), B=(1, 1)), A1={"citizen_number": NUMBER})


def test_a_reconciliation_as_json() -> None:
    """One stranger paid, one person unpaid, each with its place; what was not given is null."""
    found = reconcile(HERE, paying(HERE, row("钱乙", "B", OTHER), without=("A2",)))
    report = json.loads(json.dumps(reconciliation_report(found), ensure_ascii=False))

    assert report["summary"] == {"in_post": 3, "paid": 3, "matched": 2}
    assert report["counts"]["not_on_roster"] == report["counts"]["not_paid"] == 1
    stranger = report["todo"][0]
    assert (stranger["kind"], stranger["severity"], stranger["unit"]) == ("not_on_roster", "error", "B")
    assert stranger["at"] == {"file": "供养名单.xlsx", "sheet": "名单", "cell": "A4"}
    assert report["cells"][0]["stated"] is None
    assert not re.search(r"\d{17}[\dX]", json.dumps(report))
    assert reconciliation_report(reconcile(HERE))["summary"]["paid"] is None


def test_changes_as_json() -> None:
    """One moved with a corrected number, one entered; an id that is a citizen number is masked too."""
    new = plus(but(HERE, A1={"unit": "B", "citizen_number": OTHER}), person(OTHER, "A"))
    report = json.loads(json.dumps(changes_report(changes(HERE, new)), ensure_ascii=False))
    entered, moved = report["changes"]

    assert (entered["kind"], entered["before"], entered["person"]) == ("entered", None, f"999999********{OTHER[-4:]}")
    assert (moved["kind"], moved["matched_by"], moved["to_unit"]) == ("moved", "id", "区B局")
    assert moved["fields"][0]["heading"] == "公民身份号码"
    assert report["counts"] == {
        "entered": 1,
        "left": 0,
        "moved": 1,
        "retyped": 0,
        "corrected": 0,
        "listed": 0,
        "delisted": 0,
    }
    assert not re.search(r"\d{17}[\dX]", json.dumps(report))
