"""Posts, caps, leadership posts and legal numbers."""

from collections import Counter
from dataclasses import replace

from bianzhi.domain.reform import ChangeCap, ChangeLeadershipPosts, ChangeQuota, SetParameter, TransferPosts
from bianzhi.domain.terms import Category
from bianzhi.law.parameters import parameters
from bianzhi.reform.working_ledger import WorkingLedger

_MOST = {"percent": 100, "months": 600, "years": 100, "sections": 99, "days": 366, "hours": 24}
_MOST_OTHERWISE = 10_000
"""What a legal number may be tried at, by its unit: beyond it nothing is meant."""


def transfer_posts(ledger: WorkingLedger, operation: TransferPosts) -> None:
    """Posts, and named people who hold them, go from one unit to another; whom the giver is over quota by hold none of them."""
    giver, taker = ledger.unit(operation.from_unit), ledger.unit(operation.to_unit)
    if giver.code == taker.code:
        ledger.refuse("划出和划入是同一机构。", "请核对机构编码。")
    if not any(operation.posts.values()) and not operation.persons:
        ledger.refuse("没有写划转的编制数，也没有随转人员。", "请至少填一类编制的名额；不划转的请删去这一项。")
    held: Counter[Category] = Counter()
    for id in operation.persons:
        person = ledger.person(id)
        if person.unit != giver.code:
            ledger.refuse(
                f"{person.name}（{id}）不在{giver.name}，现在{ledger.units[person.unit].name}。", "请核对随转人员。"
            )
        if person.counted and person.category is not None:
            held[person.category] += 1
    there = ledger.posts(giver.code)
    for category, count in held.items():
        needed, given = min(count, there.get(category, 0)), operation.posts.get(category, 0)
        if given < needed:
            ledger.refuse(
                f"随转{category}人员 {count} 名，只划转编制 {given} 名。",
                f"人随编走：请把{category}改为不少于 {needed} 名。",
            )
    ledger.hand_on(giver.code, taker.code, operation.posts, f"编制由{giver.name}划转{taker.name}")
    for id in operation.persons:
        ledger.transfer_person(id, taker.code)


def change_quota(ledger: WorkingLedger, operation: ChangeQuota) -> None:
    """核增核减; it changes a total and so needs a document."""
    unit = ledger.unit(operation.unit)
    if not operation.change:
        ledger.refuse(
            f"{unit.name}{operation.category}的变动数为 0。", "核增写正数，核减写负数；不变动的请删去这一项。"
        )
    if not operation.document:
        ledger.refuse(
            f"{unit.name}{operation.category}核{'增' if operation.change > 0 else '减'} {abs(operation.change)} 名没有写批准文号。",
            "总量变动须有文号，还没有批准的填“待批”；机构之间调整的，请用“划转编制”。",
        )
    ledger.enter(operation.unit, operation.category, operation.change, operation.why or "核定编制", operation.document)


def change_cap(ledger: WorkingLedger, operation: ChangeCap) -> None:
    """内设机构限额 of one unit."""
    unit = ledger.unit(operation.unit)
    if operation.cap is not None and operation.cap < 0:
        ledger.refuse(f"限额为 {operation.cap}。", "应为不小于 0 的整数。")
    if operation.cap == unit.section_cap:
        now = "按一般限额" if unit.section_cap is None else f"为 {unit.section_cap} 个"
        ledger.refuse(f"{unit.name}的内设机构限额现在就{now}，没有变化。", "请改填限额；不调整的请删去这一项。")
    ledger.units[unit.code] = replace(unit, section_cap=operation.cap)


def change_leadership_posts(ledger: WorkingLedger, operation: ChangeLeadershipPosts) -> None:
    """领导职数 of one kind: its rows become one row with the new number."""
    unit = ledger.unit(operation.unit)
    if not operation.change:
        ledger.refuse(f"{unit.name}{operation.kind}的变动数为 0。", "核增写正数，核减写负数；不变动的请删去这一项。")
    there = ledger.leader_posts(unit.code, operation.kind) or 0
    if there + operation.change < 0:
        ledger.refuse(
            f"{unit.name}{operation.kind}现核定 {there} 名，不能核减 {-operation.change} 名。",
            "请改小数量。",
        )
    why = operation.why or "核定领导职数"
    ledger.change_leaders(unit.code, operation.kind, operation.change, why, operation.document)


def set_parameter(ledger: WorkingLedger, operation: SetParameter) -> None:
    """A legal number set otherwise for what is checked after the reform."""
    if operation.parameter not in parameters():
        names = "、".join(f"{each.term}「{name}」" for name, each in parameters().items())
        ledger.refuse(f"没有名为“{operation.parameter}”的参数。", f"可用的参数（方案文件中写「」内的名称）：{names}。")
    parameter = parameters()[operation.parameter]
    most = _MOST.get(parameter.unit, _MOST_OTHERWISE)
    if not 0 <= operation.value <= most:
        ledger.refuse(f"“{parameter.term}”为 {operation.value}。", f"应为 0 到 {most:,} 之间的整数。")
    ledger.parameters[operation.parameter] = operation.value
