"""``python -m bianzhi``: the command line."""

import sys

from bianzhi.cli import main

if __name__ == "__main__":
    sys.exit(main())
