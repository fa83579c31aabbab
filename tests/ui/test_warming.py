"""What the server loads before it says that it is up: afterwards no page waits for an import."""

import ast
import subprocess
import sys

import pytest

from bianzhi.ui.shell.pages import Step
from bianzhi.ui.shell.warming import module_names

_LOADED = "import gc, sys; from bianzhi.ui.shell.warming import warm_up; warm_up(); print(gc.get_freeze_count(), *sys.modules)"
_AT_FIRST_USE = ("pypinyin.phrases_dict", "streamlit.emojis", "pandas.io.formats.style", "highspy", "ortools", "docx")


@pytest.mark.slow
def test_whatever_a_page_imports_is_loaded_beforehand() -> None:
    """The imports of every page script, and what is only imported where it is used; all of it is frozen."""
    ran = subprocess.run([sys.executable, "-c", _LOADED], check=True, capture_output=True, text=True)
    frozen, *loaded = ran.stdout.split()

    assert int(frozen) > 100_000
    assert {name for step in Step for name in _imports(step)} <= set(loaded)
    assert set(_AT_FIRST_USE) <= set(loaded)


def test_no_script_is_run_by_loading() -> None:
    """Pages and the navigation do something when they are imported; the command line is not the server's."""
    names = module_names()

    assert "bianzhi.ui.components.home_view" in names
    assert not [name for name in names if ".pages" in name.replace("bianzhi.charts.pages", "") or ".cli" in name]
    assert "bianzhi.ui.shell.navigation" not in names


def _imports(step: Step) -> set[str]:
    tree = ast.parse(step.script.read_text("utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
