"""The deeds on reports. What only moves a case from one status to the next is done by kentongan.cases.actions."""

from .sending import Filing, send_report
from .verifying import forward_report, mend_report, verify_report

__all__ = ["Filing", "forward_report", "mend_report", "send_report", "verify_report"]
