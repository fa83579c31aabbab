"""用户手册: its chapters as they lie in ``manual/``, cut into sections and blocks, searched, and as one page for print.

A chapter is Markdown of a few kinds: ``# 一、…`` its title, ``## …`` a section, ``![…](pictures/….png)`` alone on a line a
picture, and between them paragraphs, lists, tables and code. The files are ours, so nothing in them is escaped.
"""

import base64
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from bianzhi.services import lists
from bianzhi.ui.glossary_tips import terms

PICTURES_FROM_DOCS = "../../bianzhi/ui/manual/pictures"
"""Where the pictures are, seen from docs/manual."""
_PICTURE = re.compile(r"^!\[(?P<words>[^\]]+)\]\((?P<path>pictures/[a-z_]+\.png)\)$")
_MARKS = re.compile(r"[*`#|>]|!\[[^\]]*\]\([^)]*\)")
_TERMS = "附：术语"
_BEFORE, _AFTER = 18, 60
"""Characters of a section shown around what was found in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a chapter: text as Markdown, or a picture with its caption."""

    kind: Literal["text", "picture"]
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of a chapter."""

    title: str
    words: str
    """Its text without signs of Markdown, in one line."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter; ``key`` is its number in the address."""

    key: str
    title: str
    source: str
    """Its Markdown, with the title."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Its pieces in order, without the title."""
        return tuple(_blocks(self.source.split("\n", 1)[1]))

    @property
    def sections(self) -> Sequence[Section]:
        """Its sections; what stands before the first heading is a section of the title's name."""
        parts = re.split(r"^##+ +", self.source, flags=re.MULTILINE)
        found = [Section(self.title, _plain(parts[0].split("\n", 1)[1]))]
        for part in parts[1:]:
            title, _, text = part.partition("\n")
            found.append(Section(title.strip(), _plain(text)))
        return tuple(found)

    @property
    def pictures(self) -> Sequence[str]:
        """Paths of its pictures."""
        return tuple(block.path for block in self.blocks if block.kind == "picture")


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that was found, with the words around what was asked for."""

    chapter: Chapter
    section: Section
    excerpt: str


def manual_folder() -> Traversable:
    """Where the chapters and their pictures are, in an installed package too."""
    return files("bianzhi.ui").joinpath("manual")


@cache
def chapters() -> Sequence[Chapter]:
    """All chapters in their order."""
    names = sorted(entry.name for entry in manual_folder().iterdir() if entry.name.endswith(".md"))
    found = [_chapter(name) for name in names]
    return (*found, _terms_chapter(str(len(found) + 1)))


def _chapter(name: str) -> Chapter:
    source = manual_folder().joinpath(name).read_text("utf-8")
    title = source.split("\n", 1)[0].removeprefix("# ").strip()
    return Chapter(str(int(name[:2])), title, source)


def _terms_chapter(key: str) -> Chapter:
    """附：术语, made of the terms of the pages, so that there is one explanation of each."""
    lines = [f"# {_TERMS}", ""]
    for group in dict.fromkeys(term.group for term in terms()):
        lines += [f"## {group}", "", "| 术语 | 意思 |", "|---|---|"]
        lines += [f"| {term.term} | {term.tip} |" for term in terms() if term.group == group]
        lines.append("")
    return Chapter(key, _TERMS, "\n".join(lines))


def picture(path: str) -> bytes:
    """The bytes of a picture; none where it was never made."""
    found = manual_folder().joinpath(path)
    return found.read_bytes() if found.is_file() else b""


def search_manual(query: str) -> Sequence[Hit]:
    """Sections that have every word of the query: Chinese anywhere, pinyin and initials in their headings; headings first."""
    words = query.casefold().split()
    if not words:
        return ()
    in_title: list[Hit] = []
    in_text: list[Hit] = []
    for chapter in chapters():
        for section in chapter.sections:
            title = f"{chapter.title} {section.title}"
            if all(
                word in title.casefold() or (word.isascii() and lists.matches(word, section.title)) for word in words
            ):
                in_title.append(Hit(chapter, section, section.words[: _BEFORE + _AFTER]))
            elif all(word in section.words.casefold() for word in words):
                in_text.append(Hit(chapter, section, _excerpt(section.words, words[0])))
    return (*in_title, *in_text)


def as_markdown(pictures_at: str = PICTURES_FROM_DOCS) -> str:
    """The whole manual as one Markdown file; ``pictures_at`` is where its pictures are, seen from that file."""
    head = "# 用户手册\n\n" + "\n".join(f"- {chapter.title}" for chapter in chapters())
    body = "\n\n".join(re.sub(r"^#", "##", chapter.source.strip(), flags=re.MULTILINE) for chapter in chapters())
    return f"{head}\n\n{body}\n".replace("](pictures/", f"]({pictures_at}/")


def as_page(title: str) -> bytes:
    """The whole manual as one HTML file with its pictures in it: it opens in any browser, and prints on A4."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 only here, and only when it is asked for

    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(as_markdown("pictures"))
    body = re.sub(r'src="(pictures/[a-z_]+\.png)"', lambda found: f'src="{_embedded(found[1])}"', body)
    return _PAGE.replace("TITLE", title).replace("BODY", body).encode()


def _embedded(path: str) -> str:
    return "data:image/png;base64," + base64.b64encode(picture(path)).decode("ascii")


def _blocks(text: str) -> Iterator[Block]:
    lines: list[str] = []
    for line in text.splitlines():
        found = _PICTURE.match(line.strip())
        if found is None:
            lines.append(line)
            continue
        if "".join(lines).strip():
            yield Block("text", "\n".join(lines).strip())
        lines = []
        yield Block("picture", found["words"], found["path"])
    if "".join(lines).strip():
        yield Block("text", "\n".join(lines).strip())


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())


def _excerpt(words: str, wanted: str) -> str:
    place = words.casefold().find(wanted)
    begin = max(0, place - _BEFORE)
    return ("…" if begin else "") + words[begin : place + _AFTER] + "…"


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>TITLE</title><style>
body { font: 15px/1.75 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif; color: #1c2b3a; max-width: 60em;
  margin: 2em auto; padding: 0 1em; }
h1 { text-align: center; } h2 { border-bottom: 2px solid #1d5fa8; padding-bottom: .2em; margin-top: 2em; }
h3 { color: #1d5fa8; margin-top: 1.6em; }
img { width: 100%; border: 1px solid #d5dfea; } code { background: #f3f6fa; padding: 1px 4px; }
pre { background: #f3f6fa; padding: 8px 12px; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #8fa1b3; padding: 3px 8px; text-align: left; }
@media print { body { font-size: 11pt; margin: 0; max-width: none; } h2 { break-before: page; } img, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; } @page { size: A4; margin: 18mm; } }
</style></head><body>
BODY
</body></html>
"""


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
