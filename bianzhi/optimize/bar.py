"""What bars: the rule in words, its source, and the sentence of the constraint catalogue that it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bianzhi.domain.establishment import Person, Post, Unit
from bianzhi.domain.plan import Place
from bianzhi.law.citation import Citation
from bianzhi.law.constraint_catalogue import constraint_catalogue

if TYPE_CHECKING:
    from bianzhi.optimize.reallocation.limits import Limits


@dataclass(frozen=True, slots=True)
class Bar:
    """Why someone may not move, or may not take a place: the rule in words, and its source."""

    rule: str
    source: Citation | str
    """An article; or, where the office itself wished it, who did and when."""
    kind: str
    """A short name by which bars are counted, e.g. 编制类型不对等."""
    constraint: str = ""
    """Id of the constraint catalogue."""


LockCheck: TypeAlias = Callable[[Person, "Limits"], Bar | None]
CellCheck: TypeAlias = Callable[[Person, Unit, Unit, Place, "Limits"], Bar | None]
PostCheck: TypeAlias = Callable[[Person, Post, "Limits"], Bar | None]


@dataclass(frozen=True, slots=True)
class Lock:
    """A sentence that keeps a person from moving anywhere."""

    id: str
    sentence: str
    bar: LockCheck


@dataclass(frozen=True, slots=True)
class CellBar:
    """A sentence that keeps a person of one unit from a cell of another: takes person, origin, target and place."""

    id: str
    sentence: str
    bar: CellCheck


@dataclass(frozen=True, slots=True)
class PostBar:
    """A sentence that keeps a person from a listed post."""

    id: str
    sentence: str
    bar: PostCheck


def lock_rule(id: str) -> Callable[[LockCheck], Lock]:
    """Make a :class:`Lock` of the function that says why it holds; the sentence is the catalogue's."""
    return lambda check: Lock(id, constraint_catalogue()[id].sentence, check)


def cell_rule(id: str) -> Callable[[CellCheck], CellBar]:
    """Make a :class:`CellBar` of the function that says why it holds; the sentence is the catalogue's."""
    return lambda check: CellBar(id, constraint_catalogue()[id].sentence, check)


def post_rule(id: str) -> Callable[[PostCheck], PostBar]:
    """Make a :class:`PostBar` of the function that says why it holds; the sentence is the catalogue's."""
    return lambda check: PostBar(id, constraint_catalogue()[id].sentence, check)
