"""Switching rules off: which may be, and what to say of one that does not exist."""

from collections.abc import Iterable, Mapping

from bianzhi.errors import SettingsError
from bianzhi.rules.rule import Rule

_SHOWN = 5
"""Rules named in a message."""


def refuse_unknown_rules(off: Mapping[str, str], rules: Iterable[Rule]) -> None:
    """Let only rules be switched off that exist, each with a reason.

    Rules of form (D) and rules about a plan (P) are not among ``rules``: what reading could not read is lost whether or
    not anybody looks, and a plan that fails is not made good by not asking.

    Raises
    ------
    SettingsError
        An id that is none of ``rules``, or an empty reason.
    """
    titles = {each.id: each.title for each in rules}
    for rule, reason in off.items():
        if rule not in titles:
            near = [f"{each} {title}" for each, title in titles.items() if each[:1] == rule[:1]]
            alike = f"同类规则有：{'、'.join(near[:_SHOWN])}等" if near else "只能停用 J、B、Z、R 开头的规则"
            raise SettingsError(
                f"设置 rules_off：没有编号为“{rule}”的台账规则，无法停用。",
                f"{alike}；全部规则见 docs/rules.md。",
            )
        if not reason.strip():
            raise SettingsError(f"设置 rules_off：停用规则 {rule} 没有写理由。", f'请写成 {rule} = "停用理由"。')
