"""How the invented district is laid out: a unit, its cells, its sections, and what is arranged there on purpose."""

from dataclasses import dataclass
from enum import Enum, auto

from bianzhi.domain.terms import Category, Pool, UnitKind
from bianzhi.sampling.fields import Field


class Story(Enum):
    """What is arranged in a cell so that the plan has something to explain."""

    NONE = auto()
    ALL_LOCKED = auto()
    """Over quota, but everyone is a leader or locked."""
    KIN = auto()
    """Over quota; the few who might move have relatives wherever there is a vacancy."""
    SERVICE = auto()
    """Over quota; the young ones serve their five years in the subdistrict."""
    RARE_POSTS = auto()
    """Vacant, but every vacancy is a post that asks for what hardly anyone has."""


class Scaling(Enum):
    """How the size of a unit follows the size of the district."""

    FREE = auto()
    NEVER_GROWS = auto()
    FIXED = auto()


@dataclass(frozen=True, slots=True)
class CellPlan:
    """One establishment type of a unit, in the district of 5,000."""

    category: Category
    in_post: int
    """Persons."""
    balance: int = 0
    """Persons over quota where positive, vacant posts where negative."""
    story: Story = Story.NONE


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section: its name; ``size`` is its staff in persons where that is arranged."""

    name: str
    size: int | None = None
    counts_to_cap: bool = True
    mergeable: bool = True


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit, in the district of 5,000."""

    code: str
    name: str
    kind: UnitKind
    field: Field
    functions: tuple[str, ...]
    sections: tuple[SectionPlan, ...]
    cells: tuple[CellPlan, ...]
    """The first is the main one: leaders are in it."""
    parent: str = ""
    rank: str = "正科级"
    pool: Pool = Pool.DISTRICT
    civil_like: bool = False
    section_cap: int | None = None
    min_staff: int | None = None
    has_head: bool = True
    deputies: int | None = None
    """Authorized deputies, or None for what a unit of its size usually has."""
    scaling: Scaling = Scaling.FREE
    specialists: int = 20
    """Share of specialists among the staff on institution posts, in percent."""
    note: str = ""

    @property
    def main(self) -> CellPlan:
        """The cell the leaders are in."""
        return self.cells[0]


def sections(text: str) -> tuple[SectionPlan, ...]:
    """Sections from their names, set apart by spaces.

    ``机关党委*`` does not count to the cap, ``机要室!`` may not be merged, ``侨务科=2`` has a staff of 2.
    """
    return tuple(_section(word) for word in text.split())


def _section(word: str) -> SectionPlan:
    name, _, size = word.partition("=")
    bare = name.rstrip("*!")
    return SectionPlan(bare, int(size) if size else None, "*" not in name, "!" not in name)


def words(text: str) -> tuple[str, ...]:
    """Words set apart by spaces."""
    return tuple(text.split())
