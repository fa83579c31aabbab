"""Streamlit's own words in Chinese: every entry of the table still finds its literal."""

from pathlib import Path

from bianzhi.ui.shell.repairs import CHANGES, REPAIRS
from bianzhi.ui.shell.translation import Entry, scripts_to_translate, translate, translated_script, unmatched_entries


def test_every_entry_matches_the_installed_streamlit() -> None:
    """After an upgrade this names each literal that moved or changed."""
    assert unmatched_entries(CHANGES) == []


def test_an_entry_that_matches_nothing_is_named(tmp_path: Path) -> None:
    """The self-test can fail: one literal is there, the other is not."""
    (tmp_path / "Thing.abc.js").write_text("a(`Upload`)", "utf-8")
    there, gone = Entry("Thing", "Upload", "选择文件"), Entry("Thing", "Choose", "选择")

    assert unmatched_entries((there, gone), tmp_path) == [gone]


def test_only_whole_literals_are_replaced() -> None:
    """A longer literal and an identifier with the same letters stay."""
    entry = Entry("Thing", "Stop", "停止", before="title:")

    assert translate("title:`Stop`,`Stop`,`Stopping`,Stop()", (entry,)) == "title:`停止`,`Stop`,`Stopping`,Stop()"


def test_every_translated_script_is_served_in_chinese() -> None:
    """Each file of the table comes back changed; files outside it are Streamlit's own."""
    for name in scripts_to_translate(CHANGES):
        body = translated_script(name, CHANGES)
        assert body is not None
    uploader = next(name for name in scripts_to_translate(CHANGES) if name.startswith("FileUploader."))
    assert "选择文件" in (translated_script(uploader, CHANGES) or b"").decode()
    assert translated_script("nothing.js", CHANGES) is None


def test_no_english_of_the_table_is_put_twice() -> None:
    """Two entries for one literal would hide each other."""
    sources = [(entry.script, entry.source) for entry in CHANGES]
    assert len(sources) == len(set(sources))


def test_every_repair_changes_what_it_says() -> None:
    """The served script has the new piece and no longer the old one; each says whom the old one barred from what."""
    for repair in REPAIRS:
        name = next(name for name in scripts_to_translate(CHANGES) if name.startswith(f"{repair.script}."))
        served = (translated_script(name, CHANGES) or b"").decode()
        assert repair.replacement in served
        assert repair.source not in served
        assert repair.why.endswith(".")
