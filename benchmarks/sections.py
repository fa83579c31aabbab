"""内设机构整合 of 12 to 60 sections: value, proven bound, and what Louvain and greedy merging find; as a Markdown table.

Two kinds of units, both invented and the same everywhere. *Hard*: functions drawn at random, one to three of fourteen, every
fifth pair of sections with traffic. *Like the sample*: functions by subject as the sample district's sections have them, and
three pairs in five with traffic.
"""

import random
import sys
import time
from collections.abc import Iterator, Sequence

from bianzhi.domain.establishment import Establishment, Person, QuotaEntry, Section, SectionTraffic, Unit
from bianzhi.domain.section_study import SectionRules
from bianzhi.domain.terms import Category, Status, UnitKind
from bianzhi.optimize.merging import study_sections
from bianzhi.sampling import REFERENCE_DAY

_TAGS = ("综合", "人事", "财务", "规划", "审批", "执法", "统计", "社保", "教育", "卫生", "工程", "市场", "法制", "信息")
_SUBJECTS = (
    "组织",
    "财政",
    "法治",
    "执法",
    "审批",
    "信息",
    "宣传",
    "安全",
    "建设",
    "社会保障",
    "社区",
    "督查",
    "农业",
    "文化",
)

CASES = ((12, 6), (16, 6), (20, 6), (22, 6), (30, 6), (30, 11), (40, 6), (40, 11), (60, 6), (60, 11))
"""Sections and cap."""

TIME_LIMIT_SECONDS = 30


def hard_unit(sections: int, cap: int, seed: int = 1) -> Establishment:
    """Functions at random: many sections have something in common with many."""
    dice = random.Random(seed)
    functions = [tuple(dice.sample(_TAGS, dice.randint(1, 3))) for _ in range(sections)]
    sizes = [dice.randint(2, 9) for _ in range(sections)]
    pairs = [(one, other) for one in range(sections) for other in range(one) if dice.random() < 0.2]
    return _unit(functions, sizes, [(*pair, dice.randint(1, 60)) for pair in pairs], cap)


def usual_unit(sections: int, cap: int, seed: int = 1) -> Establishment:
    """Functions by subject, most sections with their own; traffic among most, some of it heavy."""
    dice = random.Random(seed)
    functions: list[tuple[str, ...]] = [("综合", "文秘"), ("财务",)]
    while len(functions) < sections:
        subject = dice.choice(_SUBJECTS) if dice.random() < 0.5 else f"业务{len(functions)}"
        functions.append((subject,))
    sizes = [dice.randint(3, 9) for _ in range(sections)]
    pairs = [(one, other) for one in range(sections) for other in range(one) if dice.random() < 0.58]
    volumes = [dice.randint(80, 240) if dice.random() < 0.15 else dice.randint(2, 80) for _ in pairs]
    return _unit(functions, sizes, [(*pair, volume) for pair, volume in zip(pairs, volumes, strict=True)], cap)


def _unit(
    functions: Sequence[tuple[str, ...]], sizes: Sequence[int], traffic: Sequence[tuple[int, int, int]], cap: int
) -> Establishment:
    codes = [f"S{number:02d}" for number in range(len(sizes))]
    return Establishment(
        "",
        (Unit("A", "某局", UnitKind.GOVERNMENT, section_cap=cap),),
        (QuotaEntry("A", Category.ADMINISTRATIVE, sum(sizes) + 5),),
        sections=tuple(
            Section(code, "A", f"第{code}科", functions=tags) for code, tags in zip(codes, functions, strict=True)
        ),
        people=tuple(
            Person(f"{code}-{number}", "某", "A", Status.CIVIL_SERVANT, Category.ADMINISTRATIVE, section=code)
            for code, size in zip(codes, sizes, strict=True)
            for number in range(size)
        ),
        traffic=tuple(SectionTraffic(codes[one], codes[other], volume) for one, other, volume in traffic),
    )


def rows() -> Iterator[str]:
    """One row for each unit."""
    for name, made in (("hard", hard_unit), ("like the sample", usual_unit)):
        for sections, cap in CASES:
            establishment = made(sections, cap)
            started = time.perf_counter()
            study = study_sections(establishment, "A", REFERENCE_DAY, SectionRules(), TIME_LIMIT_SECONDS)
            seconds = time.perf_counter() - started
            merger = study.merger
            gap = (merger.bound - merger.value) * 100 / max(1, abs(merger.value))
            following = "—" if study.next_best is None else str(study.next_best.value)
            others = " | ".join(
                "—" if other.value is None else f"{other.value} ({_ratio(other.value, merger.value)})"
                for other in study.others
            )
            yield (
                f"| {name} | {sections} | {merger.after} | {merger.value} | {merger.bound} | {gap:.1f} % | {following} "
                f"| {seconds:.1f} | {others} |"
            )


def _ratio(other: int, ours: int) -> str:
    """The other value as a part of ours; as a difference where one of them is not positive."""
    return f"{other / ours:.2f}" if other >= 0 < ours else f"{other - ours:+d}"


def main() -> None:
    """Print the table."""
    print("| unit | sections | groups | value | bound | gap | next best | seconds | Louvain | greedy |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for row in rows():
        print(row, flush=True)


if __name__ == "__main__":
    sys.exit(main())
