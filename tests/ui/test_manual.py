"""用户手册 says what the pages say: every button and page it names is there, every error is one the program has."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from bianzhi.ui.manual_reader import Chapter, as_markdown, as_page, chapters, search_manual
from bianzhi.ui.shell.pages import Step
from tests.browser.manual import PICTURES, kept_controls
from tests.browser.manual_story import MOST_BYTES, WIDTH

DOCUMENT = Path(__file__).parents[2] / "docs" / "manual" / "用户手册.md"
SOURCES = Path(__file__).parents[2] / "bianzhi"
NAMED = re.compile(r"「([^」]+)」(开头)?")
ERROR_HEADING = re.compile(r"^### “(.+)”$", re.MULTILINE)
SOMETHING = "\0"
"""Stands for whatever the program fills into a sentence."""
COUNTED = re.compile(rf"（[^（）]*{SOMETHING}[^（）]*）$")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SELF = ("tour.py", "manual_reader.py")
"""What speaks about the pages proves nothing about them."""
MOST_BYTES_IN_ALL = 3_000_000


def texts_of(tree: ast.AST) -> Iterator[str]:
    """Every text of a module, docstrings left out; what is filled in is one sign."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inner |= {id(part) for part in node.values}
            yield "".join(_part(part) for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | inner:
            yield node.value


def _part(part: ast.expr) -> str:
    """A part of a text that is filled in: its words, or those of a constant of the package."""
    if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name):
        return constants().get(part.value.id, SOMETHING)
    return str(part.value) if isinstance(part, ast.Constant) else SOMETHING


@cache
def constants() -> dict[str, str]:
    """Texts that a module gives a name in capitals."""
    found = {}
    for path in SOURCES.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                named = [target.id for target in node.targets if isinstance(target, ast.Name) and target.id.isupper()]
                found |= dict.fromkeys(named, str(node.value.value))
    return found


@cache
def texts_below(folder: str) -> frozenset[str]:
    """The Chinese texts of all modules of a folder of the package."""
    modules = [path for path in (SOURCES / folder).rglob("*.py") if path.name not in SELF]
    texts = {text for path in modules for text in texts_of(ast.parse(path.read_text("utf-8")))}
    return frozenset(text for text in texts if CHINESE.search(text))


@cache
def labels() -> frozenset[str]:
    """Whatever may be the label of a control: texts of the pages, of the chart's tools, and words of closed lists."""
    tools = (SOURCES / "ui" / "components" / "assets" / "org_chart_view.html").read_text("utf-8")
    marked = set(re.findall(r'>([^<>]+)</button>|placeholder="([^"]+)"', tools))
    told = texts_below("ui") | texts_below("services/lists") | {word for pair in marked for word in pair if word}
    told |= {step.heading for step in Step}
    return frozenset(told | {COUNTED.sub("", text) for text in told})


def is_label(name: str, *, begins: bool = False) -> bool:
    """Whether a control of the pages is called so, or begins so; of a label that is filled in, half must be its own words."""
    if begins:
        return any(text.startswith(name) for text in labels())
    return name in labels() or any(
        2 * len(CHINESE.findall(text)) >= len(CHINESE.findall(name))
        and re.fullmatch(re.escape(text).replace(re.escape(SOMETHING), ".+"), name) is not None
        for text in labels()
        if SOMETHING in text and len(CHINESE.findall(text)) > 1
    )


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.key)
def test_every_name_in_the_manual_is_on_the_pages(chapter: Chapter) -> None:
    """「…」 is a button, page, tab, box or switch; whoever renames one is told which chapter still has the old name."""
    named = NAMED.findall(chapter.source)
    wrong = [name for name, begins in named if not is_label(name, begins=bool(begins))]

    assert wrong == []


def test_a_name_that_no_page_has_is_found() -> None:
    """The check can fail: neither a made-up name nor the word of a docstring or a longer sentence passes."""
    assert not is_label("一键全部批准")
    assert not is_label("采用为")
    assert is_label("采用为方案")
    assert is_label("拟调整名单"), "a tab with a count"
    assert is_label("为什么", begins=True)


def test_every_question_quotes_an_error_of_the_program() -> None:
    """The headings of 常见问题 are the very words that the program says."""
    questions = next(chapter for chapter in chapters() if "常见问题" in chapter.title)
    quoted = ERROR_HEADING.findall(questions.source)
    said = texts_below("") | {(SOURCES / "ui" / "shell" / "old_browser.py").read_text("utf-8")}

    assert len(quoted) > 25
    assert [words for words in quoted if not any(words in text for text in said)] == []


def test_every_chapter_has_a_picture_and_every_picture_is_there() -> None:
    """The appendix of terms aside; no picture lies about that no chapter shows; all of them are small."""
    shown = [path for chapter in chapters() for path in chapter.pictures]
    files = sorted(f"pictures/{path.name}" for path in PICTURES.glob("*.png"))

    assert [chapter.title for chapter in chapters()[:-1] if not chapter.pictures] == []
    assert sorted(shown) == files
    assert sorted(kept_controls()) == sorted(Path(path).stem for path in shown)
    sizes = [path.stat().st_size for path in PICTURES.glob("*.png")]
    assert max(sizes) <= MOST_BYTES
    assert sum(sizes) <= MOST_BYTES_IN_ALL
    for path in PICTURES.glob("*.png"):
        with Image.open(path) as picture:
            assert picture.width == WIDTH, path.name


def test_the_manual_in_docs_is_up_to_date() -> None:
    """Whoever changes a chapter runs ``make docs``."""
    assert DOCUMENT.read_text("utf-8") == as_markdown(), "run: make docs"
    for path in re.findall(r"\]\((\.\./[^)]+)\)", DOCUMENT.read_text("utf-8")):
        assert (DOCUMENT.parent / path).is_file(), path


def test_the_manual_is_installed_with_the_package() -> None:
    """Chapters and pictures are package data, so that the page shows them offline from an installed package."""
    settings = (SOURCES.parent / "pyproject.toml").read_text("utf-8")

    assert '"*.md"' in settings
    assert '"*.png"' in settings


def test_the_page_for_print_holds_every_picture_itself() -> None:
    """One file, nothing fetched: as many pictures in it as the chapters show."""
    page = as_page("用户手册").decode()

    assert page.count('src="data:image/png;base64,') == sum(len(chapter.pictures) for chapter in chapters())
    assert "pictures/" not in page
    assert "http" not in page.replace("http://127.0.0.1:8501", "")
    assert "<h3>安全修复</h3>" in page


@pytest.mark.parametrize(
    ("query", "title"),
    [("撤销 重做", "撤销和重做"), ("aqxf", "安全修复"), ("备份", "备份"), ("没有写经办人", "“没有写经办人。”")],
)
def test_the_manual_is_searched_by_words_and_initials(query: str, title: str) -> None:
    """Words stand anywhere, initials in a heading; a section whose heading says it comes first."""
    assert title in [hit.section.title for hit in search_manual(query)][:3]


def test_nothing_is_found_for_what_the_manual_does_not_say() -> None:
    """No section is a hit by chance."""
    assert search_manual("蓝牙打印机") == ()
    assert search_manual("  ") == ()
