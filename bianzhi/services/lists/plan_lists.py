"""What a plan proposes for one unit, person by person."""

from bianzhi.domain.hidden_names import name_or_number
from bianzhi.domain.identifiers import with_numbers_masked
from bianzhi.domain.list_table import ListColumn, ListColumnKind, ListRow, ListTable, Searched
from bianzhi.domain.plan import Move
from bianzhi.domain.terms import Category
from bianzhi.services.lists.sources import ListSources
from bianzhi.services.lists.unit_lists import choice, figure, unit_column

_LEAVES, _COMES, _WITHIN = "拟调出", "拟调入", "本单位内"


def moves_list(sources: ListSources, unit: str) -> ListTable:
    """One row per proposed move that touches the unit, in the order of the roster."""
    columns = (
        ListColumn("变化", ListColumnKind.CHOICE, 84, order=(_LEAVES, _COMES, _WITHIN)),
        ListColumn("姓名", width=84, searched=Searched.NAMES),
        ListColumn("人员编号", width=96, searched=Searched.WORDS),
        unit_column(sources, "现单位"),
        unit_column(sources, "拟调入单位"),
        choice("现编制类型", 112, Category),
        choice("拟用编制类型", 112, Category),
        ListColumn("拟任岗位", width=150),
        figure("匹配分", adds_up=False),
        ListColumn("理由", width=300),
    )
    moves = sources.plan.moves if sources.plan else ()
    rows = [
        ListRow(_values(sources, move, unit), unit, move.person)
        for move in moves
        if unit in (move.from_unit, move.to_unit)
    ]
    return ListTable("方案中的变化", columns, tuple(rows), "人")


def _values(sources: ListSources, move: Move, unit: str) -> tuple[str | int, ...]:
    person = sources.establishment.person.get(move.person)
    within = move.from_unit == move.to_unit
    change = _WITHIN if within else _LEAVES if move.from_unit == unit else _COMES
    return (
        change,
        name_or_number(person.name, person.id) if person else "",
        move.person,
        sources.unit_name(move.from_unit),
        sources.unit_name(move.to_unit),
        move.from_category.value,
        move.to_category.value,
        move.place.post or "空编（未提岗位需求）",
        move.fit.score,
        with_numbers_masked("".join(move.reasons[:1])),
    )
