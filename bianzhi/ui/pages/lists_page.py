"""lists: to be filled."""

from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step

now = open_page(Step.LISTS, "单位、内设机构、人员的清单，可筛选、排序、按拼音首字母查找。")
source = require_source(now)
