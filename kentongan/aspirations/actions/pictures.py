"""Photos of a report: looked at by the machine, and released by an officer as copies in which nobody is recognised."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from kentongan.accounts.models import Person
from kentongan.cases import queries as case_queries
from kentongan.cases.models import Case, CaseAttachment
from kentongan.core.actions import emit
from kentongan.media.actions import brought_along, find_faces, keep_masked_copy, release_upload, remove_upload
from kentongan.media.models import Upload
from kentongan.media.policies import Box

from .. import events, queries, rules
from ..models import ReportPicture


@task()
def seek_faces(attachment_id: int) -> None:
    """The worker's wrapper of suggest_faces. It stands here and not in tasks.py because seek_faces_later must name it."""
    suggest_faces(attachment_id=attachment_id, now=timezone.now())


def seek_faces_later(*, attachment_id: int) -> None:
    """Let the worker look for faces, if the file is a photo of a report that may become public."""
    if queries.photo_by_id(attachment_id) is not None:
        seek_faces.enqueue(attachment_id)


def suggest_faces(*, attachment_id: int, now: datetime, look: Callable[[Upload], list[Box]] = find_faces) -> ReportPicture | None:
    """Keep where the machine sees faces in a photo; None for what is no photo of a report. Looking happens outside of any transaction."""
    attachment = queries.photo_by_id(attachment_id)
    if attachment is None:
        return None
    faces = [list(box) for box in map(_as_numbers, look(attachment.upload))]
    values = {"faces": faces, "sought_at": now}
    picture, _is_new = ReportPicture.objects.update_or_create(
        attachment=attachment, defaults=values, create_defaults={**values, "report_id": attachment.case_id}
    )
    return picture


def _as_numbers(box: Box) -> tuple[int, int, int, int]:
    return box.left, box.top, box.width, box.height


def release_picture(
    *, actor: Person, case: Case, attachment: CaseAttachment, boxes: Iterable[Box], alt: str, now: datetime
) -> ReportPicture:
    """Let everybody see a copy of the photo in which the boxes are unrecognisable. The photo itself stays with the case.

    ``alt`` says what is seen. A copy that was released before is replaced. Raises Denied, or media's Refused.
    """
    _require_release(actor, case, attachment)
    hidden = sorted(boxes)
    # Masking takes its time, so it is done before the transaction; until its end nobody can fetch the copy.
    copy = keep_masked_copy(
        upload=attachment.upload, boxes=hidden, owner=case.file_scope, uploader=actor, now=now, alt=alt, is_demo=case.is_demo
    )
    with brought_along([copy]), transaction.atomic():
        return _show(actor, case, attachment, hidden, copy, now)


def _show(actor: Person, case: Case, attachment: CaseAttachment, boxes: list[Box], copy: Upload, now: datetime) -> ReportPicture:
    _require_release(actor, case_queries.fresh(case), attachment)  # two officers at once: one after the other
    picture, _is_new = ReportPicture.objects.get_or_create(attachment=attachment, defaults={"report_id": case.pk})
    former = picture.released
    picture.released, picture.boxes = copy, [list(_as_numbers(box)) for box in boxes]
    picture.released_by, picture.released_at, picture.withdrawn_by, picture.withdrawn_at = actor, now, None, None
    picture.save()
    release_upload(upload=copy)
    if former is not None:
        remove_upload(upload=former)
    emit(events.ReportPictureReleased(scopes=_scopes(case), actor_id=actor.pk, at=now, case_id=case.pk, picture_id=picture.pk))
    return picture


def _require_release(actor: Person, case: Case, attachment: CaseAttachment) -> None:
    why_not = rules.why_not_release(actor, case, queries.report_of(case))
    if not why_not and not queries.is_photo_of(case, attachment):
        why_not = _("Hanya foto dari laporan ini yang bisa ditampilkan.")
    if why_not:
        raise rules.Denied(why_not)


@transaction.atomic
def withdraw_picture(*, actor: Person, case: Case, attachment: CaseAttachment, now: datetime) -> ReportPicture:
    """Take the copy away for good; the photo itself stays with the case. Raises Denied."""
    if not rules.can_release_pictures(actor, case):
        raise rules.Denied(_("Foto ditampilkan dan ditarik oleh petugas yang menangani laporan."))
    case_queries.fresh(case)
    picture = ReportPicture.objects.filter(attachment=attachment, report_id=case.pk).first()
    if picture is None or picture.released_id is None:
        raise rules.Denied(_("Foto ini memang tidak tampil untuk umum."))
    _take_away(picture, case, actor, now)
    return picture


def _take_away(picture: ReportPicture, case: Case, actor: Person | None, now: datetime) -> None:
    copy = picture.released
    picture.released, picture.withdrawn_by, picture.withdrawn_at = None, actor, now
    picture.save(update_fields=["released", "withdrawn_by", "withdrawn_at"])
    if copy is not None:
        remove_upload(upload=copy)
    actor_id = actor.pk if actor is not None else None
    emit(events.ReportPictureWithdrawn(scopes=_scopes(case), actor_id=actor_id, at=now, case_id=case.pk, picture_id=picture.pk))


@transaction.atomic
def withdraw_pictures_of_hidden(*, case_id: int, now: datetime) -> int:
    """What is not shown any more shows no photos either: of a report that was joined or archived. Returns how many were taken away."""
    case = queries.hidden_case(case_id)
    if case is None:
        return 0
    shown = list(ReportPicture.objects.filter(report_id=case_id, released__isnull=False).select_for_update(of=("self",)))
    for picture in shown:
        _take_away(picture, case, None, now)
    return len(shown)


def _scopes(case: Case) -> tuple[str, ...]:
    """Whose pages show it."""
    return tuple(dict.fromkeys((case.owner, case.region.scope)))
