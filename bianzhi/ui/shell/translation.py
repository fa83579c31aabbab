"""Streamlit's own words in Chinese, and repairs: pieces of its JavaScript replaced as it is served.

Streamlit 1.67 has no setting for its language. Nothing on disk is changed; ``unmatched_entries`` names every entry of
the table that no longer matches, so that an upgrade of Streamlit fails in the tests and not silently on the screen.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import streamlit

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


@dataclass(frozen=True, slots=True)
class Entry:
    """One literal of one script.

    ``script`` is the file name before the hash; ``english`` the whole literal without its quotes; ``before`` what
    must stand in front of it, where the word alone is also used for something else.
    """

    script: str
    english: str
    chinese: str
    before: str = ""
    drops_before: bool = False
    """Whether ``before`` goes too: where Streamlit would show the server's English words and this one only fills in."""

    @property
    def source(self) -> str:
        """What is looked for."""
        return f"{self.before}`{self.english}`"

    @property
    def replacement(self) -> str:
        """What takes its place."""
        return f"{'' if self.drops_before else self.before}`{self.chinese}`"


@dataclass(frozen=True, slots=True)
class Repair:
    """One piece of one script that is served otherwise, where Streamlit bars somebody and no setting or style helps.

    ``why`` says whom it barred from what.
    """

    script: str
    source: str
    replacement: str
    why: str


Change: TypeAlias = Entry | Repair


def script_files(script: str, folder: Path = SCRIPTS) -> list[Path]:
    """Files of a script: ``FileUploader`` → FileUploader.<hash>.js."""
    pattern = re.compile(rf"{re.escape(script)}\.[\w-]+\.js")
    return sorted(file for file in folder.iterdir() if pattern.fullmatch(file.name))


def translate(text: str, entries: tuple[Change, ...]) -> str:
    """Make every change of ``entries`` in the text of a script."""
    for entry in entries:
        text = text.replace(entry.source, entry.replacement)
    return text


def unmatched_entries(entries: tuple[Change, ...], folder: Path = SCRIPTS) -> list[Change]:
    """Entries that no script contains any more."""
    texts = {
        script: [file.read_text("utf-8") for file in script_files(script, folder)]
        for script in {entry.script for entry in entries}
    }
    return [entry for entry in entries if not any(entry.source in text for text in texts[entry.script])]


@cache
def scripts_to_translate(entries: tuple[Change, ...]) -> dict[str, tuple[Change, ...]]:
    """Entries by file name of the script they belong to."""
    by_file: dict[str, tuple[Change, ...]] = {}
    for script in dict.fromkeys(entry.script for entry in entries):
        own = tuple(entry for entry in entries if entry.script == script)
        for file in script_files(script):
            by_file[file.name] = own
    return by_file


@cache
def translated_script(name: str, entries: tuple[Change, ...]) -> bytes | None:
    """The body to serve for a script, or None where Streamlit's own stands."""
    own = scripts_to_translate(entries).get(name)
    if own is None:
        return None
    return translate((SCRIPTS / name).read_text("utf-8"), own).encode()
