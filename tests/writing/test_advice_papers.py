"""方案说明 as workbook and document: what was asked stands there, what was not does not, and no identity number does."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.advice import Advice
from bianzhi.domain.answers import (
    Blockage,
    Bottleneck,
    Burden,
    CurvePoint,
    GoalChange,
    Loss,
    OtherPlan,
    PersonAnswer,
    PlaceAnswer,
    Relaxation,
    Robustness,
    Standing,
    YearlyPlan,
    YearStep,
)
from bianzhi.domain.plan import Objective, Place, Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.errors import BianzhiError
from bianzhi.writing import advice_document, advice_workbook
from tests.plan_papers import district, move
from tests.worlds import DAY
from tests.writing.opened import IDENTITY_NUMBER, paragraphs, parts, tables_under

LEDGER = district()
PLAN = Plan(
    PlanStatus.OPTIMAL,
    DAY,
    "",
    PlanSettings(),
    (Objective("remaining_excess", 2, 2), Objective("moves", 2, 2), Objective("fit", 120, 120)),
    (move(LEDGER, "A1", "B", post="综合岗"), move(LEDGER, "A2", "B")),
    4,
    2,
)
OTHER = OtherPlan(
    replace(PLAN, moves=(move(LEDGER, "A1", "B"), move(LEDGER, "A3", "B", fit=50))),
    2,
    (GoalChange("remaining_excess", 2, 2), GoalChange("moves", 2, 2), GoalChange("fit", 120, 110)),
    (
        "与建议方案相比，2人的安排不同：改为不调整的1人，改为调整的1人。",
        "改由某A3调往区B局。",
        "代价：匹配总分减少10分。",
    ),
)
EVERYTHING = Advice(
    people=(
        PersonAnswer(
            "A1",
            Standing.MOVED,
            ("区A局超编2人。", "B局有空编。"),
            "《公务员转任规定》第2条",
            instead=("A3",),
            places=(PlaceAnswer(Place("B", Category.ADMINISTRATIVE, "综合岗"), True, "匹配60分。"),),
        ),
    ),
    blockage=Blockage(
        (Bottleneck("事业编超编2人，只有1个空编。", 2, 1),),
        (Relaxation("将区A局的调出份额放宽到40%，可多安置1人。", 1, 10, "leaving_share_of.A", 40),),
        (CurvePoint(30, 2, 2, 120),),
    ),
    others=(OTHER,),
    loss=Loss(fit=5),
    trade_offs=(CurvePoint(0, 4, 0, 0), CurvePoint(1, 3, 1, 75), CurvePoint(2, 2, 2, 120)),
    burdens=(
        Burden("单位", "区A局", 12, 10, 2, 10, 2, unit="A"),
        Burden("性别", "女", 5, 4, 5, 5, 1, "拟调整5人，约为1人，多4人。"),
    ),
    robustness=Robustness(1, 100, 7, (2, 2, 3), (0, 0, 1), (("A2", 1),)),
    yearly=YearlyPlan(
        (YearStep(2026, "", None, 4, 0, 2, 0, 0, 2), YearStep(2026, "A", Category.ADMINISTRATIVE, 2, 0, 2, 0, 0, 0)), ()
    ),
)


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """The lines under the headings of every sheet, without their numbers."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: [list(row)[1:] for row in sheet.iter_rows(min_row=4, values_only=True)] for sheet in book}


def test_every_answer_has_its_sheet(tmp_path: Path) -> None:
    """The figures of the answers, names beside ids, places in words."""
    advice_workbook.write(tmp_path / "说明.xlsx", EVERYTHING, PLAN, LEDGER)
    found = sheets(tmp_path / "说明.xlsx")

    assert list(found) == [
        *("为什么（逐人）", "堵点与放宽", "备选方案", "备选方案名册", "得失比较", "公平性", "稳健性", "分年度消化计划"),
    ]
    assert found["为什么（逐人）"][0][:6] == [
        "A1",
        "某A1",
        "区A局",
        "行政编制",
        "拟调整",
        "区A局超编2人。\nB局有空编。",
    ]
    assert found["为什么（逐人）"][0][7:] == ["某A3（A3）", "区B局行政编制“综合岗”：匹配60分。"]
    assert [line[:4] for line in found["堵点与放宽"]] == [
        ["堵点", "事业编超编2人，只有1个空编。", 2, 1],
        ["放宽", "将区A局的调出份额放宽到40%，可多安置1人。", None, 1],
        ["份额曲线", "调出份额为30%时", None, None],
    ]
    assert found["备选方案"][3] == ["备选方案一", "匹配总分（分）", 120, 110, -10, None]
    assert found["备选方案"][0][3] == 2
    assert [(line[1], line[2], line[6], line[7], line[9]) for line in found["备选方案名册"]] == [
        ("同单位其他岗位", "A1", "区B局", "区B局", 60),
        ("改为不调整", "A2", "区B局", None, None),
        ("改为调整", "A3", None, "区B局", 50),
    ]
    assert found["得失比较"][1] == [1, 1, 3, 75, 75]
    assert found["公平性"][1] == ["性别", "女", 5, 4, 5, 1, 5, "拟调整5人，约为1人，多4人。"]
    assert found["稳健性"][2][:4] == ["1人不同意时的未消化超编（人）", 2, 2, 3]
    assert found["稳健性"][4] == ["某A2（A2）", 1, 1, 1, "区A局", "区B局", "不同意时未消化超编增加1人"]
    assert found["分年度消化计划"] == [
        ["2026年", "全部", None, 4, 2, 0, 0, 0, 2],
        ["2026年", "区A局", "行政编制", 2, 2, 0, 0, 0, 0],
    ]


def test_what_nobody_asked_has_no_sheet(tmp_path: Path) -> None:
    """One answer, one sheet; no answer at all is refused."""
    advice_workbook.write(tmp_path / "说明.xlsx", Advice(burdens=EVERYTHING.burdens), PLAN, LEDGER)

    assert list(sheets(tmp_path / "说明.xlsx")) == ["公平性"]
    for paper in (advice_workbook, advice_document):
        with pytest.raises(BianzhiError, match="没有可写入"):
            paper.write(tmp_path / "空", Advice(), PLAN, LEDGER)


def test_that_there_is_no_other_plan_is_an_answer(tmp_path: Path) -> None:
    """It is said under which loss; the list of people is left out."""
    advice = Advice(others=(), loss=Loss(excess=1))
    advice_workbook.write(tmp_path / "说明.xlsx", advice, PLAN, LEDGER)
    book = openpyxl.load_workbook(tmp_path / "说明.xlsx")
    advice_document.write(tmp_path / "说明.docx", advice, PLAN, LEDGER)
    said = "在未消化超编至多增加1人、匹配分不降低的前提下，没有与建议方案确有不同的其他方案。"

    assert book.sheetnames == ["备选方案"]
    assert said in book["备选方案"]["A2"].value
    assert said in paragraphs(tmp_path / "说明.docx")


def test_the_document_tells_the_same(tmp_path: Path) -> None:
    """A chapter for each answer, numbered through; tables as annexes, only where they have lines."""
    advice_document.write(tmp_path / "说明.docx", EVERYTHING, PLAN, LEDGER)
    told = paragraphs(tmp_path / "说明.docx")
    text = "\n".join(told)

    assert [line for line in told if line[1:2] == "、"] == [
        *(
            "一、有关人员的安排理由",
            "二、未消化超编的堵点和可研究放宽的事项",
            "三、备选方案",
            "四、公平性",
            "五、稳健性",
            "六、分年度消化计划",
        )
    ]
    assert "备选方案一。与建议方案相比，2人的安排不同：改为不调整的1人，改为调整的1人。代价：匹配总分减少10分。" in text
    assert (
        "每次有1人不同意，随机测算100次（随机种子7，可复算）：重新求解后，未消化超编最少2人、中位数2人、最多3人" in text
    )
    assert "有1组拟调整人数明显多于" in text and "性别“女”拟调整5人" in text
    annexes = tables_under(tmp_path / "说明.docx")
    assert annexes["附件1"][2] == ["备选方案一", "2", "2", "2", "110（-10）"]
    assert [row[2:] for row in annexes["附件2"][1:]] == [
        ["某A1（A1）", "区A局", "区B局", "区B局"],
        ["某A2（A2）", "区A局", "区B局", "不调整"],
        ["某A3（A3）", "区A局", "不调整", "区B局"],
    ]
    assert annexes["附件5"][1] == ["1", "某A2（A2）", "区A局", "区B局", "1"]
    assert "决定" not in text


def test_chapters_are_numbered_without_those_left_out(tmp_path: Path) -> None:
    """Only robustness was asked: it is chapter one, and nobody critical makes no annex."""
    calm = replace(EVERYTHING.robustness, critical=())  # type: ignore[type-var]
    advice_document.write(tmp_path / "说明.docx", Advice(robustness=calm), PLAN, LEDGER)
    told = paragraphs(tmp_path / "说明.docx")

    assert "一、稳健性" in told and not any(line.startswith("二、") for line in told)
    assert any("任何一人不同意，都有其他人员可以接替" in line for line in told)
    assert tables_under(tmp_path / "说明.docx") == {}


@pytest.mark.parametrize(("paper", "suffix"), [(advice_workbook, ".xlsx"), (advice_document, ".docx")])
def test_numbers_are_masked_and_equal_answers_make_equal_bytes(tmp_path: Path, paper: Any, suffix: str) -> None:
    """A ledger that uses the citizen number as id shows it nowhere, in no part of the file."""
    number = LEDGER.person["A1"].citizen_number
    ledger = replace(LEDGER, people=tuple(replace(p, id=number if p.id == "A1" else p.id) for p in LEDGER.people))
    moved = replace(PLAN, moves=(replace(PLAN.moves[0], person=number), PLAN.moves[1]))
    advice = replace(
        EVERYTHING,
        people=(replace(EVERYTHING.people[0], person=number, instead=(number,), sentences=(f"{number}拟调整。",)),),
        others=(replace(OTHER, plan=replace(OTHER.plan, moves=(replace(OTHER.plan.moves[0], person=number),))),),
        robustness=Robustness(1, 1, 1, (1, 1, 1), (0, 0, 0), ((number, 1),)),
    )
    for name in ("一", "二"):
        paper.write(tmp_path / f"{name}{suffix}", advice, moved, ledger)

    assert IDENTITY_NUMBER.search(number)
    assert not any(IDENTITY_NUMBER.search(text) for text in parts(tmp_path / f"一{suffix}").values())
    assert (tmp_path / f"一{suffix}").read_bytes() == (tmp_path / f"二{suffix}").read_bytes()
