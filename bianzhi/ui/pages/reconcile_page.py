"""三方比对: ledger, roster and payroll held against each other; and what changed since an older ledger."""

import streamlit as st

from bianzhi import services
from bianzhi.ui.components.changes_view import changes_view
from bianzhi.ui.components.comparison_upload import comparison_upload
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.reconciliation_view import reconciliation_view
from bianzhi.ui.intake import changed_since, reconciled
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.sources import Upload
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = {"payroll": "台账 × 名册 × 财政供养", "older": "与上期台账比较"}

now = open_page(
    Step.RECONCILE,
    "台账所列人数、名册逐人计数和财政供养名单三方核对，列成待办清单；也可以与上期台账比较，看人员变动。这一步可以不做。",
)
source = require_source(now)
view = st.segmented_control(
    "内容",
    list(_VIEWS),
    default="payroll",
    required=True,
    format_func=lambda name: _VIEWS[name],
    key=WidgetKey.COMPARISON,
    label_visibility="collapsed",
)


def take_payroll(file: Upload) -> None:
    """Compare with a payroll."""
    now.reconciliation = reconciled(source, file)


def take_older(file: Upload) -> None:
    """Compare with an older ledger."""
    now.roster_changes = changed_since(source, file, now.decided)


if view == "older":
    comparison_upload(now, WidgetKey.OLDER_LEDGER, "上传上期台账（含机构、编制、人员）", take_older)
    if now.roster_changes is None:
        st.info("上传上期台账后，这里显示进入、离开、调动和更正。", icon=":material/history:")
    else:
        changes_view(now, now.roster_changes)
else:
    comparison_upload(now, WidgetKey.PAYROLL, "上传财政供养名单（要有姓名、单位，最好有公民身份号码）", take_payroll)
    found = now.reconciliation
    if found is None and source.stated:
        found = now.remember("own counts", lambda: services.reconcile(source.establishment, None, source.stated))
        st.info("还没有供养名单，先比对台账所列人数和名册逐人计数。", icon=":material/info:")
    if found is None:
        st.info("上传财政供养名单后，这里显示三方不一致的人和单位。", icon=":material/rule_folder:")
    else:
        reconciliation_view(now, source, found)
