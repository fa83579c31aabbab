"""The use cases of charts on paper and of statistics: pages to print, and the figures behind every plot."""

# ruff: noqa: PLC0415

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from bianzhi.charts.pages import draw_pages
from bianzhi.charts.pages import texts_that_fit as texts_fitting
from bianzhi.charts.shapes import shapes_of
from bianzhi.charts.views import Level, View
from bianzhi.domain import age_statistics, statistics
from bianzhi.domain.age_statistics import AgePyramid, RetirementWave, Span
from bianzhi.domain.chart_pages import ChartPages
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.outlook import Outlook
from bianzhi.domain.paper import Sheet
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.plan_columns import PaperValue
from bianzhi.domain.statistics import ExcessPareto, MoveFlows, QuotaHeat

FORMATS = {"pdf": "PDF", "pptx": "PPTX", "svg": "SVG", "png": "PNG"}
"""What a chart on paper can be written as: the ending, and the word for it."""


def chart_pages(
    establishment: Establishment,
    day: date,
    plan: Plan | None = None,
    mergers: Collection[Merger] = (),
    view: View = View.BEFORE,
    level: Level = Level.UNITS,
    sheet: Sheet | None = None,
    notes: Collection[str] = (),
) -> ChartPages:
    """The organisation chart on pages, A3 lying unless said otherwise; ``notes`` stand at the foot of each.

    Raises
    ------
    BianzhiError
        There is nothing to draw, or the sheet is too small for the text it is to have.
    """
    return draw_pages(establishment, plan, tuple(mergers), view, level, day, sheet or Sheet(), tuple(notes))


def texts_that_fit(
    establishment: Establishment,
    sheet: Sheet,
    sizes: Sequence[float],
    plan: Plan | None = None,
    mergers: Collection[Merger] = (),
    view: View = View.BEFORE,
    level: Level = Level.UNITS,
) -> tuple[float, ...]:
    """Those of some smallest sizes of text, in points, that a sheet has room for."""
    return texts_fitting(establishment, plan, tuple(mergers), view, level, sheet, sizes)


def chart_ending(pages: ChartPages, form: str) -> str:
    """The ending of the file that ``write_chart`` makes: zip for pictures of several pages."""
    from bianzhi.writing.chart_document import ChartFormat, ending

    return ending(pages, ChartFormat(form))


def write_chart(path: Path, pages: ChartPages, form: str) -> None:
    """Write a chart on pages as one of ``FORMATS``; pictures of several pages come as a zip, and ``path`` must end so.

    Raises
    ------
    SettingsError
        Several pages do not go into one picture.
    BianzhiError
        There is no font with Chinese characters, or the file cannot be written.
    """
    from bianzhi.writing.chart_document import ChartFormat, write

    chosen = ChartFormat(form)
    slides = [shapes_of(page.svg) for page in pages.pages] if chosen is ChartFormat.PPTX else ()
    write(path, pages, chosen, slides)


def write_figures(path: Path, title: str, told: str, rows: Sequence[Mapping[str, PaperValue]], day: date) -> None:
    """Write the figures behind a plot as a workbook; ``told`` says what the plot shows.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    from bianzhi.writing import figures_workbook

    figures_workbook.write(path, title, told, rows, day)


def quota_heat(establishment: Establishment) -> QuotaHeat:
    """编制热力图: every cell with its excess and vacancies."""
    return statistics.quota_heat(establishment)


def excess_pareto(establishment: Establishment) -> ExcessPareto:
    """超编集中度: units by excess, with what they make up together."""
    return statistics.excess_pareto(establishment)


def age_pyramid(establishment: Establishment, day: date, unit: str = "") -> AgePyramid:
    """年龄金字塔: people in post by sex and age, of all units or of one."""
    return age_statistics.age_pyramid(establishment, day, unit)


def retirement_wave(
    establishment: Establishment, outlook: Outlook, span: Span = Span.YEARS, unit: str = ""
) -> RetirementWave:
    """退休潮: who reaches the statutory month when, by calendar year or quarter."""
    return age_statistics.retirement_wave(establishment, outlook, span, unit)


def move_flows(establishment: Establishment, plan: Plan) -> MoveFlows:
    """人员流向: how many persons the plan proposes to move from which unit to which."""
    return statistics.move_flows(establishment, plan)
