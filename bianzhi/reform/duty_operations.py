"""职责: transferred with posts and people, reworded, dropped, set up, merged, split. Each old duty has one fate."""

from collections import Counter
from dataclasses import replace

from bianzhi.domain.establishment import Duty
from bianzhi.domain.reform import ChangeDuty, Fate, Manner, MergeDuties, SplitDuty, TransferDuties
from bianzhi.domain.terms import Category
from bianzhi.reform.leader_posts import take_along
from bianzhi.reform.working_ledger import WorkingLedger


def transfer_duties(ledger: WorkingLedger, operation: TransferDuties) -> None:
    """编随事走、人随编走: duties of one unit go to another, with posts and people in one of three manners."""
    duties = [ledger.duty(code) for code in operation.duties]
    if not duties:
        ledger.refuse("没有列出划转的职责。", "请至少列出一项职责。")
    givers = {duty.unit for duty in duties}
    if len(givers) > 1:
        names = "、".join(ledger.units[code].name for code in sorted(givers))
        ledger.refuse(f"这一项中的职责属于不同的机构（{names}）。", "请按划出机构分成几项。")
    giver, taker = ledger.unit(givers.pop()), ledger.unit(operation.to_unit)
    if giver.code == taker.code:
        ledger.refuse(f"职责已在{taker.name}。", "同一机构内调整科室的，请用合并或撤销内设机构。")
    if operation.to_section and ledger.section(operation.to_section).unit != taker.code:
        name = ledger.section(operation.to_section).name
        ledger.refuse(
            f"内设机构“{name}”（{operation.to_section}）不属于{taker.name}。", "请另选划入的内设机构，或不写。"
        )
    why = f"{giver.name}承担的{_named_duties(duties)}划转至{taker.name}"
    if operation.manner is Manner.WHOLE:
        duties = _whole_sections(ledger, operation, duties, giver.code, why)
    elif operation.manner is Manner.SHARE:
        _by_share(ledger, operation, giver.code, why)
    else:
        _named(ledger, operation, giver.code, why)
    for duty in duties:
        keeps = duty.section if duty.section and ledger.sections[duty.section].unit == taker.code else ""
        ledger.duties[duty.code] = replace(duty, unit=taker.code, section=operation.to_section or keeps)
        ledger.settle(duty.code, Fate.TRANSFERRED, [duty.code])


def _named_duties(duties: list[Duty]) -> str:
    """One duty in its own words, or how many there are, by their codes: nothing is cut short."""
    if len(duties) == 1:
        return f"“{duties[0].text}”职责"
    return f"{len(duties)}项职责（{'、'.join(duty.code for duty in duties)}）"


def _whole_sections(
    ledger: WorkingLedger, operation: TransferDuties, duties: list[Duty], giver: str, why: str
) -> list[Duty]:
    """The sections that hold the duties go whole: every duty, everybody, and the posts they hold or are fixed for them."""
    codes = list(dict.fromkeys(duty.section for duty in duties))
    if "" in codes:
        loose = next(duty for duty in duties if not duty.section)
        ledger.refuse(
            f"职责“{loose.text}”（{loose.code}）没有写科室，不能成建制划转。", "请在台账“职责”表补科室，或改用“点名”。"
        )
    if operation.persons or operation.posts or operation.share_percent:
        ledger.refuse("成建制划转不另列人员、编制和比例。", "请删去这些项，或改用“点名”“按比例”。")
    for code in codes:
        section = ledger.section(code)
        people = [person for person in ledger.people.values() if person.section == code]
        held = Counter(person.category for person in people if person.counted and person.category is not None)
        posts = {category: held[category] for category in Category if held[category]}
        spare = (section.authorized or 0) - sum(posts.values())
        if spare > 0:
            main = _main_category(ledger, giver, posts)
            if main is not None:
                posts[main] = posts.get(main, 0) + spare
        _hand_on_at_most(ledger, giver, operation.to_unit, posts, why)
        take_along(ledger, [section], giver, "" if operation.to_section else operation.to_unit, why)
        ledger.move_section(code, operation.to_unit, operation.to_section)
        if operation.to_section:
            fixed = sum(held.values()) if section.authorized is None else section.authorized
            ledger.fix_posts(operation.to_section, fixed)
        for person in people:
            ledger.people[person.id] = replace(person, section=operation.to_section or code)
            ledger.transfer_person(person.id, operation.to_unit, operation.to_section or code)
    whole = [duty for duty in ledger.duties.values() if duty.section in codes and duty.unit == giver]
    return [replace(duty, section="") if operation.to_section else duty for duty in whole]


def _main_category(ledger: WorkingLedger, giver: str, held: dict[Category, int]) -> Category | None:
    posts = held or ledger.posts(giver)
    return max(posts, key=lambda category: posts[category]) if posts else None


def _hand_on_at_most(ledger: WorkingLedger, giver: str, taker: str, posts: dict[Category, int], why: str) -> None:
    """Posts of people who go along; where the giver is over quota it hands on what it has, and the excess goes too."""
    there = ledger.posts(giver)
    ledger.hand_on(
        giver, taker, {category: min(count, there.get(category, 0)) for category, count in posts.items()}, why
    )


def _named(ledger: WorkingLedger, operation: TransferDuties, giver: str, why: str) -> None:
    if operation.share_percent:
        ledger.refuse(f"点名划转不写比例（{operation.share_percent}%）。", "请删去比例，或改用“按比例”。")
    posts: Counter[Category] = Counter(dict(operation.posts))
    for id in operation.persons:
        person = ledger.person(id)
        if person.unit != giver:
            ledger.refuse(
                f"{person.name}（{id}）不在划出机构，现在{ledger.units[person.unit].name}。", "请核对随转人员。"
            )
        if person.counted and person.category is not None:
            posts[person.category] += 1
    ledger.hand_on(giver, operation.to_unit, {c: posts[c] for c in Category if posts[c]}, why)
    for id in operation.persons:
        ledger.transfer_person(id, operation.to_unit, operation.to_section)


def _by_share(ledger: WorkingLedger, operation: TransferDuties, giver: str, why: str) -> None:
    share = operation.share_percent
    if not 0 < share <= 100:
        ledger.refuse(f"比例为 {share}%。", "应为 1 到 100 之间的整数。")
    if operation.posts:
        ledger.refuse("按比例划转不另列编制数。", "请删去所列编制数，或改用“点名”。")
    posts = {category: (count * share + 50) // 100 for category, count in ledger.posts(giver).items()}
    held: Counter[Category] = Counter()
    for id in operation.persons:
        person = ledger.person(id)
        if person.unit != giver:
            ledger.refuse(
                f"{person.name}（{id}）不在划出机构，现在{ledger.units[person.unit].name}。", "请核对随转人员。"
            )
        if person.counted and person.category is not None:
            held[person.category] += 1
    for category, count in held.items():
        if count > posts.get(category, 0):
            ledger.refuse(
                f"随转{category}人员 {count} 名，按 {share}% 只划转编制 {posts.get(category, 0)} 名。",
                "请减少随转人员，或提高比例。",
            )
    ledger.hand_on(giver, operation.to_unit, posts, why)
    for id in operation.persons:
        ledger.transfer_person(id, operation.to_unit, operation.to_section)


def change_duty(ledger: WorkingLedger, operation: ChangeDuty) -> None:
    """One duty reworded, dropped or set up."""
    if operation.fate is Fate.NEW:
        if operation.new is None or operation.duty:
            ledger.refuse("新增职责须写新职责，不写原职责。", "请补全新职责的编码、机构和内容。")
        _add(ledger, operation.new)
        ledger.settle(operation.new.code, Fate.NEW, [operation.new.code])
        return
    duty = ledger.duty(operation.duty)
    if operation.new is not None and operation.fate in (Fate.DROPPED, Fate.KEPT):
        ledger.refuse(f"去向为{operation.fate}的，不写调整后的职责。", "请删去调整后的职责，或把去向改为“文字调整”。")
    if operation.fate is Fate.DROPPED:
        del ledger.duties[duty.code]
        ledger.settle(duty.code, Fate.DROPPED)
    elif operation.fate is Fate.REWORDED:
        if operation.new is None or operation.new.unit != duty.unit:
            ledger.refuse("文字调整须写调整后的职责，且机构不变。", "换机构的请用“划转职责”。")
        _put(ledger, operation.new, {duty.code})
        ledger.settle(duty.code, Fate.REWORDED, [operation.new.code])
    elif operation.fate is Fate.KEPT:
        ledger.settle(duty.code, Fate.KEPT, [duty.code])
    else:
        ledger.refuse(f"去向“{operation.fate}”不能在这一项写。", "划转、合并、拆分各有自己的操作。")


def merge_duties(ledger: WorkingLedger, operation: MergeDuties) -> None:
    """Several duties become one."""
    parts = [ledger.duty(code) for code in dict.fromkeys(operation.parts)]
    if len(parts) < 2:
        ledger.refuse("合并的职责不足两项。", "请列出至少两项不同的职责。")
    into = operation.into
    _put(ledger, into, {part.code for part in parts})
    for part in parts:
        ledger.settle(part.code, Fate.MERGED, [into.code])


def split_duty(ledger: WorkingLedger, operation: SplitDuty) -> None:
    """One duty becomes several."""
    duty = ledger.duty(operation.duty)
    if len(operation.into) < 2:
        ledger.refuse("拆分后的职责不足两项。", "请列出至少两项。")
    codes = [part.code for part in operation.into]
    if len(set(codes)) < len(codes):
        ledger.refuse("拆分后的职责编码重复。", "请给每项职责各写一个编码。")
    for part in operation.into:
        _put(ledger, part, {duty.code}, keep=True)
    if duty.code not in codes:
        del ledger.duties[duty.code]
    ledger.settle(duty.code, Fate.SPLIT, [part.code for part in operation.into])


def _add(ledger: WorkingLedger, duty: Duty) -> None:
    _put(ledger, duty, set())


def _put(ledger: WorkingLedger, duty: Duty, instead_of: set[str], *, keep: bool = False) -> None:
    """A duty as it will be stands instead of others, whose code it may take; where it stands, unit and section exist."""
    unit = ledger.unit(duty.unit)
    if duty.section and ledger.section(duty.section).unit != duty.unit:
        name = ledger.section(duty.section).name
        ledger.refuse(
            f"职责“{duty.text}”（{duty.code}）的科室“{name}”（{duty.section}）不属于{unit.name}。",
            "请另选科室，或不写。",
        )
    if not duty.code or not duty.text:
        ledger.refuse("新的职责没有编码或内容。", "请补全编码和内容。")
    used = ledger.duties.get(duty.code) or ledger.base.duty.get(duty.code)
    if used is not None and duty.code not in instead_of:
        ledger.refuse(f"职责编码“{duty.code}”已由“{used.text}”使用。", "请另取编码。")
    for code in instead_of - {duty.code} if not keep else ():
        del ledger.duties[code]
    ledger.duties[duty.code] = duty
