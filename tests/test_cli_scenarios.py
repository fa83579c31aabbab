"""scenarios and backup: the store from the command line."""

from datetime import date
from pathlib import Path

import pytest

from bianzhi.cli import main
from bianzhi.domain.scenario import Origin, ScenarioContent
from bianzhi.services.scenarios import Store


def test_scenarios_are_listed_and_backed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The copy opens and has the same scenario; it is never written over."""
    database, copy = tmp_path / "bianzhi.db", tmp_path / "备份.db"
    with_one = Store.open(str(database))
    with_one.create("试点方案", Origin.BLANK, ScenarioContent(day=date(2026, 11, 23)))

    assert main(["scenarios", "--database", str(database)]) == 0
    assert "起草  试点方案（未导入台账）" in capsys.readouterr().out
    assert main(["backup", "-o", str(copy), "--database", str(database)]) == 0
    assert [head.name for head in Store.open(str(copy)).scenarios()] == ["试点方案"]
    capsys.readouterr()
    assert main(["backup", "-o", str(copy), "--database", str(database)]) == 2
    assert "已经存在" in capsys.readouterr().err
