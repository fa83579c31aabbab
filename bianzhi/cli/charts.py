"""chart: the organisation chart on paper."""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bianzhi import services
from bianzhi.charts.views import Level, View
from bianzhi.cli.options import (
    DONE,
    Commands,
    command,
    print_line,
    read_ledger,
    read_settings,
    say,
    tell_progress,
    with_ledger,
    with_settings,
    write,
)
from bianzhi.cli.plans import warn_of_form
from bianzhi.domain.paper import SMALLEST_TEXT, Orientation, Paper, Sheet
from bianzhi.domain.plan import Merger, Plan
from bianzhi.errors import SettingsError
from bianzhi.services import advice, pictures

_VIEWS = {"现状": View.BEFORE, "调整后": View.AFTER, "前后对照": View.COMPARE, "只看变化": View.CHANGES}
_LEVELS = {"单位": Level.UNITS, "内设机构": Level.SECTIONS}
_ORIENTATIONS = {each.value: each for each in Orientation}
_SMALLEST, _LARGEST = 4.0, 24.0


def add_chart(commands: Commands) -> None:
    """``chart``."""
    parser = command(commands, "chart", "打印机构图 / print the organisation chart", _chart)
    with_ledger(parser)
    with_settings(parser)
    parser.add_argument(
        "-o", "--out", type=Path, required=True, metavar="F", help="输出文件 .pdf .pptx .svg .png，多页图片为 .zip"
    )
    parser.add_argument("--format", choices=pictures.FORMATS, help="文件格式（缺省按文件名） format of a .zip")
    parser.add_argument("--paper", choices=[paper.value for paper in Paper], default="A3", help="纸张 paper (A3)")
    parser.add_argument("--orientation", choices=_ORIENTATIONS, default="横向", help="方向 orientation (横向)")
    parser.add_argument("--level", choices=_LEVELS, default="单位", help="层级 level (单位)")
    parser.add_argument("--view", choices=_VIEWS, help="内容 view：缺省为现状，给了方案为前后对照")
    parser.add_argument("--plan", type=Path, metavar="PLAN.xlsx", help="导出的方案工作簿；没有就现求解 exported plan")
    parser.add_argument("--sections", action="store_true", help="一并求解内设机构整合 merge sections as well")
    parser.add_argument(
        "--text",
        type=float,
        default=SMALLEST_TEXT,
        metavar="PT",
        help=f"最小字号（磅） smallest text ({SMALLEST_TEXT:g})",
    )


@dataclass(frozen=True, slots=True)
class _Proposed:
    plan: Plan | None = None
    mergers: tuple[Merger, ...] = ()
    notes: tuple[str, ...] = ()
    """What the foot of every page says of it."""


def _chart(options: argparse.Namespace) -> int:
    form = _format(options)
    view = _VIEWS[options.view or ("前后对照" if options.plan or options.sections else "现状")]
    if not _SMALLEST <= options.text <= _LARGEST:
        raise SettingsError(f"最小字号为 {options.text:g} 磅。", f"--text 应在 {_SMALLEST:g} 到 {_LARGEST:g} 之间。")
    if view is View.BEFORE and (options.plan or options.sections):
        raise SettingsError("现状图上没有方案可画。", "请改为 --view 前后对照，或者去掉 --plan 和 --sections。")
    day = options.date or date.today()
    tell_progress("正在读取台账")
    ledger = read_ledger(options)
    warn_of_form(ledger)
    proposed = _Proposed() if view is View.BEFORE else _proposed(options, ledger, day)
    sheet = Sheet(Paper(options.paper), _ORIENTATIONS[options.orientation], options.text)
    notes = (f"台账：{options.ledger.name}", *proposed.notes)
    tell_progress("正在排版")
    pages = pictures.chart_pages(
        ledger.establishment, day, proposed.plan, proposed.mergers, view, _LEVELS[options.level], sheet, notes
    )
    write(options.out, lambda path: pictures.write_chart(path, pages, form))
    index = "，首页为单位索引" if pages.has_index else ""
    print_line(f"{pages.heading}：{sheet.words}，共 {len(pages.pages)} 页{index}。")
    return DONE


def _proposed(options: argparse.Namespace, ledger: services.Ledger, day: date) -> _Proposed:
    """What is proposed: the plan that is given, or one solved for here; where asked for, the sections that become one."""
    establishment, settings = ledger.establishment, read_settings(options.settings)
    notes = ["方案：按本台账现求解"]
    if options.plan:
        plan, gone = advice.previous_plan(options.plan, establishment)
        for finding in gone:
            say(str(finding))
        notes = [f"方案：{options.plan.name}", *([f"方案有 {len(gone)} 处与台账不符，未画入"] if gone else [])]
    else:
        plan = services.reallocate(establishment, day, settings, tell_progress)
    mergers = services.merge_sections(establishment, day) if options.sections else ()
    return _Proposed(plan, mergers, tuple(notes))


def _format(options: argparse.Namespace) -> str:
    """The format asked for: by the ending of the file, or by name for a zip."""
    given = options.out.suffix.lower().removeprefix(".")
    form: str = options.format or given
    if form not in pictures.FORMATS or given not in (form, "zip"):
        raise SettingsError(
            f"看不出“{options.out.name}”要存成哪种文件。",
            "文件名应以 .pdf、.pptx、.svg 或 .png 结尾；多页图片以 .zip 结尾，并加 --format svg 或 --format png。",
        )
    if given == "zip" and form not in ("svg", "png"):
        raise SettingsError(
            f"{pictures.FORMATS[form]} 一个文件可放多页，不用压缩包。", f"请把输出文件名写成以 .{form} 结尾。"
        )
    return form
