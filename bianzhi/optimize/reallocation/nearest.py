"""The nearest by spelling: what somebody probably meant by a code, id or name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches

_MANY = 20_000


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is spelled most like another; empty where nothing is known.

    Of more than 20,000 words only those that begin or end alike are compared, where there are any.
    """
    words = list(known)
    if len(words) > _MANY:
        words = [each for each in words if each[:3] == word[:3] or each[-3:] == word[-3:]] or words[:_MANY]
    return "".join(get_close_matches(word, words, 1, 0.0))
