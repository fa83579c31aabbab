"""Spellings of 职级, 层次 and 学历, brought to the standard words of ``bianzhi.law.levels``."""

import re
from functools import cache

from bianzhi.domain.terms import Band, LeaderRank
from bianzhi.law.levels import band_of, education_names, grades
from bianzhi.reading.term_aliases import BAND_ALIASES, EDUCATION_ALIASES

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")
_LEVEL = r"(十[一二三]?|[一二三四五六七八九]|1[0-3]|[1-9])"
_STAFF = re.compile(
    rf"(?:管理(?:岗位?)?|职员){_LEVEL}级?(?:职员)?|{_LEVEL}级(?:管理(?:岗位?)?(?:职员)?|职员)(?:岗位?)?"
)
_SPECIALIST = re.compile(
    rf"(?:专技|专业技术)(?:岗位?)?{_LEVEL}级?(?:岗位?)?|{_LEVEL}级(?:专技|专业技术)(?:岗位?|人员)?"
)
_WORKER = re.compile(
    rf"(?:工勤|技术工|工勤技能|技工)(?:岗位?)?{_LEVEL}级?(?:岗位?)?|{_LEVEL}级(?:工|技术工|工勤|工勤技能)(?:岗位?)?"
)
_WORKER_TITLES = {
    "高级技师": "工勤一级",
    "技师": "工勤二级",
    "高级工": "工勤三级",
    "中级工": "工勤四级",
    "初级工": "工勤五级",
}
_ORDINARY_WORKER = "普通工"
_SPECIAL_SERVICES = re.compile(
    r"[一二三四五]级(?:高级)?(?:警长|法官助理|检察官助理|法官|检察官|监察官|书记员)|[一二]级(?:警务专员|警员|大法官|大检察官)"
    r"|警务技术(?:[一二]级总监|[一二三四]级(?:高级)?主管|员)|[一二]级(?:巡视员|总监)|督办"
)
_LEADING_NUMBER = re.compile(r"^(1[0-3]|[1-9])(?=级)")
_REMARK = re.compile(r"\([^()]*\)")


def standard_grade(text: str) -> str | None:
    """The standard spelling of a grade (normalized text without spaces), or None if there is no such grade.

    Grades above the district, and those of police, judges and prosecutors, have no band here and are kept as written.
    """
    bare = _REMARK.sub("", text)
    numbered = _LEADING_NUMBER.sub(lambda match: _NUMERALS[int(match.group(1)) - 1], bare)
    if numbered in _known_grades() or _SPECIAL_SERVICES.fullmatch(numbered):
        return numbered
    for pattern, spelled, most in (
        (_STAFF, "{}级职员", 10),
        (_SPECIALIST, "专技{}级", 13),
        (_WORKER, "工勤{}级", 5),
    ):
        match = pattern.fullmatch(bare)
        if match:
            level = _level(match.group(1) or match.group(2))
            return spelled.format(_NUMERALS[level - 1]) if level <= most else None
    return _WORKER_TITLES.get(bare, _ORDINARY_WORKER if bare in ("普通工", "普工", "普通工人") else None)


def standard_level(text: str) -> str | None:
    """层次 of a post: a band, or a specialist or worker level; grades and leadership ranks mean their band."""
    aliases = _band_aliases()
    if text in aliases:
        return aliases[text]
    grade = standard_grade(text)
    if grade is None or grade.startswith(("专技", "工勤")) or grade == _ORDINARY_WORKER:
        return grade
    band = band_of(None, grade)
    return band.value if band else None


def standard_education(text: str) -> str | None:
    """The standard word for a degree of education (normalized text without spaces), or None if there is none."""
    names = _education()
    bare = _REMARK.sub("", text)
    for way in (text, text.replace("(", "").replace(")", ""), bare):
        if way in names:
            return names[way]
    short = re.sub(r"学历|毕业|学位|全日制|在职|非全日制|普通高等教育|成人|自考|函授|[、/,，]", "", bare)
    return names.get(short)


def spelled_grades() -> tuple[str, ...]:
    """Every grade in its standard spelling, those of specialists and workers included."""
    specialists = (f"专技{numeral}级" for numeral in _NUMERALS)
    return (*grades(), *specialists, *(f"工勤{numeral}级" for numeral in _NUMERALS[:5]), _ORDINARY_WORKER)


def spelled_education() -> tuple[tuple[str, str], ...]:
    """Every way to write a degree of education, and its standard word."""
    return tuple(_education().items())


def _level(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() else _NUMERALS.index(text) + 1


@cache
def _known_grades() -> frozenset[str]:
    return frozenset(grades())


@cache
def _band_aliases() -> dict[str, str]:
    aliases = {rank.value: band.value for rank in LeaderRank if (band := band_of(rank, ""))}
    for band in Band:
        aliases.update(dict.fromkeys((band.value, *BAND_ALIASES.get(band, ())), band.value))
    return aliases


@cache
def _education() -> dict[str, str]:
    names = {name: name for name in education_names()}
    for name, aliases in EDUCATION_ALIASES.items():
        names.update(dict.fromkeys(aliases, name))
    return names
