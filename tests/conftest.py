"""For all tests: a database of their own, never the one of whoever runs them."""

import os
import tempfile
from pathlib import Path

os.environ["BIANZHI_DATABASE"] = str(Path(tempfile.mkdtemp(prefix="bianzhi-tests-")) / "bianzhi.db")
