"""The closed lists of the ledger: each value is the word that stands in the workbook (see docs/glossary.md)."""

from enum import StrEnum


class Term(StrEnum):
    """A word of a closed list. Hashes as the word it is: Enum's own hash is a Python call, a tenth of all checking."""

    __hash__ = str.__hash__


class UnitKind(Term):
    """机构类别."""

    PARTY = "党委机关"
    DISCIPLINE = "纪委监委"
    CONGRESS = "人大机关"
    GOVERNMENT = "政府部门"
    CONSULTATIVE = "政协机关"
    COURT = "法院"
    PROCURATORATE = "检察院"
    DEMOCRATIC_PARTY = "民主党派"
    MASS_ORGANIZATION = "群团机关"
    SUBDISTRICT = "街道"
    TOWNSHIP = "乡镇"
    DISPATCHED = "派出机构"
    CIVIL_LIKE_INSTITUTION = "参公事业单位"
    WELFARE_ONE = "公益一类"
    WELFARE_TWO = "公益二类"
    COMMERCIAL = "生产经营类"

    @property
    def is_institution(self) -> bool:
        """Whether this is a public institution (事业单位), 参公 ones included, rather than an organ."""
        return self in _INSTITUTIONS

    @property
    def is_grassroots(self) -> bool:
        """乡镇 and 街道: whose minimum service periods bar moves upward (人社部发〔2014〕61号)."""
        return self in (UnitKind.SUBDISTRICT, UnitKind.TOWNSHIP)


_INSTITUTIONS = frozenset(
    (UnitKind.CIVIL_LIKE_INSTITUTION, UnitKind.WELFARE_ONE, UnitKind.WELFARE_TWO, UnitKind.COMMERCIAL)
)


class Category(Term):
    """编制类型: the establishment type of a post."""

    ADMINISTRATIVE = "行政编制"
    POLITICAL_LEGAL = "政法专项编制"
    CIVIL_LIKE = "参公事业编制"
    FULLY_FUNDED = "全额事业编制"
    PARTLY_FUNDED = "差额事业编制"
    SELF_FUNDED = "自收自支事业编制"
    AGENCY_SUPPORT = "机关工勤编制"
    INSTITUTION_SUPPORT = "事业工勤编制"


class Status(Term):
    """人员类别: a person's legal status."""

    CIVIL_SERVANT = "公务员"
    POLITICAL_LEGAL_OFFICER = "政法公务员"
    CIVIL_LIKE_AGENCY = "参公机关人员"
    CIVIL_LIKE_INSTITUTION = "参公事业人员"
    INSTITUTION_MANAGER = "事业管理人员"
    INSTITUTION_SPECIALIST = "事业专技人员"
    AGENCY_WORKER = "机关工勤人员"
    INSTITUTION_WORKER = "事业工勤人员"
    AGENCY_INSTITUTION_STAFF = "机关事业编人员"
    OFF_ESTABLISHMENT = "编外人员"

    @property
    def is_worker(self) -> bool:
        """工勤: retires on the workers' table (女50)."""
        return self in (Status.AGENCY_WORKER, Status.INSTITUTION_WORKER)

    @property
    def needs_consent(self) -> bool:
        """Contract staff: a move changes the contract, so 不愿意 bars it (公务员法第73条 binds civil servants only)."""
        return self in _CONTRACT_STAFF


_CONTRACT_STAFF = frozenset(
    (
        Status.INSTITUTION_MANAGER,
        Status.INSTITUTION_SPECIALIST,
        Status.AGENCY_WORKER,
        Status.INSTITUTION_WORKER,
        Status.AGENCY_INSTITUTION_STAFF,
    )
)


class Pool(Term):
    """编制池: quotas do not flow from one pool to another, but 区直 and 街道 are open to each other."""

    DISTRICT = "区直"
    POLITICAL_LEGAL = "政法"
    EDUCATION = "教育"
    HEALTH = "卫生"
    SUBDISTRICT = "街道"
    VERTICAL = "垂管"

    def opens_to(self, other: "Pool") -> bool:
        """Whether people may move between units of these pools."""
        return self is other or (self in _OPEN_POOLS and other in _OPEN_POOLS)


_OPEN_POOLS = frozenset((Pool.DISTRICT, Pool.SUBDISTRICT))


class PersonState(Term):
    """人员状态."""

    ACTIVE = "现职"
    SECONDED = "借调"
    ATTACHED = "挂职"
    AID_MISSION = "援派"
    LONG_SICK_LEAVE = "长期病休"
    FULL_TIME_STUDY = "脱产学习"
    EARLY_LEAVE = "离岗退养"
    RETIRED = "退休"
    TRANSFERRED_OUT = "调出"
    DECEASED = "去世"

    @property
    def holds_post(self) -> bool:
        """Whether someone in this state occupies a post at the own unit."""
        return (
            self is not PersonState.RETIRED
            and self is not PersonState.TRANSFERRED_OUT
            and self is not PersonState.DECEASED
        )


class LeadershipKind(Term):
    """职数类别."""

    UNIT_HEAD = "单位正职"
    UNIT_DEPUTY = "单位副职"
    SECTION_HEAD = "内设正职"
    SECTION_DEPUTY = "内设副职"


class LeaderRank(Term):
    """职务层次 of leaders."""

    COUNTY_HEAD = "县处级正职"
    COUNTY_DEPUTY = "县处级副职"
    TOWNSHIP_HEAD = "乡科级正职"
    TOWNSHIP_DEPUTY = "乡科级副职"


class Band(Term):
    """层次: the level band in which posts and people are equal (domain of 身份对等)."""

    COUNTY_HEAD = "正处"
    COUNTY_DEPUTY = "副处"
    SECTION_CHIEF = "正科"
    SECTION_DEPUTY = "副科"
    STAFF = "科员"
    CLERK = "办事员"


class RetirementCategory(Term):
    """退休类别."""

    MEN_60 = "男60"
    WOMEN_55 = "女55"
    WOMEN_50 = "女50"
    WOMEN_60 = "女60"


class Willingness(Term):
    """交流意愿."""

    WILLING = "愿意"
    OBEYS = "服从"
    UNWILLING = "不愿意"


class Sex(Term):
    """性别."""

    MALE = "男"
    FEMALE = "女"


class WorkloadKind(Term):
    """类别 of an activity in the sheet 工作量 (WHO's WISN method)."""

    SERVICE = "服务"
    """Counted cases, each with a standard time."""
    SUPPORT = "辅助"
    """Percent of everybody's working time."""
    SPECIAL = "专项"
    """Hours a year of some people."""


class Direction(Term):
    """方向 of people in transit."""

    IN = "调入"
    OUT = "调出"
