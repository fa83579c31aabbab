"""by_hand: to be filled."""

from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step

now = open_page(Step.BY_HAND, "自己动手调整，规则当场亮灯。")
source = require_source(now)
