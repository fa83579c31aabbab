"""Files about a plan beside the plan itself: what was asked and answered, the years, the form, the proof, the settings."""

from bianzhi.domain.plan import Plan
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.plans import why_no_certificate

_NO_PLAN = "还没有方案，请先在「编制调剂」求解。"
_NOTHING_ASKED = "还没有测算过。请先在「方案解释」「备选与比较」「时间安排」里测算，算过的才写入。"
_NO_YEARS = "还没有生成，请先在「时间安排」生成分年度计划。"


def advice_downloads(now: Session, source: Source, plan: Plan | None) -> list[Download]:
    """Six files, each with what is missing where it cannot be made yet."""
    paper, years = now.advice.on_paper, now.advice.yearly.latest_answer
    nothing = _NO_PLAN if plan is None else _NOTHING_ASKED if paper.is_empty else ""
    told = f"已测算的：{_told(now)}" if not nothing else ""
    return [
        Download(
            "方案说明（Excel）",
            told,
            exports.file_name(now, "方案说明", "xlsx"),
            exports.XLSX,
            lambda: exports.explanation_workbook(source, plan, paper) if plan else b"",
            nothing,
        ),
        Download(
            "方案说明（Word）",
            told,
            exports.file_name(now, "方案说明", "docx"),
            exports.DOCX,
            lambda: exports.explanation_document(source, plan, paper) if plan else b"",
            nothing,
        ),
        Download(
            "分年度消化计划（Excel）",
            "逐年逐单位的退休、调整和年末超编",
            exports.file_name(now, "分年度消化计划", "xlsx"),
            exports.XLSX,
            lambda: exports.yearly_workbook(source, plan, years) if plan and years else b"",
            "" if plan and years else _NO_YEARS,
        ),
        Download(
            "征求意见表（Excel）",
            "拟调整的人每人一行，填好后在「征求意见」上传",
            exports.file_name(now, "征求意见表", "xlsx"),
            exports.XLSX,
            lambda: exports.consultation_form(source, plan) if plan else b"",
            _NO_PLAN if plan is None else "" if plan.moves else "方案没有拟调整的人。",
        ),
        Download(
            "最优性证书（JSON）",
            "每条限制的影子价格，审核人用加法就能复核方案最优",
            exports.file_name(now, "最优性证书", "json"),
            exports.JSON,
            lambda: exports.certificate(source, plan) if plan else b"",
            why_no_certificate(plan) if plan else _NO_PLAN,
        ),
        Download(
            "方案设置（TOML）",
            "方案所用的全部设置和要求，复核方案时一并使用",
            exports.file_name(now, "方案设置", "toml"),
            exports.TOML,
            lambda: exports.settings_text(now),
        ),
    ]


def _told(now: Session) -> str:
    """What was worked out so far, in words."""
    paper = now.advice.on_paper
    counted = (
        (f"{len(paper.people)} 人的去留理由", bool(paper.people)),
        ("堵点", paper.blockage is not None),
        ("备选方案", paper.others is not None),
        ("权衡图", bool(paper.trade_offs)),
        ("有人不同意的模拟", paper.robustness is not None),
        ("公平", bool(paper.burdens)),
        ("分年度计划", paper.yearly is not None),
    )
    return "、".join(word for word, there in counted if there)
