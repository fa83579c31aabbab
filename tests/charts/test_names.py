"""Short names drop the district, and never make two units look alike."""

from bianzhi.charts.names import chart_subject, district_of, short_names
from bianzhi.domain.terms import UnitKind
from tests.worlds import unit, world


def short(*units: tuple[str, UnitKind]) -> list[str]:
    named = [unit(str(number), name=name, kind=kind) for number, (name, kind) in enumerate(units)]
    return list(short_names(named).values())


def test_the_district_is_what_more_than_half_begin_with() -> None:
    """Two of three make it the district; two of four do not."""
    assert district_of(["滨江区教育局", "中共滨江区委办公室", "朝阳街道"]) == "滨江区"
    assert district_of(["滨江区教育局", "滨江区民政局", "朝阳街道", "白沙镇"]) == ""


def test_one_unit_alone_has_no_district() -> None:
    """What is common to all cannot be told from one name."""
    assert district_of(["滨江区教育局"]) == ""


def test_short_names_keep_the_level_and_drop_the_place() -> None:
    """滨江区教育局 becomes 区教育局; a street loses the district altogether."""
    assert short(
        ("滨江区教育局", UnitKind.GOVERNMENT),
        ("中共滨江区委政法委员会", UnitKind.PARTY),
        ("中共滨江区纪律检查委员会滨江区监察委员会", UnitKind.DISCIPLINE),
        ("滨江区朝阳街道办事处", UnitKind.SUBDISTRICT),
        ("民盟滨江区基层委员会", UnitKind.DEMOCRATIC_PARTY),
    ) == ["区教育局", "区委政法委", "区纪委监委", "朝阳街道", "民盟区基层委员会"]


def test_two_units_never_share_a_short_name() -> None:
    """Both would be 区教育局, so both keep their full names."""
    names = [
        ("滨江区教育局", UnitKind.GOVERNMENT),
        ("滨江区教育局（挂体育局牌子）", UnitKind.GOVERNMENT),
        ("滨江区民政局", UnitKind.GOVERNMENT),
    ]
    assert short(*names) == ["滨江区教育局", "滨江区教育局（挂体育局牌子）", "区民政局"]


def test_a_name_is_never_shortened_away() -> None:
    """A unit that is called like the district keeps its name."""
    district = short(("滨江区", UnitKind.GOVERNMENT), ("滨江区教育局", UnitKind.GOVERNMENT))
    assert district == ["滨江区", "区教育局"]


def test_the_chart_is_named_after_the_unit_on_top() -> None:
    """All others are below it; without such a unit it is the district, or else the workbook."""
    below = [unit("A", name="甲局", parent="T"), unit("B", name="乙局", parent="A")]
    assert chart_subject(world(unit("T", name="滨江区人民政府"), *below)) == "滨江区人民政府"
    assert chart_subject(world(unit("A", name="滨江区甲局"), unit("B", name="滨江区乙局"))) == "滨江区"
    assert chart_subject(world(unit("A", name="甲局"), unit("B", name="乙局"))) == "台账"
