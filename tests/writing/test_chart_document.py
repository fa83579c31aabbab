"""The printed chart as PDF, PPTX, SVG and PNG: opened again, it says what the ledger says."""

import io
import zipfile
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Mm

from bianzhi.charts.views import Level, View
from bianzhi.domain.chart_pages import ChartPages
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.paper import Orientation, Paper, Sheet
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.services import pictures
from bianzhi.writing import chart_print, chinese_fonts
from tests.charts.drawings import wide_district
from tests.worlds import DAY, agencies, people, quota, section, unit, world

SMALL = agencies(A=(12, 10), B=(7, 10))


def pages_of(establishment: Establishment, level: Level = Level.UNITS) -> ChartPages:
    """On A4 lying."""
    return pictures.chart_pages(establishment, DAY, level=level, sheet=Sheet(Paper.A4))


def several() -> ChartPages:
    """A district that takes more than one page."""
    return pages_of(wide_district(3, 3), Level.SECTIONS)


def written(folder: Path, pages: ChartPages, form: str) -> bytes:
    """The bytes of a file in this format."""
    path = folder / f"图.{pictures.chart_ending(pages, form)}"
    pictures.write_chart(path, pages, form)
    return path.read_bytes()


def test_the_pdf_has_the_size_the_text_and_the_fonts(tmp_path: Path) -> None:
    """A page of A4 for each page; unit names can be found on the page the index gives; no date of making."""
    district, pages = wide_district(3, 3), several()
    content = written(tmp_path, pages, "pdf")
    document = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range() for page in document]

    assert len(document) == len(pages.pages) > 2
    assert document[0].get_size() == pytest.approx((297 * 72 / 25.4, 210 * 72 / 25.4), abs=0.1)
    assert f"第 2 页 共 {len(pages.pages)} 页" in texts[1]
    short = {each.code: each.name.removeprefix("滨江区")[:2] for each in district.units}
    assert all(short[code] in texts[number - 1] for code, numbers in pages.places for number in numbers)
    assert b"/FontFile" in content
    assert b"/CreationDate" not in content


def test_the_index_of_the_pdf_can_be_clicked(tmp_path: Path) -> None:
    """As many links as units, each to the page that the index names; a bookmark for each page."""
    pages = several()
    document = pypdfium2.PdfDocument(written(tmp_path, pages, "pdf"))
    targets = []
    for page in document:
        place, link = pdfium.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page.raw, place, link):
            target = pdfium.FPDFLink_GetDest(document.raw, link)
            targets.append(pdfium.FPDFDest_GetDestPageIndex(document.raw, target) + 1)

    assert targets == [numbers[0] for _, numbers in pages.places]
    assert [mark.get_title() for mark in document.get_toc()] == [page.title for page in pages.pages]


def test_a_name_with_signs_of_typst_is_text(tmp_path: Path) -> None:
    """What would be code, markup or the end of a string to the typesetter is printed as it is."""
    name = '区"#eval(1)\\$*局'
    office = world(unit("A", name=name), quota("A", 1), *people("A", 1), section("S"))
    text = pypdfium2.PdfDocument(written(tmp_path, pages_of(office), "pdf"))[0].get_textpage().get_text_range()

    assert "#eval(1)" in text


def test_png_has_two_hundred_dots_an_inch_and_is_not_blank(tmp_path: Path) -> None:
    """One page is one picture; its title is drawn in ink."""
    picture = Image.open(io.BytesIO(written(tmp_path, pages_of(SMALL), "png")))

    assert picture.size == pytest.approx((297 / 25.4 * 200, 210 / 25.4 * 200), abs=1)
    assert len(picture.convert("L").getcolors(256) or ()) > 20


def test_several_pictures_come_in_one_zip(tmp_path: Path) -> None:
    """As many SVG files as pages, in order, of the sheet's size; as one picture they are refused with the way out."""
    pages = several()
    with zipfile.ZipFile(io.BytesIO(written(tmp_path, pages, "svg"))) as packed:
        names = packed.namelist()
        first = packed.read(names[0]).decode()

    assert names == sorted(names) and len(names) == len(pages.pages)
    assert all("机构编制图·现状" in name and name.endswith(".svg") for name in names)
    assert 'width="297mm"' in first and "第 1 页 共" in first
    with pytest.raises(SettingsError, match="一个 PNG 文件只能放一页") as raised:
        pictures.write_chart(tmp_path / "一.png", pages, "png")
    assert ".zip" in raised.value.hint


def test_slides_are_shapes_that_can_be_edited(tmp_path: Path) -> None:
    """One slide a page of the sheet's size; a unit is a group with its name, whose box holds the name as text."""
    pages = pages_of(SMALL)
    slides = Presentation(io.BytesIO(written(tmp_path, pages, "pptx")))
    (slide,) = slides.slides
    groups = {shape.name: shape for shape in slide.shapes if shape.shape_type == 6}
    texts = [shape.text_frame.text for shape in groups["区A局"].shapes if shape.has_text_frame]

    assert (slides.slide_width, slides.slide_height) == (Mm(297), Mm(210))
    assert texts[0] == "区A局"
    assert any("12/10" in text and "超2" in text for text in texts)
    assert not any(shape.shape_type == 13 for shape in slide.shapes)
    assert any(shape.element.tag.endswith("}cxnSp") for shape in slide.shapes)
    numbers = [element.get("id") for element in slide.shapes.element.iter() if element.tag.endswith("}cNvPr")]
    assert len(numbers) == len(set(numbers))


def test_slides_of_several_pages_hold_every_unit_and_section(tmp_path: Path) -> None:
    """Groups on all slides: each unit and section of the ledger by its name; names that run downwards keep their brackets."""
    district = world(unit("A"), quota("A", 3), *people("A", 3), section("S1", name="督查科（信访科）"), section("S2"))
    slides = Presentation(io.BytesIO(written(tmp_path, pages_of(district, Level.SECTIONS), "pptx")))
    groups = {shape.name: shape for slide in slides.slides for shape in slide.shapes if shape.shape_type == 6}

    assert {"区A局", "督查科（信访科）", "S2科"} <= set(groups)
    assert "督查科（信访科）" in "".join(
        shape.text_frame.text for shape in groups["督查科（信访科）"].shapes if shape.has_text_frame
    )


@pytest.mark.parametrize("form", list(pictures.FORMATS))
def test_the_same_pages_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    """Nothing of the clock or of chance is in any format."""
    assert written(tmp_path, pages_of(SMALL), form) == written(tmp_path, pages_of(SMALL), form)


def test_without_a_chinese_font_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF and PNG are refused, naming the fonts; SVG and PPTX need none here."""
    monkeypatch.setattr(chinese_fonts, "FAMILIES", ("没有这种字体",))

    for form in ("pdf", "png"):
        with pytest.raises(BianzhiError, match="没有可用的中文字体") as raised:
            written(tmp_path, pages_of(SMALL), form)
        assert "微软雅黑" in raised.value.hint and "fonts-noto-cjk" in raised.value.hint
    assert written(tmp_path, pages_of(SMALL), "pptx")
    assert written(tmp_path, pages_of(SMALL), "svg")


def test_a_file_somebody_has_open_is_said(tmp_path: Path) -> None:
    """A path that cannot be written is an error with a way out, in every format."""
    for form in pictures.FORMATS:
        with pytest.raises(BianzhiError, match="无法写入"):
            pictures.write_chart(tmp_path / "没有的文件夹" / f"图.{form}", pages_of(SMALL), form)


def test_the_pictures_are_those_of_the_view(tmp_path: Path) -> None:
    """A3 standing with before and after: the format changes nothing of what is said."""
    sheet = Sheet(Paper.A3, Orientation.PORTRAIT)
    pages = pictures.chart_pages(SMALL, DAY, view=View.AFTER, sheet=sheet)
    document = pypdfium2.PdfDocument(chart_print.pdf(pages))

    assert document[0].get_size() == pytest.approx((297 * 72 / 25.4, 420 * 72 / 25.4), abs=0.1)
    assert "调整后（拟）" in document[0].get_textpage().get_text_range()
