"""Small public institutions of the invented district: some that could lawfully be one, and one that could not."""

from dataclasses import replace

from bianzhi.domain.establishment import Establishment, LeadershipPosts, Person, QuotaEntry, Unit
from bianzhi.domain.terms import Category, UnitKind
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.fields import Field
from bianzhi.sampling.layout import lay_out
from bianzhi.sampling.people import Roster, seats_of
from bianzhi.sampling.unit_plan import CellPlan, Scaling, UnitPlan, words
from bianzhi.sampling.units import leadership_posts, quota_entries, unit

LEAST_DISTRICT = 1000
"""Persons from which a district has them: a smaller one would be a tenth small institutions."""


def _institution(code: str, name: str, field: Field, functions: str, persons: int, parent: str, note: str) -> UnitPlan:
    """Exactly full, so that nobody has to leave it and nobody can come: the plan of the district does not know it."""
    return UnitPlan(
        code,
        name,
        UnitKind.WELFARE_ONE,
        field,
        words(functions),
        (),
        (CellPlan(Category.FULLY_FUNDED, persons),),
        parent=parent,
        deputies=0,
        scaling=Scaling.FIXED,
        specialists=60,
        note=note,
    )


_CULTURE = "编制4名，与同一主管部门的另一家职能相近，可以合并"
_FARMING = "编制不足5名，与同一主管部门的另一家职能相近，可以合并"

SMALL_INSTITUTIONS = (
    _institution("J13", "澜屏区文化馆", Field.CULTURE, "文化 群众文化", 4, "F12", _CULTURE),
    _institution("J14", "澜屏区图书馆", Field.CULTURE, "文化 阅读推广", 4, "F12", _CULTURE),
    _institution("J15", "澜屏区农业技术推广站", Field.FARMING, "农业 技术推广", 4, "F10", _FARMING),
    _institution("J16", "澜屏区农产品质量检测站", Field.FARMING, "农业 质量检测", 3, "F10", _FARMING),
    _institution(
        "J17",
        "澜屏区建设工程质量安全监督站",
        Field.ENGINEERING,
        "工程质量 行政检查",
        4,
        "F09",
        "编制4名，但承担行政职能，不与其他事业单位合并",
    ),
)


def with_small_institutions(ledger: Establishment, roster: Roster, dice: Dice) -> Establishment:
    """The ledger with them at its end; drawn last, they change nothing of what was drawn before."""
    laid = lay_out(SMALL_INSTITUTIONS, 0, dice)
    units, entries, leadership, people = list[Unit](), list[QuotaEntry](), list[LeadershipPosts](), list[Person]()
    for number, one in enumerate(laid, len(ledger.units) + 1):
        units.append(unit(one.plan, number))
        entries += quota_entries(one, dice)
        leadership += leadership_posts(one, number)
        people += [roster.draw(seat) for seat in seats_of(one, dice)]
    return replace(
        ledger,
        units=(*ledger.units, *units),
        quota_entries=(*ledger.quota_entries, *entries),
        leadership_posts=(*ledger.leadership_posts, *leadership),
        people=(*ledger.people, *people),
    )
