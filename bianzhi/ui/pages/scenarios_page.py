"""scenarios: to be filled."""

from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step

now = open_page(Step.SCENARIOS, "同一份台账可以有几个方案，各自保存、比较、报批。")
source = require_source(now)
