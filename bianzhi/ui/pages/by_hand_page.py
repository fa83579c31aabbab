"""手工调整: one person at a time, with every rule's light and the price at once; the system fills the rest."""

import streamlit as st

from bianzhi.errors import BianzhiError
from bianzhi.services.by_hand import Desk
from bianzhi.ui.components.by_hand_choice import person_box, placing, section_box
from bianzhi.ui.components.by_hand_finish import cells_table, finish, waiting_list
from bianzhi.ui.components.by_hand_lights import lights_panel, price_line
from bianzhi.ui.components.by_hand_moves import moves_list
from bianzhi.ui.components.frame import error_box, open_page, require_source, stale_box
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.by_hand import turned

now = open_page(
    Step.BY_HAND,
    "自己动手把人移到别的单位、放进待安置区或者留下，各条规则当场亮灯，并告诉比最优方案多付什么代价。",
)
source = require_source(now)
stale_box(now)
basis, settings, day = now.plan, now.settings, now.day
desk = now.remember(
    ("desk", day, settings),
    lambda: Desk(source.establishment, day, settings, basis),
)
made = now.by_hand
try:
    judged = now.remember(("hand plan", day, settings, made), lambda: desk.judge(made))
except BianzhiError as error:
    error_box(error)
    if st.button("清空手工调整", icon=":material/restart_alt:"):
        now.take_by_hand((), "已清空手工调整。")
        st.rerun()
    st.stop()

# The moves before the last step, and after it: lights that changed in between are marked.
trail = now.remember(("hand trail", day, settings), lambda: [made, made])
if trail[1] != made:
    trail[:] = [trail[1], made]
before = now.remember(("hand plan", day, settings, trail[0]), lambda: desk.judge(trail[0]))

price_line(judged, "" if basis is None else "最优方案" if desk.starts_from_optimum else "起点方案")
waiting_list(source, judged)
left, right = st.columns([6, 5])
with left:
    person = person_box(now, source, judged)
    if person:
        placing(now, source, desk, judged, person)
    else:
        first = "" if basis is not None else "也可以在「编制调剂」先求解，再回来改个别人。"
        st.info(f"查找并选择一人，再选去处。{first}", icon=":material/person_search:")
    moves_list(now, source, judged)
    section_box(now, source)
with right:
    finish(now, source, desk, judged)
    lights_panel(now, source, judged, turned(before.lights, judged.lights))
    cells_table(now, source, judged)
