"""What the office set for a plan stands on its papers in words, and no sentence of the papers contradicts it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.hand_wishes import with_hand
from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.plan import Fit, FitPart, Objective, Place, Plan
from bianzhi.domain.plan_columns import GOALS, OVERVIEW, Figure
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import Category, Status, UnitKind
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.reallocation.explain import reasons
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.reading.plan_workbook import read_plan_workbook
from bianzhi.rules.plans import verify
from bianzhi.writing import plan_document, plan_workbook
from bianzhi.writing.advice_words import GOALS as ADVICE_GOALS
from bianzhi.writing.plan_settings_table import SETTINGS_SHEET
from bianzhi.writing.plan_settings_words import special_settings
from tests import worlds
from tests.writing.opened import IDENTITY_NUMBER, paragraphs, parts
from tests.writing.plan_worlds import district, plan

WORLD = district()
PLAN = plan(WORLD)
ASKED = date(2026, 10, 8)
SET = PlanSettings(
    constraints_off={"C30": "本次机构改革"},
    constraints_on={"C05": "留出余量", "C12": "区委要求"},
    occupancy_percent=95,
    horizon_months=6,
    exchange=Exchange(extra_moves=3, least_gain=12),
    leaving_share_of={"A": 50},
    matrix=(
        MatrixChange(
            Status.CIVIL_SERVANT, Category.FULLY_FUNDED, "Y", "", by="某主任", on=ASKED, why="省里批复"
        ),
    ),
    conditions=(Fulfilled("C1", "参公登记", by="某科长", on=ASKED, why="已登记"),),
    wishes=(
        Wish(WishKind.STAY, ("A5",), by="财政局", on=ASKED, why="业务骨干"),
        Wish(WishKind.REQUIRE, to_unit="B", least=2, by="审计局", on=ASKED, why="任务增加"),
    ),
)  # fmt: skip


def text_of(path: Path, proposed: Plan) -> str:
    """The paragraphs of the Word plan."""
    plan_document.write(path / "方案.docx", proposed, WORLD)
    return "\n".join(paragraphs(path / "方案.docx"))


def test_every_objective_has_chinese_words_and_a_unit(tmp_path: Path) -> None:
    """A plan with all optional objectives: no name of the JSON contract is left in the text."""
    objectives = tuple(Objective(name, 7, 7) for name in GOALS)
    text = text_of(tmp_path, replace(PLAN, objectives=objectives, settings=SET))

    assert re.findall("[a-z_]{4,}", text) == []
    assert "与原方案相同的7人（已证明最多）" in text
    assert "单位优先要求满足7分（已证明最高）" in text
    assert "双向交流净增匹配分7分（已证明最高）" in text
    assert set(ADVICE_GOALS) == set(GOALS)


def test_a_lock_is_told_exactly_while_it_is_in_force(tmp_path: Path) -> None:
    """C30 off: no 交流 interval among the reasons. C12 on and a wish: both are reasons. Numbers stay consecutive."""
    usual, special = text_of(tmp_path, PLAN), text_of(tmp_path, replace(PLAN, settings=SET))

    assert "上次交流未满24个月的" in usual
    assert "处分期未满的" not in usual
    assert "单位要求不调整的" not in usual
    assert "上次交流未满" not in special
    assert "处分期未满的" in special
    assert "规划期6个月内退休的" in special
    assert "单位要求不调整的" in special
    for text in (usual, special):
        told = next(line for line in text.splitlines() if "下列人员不纳入本次调整" in line)
        numbers = [int(number) for number in re.findall("（([0-9]+)）", told)]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("off", "words"),
    [
        ("C07", "层次、学历"),
        ("C19", "担任领导职务的；"),
        ("C31", "层次、学历、专业、资格和年龄要求"),
        ("C34", "和领导职数"),
        ("C38", "调出人数不超过其实有人数的30%"),
        ("C41", "调整后不少于3人"),
        ("C45", "不跨编制池调剂"),
        ("C46", "本人不愿意交流的"),
    ],
)
def test_a_condition_that_is_off_is_not_claimed(tmp_path: Path, off: str, words: str) -> None:
    """Each sentence stands while its constraint is in force and is gone with it."""
    assert words in text_of(tmp_path, PLAN)
    assert words not in text_of(tmp_path, replace(PLAN, settings=PlanSettings(constraints_off={off: "试算"})))


def test_a_changed_matrix_is_not_called_unmixed(tmp_path: Path) -> None:
    """公务员 may take 全额事业编制: the principle refers to the change instead of denying it."""
    assert "行政编制和事业编制不混用" in text_of(tmp_path, PLAN)
    special = text_of(tmp_path, replace(PLAN, settings=SET))
    assert "行政编制和事业编制不混用" not in special
    assert "身份对照表有1处按本次特别设定执行" in special


def test_special_settings_say_who_when_and_why(tmp_path: Path) -> None:
    """A section with one line for each; no section where everything is as usual."""
    assert "特别设定" not in text_of(tmp_path, PLAN)
    text = text_of(tmp_path, replace(PLAN, settings=SET))
    assert "（四）本次测算的特别设定。本次测算有下列11项特别设定" in text
    for sentence in (
        "停用的约束：C30，不得频繁转任：距上次交流不满规定月数的不调整（理由：本次机构改革）。",
        "适度空编：全部单位，调入后不超过核定编制的95%。",
        "单位调出份额：滨江区财政局，调出人数不超过实有人数的50%。",
        "规划期：全部单位，6个月内退休即可消化的超编不安排调动。",
        "身份对照表的改动：公务员占用全额事业编制，由“须经专项程序：退出公务员队伍，须本人申请并经专项审批”"
        "改为“可以直接占用”（某主任2026年10月8日提出，理由：省里批复）。",
        "已具备的条件：某C1（C1），已具备“参公登记”（某科长2026年10月8日提出，理由：已登记）。",
        "单位要求：某A5（A5），不调整（财政局2026年10月8日提出，理由：业务骨干）。",
        "单位要求：不限人员，由任一单位调往滨江区审计局，应当安排，至少2人（审计局2026年10月8日提出，理由：任务增加）。",
    ):
        assert sentence in text


def test_a_move_by_hand_is_one_sentence(tmp_path: Path) -> None:
    """A5 to an open vacancy of B beside its listed posts, A6 stays: two moves, two lines, and nobody comes from anywhere."""
    posts = (worlds.post("案件办理岗", "B"), worlds.post("综合岗", "B"))
    place = worlds.plus(WORLD, *posts)
    moves = (HandMove("A5", "B", Category.ADMINISTRATIVE), HandMove("A6", "A"))
    settings = with_hand(PlanSettings(), moves, place, "王经办", ASKED)
    told = [each.sentence for each in special_settings(settings, place)]

    assert len(settings.wishes) > 3
    assert told == [
        "单位要求：某A5（A5），调往滨江区审计局，占用行政编制未提岗位需求的空编，应当安排"
        "（王经办2026年10月8日提出，理由：手工调整）",
        "单位要求：某A6（A6），不调整（王经办2026年10月8日提出，理由：手工调整）",
    ]
    only = replace(settings, wishes=settings.wishes[1:2])  # the office took the move itself out again
    assert "不得安排" in special_settings(only, place)[0].sentence


def test_both_papers_count_units_alike(tmp_path: Path) -> None:
    """A1 goes to 审计局, A2 changes type within 财政局: one unit gives, one receives, one person stays in his unit."""
    type_a = worlds.quota("A", 1, Category.FULLY_FUNDED)
    units = (worlds.unit("A"), worlds.unit("B"))
    world = worlds.world(*units, worlds.quota("A", 1), type_a, worlds.quota("B", 1), *worlds.people("A", 3))
    first, second = PLAN.moves
    away = replace(first, place=Place("B", Category.ADMINISTRATIVE))
    inside = replace(second, place=Place("A", Category.FULLY_FUNDED))
    both = Plan(PLAN.status, PLAN.day, "", PLAN.settings, moves=(away, inside), excess_before=2)
    plan_document.write(tmp_path / "p.docx", both, world)
    plan_workbook.write(tmp_path / "p.xlsx", both, world)

    text = "\n".join(paragraphs(tmp_path / "p.docx"))
    rows = openpyxl.load_workbook(tmp_path / "p.xlsx")[OVERVIEW.name].iter_rows(values_only=True)
    figures = {row[0]: row[1] for row in rows}

    assert "拟从1个单位调出1人，充实到1个单位。另有1人在本单位内改变编制类型。" in text
    assert [figures[each] for each in (Figure.GIVING_UNITS, Figure.RECEIVING_UNITS, Figure.WITHIN_UNITS)] == [1, 1, 1]
    assert "在本单位内改变编制类型" not in text_of(tmp_path, PLAN)

    alone = replace(both, moves=(inside,), excess_after=1)
    plan_document.write(tmp_path / "p.docx", alone, world)
    assert "（一）人员调整。有1人在本单位内改变编制类型，建议名册见附件3。" in "\n".join(
        paragraphs(tmp_path / "p.docx")
    )


def test_the_workbook_has_a_sheet_of_settings_that_verify_passes_over(tmp_path: Path) -> None:
    """要求与设置 stands before 参数与指纹, in words; the digest holds with it, and it is absent where nothing is set."""
    number = worlds.citizen_number(date(1985, 1, 1))
    wish = Wish(WishKind.STAY, ("A6",), by="财政局", on=ASKED, why=f"与{number}共事")
    proposed = replace(PLAN, settings=replace(SET, wishes=(*SET.wishes, wish), rules_off={"J108": "已统一研究"}))
    plan_workbook.write(tmp_path / "set.xlsx", proposed, WORLD)
    plan_workbook.write(tmp_path / "usual.xlsx", PLAN, WORLD)

    book = openpyxl.load_workbook(tmp_path / "set.xlsx")
    rows = list(book[SETTINGS_SHEET].iter_rows(values_only=True))
    found = verify(WORLD, read_plan_workbook(tmp_path / "set.xlsx"), worlds.DAY, proposed.settings)

    assert book.sheetnames[-2] == SETTINGS_SHEET
    assert rows[2] == ("类别", "对象", "内容", "提出人", "日期", "理由")
    assert ("停用的检查规则", "J108", "小微事业单位", None, None, "已统一研究") in rows
    wished = next(row for row in rows if row[1] == "某A5（A5）")
    assert (wished[0], wished[2], wished[3], wished[4].date(), wished[5]) == (
        "单位要求", "不调整", "财政局", ASKED, "业务骨干",
    )  # fmt: skip
    assert not any(IDENTITY_NUMBER.search(part) for part in parts(tmp_path / "set.xlsx").values())
    assert not [each for each in found if each.id.startswith("P50") or SETTINGS_SHEET in each.message]
    assert SETTINGS_SHEET not in openpyxl.load_workbook(tmp_path / "usual.xlsx").sheetnames


def test_a_change_without_a_procedure_leaves_no_empty_brackets() -> None:
    """公务员 may take 全额事业编制, and nobody wrote how: the reason has no brackets; with a procedure it has."""
    world = worlds.world(
        worlds.unit("A"),
        worlds.unit("B", kind=UnitKind.WELFARE_ONE),
        worlds.quota("A", 1),
        worlds.quota("B", 1, Category.FULLY_FUNDED),
        *worlds.people("A", 2),
    )
    told = {}
    for how in ("", "专项批准"):
        change = replace(SET.matrix[0], how=how)
        found = candidates(world, worlds.DAY, PlanSettings(matrix=(change,)))
        told[how] = "".join(reasons(found.pairs[0], Fit(50, (FitPart("专业", 50, 25, ""),)), found.limits))

    assert "（）" not in told[""]
    assert "可占用全额事业编制，对照表由某主任于" in told[""]
    assert "可占用全额事业编制（专项批准），对照表由" in told["专项批准"]


def test_excess_that_needs_no_move_is_told_apart(tmp_path: Path) -> None:
    """2 over after the moves, of which the objective counts 1: the other dissolves by itself. Usually nothing is said."""
    aimed = replace(PLAN, objectives=(Objective("remaining_excess", 1, 1), *PLAN.objectives[1:]))
    text = text_of(tmp_path, aimed)

    assert "调整后超编中有1人由在途变动、退休减员或者允许溢出消化，不必安排，不计入下列剩余超编。" in text
    assert "剩余超编1人（已证明最少）" in text
    assert "不必安排" not in text_of(tmp_path, PLAN)
