"""Who may not move at all: one function a sentence, in the order of the contract (``ledger_format`` §2, rule 3)."""

from typing import TYPE_CHECKING

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Person
from bianzhi.domain.terms import PersonState, Status, Willingness
from bianzhi.law.citation import statute
from bianzhi.law.retirement import add_months, in_words, months_to_retirement, retirement_category, retirement_month
from bianzhi.optimize.bar import Bar, Lock, lock_rule

if TYPE_CHECKING:
    from bianzhi.optimize.reallocation.limits import Limits

_PRACTICE = statute("local-practice").whole
_LEDGER = statute("ledger-template").whole
_CIVIL_SERVANTS = statute("civil-servants-law")
_TRANSFER = statute("transfer-provisions")
_INSTITUTIONS = statute("decree-652")


@lock_rule("C42")
def whoever_moves_is_on_the_establishment_and_known(person: Person, limits: "Limits") -> Bar | None:
    """编外 staff fill no post; who lacks status, type or birth date, or has an unreadable cell, waits until it is settled."""
    if person.status is Status.OFF_ESTABLISHMENT:
        return Bar("编外人员不占编制，不纳入调剂", statute("decree-486").article(6), "编外人员", "C42")
    facts = (("人员类别", person.status), ("编制类型", person.category), ("出生日期或公民身份号码", person.born))
    missing = [word for word, value in facts if value is None]
    if missing:
        return Bar(f"信息不全：缺{'、'.join(missing)}", _LEDGER, "信息不全", "C42")
    if person.unreadable:
        return Bar(f"信息不全：“{'”“'.join(person.unreadable)}”填写无法识别", _LEDGER, "信息不全", "C42")
    return None


@lock_rule("C19")
def leaders_stay(person: Person, limits: "Limits") -> Bar | None:
    """Leadership posts are filled by another procedure (转任规定 art.2: 领导成员另有规定)."""
    if not person.is_leader:
        return None
    source = _PRACTICE if _is_contract_staff(person) else _TRANSFER.article(2)
    return Bar("领导职务人员的调整按干部管理权限办理，不由本工具提出", source, "领导职务", "C19")


@lock_rule("C24")
def only_active_people_move(person: Person, limits: "Limits") -> Bar | None:
    """Whoever is seconded, attached, on leave or studying stays where he is counted."""
    if person.state is PersonState.ACTIVE:
        return None
    kind = f"人员状态为{person.state}"
    if person.state is PersonState.ATTACHED:
        return Bar("挂职人员不改变与原机关的人事关系", _CIVIL_SERVANTS.article(72), kind, "C24")
    return Bar(f"{kind}，保留在原单位", _PRACTICE, kind, "C24")


@lock_rule("C11")
def what_the_ledger_locks_stays(person: Person, limits: "Limits") -> Bar | None:
    """A text in 不可调整原因 locks; the reason itself may be restricted and is not shown."""
    if not person.lock_reason:
        return None
    return Bar("台账“不可调整原因”列有记载", _LEDGER, "台账注明不可调整", "C11")


@lock_rule("C10")
def the_trial_is_over(person: Person, limits: "Limits") -> Bar | None:
    """The trial has ended on the plan's day."""
    if person.trial_ends is None or person.trial_ends <= limits.day:
        return None
    source = _INSTITUTIONS.article(13) if _is_contract_staff(person) else _CIVIL_SERVANTS.article(34)
    return Bar(f"试用期至{day_in_words(person.trial_ends)}未满", source, "试用期未满", "C10")


@lock_rule("C30")
def no_one_moves_again_too_soon(person: Person, limits: "Limits") -> Bar | None:
    """The months of the setting have passed since the last exchange, by the calendar."""
    months = limits.settings.cooling_off_months
    if person.last_exchange is None or add_months(person.last_exchange, months) <= limits.day:
        return None
    words = f"上次交流（{day_in_words(person.last_exchange)}）未满{months}个月，不得频繁转任"
    return Bar(words, _PRACTICE if _is_contract_staff(person) else _TRANSFER.whole, "交流间隔未满", "C30")


@lock_rule("C28")
def who_retires_soon_stays(person: Person, limits: "Limits") -> Bar | None:
    """More months than the setting lie between the plan's month and the statutory retirement month."""
    least = limits.settings.near_retirement_months
    if not retires_within(person, least, limits):
        return None
    words = f"法定退休月份{_retirement(person)}，距方案日期不超过{least}个月"
    return Bar(words, statute("retirement-decision").whole, "临近退休", "C28")


@lock_rule("C46")
def contract_staff_agree(person: Person, limits: "Limits") -> Bar | None:
    """A move changes the contract of institution staff and workers, so 不愿意 bars it; civil servants must obey."""
    if person.willingness is not Willingness.UNWILLING or not _is_contract_staff(person):
        return None
    return Bar("本人不愿意交流，调整须变更聘用合同", _INSTITUTIONS.article(12), "本人不愿意", "C46")


@lock_rule("C12")
def no_one_under_sanction_moves(person: Person, limits: "Limits") -> Bar | None:
    """Where the office wants it: the period of a sanction has ended on the plan's day."""
    if person.sanction_ends is None or person.sanction_ends <= limits.day:
        return None
    words = f"处分期至{day_in_words(person.sanction_ends)}未满，按本单位要求不调整"
    return Bar(words, _CIVIL_SERVANTS.article(64), "处分期未满", "C12")


@lock_rule("C23")
def no_one_in_a_service_period_moves(person: Person, limits: "Limits") -> Bar | None:
    """Where the office wants it: whatever minimum service there is has ended on the plan's day."""
    if person.service_ends is None or person.service_ends <= limits.day:
        return None
    words = f"服务期至{day_in_words(person.service_ends)}未满，按本单位要求一律不调整"
    return Bar(words, _CIVIL_SERVANTS.article(86), "服务期未满", "C23")


@lock_rule("C50")
def who_retires_within_the_horizon_stays(person: Person, limits: "Limits") -> Bar | None:
    """Excess that his retirement dissolves within the horizon needs no move, least of all his own."""
    horizon = limits.settings.horizon_months
    if not horizon or not retires_within(person, horizon, limits):
        return None
    words = f"法定退休月份{_retirement(person)}，在规划期（{horizon}个月）内自然减员"
    return Bar(words, _PRACTICE, "规划期内退休", "C50")


@lock_rule("C55")
def no_one_on_the_way_out_moves(person: Person, limits: "Limits") -> Bar | None:
    """Who is named in 在途变动 as leaving is spoken for."""
    transit = limits.departing_people.get(person.id)
    if transit is None:
        return None
    since = f"（{day_in_words(transit.effective_on)}生效）" if transit.effective_on else ""
    words = f"已列入在途变动，正在办理调出{since}"
    return Bar(words, transit.document or _LEDGER, "在途调出", "C55")


@lock_rule("C56")
def who_the_office_keeps_stays(person: Person, limits: "Limits") -> Bar | None:
    """A wish 不调整 names him."""
    return limits.wish_bars.lock(person)


LOCKS: tuple[Lock, ...] = (
    whoever_moves_is_on_the_establishment_and_known,
    leaders_stay,
    only_active_people_move,
    what_the_ledger_locks_stays,
    the_trial_is_over,
    no_one_moves_again_too_soon,
    who_retires_soon_stays,
    contract_staff_agree,
    no_one_under_sanction_moves,
    no_one_in_a_service_period_moves,
    who_retires_within_the_horizon_stays,
    no_one_on_the_way_out_moves,
    who_the_office_keeps_stays,
)


def retires_within(person: Person, months: int, limits: "Limits") -> bool:
    """Whether the statutory retirement month is at most some calendar months after the plan's, or past."""
    left = months_to_retirement(person, limits.day)
    return left is not None and left <= months


def _retirement(person: Person) -> str:
    assert person.born is not None
    return in_words(retirement_month(retirement_category(person), person.born))


def _is_contract_staff(person: Person) -> bool:
    return person.status is not None and person.status.needs_consent
