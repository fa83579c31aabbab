"""A chart on paper: pages of a given sheet, each drawn as SVG, with an index that leads to them."""

from dataclasses import dataclass
from datetime import date

from bianzhi.domain.paper import POINTS_A_MILLIMETER, Sheet
from bianzhi.domain.shapes import Area


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place on a page, in pixels, that leads to another page, by its number."""

    area: Area
    page: int


@dataclass(frozen=True, slots=True)
class ChartPage:
    """One page: its number from 1, its name among the bookmarks, what is drawn on it, and where it leads."""

    number: int
    title: str
    svg: str
    """A whole SVG document that prints at the size of the sheet."""
    links: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartPages:
    """A chart on paper. Drawn in pixels of ``points_a_pixel`` points each; every page has the size of the sheet."""

    heading: str
    day: date
    sheet: Sheet
    points_a_pixel: float
    fonts: str
    """The fonts of every page, as they stand in the SVG."""
    pages: tuple[ChartPage, ...]
    places: tuple[tuple[str, tuple[int, ...]], ...]
    """Units in ledger order by code, with the pages they are on."""

    @property
    def has_index(self) -> bool:
        """Whether the first page is an index of units."""
        return bool(self.pages[0].links)

    @property
    def width(self) -> float:
        """Pixels."""
        return self.sheet.width * POINTS_A_MILLIMETER / self.points_a_pixel

    @property
    def height(self) -> float:
        """Pixels."""
        return self.sheet.height * POINTS_A_MILLIMETER / self.points_a_pixel

    def svg_in(self, page: ChartPage, family: str) -> str:
        """A page lettered in another font."""
        return page.svg.replace(f'font-family="{self.fonts}"', f'font-family="{family}"', 1)
