"""What happened to a case: its entries, files and letters."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.rules import NotVisible

from ..models import Case, CaseAttachment, CaseEntry, CaseLetter
from ..policies import Arrow


def trail(case: Case, *, public_only: bool) -> list[CaseEntry]:
    """The case's entries, newest first; for citizens only the public ones."""
    entries = case.entries.select_related("actor").order_by("-at", "-pk")
    return list(entries.filter(is_public=True) if public_only else entries)


def entries_by(actor: Person, kinds: Iterable[str], *, since: datetime, most: int) -> list[CaseEntry]:
    """What somebody did on cases of these kinds since a moment, the latest first, each with its case."""
    entries = CaseEntry.objects.filter(actor_id=actor.pk, case__kind__in=list(kinds), at__gte=since)
    return list(entries.select_related("case").order_by("-at", "-pk")[:most])


def attachments_of(case: Case, *, public_only: bool) -> list[CaseAttachment]:
    """Its files, oldest first."""
    with scopes_disabled():
        files = case.attachments.select_related("upload")
        return list(files.filter(is_public=True) if public_only else files)


def letters_of(case: Case, *, public_only: bool) -> list[CaseLetter]:
    """Its letters, oldest first."""
    letters = case.letters.select_related("sender")
    return list(letters.filter(is_public=True) if public_only else letters)


def get_attachment(case: Case, key: str, *, public_only: bool) -> CaseAttachment:
    """The file of this key if it belongs to the case. Raises NotVisible."""
    for attachment in attachments_of(case, public_only=public_only):
        if attachment.upload.key == key:
            return attachment
    raise NotVisible(_("Berkas ini tidak ada."))


def get_letter(case: Case, letter_id: int, *, public_only: bool) -> CaseLetter:
    """A letter of the case. Raises NotVisible."""
    for letter in letters_of(case, public_only=public_only):
        if letter.pk == letter_id:
            return letter
    raise NotVisible(_("Surat ini tidak ada."))


def said(entry: CaseEntry, arrows: Iterable[Arrow]) -> str:
    """What the workflow says of an entry that is a step: ``Arrow.said``, else the label of its button."""
    arrow = next((arrow for arrow in arrows if arrow.action == entry.action), None)
    return str(arrow.said or arrow.label) if arrow is not None else entry.action


def attachment_of_client(case: Case, client_id: UUID) -> CaseAttachment | None:
    """The file of the case that a device sent before under this id."""
    return CaseAttachment.objects.select_related("upload").filter(case_id=case.pk, upload__client_id=client_id).first()
