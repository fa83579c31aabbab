"""What holds of the head of a reform: a name and a source that stand on one line of a paper, of a list and of a file."""

from bianzhi.domain.reform import Reform
from bianzhi.errors import SettingsError
from bianzhi.reform.item_checks import first_invisible

MOST_NAME = 120
"""Characters of a name."""


def refuse_unusable_head(reform: Reform) -> None:
    """A name of at most ``MOST_NAME`` characters; name and source without line breaks and characters nobody sees.

    Raises
    ------
    SettingsError
        One is not so: which, what is there, and the way out.
    """
    if len(reform.name) > MOST_NAME:
        raise SettingsError(
            f"改革方案的名称有 {len(reform.name)} 个字，最多 {MOST_NAME} 个字。", "请写得短些，其余写在依据或说明中。"
        )
    for word, text in (("名称", reform.name), ("依据", reform.source)):
        found = first_invisible(text)
        if found:
            visible = "".join(each for each in text if each.isprintable())[:MOST_NAME]
            raise SettingsError(
                f"改革方案的{word}“{visible}”中有换行或看不见的字符（U+{ord(found):04X}）。",
                f"请删去{word}中的换行和不可见字符，或者重新输入，不要粘贴。",
            )
