"""What the server does every minute: free memory, and drop the work of browsers that left long ago."""

import gc
import threading
from collections.abc import Callable

PERIOD_SECONDS = 60.0


def start_housekeeping(sweep: Callable[[], None]) -> threading.Thread:
    """Start the thread that collects garbage and calls ``sweep``; it ends with the process.

    Streamlit would collect after every rerun (``runner.postScriptGC``), which makes each rerun several times slower.
    """
    pause = threading.Event()

    def run() -> None:
        while not pause.wait(PERIOD_SECONDS):
            sweep()
            gc.collect()

    thread = threading.Thread(target=run, name="housekeeping", daemon=True)
    thread.start()
    return thread
