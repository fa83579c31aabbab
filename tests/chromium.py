"""The browser that tests look through: Chromium of the system, or the one that ``BIANZHI_CHROMIUM`` names."""

import os
from pathlib import Path

CHROMIUM = Path(os.environ.get("BIANZHI_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
