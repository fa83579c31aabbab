"""graphs: to be filled."""

from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step

now = open_page(Step.GRAPHS, "编制、年龄、退休和人员流向的统计图。")
source = require_source(now)
