"""What if: a reform is applied to a ledger and gives a ledger. Operations one by one, then what follows from them all."""

from bianzhi.reform.apply import apply_reform
from bianzhi.reform.checking import check_reform, rule_effects
from bianzhi.reform.conflicts import conflicts
from bianzhi.reform.notices import notices
from bianzhi.reform.reform_file import parse_reform, reform_text
from bianzhi.reform.standing import placement_settings

__all__ = [
    "apply_reform",
    "check_reform",
    "conflicts",
    "notices",
    "parse_reform",
    "placement_settings",
    "reform_text",
    "rule_effects",
]
