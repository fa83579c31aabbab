"""What an office may ask of a plan, as rows and words: constraints, its own wishes, the identity matrix, conditions."""

from collections.abc import Mapping, Sequence

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.matrix_change import MatrixChange
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Status
from bianzhi.domain.wish_clashes import WishClash, obvious_clashes
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.constraint_catalogue import CatalogueEntry, constraint_catalogue
from bianzhi.law.identity_matrix import identity_matrix
from bianzhi.ui.tables.advice import person_words
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int | None]

CHANGED = "与默认不同"
STATUS = "人员类别"

PASSAGE_WORDS = {"Y": "● Y 可以", "C": "◐ C 有条件", "M": "○ M 专项办理", "N": "－ N 不可"}
"""Passages as the table shows them."""
_LETTERS = {words: letter for letter, words in PASSAGE_WORDS.items()}

WISH_WORDS = {
    WishKind.STAY: "所列人员本次不调整。",
    WishKind.FORBID: "符合所填条件的调整不得提出；没有填的条件不限。",
    WishKind.REQUIRE: "符合所填条件的调整至少安排若干人；没有填的条件不限。",
    WishKind.PREFER: "在超编消化最多、调整人数最少的前提下，尽量安排符合所填条件的调整。",
    WishKind.TOGETHER: "所列人员调往同一个单位，或者都不调整（成建制）。",
}
"""What each kind of wish does."""


def constraint_rows(settings: PlanSettings) -> list[Row]:
    """Every constraint of the catalogue: in force or not, by default or by the office."""
    return [
        {
            "编号": entry.id,
            "约束": entry.sentence,
            "依据": str(entry.source),
            "状态": "在用" if is_in_force(entry, settings) else "停用",
            "默认": "在用" if entry.default else "停用",
            "可否改": "可以" if entry.switchable else "不可",
            "理由": shown(reason_for(entry.id, settings)) or None,
        }
        for entry in constraint_catalogue().values()
    ]


def is_in_force(entry: CatalogueEntry, settings: PlanSettings) -> bool:
    """Whether a constraint holds under some settings."""
    return entry.id not in settings.constraints_off if entry.default else entry.id in settings.constraints_on


def reason_for(id: str, settings: PlanSettings) -> str:
    """Why a constraint was switched, empty where it was not."""
    return settings.constraints_off.get(id) or settings.constraints_on.get(id, "")


def switchable_constraints(settings: PlanSettings) -> list[str]:
    """Ids that may be switched and have not been."""
    return [
        entry.id for entry in constraint_catalogue().values() if entry.switchable and not reason_for(entry.id, settings)
    ]


def constraint_words(id: str) -> str:
    """A constraint in a box: what can be done with it, and its sentence."""
    entry = constraint_catalogue()[id]
    return f"{'停用' if entry.default else '启用'}　{id}　{entry.sentence}"


def wish_words(establishment: Establishment, wish: Wish) -> str:
    """A wish in a sentence with names."""
    parts = ["、".join(person_words(establishment, id) for id in wish.persons)]
    if wish.from_unit:
        parts.append(f"由 {unit_name(establishment, wish.from_unit)} 调出")
    if wish.to_unit:
        parts.append(f"调入 {unit_name(establishment, wish.to_unit)}")
    parts += [wish.category.value if wish.category else "", f"“{shown(wish.post)}”岗位" if wish.post else ""]
    if wish.kind is WishKind.REQUIRE and wish.least != len(set(wish.persons)):
        parts.append(f"至少 {wish.least} 人")
    if wish.kind is WishKind.PREFER:
        parts.append(f"权重 {wish.weight}")
    return f"{wish.kind.value}：{'，'.join(part for part in parts if part)}"


def hand_words(establishment: Establishment, wishes: Sequence[Wish], place: int, closing: Sequence[int]) -> str:
    """A wish made of a move by hand, and that it keeps listed posts free where others with it say so."""
    words = wish_words(establishment, wishes[place])
    if not closing:
        return words
    numbers = "、".join(str(each + 1) for each in closing)
    posts = "、".join(f"“{shown(wishes[each].post)}”" for each in closing)
    return f"{words}；只占用未提岗位需求的空编，不占{posts}岗位（含第 {numbers} 条，一并删除）"


def clashes_since(establishment: Establishment, before: Sequence[Wish], wishes: Sequence[Wish]) -> str:
    """Which earlier wishes the added ones plainly contradict, by number only: names may be hidden; empty for none."""
    numbers = {clash.one + 1 for clash in _clashes(establishment, wishes) if clash.other >= len(before)}
    if not numbers:
        return ""
    which = "、".join(f"第 {number} 条" for number in sorted(numbers))
    return f"但与{which}要求互相矛盾，照此求解没有方案，请到「要求与约束」删去或者修改其中一条。"


def _clashes(establishment: Establishment, wishes: Sequence[Wish]) -> tuple[WishClash, ...]:
    people = {id for wish in wishes for id in wish.persons if id in establishment.person}
    return obvious_clashes(wishes, {id: establishment.person[id].unit for id in people})


def clash_words(establishment: Establishment, wishes: Sequence[Wish]) -> list[str]:
    """Every two wishes that plainly contradict each other, with names and what to do."""
    return [
        f"第 {clash.one + 1} 条“{wish_words(establishment, wishes[clash.one])}”与"
        f"第 {clash.other + 1} 条“{wish_words(establishment, wishes[clash.other])}”：{clash.why}。请删去或者修改其中一条。"
        for clash in _clashes(establishment, wishes)
    ]


def signature_words(by: str, on: object, why: str) -> str:
    """Who, when, why."""
    day = on if not hasattr(on, "year") else day_in_words(on)  # type: ignore[arg-type]
    return f"{shown(by)}，{day}：{shown(why)}"


def matrix_rows(changes: Sequence[MatrixChange]) -> list[dict[str, str]]:
    """One row per status, one column per establishment type; what differs from the shipped table stands in words."""
    set_so = {(change.status, change.category): change.passage for change in changes}
    return [
        {
            STATUS: status.value,
            **{
                category.value: PASSAGE_WORDS[set_so.get((status, category)) or _shipped(status, category)]
                for category in Category
            },
            CHANGED: "；".join(
                f"{change.category.value} 默认 {_shipped(status, change.category)}，现 {change.passage}"
                for change in changes
                if change.status is status
            ),
        }
        for status in Status
        if status is not Status.OFF_ESTABLISHMENT
    ]


def edited_cells(before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]) -> list[MatrixChange]:
    """Cells whose passage was edited, without their who, when and why; edited back to the shipped passage too."""
    return [
        MatrixChange(Status(str(old[STATUS])), category, _LETTERS[new[category.value]])
        for old, new in zip(before, after, strict=True)
        for category in Category
        if new[category.value] != old[category.value] and new[category.value] in _LETTERS
    ]


def with_changes(old: Sequence[MatrixChange], new: Sequence[MatrixChange]) -> tuple[MatrixChange, ...]:
    """The changes after some more: a newer one of a cell replaces the older, and one back to the shipped table ends it."""
    cells = {(change.status, change.category): change for change in (*old, *new)}
    return tuple(change for change in cells.values() if change.passage != _shipped(change.status, change.category))


def shipped_words(status: Status, category: Category) -> str:
    """What the shipped table says of one cell: passage and procedure."""
    cell = identity_matrix()[status, category]
    return f"{PASSAGE_WORDS[cell.passage.value]}{f'（{cell.how}）' if cell.how else ''}"


def change_words(change: MatrixChange) -> str:
    """A change of the matrix in a sentence."""
    how = f"（{shown(change.how)}）" if change.how else ""
    shipped = shipped_words(change.status, change.category)
    return (
        f"{change.status.value} 占用 {change.category.value}：默认 {shipped}，改为 {PASSAGE_WORDS[change.passage]}{how}"
    )


def conditions_in_use(changes: Sequence[MatrixChange]) -> list[str]:
    """Every named condition of the C cells, shipped and the office's own, each once."""
    set_so = {(change.status, change.category): change for change in changes}
    found = []
    for key, cell in identity_matrix().items():
        change = set_so.get(key)
        passage, how = (change.passage, change.how) if change else (cell.passage.value, cell.how)
        if passage == "C" and how:
            found.append(how)
    return list(dict.fromkeys(found))


def share_rows(establishment: Establishment, settings: PlanSettings) -> list[Row]:
    """Units with a leaving share of their own."""
    return [
        {"序号": number, "单位": unit_name(establishment, unit), "调出份额上限（%）": percent}
        for number, (unit, percent) in enumerate(settings.leaving_share_of.items(), start=1)
    ]


def settings_words(settings: PlanSettings) -> str:
    """What the office asks of the plan beside the default settings, in a line; empty where that is nothing."""
    counted = (
        (len(settings.wishes), "条单位要求"),
        (len(settings.constraints_off), "条约束停用"),
        (len(settings.constraints_on), "条约束加用"),
        (len(settings.matrix), "格身份对等有改动"),
        (len(settings.conditions), "项具备条件"),
        (len(settings.leaving_share_of), "个单位另定份额"),
    )
    words = [f"{count} {word}" for count, word in counted if count]
    if settings.exchange.extra_moves:
        words.append(f"双向交流名额 {settings.exchange.extra_moves} 人")
    if settings.horizon_months:
        words.append(f"预计退休测算期 {settings.horizon_months} 个月")
    return "，".join(words)


def _shipped(status: Status, category: Category) -> str:
    return identity_matrix()[status, category].passage.value
