"""A day as an official paper writes it."""

from datetime import date


def day_in_words(day: date | None) -> str:
    """2026年11月23日; empty where there is no day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
