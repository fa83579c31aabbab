"""Boxes of the forms that add an operation to a reform: what there is after the steps so far is found by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import streamlit as st

from bianzhi.domain.cell import NOWHERE
from bianzhi.domain.establishment import Duty, Establishment, Unit
from bianzhi.domain.reform import AbolishUnit, Operation, Reformed
from bianzhi.domain.terms import Category, Pool, UnitKind
from bianzhi.errors import SettingsError
from bianzhi.services import reforming
from bianzhi.ui.reform_work import ReformWork
from bianzhi.ui.tables.shown import shown
from bianzhi.ui.widget_keys import WidgetKey

T = TypeVar("T")

Builder = Callable[[], Operation]
"""Makes the operation of a form once its button was pressed; raises SettingsError where something is missing."""
MOST_POSTS = 100_000
_MOST_WORDS = 300


@dataclass(frozen=True)
class Fields:
    """The boxes of one form. Whatever they are filled with is kept until the reform changes."""

    work: ReformWork
    reformed: Reformed
    kind: str

    @property
    def ledger(self) -> Establishment:
        """What there is after the steps so far."""
        return self.reformed.after

    def key(self, label: str) -> str:
        """The key of a box; another one after each change of the reform, so that the form begins anew."""
        return f"{WidgetKey.REFORM_FIELD}_{self.work.edits}_{self.kind}_{label}"

    def one(
        self, label: str, choices: Mapping[str, str], placeholder: str = "输入名称查找", index: int | None = None
    ) -> str:
        """One of some codes, by name; empty where none was chosen."""
        chosen = st.selectbox(
            label,
            list(choices),
            index=index,
            format_func=lambda code: choices.get(code, code),
            key=self.key(label),
            placeholder=placeholder,
            filter_mode="contains",
        )
        return str(chosen or "")

    def many(
        self, label: str, choices: Mapping[str, str], placeholder: str = "输入名称查找，可选多项"
    ) -> tuple[str, ...]:
        """Some of some codes, by name, in the order in which they were chosen."""
        chosen = st.multiselect(
            label,
            list(choices),
            format_func=lambda code: choices.get(code, code),
            key=self.key(label),
            placeholder=placeholder,
            filter_mode="contains",
            select_all=False,
        )
        return tuple(str(code) for code in chosen)

    def words(self, label: str, value: str = "", placeholder: str = "") -> str:
        """A line of text, without spaces around it."""
        text = st.text_input(label, value, key=self.key(label), max_chars=_MOST_WORDS, placeholder=placeholder or None)
        return (text or "").strip()

    def number(self, label: str, value: int = 0, least: int = 0, most: int = MOST_POSTS) -> int:
        """A whole number."""
        return int(st.number_input(label, least, most, value, step=1, key=self.key(label)))

    def choice(self, label: str, options: Sequence[T], words: Callable[[T], str] = str) -> T:
        """One of a few words, the first until another is chosen."""
        chosen = st.segmented_control(
            label, list(options), default=options[0], required=True, format_func=words, key=self.key(label)
        )
        return options[0] if chosen is None else chosen

    def posts(self, label: str, categories: Sequence[Category]) -> dict[Category, int]:
        """Posts by establishment type; types with none are missing."""
        st.markdown(f"**{label}**")
        boxes = st.columns(2)
        found = {}
        for place, category in enumerate(categories):
            with boxes[place % 2]:
                count = self.number(f"{category.value}（名）")
            if count:
                found[category] = count
        if not categories:
            st.caption("划出机构没有核定编制。")
        return found

    def day(self, label: str) -> date | None:
        """A day, or none. An empty date box shows its form in English, so a box to tick comes before it."""
        return optional_day(label, None, self.key(label))

    # what there is, by name ----------------------------------------------------------------------------------------

    @property
    def units(self) -> Mapping[str, str]:
        """Units that stand, in ledger order; those that were abolished and wait for their people are left out."""
        return self.work.remember("unit choices", self._units)

    def _units(self) -> Mapping[str, str]:
        gone = {s.operation.unit for s in self.reformed.reform.steps if isinstance(s.operation, AbolishUnit)}
        return {u.code: f"{shown(u.name)}（{shown(u.code)}）" for u in self.ledger.units if u.code not in gone}

    def unit(self, label: str, placeholder: str = "输入名称查找", *, but: str = "") -> str:
        """A unit, by name."""
        return self.one(label, {code: name for code, name in self.units.items() if code != but}, placeholder)

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
        """People of a unit who hold a post, by id."""
        held = (person for person in self.ledger.people_of.get(unit, ()) if person.counted)
        return {
            person.id: f"{shown(person.name)}（{shown(person.id)}"
            + (f"，{shown(self.ledger.section[person.section].name)}" if person.section in self.ledger.section else "")
            + (f"，{person.category.value}" if person.category else "")
            + "）"
            for person in held
        }

    def types_of(self, unit: str) -> list[Category]:
        """Establishment types in which a unit has posts."""
        return [category for category in Category if self.ledger.authorized.get((unit, category), 0)]

    def free_code(self, prefix: str) -> str:
        """A code that nothing has."""
        return self.work.remember(("code", prefix), lambda: reforming.free_codes(self.reformed, prefix)[0])

    # units and duties that are new ---------------------------------------------------------------------------------

    def new_unit(self, like: Unit | None = None) -> Callable[[], Unit]:
        """The boxes of a new unit; with ``like`` it has that unit's kind, rank, pool and superior."""
        name = self.words("新机构全称（必填）")
        code = self.words("新机构编码", self.free_code("N"))
        if like is not None:
            return lambda: replace(
                like,
                code=needed("新机构编码", code),
                name=needed("新机构全称", name),
                credit_code="",
                founding_document="",
                section_cap=None,
                at=NOWHERE,
            )
        kind = self.one("机构类别（必填）", {each.value: each.value for each in UnitKind}, "请选择")
        parent = self.unit("上级机构", "没有")
        left, right = st.columns(2)
        with left:
            rank = self.words("机构规格", placeholder="如：正科级")
        with right:
            pool = self.one("编制池", {each.value: each.value for each in Pool}, index=0)
        return lambda: Unit(
            needed("新机构编码", code),
            needed("新机构全称", name),
            UnitKind(needed("机构类别", kind)),
            parent,
            rank,
            Pool(pool or Pool.DISTRICT),
        )

    def new_duty(self, unit: str, number: str = "") -> Callable[[], Duty]:
        """The boxes of a new duty of a unit."""
        text = self.words(f"职责内容{number}（必填）")
        section = self.one(f"承担的内设机构{number}", self.sections(unit), "不写")
        source = self.words(f"职责依据{number}", placeholder="如：三定规定")
        code = self.free_code(f"{unit or 'D'}-N") if not number else ""
        return lambda: Duty(code, needed("承担机构", unit), needed("职责内容", text), section, source)


def needed(label: str, value: str) -> str:
    """A value that must be there.

    Raises
    ------
    SettingsError
        It is not.
    """
    if not value:
        raise SettingsError(f"没有填写“{label}”。", "请补上后再加入。")
    return value


def needed_items(label: str, values: tuple[str, ...], least: int = 1) -> tuple[str, ...]:
    """Values of which there must be some.

    Raises
    ------
    SettingsError
        There are too few.
    """
    if len(values) < least:
        raise SettingsError(f"“{label}”选了 {len(values)} 项，至少要 {least} 项。", "请补选后再加入。")
    return values


def optional_day(label: str, value: date | None, key: str) -> date | None:
    """A box to tick, and the day once it is ticked."""
    if not st.checkbox(label, value is not None, key=f"{key}_set"):
        return None
    chosen = st.date_input(label, value or date.today(), key=key, format="YYYY-MM-DD", label_visibility="collapsed")
    return chosen if isinstance(chosen, date) else None
