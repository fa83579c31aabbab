"""The Word plan: its layout is GB/T 9704, its numbers are the plan's, its text is text."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from bianzhi.domain.plan import ManualCandidate, Plan, PlanStatus
from bianzhi.errors import BianzhiError
from bianzhi.writing import plan_document
from bianzhi.writing.plan_figures import figures_of
from tests import worlds
from tests.writing.opened import IDENTITY_NUMBER, paragraphs, parts, tables_under
from tests.writing.plan_worlds import district, mergers, plan

WORLD = district()
PLAN = plan(WORLD)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document of the small district."""
    path = tmp_path_factory.mktemp("document") / "方案.docx"
    plan_document.write(path, PLAN, WORLD, mergers())
    return path


@pytest.fixture(scope="module")
def text(written: Path) -> str:
    """All paragraphs outside tables."""
    return "\n".join(paragraphs(written))


def test_title_takes_the_district_from_its_units(text: str) -> None:
    """滨江区 is what the units of the ledger say; the paper is marked internal and a proposal."""
    assert text.startswith("内部资料　注意保存")
    assert "关于滨江区机关事业单位\n人员编制调整的方案\n（建议稿）" in text
    assert "中共滨江区委机构编制委员会办公室" in text


def test_an_unknown_district_stays_blank(tmp_path: Path) -> None:
    """Units called 区A局 do not tell which district: ××区, and no invented name."""
    world = worlds.agencies(A=(2, 2))
    empty = Plan(PlanStatus.OPTIMAL, worlds.DAY, "", PLAN.settings)
    plan_document.write(tmp_path / "方案.docx", empty, world)
    assert "关于××区机关事业单位" in "\n".join(paragraphs(tmp_path / "方案.docx"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("中共滨江区委办公室", "滨江区"),
        ("滨江区人民政府办公室", "滨江区"),
        ("河口市滨江区纪委监委", "河口市滨江区"),
        ("安宁县人大常委会机关", "安宁县"),
        ("区委办公室", "××区"),
        ("市场监督管理局", "××区"),
        ("滨江区财政局", "××区"),
    ],
)
def test_the_district_is_only_read_where_it_is_certain(name: str, expected: str) -> None:
    """A party committee, government or congress names its district; other names may not."""
    world = worlds.world(worlds.unit("A", name=name))
    assert figures_of(Plan(PlanStatus.OPTIMAL, worlds.DAY, "", PLAN.settings), world).district == expected


def test_six_chapters_stand_in_order(text: str) -> None:
    """The skeleton of such plans, one to six, then the annexes."""
    headings = re.findall(r"^([一二三四五六]、\S+)$", text, re.MULTILINE)
    assert [heading[0] for heading in headings] == list("一二三四五六")
    steps = re.findall(r"^（[一二三四五六]）(动员摸底|测算|征求意见|研究审批|办理手续|总结评估)", text, re.MULTILINE)
    assert steps == ["动员摸底", "测算", "征求意见", "研究审批", "办理手续", "总结评估"]
    assert "附件：1.机构编制基本情况表" in text
    assert "15个工作日内办理出编" in text
    assert "30个工作日内办理入编" in text


def test_the_text_tells_the_plans_numbers(text: str) -> None:
    """Quota 11, in post 13, 4 over and 2 vacant before; 2 moves; 2 over and none vacant after."""
    assert "机关事业单位共3个" in text
    assert "核定编制11名，实有13人" in text
    assert "全区超编4人，涉及2个单位；空编2名，涉及1个单位" in text
    assert "行政编制核定9名、实有10人，超编3人、空编2名；全额事业编制核定2名、实有3人，超编1人、空编0名" in text
    assert "拟从1个单位调出2人，充实到1个单位" in text
    assert "超编由4人减至2人，消化2人；空编由2名减至0名" in text
    assert "仍有2人未能消化，分布在2个单位" in text
    assert "滨江区人民政府服务中心全额事业编制1人（全区没有身份对等的空编）" in text
    assert "有1人不纳入调整，其中担任领导职务1人" in text
    assert "另有1人，须经" in text
    assert "拟对1个单位的内设机构进行整合，计入限额的内设机构由2个减至1个；整合后富余的科室正职1人" in text


def test_what_is_not_proven_is_not_called_proven(text: str) -> None:
    """Excess meets its bound and is proven; the fit does not, and its bound is told."""
    assert "剩余超编2人（已证明最少）" in text
    assert "人岗匹配总分148分（尚未证明最高，理论界限150分）" in text


def test_it_proposes_and_does_not_decide(text: str) -> None:
    """The words are 拟 and 建议; 决定 stands nowhere."""
    assert "拟从" in text
    assert "建议" in text
    assert "决定" not in text


def test_annex_totals_tie(written: Path) -> None:
    """Totals of the tables are the plan's, and the sums of their own rows."""
    annexes = tables_under(written)
    one, two, seven = annexes["附件1"], annexes["附件2"], annexes["附件7"]
    assert one[-1][5:9] == ["11", "13", "4", "2"]
    assert one[-3][4:9] == ["行政编制", "9", "10", "3", "2"]
    assert two[-1][3:] == ["11", "13", "4", "2", "2", "2", "13", "2", "0"]
    assert two[-2][1] == "有调整的单位小计"
    for column in range(3, 12):
        assert sum(int(row[column]) for row in two[1:-2]) == int(two[-2][column])
    for column in range(5, 9):
        assert sum(int(row[column]) for row in one[1:4]) == int(one[-1][column])
    assert sum(int(row[5]) for row in seven[1:-1]) == int(seven[-1][5]) == PLAN.excess_after


def test_every_move_is_on_the_list_of_names(written: Path) -> None:
    """Annex 3 has the people in the plan's order, where from, where to, the fit, and a blank for their opinion."""
    rows = tables_under(written)["附件3"]
    assert [row[1] for row in rows[1:-1]] == ["某A1\nA1", "某A2\nA2"]
    assert rows[1][5] == "滨江区财政局\n预算科\n行政编制"
    assert rows[1][6] == "滨江区审计局\n审计岗\n行政编制"
    assert rows[1][7] == "74"
    assert rows[1][8] == "符合岗位要求；专业90分（会计学属财经类）"
    assert rows[1][9] == ""
    assert rows[-1][6] == f"{len(PLAN.moves)}人"


def test_other_lists_have_everybody(written: Path) -> None:
    """Annexes 4 to 6: the merger with its sections and their persons, who is left out and why, who needs a procedure."""
    annexes = tables_under(written)
    assert annexes["附件4"][1][1:7] == ["滨江区财政局", "1", "2", "1", "预算国库科（拟）", "预算科（6）、国库科（0）"]
    assert annexes["附件5"][1][2:] == [
        "A3", "滨江区财政局", "行政编制", "领导职务人员的调整按干部管理权限办理", "《公务员转任规定》第2条",
    ]  # fmt: skip
    assert annexes["附件6"][1][4:] == ["1", "某C1（C1）", "行政编制尚有空编，进入须办理：调任"]


def test_many_people_for_one_procedure_share_rows_that_fit_a_page(tmp_path: Path) -> None:
    """41 people who need the same procedure: 40 in one row, the last in a second, 41 in the total."""
    world = worlds.agencies(A=(41, 41))
    manual = tuple(ManualCandidate(person.id, "须办理：调任") for person in world.people)
    listed = replace(Plan(PlanStatus.OPTIMAL, worlds.DAY, "", PLAN.settings), manual=manual)
    plan_document.write(tmp_path / "方案.docx", listed, world)
    rows = tables_under(tmp_path / "方案.docx")["附件6"]
    assert [row[4] for row in rows[1:]] == ["40", "1", "41"]
    assert rows[2][5] == "某A41（A41）"


def test_empty_annexes_say_so(tmp_path: Path) -> None:
    """A ledger in order: no table of moves, but a sentence in its place."""
    world = worlds.agencies(A=(2, 2))
    plan_document.write(tmp_path / "方案.docx", Plan(PlanStatus.OPTIMAL, worlds.DAY, "", PLAN.settings), world)
    told = paragraphs(tmp_path / "方案.docx")
    expected = ("按本方案没有人员调整。", "本方案不涉及内设机构整合。", "没有未纳入的人员。", "没有剩余超编。")
    assert all(sentence in told for sentence in expected)


def test_pages_are_those_of_the_standard(written: Path) -> None:
    """A4, margins 37/28/35/26 mm, a grid of 28.95 pt lines; the annexes lie on landscape pages."""
    text, annexes = docx.Document(str(written)).sections
    assert (round(text.page_width.mm), round(text.page_height.mm)) == (210, 297)
    margins = (text.top_margin, text.left_margin, text.bottom_margin, text.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 28, 35, 26]
    assert (round(annexes.page_width.mm), round(annexes.page_height.mm)) == (297, 210)
    grid = text._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_body_is_fangsong_of_three(written: Path) -> None:
    """三号仿宋, exactly 28.95 pt a line, characters 0.25 pt closer, two characters indented."""
    document = docx.Document(str(written))
    body = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("为盘活"))
    style = body.style
    assert style.font.size == Pt(16)
    assert style.paragraph_format.line_spacing == Pt(28.95)
    assert style.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    assert style.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_every_style_and_run_names_its_east_asian_font(written: Path) -> None:
    """python-docx sets Latin fonts only; without the East-Asian one Word falls back to what it likes."""
    document = docx.Document(str(written))
    for style in document.styles:
        if style.element.rPr is not None:
            assert style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
    runs = list(document.element.body.iter(qn("w:r")))
    assert runs
    assert all(run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia")) for run in runs)
    fonts = {style.name: style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for style in document.styles
             if style.element.rPr is not None}  # fmt: skip
    assert fonts["Heading 1"] == "黑体"
    assert fonts["Heading 2"] == "楷体_GB2312"
    assert fonts["Title"] == "方正小标宋简体"


def test_page_numbers_stand_outside(written: Path) -> None:
    """— 1 — to the right on odd pages and to the left on even ones."""
    document = docx.Document(str(written))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer.paragraphs[0]._p.xml
        assert footer.paragraphs[0].text.replace("1", "") == "—  —"
        assert " PAGE " in xml
        assert f'w:jc w:val="{side}"' in xml
    assert document.sections[1].footer.is_linked_to_previous


def test_headings_of_tables_are_repeated(written: Path) -> None:
    """Every table has one heading row that Word repeats, and rows that do not break."""
    for table in docx.Document(str(written)).tables:
        rows = list(table._tbl.iter(qn("w:tr")))
        repeated = [row for row in rows if row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None]
        assert repeated == rows[:1]
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
        assert round(sum(widths) / 1440 * 25.4) == 225


def test_no_identity_number_in_any_part(tmp_path: Path) -> None:
    """Neither the column nor a citizen number used as 人员编号 or typed into a reason comes out whole."""
    number = worlds.citizen_number(worlds.DAY.replace(year=1985))
    odd = replace(PLAN, excluded=(replace(PLAN.excluded[0], rule=f"与{number}重复"),))
    world = worlds.but(WORLD, C1={"citizen_number": number, "name": number})
    plan_document.write(tmp_path / "方案.docx", odd, replace(world, sha256=WORLD.sha256), mergers())
    found = parts(tmp_path / "方案.docx")
    assert not any(IDENTITY_NUMBER.search(part) for part in found.values())
    assert f"与999999********{number[-4:]}重复" in found["word/document.xml"]


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "A&B<C>", "{{ 7*7 }}", "甲\x00乙\x1b\ud800"])
def test_names_come_out_as_text(tmp_path: Path, name: str) -> None:
    """Nothing in a name is markup, a template, or the end of the paragraph."""
    world = district(name)
    plan_document.write(tmp_path / "方案.docx", plan(world), world)
    rows = tables_under(tmp_path / "方案.docx")["附件3"]
    shown = re.sub("[\x00\x1b\ud800]", "", name)
    assert rows[1][1] == f"{shown}\nA1"
    assert rows[1][5] == "滨江区财政局\n预算科\n行政编制"


def test_the_same_plan_makes_the_same_bytes(tmp_path: Path) -> None:
    """The only dates in the file are the plan's."""
    for name in ("one.docx", "two.docx"):
        plan_document.write(tmp_path / name, PLAN, WORLD, mergers())
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    properties = docx.Document(str(tmp_path / "one.docx")).core_properties
    assert properties.created.date() == properties.modified.date() == PLAN.day
    assert properties.author == ""


@pytest.mark.parametrize(
    "changed",
    [
        lambda plan: replace(plan, ledger_sha256="ff" * 32),
        lambda plan: replace(plan, moves=plan.moves[:1]),
        lambda plan: replace(plan, excess_before=5),
    ],
)
def test_a_plan_of_another_ledger_is_refused(tmp_path: Path, changed: Callable[[Plan], Plan]) -> None:
    """Numbers that the ledger does not bear out are not printed."""
    with pytest.raises(BianzhiError, match="不是同一份"):
        plan_document.write(tmp_path / "方案.docx", changed(PLAN), WORLD)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """What cannot be written is an error with a remedy, not a traceback."""
    with pytest.raises(BianzhiError, match="无法写入"):
        plan_document.write(tmp_path / "无" / "方案.docx", PLAN, WORLD)
