"""The columns of an import: in what words their guesses are told, and which the user is asked about."""

from collections.abc import Iterable, Mapping, Sequence

from bianzhi.domain.intake import IGNORED, LEAST_USED, SURE, ColumnGuess, How, targets
from bianzhi.domain.intake import Mapping as ColumnMapping
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int]

_RUNNING_NUMBERS = frozenset(("序号", "序", "No.", "NO."))


def doubtful(mapping: ColumnMapping) -> tuple[ColumnGuess, ...]:
    """Columns that were guessed and are not certain: the least certain first, else in the order of the files."""
    return tuple(sorted(mapping.doubtful, key=lambda guess: guess.confidence))


def unknown(mapping: ColumnMapping) -> tuple[ColumnGuess, ...]:
    """Columns that stand for nothing so far and hold something, but for running numbers; those with a heading first."""
    left_out = (guess for guess in mapping if not guess.target and guess.how is not How.GIVEN and guess.samples)
    asked = (guess for guess in left_out if guess.heading not in _RUNNING_NUMBERS)
    return tuple(sorted(asked, key=lambda guess: not guess.heading))


def sure(mapping: ColumnMapping) -> tuple[ColumnGuess, ...]:
    """Every other column, in the order of the files."""
    asked = {*doubtful(mapping), *unknown(mapping)}
    return tuple(guess for guess in mapping if guess not in asked)


def choices(guess: ColumnGuess, mapping: ColumnMapping) -> tuple[str, ...]:
    """What a column may be given to: nothing, then the tables that stand in its sheet, then the others."""
    here = {one.target.partition(".")[0] for one in mapping if one.sheet == guess.sheet and one.used}
    known = sorted(targets(), key=lambda target: target.partition(".")[0] not in here)
    return (IGNORED, *known)


def chosen_so_far(guess: ColumnGuess, remembered: Mapping[str, str]) -> str:
    """What the box of a column shows at first: what is read now, or what was decided for this heading before."""
    if guess.used:
        return guess.target
    return remembered.get(guess.heading, IGNORED) if guess.how is not How.GIVEN else IGNORED


def remembered_targets(decided: ColumnMapping | None) -> Mapping[str, str]:
    """What columns were given to before, by their heading; headings of two meanings are left out."""
    found: dict[str, set[str]] = {}
    for guess in decided or ():
        if guess.heading and guess.used:
            found.setdefault(guess.heading, set()).add(guess.target)
    return {heading: next(iter(targets)) for heading, targets in found.items() if len(targets) == 1}


def target_words(target: str) -> str:
    """A target as the boxes show it: 人员 › 姓名."""
    return "不用（不读取这一列）" if target == IGNORED else target.replace(".", " › ")


def confidence_words(guess: ColumnGuess, remembered: Mapping[str, str]) -> str:
    """How sure a guess is, in a word and in percent."""
    if guess.how is How.GIVEN:
        return "已由您确定"
    if not guess.used and guess.heading in remembered:
        return "沿用上次的对应，请确认"
    if not guess.target:
        return "未识别"
    if guess.confidence >= SURE:
        return f"有把握 {guess.confidence}%"
    if guess.confidence >= LEAST_USED:
        return f"请确认 {guess.confidence}%"
    return f"没有把握 {guess.confidence}%，未采用"


def place_words(guess: ColumnGuess) -> str:
    """The heading of a column and where it stands."""
    return f"{shown(guess.heading) or '（没有表头）'}（{guess.column} 列）"


def column_rows(guesses: Iterable[ColumnGuess]) -> list[Row]:
    """One row per column, as it was taken."""
    return [
        {
            "文件": shown(guess.file),
            "工作表": shown(guess.sheet),
            "列": guess.column,
            "表头": shown(guess.heading) or "（没有表头）",
            "前几个值": shown("、".join(guess.samples)),
            "对应到": guess.target.replace(".", " › ") if guess.target else "不用",
            "把握": confidence_words(guess, {}),
            "认定方式": guess.how.value,
        }
        for guess in guesses
    ]


def by_sheet(guesses: Iterable[ColumnGuess]) -> Mapping[tuple[str, str], Sequence[ColumnGuess]]:
    """Columns by file and sheet, in the order in which these first occur."""
    groups: dict[tuple[str, str], list[ColumnGuess]] = {}
    for guess in guesses:
        groups.setdefault((guess.file, guess.sheet), []).append(guess)
    return groups
