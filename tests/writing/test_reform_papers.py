"""改革方案 on paper, read again: totals tie, entries pair, every duty is there once, nothing is decided, numbers are masked."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import (
    AbolishUnit,
    ChangeCap,
    ChangeDuty,
    ChangeQuota,
    EstablishSection,
    EstablishUnit,
    Fate,
    MergeDuties,
    MergeSections,
    MoveUnit,
    Operation,
    Reform,
    RenameUnit,
    SetParameter,
    SplitDuty,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.reform_comparison import QuotaChange, ReformPaper
from bianzhi.domain.reform_people import roster_told
from bianzhi.domain.terms import Category, LeadershipKind, Status
from bianzhi.errors import ReformError
from bianzhi.reform_reports import reform_report
from bianzhi.services import reforming
from bianzhi.ui.tables.reforms import roster_rows
from bianzhi.writing.reform_document import _in_words
from tests.reform.places import ADMIN, DAY, district, duty, reform
from tests.worlds import citizen_number, leadership, person, plus, section, unit
from tests.writing.opened import IDENTITY_NUMBER, paragraphs, parts, tables_under

NUMBER = citizen_number(date(1985, 1, 1))
DOCUMENT = "编〔2026〕9号"
Lines = list[dict[str, Any]]


def world() -> Establishment:
    """The small district with somebody whose id is a citizen number, and duties to merge and split."""
    more = (duty("D5"), duty("D6"), duty("D7", "R"))
    return plus(district(), person(NUMBER, "A", name=f"某甲{NUMBER}", section="SA1"), *more)


OPERATIONS: tuple[Operation, ...] = (
    EstablishUnit(unit("N", name="区新设局"), {ADMIN: 3}, DOCUMENT),
    TransferDuties(("D1",), "R", persons=("A1", NUMBER), why="编随事走"),
    TransferPosts("A", "N", {ADMIN: 2}, ("A5",)),
    MergeDuties(("D5", "D6"), duty("D56", text="承担D5和D6工作")),
    SplitDuty("D7", (duty("D71", "R"), duty("D72", "R"))),
    ChangeDuty(Fate.DROPPED, "D2"),
    ChangeDuty(Fate.NEW, new=duty("N1", "N")),
    AbolishUnit("B", heir="R"),
    RenameUnit("A", "区甲乙局"),
    ChangeQuota("R", ADMIN, -1, "编〔2026〕10号"),
    MergeSections(("SA1", "SA2"), section("SA1", name="综合科")),
    SetParameter("section_cap", 5),
)


def paper(*operations: Operation, of: Establishment | None = None, solve: bool = False) -> ReformPaper:
    """The papers of a reform of the small district; with people placed, where that is to be solved."""
    reformed = reforming.apply_reform(of or world(), reform(*(operations or OPERATIONS)))
    settings = reforming.placement_settings(reformed)
    plan = services.reallocate(reformed.after, DAY, settings) if solve else None
    return reforming.reform_paper(reformed, DAY, plan)


@pytest.fixture(scope="module")
def told() -> ReformPaper:
    """The papers of every kind of step."""
    return paper()


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory, told: ReformPaper) -> Path:
    """The workbook of it."""
    path = tmp_path_factory.mktemp("reform") / "改革方案.xlsx"
    reforming.write_reform_workbook(path, told)
    return path


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory, told: ReformPaper) -> Path:
    """The Word paper of it."""
    path = tmp_path_factory.mktemp("reform") / "改革方案.docx"
    reforming.write_reform_document(path, told)
    return path


def lines(path: Path, sheet: str) -> Lines:
    """Rows of a sheet by heading, without the row of totals."""
    _, _, headings, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows if row[0] != "合计"]


def total(path: Path, sheet: str) -> dict[str, Any]:
    """The row of totals."""
    _, _, headings, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return next(dict(zip(headings, row, strict=True)) for row in rows if row[0] == "合计")


def posts_of(establishment: Establishment) -> Counter[str]:
    """Authorized posts by type."""
    posts: Counter[str] = Counter()
    for (_, category), count in establishment.authorized.items():
        posts[category.value] += count
    return posts


def test_it_has_its_sheets(workbook: Path) -> None:
    """In the order in which one reads them."""
    names = ["总览", "改革事项", "机构对照", "内设机构对照", "编制核增核减", "职数核增核减", "台账变动", "职责去向"]
    names += ["出编入编", "规则影响", "复核提示"]
    assert openpyxl.load_workbook(workbook).sheetnames == names


def test_totals_are_those_of_both_ledgers(workbook: Path, told: ReformPaper) -> None:
    """By type, and people, excess and vacancies; what changes a total says by how much documents do."""
    overview = {line["项目"]: line for line in lines(workbook, "总览")}
    before, after = told.reformed.before, told.reformed.after

    for category in (Category.ADMINISTRATIVE, Category.FULLY_FUNDED):
        line = overview[f"{category.value}（名）"]
        assert (line["改革前"], line["改革后"]) == (posts_of(before)[category.value], posts_of(after)[category.value])
    assert overview["行政编制（名）"]["说明"] == "有文号的核增核减合计+2名"
    assert overview["全额事业编制（名）"]["说明"] == "总量不变"
    people = overview["实有占编人数（人）"]
    assert people["改革前"] == people["改革后"] == sum(before.in_post.values()) == 16
    assert overview["超编（人）"]["改革后"] == after.total_excess
    assert overview["空编（名）"]["改革后"] == after.total_vacancies
    assert (overview["机构数（个）"]["改革前"], overview["机构数（个）"]["改革后"]) == (4, 4)


def test_quotas_add_up_line_by_line(workbook: Path, told: ReformPaper) -> None:
    """现编制 + 核增 − 核减 = 调整后 = what the ledger after says; each unit and type once; 核增 − 核减 is what documents add."""
    names = {u.name: u.code for u in (*told.reformed.before.units, *told.reformed.after.units)}
    found = lines(workbook, "编制核增核减")
    cells = [(line["单位"].partition("（原")[0], line["编制类型"]) for line in found]

    assert len(set(cells)) == len(cells)
    for line, (name, category) in zip(found, cells, strict=True):
        cell = names[name], Category(category)
        assert line["现编制"] == told.reformed.before.entered.get(cell, 0)
        assert line["现编制"] + line["核增"] - line["核减"] == line["调整后"]
        assert line["调整后"] == told.reformed.after.entered.get(cell, 0)
    documented = sum(change.change for change in told.reformed.ledger_changes if change.document)
    assert sum(line["核增"] - line["核减"] for line in found) == documented == 2
    sums = total(workbook, "编制核增核减")
    assert (sums["核增"], sums["核减"]) == (sum(line["核增"] for line in found), sum(line["核减"] for line in found))


def test_entries_lead_from_ledger_to_ledger(workbook: Path, told: ReformPaper) -> None:
    """What is entered, added to the ledger before, is the ledger after; the total is what documents add."""
    entered = Counter(dict(told.reformed.before.entered))
    names = {u.name: u.code for u in (*told.reformed.before.units, *told.reformed.after.units)}
    for line in lines(workbook, "台账变动"):
        entered[names[line["单位"]], Category(line["编制类型"])] += line["变动数"]

    assert {cell: posts for cell, posts in entered.items() if posts} == {
        cell: posts for cell, posts in told.reformed.after.entered.items() if posts
    }
    assert total(workbook, "台账变动")["变动数"] == 2


def test_what_has_no_document_is_pending(workbook: Path, told: ReformPaper) -> None:
    """Entries and steps with a document say it; all others say 待批, and so does every 出编 and 入编."""
    documents = [line["批准文号"] for line in lines(workbook, "台账变动")]
    assert documents == [change.document or "待批" for change in told.reformed.ledger_changes]
    assert documents.count("待批") == 6 and DOCUMENT in documents

    steps = [line["批准文号"] for line in lines(workbook, "改革事项")]
    assert steps == [DOCUMENT, *["待批"] * 8, "编〔2026〕10号", "待批", "待批"]
    assert {line["文号"] for line in lines(workbook, "出编入编")} == {"待批"}
    mixed = next(line for line in lines(workbook, "编制核增核减") if line["单位"] == "区新设局")
    assert (mixed["改革事项"], mixed["批准文号"]) == ("第1、3项", f"{DOCUMENT}、待批")


@pytest.mark.parametrize(
    ("steps", "words"),
    [([3], "第3项"), ([3, 3, 4], "第3、4项"), ([1, 2, 3, 5, 7, 8], "第1至3、5、7、8项"), ([9, 8, 7], "第7至9项")],
)
def test_steps_in_a_row_are_a_range(steps: list[int], words: str) -> None:
    """Three or more, each named once."""
    assert QuotaChange("A", ADMIN, 0, steps=steps).reason == words


def test_who_leaves_one_unit_enters_another(workbook: Path, told: ReformPaper) -> None:
    """Two rows of one number: the same person, the same type, out of where he was and into where he will be."""
    found = lines(workbook, "出编入编")
    pairs = list(zip(found[::2], found[1::2], strict=True))

    assert len(pairs) == len(told.reformed.roster_changes) == 8
    for number, (out, into) in enumerate(pairs, 1):
        assert (out["序号"], into["序号"], out["类别"], into["类别"]) == (number, number, "出编", "入编")
        for heading in ("人员编号", "姓名", "编制类型", "改革事项"):
            assert out[heading] == into[heading]
        assert out["单位"] != into["单位"]
    first = pairs[0][0]
    assert (first["单位"], pairs[0][1]["单位"], first["改革事项"]) == ("区A局", "区R局", "第2项")
    assert total(workbook, "出编入编")["类别"] == "8 人"


def test_every_old_duty_has_one_fate(workbook: Path, told: ReformPaper) -> None:
    """Each once, in the order of the ledger, then what is new."""
    found = lines(workbook, "职责去向")

    assert [line["职责编码"] for line in found if line["去向"] != "新增"] == [
        d.code for d in told.reformed.before.duties
    ]
    fates = {line["职责编码"]: line["去向"] for line in found}
    assert fates == {
        **{"D1": "划转", "D2": "取消", "D3": "划转", "D4": "保留", "D5": "合并", "D6": "合并", "D7": "拆分"},
        "N1": "新增",
    }
    split = next(line for line in found if line["职责编码"] == "D7")
    assert split["改革后职责"] == "负责D71工作；负责D72工作"
    new = found[-1]
    assert (new["原职责"], new["原承担单位"], new["改革后承担单位"]) == (None, None, "区新设局")


def test_units_before_and_after(workbook: Path, told: ReformPaper) -> None:
    """Only what changes: C is not there; the others say what becomes of them."""
    found = {line["改革前"]: line for line in lines(workbook, "机构对照")}

    assert {name: (line["改革后"], line["机构变化"]) for name, line in found.items()} == {
        "区A局": ("区甲乙局", "更名、划出职责1项、编制-4、内设机构2→1个"),
        "区B局": ("—", "撤销（由区R局承接）"),
        "区R局": ("区R局", "承接区B局、承接职责2项、编制+6、内设机构0→1个"),
        "—": ("区新设局", "新设"),
    }
    assert (found["区A局"]["编制（前）"], found["区A局"]["编制（后）"]) == ("行政编制8", "行政编制4")
    assert (found["区R局"]["实有（前）"], found["区R局"]["实有（后）"]) == (0, 7)
    assert (found["区A局"]["内设/限额（前）"], found["区A局"]["内设/限额（后）"]) == ("2/6", "1/5")
    sections = {line["单位"]: line for line in lines(workbook, "内设机构对照")}
    assert (sections["区甲乙局"]["调整前"], sections["区甲乙局"]["调整后"]) == ("SA1科、SA2科", "综合科")


@pytest.mark.parametrize(
    ("operation", "changed"),
    [
        (RenameUnit("A", "区新局"), ["A"]),
        (MoveUnit("C", "B"), ["C"]),
        (SetParameter("section_cap", 5), []),
        (ChangeCap("C", 5), ["C"]),
        (ChangeCap("C", 6), ["C"]),
    ],
)
def test_only_what_is_done_to_a_unit_changes_it(operation: Operation, changed: list[str]) -> None:
    """C belongs to A. A superior under another name, or another general cap, is no change of C; another superior or a cap is."""
    found = reforming.compare_reform(reforming.apply_reform(world(), reform(operation)), DAY)

    assert [unit.code for unit in found.changed] == changed


def test_a_unit_is_left_under_its_old_name_and_entered_under_its_new_one(tmp_path: Path) -> None:
    """A and R are both renamed; somebody goes from A to R."""
    told = paper(TransferDuties(("D1",), "R", persons=("A1",)), RenameUnit("A", "区甲局"), RenameUnit("R", "区丁局"))
    reforming.write_reform_workbook(tmp_path / "a.xlsx", told)
    reforming.write_reform_document(tmp_path / "a.docx", told)

    assert [line["单位"] for line in lines(tmp_path / "a.xlsx", "出编入编")] == ["区A局", "区丁局"]
    assert table_called(tmp_path / "a.docx", "出编入编人员名册")[1][4:6] == ["区A局", "区丁局"]
    assert [line["单位"] for line in lines(tmp_path / "a.xlsx", "编制核增核减")] == [
        "区甲局（原区A局）",
        "区丁局（原区R局）",
    ]


def table_called(path: Path, title: str) -> list[list[str]]:
    """The table of the annex of this title, its heading row first."""
    titles = [text.partition(".")[2] for text in paragraphs(path) if re.match(r"(附件：|　+)\d+\.", text)]
    return tables_under(path)[f"附件{titles.index(title) + 1}"]


def everything_said(path: Path) -> str:
    """All texts of an office file."""
    return re.sub(r"<[^>]+>", "", "\n".join(text for name, text in parts(path).items() if name.endswith(".xml")))


def test_nothing_is_decided(workbook: Path, document: Path) -> None:
    """Every step is 拟; nothing says 决定; both papers say that they are a proposal."""
    for path in (workbook, document):
        said = everything_said(path)
        assert "决定" not in said
        assert "建议" in said
    assert all(line["改革事项"].startswith("拟") for line in lines(workbook, "改革事项"))


def test_numbers_are_masked(workbook: Path, document: Path) -> None:
    """As an id and within a name; the masked id tells people apart."""
    for path in (workbook, document):
        for name, text in parts(path).items():
            assert not IDENTITY_NUMBER.search(text), name
    shown = [line["人员编号"] for line in lines(workbook, "出编入编")][2]
    assert re.fullmatch(r"\d{6}\*{8}\d{3}[\dX]#[0-9a-f]{6}", shown)


def test_word_says_what_the_workbook_says(workbook: Path, document: Path, told: ReformPaper) -> None:
    """The annexes line by line: quotas with their sum, duties that change, people."""
    quotas = table_called(document, "编制核增核减表")
    in_word = [[row[1], row[2], *(int(cell or 0) for cell in row[3:7]), *row[7:]] for row in quotas[1:-1]]
    sums = total(workbook, "编制核增核减")
    assert quotas[-1][4:6] == [str(sums["核增"]), str(sums["核减"])]
    headings = ("单位", "编制类型", "现编制", "核增", "核减", "调整后", "改革事项", "批准文号")
    assert in_word == [[line[name] for name in headings] for line in lines(workbook, "编制核增核减")]
    changing = [line for line in lines(workbook, "职责去向") if line["去向"] != "保留"]
    assert [row[3] for row in table_called(document, "职责去向表")[1:]] == [line["去向"] for line in changing]
    people = lines(workbook, "出编入编")
    assert [(row[4], row[5]) for row in table_called(document, "出编入编人员名册")[1:]] == [
        (out["单位"], into["单位"]) for out, into in zip(people[::2], people[1::2], strict=True)
    ]


def test_the_text_has_the_figures(document: Path, told: ReformPaper) -> None:
    """Totals by type, duties by fate, people who go along."""
    said = "\n".join(paragraphs(document))

    assert "行政编制15名调整为" not in said
    before, after = posts_of(told.reformed.before)["行政编制"], posts_of(told.reformed.after)["行政编制"]
    assert f"行政编制由{before}名调整为{after}名" in said and "全额事业编制4名" in said
    assert "有文号的核增核减合计+2名" in said
    fates = "原有职责7项，逐项明确去向：保留1项、划转2项、合并2项、拆分1项、取消1项；另新增1项；改革后7项"
    assert fates in said
    assert "随职责和编制划转人员8名" in said


def test_the_same_reform_makes_the_same_bytes(
    tmp_path: Path, told: ReformPaper, workbook: Path, document: Path
) -> None:
    """Whatever the clock says."""
    reforming.write_reform_workbook(tmp_path / "a.xlsx", told)
    reforming.write_reform_document(tmp_path / "a.docx", told)

    assert (tmp_path / "a.xlsx").read_bytes() == workbook.read_bytes()
    assert (tmp_path / "a.docx").read_bytes() == document.read_bytes()


def test_names_stay_text(tmp_path: Path) -> None:
    """A name that looks like a formula is a name."""
    told = paper(RenameUnit("A", '=HYPERLINK("http://x.example","区局")'))
    reforming.write_reform_workbook(tmp_path / "a.xlsx", told)

    assert "<f>" not in "".join(parts(tmp_path / "a.xlsx").values())
    assert lines(tmp_path / "a.xlsx", "机构对照")[0]["改革后"].startswith("=HYPERLINK")


def test_a_reform_of_nothing_is_no_paper() -> None:
    """It is said instead, with what is to be done first."""
    nothing = reforming.apply_reform(world(), Reform("空方案"))
    with pytest.raises(ReformError, match="没有任何改革事项") as refused:
        reforming.reform_paper(nothing, DAY)

    assert "至少一项改革事项" in refused.value.hint


def test_page_papers_and_json_tell_of_the_same_people(tmp_path: Path) -> None:
    """A1 goes along to B, which goes; the plan has only room in A, so he comes back and is in none of the lists; B's people are."""
    of = replace(world(), duties=())
    steps = (
        *(TransferPosts("A", "B", {ADMIN: 1}, persons=("A1",)), TransferPosts("A", "C", {ADMIN: 1}, persons=("A2",))),
        *(ChangeQuota("A", ADMIN, 6, DOCUMENT), AbolishUnit("B", document=DOCUMENT)),
    )
    reformed = reforming.apply_reform(of, reform(*steps))
    plan = services.reallocate(reformed.after, DAY, reforming.placement_settings(reformed))
    told = reforming.reform_paper(reformed, DAY, plan)
    reforming.write_reform_workbook(tmp_path / "a.xlsx", told)
    reforming.write_reform_document(tmp_path / "a.docx", told)
    report = reform_report(reformed, told.comparison, (), (), (), plan)

    people = ["A2", *(f"B{number}" for number in range(1, 6))]
    assert {move.person: move.to_unit for move in plan.moves}["A1"] == "A"
    assert [line["person"] for line in report["roster_lines"]] == people
    assert [row["人员编号"] for row in lines(tmp_path / "a.xlsx", "出编入编")][::2] == people
    assert [row["人员编号"] for row in roster_rows(reformed, plan)][::2] == people
    assert len(table_called(tmp_path / "a.docx", "出编入编人员名册")) == 1 + len(people)
    assert roster_told(reformed, plan) == "出编、入编 6 人（随转 1 人，拟安置 5 人）；另有 1 人拟安置回原单位，不列入"
    assert any("拟安置到其他单位6名（其中回原单位1名）" in text for text in paragraphs(tmp_path / "a.docx"))
    assert len(report["placed"]) == 6


def test_who_holds_no_post_goes_along_without_a_line_and_is_told(tmp_path: Path) -> None:
    """B's five people go to A with all its posts, then X1, who has none, with none: nothing is left to take back when B goes."""
    of = replace(plus(world(), person("X1", "B", status=Status.OFF_ESTABLISHMENT, category=None)), duties=())
    people = tuple(f"B{number}" for number in range(1, 6))
    steps = (
        *(TransferPosts("B", "A", {ADMIN: 5}, persons=people), TransferPosts("B", "A", {}, persons=("X1",))),
        AbolishUnit("B", document=DOCUMENT),
    )
    reformed = reforming.apply_reform(of, reform(*steps))
    told = reforming.reform_paper(reformed, DAY)
    reforming.write_reform_workbook(tmp_path / "a.xlsx", told)
    reforming.write_reform_document(tmp_path / "a.docx", told)

    assert roster_told(reformed) == "出编、入编 5 人（随转 5 人）；另有 1 人不占编制，不列入"
    assert len(lines(tmp_path / "a.xlsx", "出编入编")) == 2 * 5
    text = "".join(paragraphs(tmp_path / "a.docx"))
    assert "随职责和编制划转人员5名；另有不占编制的人员1名随同划转，不办理出编、入编。" in text
    assert [line["改革事项"] for line in lines(tmp_path / "a.xlsx", "改革事项")][1:] == [
        "拟由区B局向区A局划转人员1名（某X1），不划转编制。",
        f"拟撤销区B局（{DOCUMENT}）。",
    ]
    assert [row["机构变化"] for row in lines(tmp_path / "a.xlsx", "机构对照")][-1] == "撤销"


def test_who_is_placed_by_a_plan_is_told(tmp_path: Path) -> None:
    """B goes with its posts taken back and R has room: its five people have rows of their own; who else moves is only counted."""
    of = replace(plus(world(), person("A9", "A")), duties=())
    steps = (ChangeQuota("R", ADMIN, 5, DOCUMENT), AbolishUnit("B", document=DOCUMENT))
    reformed = reforming.apply_reform(of, reform(*steps))
    plan = services.reallocate(reformed.after, DAY, reforming.placement_settings(reformed))
    told = reforming.reform_paper(reformed, DAY, plan)
    reforming.write_reform_workbook(tmp_path / "a.xlsx", told)
    reforming.write_reform_document(tmp_path / "a.docx", told)

    placed = next(line for line in lines(tmp_path / "a.xlsx", "总览") if line["项目"] == "人员安置")
    words = "撤销单位人员拟安置到其他单位5名；同时求解的超编调剂1名另见调剂方案"
    assert placed["说明"] == f"{words}；全部调整后超编 {plan.excess_after} 人"
    assert words in "\n".join(paragraphs(tmp_path / "a.docx"))
    assert {move.person for move in plan.moves} > {f"B{number}" for number in range(1, 6)}
    rows = lines(tmp_path / "a.xlsx", "出编入编")
    assert [(row["人员编号"], row["类别"], row["单位"], row["改革事项"]) for row in rows[:2]] == [
        ("B1", "出编", "区B局", "拟安置"),
        ("B1", "入编", "区R局", "拟安置"),
    ]
    assert len(rows) == 10 and len(table_called(tmp_path / "a.docx", "出编入编人员名册")) == 6


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both papers of a reform that abolishes B, places its people, sets up a section that does not count, and breaks a rule."""
    folder = tmp_path_factory.mktemp("placed")
    of = plus(
        replace(world(), duties=()),
        *(section(f"S{n}", "R", authorized=3, heads=1) for n in (1, 2)),
        leadership("R", LeadershipKind.SECTION_HEAD, 2),
        *(person(f"H{n}", "R", section=f"S{n}", is_leader=True) for n in (1, 2)),
    )
    squads = [EstablishSection(section(f"Z{n}", "C", name=f"第{n}中队", counts_to_cap=False)) for n in (1, 2, 3)]
    steps: tuple[Operation, ...] = (
        *(ChangeQuota("R", ADMIN, 5, "待批"), AbolishUnit("B", document=DOCUMENT), *squads),
        *(MergeSections(("S1", "S2"), section("S1", "R", name="综合科")), TransferPosts("A", "C", {ADMIN: 1})),
    )
    told = paper(*steps, of=of, solve=True)
    reforming.write_reform_workbook(folder / "a.xlsx", told)
    reforming.write_reform_document(folder / "a.docx", told)
    return folder


def test_people_placed_have_a_sheet_and_an_annex(placed: Path) -> None:
    """Who, from where, to where, on which type; the same people in both papers."""
    rows = lines(placed / "a.xlsx", "人员安置建议")
    annex = table_called(placed / "a.docx", "撤销单位人员安置建议")

    assert {row["人员编号"] for row in rows} == {f"B{number}" for number in range(1, 6)}
    assert {row["撤销单位"] for row in rows} == {"区B局"} and all(row["拟安置单位"] for row in rows)
    assert [row[1] for row in annex[1:]] == [row["人员编号"] for row in rows]


def test_people_who_wait_have_a_line_so_that_sums_tie(placed: Path) -> None:
    """实有 before and after add up to the same, with those to be placed."""
    rows, sums = lines(placed / "a.xlsx", "机构对照"), total(placed / "a.xlsx", "机构对照")
    waiting = next(row for row in rows if row["改革后"].startswith("待安置"))

    assert waiting["实有（后）"] == 5 and "拟安置5人" in waiting["机构变化"]
    for heading in ("实有（前）", "实有（后）"):
        assert sum(row[heading] or 0 for row in rows) == sums[heading]
    assert sums["实有（前）"] == sums["实有（后）"]
    annex = table_called(placed / "a.docx", "机构调整对照表")
    assert annex[-1][6:8] == [str(sums["实有（前）"]), str(sums["实有（后）"])]


def test_sections_that_do_not_count_are_listed_and_marked(placed: Path) -> None:
    """As a series, in the workbook and in the paper."""
    rows = {row["单位"]: row for row in lines(placed / "a.xlsx", "内设机构对照")}
    assert rows["区C局"]["调整后"] == "第1至第3中队（不计入限额）"
    assert (rows["区C局"]["计限额（后）"], rows["区C局"]["不计限额（后）"]) == (0, 3)
    assert any("第1至第3中队（不计入限额）" in row for row in table_called(placed / "a.docx", "内设机构对照表"))


def test_leadership_posts_and_surplus_heads_are_in_both_papers(placed: Path) -> None:
    """One 内设正职 less of R; H2 with the deputies' posts there and what is proposed, as 拟."""
    (row,) = (each for each in lines(placed / "a.xlsx", "职数核增核减") if each["职数类别"] == "内设正职")
    figures = [row[name] for name in ("单位", "职数类别", "现职数", "核减", "调整后", "批准文号")]
    assert figures == ["区R局", "内设正职", 2, 1, 1, "待批"]
    assert ["区R局", "内设正职"] in [row[1:3] for row in table_called(placed / "a.docx", "职数核增核减表")]
    (head,) = lines(placed / "a.xlsx", "富余正职安排建议")
    assert (head["人员编号"], head["原任职"], head["整合后"], head["副职现有/核定"]) == (
        "H2",
        "S2科",
        "综合科",
        "0/未核定",
    )
    assert head["安排建议（拟）"].startswith("拟")
    assert table_called(placed / "a.docx", "富余正职安排建议")[1][-1] == head["安排建议（拟）"]


def test_every_new_violation_is_told_with_its_remedy(placed: Path) -> None:
    """行政编制 in an institution is against a rule: each finding with what to do, and only then 逐条处理."""
    rows = [row for row in lines(placed / "a.xlsx", "规则影响") if row["影响"] == "新增"]
    assert "B205" in {row["规则"] for row in rows} and all(row["处理建议"] for row in rows)
    said = "\n".join(paragraphs(placed / "a.docx"))
    assert f"新增问题{len(rows)}条" in said and "逐条处理" in said
    annex = table_called(placed / "a.docx", "规则影响")
    assert [row[4] for row in annex[1:] if row[1] == "新增"] == [row["问题"] for row in rows]


def test_nothing_is_said_of_what_there_is_none(tmp_path: Path) -> None:
    """A renamed unit: no zeros, no 逐条处理, no annex of nothing."""
    told = paper(RenameUnit("A", "区甲局"))
    reforming.write_reform_workbook(tmp_path / "a.xlsx", told)
    reforming.write_reform_document(tmp_path / "a.docx", told)
    said = "\n".join(paragraphs(tmp_path / "a.docx"))

    assert "逐条处理" not in said and "0条" not in said and "0名" not in said
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[-1] == "出编入编"
    assert "1.机构调整对照表" in said and "2." not in said


def test_a_pending_number_is_said_so(placed: Path) -> None:
    """Totals change by 5 待批 and by what was taken back with a number."""
    said = "\n".join(paragraphs(placed / "a.docx"))

    assert "核增核减合计+0名，其中文号待批的+5名" in said
    assert any(row["规则"] == "G627" for row in lines(placed / "a.xlsx", "复核提示"))


def test_likely_numerals_of_units() -> None:
    """（一） to （十六）, and beyond."""
    assert [_in_words(number) for number in (1, 9, 10, 11, 20, 21, 99, 100)] == [
        *("一", "九", "十", "十一", "二十", "二十一", "九十九", "100"),
    ]


def test_who_is_moved_and_then_placed_is_told_once(tmp_path: Path) -> None:
    """A9 goes along to B, and B is abolished: he leaves A and enters where the plan places him, in one pair of rows or, back in A, none."""
    of = replace(plus(world(), person("A9", "A")), duties=())
    steps = (
        ChangeQuota("R", ADMIN, 8, DOCUMENT),
        TransferPosts("A", "B", {ADMIN: 1}, ("A9",)),
        AbolishUnit("B", document=DOCUMENT),
    )
    told = paper(*steps, of=of, solve=True)
    assert told.plan is not None
    (move,) = (move for move in told.plan.moves if move.person == "A9")
    assert move.from_unit == "B"
    reforming.write_reform_workbook(tmp_path / "a.xlsx", told)
    reforming.write_reform_document(tmp_path / "a.docx", told)

    rows = [row for row in lines(tmp_path / "a.xlsx", "出编入编") if row["人员编号"] == "A9"]
    expected = [] if move.to_unit == "A" else ["出编", "入编"]
    assert [row["类别"] for row in rows] == expected
    assert not any("区B局" in row["单位"] for row in rows)
    assert "随职责和编制划转人员" not in "\n".join(paragraphs(tmp_path / "a.docx"))
