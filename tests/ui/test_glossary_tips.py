"""The terms of art: short, from statutes we know, and explained wherever a card, an input or a column bears their name."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.errors import LawDataError
from bianzhi.law.citation import citation, statutes
from bianzhi.ui.glossary_tips import MOST_CHARACTERS, terms, tip
from bianzhi.ui.shell.pages import Step
from tests.ui.pages_under_test import opened
from tests.ui.small_office import loaded_session
from tests.ui.small_reform import session_to_reform

INPUTS = ("number_input", "selectbox", "multiselect", "text_input", "date_input", "checkbox", "toggle", "radio")
ASKED_FOR = (
    *("编制", "核定编制", "实有", "占编", "超编", "空编", "满编", "领导职数", "内设机构限额", "人岗相适", "身份对等"),
    *("参公", "混编混岗", "编随事走", "周转池", "成建制", "待安置区", "大科室制", "三方比对", "最优界", "最优性证书"),
)


def test_a_meaning_is_short_and_ends() -> None:
    """At most 60 characters, one or two whole sentences; no term stands twice, under no name."""
    labels = [label for term in terms() for label in (term.term, *term.labels)]

    assert [term.term for term in terms() if not 8 <= len(term.meaning) <= MOST_CHARACTERS] == []
    assert [term.term for term in terms() if not term.meaning.endswith("。")] == []
    assert len(labels) == len(set(labels))


def test_the_terms_of_the_field_are_there() -> None:
    """Those that a newcomer to the office would have to ask about."""
    assert [term for term in ASKED_FOR if tip(term) is None] == []


def test_every_source_is_a_statute_that_we_know() -> None:
    """A statute that is not in the library cannot be cited; one that is no law says so by its own title."""
    cited = [term.source for term in terms() if term.source]

    assert {source.statute.key for source in cited} <= set(statutes())
    assert all(source.place for source in cited if source.statute.key == "decree-486")
    with pytest.raises(LawDataError):
        citation({"statute": "no-such-law", "article": 1})


def test_what_stands_in_brackets_behind_a_term_does_not_count() -> None:
    """A unit, 前 or 后: the term is the same; another word with the same beginning is another."""
    assert tip("超编（前）") == tip("超编")
    assert tip("超编（前）") is not None
    assert tip("超编最多的单位") is None


@pytest.mark.parametrize("step", list(Step))
def test_every_term_on_a_page_has_its_tip(step: Step) -> None:
    """Cards, inputs and headings of columns whose label is a term explain it."""
    begin = session_to_reform() if step.name.startswith("REFORM") else loaded_session(solved=True)
    page = opened(step, begin)
    bare = [
        element.label
        for kind in ("metric", *INPUTS)
        for element in getattr(page, kind)
        if tip(element.label) and not element.proto.help
    ]
    for shown in page.dataframe:
        looks = json.loads(shown.proto.columns or "{}")
        for heading in shown.value.columns:
            look = looks.get(heading) or {}
            if tip(heading) and not look.get("hidden") and not look.get("help"):
                bare.append(heading)

    assert bare == []


def test_the_list_of_terms_can_be_searched() -> None:
    """All of them; those with a word; a kind answer where none has it."""
    page = AppTest.from_function(_glossary).run()
    assert len(page.table[0].value) == len(terms())

    page.text_input[0].set_value("周转").run()
    assert "周转池" in page.table[0].value.index
    assert len(page.table[0].value) < len(terms())

    page.text_input[0].set_value("没有的词").run()
    assert "没有的词" in page.info[0].value
    assert not page.exception


def _glossary() -> None:
    from bianzhi.ui.glossary_tips import glossary_view  # noqa: PLC0415 the text of this function is a page

    glossary_view()
