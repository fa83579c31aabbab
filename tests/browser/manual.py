"""``make manual``: every picture of 用户手册 anew, and the words on the controls that they show."""

import json
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.clerk import Clerk
from tests.browser.conftest import ROOT, Server, a_window
from tests.browser.manual_story import Controls, walks
from tests.chromium import ARGUMENTS, CHROMIUM

PICTURES = ROOT / "bianzhi" / "ui" / "manual" / "pictures"
CONTROLS = Path(__file__).parent / "manual_controls.json"


def kept_controls() -> Controls:
    """The words on the controls as they were when the pictures of the repository were taken."""
    kept: Controls = json.loads(CONTROLS.read_text("utf-8"))
    return kept


def main() -> None:
    """Take all pictures and write what belongs to them; pictures that nothing refers to any more are deleted."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.starts()
        try:
            with (
                playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser,
                a_window(browser) as window,
            ):
                controls = walks(Clerk(window.new_page(), server.address), PICTURES)
        finally:
            server.stops()
    for old in PICTURES.glob("*.png"):
        if old.stem not in controls:
            old.unlink()
    CONTROLS.write_text(json.dumps(controls, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
