"""The text of the Word plan: six chapters, every number from ``PlanFigures``. It proposes, it never decides."""

from bianzhi.law.citation import statute
from bianzhi.rules import rule_titled
from bianzhi.writing.document_styles import Look
from bianzhi.writing.plan_conditions import principles
from bianzhi.writing.plan_figures import PlanFigures
from bianzhi.writing.plan_sentence_block import Block, chapter, part
from bianzhi.writing.plan_sentences import proposal, scope, situation

ANNEXES = (
    "机构编制基本情况表",
    "编制调整对照表",
    "人员调整建议名册",
    "内设机构整合对照表",
    "未纳入人员及原因",
    "需专项审批人员",
    "未消化超编及原因",
)
"""Titles of annexes 1 to 7."""

_BLANK = "〔　　〕"


def title(figures: PlanFigures) -> str:
    """The title, broken where the sense allows."""
    return f"关于{figures.district}机关事业单位\n人员编制调整的方案"


def chapters(figures: PlanFigures) -> tuple[Block, ...]:
    """The whole text after the title."""
    return (
        Block(Look.BODY, _opening(figures)),
        *situation(figures),
        *_requirements(figures),
        *scope(figures),
        *proposal(figures),
        *_steps(figures),
        *_discipline(figures),
    )


def _opening(figures: PlanFigures) -> str:
    keys = ("decree-486", "civil-servants-law", "transfer-provisions", "decree-652")
    cited = "".join(str(statute(key).whole) for key in keys)
    return (
        f"为盘活用好现有机构编制资源，积极稳妥消化超编人员，根据{cited}等规定，结合{figures.district}机构编制台账，"
        "拟定本方案，供研究。"
    )


def _requirements(figures: PlanFigures) -> tuple[Block, ...]:
    settings = figures.plan.settings
    return (
        chapter("二、总体要求"),
        part(
            "（一）指导思想。",
            "以习近平新时代中国特色社会主义思想为指导，坚持党管机构编制，坚持总量控制、统筹使用、有减有增、动态平衡、保证重点、"
            "服务发展，在核定编制总量不变的前提下，建议将超编单位符合条件的人员调整到有相应空编的单位。",
        ),
        *principles(settings),
        *_rules_off(figures),
    )


def _rules_off(figures: PlanFigures) -> tuple[Block, ...]:
    """The rules of the check that were switched off, each with its reason; nothing where all apply."""
    off = figures.plan.settings.rules_off
    if not off:
        return ()
    told = "；".join(f"{rule}“{rule_titled(rule)}”（理由：{reason.rstrip('。')}）" for rule, reason in off.items())
    return (
        part(
            "（三）停用的检查规则。",
            f"台账体检时停用下列{len(off)}条规则，其所指问题未列入体检结果，请一并审核：{told}。"
            "停用检查规则不改变本方案的调整条件。",
        ),
    )


def _steps(figures: PlanFigures) -> tuple[Block, ...]:
    when = f"（{_BLANK}月{_BLANK}日前）"
    transfer = statute("transfer-provisions").whole
    return (
        chapter("五、方法步骤"),
        part(
            f"（一）动员摸底{when}。", "召开动员会，说明政策；各单位核对本单位编制、在编人员和岗位需求，书面确认底数。"
        ),
        part(
            f"（二）测算{when}。",
            f"以确认后的台账重新测算，复核{figures.plan.excess_before}人超编的消化方案，形成建议名册。",
        ),
        part(
            f"（三）征求意见{when}。",
            "征求调出单位、调入单位和主管部门意见，听取拟调整人员本人意见；事业单位人员、工勤人员须本人同意。"
            "核查任职回避、地域回避和审查调查情况。",
        ),
        part(
            f"（四）研究审批{when}。",
            f"经编办主任办公会研究后，报{figures.district}委机构编制委员会审议；涉及干部任免的，按干部管理权限办理。",
        ),
        part(
            f"（五）办理手续{when}。",
            "批准后，逐人办理用编核准，组织、人力资源社会保障部门办理转任、交流、任免或者聘用合同变更，"
            f"公务员转任的按{transfer}在10个工作日内办理公务交接；调出单位在15个工作日内办理出编，调入单位在30个工作日内办理入编"
            "（出编、入编时限为地方惯例，以本地规定为准），同步转接工资、社会保险、档案和党组织关系。",
        ),
        part(
            f"（六）总结评估{when}。",
            "核对实名制数据与财政供养人员数据，做到人、编、财相符；总结评估调整效果，完善用编制度。",
        ),
    )


def _discipline(figures: PlanFigures) -> tuple[Block, ...]:
    decree, servants = statute("decree-486"), statute("civil-servants-law")
    recusal = f"{statute('recusal-provisions').whole}和{statute('institution-recusal').whole}"
    return (
        chapter("六、组织保障和纪律要求"),
        part(
            "（一）加强组织领导。",
            "各单位主要负责同志负总责，编办、组织、人力资源社会保障、财政等部门分工协作，做好思想工作，保持工作衔接。",
        ),
        part(
            "（二）严肃编制纪律。",
            f"严格执行{decree.article(6)}、第15条，不得超编进人，不得混用、挤占、挪用编制；不得借调整之机突击提拔、"
            f"突击调整或者频繁转任。违反编制限额、职数规定进行转任、调任的，依照{servants.article(106)}处理；"
            f"擅自改变编制使用范围或者超编调配人员的，依照{decree.article(26)}追究责任。",
        ),
        part("（三）执行回避规定。", f"按{recusal}核查，不得因调整形成应当回避的关系。"),
        part(
            "（四）严格保密。",
            "方案和名册属内部资料，研究期间不得外传；涉密岗位人员离岗前按规定清退载体、履行脱密期管理手续。",
        ),
    )
