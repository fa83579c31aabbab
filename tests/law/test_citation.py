"""Statutes and citations: every one used exists, and what is no law does not pass for one."""

import ast
from datetime import date
from pathlib import Path

import pytest

import bianzhi
from bianzhi.errors import LawDataError
from bianzhi.law.citation import Citation, Statute, citation, statute, statutes

PACKAGE = Path(bianzhi.__file__).parent


def keys_in_code() -> set[str]:
    """Every literal given to ``statute(…)`` anywhere in the package."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "statute":
                found |= {argument.value for argument in node.args if isinstance(argument, ast.Constant)}
    return found


def test_every_statute_the_code_cites_exists() -> None:
    """No citation can fail at run time."""
    assert {"decree-486", "civil-servants-law"} <= keys_in_code() <= statutes().keys()


@pytest.mark.parametrize("each", statutes().values(), ids=lambda each: each.key)
def test_every_statute_is_complete(each: Statute) -> None:
    """Title, issuer and effective date; repealed, if at all, after that; official titles without book-title marks."""
    assert each.title
    assert each.issuer
    assert "《" not in each.title
    assert isinstance(each.effective, date)
    assert each.repealed is None or each.repealed > each.effective


def test_a_citation_reads_as_one() -> None:
    """Article by number or by place, or the statute as a whole."""
    decree = statute("decree-486")

    assert str(decree.article(15)) == "《地方各级人民政府机构设置和编制管理条例》第15条"
    assert str(statute("transfer-provisions").article("第二章")) == "《公务员转任规定》第二章"
    assert str(decree.whole) == "《地方各级人民政府机构设置和编制管理条例》"


def test_a_practice_is_not_dressed_up_as_a_law() -> None:
    """Local practice has no book-title marks, and says that it is none."""
    assert str(statute("local-practice").whole) == "地方惯例（无统一法律条文，可在设置或参数中修改）"
    assert {each.key for each in statutes().values() if not each.verified} == {
        "local-practice",
        "reform-brief",
        "ledger-template",
    }


def test_citations_from_tables() -> None:
    """``article`` is a number, ``place`` is words, neither is the whole."""
    assert citation({"statute": "decree-486", "article": 6}) == statute("decree-486").article(6)
    assert citation({"statute": "transfer-provisions", "place": "第二章"}).place == "第二章"
    assert citation({"statute": "decree-486"}) == Citation(statute("decree-486"), "")


def test_an_unknown_statute_is_an_error() -> None:
    """Nobody can cite what is not in the table."""
    with pytest.raises(LawDataError, match="decree-000"):
        statute("decree-000")
