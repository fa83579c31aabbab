"""To come."""

from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step

now = open_page(Step.RECONCILE, "")
source = require_source(now)
