"""Values as a screen may show them: identity numbers masked, dates in Chinese, Markdown signs without effect."""

import re
from datetime import date, datetime

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan_columns import paper_text

OPEN_POST_WORDS = "空编（未提岗位需求）"
"""A vacancy for which no post was asked for, as the pages call it; workbooks keep the word that verification reads."""
_OLD_CITIZEN_NUMBER = re.compile(r"(?<!\d)(\d{6})\d{6}(\d{3})(?!\d)")
_ADDRESS = re.compile(r"(?<=https)://|(?<=http)://|(?<=ftp)://|(?<=www)\.|@", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])")


def shown(text: str) -> str:
    """``text`` without control characters, with every identity number of 18 or 15 characters masked."""
    return _OLD_CITIZEN_NUMBER.sub(r"\1******\2", paper_text(text))


def plain(text: str) -> str:
    """``shown`` for a place that reads Markdown: what the ledger says is text and never markup.

    Addresses become links even when escaped, so an invisible word joiner parts them.
    """
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub("\u2060\\g<0>", shown(text)))


def chinese_month(day: date | None) -> str:
    """1985年6月, empty without a date."""
    return f"{day.year}年{day.month}月" if day else ""


def local_time(moment: datetime) -> str:
    """2026年11月23日 9:05, in the time of this computer."""
    here = moment.astimezone()
    return f"{day_in_words(here.date())} {here.hour}:{here.minute:02}"
