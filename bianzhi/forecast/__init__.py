"""Looking ahead: retirements month by month, indicators of units, and the staff that workload calls for."""

from bianzhi.forecast.indicators import indicators
from bianzhi.forecast.outlook import outlook
from bianzhi.forecast.staff_need import staff_need

__all__ = ["indicators", "outlook", "staff_need"]
