"""The head of a reform: its name stands on one line of a paper; refused in a file as on the page."""

import pytest

from bianzhi.errors import SettingsError
from bianzhi.reform import parse_reform
from bianzhi.reform.head_checks import MOST_NAME


@pytest.mark.parametrize(
    ("head", "words", "remedy"),
    [
        (f'name = "{"改" * (MOST_NAME + 1)}"', "名称有 121 个字，最多 120 个字", "请写得短些"),
        (r'name = "示例\u0000改革"', "控制字符", "请删去"),
        (r'name = "示例\n改革"', "名称“示例改革”中有换行或看不见的字符（U+000A）", "请删去名称中的换行"),
        (r'name = "示例\u202e改革"', "看不见的字符（U+202E）", "请删去名称中的换行"),
        (
            'name = "示例改革"\nsource = "纪要\\u200b"',
            "依据“纪要”中有换行或看不见的字符（U+200B）",
            "请删去依据中的换行",
        ),
    ],
)
def test_a_head_that_no_paper_can_show_is_refused(head: str, words: str, remedy: str) -> None:
    """Too long, a control character, a line break, a mark that turns the writing, one without width: what, and what to do."""
    with pytest.raises(SettingsError) as refused:
        parse_reform(head)

    assert words in refused.value.message
    assert remedy in refused.value.hint


def test_the_longest_name_is_taken() -> None:
    """120 characters of any script, rare ones outside the basic plane too."""
    name = "𠮷" + "改" * (MOST_NAME - 1)
    assert parse_reform(f'name = "{name}"').name == name
