"""The lights of a plan made by hand, and its price: what every rule says of it at once, and what changed by the last step."""

from collections.abc import Mapping, Sequence

import streamlit as st

from bianzhi.domain.by_hand import HandPlan, Light
from bianzhi.domain.finding import Severity
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.by_hand import LIGHT_WORDS, light_counts, price_words
from bianzhi.ui.tables.shown import plain

STALE_WORDS = "设置改过、方案未重算"
"""Why a light is red that no move by hand turned."""
_MOST_TOLD = 3
"""Findings, or people, of one light that are told; the others are counted."""


def price_line(judged: HandPlan, against: str) -> None:
    """One line: what the plan by hand costs against the optimum, or the plan started from (empty for none), and how many lights show which color."""
    counts = light_counts(judged.lights)
    badges = " ".join(
        f":{color}-badge[{sign} {word} {counts[worst]}]" for worst, (word, sign, color) in LIGHT_WORDS.items()
    )
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/balance: {_price(judged, against)}", width="content")
        st.markdown(f"**规则灯**　{badges}", width="content")


def _price(judged: HandPlan, against: str) -> str:
    if not against:
        return "**从现状起步**，没有最优方案可比；点「其余由系统补齐」可得最优方案和手工调整的代价"
    if not judged.prices:
        return f"{STALE_WORDS}，代价无从比较；请先重新求解"
    words = price_words(judged.prices)
    waiting = f"另有 {len(judged.waiting)} 人待安置" if judged.waiting else ""
    if not words and waiting:
        return f"与{against}暂不能比：**{waiting}**"
    reserve = "（有红灯，代价仅供参考）" if judged.broken else ""
    price = f"比{against}**{words}**{reserve}" if words else f"与{against}**各项目标相同**{reserve}"
    return f"{price}，**{waiting}**" if waiting else price


def lights_panel(now: Session, source: Source, judged: HandPlan, turned: Mapping[str, str]) -> None:
    """Every light, one line each: those that are not green by title, with the findings folded; the green ones by name."""
    lit = sorted(
        (light for light in judged.lights if light.worst is not None),
        key=lambda light: (list(LIGHT_WORDS).index(light.worst), light.of_ledger),
    )
    for light in lit:
        if light.worst is Severity.ERROR or light.id in turned:
            _lit(light, _change(light, judged, turned), _people(now, source, light, judged))
    quiet = [light for light in lit if light.worst is not Severity.ERROR and light.id not in turned]
    if quiet:
        with st.expander(f"提请注意的 {len(quiet)} 项（不影响采用）", icon=":material/info:"):
            for light in quiet:
                st.markdown(f"{_title(light, '')}　:gray[{light.id}]\n\n{_told(light)}")
    _green(judged.lights, turned)


def _change(light: Light, judged: HandPlan, turned: Mapping[str, str]) -> str:
    if light.id in judged.stale:
        return f" :gray-badge[{STALE_WORDS}]"
    return f" :violet-badge[{turned[light.id]}]" if light.id in turned else ""


def _people(now: Session, source: Source, light: Light, judged: HandPlan) -> str:
    """Whose moves by hand break a rule."""
    moved = {move.person for move in now.by_hand} if light.id not in judged.stale else set()
    names = [plain(source.establishment.person[id].name) for id in light.persons if id in moved]
    return "" if not names else f"：{'、'.join(names[:_MOST_TOLD])}{'等' if len(names) > _MOST_TOLD else ''}"


def _title(light: Light, people: str) -> str:
    word, sign, color = LIGHT_WORDS[light.worst]
    return f":{color}-badge[{sign} {word}] **{plain(light.title)}**{people}"


def _lit(light: Light, change: str, people: str) -> None:
    about = "台账检查" if light.of_ledger else "方案核对"
    with st.expander(f"{_title(light, people)}{change}　:gray[{light.id}]"):
        st.markdown(f"{_told(light)}\n\n:gray[{light.id} {about}]")


def _told(light: Light) -> str:
    told = [f"- {plain(finding.message)}" for finding in light.findings[:_MOST_TOLD]]
    if len(light.findings) > _MOST_TOLD:
        told.append(f"- 另有 {len(light.findings) - _MOST_TOLD} 处")
    source = light.findings[0].source
    return "\n".join(told) + (f"\n\n:gray[依据：{plain(source)}]" if source else "")


def _green(lights: Sequence[Light], turned: Mapping[str, str]) -> None:
    green = [light for light in lights if light.worst is None]
    back = [light for light in green if light.id in turned]
    for light in back:
        st.markdown(f":green-badge[✓ 绿] **{plain(light.title)}** :violet-badge[{turned[light.id]}]　:gray[{light.id}]")
    with st.expander(f"亮绿灯的 {len(green)} 条规则", icon=":material/check_circle:"):
        st.markdown("\n".join(f"- ✓ {light.id}　{plain(light.title)}" for light in green))
