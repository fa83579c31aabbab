"""SVG as text: escaping, shapes and groups. Whatever comes from the ledger passes through ``escaped``."""

from collections.abc import Iterable, Sequence
from re import compile as pattern

FONTS = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"

_NOT_IN_XML = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&#39;"}


def escaped(text: str) -> str:
    """``text`` as it may stand in XML content and in a quoted attribute; characters XML cannot hold are dropped."""
    return _NOT_IN_XML.sub("", text).translate(_ESCAPES)


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _attributes(values: dict[str, str | float]) -> str:
    """Attributes in the order given; ``stroke_width`` is written stroke-width. Empty ones are left out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escaped(value) if isinstance(value, str) else number(value)}"'
        for name, value in values.items()
        if value != ""
    )


def element(name: str, content: Iterable[str] = (), /, **attributes: str | float) -> str:
    """One element; ``content`` is markup, already escaped."""
    inside = "".join(content)
    opening = f"<{name}{_attributes(attributes)}"
    return f"{opening}>{inside}</{name}>" if inside else f"{opening}/>"


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0, **attributes: str | float) -> str:
    """A rectangle, with round corners where a radius is given."""
    return element("rect", x=x, y=y, width=width, height=height, rx=radius or "", **attributes)


def path(commands: Iterable[str], **attributes: str | float) -> str:
    """One path of many strokes; nothing where there are no commands."""
    strokes = "".join(commands)
    return element("path", d=strokes, **attributes) if strokes else ""


def across(x1: float, x2: float, y: float) -> str:
    """Path command of a horizontal line."""
    return f"M{number(x1)} {number(y)}H{number(x2)}"


def down(x: float, y1: float, y2: float) -> str:
    """Path command of a vertical line."""
    return f"M{number(x)} {number(y1)}V{number(y2)}"


def text(x: float, y: float, content: str, size: float, **attributes: str | float) -> str:
    """One line of text; ``y`` is the base line."""
    return element("text", [escaped(content)], x=x, y=y, font_size=size, **attributes)


def text_downwards(x: float, y: float, content: str, size: float, step: float, **attributes: str | float) -> str:
    """One column of upright characters around ``x``, the first base line at ``y``, ``step`` pixels apart.

    The places are listed one by one, because ``writing-mode`` is not drawn alike by browsers and office programs.
    """
    content = _NOT_IN_XML.sub("", content)
    places: list[float] = []
    for index, char in enumerate(content):
        places += [y + index * step] * (2 if ord(char) > 0xFFFF else 1)
    columns = " ".join([number(x)] * len(places))
    rows = " ".join(number(place) for place in places)
    return element("text", [escaped(content)], x=columns, y=rows, font_size=size, **attributes)


def title(lines: Sequence[str]) -> str:
    """The tooltip of the element it stands in."""
    return element("title", [escaped("\n".join(lines))])


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def description(words: str) -> str:
    """What the element it stands in shows, in a sentence, for those who cannot see it."""
    return element("desc", [escaped(words)])


def document(content: Iterable[str], width: float, height: float, label: str, **attributes: str) -> str:
    """A standalone SVG document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + element(
            "svg",
            [title([label]), *content],
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {number(width)} {number(height)}",
            role="img",
            aria_label=label,
            font_family=FONTS,
            text_anchor="middle",
            **attributes,
        )
        + "\n"
    )
