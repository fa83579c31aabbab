"""Text is made to fit its box."""

from hypothesis import given
from hypothesis import strategies as st

from bianzhi.charts.lettering import fitted, shortened, standing, text_width


def test_a_chinese_character_is_as_wide_as_the_font_is_high() -> None:
    """Two characters at 10 pixels are 20 pixels wide; digits are narrower."""
    assert text_width("编制", 10) == 20
    assert text_width("12", 10) < 12


def test_a_name_that_fits_is_not_touched() -> None:
    """Eight characters of 10 pixels fit into 80 pixels; nine take the smaller size, nineteen two lines and a cut."""
    assert fitted("一二三四五六七八", 80, 10, 8).size == 10
    assert fitted("一二三四五六七八九", 80, 10, 8).size == 8
    assert fitted("一" * 20, 80, 10, 8).lines == ("一" * 10, "一" * 10)
    assert fitted("一" * 21, 80, 10, 8).is_cut


def test_a_name_breaks_where_it_may_be_read() -> None:
    """人力资源和社会保障局 breaks before 和, not in the middle."""
    assert fitted("人力资源和社会保障局", 50, 10, 8).lines == ("人力资源", "和社会保障局")


def test_brackets_stand_upright_in_a_column() -> None:
    """A bracket in text that runs downwards is a lying one."""
    assert standing("科（甲）", 8, 2, 12).lines == ("科︵甲︶",)


def test_a_long_section_name_takes_two_columns_and_is_cut_after_them() -> None:
    """Nine characters are five and four; seventeen of sixteen are cut."""
    assert standing("一二三四五六七八九", 8, 2, 12).lines == ("一二三四五", "六七八九")
    cut = standing("一" * 17, 8, 2, 12)
    assert cut.is_cut
    assert [len(column) for column in cut.lines] == [8, 8]


@given(st.text(min_size=1, max_size=60), st.integers(40, 120))
def test_no_line_is_wider_than_its_box(text: str, width: int) -> None:
    """Whatever is written, no line exceeds the width."""
    lettering = fitted(text, width, 13.5, 11.3)
    assert all(text_width(line, lettering.size) <= width for line in lettering.lines)
    assert text_width(shortened(text, width, 11), 11) <= width
