"""J1xx 机构、内设机构: the tree of units, their sections, their codes."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bianzhi.domain.establishment import Establishment, Section, Unit
from bianzhi.domain.finding import Severity
from bianzhi.domain.identifiers import credit_check_character, is_credit_code
from bianzhi.domain.terms import Category, LeadershipKind, UnitKind
from bianzhi.law.citation import statute
from bianzhi.law.general_sections import is_general
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.rules.leadership import unit_leaders
from bianzhi.rules.number_repairs import credit_code_in_place
from bianzhi.rules.rule import Breach, rule

_TEMPLATE = statute("ledger-template").whole
_PRACTICE = statute("local-practice").whole
_CREDIT_CODES = statute("gb-32100").whole


@rule(
    id="J101",
    title="机构隶属关系不得成环",
    source=_TEMPLATE,
    severity=Severity.ERROR,
)
def units_form_a_tree(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """No unit is its own superior, directly or through others."""
    settled: set[str] = set()
    for unit in establishment.units:
        path: dict[str, Unit] = {}
        here: Unit | None = unit
        while here is not None and here.code not in settled and here.code not in path:
            path[here.code] = here
            here = establishment.unit.get(here.parent)
        if here is not None and here.code in path:
            codes = list(path)
            loop = [path[code].name for code in codes[codes.index(here.code) :]]
            yield Breach(
                at=here.at.cell("parent"),
                message=f"上级机构成环：{' → '.join([*loop, loop[0]])}。",
                hint="请更正其中一个机构的上级机构编码；最上级机构此列留空。",
            )
        settled.update(path)


@rule(
    id="J102",
    title="内设机构数不得超过限额",
    source=statute("reform-brief").whole,
    severity=Severity.ERROR,
)
def sections_within_cap(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A unit has no more sections that count than its cap: its own, or else the general one, higher for 纪委监委."""
    for unit in establishment.units:
        counted = [section for section in _sections(establishment, unit) if section.counts_to_cap]
        cap = section_cap(unit, law)
        if len(counted) > cap:
            yield Breach(
                at=unit.at.cell("section_cap"),
                message=f"{unit.name}计入限额的内设机构 {len(counted)} 个，限额 {cap} 个，超 {len(counted) - cap} 个。",
                hint="建议求解内设机构整合方案；不计入限额的（如机关党委、工会）请在“是否计入限额”填否。",
            )


@rule(
    id="J103",
    title="内设机构编制不得少于最低数",
    source=_PRACTICE,
    severity=Severity.WARNING,
)
def section_has_enough_posts(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A section that counts to the cap has the fewest posts with which it may exist, or persons where posts are not fixed.

    An empty section is passed over. Local rule: 3人以上方可设科室; the number differs from place to place.
    """
    least = law["section_min_posts"]
    for unit in establishment.units:
        for section in _sections(establishment, unit):
            staff, posts = establishment.section_staff[section.code], section.authorized
            size = staff if posts is None else posts
            if section.counts_to_cap and size < least and (posts or staff):
                what = f"实有 {staff} 人" if posts is None else f"核定 {posts} 名"
                yield Breach(
                    at=section.at.cell("name" if posts is None else "authorized"),
                    message=f"{unit.name}{section.name}{what}，少于最低数 {least} 名。",
                    hint="建议求解内设机构整合方案，与职能相近的科室整合。",
                )


@rule(
    id="J104",
    title="统一社会信用代码应能通过校验",
    source=_CREDIT_CODES,
    severity=Severity.ERROR,
)
def credit_code_is_well_formed(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A 统一社会信用代码 has 18 characters of the standard's alphabet, the last of which checks the others."""
    for unit in establishment.units:
        code = unit.credit_code
        if not code or is_credit_code(code):
            continue
        if len(code) != 18:
            wrong = f"有 {len(code)} 位，应为 18 位"
        else:
            try:
                wrong = f"末位校验码为 {code[17]}，按前 17 位应为 {credit_check_character(code[:17])}"
            except ValueError:
                wrong = "含有标准以外的字符（只用数字和大写字母，不用 I、O、S、V、Z）"
        yield Breach(
            at=unit.at.cell("credit_code"),
            message=f"{unit.name}的统一社会信用代码 {code} {wrong}。",
            hint="请对照登记证书更正；单元格应为文本格式。",
            repair=credit_code_in_place(unit, establishment),
        )


@rule(
    id="J105",
    title="内设机构不得与单位同名",
    source=_TEMPLATE,
    severity=Severity.WARNING,
)
def section_is_not_the_unit_itself(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """No section is called as its unit: rosters put unit leaders “in the unit”, which is not one more section."""
    for unit in establishment.units:
        for section in _sections(establishment, unit):
            if section.name == unit.name:
                yield Breach(
                    at=section.at.cell("name"),
                    message=f"{unit.name}有一个内设机构与单位同名，会被多计一个内设机构。",
                    hint="单位领导的“科室编码”请留空，并删去这一行；确需保留的，“是否计入限额”请填否。",
                )


@rule(
    id="J106",
    title="各内设机构编制合计应与单位编制相符",
    source=_PRACTICE,
    severity=Severity.WARNING,
)
def section_posts_add_up(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The posts of the sections add up to the unit's quota, less those that stand outside the sections.

    Unit leaders stand outside (their leadership posts, or the leaders in post where these are more), and support posts
    may. Checked only where every section of the unit states its posts.
    """
    leaders = unit_leaders(establishment)
    posts: Counter[str] = Counter()
    for row in establishment.leadership_posts:
        if row.kind in (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY):
            posts[row.unit] += row.authorized
    for unit in establishment.units:
        stated = [section.authorized for section in _sections(establishment, unit)]
        in_sections = sum(number for number in stated if number is not None)
        if not stated or None in stated:
            continue
        quota = _quota(establishment, unit)
        top = max(posts[unit.code], len(leaders.get(unit.code, ())))
        support = sum(
            establishment.authorized.get((unit.code, category), 0)
            for category in (Category.AGENCY_SUPPORT, Category.INSTITUTION_SUPPORT)
        )
        if not quota - top - support <= in_sections <= quota:
            yield Breach(
                at=unit.at.cell("name"),
                message=f"{unit.name}各内设机构编制合计 {in_sections} 名，单位核定 {quota} 名"
                f"（其中单位领导 {top} 名、工勤 {support} 名可不列入内设机构），两者不符。",
                hint="请核对内设机构表的编制数与编制表。",
            )


@rule(
    id="J107",
    title="参公管理应有批准文件",
    source=statute("civil-servants-law").article(112),
    severity=Severity.NOTE,
)
def civil_like_status_has_a_document(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A unit managed with reference to the Civil Servants Law names the document that approved it.

    法条大意：参照公务员法管理须经批准。
    """
    for unit in establishment.units:
        civil_like = unit.civil_like or unit.kind is UnitKind.CIVIL_LIKE_INSTITUTION
        if civil_like and not unit.founding_document:
            yield Breach(
                at=unit.at.cell("founding_document"),
                message=f"{unit.name}为参公管理单位，台账未填文号。",
                hint="请在“设立文号”补录参公审批文号；未经批准的，“参公”请填否。",
            )


@rule(
    id="J108",
    title="小微事业单位",
    source=_PRACTICE,
    severity=Severity.NOTE,
)
def institution_is_not_tiny(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A public institution has more posts than those at which it becomes a candidate for merging."""
    most = law["small_institution_posts"]
    for unit in establishment.units:
        quota = _quota(establishment, unit)
        if unit.kind.is_institution and 0 < quota <= most:
            yield Breach(
                at=unit.at.cell("name"),
                message=f"{unit.name}核定编制 {quota} 名，不超过 {most} 名，可列为撤并整合的研究对象。",
                hint="建议结合职能研究是否与相近事业单位整合。",
            )


@rule(
    id="J109",
    title="综合类内设机构占比偏高",
    source=_PRACTICE,
    severity=Severity.NOTE,
)
def general_sections_are_few(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """General sections (office, personnel, finance …) are no more than their share; one is always allowed.

    A section is general by its function tags, or by its name where it has none.
    """
    share = law["general_section_share_percent"]
    for unit in establishment.units:
        counted = [section for section in _sections(establishment, unit) if section.counts_to_cap]
        general = [section.name for section in counted if is_general(section)]
        if len(general) > 1 and len(general) * 100 > share * len(counted):
            yield Breach(
                at=unit.at.cell("name"),
                message=f"{unit.name}内设机构 {len(counted)} 个，其中综合类 {len(general)} 个（{'、'.join(general)}），"
                f"占 {len(general) * 100 // len(counted)}%，上限 {share}%。",
                hint="建议将办公、人事、财务等职能综合设置。",
            )


@rule(
    id="J110",
    title="统一社会信用代码类别应与机构类别相符",
    source=_CREDIT_CODES,
    severity=Severity.WARNING,
)
def credit_code_tells_the_kind(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A code that begins with 11 belongs to an organ, one that begins with 12 to a public institution."""
    says = {"11": "机关", "12": "事业单位"}
    for unit in establishment.units:
        word = says.get(unit.credit_code[:2]) if is_credit_code(unit.credit_code) else None
        if word is not None and (word == "事业单位") != unit.kind.is_institution:
            yield Breach(
                at=unit.at.cell("credit_code"),
                message=f"{unit.name}的统一社会信用代码以 {unit.credit_code[:2]} 开头，属{word}，"
                f"而机构类别为{unit.kind}。",
                hint="请核对机构类别，或者代码是否填成了别的单位的。",
            )


@rule(
    id="J111",
    title="统一社会信用代码不得重复",
    source=_CREDIT_CODES,
    severity=Severity.WARNING,
)
def credit_codes_are_unique(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """No two units have the same 统一社会信用代码."""
    coded = sorted((unit for unit in establishment.units if unit.credit_code), key=lambda unit: unit.credit_code)
    for one, other in pairwise(coded):
        if one.credit_code == other.credit_code:
            yield Breach(
                at=other.at.cell("credit_code"),
                message=f"{other.name}与{one.name}的统一社会信用代码相同（{one.credit_code}）。",
                hint="请核对；合署办公、加挂牌子的机构请只保留一行。",
            )


@rule(
    id="J112",
    title="统一社会信用代码未登记",
    source=_CREDIT_CODES,
    severity=Severity.NOTE,
)
def registration_is_complete(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """Every unit has a 统一社会信用代码, in a ledger where most have one.

    A unit without any posts is passed over: it may not have been set up yet, or not exist any more.
    """
    if 2 * sum(bool(unit.credit_code) for unit in establishment.units) <= len(establishment.units):
        return
    for unit in establishment.units:
        if not unit.credit_code and _quota(establishment, unit) > 0:
            yield Breach(
                at=unit.at.cell("credit_code"),
                message=f"{unit.name}未填统一社会信用代码，台账多数机构已填。",
                hint="请补录；合署办公、没有单独代码的，请在备注注明。",
            )


def _sections(establishment: Establishment, unit: Unit) -> tuple[Section, ...]:
    return establishment.sections_of.get(unit.code, ())


def _quota(establishment: Establishment, unit: Unit) -> int:
    """Authorized posts of a unit over all types."""
    return sum(establishment.authorized.get((unit.code, category), 0) for category in Category)
