"""Work that outlives a page."""

from bianzhi.ui.workspaces import Workspaces


def test_only_the_same_visitor_finds_the_work_again() -> None:
    """What is in memory belongs to one browser; another one gets what was kept in the store."""
    kept: Workspaces[str] = Workspaces()
    kept.keep("甲", "1", "方案")

    assert kept.find("甲", "1") == "方案"
    assert kept.find("乙", "1") is None
    assert kept.find("甲", "2") is None


def test_what_nobody_used_for_long_is_dropped() -> None:
    """Kept for no time at all, it goes at the next sweep; kept for an hour, it stays."""
    short: Workspaces[str] = Workspaces(kept_seconds=-1)
    short.keep("甲", "1", "方案")
    short.sweep()
    long: Workspaces[str] = Workspaces(kept_seconds=3600)
    long.keep("甲", "1", "方案")
    long.sweep()

    assert short.find("甲", "1") is None
    assert long.find("甲", "1") == "方案"


def test_the_longest_unused_goes_first() -> None:
    """Two places: the third work pushes out the first, unless the first was used since."""
    kept: Workspaces[str] = Workspaces(most_kept=2)
    kept.keep("甲", "1", "一")
    kept.keep("甲", "2", "二")
    assert kept.find("甲", "1") == "一"
    kept.keep("甲", "3", "三")

    assert kept.find("甲", "1") == "一"
    assert kept.find("甲", "2") is None


def test_what_was_deleted_is_forgotten_for_every_browser() -> None:
    """Both browsers had it open; neither finds it again."""
    kept: Workspaces[str] = Workspaces()
    kept.keep("甲", "1", "一")
    kept.keep("乙", "1", "一")
    kept.drop("1")

    assert kept.find("甲", "1") is None
    assert kept.find("乙", "1") is None
