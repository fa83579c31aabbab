"""The rows of every constraint as LP text, each on a tiny world of two units: ``python -m tests.optimize.golden`` writes them.

``test_golden`` compares what the code yields with ``tests/golden/Cxx.lp``; only ``make golden`` rewrites the files.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bianzhi.domain.establishment import Establishment, LevelPosts, Transit
from bianzhi.domain.plan import Place
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Direction, LeaderRank, LeadershipKind, UnitKind
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.eligibility import Opening
from bianzhi.optimize.reallocation.constraints import ALL_CONSTRAINTS
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.objectives import remaining_aim
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import candidates
from tests.worlds import (
    DAY,
    agencies,
    but,
    kin,
    leadership,
    people,
    person,
    post,
    quota,
    section,
    unit,
    world,
)

FOLDER = Path(__file__).parents[1] / "golden"
_ADMINISTRATIVE = Category.ADMINISTRATIVE


def _on(*ids: str) -> PlanSettings:
    return PlanSettings(constraints_on=dict.fromkeys(ids, "本区规定"))


def _wish(kind: WishKind, *persons: str, **pattern: str) -> PlanSettings:
    return PlanSettings(wishes=(Wish(kind, persons, by="办公室", on=DAY, why="区委要求", **pattern),))


def _with_levels() -> Establishment:
    pool = person("A1", grade="一级主任科员"), person("A2", grade="三级主任科员")
    district = world(unit("A"), unit("B", high_on_low=True), quota("A", 0), quota("B", 3), *pool)
    rows = (LevelPosts("B", _ADMINISTRATIVE, "正科", 1), LevelPosts("B", _ADMINISTRATIVE, "副科", 1))
    return replace(district, level_posts=rows)


def _with_leaders() -> Establishment:
    head = {"is_leader": True, "leader_rank": LeaderRank.TOWNSHIP_HEAD}
    deputy = {"is_leader": True, "leader_rank": LeaderRank.TOWNSHIP_DEPUTY}
    return world(
        unit("A"),
        unit("B", rank="正科级"),
        quota("A", 0),
        quota("B", 3),
        person("A1", **head),
        person("A2", **deputy),
        leadership("B", LeadershipKind.UNIT_HEAD, 1),
        leadership("B", LeadershipKind.UNIT_DEPUTY, 2),
    )


def _institutions() -> Establishment:
    funded = Category.FULLY_FUNDED
    return world(
        unit("A", kind=UnitKind.WELFARE_ONE),
        unit("B", kind=UnitKind.WELFARE_ONE),
        quota("A", 0, funded),
        quota("B", 4, funded),
        section("S", "B"),
        section("T", "B"),
        *people("A", 2, category=funded),
        person("B1", "B", category=funded, section="S"),
        post("甲岗", "B", 1, funded, section="S"),
        post("乙岗", "B", 1, funded, section="T"),
        kin("A1", "A2"),
        kin("A1", "B1"),
    )


def _court() -> Establishment:
    return world(
        unit("A"), unit("B", kind=UnitKind.COURT), quota("A", 0), quota("B", 3), *people("A", 2), person("B1", "B"),
        kin("A1", "A2"), kin("A1", "B1"),
    )  # fmt: skip


def _sections() -> Establishment:
    rows = unit("A"), unit("B"), quota("A", 3), quota("B", 6), section("S")
    return world(*rows, *people("A", 4, section="S"))


_SMALL = agencies(A=(3, 1), B=(1, 2))
_RELATED = replace(_SMALL, kinships=(kin("A1", "A2"), kin("A1", "B1")))

WORLDS: Mapping[str, tuple[Establishment, PlanSettings]] = {
    "C01": (replace(_SMALL, transits=(Transit("A", _ADMINISTRATIVE, Direction.OUT, 1),)), PlanSettings()),
    "C03": (but(_SMALL, A={"tolerance": 1}), PlanSettings()),
    "C04": (agencies(A=(3, 1), B=(2, 2)), _on("C04")),
    "C05": (agencies(A=(3, 1), B=(1, 10)), replace(_on("C05"), occupancy_percent=35)),
    "C06": (replace(agencies(A=(3, 1), B=(1, 4)), posts=(post("文秘岗", "B"),)), PlanSettings()),
    "C14": (_RELATED, PlanSettings()),
    "C15": (_institutions(), _on("C15")),
    "C16": (_court(), _on("C16")),
    "C34": (_with_leaders(), PlanSettings(constraints_off={"C19": "试点"})),
    "C37": (but(_SMALL, A={"min_staff": 2}), PlanSettings()),
    "C38": (agencies(A=(11, 8), B=(1, 4)), PlanSettings()),
    "C39": (replace(agencies(A=(2, 1), B=(1, 4)), posts=(post("文秘岗", "B"),)), PlanSettings()),
    "C41": (_sections(), PlanSettings()),
    "C51": (_with_levels(), PlanSettings()),
    "C52": (_SMALL, _wish(WishKind.REQUIRE, "A2", to_unit="B")),
    "C53": (_SMALL, _wish(WishKind.TOGETHER, "A1", "A3")),
}
"""For every constraint with rows, a world in which it has some, and the settings under which it is in force."""


def model_of(id: str) -> ReallocationModel:
    """The model of a constraint's world, all pairs of it, with the least remaining excess as objective and no row yet."""
    district, settings = WORLDS[id]
    found = candidates(district, DAY, settings)
    pairs = found.pairs
    if id == "C04":  # a full cell is no place without exchange: one pair made by hand
        opening = Opening(Place("B", _ADMINISTRATIVE), 1)
        pairs = tuple(Pair(each, opening, found.scale.score(each, opening)) for each in found.movable)
    model = ReallocationModel(Limits(district, DAY, settings), pairs)
    model.problem.setObjective(remaining_aim(model).expression)
    return model


def lp_of(id: str) -> str:
    """The rows of one constraint as LP text."""
    model = model_of(id)
    add_constraints(model.problem, model, [each for each in ALL_CONSTRAINTS if each.id == id])
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{id}.lp"
        model.problem.writeLP(path)
        return _legend(id, model) + path.read_text("utf-8")


def _legend(id: str, model: ReallocationModel) -> str:
    """The sentence, and what each variable stands for, as comments."""
    lines = [f"{id} {constraint_catalogue()[id].sentence}"]
    for pair, variable in zip(model.pairs, model.move, strict=True):
        place = pair.opening.place
        lines.append(
            f"{variable.name}: {pair.person.id} → {place.unit} {place.category} {place.post or '未列岗位的空编'}"
        )
    lines += [
        f"{variable.name}: {code} {category} 未消化超编" for (code, category), variable in model.remaining.items()
    ]
    return "".join(f"\\ {line}\n" for line in lines)


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for id in WORLDS:
        (FOLDER / f"{id}.lp").write_text(lp_of(id), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
