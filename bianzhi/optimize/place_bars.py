"""身份对等: which cells a person may come to; one function a sentence, in the order of the contract (§2, rules 2 and 3)."""

from typing import TYPE_CHECKING

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Person, Unit
from bianzhi.domain.plan import Place
from bianzhi.domain.terms import Category, Status
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import is_open
from bianzhi.optimize.bar import Bar, CellBar, cell_rule

if TYPE_CHECKING:
    from bianzhi.optimize.reallocation.limits import Limits

_DECREE = statute("decree-486")


@cell_rule("C42")
def unreadable_units_wait(person: Person, origin: Unit, target: Unit, place: Place, limits: "Limits") -> Bar | None:
    """No move out of or into a unit whose kind or pool the ledger does not say readably."""
    for unit in (origin, target):
        if unit.unreadable:
            words = f"{unit.name}的“{'”“'.join(unit.unreadable)}”填写无法识别，核实前不作调剂"
            return Bar(words, statute("ledger-template").whole, "机构信息无法识别", "C42")
    return None


@cell_rule("C08")
def status_suits_the_type(person: Person, origin: Unit, target: Unit, place: Place, limits: "Limits") -> Bar | None:
    """The identity matrix, as the office has it: Y, or C for whoever fulfils the condition by name.

    Staff on 事业编制 who work in an organ return to an institution only.
    """
    assert person.status is not None
    way = limits.matrix[person.status, place.category]
    if not is_open(way, limits.conditions_of(person)):
        how = f"（须{way.how}）" if way.how else ""
        words = f"{person.status}不得直接占用{place.category}{how}"
        return Bar(words, way.source, "编制类型不对等", "C08")
    if person.status is Status.AGENCY_INSTITUTION_STAFF and not target.kind.is_institution:
        return Bar("在机关工作的事业编人员只可回到事业单位", way.source, "编制类型不对等", "C08")
    return None


@cell_rule("C45")
def no_pool_or_region_is_crossed(
    person: Person, origin: Unit, target: Unit, place: Place, limits: "Limits"
) -> Bar | None:
    """Pools are closed, but 区直 and 街道 are open to each other; regions of one ledger are closed to each other."""
    if not origin.pool.opens_to(target.pool):
        words = f"{origin.pool}编制池与{target.pool}编制池之间不得调剂"
        return Bar(words, _DECREE.article(17), "跨编制池", "C45")
    if origin.region != target.region:
        words = f"{origin.region or '未填地区的机构'}与{target.region or '未填地区的机构'}之间不得调剂"
        return Bar(words, _DECREE.article(17), "跨地区", "C45")
    return None


@cell_rule("C22")
def service_at_the_grassroots_is_served(
    person: Person, origin: Unit, target: Unit, place: Place, limits: "Limits"
) -> Bar | None:
    """While a service period runs, a person of a 乡镇 or 街道 moves only to another of these."""
    if not serves(person, limits) or not origin.kind.is_grassroots or target.kind.is_grassroots:
        return None
    words = f"乡镇（街道）服务期至{day_in_words(person.service_ends)}未满，不得调往上级机关"
    return Bar(words, statute("township-service").whole, "服务期未满", "C22")


@cell_rule("C48")
def civil_like_posts_are_in_approved_units(
    person: Person, origin: Unit, target: Unit, place: Place, limits: "Limits"
) -> Bar | None:
    """参公事业编制 is taken only in a unit whose 参公 is approved (column 参公)."""
    if place.category is not Category.CIVIL_LIKE or target.civil_like:
        return None
    words = f"{target.name}台账“参公”列不为是，不得进入参公事业编制"
    return Bar(words, statute("civil-servants-law").article(112), "未批准参公", "C48")


CELL_BARS: tuple[CellBar, ...] = (
    unreadable_units_wait,
    status_suits_the_type,
    no_pool_or_region_is_crossed,
    service_at_the_grassroots_is_served,
    civil_like_posts_are_in_approved_units,
)


def serves(person: Person, limits: "Limits") -> bool:
    """Whether a service period runs beyond the plan's day."""
    return person.service_ends is not None and person.service_ends > limits.day
