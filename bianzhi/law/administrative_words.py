"""承担行政职能: by which words a public institution's functions show it."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def administrative_words() -> tuple[str, ...]:
    """The words, as data."""
    rows = tomllib.loads(files("bianzhi.law").joinpath("administrative_words.toml").read_text("utf-8"))
    return tuple(rows["words"])


def administrative_word_in(text: str) -> str:
    """The first such word in a text, or nothing."""
    return next((word for word in administrative_words() if word in text), "")
