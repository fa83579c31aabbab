"""Fields of work: what people of a field have studied, what they know, and which certificates they may hold."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Learning:
    """What is usual in a field."""

    majors: tuple[str, ...]
    skills: tuple[str, ...]
    """Words for 专长标签, of the same vocabulary as 职能标签."""
    certificates: tuple[tuple[int, str], ...]
    """Share of people who hold it, in percent, and the certificate."""


def _learning(majors: str, skills: str, **certificates: int) -> Learning:
    shares = tuple((share, certificate) for certificate, share in certificates.items())
    return Learning(tuple(majors.split()), tuple(skills.split()), shares)


class Field(Enum):
    """A field of work of a unit."""

    GENERAL = _learning(
        "行政管理 公共管理 汉语言文学 人力资源管理 政治学 秘书学", "综合 文秘 党建 人事 督查", 中级社会工作者=2
    )
    LAW = _learning("法学 法律 侦查学 知识产权 社会学", "法治 执法 信访 复议 审判", 法律职业资格=38, 行政执法证=20)
    FINANCE = _learning(
        "会计学 财政学 经济学 金融学 审计学 统计学 税收学",
        "财政 财务 审计 统计 经济",
        会计师=24,
        注册会计师=2,
        审计师=8,
    )
    CULTURE = _learning(
        "新闻学 汉语言文学 传播学 历史学 旅游管理 艺术设计 图书馆学", "宣传 文化 新闻 旅游 融媒", 编辑记者资格=12
    )
    INFORMATION = _learning(
        "计算机科学与技术 软件工程 网络工程 信息管理 电子信息工程",
        "信息 数据 网信 科技",
        软件设计师=14,
        信息系统项目管理师=5,
    )
    ENGINEERING = _learning(
        "土木工程 工程造价 城乡规划 给排水工程 环境工程 安全工程 建筑学 园林",
        "建设 规划 工程 安全 市政 环境",
        一级造价工程师=6,
        二级建造师=12,
    )
    ENFORCEMENT = _learning(
        "法学 行政管理 市场营销 食品科学与工程 公共管理 环境工程", "执法 城管 市容 监管", 行政执法证=66
    )
    HEALTH = _learning(
        "临床医学 预防医学 护理学 药学 公共卫生管理 医学检验", "健康 疾控 医疗 妇幼", 执业医师=26, 护士执业证=30
    )
    EDUCATION = _learning("教育学 小学教育 汉语言文学 数学与应用数学 心理学 体育教育", "教育 教研 培训", 教师资格=70)
    FARMING = _learning("农学 水利工程 动物医学 林学 植物保护 农业经济管理", "农业 水利 林业 动物", 执业兽医=6)
    WELFARE = _learning(
        "社会保障 社会工作 人力资源管理 行政管理 法学 会计学",
        "社会保障 就业 民政 退役",
        中级社会工作者=14,
        劳动关系协调师=4,
    )
    SERVICE = _learning("行政管理 公共管理 电子商务 计算机科学与技术 会计学 工商管理", "政务 审批 后勤 综合", 会计师=5)
