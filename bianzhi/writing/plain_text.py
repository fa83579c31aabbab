"""Text of a ledger made fit for a file: what XML cannot carry is left out, identity numbers are masked."""

import re

from bianzhi.domain.identifiers import with_numbers_masked

_NOT_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without the characters no XML file may hold: controls (line breaks and tabs stay), lone surrogates."""
    return _NOT_XML.sub("", text)


def discreet(text: str) -> str:
    """Legal text in which whatever looks like a citizen number shows its first 6 and last 4 characters only.

    Ledgers use the citizen number as 人员编号 often enough, and clerks write it into notes.
    """
    return with_numbers_masked(legal(text))
