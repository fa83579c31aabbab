"""Duties of two documents paired by their wording."""

from dataclasses import dataclass

from bianzhi.domain.reform import Fate


@dataclass(frozen=True, slots=True)
class DutyMatch:
    """One proposal: an old duty and what it seems to have become; empty on one side for 取消 and 新增."""

    old: tuple[int, ...]
    """Places in the old list, from 0; several for 合并."""
    new: tuple[int, ...]
    """Places in the new list, from 0; several for 拆分."""
    likeness: int
    """0–100; 100 for the same words."""
    fate: Fate
    """As it seems: 保留, 文字调整, 合并, 拆分, 取消, 新增."""
    certain: bool = False
    """Whether the words are the same but for spaces and punctuation; everything else is to be confirmed by hand."""
