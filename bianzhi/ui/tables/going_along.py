"""随转人员: who could go along with duties or posts, with what bears on the choice.

The reason for a lock may itself be restricted, so only that there is one is shown.
"""

from collections.abc import Iterable, Mapping

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.terms import PersonState
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int | None]

_LEADER_MARK = "★"
_LOCKED = "台账注明不可调整"


def people_words(ledger: Establishment, unit: str) -> Mapping[str, str]:
    """People of a unit who hold a post, by id: name, number, section, post, grade, type, lock and wish; leaders starred."""
    return {person.id: _words(ledger, person) for person in ledger.people_of.get(unit, ()) if person.counted}


def _words(ledger: Establishment, person: Person) -> str:
    row = _row(ledger, person)
    told = [str(row[name]) for name in ("人员编号", "内设机构", "职务", "职级", "编制类型") if row[name]]
    if person.lock_reason:
        told.append("不可调整")
    if row["意愿"]:
        told.append(f"意愿：{row['意愿']}")
    mark = _LEADER_MARK if person.is_leader else ""
    return f"{mark}{row['姓名']}（{'，'.join(told)}）"


def going_rows(ledger: Establishment, people: Iterable[str]) -> list[Row]:
    """Those chosen, one under the other, in the order in which they were chosen."""
    return [_row(ledger, ledger.person[id]) for id in people if id in ledger.person]


def warnings_about(ledger: Establishment, people: Iterable[str]) -> list[str]:
    """What to think of before these people go along, each with their names: leaders, people locked, people not willing."""
    chosen = [ledger.person[id] for id in people if id in ledger.person]
    return [
        f"{words} {len(those)} 人：{'、'.join(shown(person.name) for person in those)}。{advice}"
        for words, advice, those in (
            (
                "领导",
                "任免按干部管理权限办理。",
                [person for person in chosen if person.is_leader],
            ),
            (_LOCKED + "的", "请先核实能否随转。", [person for person in chosen if person.lock_reason]),
            ("本人不愿意交流的", "请先做好工作。", [person for person in chosen if person.willingness == "不愿意"]),
        )
        if those
    ]


def _row(ledger: Establishment, person: Person) -> Row:
    section = ledger.section.get(person.section)
    return {
        "姓名": shown(person.name),
        "人员编号": shown(person.id),
        "内设机构": shown(section.name) if section else None,
        "职务": _post(person),
        "职级": shown(person.grade) or None,
        "编制类型": person.category.value if person.category else None,
        "人员状态": None if person.state is PersonState.ACTIVE else person.state.value,
        "能否调整": _LOCKED if person.lock_reason else "未注明限制",
        "意愿": person.willingness.value,
    }


def _post(person: Person) -> str | None:
    if not person.is_leader:
        return None
    where = "内设机构领导" if person.section else "单位领导"
    return f"{where}（{person.leader_rank.value}）" if person.leader_rank else where
