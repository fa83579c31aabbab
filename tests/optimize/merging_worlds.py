"""Units with sections of given sizes, and every way to partition them: for the tests of merging."""

from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment, SectionTraffic
from tests.worlds import person, section, unit, world

TAGS = ("综合", "法规", "监管")


def sections_of(
    sizes: Sequence[int],
    changes: dict[int, dict[str, Any]] | None = None,
    traffic: Sequence[tuple[int, int, int]] = (),
    **unit_changes: Any,
) -> Establishment:
    """Unit A with sections S1, S2, … of these sizes; ``changes`` and ``traffic`` name sections by number, from 1."""
    changes = changes or {}
    rows: list[Any] = [unit("A", **unit_changes)]
    rows += [section(f"S{number}", **changes.get(number, {})) for number in range(1, len(sizes) + 1)]
    for number, size in enumerate(sizes, 1):
        rows += [person(f"S{number}-{count}", section=f"S{number}") for count in range(1, size + 1)]
    rows += [SectionTraffic(f"S{one}", f"S{other}", volume) for one, other, volume in traffic]
    return world(*rows)


def partitions(items: Sequence[int]) -> Iterator[list[list[int]]]:
    """Every partition of the items into groups."""
    if not items:
        yield []
        return
    for smaller in partitions(items[:-1]):
        yield [*smaller, [items[-1]]]
        for place, group in enumerate(smaller):
            yield [*smaller[:place], [*group, items[-1]], *smaller[place + 1 :]]


@st.composite
def small_units(draw: st.DrawFn) -> Establishment:
    """Two to eight sections under a cap of one to six, some 不可整合 or not counted, with tags, traffic and any sizes."""
    count = draw(st.integers(2, 8))
    number = st.integers(1, count)
    changes = {
        each: {
            "mergeable": draw(st.integers(0, 4)) > 0,
            "counts_to_cap": draw(st.integers(0, 7)) > 0,
            "functions": tuple(draw(st.lists(st.sampled_from(TAGS), unique=True, max_size=2))),
        }
        for each in range(1, count + 1)
    }
    traffic = draw(st.lists(st.tuples(number, number, st.integers(0, 30)), max_size=8))
    sizes = draw(st.lists(st.integers(0, 7), min_size=count, max_size=count))
    return sections_of(sizes, changes, traffic, section_cap=draw(st.integers(1, 6)))
