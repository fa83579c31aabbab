"""Opens pages in Streamlit's own test harness."""

import time
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey

NAVIGATION = Step.HOME.script.parent.parent / "shell" / "navigation.py"


def opened(step: Step, now: Session | None = None) -> AppTest:
    """The page of a step, run once."""
    app = AppTest.from_file(str(NAVIGATION), default_timeout=30)
    if now is not None:
        app.session_state[SESSION_KEY] = now
    app.run()
    if step is not Step.HOME:
        app.switch_page(f"../pages/{step.script.name}").run()
    assert not app.exception
    return app


def text_of(app: AppTest) -> str:
    """Everything the page says: words, boxes, cards and tables."""
    words = [
        element.value
        for kind in ("title", "subheader", "markdown", "caption", "info", "error")
        for element in getattr(app, kind)
    ]
    words += [element.value for kind in ("warning", "success") for element in getattr(app, kind)]
    words += [f"{metric.label} {metric.value}" for metric in app.metric]
    words += [frame.value.to_string() for frame in app.dataframe]
    words += [element.label for element in (*app.button, *app.tabs)]
    return "\n".join(str(word) for word in words)


def turn_to(app: AppTest, key: WidgetKey, label: str) -> AppTest:
    """Open the tab whose label begins so; what stands behind the others is not made."""
    app.session_state[key] = next(tab.label for tab in app.tabs if tab.label.startswith(label))
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> Session:
    """Press the first button of this label and run the page again."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    now: Session = app.session_state[SESSION_KEY]
    return now


def waits_for(app: AppTest, condition: Callable[[], bool]) -> None:
    """Until work beside the page has ended; then the page runs again."""
    for _ in range(250):
        if condition():
            app.run()
            assert not app.exception
            return
        time.sleep(0.02)
    raise AssertionError("waited in vain")
