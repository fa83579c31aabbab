"""The bands of the organisation chart: one for each system of organs, in their order of precedence."""

from collections.abc import Sequence
from dataclasses import dataclass

from bianzhi.charts.figures import Change, UnitFigures
from bianzhi.domain.terms import UnitKind


@dataclass(frozen=True, slots=True)
class System:
    """One system (党委, 人大, 政府 …): its key, the kinds of unit it has, and what it is called with and without them."""

    key: str
    kinds: tuple[UnitKind, ...]
    title: str
    partial_titles: tuple[tuple[UnitKind, str], ...] = ()
    """What the band is called where all its units are of one kind."""


SYSTEMS = (
    System("party", (UnitKind.PARTY, UnitKind.DISCIPLINE), "党委"),
    System("congress", (UnitKind.CONGRESS,), "人大"),
    System("government", (UnitKind.GOVERNMENT, UnitKind.DISPATCHED), "政府"),
    System("consultative", (UnitKind.CONSULTATIVE,), "政协"),
    System(
        "justice",
        (UnitKind.COURT, UnitKind.PROCURATORATE),
        "法院、检察院",
        ((UnitKind.COURT, "法院"), (UnitKind.PROCURATORATE, "检察院")),
    ),
    System(
        "mass",
        (UnitKind.DEMOCRATIC_PARTY, UnitKind.MASS_ORGANIZATION),
        "民主党派、群团",
        ((UnitKind.DEMOCRATIC_PARTY, "民主党派"), (UnitKind.MASS_ORGANIZATION, "群团")),
    ),
    System(
        "grassroots",
        (UnitKind.SUBDISTRICT, UnitKind.TOWNSHIP),
        "街道、乡镇",
        ((UnitKind.SUBDISTRICT, "街道"), (UnitKind.TOWNSHIP, "乡镇")),
    ),
    System("institutions", tuple(kind for kind in UnitKind if kind.is_institution), "事业单位"),
)


@dataclass(frozen=True, slots=True)
class Band:
    """One system as it is in a ledger: its units in ledger order, and their total."""

    key: str
    title: str
    units: tuple[UnitFigures, ...]

    @property
    def total(self) -> Change:
        """All units of the band together."""
        return sum((figures.total for figures in self.units), Change())


def bands_of(units: Sequence[UnitFigures]) -> tuple[Band, ...]:
    """The bands that have units; every unit is in exactly one."""
    bands = []
    for system in SYSTEMS:
        members = tuple(figures for figures in units if figures.unit.kind in system.kinds)
        if members:
            bands.append(Band(system.key, _title(system, members), members))
    return tuple(bands)


def _title(system: System, members: Sequence[UnitFigures]) -> str:
    kinds = {figures.unit.kind for figures in members}
    partial = [title for kind, title in system.partial_titles if kinds == {kind}]
    return partial[0] if partial else system.title
