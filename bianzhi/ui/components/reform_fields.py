"""Boxes of the forms that add an operation to a reform: what there is after the steps so far is found by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bianzhi.domain.cell import NOWHERE
from bianzhi.domain.establishment import Duty, Establishment, Unit
from bianzhi.domain.reform import AbolishUnit, Operation, Reformed
from bianzhi.domain.reform_terms import RANKS
from bianzhi.domain.terms import Category, Pool, UnitKind
from bianzhi.errors import SettingsError
from bianzhi.services import reforming
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.reform_work import ReformWork
from bianzhi.ui.tables.going_along import people_words
from bianzhi.ui.tables.shown import shown
from bianzhi.ui.widget_keys import WidgetKey

T = TypeVar("T")

Builder = Callable[[], Operation]
"""Makes the operation of a form once its button was pressed; raises SettingsError where something is missing."""
MOST_POSTS = 100_000
_MOST_WORDS = 300


class MissingFieldError(SettingsError):
    """A box of a form was left empty; ``label`` is what stands over it, up to the bracket."""

    def __init__(self, label: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.label = label


@dataclass(frozen=True)
class Fields:
    """The boxes of one form. Whatever they are filled with is kept until the reform changes."""

    work: ReformWork
    reformed: Reformed
    """The ledger the step meets: after every step, or after those before the one that is changed."""
    kind: str
    was: Operation | None = None
    """The operation that is being changed: the boxes begin with what it says; None where one is added."""
    place: int | None = None
    """Its place."""
    marks: dict[str, DeltaGenerator] = field(default_factory=dict)
    """Below each box a place for a word about it, by the label up to the bracket."""

    @property
    def ledger(self) -> Establishment:
        """What there is after the steps so far."""
        return self.reformed.after

    def old(self, kind: type[T]) -> T | None:
        """What the operation that is being changed says, where it is of this kind."""
        return self.was if isinstance(self.was, kind) else None

    def key(self, label: str) -> str:
        """The key of a box; another one after each change of the reform, so that the form begins anew."""
        changed = "" if self.place is None else f"第{self.place + 1}项_"
        return f"{WidgetKey.REFORM_FIELD}_{self.work.edits}_{changed}{self.kind}_{label}"

    def mark(self, error: Exception) -> None:
        """Say at the box itself that it is empty."""
        if isinstance(error, MissingFieldError) and _stem(error.label) in self.marks:
            self.marks[_stem(error.label)].markdown(f":red[▲ {error.message}]")

    def one(self, label: str, choices: Mapping[str, str], placeholder: str = "输入名称查找", value: str = "") -> str:
        """One of some codes, by name; empty where none was chosen."""
        known = list(dict.fromkeys((*choices, *([value] if value else []))))
        chosen = st.selectbox(
            label,
            known,
            index=known.index(value) if value else None,
            format_func=lambda code: choices.get(code, code),
            key=self.key(label),
            placeholder=placeholder,
            filter_mode="contains",
            help=tip(label),
        )
        self._marked(label)
        return str(chosen or "")

    def many(
        self,
        label: str,
        choices: Mapping[str, str],
        placeholder: str = "输入名称查找，可选多项",
        values: Iterable[str] = (),
    ) -> tuple[str, ...]:
        """Some of some codes, by name, in the order in which they were chosen."""
        begin = list(values)
        chosen = st.multiselect(
            label,
            list(dict.fromkeys((*choices, *begin))),
            default=begin,
            format_func=lambda code: choices.get(code, code),
            key=self.key(label),
            placeholder=placeholder,
            filter_mode="contains",
            select_all=False,
            help=tip(label),
        )
        self._marked(label)
        return tuple(str(code) for code in chosen)

    def words(self, label: str, value: str = "", placeholder: str = "") -> str:
        """A line of text, without spaces around it."""
        text = st.text_input(
            label,
            value,
            key=self.key(label),
            max_chars=_MOST_WORDS,
            placeholder=placeholder or None,
            help=tip(label),
        )
        self._marked(label)
        return (text or "").strip()

    def number(self, label: str, value: int = 0, least: int = 0, most: int = MOST_POSTS) -> int:
        """A whole number."""
        found = int(st.number_input(label, least, most, value, step=1, key=self.key(label), help=tip(label)))
        self._marked(label)
        return found

    def choice(self, label: str, options: Sequence[T], words: Callable[[T], str] = str, value: T | None = None) -> T:
        """One of a few words, the first until another is chosen."""
        begin = options[0] if value is None else value
        chosen = st.segmented_control(
            label,
            list(options),
            default=begin,
            required=True,
            format_func=words,
            key=self.key(label),
            help=tip(label),
        )
        return begin if chosen is None else chosen

    def posts(
        self, label: str, categories: Sequence[Category], values: Mapping[Category, int] | None = None
    ) -> dict[Category, int]:
        """Posts by establishment type; types with none are missing."""
        begin = values or {}
        st.markdown(f"**{label}**")
        boxes = st.columns(2)
        found = {}
        for place, category in enumerate(dict.fromkeys((*categories, *begin))):
            with boxes[place % 2]:
                count = self.number(f"{category.value}（名）", begin.get(category, 0))
            if count:
                found[category] = count
        if not categories:
            st.caption("划出机构没有核定编制。")
        self._marked(label)
        return found

    def day(self, label: str, value: date | None = None) -> date | None:
        """A day, or none. An empty date box shows its form in English, so a box to tick comes before it."""
        return optional_day(label, value, self.key(label))

    def _marked(self, label: str) -> None:
        self.marks[_stem(label)] = st.empty()

    # what there is, by name ----------------------------------------------------------------------------------------

    @property
    def units(self) -> Mapping[str, str]:
        """Units that stand, in ledger order; those that were abolished and wait for their people are left out."""
        return self.work.remember(("unit choices", self.place), self._units)

    def _units(self) -> Mapping[str, str]:
        gone = {s.operation.unit for s in self.reformed.reform.steps if isinstance(s.operation, AbolishUnit)}
        return {u.code: f"{shown(u.name)}（{shown(u.code)}）" for u in self.ledger.units if u.code not in gone}

    def unit(self, label: str, placeholder: str = "输入名称查找", *, but: str = "", value: str = "") -> str:
        """A unit, by name."""
        return self.one(label, {code: name for code, name in self.units.items() if code != but}, placeholder, value)

    def sections(self, unit: str) -> Mapping[str, str]:
        """Sections of a unit, by code."""
        staff = self.ledger.section_staff
        found = self.ledger.sections_of.get(unit, ())
        return {section.code: f"{shown(section.name)}（{staff.get(section.code, 0)} 人）" for section in found}

    def duties(self, unit: str = "") -> Mapping[str, str]:
        """Duties of a unit, or of all, by code."""
        mine = (duty for duty in self.ledger.duties if not unit or duty.unit == unit)
        return {duty.code: f"{shown(duty.text)}（{shown(duty.code)}）" for duty in mine}

    def people(self, unit: str) -> Mapping[str, str]:
        """People of a unit who hold a post, by id, with what bears on whether they may go; leaders are marked."""
        return self.work.remember(("people choices", self.place, unit), lambda: people_words(self.ledger, unit))

    def types_of(self, unit: str) -> list[Category]:
        """Establishment types in which a unit has posts."""
        return [category for category in Category if self.ledger.authorized.get((unit, category), 0)]

    def free_code(self, prefix: str) -> str:
        """A code that nothing has."""
        return self.work.remember(("code", self.place, prefix), lambda: reforming.free_codes(self.reformed, prefix)[0])

    # units and duties that are new ---------------------------------------------------------------------------------

    def new_unit(self, like: Unit | None = None, old: Unit | None = None) -> Callable[[], Unit]:
        """The boxes of a new unit.

        With ``like`` it has that unit's kind, rank, pool and superior; with ``old`` they begin with what that one says,
        and what no box shows stays.
        """
        name = self.words("新机构全称（必填）", old.name if old else "")
        code = self.words("新机构编码", old.code if old else self.free_code("N"))
        if like is not None:
            model = old or replace(like, credit_code="", founding_document="", section_cap=None)
            return lambda: replace(model, code=needed("新机构编码", code), name=needed("新机构全称", name), at=NOWHERE)
        kinds = {each.value: each.value for each in UnitKind}
        kind = self.one("机构类别（必填）", kinds, "请选择", old.kind.value if old else "")
        parent = self.unit("上级机构", "没有", value=old.parent if old else "")
        left, right = st.columns(2)
        with left:
            ranks = {rank: rank for rank in dict.fromkeys((*RANKS, *(u.rank for u in self.ledger.units if u.rank)))}
            rank = self.one("机构规格", ranks, "请选择", old.rank if old else "")
        with right:
            pools = {each.value: each.value for each in Pool}
            pool = self.one("编制池", pools, value=(old.pool if old else Pool.DISTRICT).value)

        def build() -> Unit:
            first = Unit(needed("新机构编码", code), needed("新机构全称", name), UnitKind(needed("机构类别", kind)))
            if old is not None:
                first = replace(old, code=first.code, name=first.name, kind=first.kind)
            return replace(first, parent=parent, rank=rank, pool=Pool(pool or Pool.DISTRICT), at=NOWHERE)

        return build

    def new_duty(self, unit: str, old: Duty | None = None) -> Callable[[], Duty]:
        """The boxes of a new duty of a unit; with ``old`` they begin with what that one says."""
        text = self.words("职责内容（必填）", old.text if old else "")
        section = self.one("承担的内设机构", self.sections(unit), "不写", old.section if old else "")
        source = self.words("职责依据", old.source if old else "", placeholder="如：三定规定")
        code = old.code if old else self.free_code(f"{unit or 'D'}-N")
        model = old or Duty(code, unit, text)
        return lambda: replace(
            model,
            unit=needed("承担机构", unit),
            text=needed("职责内容", text),
            section=section,
            source=source,
            at=NOWHERE,
        )


def _stem(label: str) -> str:
    """What stands over a box, up to the bracket that says what is needed."""
    return label.partition("（")[0]


def needed(label: str, value: str) -> str:
    """A value that must be there.

    Raises
    ------
    MissingFieldError
        It is not.
    """
    if not value:
        raise MissingFieldError(label, f"没有填写“{label}”。", "请补上后再保存。")
    return value


def needed_items(label: str, values: tuple[str, ...], least: int = 1) -> tuple[str, ...]:
    """Values of which there must be some.

    Raises
    ------
    MissingFieldError
        There are too few.
    """
    if len(values) < least:
        raise MissingFieldError(label, f"“{label}”选了 {len(values)} 项，至少要 {least} 项。", "请补选后再保存。")
    return values


def optional_day(label: str, value: date | None, key: str) -> date | None:
    """A box to tick, and the day once it is ticked."""
    if not st.checkbox(label, value is not None, key=f"{key}_set"):
        return None
    chosen = st.date_input(label, value or date.today(), key=key, format="YYYY-MM-DD", label_visibility="collapsed")
    return chosen if isinstance(chosen, date) else None
