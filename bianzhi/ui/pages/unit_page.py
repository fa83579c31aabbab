"""unit: to be filled."""

from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step

now = open_page(Step.UNIT, "一个单位的编制、人员、内设机构、问题和变化。")
source = require_source(now)
