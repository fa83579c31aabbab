"""The health report as a Word document: its numbers are those of the workbook."""

from dataclasses import replace
from pathlib import Path

from bianzhi.writing import health_document
from tests.worlds import DAY, world
from tests.writing.health_worlds import Report, establishment, previous, report
from tests.writing.opened import IDENTITY_NUMBER, paragraphs, parts, tables_under


def text(folder: Path, checked: Report, **more: object) -> str:
    health_document.write(folder / "体检.docx", checked, establishment(), **more)  # type: ignore[arg-type]
    return "\n".join(paragraphs(folder / "体检.docx"))


def test_the_chapters_tell_the_figures(tmp_path: Path) -> None:
    """What there is, what was found, whom it affects, what to do; no chapter on what is not."""
    told = text(tmp_path, report())

    assert "共有机构3个、名册11人，核定编制15名，实有11人，超编2人、空编6名" in told
    assert "共发现问题5条，其中违规2条、预警0条、提示3条，涉及5条规则、2个单位。" in told
    assert "实有人数不得突破核定编制（B201，违规）1条；性别应与公民身份号码一致（R403，违规）1条。" in told
    assert "问题较多的单位：区A局3条（违规2条）；区B局1条（违规0条）。" in told
    assert "本人信息有问题的3人，占名册27.3%，其中有违规的1人，占9.1%" in told
    assert "三、处理建议" in told
    assert "停用" not in told
    assert "上次" not in told


def test_comparison_and_switches_have_chapters_of_their_own(tmp_path: Path) -> None:
    """Numbered on; unlike switches are said to make counts unlike."""
    told = text(tmp_path, report({"B204": "周转编制已报备"}), previous=previous())

    assert "三、与上次体检比较" in told
    assert "与2025年11月23日的体检相比，问题4条（持平），违规2条（持平），预警由2条减至0条，提示由0条增至2条" in told
    assert "超编由4人减至2人，空编6名（持平）。两次停用的规则不同，条数不能直接比较。" in told
    assert "四、停用的规则" in told
    assert "B204“空编率偏高”，理由：周转编制已报备，未列出问题1条。" in told
    assert "五、处理建议" in told


def test_the_annexes_are_the_tables_of_the_workbook(tmp_path: Path) -> None:
    """By rule and by unit with totals, and the errors and warnings one by one."""
    text(tmp_path, report())
    found = tables_under(tmp_path / "体检.docx")

    assert found["附件1"][-1] == ["", "合计", "", "", "5", "2", "3", ""]
    assert found["附件2"][1] == ["1", "区A局", "3", "2", "0", "1", "3", "3（100.0%）"]
    assert found["附件2"][-1] == ["", "合计", "9", "2", "0", "3", "5", "3"]
    assert [row[1:5] for row in found["附件3"][1:]] == [
        ["B201", "违规", "区A局", "编制\nC2"],
        ["R403", "违规", "区A局", "人员\nG2"],
    ]


def test_long_lists_end_and_say_so(tmp_path: Path) -> None:
    """The document lists 300; the workbook has them all."""
    (over, *_) = report().findings
    many = tuple(replace(over, message=f"第{number}条。") for number in range(301))
    text(tmp_path, Report(DAY, many))

    assert len(tables_under(tmp_path / "体检.docx")["附件3"]) == 301
    assert any("共301条，本表列前300条" in line for line in paragraphs(tmp_path / "体检.docx"))


def test_a_sound_ledger_says_so(tmp_path: Path) -> None:
    """Two chapters, and annexes without tables."""
    health_document.write(tmp_path / "好.docx", Report(DAY, ()), world())
    told = paragraphs(tmp_path / "好.docx")

    assert "没有发现问题。" in told
    assert "二、处理建议" in told
    assert tables_under(tmp_path / "好.docx") == {}


def test_no_number_is_shown_and_equal_checks_make_equal_bytes(tmp_path: Path) -> None:
    """Not even inside the parts of the file."""
    for name in ("一.docx", "二.docx"):
        health_document.write(tmp_path / name, report(), establishment(), previous())

    assert not any(IDENTITY_NUMBER.search(part) for part in parts(tmp_path / "一.docx").values())
    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()
