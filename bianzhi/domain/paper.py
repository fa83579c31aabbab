"""The paper a chart is printed on."""

from dataclasses import dataclass
from enum import StrEnum

POINTS_A_MILLIMETER = 72 / 25.4
SMALLEST_TEXT = 6.0
"""Points: what is still read without effort on a printed sheet. It decides how much goes on a page."""


class Paper(StrEnum):
    """A paper size of ISO 216, by its name."""

    A3 = "A3"
    A4 = "A4"


class Orientation(StrEnum):
    """How the sheet lies; the value is the word users read."""

    LANDSCAPE = "横向"
    PORTRAIT = "纵向"


_SHORT_AND_LONG = {Paper.A3: (297, 420), Paper.A4: (210, 297)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, and the smallest text on it in points."""

    paper: Paper = Paper.A3
    orientation: Orientation = Orientation.LANDSCAPE
    smallest_text: float = SMALLEST_TEXT

    @property
    def width(self) -> int:
        """Millimeters."""
        short, long = _SHORT_AND_LONG[self.paper]
        return long if self.orientation is Orientation.LANDSCAPE else short

    @property
    def height(self) -> int:
        """Millimeters."""
        short, long = _SHORT_AND_LONG[self.paper]
        return short if self.orientation is Orientation.LANDSCAPE else long

    @property
    def words(self) -> str:
        """A3 横向."""
        return f"{self.paper.value} {self.orientation.value}"
