"""B2xx 编制: quotas, and the people counted against them."""

from collections import Counter
from collections.abc import Iterator

from bianzhi.domain.establishment import CellKey, Establishment, QuotaEntry
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import Category, Status
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_DECREE = statute("decree-486")
_PRACTICE = statute("local-practice").whole
_ORGAN_ONLY = (Category.ADMINISTRATIVE, Category.POLITICAL_LEGAL)
_INSTITUTION_ONLY = (
    Category.FULLY_FUNDED,
    Category.PARTLY_FUNDED,
    Category.SELF_FUNDED,
    Category.INSTITUTION_SUPPORT,
)


@rule(
    id="B201",
    title="实有人数不得突破核定编制",
    source=_DECREE.article(6),
    severity=Severity.ERROR,
)
def in_post_within_quota(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The persons in post of a unit do not exceed its quota, for each establishment type by itself.

    法条大意：实有人员不得突破规定的编制。 Over-quota in one type is never set against a vacancy in another.
    """
    entries = _first_entries(establishment)
    for cell in establishment.cells:
        excess = establishment.excess(cell)
        if not excess:
            continue
        unit = establishment.unit[cell[0]]
        entry = entries.get(cell)
        authorized = f"核定 {establishment.authorized[cell]} 名" if entry else "未核定编制"
        yield Breach(
            at=entry.at.cell("posts") if entry else unit.at.cell("name"),
            message=f"{unit.name}{cell[1]}{authorized}，实有 {establishment.in_post[cell]} 人，超编 {excess} 人。",
            hint="建议求解编制调剂方案，调剂到同类空编单位；已批准增编的，请补录该次变动及批准文号。",
        )


@rule(
    id="B202",
    title="不得混用编制类型",
    source=_DECREE.article(15),
    severity=Severity.ERROR,
)
def types_in_use_are_approved(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Nobody is counted on an establishment type for which the unit has no approval.

    法条大意：行政机构使用行政编制，事业单位使用事业编制，不得混用、挤占、挪用或者自行设定其他类别的编制。
    """
    for cell in establishment.cells:
        if cell in establishment.authorized:
            continue
        unit, category = cell
        people = establishment.people_in[cell]
        approved = "、".join(each for each in Category if (unit, each) in establishment.authorized) or "无"
        yield Breach(
            at=people[0].at.cell("category"),
            message=f"{establishment.unit[unit].name}未核定{category}，{len(people)} 人占用（首例{people[0].name}，"
            f"{people[0].id}）；该单位已核定的编制类型：{approved}。",
            hint="请核对编制类型是否填错；确属混编的，建议调剂到有该类空编的单位，或报批后补录编制。",
        )


@rule(
    id="B203",
    title="同一编制的各次变动合计不得为负",
    source=statute("ledger-template").whole,
    severity=Severity.ERROR,
)
def entries_add_up_to_a_quota(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The approval and the later signed changes of one quota add up to zero posts or more."""
    last = {(entry.unit, entry.category): entry for entry in establishment.quota_entries}
    for cell, authorized in establishment.entered.items():
        if authorized < 0:
            unit, category = cell
            yield Breach(
                at=last[cell].at.cell("posts"),
                message=f"{establishment.unit[unit].name}{category}各次核定和变动合计为 {authorized} 名，应不小于 0。",
                hint="请核对是否漏录首次核定数，或者核减数多录了。",
            )


@rule(
    id="B204",
    title="空编率偏高",
    source=_PRACTICE,
    severity=Severity.NOTE,
)
def vacancies_are_few(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A quota is filled to more than half: posts left idle are a candidate for taking back or lending out."""
    most = law["high_vacancy_percent"]
    entries = _first_entries(establishment)
    for cell, entry in entries.items():
        authorized, vacant = establishment.authorized[cell], establishment.vacancies(cell)
        if vacant and vacant * 100 >= most * authorized:
            yield Breach(
                at=entry.at.cell("posts"),
                message=f"{establishment.unit[cell[0]].name}{cell[1]}核定 {authorized} 名，空编 {vacant} 名，"
                f"空编率 {vacant * 100 // authorized}%，达到提示线 {most}%。",
                hint="建议研究调入、周转使用或者收回；可作为编制调剂的接收单位。",
            )


@rule(
    id="B205",
    title="事业单位不得使用行政编制",
    source=_DECREE.article(15),
    severity=Severity.ERROR,
)
def institutions_use_institution_posts(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A public institution has no administrative or political-legal quota.

    法条大意：行政机构使用行政编制，事业单位使用事业编制，不得混用。
    """
    for cell, entry in _first_entries(establishment).items():
        unit, category = establishment.unit[cell[0]], cell[1]
        if unit.kind.is_institution and category in _ORGAN_ONLY and establishment.authorized[cell] > 0:
            yield Breach(
                at=entry.at.cell("category"),
                message=f"{unit.name}为{unit.kind}，属事业单位，却核定{category} {establishment.authorized[cell]} 名；"
                "事业单位应使用事业编制。",
                hint="请核对机构类别和编制类型；确有混用的，建议报批后改核事业编制。",
            )


@rule(
    id="B206",
    title="编制核定应有批准文号",
    source=statute("ledger-template").whole,
    severity=Severity.NOTE,
)
def approvals_have_a_document(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Every approval and every change of a quota names its document, in a ledger where most do."""
    entries = establishment.quota_entries
    if 2 * sum(bool(entry.document) for entry in entries) <= len(entries):
        return
    for entry in entries:
        if not entry.document and entry.posts:
            yield Breach(
                at=entry.at.cell("document"),
                message=f"{establishment.unit[entry.unit].name}{entry.category} {entry.posts} 名未填批准文号，"
                "台账多数核定和变动已填。",
                hint="请补录批准文号；没有批准文件的，建议核对该项编制是否有效。",
            )


@rule(
    id="B207",
    title="编外人员占比偏高",
    source=_PRACTICE,
    severity=Severity.NOTE,
)
def staff_off_the_establishment_are_few(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Of all who work for a unit no more than a share are off the establishment.

    Counted against those in post and those off the establishment together; people who have left count on neither side.
    One person is passed over whatever the share.
    """
    most = law["off_establishment_percent"]
    off = Counter(
        person.unit
        for person in establishment.people
        if person.status is Status.OFF_ESTABLISHMENT and person.state.holds_post
    )
    for unit in establishment.units:
        outside, staff = off[unit.code], establishment.staff[unit.code]
        if outside > 1 and outside * 100 > most * (outside + staff):
            yield Breach(
                at=unit.at.cell("name"),
                message=f"{unit.name}编外人员 {outside} 人，实有在编 {staff} 人，"
                f"编外占 {outside * 100 // (outside + staff)}%，提示线 {most}%。",
                hint="建议核对编外用工控制数和用工依据，结合空编情况研究清理。",
            )


@rule(
    id="B208",
    title="混岗率偏高",
    source=_PRACTICE,
    severity=Severity.NOTE,
)
def organs_rely_on_organ_posts(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Of an organ's staff no more than a share holds posts of public institutions.

    Such posts may be lawfully approved (B202 tells where they are not), so the share is worth a note and no more. 街道 and
    乡镇 are passed over: the posts of their service centers usually stand under the office itself.
    """
    most = law["mixed_posts_percent"]
    for unit in establishment.units:
        if unit.kind.is_institution or unit.kind.is_grassroots:
            continue
        staff = establishment.staff[unit.code]
        mixed = sum(establishment.in_post.get((unit.code, category), 0) for category in _INSTITUTION_ONLY)
        if mixed * 100 > most * staff:
            yield Breach(
                at=unit.at.cell("name"),
                message=f"{unit.name}为{unit.kind}，实有 {staff} 人，其中占用事业编制 {mixed} 人，"
                f"混岗率 {mixed * 100 // staff}%，提示线 {most}%。",
                hint="建议核对事业编制的批准依据；属于所属事业单位的，请单列机构。",
            )


def _first_entries(establishment: Establishment) -> dict[CellKey, QuotaEntry]:
    entries: dict[CellKey, QuotaEntry] = {}
    for entry in establishment.quota_entries:
        entries.setdefault((entry.unit, entry.category), entry)
    return entries
