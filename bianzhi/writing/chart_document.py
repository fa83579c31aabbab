"""The organisation chart on paper in every format: PDF, PPTX, SVG and PNG; several pictures come in one zip."""

import io
import zipfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from bianzhi.domain.chart_pages import ChartPages
from bianzhi.domain.shapes import ShapeGroup
from bianzhi.errors import SettingsError
from bianzhi.writing import chart_print, chart_slides
from bianzhi.writing.unwritable import unwritable

_BEGINNING = (1980, 1, 1, 0, 0, 0)


class ChartFormat(StrEnum):
    """What a chart can be written as; the value is the ending of the file."""

    PDF = "pdf"
    PPTX = "pptx"
    SVG = "svg"
    PNG = "png"

    @property
    def is_picture(self) -> bool:
        """Whether a file holds one page only."""
        return self in (ChartFormat.SVG, ChartFormat.PNG)


def ending(pages: ChartPages, form: ChartFormat) -> str:
    """The ending of the file: zip where there are several pictures."""
    return "zip" if form.is_picture and len(pages.pages) > 1 else form.value


def write(path: Path, pages: ChartPages, form: ChartFormat, slides: Sequence[Sequence[ShapeGroup]] = ()) -> None:
    """Write a chart; pictures of several pages as a zip, whose ``path`` must end so.

    ``slides`` are the shapes of every page; only a presentation needs them.

    Raises
    ------
    SettingsError
        Several pages do not go into one picture.
    BianzhiError
        There is no font with Chinese characters, or the file cannot be written.
    """
    several = ending(pages, form) == "zip"
    if several and path.suffix.lower() != ".zip":
        raise SettingsError(
            f"{pages.sheet.words}共 {len(pages.pages)} 页，一个 {form.value.upper()} 文件只能放一页。",
            "请把文件名写成以 .zip 结尾，或者改存 PDF。",
        )
    if form is ChartFormat.PPTX:
        chart_slides.write(path, pages, slides)
        return
    if form is ChartFormat.PDF:
        content = chart_print.pdf(pages)
    else:
        pictures = _pictures(pages, form)
        content = _packed(pictures, pages.heading, form) if several else pictures[0]
    try:
        path.write_bytes(content)
    except OSError as error:
        raise unwritable(path) from error


def _pictures(pages: ChartPages, form: ChartFormat) -> tuple[bytes, ...]:
    if form is ChartFormat.PNG:
        return chart_print.png(pages)
    return tuple(page.svg.encode() for page in pages.pages)


def _packed(pictures: tuple[bytes, ...], name: str, form: ChartFormat) -> bytes:
    """The pictures in one zip whose entries carry a fixed time."""
    digits = len(str(len(pictures)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for number, picture in enumerate(pictures, start=1):
            entry = zipfile.ZipInfo(f"{_file_name(name)}_{number:0{digits}}.{form.value}", _BEGINNING)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, picture)
    return packed.getvalue()


def _file_name(heading: str) -> str:
    """A heading without what no file name may hold."""
    return "".join(char for char in heading if char not in '\\/:*?"<>|' and char.isprintable()).strip(". ") or "机构图"
