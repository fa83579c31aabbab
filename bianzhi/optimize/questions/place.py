"""Why one person is not placed in a unit: place by place the first rule that bars, or the price of forcing it."""

from typing import NoReturn

from bianzhi.domain.answers import PlaceAnswer
from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.nearest import several_nearest
from bianzhi.domain.plan import Place, Plan
from bianzhi.domain.terms import Category
from bianzhi.errors import SettingsError
from bianzhi.law.citation import statute
from bianzhi.optimize.eligibility import Opening
from bianzhi.optimize.questions.asked import Asked, asked
from bianzhi.optimize.questions.bars import lock_end, place_bar
from bianzhi.optimize.questions.person import nearest_people
from bianzhi.optimize.questions.pricing import priced_place
from bianzhi.optimize.questions.words import fit_words, quota_words, who


def why_place(
    establishment: Establishment,
    plan: Plan,
    person: str,
    unit: str,
    category: Category | None = None,
    post: str = "",
) -> tuple[PlaceAnswer, ...]:
    """Why a person is not placed in a unit, for each of its places, or for those of one type or post.

    Where he may take the place, ``price`` holds every objective of the plan beside the best plan that puts him there, and
    ``displaced`` whose line then changes. A type of the unit without vacancies is answered with its figures.

    Raises
    ------
    SettingsError
        The ledger has no such person, unit, type in the unit, or post.
    BianzhiError
        The plan is not one of this ledger and its settings.
    """
    someone, code = _person_of(establishment, person), unit_code(establishment, unit)
    question = asked(establishment, plan)
    cells = [cell for cell in establishment.cells if cell[0] == code and category in (None, cell[1])]
    if not cells:
        refuse_type(establishment, code, category)
    openings = [
        opening
        for opening in question.found.openings
        if opening.place.cell in cells and post in ("", opening.place.post)
    ]
    if post and not openings:
        openings = _posts_without_room(establishment, code, category, post)
    full = [] if post else [cell for cell in cells if not any(each.place.cell == cell for each in openings)]
    answers = [_answer(question, someone, opening) for opening in openings]
    return (*answers, *(_without_vacancy(question, Place(*cell)) for cell in full))


def unit_code(establishment: Establishment, unit: str) -> str:
    """The code of a unit given by code or full name.

    Raises
    ------
    SettingsError
        There is none; the nearest names are told.
    """
    if unit in establishment.unit:
        return unit
    codes = [each.code for each in establishment.units if each.name == unit]
    if len(codes) == 1:
        return codes[0]
    names = {each.name: each.code for each in establishment.units}
    near = several_nearest(unit, (*names, *establishment.unit), 3)
    listed = "、".join(f"{names[name]} {name}" if name in names else name for name in near)
    raise SettingsError(
        f"台账中没有编码或名称为“{unit}”的机构。", f"最接近的有：{listed}。" if listed else "请核对机构编码。"
    )


def _person_of(establishment: Establishment, person: str) -> Person:
    if person in establishment.person:
        return establishment.person[person]
    near = nearest_people(establishment, person)
    listed = "、".join(who(establishment, each) for each in near)
    raise SettingsError(
        f"台账中没有编号为“{person}”的人员。", f"最接近的有：{listed}。" if listed else "请核对人员编号。"
    )


def refuse_type(establishment: Establishment, unit: str, category: Category | None) -> NoReturn:
    """Say that a unit has no posts and no people of a type, and which types it has."""
    has = "、".join(cell[1] for cell in establishment.cells if cell[0] == unit)
    name = establishment.unit[unit].name
    raise SettingsError(
        f"{name}没有{category or '任何编制'}。", f"该单位有：{has}。" if has else "请先在台账“编制”表中核定编制。"
    )


def _posts_without_room(
    establishment: Establishment, unit: str, category: Category | None, title: str
) -> list[Opening]:
    """Posts of a title that are listed but whose cell has no vacancy; capacity 0."""
    posts = [post for post in establishment.posts if post.unit == unit and category in (None, post.category)]
    found = [post for post in posts if post.title == title]
    if not found:
        titles = "、".join(dict.fromkeys(post.title for post in posts))
        raise SettingsError(
            f"{establishment.unit[unit].name}没有名为“{title}”的岗位需求。",
            f"该单位的岗位有：{titles}。" if titles else "该单位没有列出岗位需求，请不指定岗位。",
        )
    return [Opening(Place(unit, post.category, post.title, post.section, post.at.row), 0, post) for post in found]


def _answer(question: Asked, someone: Person, opening: Opening) -> PlaceAnswer:
    place = opening.place
    barred = next((found for locked, found in question.found.locked if locked.id == someone.id), None)
    if barred is not None:
        words = f"{barred.rule}；{lock_end(someone, barred, question.found)}"
        return PlaceAnswer(place, False, words, str(barred.source))
    movable = any(each.id == someone.id for each in question.found.movable)
    if not movable and someone.id not in question.numbers_of:
        return PlaceAnswer(place, False, _not_concerned(question, someone), str(statute("decree-486").article(6)))
    if not opening.capacity:
        return _without_vacancy(question, place)
    barred = place_bar(question.found, someone, opening)
    if barred is not None:
        return PlaceAnswer(place, False, barred.rule, str(barred.source))
    for number in question.numbers_of[someone.id]:
        if question.pairs[number].opening.place == place:
            return _allowed(question, number)
    return PlaceAnswer(place, False, "双向交流须不低于现有匹配和层次，此处不符合", str(statute("local-practice").whole))


def _allowed(question: Asked, number: int) -> PlaceAnswer:
    pair = question.pairs[number]
    if number in question.chosen:
        fit = question.found.scale.fit(pair.person, pair.opening)
        return PlaceAnswer(pair.opening.place, True, f"本方案已拟安排到此处；{fit_words(fit)}", fit=fit)
    return priced_place(question, number)


def _not_concerned(question: Asked, someone: Person) -> str:
    if not someone.counted or someone.category is None:
        return f"人员状态为{someone.state}，不占编制，不涉及调剂"
    return f"所在的{quota_words(question.establishment, (someone.unit, someone.category))}，没有须调出的人员"


def _without_vacancy(question: Asked, place: Place) -> PlaceAnswer:
    cell: CellKey = place.cell
    establishment, room = question.establishment, question.found.limits.room(cell)
    excess = establishment.excess(cell)
    if excess:
        state = f"超编{excess}人，只出不进"
    elif establishment.vacancies(cell):
        state = f"空编{establishment.vacancies(cell)}名，扣除在途调入和适度空编后可调入{room}名"
    else:
        state = "满编，没有空编"
    source = str(statute("decree-486").article(6))
    return PlaceAnswer(place, False, f"{quota_words(establishment, cell)}，{state}", source)
