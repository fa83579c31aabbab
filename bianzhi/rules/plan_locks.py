"""Who may not be moved (``ledger_format`` §2, rule 3): written here from the contract, apart from how plans are made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Person
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.terms import PersonState, Status, Willingness
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.citation import statute
from bianzhi.law.retirement import add_months, months_to_retirement
from bianzhi.rules.plan_case import Breach, PlanCase, PlanRule

_PRACTICE = statute("local-practice").whole
_TRANSFER = statute("transfer-provisions")
_REMEDY = "请将此人列入“不纳入人员及依据”，重新求解并导出方案。"


@dataclass(frozen=True, slots=True)
class Lock:
    """One reason that keeps a person where he is.

    ``holds`` says in words what the ledger has that locks the person, and nothing where the lock does not hold;
    ``word`` is by what a line of 不纳入人员及依据 is known to mean this lock.
    """

    id: str
    title: str
    source: str
    word: str
    holds: Callable[[Person, PlanCase], str]
    constraint: str
    """Id of the catalogue's constraint that this is."""
    contract_source: str = ""
    """The source where the person is contract staff, if it is another one."""

    def source_for(self, person: Person) -> str:
        """The source that binds this person."""
        contract = person.status is not None and person.status.needs_consent
        return self.contract_source if contract and self.contract_source else self.source

    def is_named(self, person: Person, text: str) -> bool:
        """Whether a text about a person means this lock."""
        if self.word in _QUOTING or text.startswith(_QUOTING):
            return text.startswith(self.word) and self.word in _QUOTING
        if self.word == "法定退休" and "规划期" in text:  # the horizon's lock, which names the month as well
            return False
        if self.holds is only_active_people_move.holds:
            return person.state is not PersonState.ACTIVE and person.state.value in text
        return self.word in text


_QUOTING = ("信息不全", "单位要求")
"""Beginnings after which headings or reasons are quoted, in which other locks' words may stand."""


def lock(
    id: str, title: str, source: object, word: str, constraint: str, contract_source: object = ""
) -> Callable[[Callable[[Person, PlanCase], str]], Lock]:
    """Make a lock of the function that says why it holds."""

    def made(holds: Callable[[Person, PlanCase], str]) -> Lock:
        return Lock(id, title, str(source), word, holds, constraint, str(contract_source))

    return made


@lock("P531", "领导职务人员不由本方案调整", _TRANSFER.article(2), "领导", "C19", _PRACTICE)
def no_leader_moves(person: Person, case: PlanCase) -> str:
    """Leaders stay; their posts are filled by another procedure."""
    return "台账“是否领导”为是" if person.is_leader else ""


@lock("P532", "只有现职人员可以调整", _PRACTICE, "人员状态", "C24")
def only_active_people_move(person: Person, case: PlanCase) -> str:
    """Whoever is seconded, attached, on leave or gone stays where he is counted."""
    return "" if person.state is PersonState.ACTIVE else f"台账“人员状态”为{person.state.value}"


@lock("P533", "台账注明不可调整的人员不调整", statute("ledger-template").whole, "不可调整", "C11")
def no_one_barred_by_the_ledger_moves(person: Person, case: PlanCase) -> str:
    """A text in 不可调整原因 locks; the reason itself may be restricted and is not shown."""
    return "台账“不可调整原因”列有记载" if person.lock_reason else ""


@lock(
    "P534",
    "试用期未满不得调整",
    statute("civil-servants-law").article(34),
    "试用期",
    "C10",
    statute("decree-652").article(13),
)
def no_one_on_trial_moves(person: Person, case: PlanCase) -> str:
    """The trial has ended on the plan's day."""
    ends = person.trial_ends
    return (
        f"台账“试用期止”为{day_in_words(ends)}，晚于方案日期{day_in_words(case.day)}"
        if ends is not None and ends > case.day
        else ""
    )


@lock("P536", "不得频繁转任", _TRANSFER.whole, "上次交流", "C30", _PRACTICE)
def no_one_moves_again_too_soon(person: Person, case: PlanCase) -> str:
    """The cooling-off months since the last exchange have passed on the plan's day, by the calendar."""
    if person.last_exchange is None:
        return ""
    months = case.settings.cooling_off_months
    free = add_months(person.last_exchange, months)
    return (
        f"上次交流日期{day_in_words(person.last_exchange)}，满{months}个月为{day_in_words(free)}，晚于方案日期"
        if free > case.day
        else ""
    )


@lock("P537", "临近退休人员不调整", statute("retirement-decision").whole, "法定退休", "C28")
def no_one_near_retirement_moves(person: Person, case: PlanCase) -> str:
    """More months than the setting lie between the plan's month and the statutory retirement month."""
    months, least = months_to_retirement(person, case.day), case.settings.near_retirement_months
    if months is None or months > least:
        return ""
    return f"距法定退休月份{months}个月，不超过{least}个月"


@lock("P538", "聘用制人员调整须本人同意", statute("decree-652").article(12), "不愿意", "C46")
def no_contract_staff_move_against_their_will(person: Person, case: PlanCase) -> str:
    """A move changes the contract of institution staff and workers, so 不愿意 bars it; civil servants must obey."""
    contract = person.status is not None and person.status.needs_consent
    return (
        f"{person.status}，台账“交流意愿”为不愿意" if contract and person.willingness is Willingness.UNWILLING else ""
    )


@lock("P539", "编外人员不纳入调剂", statute("decree-486").article(6), "编外", "C42")
def no_off_establishment_staff_move(person: Person, case: PlanCase) -> str:
    """Who fills no post cannot be moved to one."""
    return "台账“人员类别”为编外人员" if person.status is Status.OFF_ESTABLISHMENT else ""


@lock("P540", "信息不全的人员不调整", statute("ledger-template").whole, "信息不全", "C42")
def no_one_with_missing_facts_moves(person: Person, case: PlanCase) -> str:
    """Status, establishment type, and a birth date or an identity number must be known."""
    facts = {"人员类别": person.status, "编制类型": person.category, "出生日期和公民身份号码": person.born}
    missing = [name for name, value in facts.items() if value is None]
    if person.status is Status.OFF_ESTABLISHMENT:
        return ""
    if missing:
        return f"台账缺{'、'.join(missing)}"
    return f"台账“{'”“'.join(person.unreadable)}”填写无法识别" if person.unreadable else ""


@lock("P548", "处分期内的人员不调整", statute("civil-servants-law").article(64), "处分期", "C12")
def no_one_under_sanction_moves(person: Person, case: PlanCase) -> str:
    """Where the office asks for it: the period of a sanction has ended on the plan's day."""
    ends = person.sanction_ends
    return "台账“处分期止”晚于方案日期" if ends is not None and ends > case.day else ""


@lock("P549", "服务期未满的人员一律不调整", statute("civil-servants-law").article(86), "服务期", "C23")
def no_one_in_a_service_period_moves(person: Person, case: PlanCase) -> str:
    """Where the office asks for it: every service period has ended on the plan's day, wherever it is served."""
    ends = person.service_ends
    return (
        f"台账“服务期止”为{day_in_words(ends)}，晚于方案日期{day_in_words(case.day)}"
        if ends is not None and ends > case.day
        else ""
    )


@lock("P550", "规划期内退休的人员不调整", _PRACTICE, "规划期", "C50")
def no_one_who_retires_within_the_horizon_moves(person: Person, case: PlanCase) -> str:
    """Excess that a retirement dissolves needs no move, least of all of the one who retires."""
    return f"在规划期{case.settings.horizon_months}个月内退休" if case.counts.retires_in_time(person) else ""


@lock("P555", "在途调出的人员不再安排", statute("ledger-template").whole, "在途", "C55")
def no_one_on_the_way_out_moves(person: Person, case: PlanCase) -> str:
    """Who is named in 在途变动 as leaving is spoken for."""
    return "已列入台账“在途变动”调出" if person.id in case.counts.on_the_way_out else ""


@lock("P556", "单位要求不调整的人员不调整", _PRACTICE, "单位要求", "C56")
def no_one_whom_the_office_keeps_moves(person: Person, case: PlanCase) -> str:
    """A wish 不调整 names the person; the message says who asked, when and why."""
    for wish in case.settings.wishes:
        if wish.kind is WishKind.STAY and person.id in wish.persons:
            return f"单位要求不调整（{asked(wish)}）"
    return ""


def asked(wish: Wish) -> str:
    """Who asked, when, and why."""
    day = day_in_words(wish.on) if wish.on else ""
    return f"{wish.by}于{day}提出，理由：{wish.why.strip().rstrip('。')}"


LOCKS = (
    no_off_establishment_staff_move,
    no_one_with_missing_facts_moves,
    no_leader_moves,
    only_active_people_move,
    no_one_barred_by_the_ledger_moves,
    no_one_on_trial_moves,
    no_one_moves_again_too_soon,
    no_one_near_retirement_moves,
    no_contract_staff_move_against_their_will,
    no_one_under_sanction_moves,
    no_one_in_a_service_period_moves,
    no_one_who_retires_within_the_horizon_moves,
    no_one_on_the_way_out_moves,
    no_one_whom_the_office_keeps_moves,
)


def locks_of(person: Person, case: PlanCase) -> tuple[Lock, ...]:
    """Every lock in force that keeps a person from moving anywhere."""
    return tuple(item for item in LOCKS if item.constraint in case.counts.in_force and item.holds(person, case))


def serves_at_the_grassroots(person: Person, case: PlanCase) -> bool:
    """Whether a service period in a 乡镇 or 街道 runs beyond the plan's day."""
    unit = case.establishment.unit.get(person.unit)
    serves = person.service_ends is not None and person.service_ends > case.day
    return serves and unit is not None and unit.kind.is_grassroots


def _rule(item: Lock) -> PlanRule:
    def check(case: PlanCase) -> Iterator[Breach]:
        for move in case.moves:
            fact = item.holds(move.person, case)
            if fact:
                message = f"{move.person.name}拟调整，但{fact}，不得调整。"
                yield Breach(move.row.cell(MoveColumn.PERSON), message, _REMEDY, item.source_for(move.person))

    return PlanRule(item.id, item.title, item.source, check, item.constraint)


LOCK_RULES = tuple(_rule(item) for item in LOCKS)
