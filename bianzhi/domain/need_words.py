"""The need by workload in words: what a line of it is about, and how it is rounded."""

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.outlook import StaffNeed

NO_OWN_QUOTA = "未核定到科室"
"""Stands where a section has no posts of its own: 0 would be wrong."""

ROUNDING = "取整：小数部分不超过整数部分的十分之一（最多 0.5）的由现有人员分担、舍去，超过的进一；不足 1 人的按 1 人。"
"""WISN's rule for whole posts."""


def measured_words(establishment: Establishment, need: StaffNeed) -> str:
    """A section, the sections measured of a unit together, or the whole unit."""
    if need.section:
        return establishment.section[need.section].name
    if not need.measured:
        return "（全单位）"
    rest = f"，另有 {need.left_out} 个科室未测算" if need.left_out else ""
    return f"已测算科室小计（{len(need.measured)} 个{rest}）"
