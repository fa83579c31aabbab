"""A paragraph of the Word plan, as the files that write its sentences share it."""

from typing import NamedTuple

from bianzhi.writing.document_styles import Look


class Block(NamedTuple):
    """One paragraph; a run-in heading stands before its text in the heading's own font."""

    look: Look
    text: str
    run_in: str = ""


def chapter(text: str) -> Block:
    """The heading of a chapter."""
    return Block(Look.HEADING_1, text)


def part(heading: str, text: str) -> Block:
    """A paragraph with a run-in heading."""
    return Block(Look.BODY, text, heading)
