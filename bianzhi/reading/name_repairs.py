"""Names of units and sections that are no name of the ledger, but can only have meant one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bianzhi.domain.finding import Repair
from bianzhi.reading.slips import meant
from bianzhi.reading.values import key

_MOST_LOOKED_UP = 300
"""Unknown names of one ledger for which the nearest is looked up: more are not slips, but another district's list."""
_SECTION_SUFFIX = re.compile(r"(?:科室|办公室|[科股室处部组队站办])$")
_LEAST_STEM = 2


@dataclass(slots=True)
class UnitRepairs:
    """Repairs of unit names. ``names`` are the units' full names by their codes."""

    names: Mapping[str, str]
    _done: dict[str, Repair | None] = field(default_factory=dict)

    def repair(self, text: str) -> Repair | None:
        """The unit a text can only have meant: by a slip in its name, or by a code whose first zeros were lost."""
        if text not in self._done and len(self._done) < _MOST_LOOKED_UP:
            self._done[text] = self._by_code(text) or self._by_name(text)
        return self._done.get(text)

    def _by_code(self, text: str) -> Repair | None:
        word = key(text)
        if not (word.isascii() and word.isdigit()):
            return None
        codes = [code for code in self.names if code.isdigit() and code.lstrip("0") == word.lstrip("0")]
        if len(codes) != 1:
            return None
        return Repair(
            codes[0], text, f"机构编码“{codes[0]}”被当作数值，开头的 0 丢了；“机构”表中没有别的编码与它同值。"
        )

    def _by_name(self, text: str) -> Repair | None:
        code = meant(key(text), ((key(name), code) for code, name in self.names.items()))
        if code is None:
            return None
        name = self.names[code]
        why = f"“{text}”是“{name}”的笔误（同音、形近、漏字、多字或颠倒），“机构”表中没有第二个相近的名称。"
        return Repair(name, text, why)


def section_repair(text: str, names: Iterable[str], unit: str) -> Repair | None:
    """The section of a unit that a text can only have meant: a slip, the unit's name in front, or 股 instead of 科.

    Parameters
    ----------
    text
        What stands there.
    names
        The names of the unit's sections.
    unit
        The unit's full name.
    """
    word = key(text).removeprefix(key(unit))
    known = {key(name): name for name in names}
    name = known.get(word)
    if name is None:
        stem = _stem(word)
        alike = [each for short, each in known.items() if _stem(short) == stem]
        name = alike[0] if len(stem) >= _LEAST_STEM and len(alike) == 1 else meant(word, known.items())
    if name is None or name == text:
        return None
    return Repair(name, text, f"“{text}”是“{name}”的另一种写法或笔误，{unit}没有第二个相近的科室。")


def _stem(word: str) -> str:
    """预算 of 预算科 and 预算股."""
    return _SECTION_SUFFIX.sub("", word)
