"""What the tool answers when it is asked why: about one person, about what stays over quota, about other plans.

Everything here can be checked: each figure comes from a solve of the same model with one thing changed, each bar from the
first rule that bars. Sentences are Chinese and end in 。; sources are articles in words.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan import Fit, Move, Place, Plan
from bianzhi.domain.terms import Category


@dataclass(frozen=True, slots=True)
class GoalChange:
    """One objective in the plan, and in the best plan under the condition asked about."""

    name: str
    plan: int
    other: int

    @property
    def difference(self) -> int:
        """What the condition adds (persons, moves or points); 0 where it costs nothing."""
        return self.other - self.plan


class Standing(StrEnum):
    """Where one person stands in a plan."""

    MOVED = "拟调整"
    NOT_CONCERNED = "所在单位不超编"
    NOT_COUNTED = "不占编制"
    LOCKED = "不可调整"
    NO_PLACE = "没有可以安排的去向"
    NOT_CHOSEN = "可调整，本方案未安排"
    UNKNOWN = "台账中没有此人"


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """One place for one person: may he take it, how well would he fit, and what would it cost the plan."""

    place: Place
    allowed: bool
    why: str
    """Where barred, the first rule that bars, in words; where allowed, the fit in words."""
    source: str = ""
    fit: Fit | None = None
    price: tuple[GoalChange, ...] = ()
    """Every objective of the plan beside the best plan that puts the person there; empty where barred or not asked."""
    blocked_by: str = ""
    """Where allowed but no plan at all puts the person there: what stands against it."""
    displaced: tuple[str, ...] = ()
    """Ids of the people of the plan who would then stay, or go elsewhere; in the order of the roster."""
    price_words: str = ""
    """The price, or what stands against it, as a sentence; empty where barred or not asked."""


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """Why one person is moved, or is not."""

    person: str
    standing: Standing
    sentences: tuple[str, ...]
    """The answer in short sentences, most important first."""
    source: str = ""
    without: tuple[GoalChange, ...] = ()
    """For someone moved: every objective beside the best plan in which he stays."""
    instead: tuple[str, ...] = ()
    """For someone moved: ids of the people whom the best plan without him moves instead."""
    places: tuple[PlaceAnswer, ...] = ()
    """The best places for the person, best first."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """One part of a minimum cut: a limit that is used up, in words."""

    sentence: str
    """E.g. “事业编超编 12 人，全区同类空编只有 5 个”."""
    people: int
    """Persons in excess who are held up by it."""
    room: int
    """How many of them the limit lets through (persons)."""
    cells: tuple[CellKey, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One limit made looser, and what the best plan would then be; from a solve, not an estimate."""

    sentence: str
    """E.g. “将区A局的调出份额由 30% 放宽到 40%”."""
    frees: int
    """How many more people of the excess could be placed (persons)."""
    loosened: int
    """How much the limit was loosened, in its own unit."""
    setting: str = ""
    """The setting to be changed, e.g. ``leaving_share_of.A01``; empty where the ledger itself would have to change."""
    value: int | None = None
    """The new value; None for ``conditions``, which ``persons`` and ``condition`` describe."""
    source: str = ""
    persons: tuple[str, ...] = ()
    """Ids of the people whose consent, or whose condition, the relaxation asks for."""
    condition: str = ""
    """The condition of a C cell that these people would have to fulfil."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The best plan at one value of a limit."""

    at: int
    """The limit: percent for the leaving share, persons for the number of moves, months for the horizon."""
    remaining: int
    moves: int
    fit: int


@dataclass(frozen=True, slots=True)
class Blockage:
    """What holds up the rest of the excess, and what would free it."""

    bottlenecks: tuple[Bottleneck, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    by_share: tuple[CurvePoint, ...] = ()
    """At leaving shares of 0, 5, … 100 percent."""
    by_moves: tuple[CurvePoint, ...] = ()
    """At 0 moves up to the plan's own number."""


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """A plan that truly differs from the proposed one, and what it gives up."""

    plan: Plan
    changed: int
    """People placed otherwise than in the proposed plan (persons)."""
    gives_up: tuple[GoalChange, ...]
    sentences: tuple[str, ...]
    """What differs and what it costs."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """How the plan fares where some of the people asked refuse, over many draws with a fixed seed."""

    refusing: int
    """People who refuse in each draw."""
    draws: int
    seed: int
    remaining: tuple[int, int, int]
    """Remaining excess of the best new plan: least, median, most (persons)."""
    replaced: tuple[int, int, int]
    """Lines of the plan changed besides those of the people who refuse: least, median, most."""
    critical: tuple[tuple[str, int], ...] = ()
    """People whose refusal costs most: id, and persons of excess that then remain in addition; worst first."""


@dataclass(frozen=True, slots=True)
class Burden:
    """What a plan asks of one group of people."""

    grouping: str
    """单位, 年龄段, 性别 or 学历."""
    group: str
    in_post: int
    """Counted people of the group before the plan."""
    movable: int
    moved: int
    after: int
    """Counted people of the group in post after the plan: for 单位 the unit's staff, else as before."""
    expected: int
    """Moves the group would carry by its share of the movable people, rounded half up (persons)."""
    warning: str = ""
    """Where the group carries clearly more than its share."""
    unit: str = ""
    """Code, where the group is a unit; ``group`` is then its name."""


@dataclass(frozen=True, slots=True)
class YearStep:
    """One year of the plan over time (消化计划); counts at 31 December, the first year from the plan's day."""

    year: int
    unit: str
    """Code, or empty for the whole ledger."""
    category: Category | None
    excess_before: int
    retiring: int
    moves: int
    entering: int
    """People in transit who come in."""
    leaving: int
    """People in transit who go out."""
    excess_after: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Moving now against waiting: the best plan when excess that retirement dissolves within some months is left alone."""

    months: int
    dissolves: int
    """Persons of excess that retirement alone dissolves within the months."""
    moves: int
    remaining: int
    """Excess that is left at the end of the months (persons)."""
    fit: int


@dataclass(frozen=True, slots=True)
class YearlyPlan:
    """A plan over several years: who retires when, what dissolves by itself, what is moved."""

    steps: tuple[YearStep, ...]
    curve: tuple[Waiting, ...]
    sentences: tuple[str, ...] = ()
    retirements: tuple[tuple[date, str], ...] = ()
    """First day of the statutory retirement month, and id, of everyone in post who retires within the years; earliest first."""
    moves: tuple[tuple[date, Move], ...] = ()
    """The day from which a move holds, and the move: those of the plan, then those of later years' solves."""


class Reply(StrEnum):
    """本人意见 on a consultation form."""

    AGREES = "同意"
    REFUSES = "不同意"
    OTHER = "另有意向"
    NONE = "未答复"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person, and the two units concerned, answered when asked."""

    person: str
    reply: Reply
    wished_units: tuple[str, ...] = ()
    """Codes of the units wished for instead, the most wished first."""
    remark: str = ""
    giving_unit: Reply = Reply.NONE
    """What the unit says that the person would leave: 同意, 不同意, or nothing."""
    receiving_unit: Reply = Reply.NONE
    """What the unit says that the person would come to."""


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """Two plans side by side, line by line, in the order of the roster."""

    kept: tuple[str, ...]
    """Ids of the people placed the same in both."""
    changed: tuple[tuple[str, Place, Place], ...]
    """Id, the place before, the place after."""
    dropped: tuple[tuple[str, Place], ...]
    added: tuple[tuple[str, Place], ...]
    goals: tuple[GoalChange, ...]
    sentences: tuple[str, ...] = ()

    @property
    def lines_changed(self) -> int:
        """Lines that differ: changed, dropped and added."""
        return len(self.changed) + len(self.dropped) + len(self.added)


@dataclass(frozen=True, slots=True)
class Clash:
    """A smallest set of wishes that cannot all be met together, and what each of them meets with."""

    wishes: tuple[int, ...]
    """Their places in ``PlanSettings.wishes``, from 0."""
    sentences: tuple[str, ...]
    remedy: str
    """The nearest thing that would work."""


@dataclass(frozen=True, slots=True)
class CellTerm:
    """One term of how a cell's figure comes about: what it is, and what it adds or takes away (persons or posts)."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Loss:
    """What another plan may give up against the proposed one."""

    excess: int = 0
    """Persons of excess left over in addition."""
    moves: int = 0
    """Moves in addition, where moves are not settled by the excess."""
    fit: int = 0
    """Points of fit lost per move of the proposed plan, 0–100, e.g. 5 of an average of 74."""
