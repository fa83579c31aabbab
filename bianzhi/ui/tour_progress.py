"""How far a clerk has come on the guided tour, and the text it is remembered as."""

import json
from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class TourProgress:
    """One clerk's tour: whether it is on, at which station, and what has been done."""

    on: bool = False
    at: str = ""
    """The name of the station; empty before the first start."""
    done: tuple[str, ...] = ()
    """Names of stations where what is to be done was done, in the order in which it was."""
    offered: bool = True
    """Whether the start page still offers the tour: until it was ended or declined."""

    @property
    def as_text(self) -> str:
        """What ``from_text`` reads back."""
        return json.dumps({"on": self.on, "at": self.at, "done": list(self.done), "offered": self.offered})

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The progress of a text; none at all where the text is empty or not of this program."""
        try:
            kept = json.loads(text) if text else {}
            done = tuple(str(name) for name in kept.get("done", ()))
            return cls(bool(kept.get("on")), str(kept.get("at", "")), done, bool(kept.get("offered", True)))
        except (ValueError, AttributeError, TypeError):
            return cls()

    def with_done(self, names: tuple[str, ...]) -> Self:
        """The same with further stations done; what was done once stays so."""
        new = tuple(name for name in names if name not in self.done)
        return replace(self, done=(*self.done, *new)) if new else self
