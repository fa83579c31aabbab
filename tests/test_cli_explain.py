"""``explain`` and ``plan --explain`` of the command line, run as their user runs them."""

import json
from pathlib import Path
from typing import Any

import pytest

from bianzhi import services
from bianzhi.cli import main
from bianzhi.services import write_ledger
from tests.worlds import agencies, but, coming, plus, post

DAY = "2026-11-23"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A is three over, B has one vacancy and C's wants an accountant; A9 leads; two people share a name."""
    same = {"A2": {"name": "王某某"}, "A3": {"name": "王某某"}, "A1": {"name": "李某某"}}
    district = plus(
        but(agencies({"major": "法学"}, A=(9, 6), B=(4, 5), C=(3, 4)), **same, A9={"is_leader": True}),
        post("会计岗", "C", 1, majors=("会计学",)),
    )
    path = tmp_path / "台账.xlsx"
    write_ledger(path, district)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, what is said, and what is complained of."""
    status = main(["explain", *map(str, arguments), "--date", DAY])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return status, out, err


def read(path: Path) -> dict[str, Any]:
    """A JSON file."""
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def test_without_a_person_it_tells_what_holds_up_the_rest(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two of three remain: one vacancy fits, one asks for an accountant."""
    status, out, _ = run(capsys, ledger, "--json", tmp_path / "f.json")
    said = read(tmp_path / "f.json")

    assert status == 0
    assert "超编由 3 人降为 2 人" in out
    assert (
        "行政编制超编3人（区A局），全区同类空编2名，其中条件相符、可以使用的只有1名" in out and "未能安置 2 人" in out
    )
    assert "放宽哪些限制可以再安置" in out and "调出份额与剩余超编" in out
    assert said.keys() == {"bottlenecks", "relaxations", "by_share", "by_moves"}
    assert [(each["people"], each["room"]) for each in said["bottlenecks"]] == [(3, 1)]
    assert said["bottlenecks"][0]["cells"] == [{"unit": "A", "type": "行政编制"}]
    assert [point["at"] for point in said["by_share"]] == list(range(0, 101, 5))
    assert said["by_moves"][-1]["remaining"] == 2


def test_with_a_person_it_tells_why(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By number, by a name that only one has; locked with the rule and its source."""
    status, out, _ = run(capsys, ledger, "--person", "A9", "--json", tmp_path / "f.json")
    said = read(tmp_path / "f.json")

    assert status == 0 and "【不可调整】" in out and "领导职务人员" in out and "依据：《公务员转任规定》第2条。" in out
    assert said["standing"] == "不可调整" and said["source"] == "《公务员转任规定》第2条"
    _, by_name, _ = run(capsys, ledger, "--person", "李某某")
    _, by_number, _ = run(capsys, ledger, "--person", "A1")
    assert by_name == by_number


def test_prices_and_fit_are_in_the_json(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody who may move has places with fit, price and who loses by it."""
    people = [f"A{number}" for number in range(1, 9)]
    for person in people:
        run(capsys, ledger, "--person", person, "--json", tmp_path / "f.json")
        said = read(tmp_path / "f.json")
        if said["standing"] == "可调整，本方案未安排":
            break
    (place,) = said["places"]

    assert place["unit"] == "B" and 0 <= place["fit"] <= 100 and place["displaced"]
    assert [each["name"] for each in place["price"]] == ["remaining_excess", "moves", "fit"]
    assert all(each["difference"] == each["other"] - each["plan"] for each in place["price"])


def test_with_a_unit_it_tells_why_not_there(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By code and by name, the post's demand with its article."""
    status, out, _ = run(capsys, ledger, "--person", "A1", "--unit", "区C局", "--json", tmp_path / "f.json")
    said = read(tmp_path / "f.json")

    assert status == 0
    assert "区C局行政编制“会计岗”岗位：不可。会计岗要求专业为会计学（依据：《中华人民共和国公务员法》第71条）" in out
    assert said["person"] == "A1" and [place["allowed"] for place in said["places"]] == [False]


@pytest.mark.parametrize("unit", ["B", "区B局"])
def test_a_vacancy_is_told_term_by_term(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], unit: str
) -> None:
    """B: five posts, four people, one promised: nothing is left to fill, and nobody has to leave."""
    promised = tmp_path / "在途.xlsx"
    write_ledger(promised, plus(services.read(ledger).establishment, coming("B")))
    status, out, _ = run(capsys, promised, "--unit", unit, "--type", "行政编制", "--json", tmp_path / "f.json")

    assert status == 0
    assert out.splitlines() == [
        "区B局行政编制可用空编 0 名：",
        "  核定编制 +5",
        "  实有人数 -4",
        "  承诺调入（在途） -1",
        "区B局行政编制须调出人数 0 人：",
        "  实有人数 +4",
        "  核定编制 -5",
        "  不超编的部分 +1",
    ]
    said = read(tmp_path / "f.json")
    assert said.keys() == {"unit", "type", "room", "excess"}
    assert (said["unit"], said["type"]) == ("B", "行政编制")
    assert said["room"][-1] == {"words": "可用空编", "count": 0}
    assert sum(term["count"] for term in said["excess"][:-1]) == said["excess"][-1]["count"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--person", "王某某"), "台账中有 2 人名为“王某某”。\n建议：请写人员编号：A2（区A局）、A3（区A局）。"),
        (("--unit", "B"), "给出了 --unit，没有给出 --person。"),
        (("--unit", "B", "--type", "行政编制", "--post", "会计岗"), "给出了 --unit，没有给出 --person。"),
        (("--unit", "X", "--type", "行政编制"), "台账中没有编码或名称为“X”的机构"),
        (("--unit", "B", "--type", "全额事业编制"), "区B局没有全额事业编制。"),
        (("--person", "A1", "--post", "会计岗"), "没有给出 --unit"),
        (("--person", "A1", "--unit", "C", "--type", "行政"), "没有名为“行政”的编制类型"),
        (("--person", "A1", "--unit", "X"), "台账中没有编码或名称为“X”的机构"),
    ],
)
def test_half_and_unknown_questions_are_refused_with_a_remedy(
    ledger: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    """Status 2 and nothing on stdout."""
    status, out, err = run(capsys, ledger, *arguments)

    assert status == 2 and out == "" and message in err


def test_an_unknown_person_is_answered_with_status_1(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest numbers are told."""
    status, out, _ = run(capsys, ledger, "--person", "A11")

    assert status == 1 and "台账中没有编号为“A11”的人员。" in out and "最接近的编号" in out


def test_plan_explains_on_request(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The key ``explanation`` and the same sentences on stdout; without the option neither."""
    with_it, without = tmp_path / "1.json", tmp_path / "2.json"
    assert main(["plan", str(ledger), "--date", DAY, "--json", str(with_it), "--explain"]) == 0
    explained = capsys.readouterr().out
    assert main(["plan", str(ledger), "--date", DAY, "--json", str(without)]) == 0
    plain = capsys.readouterr().out
    said = read(with_it)

    assert said.pop("explanation")["bottlenecks"][0]["people"] == 3
    assert said == read(without)
    assert "卡在哪里" in explained and "卡在哪里" not in plain
