"""Short and old names of units: 财政局 for 澜屏区财政局, 人社局 for 人力资源和社会保障局, 原经贸局 in a remark."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_PLACE = re.compile(r"(?<![城社辖园小校地])[省市州盟区县旗](?![场监])")
_LONGEST_PLACE = 12
_HIGHER_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区|市(?!场)|州|盟)")
_LONE_PLACE = re.compile(r"^[区县市旗](?![场监])")
_PARTY_ORGAN = re.compile(r"^委(?=编办|组织|宣传|统战|政法|巡察|老干部|网信|党校|社会工作|直属|直机关)")
_OLD_NAME = re.compile(
    r"(?:原|曾用名|曾名|前身为?|更名前)(?:名称|称|名|为|是|系|叫)?[:：]?[“\"《]?([\u4e00-\u9fff]{3,24})"
)
_ENDS_A_NAME = re.compile(
    "局|办公室|办|委员会|委|院|中心|所|站|会|部|处|队|馆|校|社|街道|乡|镇|政府|公司|园|厅|科|室|台|团|库"
)
_SEPARATORS = re.compile(r"[、,，;；/\n]+")

SHORTENINGS: tuple[tuple[str, str], ...] = (
    ("人力资源和社会保障", "人社"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("市场监督管理", "市监"),
    ("市场监管", "市监"),
    ("卫生健康", "卫健"),
    ("卫生和计划生育", "卫计"),
    ("科技和工业信息化", "科工信"),
    ("科学技术和工业信息化", "科工信"),
    ("工业和信息化", "工信"),
    ("文化旅游体育", "文旅体"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("城市管理和综合执法", "城管"),
    ("城市管理", "城管"),
    ("医疗保障", "医保"),
    ("退役军人事务", "退役军人"),
    ("应急管理", "应急"),
    ("农业农村和水利", "农水"),
    ("农业农村", "农"),
    ("自然资源和规划", "资规"),
    ("行政审批服务", "审批"),
    ("行政审批", "审批"),
    ("机构编制委员会办公室", "编办"),
    ("委机构编制", "编"),
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民代表大会", "人大"),
    ("中国人民政治协商会议", "政协"),
    ("妇女联合会", "妇联"),
    ("残疾人联合会", "残联"),
    ("工商业联合会", "工商联"),
    ("科学技术协会", "科协"),
    ("文学艺术界联合会", "文联"),
    ("归国华侨联合会", "侨联"),
    ("直属机关工作委员会", "直机关工委"),
    ("人民政府", "政府"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("委员会办公室", "委办"),
    ("和", ""),
    ("与", ""),
)
"""Long words of units' names and the short ones everybody uses, applied to both sides alike, in this order."""
_ENDINGS = (("办公室", "办"), ("镇政府", "镇"), ("乡政府", "乡"), ("常委会机关", ""), ("常委会", ""), ("机关", ""))


def common_places(names: Iterable[str]) -> frozenset[str]:
    """Names of places that two units, and a third of all, begin with: 澜屏区, 汐屏市澜屏区."""
    counts: Counter[str] = Counter()
    total = 0
    for name in names:
        total += 1
        counts.update(name[: found.end()] for found in _PLACE.finditer(name[:_LONGEST_PLACE]) if found.end() > 1)
    return frozenset(place for place, count in counts.items() if count >= 2 and 3 * count >= total)


def short_form(name: str, places: Iterable[str]) -> str:
    """What is left of a normalized name without its place, long words shortened; equal for all usual ways to write it."""
    text = _without_place(name, places)
    text = _PARTY_ORGAN.sub("", text)
    for long, short in SHORTENINGS:
        text = text.replace(long, short)
    for long, short in _ENDINGS:
        if text.endswith(long) and len(text) > len(long):
            text = text.removesuffix(long) + short
    return text


def _without_place(name: str, places: Iterable[str]) -> str:
    for place in sorted(places, key=len, reverse=True):
        stem = place[:-1]
        for start in (place, stem):
            if len(start) > 1 and name.startswith(start) and len(name) > len(start) + 1:
                return _LONE_PLACE.sub("", name.removeprefix(start)) or name
    higher = _HIGHER_PLACE.sub("", name)
    if higher and higher != name and any(higher.startswith(place) for place in places):
        return _without_place(higher, places)
    return _LONE_PLACE.sub("", name) or name


def old_names(text: str) -> Iterator[str]:
    """Former names in a remark: 原经贸局, 曾用名：乡镇企业局."""
    for found in _OLD_NAME.finditer(text):
        run = found.group(1)
        yield from (run[: end.end()] for end in _ENDS_A_NAME.finditer(run) if end.end() > 2)


def listed_names(text: str) -> Iterator[str]:
    """The names in a cell that lists names."""
    for part in _SEPARATORS.split(text):
        name = part.strip().removeprefix("原")
        if name:
            yield name
