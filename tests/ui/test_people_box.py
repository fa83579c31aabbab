"""A box for people: all of a district in it, and a search before it where there are more than a browser bears."""

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.ui.components import people_box
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.advice import person_words
from tests.ui.pages_under_test import opened, press
from tests.ui.small_office import loaded_session, small_establishment


def _people(app: AppTest) -> list[str]:
    return list(next(box for box in app.multiselect if box.label.startswith("人员")).options)


def _words(*ids: str) -> list[str]:
    return [person_words(small_establishment(), id) for id in ids]


def test_a_district_is_in_the_box() -> None:
    """Seven people, all offered, and no search before it."""
    app = opened(Step.REQUIREMENTS, loaded_session())

    assert len(_people(app)) == 7
    assert "先查找人员" not in [box.label for box in app.text_input]


def test_of_too_many_people_only_those_searched_for_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody before the search; who was chosen stays while another is searched for; both are in the wish."""
    monkeypatch.setattr(people_box, "MOST_IN_A_BOX", 3)
    app = opened(Step.REQUIREMENTS, loaded_session())
    assert _people(app) == []

    search = next(box for box in app.text_input if box.label == "先查找人员")
    search.set_value("张试2").run()
    assert _people(app) == _words("P002")
    next(box for box in app.multiselect if box.label.startswith("人员")).set_value(["P002"]).run()
    next(box for box in app.text_input if box.label == "先查找人员").set_value("张试4").run()
    assert _people(app) == _words("P002", "P004")
    next(box for box in app.multiselect if box.label.startswith("人员")).set_value(["P002", "P004"]).run()
    next(box for box in app.text_input if box.label.startswith("理由")).set_value("专项任务")
    next(box for box in app.text_input if box.label.startswith("提出人")).set_value("编办")
    press(app, "加入要求")

    assert [wish.persons for wish in app.session_state[SESSION_KEY].settings.wishes] == [("P002", "P004")]


def test_a_search_offers_as_many_as_the_box_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """张试 is in every name: the first three."""
    monkeypatch.setattr(people_box, "MOST_IN_A_BOX", 3)
    choices = {str(number): f"张试{number}" for number in range(5)}

    assert people_box.matching(choices, "张试") == ["0", "1", "2"]
    assert people_box.matching(choices, "") == []
    assert people_box.matching({"1": "张试1"}, "") == ["1"]
