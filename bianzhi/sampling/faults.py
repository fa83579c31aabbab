"""Deliberate errors in the invented district: few, documented, and placed where they hardly touch the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bianzhi.domain.cell import column_letters
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.ledger_columns import sheet
from bianzhi.domain.terms import Category, Sex, Status, UnitKind
from bianzhi.sampling.bystanders import Bystanders, NoRoomError
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.numbers import citizen_number
from bianzhi.sampling.rows import Row, Rows

_FREE_ORDER = 450
"""Sequence numbers from here on are never handed out in a district of 50,000."""


@dataclass(frozen=True, slots=True)
class SeededFault:
    """An error put into the sample on purpose."""

    sheet: str
    heading: str
    what: str
    rule: str
    """Id of the rule that finds it, or empty where the ledger has to be read without complaint."""
    seed: "Callable[[_Scene], int]"
    """Puts it into the rows; the index of the row it is in."""


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """Where a seeded fault is in a sample."""

    fault: SeededFault
    row: int
    """Row of the sheet, headings being row 1."""

    @property
    def cell(self) -> str:
        """The cell in the workbook, e.g. F1232."""
        headings = [column.heading for column in sheet(self.fault.sheet).columns]
        return f"{column_letters(headings.index(self.fault.heading))}{self.row}"


@dataclass(frozen=True, slots=True)
class _Scene:
    """The rows to spoil, and whom to choose for it."""

    rows: Rows
    ledger: Establishment
    bystanders: Bystanders
    dice: Dice

    def person(self, suits: Callable[[Person], bool] = lambda _: True) -> tuple[int, Row]:
        """The index and the row of somebody not yet chosen."""
        index = self.bystanders.next(suits)
        return index, self.rows["人员"][index]

    def find(self, sheet: str, units: tuple[str, ...]) -> int:
        """The index of the first row of a sheet that is about one of these units."""
        for index, row in enumerate(self.rows[sheet]):
            if row["机构编码"] in units:
                return index
        raise NoRoomError

    def last(self, sheet: str) -> int:
        """The index of the last row of a sheet."""
        if not self.rows[sheet]:
            raise NoRoomError
        return len(self.rows[sheet]) - 1


def _wrong_check_digit(scene: _Scene) -> int:
    index, row = scene.person()
    number = str(row["公民身份号码"])
    row["公民身份号码"] = number[:17] + ("5" if number[17] != "5" else "6")
    return index


def _sex_against_number(scene: _Scene) -> int:
    index, row = scene.person(lambda person: person.sex is Sex.FEMALE and _is_young(person))
    row["性别"] = Sex.MALE.value
    return index


def _birth_against_number(scene: _Scene) -> int:
    index, row = scene.person(_is_young)
    born = row["出生日期"]
    assert isinstance(born, date)
    row["出生日期"] = born - timedelta(days=123)
    return index


def _one_number_twice(scene: _Scene) -> int:
    first, row = scene.person(_is_young)
    one = scene.ledger.people[first]

    def suits(person: Person) -> bool:
        assert person.birth and one.birth
        return person.unit != one.unit and person.sex is one.sex and abs((person.birth - one.birth).days) < 900

    second, other = scene.person(suits)
    for heading in ("姓名", "公民身份号码", "出生日期", "性别"):
        other[heading] = row[heading]
    return second


def _at_work_too_young(scene: _Scene) -> int:
    index, row = scene.person()
    born = row["出生日期"]
    assert isinstance(born, date)
    row["参加工作时间"] = date(born.year + 14, 9, 15)
    return index


def _on_establishment_before_work(scene: _Scene) -> int:
    index, row = scene.person()
    start = row["参加工作时间"]
    assert isinstance(start, date)
    row["入编时间"] = date(start.year - 2, 3, 12)
    return index


def _past_retirement(scene: _Scene) -> int:
    index, row = scene.person(lambda person: person.sex is Sex.MALE and person.retirement_category is None)
    born = date(1965, 3, 16)
    row["出生日期"], row["公民身份号码"] = born, citizen_number(born, Sex.MALE, _FREE_ORDER)
    return index


def _ten_years_in_post(scene: _Scene) -> int:
    since = date(2014, 9, 18)
    kind = UnitKind.DISCIPLINE

    def suits(person: Person) -> bool:
        assert person.work_start
        return person.work_start < since and scene.ledger.unit[person.unit].kind is kind

    index, row = scene.person(suits)
    row["任现职时间"] = row["进入本单位时间"] = since
    row["入编时间"] = row["参加工作时间"]
    return index


def _type_without_quota(scene: _Scene) -> int:
    index, row = scene.person(_is_civil_servant_without_institution_posts(scene))
    row |= {
        "人员类别": Status.AGENCY_INSTITUTION_STAFF.value,
        "编制类型": Category.FULLY_FUNDED.value,
        "职级": "九级职员",
    }
    return index


def _status_against_type(scene: _Scene) -> int:
    index, row = scene.person(lambda person: person.status is Status.CIVIL_SERVANT and person.sex is Sex.MALE)
    row |= {"人员类别": Status.AGENCY_WORKER.value, "职级": "工勤三级"}
    return index


def _neither_birth_nor_number(scene: _Scene) -> int:
    index, row = scene.person()
    del row["出生日期"], row["公民身份号码"]
    return index


def _unknown_unit(scene: _Scene) -> int:
    _, row = scene.person()
    return _append(scene, row | {"人员编号": "P90001", "姓名": "柏望舒", "机构编码": "澜屏区旅游发展委员会"})


def _person_number_twice(scene: _Scene) -> int:
    _, row = scene.person()
    return _append(scene, row | {"姓名": "柏知远"})


def _append(scene: _Scene, row: Row) -> int:
    """Add a row at the end of 人员, with a citizen number of its own."""
    index = len(scene.rows["人员"])
    born = row["出生日期"]
    assert isinstance(born, date)
    row["公民身份号码"] = citizen_number(born, Sex(str(row["性别"])), _FREE_ORDER + index % 40)
    row.pop("科室编码", None)
    scene.rows["人员"].append(row)
    return index


def _unknown_section(scene: _Scene) -> int:
    index, row = scene.person()
    row["科室编码"] = "综合协调处"
    return index


def _no_such_month(scene: _Scene) -> int:
    index, row = scene.person()
    row["入编时间"] = "2018年13月"
    return index


def _unit_as_its_own_section(scene: _Scene) -> int:
    head = scene.find("人员", ("F18",))
    scene.rows["人员"][head]["科室编码"] = scene.ledger.unit["F18"].name
    return head


def _full_width_number(scene: _Scene) -> int:
    index = scene.find("编制", ("F18",))
    row = scene.rows["编制"][index]
    row["编制数"] = str(row["编制数"]).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return index


def _demand_in_words(scene: _Scene) -> int:
    index = scene.find("岗位需求", ("A03", "F02", "F04", "F14"))
    row = scene.rows["岗位需求"][index]
    row["需求数"] = f"{row['需求数']}人"
    return index


def _too_many_leaders(scene: _Scene) -> int:
    leaders = dict.fromkeys(scene.ledger.unit, 0)
    for person in scene.ledger.people:
        leaders[person.unit] += person.is_leader and person.counted
    for index, row in enumerate(scene.rows["职数"]):
        posts = row["核定职数"]
        assert isinstance(posts, int)
        if row["职数类别"] == "单位副职" and leaders[str(row["机构编码"])] == posts + 1 > 2:
            row["核定职数"] = posts - 1
            return index
    raise NoRoomError


def _unknown_relative(scene: _Scene) -> int:
    index = scene.last("亲属关系")
    scene.rows["亲属关系"][index]["亲属人员编号"] = "P99999"
    return index


def _score_over_100(scene: _Scene) -> int:
    index = scene.last("匹配评分")
    scene.rows["匹配评分"][index]["分值"] = 120
    return index


def _wrong_credit_code(scene: _Scene) -> int:
    index = scene.find("机构", ("F04",))
    code = str(scene.rows["机构"][index]["统一社会信用代码"])
    scene.rows["机构"][index]["统一社会信用代码"] = code[:17] + ("A" if code[17] != "A" else "B")
    return index


def _is_young(person: Person) -> bool:
    return person.birth is not None and person.birth.year >= 1982


def _is_civil_servant_without_institution_posts(scene: _Scene) -> Callable[[Person], bool]:
    with_posts = {unit for unit, category in scene.ledger.cells if category is Category.FULLY_FUNDED}
    return lambda person: person.status is Status.CIVIL_SERVANT and person.unit not in with_posts


SEEDED_FAULTS: tuple[SeededFault, ...] = (
    SeededFault("机构", "统一社会信用代码", "末位校验码错", "J104", _wrong_credit_code),
    SeededFault("编制", "编制数", "编制数用全角数字，应能读出", "", _full_width_number),
    SeededFault("职数", "核定职数", "副职实有比核定职数多1人", "Z301", _too_many_leaders),
    SeededFault("人员", "公民身份号码", "末位校验码错", "R402", _wrong_check_digit),
    SeededFault("人员", "性别", "性别与公民身份号码不一致", "R403", _sex_against_number),
    SeededFault("人员", "出生日期", "出生日期与公民身份号码不一致", "R404", _birth_against_number),
    SeededFault("人员", "公民身份号码", "同一人同一号码列在两个机构", "R401", _one_number_twice),
    SeededFault("人员", "参加工作时间", "参加工作时未满16周岁", "R409", _at_work_too_young),
    SeededFault("人员", "入编时间", "入编时间早于参加工作时间", "R409", _on_establishment_before_work),
    SeededFault("人员", "人员状态", "已过法定退休月份仍为现职", "R405", _past_retirement),
    SeededFault("人员", "任现职时间", "同一职位满十年", "R408", _ten_years_in_post),
    SeededFault("人员", "编制类型", "占用本单位没有核定的编制类型（混编）", "B202", _type_without_quota),
    SeededFault("人员", "编制类型", "人员类别与编制类型不相称", "R416", _status_against_type),
    SeededFault("人员", "出生日期", "出生日期和公民身份号码都空缺", "R411", _neither_birth_nor_number),
    SeededFault("人员", "科室编码", "科室不存在", "D018", _unknown_section),
    SeededFault("人员", "入编时间", "日期无法识别（13月）", "D006", _no_such_month),
    SeededFault("人员", "科室编码", "科室栏填了单位全称，应按单位领导处理", "D019", _unit_as_its_own_section),
    SeededFault("人员", "机构编码", "机构不存在", "D003", _unknown_unit),
    SeededFault("人员", "人员编号", "人员编号重复", "D002", _person_number_twice),
    SeededFault("岗位需求", "需求数", "需求数带“人”字", "D009", _demand_in_words),
    SeededFault("亲属关系", "亲属人员编号", "亲属人员编号不存在", "D020", _unknown_relative),
    SeededFault("匹配评分", "分值", "分值超过100", "D010", _score_over_100),
)
"""Every deliberate error of the sample district."""


def seed_faults(rows: Rows, ledger: Establishment, dice: Dice) -> tuple[PlacedFault, ...]:
    """Spoil the rows of a ledger with every seeded fault it has room for, and tell where each is.

    A very small district has no room for all of them: what finds no suitable row is left out.
    """
    scene = _Scene(rows, ledger, Bystanders(ledger, dice), dice)
    placed = []
    for fault in SEEDED_FAULTS:
        try:
            placed.append(PlacedFault(fault, fault.seed(scene) + 2))
        except NoRoomError:
            continue
    return tuple(placed)
