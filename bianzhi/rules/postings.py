"""R4xx 人员, where people really are: away from their posts, on loan, or through with a sanction; and what post they fill."""

from collections import Counter
from collections.abc import Iterator

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import PersonState, Status
from bianzhi.law.citation import statute
from bianzhi.law.parameters import Law
from bianzhi.rules.roster import in_chinese, name_of
from bianzhi.rules.rule import Breach, rule

_INSTITUTIONS = statute("decree-652")
_ON_LOAN = (PersonState.SECONDED, PersonState.ATTACHED)


@rule(
    id="R421",
    title="处分期满",
    source=statute("civil-servants-law").article(64),
    severity=Severity.NOTE,
)
def ended_sanctions_are_known(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The office is told of everyone whose sanction period has ended, so that it is lifted and the entry cleared.

    法条大意：处分有期限；期内不得晋升，期满解除处分后不再受其影响。事业单位工作人员见652号令第29条。
    On the last day itself the period no longer counts as running (R414), so it has ended.
    """
    for person in establishment.people:
        ends = person.sanction_ends
        if ends is not None and ends <= law.day and person.counted:
            on_contract = person.status is not None and person.status.needs_consent
            yield Breach(
                at=person.at.cell("sanction_ends"),
                message=f"{name_of(person)}处分期至{in_chinese(ends)}，已经期满。",
                hint="请核对是否已办理解除处分；已解除的，请清空“处分期止”。",
                source=_INSTITUTIONS.article(29) if on_contract else None,
            )


@rule(
    id="R422",
    title="乡镇街道服务期内一般不得借调",
    source=statute("township-service").whole,
    severity=Severity.WARNING,
)
def grassroots_recruits_are_not_on_loan(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Nobody within the minimum service period of a 乡镇 or 街道 is away on loan.

    法条大意：新录用乡镇公务员最低服务期内不得转任交流到上级机关，一般不得借调。
    """
    for person in establishment.people:
        ends = person.service_ends
        if ends is None or ends <= law.day or person.state not in _ON_LOAN or not person.counted:
            continue
        unit = establishment.unit[person.unit]
        if unit.kind.is_grassroots:
            yield Breach(
                at=person.at.cell("state"),
                message=f"{name_of(person)}在{unit.name}的服务期至{in_chinese(ends)}，人员状态为{person.state}；"
                "服务期内一般不得借调。",
                hint="请核对借调是否经批准；未经批准的，建议退回原单位。",
            )


@rule(
    id="R423",
    title="在编不在岗人员占比偏高",
    source=statute("local-practice").whole,
    severity=Severity.NOTE,
)
def most_staff_are_at_their_posts(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Of a unit's staff in post no more than a share is away: on loan, posted, ill for long, studying, or retired early.

    One person away is passed over whatever the share: a unit of three is not short of order for that.
    """
    most = law["absent_staff_percent"]
    away: dict[str, Counter[PersonState]] = {}
    for person in establishment.people:
        if person.state is not PersonState.ACTIVE and person.counted:
            away.setdefault(person.unit, Counter())[person.state] += 1
    for unit in establishment.units:
        states = away.get(unit.code)
        staff, absent = establishment.staff[unit.code], sum(states.values()) if states else 0
        if states and absent > 1 and absent * 100 > most * staff:
            told = "、".join(f"{state} {states[state]} 人" for state in PersonState if states[state])
            yield Breach(
                at=unit.at.cell("name"),
                message=f"{unit.name}实有 {staff} 人，其中在编不在岗 {absent} 人（{told}），"
                f"占 {absent * 100 // staff}%，提示线 {most}%。",
                hint="请逐人核对借调、挂职等批准手续和期限；到期的，建议催促返岗。",
            )


@rule(
    id="R424",
    title="岗位类别与岗位等级应一致",
    source=statute("ledger-template").whole,
    severity=Severity.NOTE,
)
def grade_belongs_to_the_kind_of_post(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """管理人员 have 职员 grades and 专技人员 have 专技 grades, unless the remark says 双肩挑.

    Who fills both kinds of post does so by approval; the ledger has one column for the grade.
    """
    expected = {Status.INSTITUTION_MANAGER: ("专技", "职员"), Status.INSTITUTION_SPECIALIST: ("职员", "专技")}
    for person in establishment.people:
        words = expected.get(person.status) if person.status is not None and person.grade else None
        if words and words[0] in person.grade and "双肩挑" not in person.note:
            yield Breach(
                at=person.at.cell("grade"),
                message=f"{name_of(person)}为{person.status}，岗位等级却填{person.grade}；应为{words[1]}等级。",
                hint="请核对人员类别和岗位等级；经批准“双肩挑”的，请在备注注明。",
            )
