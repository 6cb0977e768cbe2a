"""What a report of a failure may show of the variables it happened among."""

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class NothingPersonal(SafeExceptionReporterFilter):
    """Hide what was declared sensitive in development too: a screen is photographed and sent around as easily as a log."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always; Django shows everything where DEBUG is on."""
        return True
