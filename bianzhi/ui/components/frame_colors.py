"""The colors of a frame, worked out once: Streamlit would ask a Styler of pandas for them at every rerun."""

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from bianzhi.ui.components.kept_with import kept_with


def colored_frame(data: pd.DataFrame, key: Hashable, color: Callable[[pd.DataFrame], Any]) -> Any:
    """A Styler to show; ``color`` makes it from the frame, and ``key`` names what it depends on besides."""
    found = kept_with(data, ("colors", key), lambda: _worked_out(color(data)))
    style = data.style
    # Streamlit names a Styler without an id by its place on the page; pandas would name it anew at every rerun, and the
    # browser would build the same table again.
    vars(style).update(uuid=None, _compute=lambda: None, _translate=lambda *_: found)
    return style


def _worked_out(style: Any) -> dict[str, Any]:
    """What Streamlit reads of a Styler: colors by cell, and of the words in the cells those that the Styler changes.

    The others are what the frame itself says, which Streamlit begins with.
    """
    style._compute()
    found: dict[str, Any] = style._translate(False, False)
    plain = style.data.astype(str).to_numpy().tolist()
    cells = [[cell for cell in row if cell["type"] == "td"] for row in found["body"]]
    body = [
        [cell for cell, words in zip(row, said, strict=True) if str(cell["display_value"]) != words]
        for row, said in zip(cells, plain, strict=True)
    ]
    return {"table_styles": found.get("table_styles", []), "cellstyle": found["cellstyle"], "body": body}
