"""Number and code: what opens a case for whoever sent it."""

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.core.policies import read_code
from kentongan.core.rules import NotVisible
from kentongan.core.secrecy import keyed_hashes

from .. import policies
from ..models import Case
from .finding import with_owner
from .workflows import workflows


def code_hashes(number: str, code: str) -> list[str]:
    """The keyed hash of a code, under today's key and under each that was in use before."""
    return keyed_hashes("kentongan.cases.code", f"{number} {code}")


def code_fits(case: Case | None, number: str, typed: str) -> bool:
    """Whether the typed code opens the case; as much work where there is no such case."""
    code = read_code(typed) or ""
    kept = case.code_hash if case is not None else "0" * 64
    fits = [constant_time_compare(kept, found) for found in code_hashes(number, code)]
    return any(fits) and case is not None


def find_by_number(typed: str) -> tuple[str, Case | None]:
    """(the number that was meant, the case), whoever asks: the caller asks for the code or the rules."""
    prefixes = frozenset(workflow.prefix for workflow in workflows())
    number = policies.read_number(typed, prefixes) or ""
    with scopes_disabled():
        return number, with_owner(Case.objects.filter(number=number)).first() if number else None


TICKET_SALT = "kentongan.cases.ticket"


def ticket_for(case: Case) -> str:
    """A signed text that opens the status page for half an hour, so that the code stands in no address and no cookie is needed."""
    return signing.dumps([case.pk, case.code_hash[:12]], salt=TICKET_SALT)


def case_of_ticket(ticket: str, *, max_age: int | None = None) -> Case:
    """The case that the ticket opens. Raises NotVisible where it is none, too old, or the code was replaced.

    A room that keeps what somebody typed for long gives another ``max_age`` in seconds, and shows nothing under the old ticket.
    """
    try:
        case_id, mark = signing.loads(ticket, salt=TICKET_SALT, max_age=max_age or settings.CASE_TICKET_SECONDS)
    except signing.BadSignature:
        raise NotVisible(_("Halaman ini sudah ditutup. Masukkan nomor dan kode sekali lagi.")) from None
    with scopes_disabled():
        case = with_owner(Case.objects.filter(pk=case_id, code_hash__startswith=mark)).first()
    if case is None:
        raise NotVisible(_("Halaman ini sudah ditutup. Masukkan nomor dan kode sekali lagi."))
    return case
