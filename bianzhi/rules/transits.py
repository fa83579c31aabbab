"""B2xx 在途变动: people promised to a cell or on their way out of it, against vacancies, roster and calendar."""

from collections.abc import Iterator

from bianzhi.domain.cell import CellRef
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment, Person, Transit
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import Direction
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_TEMPLATE = statute("ledger-template").whole


@rule(
    id="B209",
    title="在途调入不得超过空编",
    source=statute("decree-486").article(6),
    severity=Severity.WARNING,
)
def promised_entries_fit_the_vacancies(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Who is promised to a cell finds a vacancy there: persons in post and promised, less those departing, are within quota.

    法条大意：实有人员不得突破规定的编制。
    """
    for cell in dict.fromkeys((transit.unit, transit.category) for transit in establishment.transits):
        promised = _of(establishment, cell, Direction.IN)
        coming = sum(transit.persons for transit in promised)
        going = sum(transit.persons for transit in _of(establishment, cell, Direction.OUT))
        has, posts = establishment.in_post.get(cell, 0), establishment.authorized.get(cell, 0)
        over = has + coming - going - posts
        if coming and over > 0:
            yield Breach(
                at=promised[0].at.cell("persons"),
                message=f"{establishment.unit[cell[0]].name}{cell[1]}核定 {posts} 名，实有 {has} 人，在途调出 {going} 人，"
                f"在途调入 {coming} 人，到位后超编 {min(over, coming)} 人。",
                hint="请核对在途调入是否已经核准使用编制；已办结的请更新“人员”表并删去该行。",
            )


@rule(
    id="B210",
    title="在途变动到期应已在人员表中体现",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def transits_end_when_they_take_effect(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """From its effective day on a change stands in the roster and no longer among those in transit.

    While it stands in both it would be counted twice; while it stands in neither the counts are out of date.
    """
    for transit in establishment.transits:
        if transit.effective_on is None or transit.effective_on > law.day:
            continue
        unit = establishment.unit[transit.unit]
        person = establishment.person.get(transit.person)
        who = f"{person.name}（{person.id}）" if person else f"{transit.persons} 人"
        yield Breach(
            at=transit.at.cell("effective_on"),
            message=f"{unit.name}{transit.category}在途{transit.direction}{who}，生效日期{day_in_words(transit.effective_on)}已到。",
            hint="请核对“人员”表：已更新的删去本行，未办结的更正生效日期。",
        )


@rule(
    id="B211",
    title="在途变动所列人员应与人员表相符",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def people_in_transit_are_where_they_come_from(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Whoever is named as leaving is counted in the cell he leaves, once; whoever is named as coming is not yet counted there."""
    leaving: set[str] = set()
    for transit in establishment.transits:
        person = establishment.person.get(transit.person)
        if person is None:
            continue
        there = person.counted and (person.unit, person.category) == (transit.unit, transit.category)
        place = f"{establishment.unit[transit.unit].name}{transit.category}"
        if transit.direction is Direction.IN and there:
            yield _wrong(transit, f"{_named(person)}已在“人员”表中计入{place}，在途调入会重复计算。")
        elif transit.direction is Direction.OUT and person.id in leaving:
            yield _wrong(transit, f"{_named(person)}列了不止一次在途调出，应只列一次。")
        elif transit.direction is Direction.OUT and not there:
            yield _wrong(transit, f"{_named(person)}列为从{place}调出，按“人员”表现不计入该处。")
        if transit.direction is Direction.OUT:
            leaving.add(person.id)


def _wrong(transit: Transit, message: str) -> Breach:
    at: CellRef = transit.at.cell("person")
    return Breach(at=at, message=message, hint="请核对人员编号、机构和编制类型；已办结的请删去本行。")


def _named(person: Person) -> str:
    return f"{person.name}（{person.id}）"


def _of(establishment: Establishment, cell: tuple[str, str], direction: Direction) -> list[Transit]:
    return [
        transit
        for transit in establishment.transits
        if (transit.unit, transit.category) == cell and transit.direction is direction
    ]
