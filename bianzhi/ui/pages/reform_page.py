"""改革方案: a reform as an ordered list of operations, each tried at once; the ledger itself never changes."""

import streamlit as st

from bianzhi.errors import ReformError
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.reform_head import misfit_box, reform_head
from bianzhi.ui.components.reform_step_form import add_form, change_form
from bianzhi.ui.components.reform_steps_view import steps_view
from bianzhi.ui.shell.pages import Step, page

now = open_page(
    Step.REFORM,
    "把拟议的改革写成一项一项的操作，逐项试行：不能执行的当场说明原因。台账本身不变；本方案为建议，由机构编制委员会研究审定。",
)
source = require_source(now)
reform_head(now, source)
work = now.reforms
try:
    reformed = work.reformed(source.establishment)
except ReformError as error:
    misfit_box(now, source, error)
    steps_view(now, source)
    st.stop()
listed, added = st.columns([7, 5])
with listed:
    steps_view(now, source)
    if work.reform.steps:
        st.page_link(page(Step.REFORM_COMPARE), label="看改革前后", icon=":material/arrow_forward:")
with added:
    if work.editing is not None and work.editing < len(work.reform.steps):
        change_form(now, source, work.editing)
    else:
        add_form(now, source, reformed)
