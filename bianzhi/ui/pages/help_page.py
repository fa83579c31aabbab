"""help: to be filled."""

from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step

now = open_page(Step.HELP, "五分钟导览和用户手册。")
source = require_source(now)
