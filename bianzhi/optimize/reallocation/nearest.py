"""The nearest by spelling: what somebody probably meant by a code, id or name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches

_MANY = 20_000
_LOOK_ALIKE = str.maketrans("OILoil", "011011")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is spelled most like another; empty where nothing is known.

    A word that differs only in letters that look like digits (O for 0, I or l for 1) comes before all others. Of more than
    20,000 words only those that begin or end alike are compared, where there are any.
    """
    words = list(known)
    alike = word.translate(_LOOK_ALIKE)
    for each in words:
        if each.translate(_LOOK_ALIKE) == alike:
            return each
    if len(words) > _MANY:
        words = [each for each in words if each[:3] == word[:3] or each[-3:] == word[-3:]] or words[:_MANY]
    return "".join(get_close_matches(word, words, 1, 0.0))
