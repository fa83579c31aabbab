"""Work that outlives a page."""

from bianzhi.ui.workspaces import Workspaces


def test_only_the_same_visitor_finds_the_work_again() -> None:
    """The address alone opens nothing."""
    kept: Workspaces[str] = Workspaces()
    identifier = kept.keep("甲", "方案")

    assert kept.find("甲", identifier) == "方案"
    assert kept.find("乙", identifier) is None
    assert kept.find("甲", identifier + "x") is None


def test_what_nobody_used_for_long_is_dropped() -> None:
    """Kept for no time at all, it goes at the next sweep; kept for an hour, it stays."""
    short: Workspaces[str] = Workspaces(kept_seconds=-1)
    gone = short.keep("甲", "方案")
    short.sweep()
    long: Workspaces[str] = Workspaces(kept_seconds=3600)
    there = long.keep("甲", "方案")
    long.sweep()

    assert short.find("甲", gone) is None
    assert long.find("甲", there) == "方案"


def test_the_longest_unused_goes_first() -> None:
    """Two places: the third work pushes out the first, unless the first was used since."""
    kept: Workspaces[str] = Workspaces(most_kept=2)
    first, second = kept.keep("甲", "一"), kept.keep("甲", "二")
    assert kept.find("甲", first) == "一"
    kept.keep("甲", "三")

    assert kept.find("甲", first) == "一"
    assert kept.find("甲", second) is None
