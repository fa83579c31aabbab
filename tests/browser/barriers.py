"""What bars people from a page, as axe-core sees it (WCAG 2.0 to 2.2, levels A and AA, and its best practices)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_LET_PASS = {
    "region": "Drop-downs of Streamlit are put at the end of the body, outside the landmarks; focus leads there.",
    "empty-table-header": "st.dataframe writes the head of a column of check boxes without words into its hidden table.",
}
"""Findings of axe that no page can help, none of them serious, each with the reason."""
_AXE = Axe()


def barriers(page: Page) -> list[str]:
    """Each finding in a line: how grave, which rule, where, and what is there."""
    answer = _AXE.run(page, options={"resultTypes": ["violations"], "runOnly": _TAGS}).response
    return [
        f"{found['impact']} {found['id']} {node['target']} {node['html'][:120]}"
        for found in answer["violations"]
        if found["id"] not in _LET_PASS or found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
    ]
