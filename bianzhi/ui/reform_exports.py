"""Files about reforms and what comes, made when they are asked for."""

from collections.abc import Sequence

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.institutions import InstitutionPlan, PoolEntry
from bianzhi.domain.outlook import Indicator, Outlook, StaffNeed
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import Reformed
from bianzhi.domain.reform_comparison import ReformPaper
from bianzhi.services import foresight, reforming
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download
from bianzhi.ui.state import Session
from bianzhi.ui.temporary_files import written


def reform_downloads(
    now: Session, reformed: Reformed, plan: Plan | None, wrong: Sequence[Finding]
) -> tuple[Download, ...]:
    """Workbook, Word paper, ledger after and picture; each says why where it is refused. A draft may always be drawn."""
    nothing = "" if reformed.reform.steps else "还没有改革事项。"
    missing = f"还不能导出：共 {len(wrong)} 处问题，见「检查」。" if wrong else nothing
    waiting = "；撤销单位待安置人员仍列原单位" if reformed.unplaced else ""
    day = now.day

    def paper() -> ReformPaper:
        return reforming.reform_paper(reformed, day, plan)

    return (
        Download(
            "改革方案（Excel）",
            "总览、改革事项、机构对照、编制核增核减、职责去向、出编入编、内设机构对照",
            reform_file(now, "机构改革方案", "xlsx"),
            exports.XLSX,
            lambda: written("reform.xlsx", lambda path: reforming.write_reform_workbook(path, paper())),
            missing,
        ),
        Download(
            "改革方案（Word）",
            "公文格式的改革方案，数字与工作簿一致，可直接修改报送",
            reform_file(now, "机构改革方案", "docx"),
            exports.DOCX,
            lambda: written("reform.docx", lambda path: reforming.write_reform_document(path, paper())),
            missing,
        ),
        Download(
            "改革后台账（Excel）",
            f"按方案执行后的台账，可重新导入体检、测算；未批文号写“待批”{waiting}",
            reform_file(now, "改革后台账", "xlsx"),
            exports.XLSX,
            lambda: written("after.xlsx", lambda path: services.write_ledger(path, reformed.after)),
            missing,
        ),
        Download(
            "改革前后对照图",
            "矢量图，放大不模糊，可插入 Word 或打印",
            reform_file(now, "改革前后对照图", "svg"),
            exports.SVG,
            lambda: reforming.draw_reform(
                now.reforms.comparison(reformed, day),
                only_changes=True,
                note=reforming.chart_note(reformed.reform, day),
            ).encode(),
            nothing,
        ),
    )


def reform_file(now: Session, title: str, ending: str) -> str:
    """The name of a file about the reform: the day, and the mark of the reform."""
    return f"{title}_{now.day.isoformat()}_{now.reforms.mark or '00000000'}.{ending}"


def outlook_workbook(establishment: Establishment, found: Outlook) -> bytes:
    """退休与空编预测 as a workbook."""
    return written("outlook.xlsx", lambda path: foresight.write_outlook(path, found, establishment))


def indicators_workbook(now: Session, establishment: Establishment, found: Sequence[Indicator]) -> bytes:
    """编制使用指标 as a workbook."""
    return written("indicators.xlsx", lambda path: foresight.write_indicators(path, found, establishment, now.day))


def staff_need_workbook(now: Session, establishment: Establishment, needs: Sequence[StaffNeed]) -> bytes:
    """工作量测算 as a workbook."""
    return written("need.xlsx", lambda path: foresight.write_staff_need(path, needs, establishment, now.day))


def institutions_workbook(
    now: Session, establishment: Establishment, plan: InstitutionPlan, pool: Sequence[PoolEntry]
) -> bytes:
    """事业单位清理整合建议 as a workbook."""
    return written(
        "institutions.xlsx", lambda path: foresight.write_institutions(path, plan, pool, establishment, now.day)
    )
