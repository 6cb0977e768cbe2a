"""The deeds on reports. What only moves a case from one status to the next is done by kentongan.cases.actions."""

from .counting import count_again, count_report, recount_figures
from .sending import Filing, send_report
from .verifying import forward_report, mend_report, verify_report

__all__ = ["Filing", "count_again", "count_report", "forward_report", "mend_report", "recount_figures", "send_report", "verify_report"]
