"""What comes from the public page: with the doubts about it, and the proof of work that answers some of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import inf
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from kentongan.cases import actions as cases
from kentongan.cases.actions import Receipt
from kentongan.regions.models import Region

from .. import queries
from ..models import Report
from ..policies.effort import new_challenge, solved
from ..policies.suspicion import Doubt, left_after_work
from .sending import send_report


def _key() -> str:
    return salted_hmac("kentongan.aspirations.effort", "", algorithm="sha256").hexdigest()


def challenge_for(client_id: UUID, *, now: datetime) -> dict[str, str | int]:
    """A sum for the device that sends this; nothing is kept of it."""
    return new_challenge(key=_key(), about=str(client_id), expires=now + timedelta(seconds=settings.REPORT_EFFORT_SECONDS))


def _spend(payload: str, *, client_id: UUID, now: datetime) -> bool:
    """Whether it is the right answer for this submission, and the first time that it is given."""
    challenge = solved(payload, key=_key(), about=str(client_id), now=now) if payload else ""
    return bool(challenge) and cache.add(f"laporan:usaha:{challenge}", True, timeout=settings.REPORT_EFFORT_SECONDS)


def in_words(found: Iterable[Doubt]) -> str:
    """The doubts as an officer reads them, the same in whatever language the page was sent from."""
    with override(settings.LANGUAGE_CODE):
        words = {
            Doubt.TRAPPED: _("isian tersembunyi terisi, biasanya oleh mesin"),
            Doubt.UNOPENED: _("dikirim tanpa membuka halamannya"),
            Doubt.QUICK: _("dikirim terlalu cepat"),
            Doubt.LINKS: _("banyak tautan"),
            Doubt.REPEATED: _("isinya sama dengan laporan lain"),
            Doubt.MANY: _("banyak laporan dari desa ini dalam sejam"),
        }
        return "; ".join(words[doubt] for doubt in Doubt if doubt in set(found))


def suspicion_of(*, text: str, region: Region, now: datetime) -> str:
    """What is doubtful about a report that a known program sends, in words. Its key answers for how fast and how often it sends."""
    found = queries.doubts_about(text=text, region=region, seconds=inf, is_trapped=False, now=now)
    return in_words(left_after_work(found, is_solved=True))


def receipt_again(client_id: UUID | None) -> Receipt | None:
    """The receipt of a report that its sender sent before with this id, or None. What was filed for her has its code on her slip alone."""
    before = cases.receipt_again(client_id)
    return before if before is not None and Report.objects.filter(case=before.case, filed_by=None).exists() else None


@transaction.atomic
def receive_report(*, doubts: frozenset[Doubt], payload: str, client_id: UUID, now: datetime, **values: Any) -> Receipt:
    """Take a report in, whatever is doubted about it: what is still doubtful after the proof of work (``payload``) is written beside it
    for a person to see. Its clock runs as always, and its sender gets the same receipt. The proof is spent with it or not at all.
    """
    is_solved = bool(doubts) and _spend(payload, client_id=client_id, now=now)
    left = left_after_work(doubts, is_solved=is_solved)
    return send_report(client_id=client_id, suspicion=in_words(left), now=now, **values)
