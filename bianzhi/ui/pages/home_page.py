"""home: to be filled."""

from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step

now = open_page(Step.HOME, "现在做到哪一步、下一步做什么，都在这里。")
source = require_source(now)
