"""Word documents in the layout of GB/T 9704: page, fonts, paragraphs, page numbers, and bytes that do not change.

Fonts are named, not embedded: 方正小标宋简体, 仿宋_GB2312 and 楷体_GB2312 are what offices have; ``fontTable`` names
the fonts of plain Windows as their stand-ins.
"""

import io
import zipfile
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bianzhi.writing.plain_text import discreet
from bianzhi.writing.unwritable import unwritable

FANGSONG, KAITI, HEITI, SONGTI, TITLE_FONT = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
_STAND_INS = {FANGSONG: "仿宋", KAITI: "楷体", TITLE_FONT: "宋体", HEITI: "SimHei", SONGTI: "SimSun"}
_LATIN = "Times New Roman"

_SIZE_2, _SIZE_3, _SIZE_4 = 22, 16, 14
"""二号, 三号 and 四号, in points."""
_LINE = 28.95
"""Points a line: 22 lines in 225 mm."""
_TIGHTER = -5
"""Character spacing in twentieths of a point: 28 characters of 三号 in 156 mm."""


class Look(Enum):
    """How a paragraph looks: font, size in points, alignment, first line indented by two characters."""

    MARK = (HEITI, _SIZE_3, WD_ALIGN_PARAGRAPH.LEFT, False)
    TITLE = (TITLE_FONT, _SIZE_2, WD_ALIGN_PARAGRAPH.CENTER, False)
    SUBTITLE = (KAITI, _SIZE_3, WD_ALIGN_PARAGRAPH.CENTER, False)
    BODY = (FANGSONG, _SIZE_3, WD_ALIGN_PARAGRAPH.JUSTIFY, True)
    HEADING_1 = (HEITI, _SIZE_3, WD_ALIGN_PARAGRAPH.LEFT, True)
    HEADING_2 = (KAITI, _SIZE_3, WD_ALIGN_PARAGRAPH.LEFT, True)
    SIGNATURE = (FANGSONG, _SIZE_3, WD_ALIGN_PARAGRAPH.RIGHT, False)
    ANNEX = (HEITI, _SIZE_3, WD_ALIGN_PARAGRAPH.LEFT, False)
    ANNEX_TITLE = (TITLE_FONT, 18, WD_ALIGN_PARAGRAPH.CENTER, False)
    NOTE = (FANGSONG, 10.5, WD_ALIGN_PARAGRAPH.LEFT, False)

    @property
    def line(self) -> float:
        """Points a line."""
        return {Look.TITLE: 35.0, Look.NOTE: 16.0}.get(self, _LINE)

    @property
    def font(self) -> str:
        """East-Asian font."""
        return str(self.value[0])


_STYLE_NAMES = {
    Look.MARK: "公文标识",
    Look.TITLE: "Title",
    Look.SUBTITLE: "公文副标题",
    Look.BODY: "公文正文",
    Look.HEADING_1: "Heading 1",
    Look.HEADING_2: "Heading 2",
    Look.SIGNATURE: "公文落款",
    Look.ANNEX: "附件序号",
    Look.ANNEX_TITLE: "附件标题",
    Look.NOTE: "附表说明",
}
"""As the office sees them in Word's list of styles."""
_KEPT_STYLES = frozenset(
    (
        "Normal",
        "Title",
        "Heading 1",
        "Heading 2",
        "Header",
        "Footer",
        "Normal Table",
        "Default Paragraph Font",
        "No List",
    )
)


def new_document(title: str, day: date) -> Any:
    """An empty A4 document: margins 37/28/35/26 mm, 22 lines of 28 characters, page numbers outside.

    ``day`` stands in the core properties, so that the same plan makes the same bytes.
    """
    document = docx.Document()
    _set_properties(document, title, day)
    _set_styles(document)
    _set_settings(document)
    _drop_unused_parts(document)
    _set_fonts_part(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.bottom_margin, section.right_margin = Mm(35), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    _set_grid(section)
    document.settings.odd_and_even_pages_header_footer = True
    _add_page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right")
    _add_page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left")
    return document


def add_landscape_section(document: Any) -> None:
    """Start landscape A4 pages, 225 × 156 mm for tables; page numbers go on."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(35), Mm(37)
    section.footer_distance = Mm(14)


def add_paragraph(document: Any, text: str, look: Look) -> Any:
    """A paragraph of one look; line breaks in the text stay line breaks."""
    paragraph = document.add_paragraph(style=_STYLE_NAMES[look])
    add_run(paragraph, text, look)
    return paragraph


def add_run(paragraph: Any, text: str, look: Look) -> None:
    """More text at the end of a paragraph."""
    for number, line in enumerate(discreet(text).split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break(WD_BREAK.LINE)
        run.add_text(line)
        set_fonts(run._element.get_or_add_rPr(), look.font)


def set_fonts(properties: Any, east_asian: str, latin: str = _LATIN) -> None:
    """Name the fonts of a run or style; the hint makes “ ” and … Chinese characters."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    fonts = OxmlElement("w:rFonts")
    values = {"w:hint": "eastAsia", "w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": east_asian, "w:cs": latin}
    for name, value in values.items():
        fonts.set(qn(name), value)
    first = properties.find(qn("w:rStyle"))
    properties.insert(0 if first is None else 1, fonts)


def save(document: Any, path: Path) -> None:
    """Write the document; the zip entries carry a fixed time.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    buffer = io.BytesIO()
    document.save(buffer)
    packed = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type, fixed.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(fixed, source.read(entry))
    try:
        path.write_bytes(packed.getvalue())
    except OSError as error:
        raise unwritable(path) from error


def _set_properties(document: Any, title: str, day: date) -> None:
    properties = document.core_properties
    moment = datetime(day.year, day.month, day.day)
    properties.title, properties.subject, properties.language = title, "内部资料 注意保存", "zh-CN"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _set_styles(document: Any) -> None:
    """Keep the few styles in use, and give each its fonts: python-docx sets the Latin ones only."""
    styles = document.styles
    for style in list(styles):
        if style.name not in _KEPT_STYLES:
            style.delete()
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(defaults, FANGSONG)
    defaults.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    normal = styles["Normal"]
    _shape(normal, Look.BODY, indented=False)
    for name in ("Header", "Footer"):
        _shape(styles[name], Look.BODY, indented=False)
    for look in Look:
        style = _style(styles, look)
        style.base_style = normal
        style.next_paragraph_style = normal
        _shape(style, look, indented=bool(look.value[3]))


def _style(styles: Any, look: Look) -> Any:
    name = _STYLE_NAMES[look]
    if name in _KEPT_STYLES:
        return styles[name]
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.styleId = f"bianzhi{look.name}"
    return style


def _shape(style: Any, look: Look, indented: bool) -> None:
    _, size, alignment, _ = look.value
    element = style.element
    for tag in ("w:rPr", "w:pPr", "w:link", "w:unhideWhenUsed", "w:semiHidden"):
        for found in element.findall(qn(tag)):
            element.remove(found)
    properties = element.get_or_add_rPr()
    style.font.size = Pt(size)
    _add(properties, "w:spacing", {"w:val": str(_TIGHTER)}, before=("w:sz",))
    _add(properties, "w:szCs", {"w:val": str(int(size * 2))})
    set_fonts(properties, look.font)
    format_ = style.paragraph_format
    format_.alignment = alignment
    format_.line_spacing = Pt(look.line)
    format_.space_before = format_.space_after = Pt(0)
    format_.widow_control = False
    paragraph = element.get_or_add_pPr()
    for tag in ("w:autoSpaceDE", "w:autoSpaceDN"):
        _add(paragraph, tag, {"w:val": "0"}, before=("w:spacing", "w:ind", "w:jc"))
    if look.line != _LINE:  # off the grid, or LibreOffice gives such a line two
        _add(paragraph, "w:snapToGrid", {"w:val": "0"}, before=("w:spacing", "w:ind", "w:jc"))
    if indented:
        _add(paragraph, "w:ind", {"w:firstLineChars": "200", "w:firstLine": str(size * 40)}, before=("w:jc",))
    if look in (Look.HEADING_1, Look.HEADING_2):
        format_.keep_with_next = True
        _add(paragraph, "w:outlineLvl", {"w:val": "0" if look is Look.HEADING_1 else "1"})


def _add(parent: Any, tag: str, values: dict[str, str], before: tuple[str, ...] = ()) -> None:
    """Add an element, ahead of the first of ``before`` there is: Word insists on the schema's order."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(name), value)
    following = next((found for name in before if (found := parent.find(qn(name))) is not None), None)
    if following is None:
        parent.append(element)
    else:
        following.addprevious(element)


def _set_grid(section: Any) -> None:
    """22 lines a page. Type ``lines``: with ``linesAndChars`` LibreOffice sets 18 characters a line."""
    for found in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(found)
    _add(section._sectPr, "w:docGrid", {"w:type": "lines", "w:linePitch": str(int(_LINE * 20))})


def _set_settings(document: Any) -> None:
    """Word 2013 and later without 兼容模式, Chinese as the East-Asian language."""
    settings = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    settings.remove(settings.find(qn("w:savePreviewPicture")))
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _drop_unused_parts(document: Any) -> None:
    """Leave out what python-docx's own template brings along: a picture, lists, the name of another program."""
    unused = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml", "numbering")
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(unused)]:
            del relations[key]


def _set_fonts_part(document: Any) -> None:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in _STAND_INS.items()
    )
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="'
    text = f'{start}http://schemas.openxmlformats.org/wordprocessingml/2006/main">{fonts}</w:fonts>'
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = text.encode()


def _add_page_number(footer: Any, alignment: WD_ALIGN_PARAGRAPH, side: str) -> None:
    """— 1 — in 四号宋体, one character from the outer edge of the text."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    _add(
        paragraph._p.get_or_add_pPr(),
        "w:ind",
        {f"w:{side}Chars": "100", f"w:{side}": str(_SIZE_4 * 20), "w:firstLine": "0"},
        before=("w:jc",),
    )
    for kind, text in (
        ("t", "— "),
        ("begin", ""),
        ("instrText", " PAGE "),
        ("separate", ""),
        ("t", "1"),
        ("end", ""),
        ("t", " —"),
    ):
        run = paragraph.add_run()
        run.font.size = Pt(_SIZE_4)
        set_fonts(run._element.get_or_add_rPr(), SONGTI, SONGTI)
        if text:
            element = OxmlElement(f"w:{kind}")
            element.set(qn("xml:space"), "preserve")
            element.text = text
            run._element.append(element)
        else:
            _add(run._element, "w:fldChar", {"w:fldCharType": kind})
