"""Why someone has no place: the closest miss of all places, asked once for all whom the places' cells look at alike."""

from collections.abc import Hashable
from dataclasses import dataclass

from bianzhi.domain.establishment import Person
from bianzhi.optimize.eligibility import Bar, cell_bar, opening_bar, what_cells_ask
from bianzhi.optimize.reallocation.pairs import Candidates

_CLOSENESS = {
    "编制类型不对等": 0,
    "跨编制池": 1,
    "跨地区": 1,
    "未批准参公": 2,
    "服务期未满": 2,
    "机构信息无法识别": 1,
    "岗位要求无法识别": 2,
    "层次不对等": 3,
    "学历不符": 4,
    "专业不符": 5,
    "资格不符": 6,
    "年龄不符": 7,
    "法律职业资格不符": 8,
    "行政执法资格不符": 8,
    "单位要求不得安排": 9,
}
"""How far a person came in the order of the rules before being barred: the closest miss is the one to tell."""

_NO_PLACE = {
    "编制类型不对等": "全区没有身份对等的空编",
    "跨编制池": "身份对等的空编均在其他编制池",
    "跨地区": "身份对等的空编均在其他地区",
    "未批准参公": "空编所在单位未批准参公",
    "机构信息无法识别": "机构信息填写无法识别，核实前不作调剂",
    "岗位要求无法识别": "空缺岗位要求填写无法识别，核实前不作安排",
    "服务期未满": "乡镇（街道）服务期未满，区直空编不能接收",
    "层次不对等": "无同层次空缺",
    "学历不符": "空缺岗位学历要求不符",
    "专业不符": "空缺岗位专业要求不符",
    "资格不符": "空缺岗位资格要求不符",
    "年龄不符": "空缺岗位年龄要求不符",
    "法律职业资格不符": "空缺岗位须有法律职业资格",
    "行政执法资格不符": "空缺岗位须有行政执法资格",
    "单位要求不得安排": "可以安排的去向均被单位要求排除",
}


@dataclass(frozen=True, slots=True)
class _Miss:
    """A place, by its number, and the bar that keeps someone from it."""

    number: int
    barred: Bar

    def is_closer_than(self, other: "_Miss | None") -> bool:
        """Whether it is the one to tell: the nearer one, of equally near ones the first."""
        if other is None:
            return True
        mine, its = (_CLOSENESS.get(each.barred.kind, 0) for each in (self, other))
        return (mine, -self.number) > (its, -other.number)


@dataclass(frozen=True, slots=True)
class _Cells:
    """What the cells make of some people: the closest miss among cells closed to them, and the places in open ones."""

    closest: _Miss | None
    open_places: tuple[int, ...]


class NoPlace:
    """Answers for the people of one ledger who have no place."""

    def __init__(self, found: Candidates) -> None:
        self._found = found
        self._cells: dict[Hashable, _Cells] = {}

    def why(self, person: Person) -> str:
        """The words for the closest miss of a movable person without any place."""
        if not self._found.openings:
            return "全区没有空编"
        kind = self._closest(person).barred.kind
        return _NO_PLACE.get(kind, kind)

    def _closest(self, person: Person) -> _Miss:
        cells = self._of_cells(person)
        closest = cells.closest
        for number in cells.open_places:
            barred = opening_bar(person, self._found.openings[number], self._found.limits)
            if barred is not None and (miss := _Miss(number, barred)).is_closer_than(closest):
                closest = miss
        assert closest is not None, "someone without a place is barred from every place"
        return closest

    def _of_cells(self, person: Person) -> _Cells:
        asked = what_cells_ask(person, self._found.limits)
        found = self._cells.get(asked)
        if found is None:
            closest, open_places = None, []
            for number, opening in enumerate(self._found.openings):
                barred = cell_bar(person, opening.place, self._found.limits)
                if barred is None:
                    open_places.append(number)
                elif (miss := _Miss(number, barred)).is_closer_than(closest):
                    closest = miss
            found = self._cells[asked] = _Cells(closest, tuple(open_places))
        return found
