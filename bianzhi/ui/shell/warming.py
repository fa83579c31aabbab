"""What the server loads before it says that it is up: a page that is opened for the first time only has to be drawn."""

import gc
import importlib
import pkgutil
import sys

import pandas as pd

import bianzhi
from bianzhi.services import lists
from bianzhi.ui.shell.chinese import TABLE
from bianzhi.ui.shell.translation import scripts_to_translate, translated_script

_SCRIPTS = ("bianzhi.__main__", "bianzhi.cli", "bianzhi.store.migrations", "bianzhi.ui.pages", "bianzhi.ui.shell")
"""Modules that do something when they are imported, or that no page needs."""
_LATE = ("streamlit.emojis",)
"""What Streamlit imports at the first button of a kind; its pattern takes a third of a second to compile."""
_SWITCH_SECONDS = 0.001
"""A page that waits for something gives the interpreter away and gets it back this late, while a solve runs beside it."""


def warm_up() -> None:
    """Import every module of the program, and let those that read dictionaries at first use read them.

    What is loaded here stays until the server ends: it is taken out of the garbage collector's sight, which would else look
    at half a million objects at every full collection.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.disable()
    try:
        for name in (*module_names(), *_LATE):
            importlib.import_module(name)
        lists.initials("编")
        pd.DataFrame({"": [""]}).style.to_html()
        for script in scripts_to_translate(TABLE):
            translated_script(script, TABLE)
    finally:
        gc.enable()
    gc.collect()
    gc.freeze()


def module_names() -> list[str]:
    """Every module that a page may use."""
    found = pkgutil.walk_packages(bianzhi.__path__, f"{bianzhi.__name__}.")
    return [each.name for each in found if not each.name.startswith(_SCRIPTS)]
