"""改革方案 as a Word paper: what is proposed unit by unit, why the totals hold, what becomes of duties and people; annexes."""

from collections.abc import Iterator
from pathlib import Path

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.reform_comparison import ReformPaper, UnitFate
from bianzhi.domain.reform_people import going_along, without_a_post
from bianzhi.domain.terms import Category
from bianzhi.writing.document_styles import (
    Look,
    add_landscape_section,
    add_paragraph,
    add_run,
    new_document,
    save,
)
from bianzhi.writing.document_table import add_table
from bianzhi.writing.reform_annexes import Annex, annexes
from bianzhi.writing.reform_lines import documented_told, duties_told, effects_told, placed_told

_TITLE = "关于机构改革的方案（建议稿）"
_SMALL = 9


def write(path: Path, paper: ReformPaper) -> None:
    """Write the paper; its numbers are those of the workbook. The same reform makes the same bytes.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    document = new_document(_TITLE, paper.day)
    add_paragraph(document, "内部资料　注意保存", Look.MARK)
    add_paragraph(document, "", Look.BODY)
    add_paragraph(document, _TITLE, Look.TITLE)
    add_paragraph(document, f"——{paper.reformed.reform.name}", Look.SUBTITLE)
    add_paragraph(document, "", Look.BODY)
    told = annexes(paper)
    for heading, run_in, text in _text(paper, told):
        if heading:
            add_paragraph(document, heading, Look.HEADING_1)
        paragraph = add_paragraph(document, "", Look.BODY)
        if run_in:
            add_run(paragraph, run_in, Look.HEADING_2)
        add_run(paragraph, text, Look.BODY)
    if told:
        add_paragraph(document, "", Look.BODY)
        for number, annex in enumerate(told, 1):
            add_paragraph(document, f"{'附件：' if number == 1 else '　　　'}{number}.{annex.title}", Look.BODY)
        add_landscape_section(document)
    for number, annex in enumerate(told, 1):
        label = add_paragraph(document, f"附件{number}", Look.ANNEX)
        label.paragraph_format.page_break_before = number > 1
        add_paragraph(document, annex.title, Look.ANNEX_TITLE)
        add_table(document, annex.columns, annex.rows, annex.totals, _SMALL)
    save(document, path)


def _text(paper: ReformPaper, told: list[Annex]) -> Iterator[tuple[str, str, str]]:
    """Chapter heading where one begins, run-in heading, and text of each paragraph."""
    reform = paper.reformed.reform
    yield "一、总体安排", "", _overview(paper)
    since = reform.effective
    if since:
        yield "", "", f"拟自{day_in_words(since)}起施行，以正式文件为准。"
    yield "二、主要事项", "", f"改革事项共{len(reform.steps)}项，按机构列明如下："
    for number, item in enumerate(paper.items, 1):
        yield "", f"（{_in_words(number)}）{item.unit or '核算口径'}。", item.text
    yield "三、编制和领导职数", "", _totals_told(paper)
    if paper.comparison.leaders:
        yield "", "", _leaders_told(paper, told)
    yield "四、职责", "", f"{duties_told(paper)}。没有无主和重复的职责。"
    yield "五、人员", "", _people_told(paper, told)
    yield "六、有关要求", "", _demands(paper, told)


def _overview(paper: ReformPaper) -> str:
    reformed = paper.reformed
    words = (
        ("新设", (UnitFate.NEW,)),
        ("撤销或并入其他机构", (UnitFate.ABOLISHED, UnitFate.MERGED_AWAY)),
        ("更名", (UnitFate.RENAMED,)),
        ("承接职责或编制", (UnitFate.RECEIVES,)),
        ("其他调整", (UnitFate.CHANGED,)),
    )
    counts = ((word, sum(unit.fate in fates for unit in paper.comparison.units)) for word, fates in words)
    told = "、".join(f"{word}{count}个" for word, count in counts if count)
    source = f"根据{reformed.reform.source}，" if reformed.reform.source else ""
    standing = sum(unit.after is not None for unit in paper.comparison.units)
    units = f"机构由{len(reformed.before.units)}个调整为{standing}个。"
    if standing == len(reformed.before.units):
        units = f"机构总数{standing}个不变。"
    return f"{source}拟对{len(paper.comparison.changed)}个机构作如下调整：{told or '不涉及机构变化'}。{units}"


def _annex(told: list[Annex], title: str) -> str:
    """（见附件3）, where there is such an annex."""
    places = [number for number, annex in enumerate(told, 1) if annex.title == title]
    return f"（见附件{places[0]}）" if places else ""


def _totals_told(paper: ReformPaper) -> str:
    before, after = paper.reformed.before.authorized, paper.reformed.after.authorized
    parts = []
    for category in Category:
        then = sum(posts for (_, kind), posts in before.items() if kind is category)
        now = sum(posts for (_, kind), posts in after.items() if kind is category)
        if then or now:
            parts.append(f"{category}{then}名" if then == now else f"{category}由{then}名调整为{now}名")
    return f"改革前后{'，'.join(parts)}；{documented_told(paper) or '各编制类型总量不变'}。"


def _leaders_told(paper: ReformPaper, told: list[Annex]) -> str:
    """Posts of each kind, more and less, and heads left over."""
    kinds = dict.fromkeys(row.kind for row in paper.comparison.leaders)
    parts = []
    for kind in kinds:
        rows = [row for row in paper.comparison.leaders if row.kind is kind]
        more, less = sum(row.more for row in rows), sum(row.less for row in rows)
        figures = "、".join(f"{word}{count}名" for word, count in (("核增", more), ("核减", less)) if count)
        parts.append(f"{kind}{figures}")
    surplus = len(paper.comparison.surplus)
    left = f"富余正职{surplus}名，安排建议逐人列出{_annex(told, '富余正职安排建议')}。" if surplus else ""
    return f"领导职数随机构和内设机构调整：{'，'.join(parts)}{_annex(told, '职数核增核减表')}。{left}"


def _people_told(paper: ReformPaper, told: list[Annex]) -> str:
    moved, placed = len(going_along(paper.reformed, paper.plan)), placed_told(paper)
    others = without_a_post(paper.reformed)
    words = f"随职责和编制划转人员{moved}名" if moved else "" if placed or others else "不涉及人员划转"
    apart = f"另有不占编制的人员{others}名随同划转，不办理出编、入编" if others else ""
    along = "；".join(word for word in (words, apart, placed) if word)
    listed = _annex(told, "出编入编人员名册")
    return f"{along}。" + (f"人员名册{listed}，出编、入编按同一文号同时办理。" if listed else "")


def _demands(paper: ReformPaper, told: list[Annex]) -> str:
    effects = effects_told(paper)
    found = f"按规则复核，本方案{effects}{_annex(told, '规则影响')}" if effects else ""
    todo = "，新增的建议在施行前逐条处理" if paper.new else ""
    notices = f"另有复核提示{len(paper.notices)}条{_annex(told, '复核提示')}。" if paper.notices else ""
    checked = f"{found}{todo}。" if found else "按规则复核，本方案没有新增问题。"
    return (
        f"坚持编随事走、人随编走，原有人员身份不因划转改变。{checked}{notices}"
        "本方案由程序按台账和设定的改革事项生成，仅供研究，由机构编制委员会审定。"
    )


_DIGITS = "〇一二三四五六七八九"


def _in_words(number: int) -> str:
    """一 to 九十九, and figures beyond."""
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
