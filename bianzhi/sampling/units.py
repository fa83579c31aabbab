"""The sheets 机构, 编制, 职数 and 内设机构 of the invented district."""

from datetime import date

from bianzhi.domain.establishment import LeadershipPosts, QuotaEntry, Unit
from bianzhi.domain.terms import LeadershipKind
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.government import DEPARTMENTS
from bianzhi.sampling.grassroots import INSTITUTIONS, SUBDISTRICTS
from bianzhi.sampling.layout import Cell, LaidUnit
from bianzhi.sampling.numbers import credit_code, document
from bianzhi.sampling.organs import COURTS, MASS_ORGANIZATIONS, PARTY_ORGANS, POWER_ORGANS
from bianzhi.sampling.unit_plan import UnitPlan

DISTRICT: tuple[UnitPlan, ...] = (
    PARTY_ORGANS + POWER_ORGANS + COURTS + DEPARTMENTS + MASS_ORGANIZATIONS + SUBDISTRICTS + INSTITUTIONS
)  # fmt: skip
"""The 62 units of the invented district 澜屏区 that are there whatever its size."""

_APPROVED = date(2019, 3, 18)
_GROWTH = ("新增职能，增加编制", "加强基层力量，增加编制", "承接上级下放事项，增加编制")
_CUTS = ("职能划出，核减编制", "收回空编", "机构改革核减编制")
_ABOLISHED = "机构撤销，收回编制"


def unit(plan: UnitPlan, number: int) -> Unit:
    """The row of a unit."""
    what = "，参公管理审批" if plan.civil_like else ""
    return Unit(
        code=plan.code,
        name=plan.name,
        kind=plan.kind,
        parent=plan.parent,
        rank=plan.rank,
        pool=plan.pool,
        civil_like=plan.civil_like,
        credit_code=credit_code(number, plan.kind.is_institution),
        section_cap=plan.section_cap,
        min_staff=plan.min_staff,
        functions=plan.functions,
        founding_document=document(2019, number) + what,
        note=plan.note,
    )


def quota_entries(laid: LaidUnit, dice: Dice) -> list[QuotaEntry]:
    """Approval and later signed changes of every cell of a unit, adding up to its quota; never below 0 on the way."""
    entries = []
    for cell in laid.cells:
        changes = _changes(cell, dice)
        approved = cell.quota - sum(change for _, change, _ in changes)
        order = dice.between(1, 90)
        entries.append(
            QuotaEntry(laid.plan.code, cell.category, approved, document(2019, order), _APPROVED, "三定核定")
        )
        for day, change, summary in changes:
            number = document(day.year, dice.between(1, 90))
            entries.append(QuotaEntry(laid.plan.code, cell.category, change, number, day, summary))
    return entries


def _changes(cell: Cell, dice: Dice) -> list[tuple[date, int, str]]:
    if cell.quota == 0:
        return [(date(2025, 11, 6), -6, _ABOLISHED)]
    changes = []
    over = cell.in_post - cell.quota
    if over > cell.quota // 4:
        changes.append((date(2025, 4, 22), -over, _CUTS[2]))
    elif cell.quota >= 8:
        for year in (2021, 2023, 2024):
            if dice.chance(30):
                size = dice.between(1, max(1, cell.quota // 12))
                grows = dice.chance(50)
                summary = dice.pick(_GROWTH if grows else _CUTS)
                day = dice.day(date(year, 1, 10), date(year, 12, 20))
                changes.append((day, size if grows else -size, summary))
    return changes


def leadership_posts(laid: LaidUnit, number: int) -> list[LeadershipPosts]:
    """The authorized leadership posts of a unit and of its sections; a kind without any has no row."""
    sections = [section for section, _ in laid.sections]
    posts = {
        LeadershipKind.UNIT_HEAD: int(laid.plan.has_head),
        LeadershipKind.UNIT_DEPUTY: laid.deputies,
        LeadershipKind.SECTION_HEAD: sum(section.heads or 0 for section in sections),
        LeadershipKind.SECTION_DEPUTY: sum(section.deputies or 0 for section in sections),
    }
    source = document(2019, number)
    return [LeadershipPosts(laid.plan.code, kind, many, source) for kind, many in posts.items() if many]
