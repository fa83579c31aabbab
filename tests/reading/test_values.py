"""One parser for each kind of column: what it reads, what counts as blank, and what it asks back."""

from collections.abc import Callable
from datetime import date
from enum import Enum

import pytest

from bianzhi.domain.identifiers import citizen_check_digit
from bianzhi.domain.ledger_columns import SHEETS, ColumnKind
from bianzhi.domain.terms import (
    Category,
    LeaderRank,
    PersonState,
    Pool,
    Sex,
    Status,
    UnitKind,
    Willingness,
)
from bianzhi.reading import values
from bianzhi.reading.problem import Problem
from bianzhi.reading.values import UndecidedStatus, parser_of, term_parser, whole_number_parser
from bianzhi.reading.workbook import CellFault, CellValue
from bianzhi.rules.form import (
    EXCEL_ERROR,
    NOT_A_WHOLE_NUMBER,
    NUMBER_LOST_DIGITS,
    OLD_CITIZEN_NUMBER,
    OUT_OF_RANGE,
    SPACED_NAMES,
    TEXT_TOO_LONG,
    UNCOMPUTED_FORMULA,
    UNKNOWN_TERM,
    UNREADABLE_FLAG,
    UNTIDY_NUMBER,
    FormRule,
)

SAMPLE_NUMBER = "11010519491231002X"  # the sample printed in GB 11643


def rule_of(outcome: object) -> FormRule:
    """The rule a value breaks."""
    assert isinstance(outcome, Problem), outcome
    return outcome.rule


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "-", "—", "/", "无", "暂无"])
def test_signs_of_nothing_are_blank(blank: str) -> None:
    """In every kind of column but 是否, where 无 means 否."""
    for sheet in SHEETS:
        for column in sheet.columns:
            outcome = parser_of(column)(blank)
            if column.kind is ColumnKind.FLAG and blank == "无":
                assert outcome is False
            else:
                assert outcome is None, (sheet.name, column.heading)


def test_faults_are_named_in_every_column() -> None:
    """An Excel error and a formula without a result are never a value."""
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.kind is ColumnKind.CITIZEN_NUMBER:
                continue
            assert rule_of(parser_of(column)(CellFault("#REF!"))) is EXCEL_ERROR
            assert rule_of(parser_of(column)(CellFault(""))) is UNCOMPUTED_FORMULA


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  张三 ", "张三"),
        ("张\x00三\x07", "张三"),
        ("张三\u200b", "张三"),
        ("张\u202e三", "张三"),
        ("第一\n科", "第一 科"),
        (101.0, "101"),
        (1.5, "1.5"),
        (date(2024, 1, 31), "2024-01-31"),
    ],
)
def test_text_is_trimmed_and_without_control_characters(written: CellValue, read: str) -> None:
    """What is invisible goes; numbers and days are told as text."""
    assert values.parse_text(written) == read


def test_text_that_is_too_long_is_cut_and_told() -> None:
    """2,000 characters are read whole, one more is not."""
    assert values.parse_text("字" * 2000) == "字" * 2000
    outcome = values.parse_text("字" * 2001)
    assert rule_of(outcome) is TEXT_TOO_LONG
    assert isinstance(outcome, Problem)
    assert outcome.kept == "字" * 2000


@pytest.mark.parametrize("written", ["Ａ０１", " A 01", "A01"])
def test_code_is_half_width_without_spaces(written: str) -> None:
    """So that a code typed on a Chinese keyboard is the same code."""
    assert values.parse_code(written) == "A01"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("张三", "张三"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提  艾力江", "买买提 艾力江"),
        ("John Smith", "John Smith"),
        ("𠮷㛃", "𠮷㛃"),
    ],
)
def test_name_without_spaces_and_with_one_middle_dot(written: str, read: str) -> None:
    """Spaces between Latin words, and in long names that may lack their dot; rare characters stay."""
    assert values.parse_name(written) == read


@pytest.mark.parametrize(
    ("written", "read"), [("张 三", "张三"), ("张\u3000三", "张三"), ("欧阳 锋", "欧阳锋"), ("张 三 丰", "张三丰")]
)
def test_spaces_that_widen_a_short_name_go_with_a_note(written: str, read: str) -> None:
    """张　三 is 张三; the note is one for the whole column."""
    outcome = values.parse_name(written)
    assert rule_of(outcome) is SPACED_NAMES
    assert isinstance(outcome, Problem)
    assert outcome.kept == read


def test_list_is_split_at_every_separator() -> None:
    """Blank items and repetitions go."""
    assert values.parse_list("财政、审计，国库,税务；统计;财政、、无") == ("财政", "审计", "国库", "税务", "统计")


@pytest.mark.parametrize("word", ["是", "√", "✓", "1", 1.0, "Y", "yes", "TRUE", "有", "１"])
def test_yes(word: CellValue) -> None:
    """The usual ways to say 是."""
    assert values.parse_flag(word) is True


@pytest.mark.parametrize("word", ["否", "×", "0", 0.0, "N", "no", "FALSE", "无", "没有"])
def test_no(word: CellValue) -> None:
    """The usual ways to say 否."""
    assert values.parse_flag(word) is False


@pytest.mark.parametrize("word", ["可能", "2", 2.0, "是的吧"])
def test_neither_yes_nor_no_is_asked(word: CellValue) -> None:
    """Anything else is no answer."""
    assert rule_of(values.parse_flag(word)) is UNREADABLE_FLAG


@pytest.mark.parametrize(
    ("written", "read"),
    [(12.0, 12), ("12", 12), ("１２", 12), (" 12 ", 12), ("12.0", 12), ("1,234", 1234), ("0", 0), (999_999.0, 999_999)],
)
def test_whole_number(written: CellValue, read: int) -> None:
    """Numbers, and text that is a number."""
    assert whole_number_parser(ColumnKind.COUNT)(written) == read


@pytest.mark.parametrize("written", ["12人", "约12", 3.5, "3.5", "1e3", "十二", float("nan"), float("inf"), "1,23"])
def test_what_is_no_whole_number_is_asked(written: CellValue) -> None:
    """A number with a unit is not read as the number."""
    assert rule_of(whole_number_parser(ColumnKind.COUNT)(written)) is NOT_A_WHOLE_NUMBER


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        (ColumnKind.COUNT, (0, 999_999), (-1, 1_000_000, 2.0**53, 1e308)),
        (ColumnKind.CHANGE, (-999_999, 999_999), (-1_000_000, 1_000_000)),
        (ColumnKind.SCORE, (0, 100), (-1, 101)),
    ],
)
def test_ranges_of_numbers(kind: ColumnKind, inside: tuple[float, ...], outside: tuple[float, ...]) -> None:
    """Both sides of each limit."""
    parse = whole_number_parser(kind)
    assert [parse(float(number)) for number in inside] == list(inside)
    assert {rule_of(parse(float(number))) for number in outside} == {OUT_OF_RANGE}


def test_change_may_be_negative_in_either_minus() -> None:
    """A change of quota is signed; the mathematical minus is a minus."""
    parse = whole_number_parser(ColumnKind.CHANGE)
    assert [parse("-3"), parse("−3"), parse("+3"), parse(-3.0)] == [-3, -3, 3, -3]


@pytest.mark.parametrize("written", [SAMPLE_NUMBER, SAMPLE_NUMBER.lower(), f" {SAMPLE_NUMBER} "])
def test_citizen_number_is_normalized(written: str) -> None:
    """Case, and spaces around it."""
    assert values.parse_citizen_number(written) == SAMPLE_NUMBER


@pytest.mark.parametrize(
    "written",
    [f"'{SAMPLE_NUMBER}", "110105 19491231 002X", "110105\u00a019491231002x", "１１０１０５１９４９１２３１００２Ｘ"],
)
def test_untidy_citizen_number_is_read_and_told(written: str) -> None:
    """Inner spaces, width and a stray apostrophe: read as what it is, with the tidy form to put there."""
    outcome = values.parse_citizen_number(written)
    assert rule_of(outcome) is UNTIDY_NUMBER
    assert isinstance(outcome, Problem)
    assert outcome.kept == SAMPLE_NUMBER
    assert outcome.repair is not None
    assert (outcome.repair.value, outcome.repair.was) == (SAMPLE_NUMBER, written)
    assert "1949" not in str(outcome.words)


def test_untidy_number_that_fails_is_left_to_the_rule() -> None:
    """It is a wrong number first; R402 says so."""
    assert values.parse_citizen_number("110105 19491231 0021") == "110105194912310021"


@pytest.mark.parametrize("written", ["11010519491231002×", "11010519491231002*"])
def test_signs_like_x_are_not_guessed(written: str) -> None:
    """The rule about check digits proposes X where it fits."""
    assert values.parse_citizen_number(written) == written


@pytest.mark.parametrize(
    "written",
    [
        110105194912310020.0,
        1.1e17,
        1e15,
        float("inf"),
        float("nan"),
        "1.10105E+17",
        "4.30E+17",
        "1.10105194912310e+17",
        "110105194912310000",
        " 110105194912310000",
    ],
)
def test_citizen_number_that_excel_rounded_is_dropped(written: CellValue) -> None:
    """Its last digits are lost, so it is never padded to look like one; 000 at the end without the check fitting tells it."""
    outcome = values.parse_citizen_number(written)
    assert rule_of(outcome) is NUMBER_LOST_DIGITS
    assert isinstance(outcome, Problem)
    assert outcome.kept is None
    assert outcome.repair is None


def test_a_true_number_may_end_in_000() -> None:
    """One in a thousand or so does, and passes its check."""
    number = next(
        first17 + "0"
        for day in range(1, 29)
        for first in range(10)
        if citizen_check_digit(first17 := f"999999198506{day:02d}{first}00") == "0"
    )
    assert values.parse_citizen_number(number) == number


def test_short_number_in_a_number_cell_keeps_its_digits() -> None:
    """Fifteen digits are all there, an old number too; what is no number at all is for the rule to name."""
    outcome = values.parse_citizen_number(110105491231002.0)
    assert rule_of(outcome) is OLD_CITIZEN_NUMBER
    assert isinstance(outcome, Problem)
    assert outcome.kept == "110105491231002"
    assert values.parse_citizen_number(12345.0) == "12345"


def test_old_citizen_number_is_kept_and_told() -> None:
    """Fifteen digits; the message does not show them."""
    outcome = values.parse_citizen_number("110105491231002")
    assert rule_of(outcome) is OLD_CITIZEN_NUMBER
    assert isinstance(outcome, Problem)
    assert outcome.kept == "110105491231002"
    assert "491231" not in str(outcome.words)


def test_credit_code_of_fifteen_digits_is_no_citizen_number() -> None:
    """An old registration number is kept for the rule about codes to judge."""
    assert values.parse_credit_code("123456789012345") == "123456789012345"
    assert rule_of(values.parse_credit_code(1.1e17)) is NUMBER_LOST_DIGITS
    assert rule_of(values.parse_credit_code("1.1E+17")) is NUMBER_LOST_DIGITS


def test_untidy_credit_code_is_read_and_told() -> None:
    """Spaces inside and full-width characters; a wrong one is left to its rule."""
    outcome = values.parse_credit_code("91350100 M000100Y 43")
    assert rule_of(outcome) is UNTIDY_NUMBER
    assert isinstance(outcome, Problem)
    assert outcome.kept == "91350100M000100Y43"
    assert values.parse_credit_code("91350100 M000100Y 44") == "91350100M000100Y44"
    assert values.parse_credit_code("91350100m000100y43") == "91350100M000100Y43"


def test_code_that_lost_digits_is_no_code() -> None:
    """A person's id of 18 digits kept as a number is not unique any more."""
    assert rule_of(values.parse_code(430102198506150012.0)) is NUMBER_LOST_DIGITS
    assert values.parse_code(999999.0) == "999999"


@pytest.mark.parametrize(
    "terms", sorted({c.terms for s in SHEETS for c in s.columns if c.terms}, key=lambda t: t.__name__)
)
def test_every_word_of_a_closed_list_is_itself(terms: type[Enum]) -> None:
    """The drop-down's values are read as they are."""
    assert [term_parser(terms)(str(term.value)) for term in terms] == list(terms)


@pytest.mark.parametrize(
    ("terms", "written", "read"),
    [
        (Category, "行政", Category.ADMINISTRATIVE),
        (Category, "全额", Category.FULLY_FUNDED),
        (Category, "财政全额拨款", Category.FULLY_FUNDED),
        (Category, "参公", Category.CIVIL_LIKE),
        (Category, "事业编制（参公）", Category.CIVIL_LIKE),
        (Category, "参公 事业编制", Category.CIVIL_LIKE),
        (Category, "事业编制", UNKNOWN_TERM),
        (Category, "工勤编制", UNKNOWN_TERM),
        (Status, "在机关工作的事业编制人员", Status.AGENCY_INSTITUTION_STAFF),
        (Status, "事业单位专业技术人员", Status.INSTITUTION_SPECIALIST),
        (Status, "劳务派遣", Status.OFF_ESTABLISHMENT),
        (Status, "参公人员", UndecidedStatus.CIVIL_LIKE),
        (Status, "工勤人员", UndecidedStatus.WORKER),
        (PersonState, "在职", PersonState.ACTIVE),
        (PersonState, "已退休", PersonState.RETIRED),
        (Sex, "男性", Sex.MALE),
        (Sex, 1.0, Sex.MALE),
        (Sex, "2", Sex.FEMALE),
        (LeaderRank, "正科级", LeaderRank.TOWNSHIP_HEAD),
        (LeaderRank, "股级", None),
        (LeaderRank, "皇帝", UNKNOWN_TERM),
        (UnitKind, "公益一类事业单位", UnitKind.WELFARE_ONE),
        (UnitKind, "街道办事处", UnitKind.SUBDISTRICT),
        (Pool, "卫健系统", Pool.HEALTH),
        (Willingness, "服从组织安排", Willingness.OBEYS),
    ],
)
def test_usual_variants_of_closed_lists(terms: type[Enum], written: CellValue, read: object) -> None:
    """Mapped where the meaning is plain, asked where it is not."""
    outcome = term_parser(terms)(written)
    assert (outcome.rule if isinstance(outcome, Problem) else outcome) == read


def test_unknown_word_is_answered_with_the_list() -> None:
    """The message carries every word that is allowed."""
    outcome = term_parser(Sex)("未知")
    assert isinstance(outcome, Problem)
    assert outcome.words["allowed"] == "男、女"


@pytest.mark.parametrize("parse", [values.parse_education, values.parse_level])
def test_no_demand_is_blank(parse: Callable[[CellValue], object]) -> None:
    """不限 demands nothing; 本科及以上 demands 大学."""
    assert parse("不限") is None
    assert values.parse_education("本科及以上") == "大学"
