"""Searching by pinyin: surnames have their own readings, and any mix of characters, syllables and initials finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bianzhi.domain.list_table import ListColumn, ListRow, ListTable, ListView, Searched
from bianzhi.services.lists import SearchableList, initials
from bianzhi.services.lists.pinyin import name_readings, word_readings
from bianzhi.services.lists.search import SearchIndex, line_of, matches, words_of

NAMES, WORDS = Searched.NAMES, Searched.WORDS
SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "区": "ou",
    "盖": "ge",
    "朴": "piao",
    "员": "yun",
    "缪": "miao",
    "翟": "zhai",
    "乐": "yue",
    "任": "ren",
    "尹": "yin",
}


@pytest.mark.parametrize(("surname", "reading"), SURNAMES.items())
def test_a_surname_is_read_as_a_surname(surname: str, reading: str) -> None:
    """单 is found by shan, and not by the reading it has as a word."""
    assert matches(f"{reading}wm", f"{surname}文明", NAMES)
    assert name_readings(f"{surname}文明")[0][0] == reading


@pytest.mark.parametrize(("surname", "other"), [("单", "d"), ("曾", "c"), ("解", "j"), ("区", "q"), ("仇", "c")])
def test_the_reading_as_a_word_does_not_find_the_surname(surname: str, other: str) -> None:
    """Nobody called 单 comes up among the names with D."""
    assert not matches(f"{other}wm", f"{surname}文明", NAMES)


def test_surnames_of_two_characters() -> None:
    """尉迟 is yu chi, 万俟 mo qi, 单于 both a family and Mr 单."""
    assert matches("yuchigong", "尉迟恭", NAMES)
    assert matches("mqy", "万俟雨", NAMES)
    assert matches("chanyum", "单于明", NAMES) and matches("sym", "单于明", NAMES)


def test_the_same_characters_are_read_otherwise_in_words() -> None:
    """区 in a unit's name is qu, 行 of a bank hang, 调 of 调研 diao."""
    assert matches("qcz", "区财政局") and not matches("ocz", "区财政局")
    assert matches("yinhang", "人民银行")
    assert matches("diaoyan", "综合调研科")


@pytest.mark.parametrize("query", ["张晓芳", "张", "晓芳", "zhangxiaofang", "zxf", "ZXF", "zhangxf", "zhxf", "张xf", "张xiaof", "zx芳", "晓f", "xf"])  # fmt: skip
def test_any_mix_finds(query: str) -> None:
    """Characters, full pinyin, initials, beginnings of syllables, in any mix and from any place in the name."""
    assert matches(query, "张晓芳", NAMES)


@pytest.mark.parametrize("query", ["zxy", "张芳", "fxz", "hang", "zhangfang", "晓张"])
def test_what_is_not_there_does_not_find(query: str) -> None:
    """No character may be passed over, the order is that of the name, and a syllable begins at its beginning."""
    assert not matches(query, "张晓芳", NAMES)


def test_characters_with_two_readings_in_given_names() -> None:
    """张乐 may be Zhang Le or Zhang Yue: both find."""
    assert matches("zhangle", "张乐", NAMES) and matches("zhangyue", "张乐", NAMES)


def test_the_front_u_is_typed_v_or_yu() -> None:
    """吕 is lv on a keyboard and lyu in a passport."""
    assert matches("lvb", "吕布", NAMES) and matches("lyub", "吕布", NAMES)


def test_several_words_must_all_be_there() -> None:
    """A blank parts words; signs and full width change nothing."""
    assert words_of(" 王　czj ") == ["王", "czj"]
    assert words_of("ＷＡＮＧ'm") == ["wangm"]
    assert matches("局 财", "区财政局") and not matches("局 人", "区财政局")


@pytest.mark.parametrize("query", [".*", "[", "\\", "(", "+", "|", "/", " ", "\n", "'"])
def test_signs_of_patterns_are_only_signs(query: str) -> None:
    """Whoever types a bracket looks for a bracket; nothing fails."""
    assert matches(query, "财政局") is (not words_of(query))


def test_codes_are_found_by_any_part() -> None:
    """人员编号 P00123 by 0012, in small letters too."""
    assert matches("p00123", "P00123") and matches("0012", "P00123") and not matches("0013", "P00123")


def test_initials_of_units() -> None:
    """What stands beside a name in the box of units."""
    assert initials("区财政局") == "QCZJ"
    assert initials("第2中学") == "D2ZX"
    assert initials("单雄信", is_name=True) == "SXX"


def table_of(*rows: tuple[str, str]) -> ListTable:
    columns = (ListColumn("姓名", searched=NAMES), ListColumn("单位", searched=WORDS), ListColumn("备注"))
    return ListTable("人员", columns, tuple(ListRow((name, unit, "备注zxf")) for name, unit in rows))


def test_every_searched_column_counts_and_no_other() -> None:
    """王 in the name and czj in the unit are one row; the remark is not looked into."""
    index = SearchIndex(table_of(("王明", "区财政局"), ("王明", "区教育局"), ("李明", "区财政局")))

    assert index.rows_with("王 czj").tolist() == [True, False, False]
    assert index.rows_with("zxf").tolist() == [False, False, False]
    assert index.rows_with("").tolist() == [True, True, True]


CHARACTERS = some.sampled_from("张王李单曾区解欧阳乐晓芳明第2科A（ü、.[财政局行长")
TEXTS = some.text(CHARACTERS, max_size=6)
QUERIES = some.text(some.sampled_from("张王单乐明财局zxfwmsdqhangle2a.[ "), max_size=5)


@settings(deadline=None, max_examples=150)
@given(rows=some.lists(some.tuples(TEXTS, TEXTS), min_size=1, max_size=12), query=QUERIES)
def test_the_index_finds_what_a_look_at_every_row_finds(rows: list[tuple[str, str]], query: str) -> None:
    """Each word of the query against each text, one by one."""
    found = SearchIndex(table_of(*rows)).rows_with(query)
    one_by_one = [
        all(matches(word, name, NAMES) or matches(word, unit) for word in words_of(query)) for name, unit in rows
    ]

    assert found.tolist() == one_by_one


@settings(deadline=None, max_examples=150)
@given(name=some.text(some.sampled_from("张王李单曾区解欧阳晓芳明雨文"), min_size=1, max_size=4), choices=some.data())
def test_whatever_way_a_name_is_typed_it_is_found(name: str, choices: some.DataObject) -> None:
    """Each character as itself, as any of its readings, as the beginning of one."""
    typed = ""
    for letter, readings in zip(name, name_readings(name), strict=True):
        reading = choices.draw(some.sampled_from(readings))
        typed += choices.draw(some.sampled_from([letter, reading, reading[0], reading[:2]]))

    assert matches(typed, name, NAMES), typed


@settings(deadline=None)
@given(text=some.text(max_size=30))
def test_any_text_has_a_line(text: str) -> None:
    """Whatever stands in a ledger, each of its characters has a reading and the line is one line."""
    assert "\n" not in line_of(text, WORDS) and "\n" not in line_of(text, NAMES)
    assert len(word_readings(text)) == len(name_readings(text)) == len(text)


def test_an_empty_list_has_no_rows() -> None:
    """Nothing is found in nothing."""
    assert SearchIndex(table_of()).rows_with("a").tolist() == np.array([]).tolist()


def test_people_of_that_name_stand_before_people_of_such_a_unit() -> None:
    """Zj finds 章静 by name and everybody of 总机 by section: names first, in the order asked for within both."""
    columns = (ListColumn("姓名", searched=NAMES), ListColumn("内设机构", searched=WORDS))
    rows = (("王一", "总机科"), ("章静", "办公室"), ("李二", "总机科"), ("赵军", "总机科"), ("钱三", "办公室"))
    found = SearchableList(ListTable("人员", columns, tuple(ListRow(values) for values in rows)))

    assert found.select(ListView("zj")).rows == (1, 3, 0, 2)
    assert found.called(ListView("zj")) == 2
    assert found.select(ListView("zj", sorted_by="姓名")).rows == (1, 3, 2, 0)
    assert found.select(ListView()).rows == (0, 1, 2, 3, 4)
    assert found.called(ListView()) == 0


def test_a_list_without_names_keeps_its_order() -> None:
    """Units are found by their words alone."""
    table = ListTable(
        "单位", (ListColumn("单位", searched=WORDS),), tuple(ListRow((each,)) for each in ("总机", "章局"))
    )
    assert SearchableList(table).select(ListView("zj")).rows == (0, 1)
    assert SearchableList(table).called(ListView("zj")) == 0
