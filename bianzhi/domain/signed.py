"""When something was asked for, as a settings file may write it."""

from datetime import date, datetime

from bianzhi.errors import SettingsError


def day_of(value: object, where: str) -> date:
    """A day: a date of TOML, or its text with or without quotes.

    Raises
    ------
    SettingsError
        It is missing, or no day.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        there = "没有写" if value is None else f"的值为“{value}”"
        raise SettingsError(f"{where}{there}。", "应为日期，如 2026-11-23。") from error
