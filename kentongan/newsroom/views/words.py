"""Moments in sentences that a view says."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def clock(moment: datetime) -> str:
    """The time on the wall: 06.00, in English 06:00."""
    return date_format(timezone.localtime(moment), "H:i" if (get_language() or "id").startswith("en") else "H.i")


def day_and_clock(moment: datetime) -> str:
    """ "Senin, 2 Februari 2026 pukul 06.00"."""
    return _("%(tanggal)s pukul %(jam)s") % {"tanggal": date_format(timezone.localtime(moment), "l, j F Y"), "jam": clock(moment)}
