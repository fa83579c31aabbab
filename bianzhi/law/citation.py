"""Statutes and citations: every rule and every legal number says where it comes from."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from bianzhi.errors import LawDataError


@dataclass(frozen=True, slots=True)
class Statute:
    """One statute, standard, or — where no text of law is known — a local practice kept as a parameter.

    ``verified`` is False for practices and for texts nobody has read against the official source; the user is told.
    """

    key: str
    title: str
    number: str
    issuer: str
    effective: date
    repealed: date | None = None
    verified: bool = True

    def article(self, number: int | str) -> "Citation":
        """Cite one article, e.g. 15 or “第二章”."""
        return Citation(self, f"第{number}条" if isinstance(number, int) else number)

    @property
    def whole(self) -> "Citation":
        """Cite the statute as a whole."""
        return Citation(self, "")


@dataclass(frozen=True, slots=True)
class Citation:
    """A statute and the place in it."""

    statute: Statute
    place: str

    def __str__(self) -> str:
        if not self.statute.verified:
            return self.statute.title
        return f"《{self.statute.title}》{self.place}"


@cache
def statutes() -> dict[str, Statute]:
    """Every statute we cite, by key."""
    text = files("bianzhi.law").joinpath("statutes.toml").read_text("utf-8")
    return {key: Statute(key=key, **row) for key, row in tomllib.loads(text).items()}


def statute(key: str) -> Statute:
    """The statute of this key.

    Raises
    ------
    LawDataError
        There is none.
    """
    try:
        return statutes()[key]
    except KeyError:
        raise LawDataError(f"法规库中没有“{key}”。", "请检查 bianzhi/law/statutes.toml。") from None


def citation(row: dict[str, str | int]) -> Citation:
    """A citation from a TOML table ``{ statute = "…", article = 9 }``; ``place`` may stand for ``article``."""
    cited = statute(str(row["statute"]))
    if "article" in row:
        return cited.article(row["article"])
    return Citation(cited, str(row.get("place", "")))
