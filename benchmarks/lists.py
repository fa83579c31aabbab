"""``python -m benchmarks.lists``: search, filter and order of a list of 50,000 people, against pandas on the same rows.

pandas searches the words as they are written; the list also finds pinyin and initials.
"""

from itertools import count

from benchmarks.measure import call
from benchmarks.serving import load_of_the_machine
from bianzhi.domain.list_table import Condition, ListView
from bianzhi.sampling import REFERENCE_DAY, district
from bianzhi.services import foresight, lists
from bianzhi.services.lists import ListKind, ListSources

PEOPLE = 50_000
VIEWS = (
    ListView("zxf"),
    ListView("p0123"),
    ListView(conditions=(Condition("年龄", least=50, most=54), Condition("编制类型", words=("行政编制",)))),
    ListView(sorted_by="姓名", descending=True),
    ListView("w", (Condition("年龄", least=30),), "单位"),
)


def main() -> None:
    """Print the table."""
    import pandas as pd  # noqa: PLC0415

    ledger = district(PEOPLE, 1)
    sources = ListSources(ledger, REFERENCE_DAY, outlook=foresight.outlook(ledger, REFERENCE_DAY))
    found = lists.make_list(ListKind.PEOPLE, sources)
    frame = pd.DataFrame(
        [row.values for row in found.table.rows], columns=[each.heading for each in found.table.columns]
    )
    words = frame["姓名"].astype("str") + frame["单位"].astype("str")
    print(
        f"{len(found.table.rows):,} rows; made for the first view: {call(lambda: found.select(ListView('a')), 1):.2f} s\n"
    )
    print("| view | list | pandas |\n|---|---|---|")
    different = count()
    for view in VIEWS:

        def ours(view: ListView = view) -> None:
            extra = Condition("年龄", most=200 + next(different))  # another view each time: none is remembered
            found.select(ListView(view.search, (*view.conditions, extra), view.sorted_by, view.descending))

        peer = (
            call(lambda: words.str.contains("张", regex=False))
            if view.search
            else call(lambda: frame.sort_values("姓名"))
        )
        what = "the name has 张" if view.search else "ordered by the name"
        print(f"| {view.in_words} | {call(ours) * 1000:.0f} ms | {what}: {peer * 1000:.0f} ms |")
    print(load_of_the_machine())


if __name__ == "__main__":
    main()
