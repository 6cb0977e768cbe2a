"""Making an edition of the wall newspaper: put together, laid out by the worker, published, and then left as it is."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_scopes import scope
from django_tasks import task

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.paper import PaperMissing, picture_of_page
from kentongan.groups.models import Group
from kentongan.media.actions import keep_file, release_upload, remove_upload, withhold_upload
from kentongan.media.models import Upload
from kentongan.publishing.models import Publication

from .. import events
from ..models import WallSheet, WallSheetItem
from ..policies.wall_sheet_choices import Choices
from ..queries import wall_sheet as queries
from ..queries.wall_sheet_contents import contents_of
from ..queries.wall_sheet_print import Press
from ..rules import Denied, Stale
from ..rules.wall_sheet import can_make_wall_sheet

State = WallSheet.State
PICTURE_DPI = 110
log = logging.getLogger(__name__)


def _require(actor: Person, group: Group) -> None:
    if not can_make_wall_sheet(actor, group):
        raise Denied(_("Mading disusun dan diterbitkan oleh redaktur atau ketua kelompok ini."))


def begin_wall_sheet(*, actor: Person, group: Group, paper: str, sides: int, now: datetime, is_demo: bool = False) -> WallSheet:
    """Begin the next edition with what is new; where one is open already, that one. Two who begin at once get the same. Raises Denied."""
    _require(actor, group)
    with scope(owner=[group.scope]):
        try:
            return _begin(actor=actor, group=group, paper=paper, sides=sides, now=now, is_demo=is_demo)
        except IntegrityError:
            return queries.open_sheet(group) or _begin(actor=actor, group=group, paper=paper, sides=sides, now=now, is_demo=is_demo)


@transaction.atomic
def _begin(*, actor: Person, group: Group, paper: str, sides: int, now: datetime, is_demo: bool) -> WallSheet:
    before = queries.open_sheet(group)
    if before is not None:
        return before
    sheet = WallSheet.objects.create(
        owner=group.scope, group=group, number=queries.next_number(group), week=queries.monday_of(timezone.localdate(now)), paper=paper,
        sides=sides, choices=asdict(queries.last_choices(group).lasting), state_at=now, made_by=actor, is_demo=is_demo,
    )  # fmt: skip
    _keep_items(sheet, [(publication, "") for publication in queries.new_texts(group, paper=paper, sides=sides, now=now)])
    _order(sheet, actor=actor, now=now)
    return sheet


@transaction.atomic
def change_wall_sheet(
    *, actor: Person, sheet: WallSheet, version: int, paper: str, sides: int, week: date, note: str,
    items: Sequence[tuple[Publication, str]], choices: Choices, now: datetime,
) -> WallSheet:  # fmt: skip
    """Change what stands on an open edition, or on what paper, and have it made anew. Raises Denied, or Stale since ``version``."""
    _require(actor, sheet.group)
    with scope(owner=[sheet.owner]):
        changed = WallSheet.objects.filter(pk=sheet.pk, version=version, published_at=None).update(
            version=F("version") + 1, paper=paper, sides=sides, week=queries.monday_of(week), note=note.strip(),
            choices=asdict(choices), state=State.WAITING, state_at=now, layouts=0, reason="",
        )  # fmt: skip
        if not changed:
            raise _stale()
        sheet.refresh_from_db()
        _keep_items(sheet, items)
        _order(sheet, actor=actor, now=now)
    return sheet


def _stale() -> Stale:
    return Stale(_("Edisi ini sudah diubah atau diterbitkan orang lain. Isian Anda masih ada di bawah ini."))


def _keep_items(sheet: WallSheet, items: Sequence[tuple[Publication, str]]) -> None:
    sheet.items.all().delete()
    WallSheetItem.objects.bulk_create(
        WallSheetItem(sheet=sheet, publication=publication, order=order, text=text.strip())
        for order, (publication, text) in enumerate(items)
    )


def _order(sheet: WallSheet, *, actor: Person, now: datetime) -> None:
    emit(
        events.WallSheetOrdered(
            scopes=(sheet.owner,), actor_id=actor.pk, at=now, group_id=sheet.group_id, number=sheet.number, version=sheet.version
        )
    )
    make_sheet.enqueue(sheet.pk, sheet.version)


# --- In the worker


@task()
def make_sheet(sheet_id: int, version: int) -> None:
    """The worker's wrapper of make_wall_sheet. It stands here and not in tasks.py because ordering must name it."""
    make_wall_sheet(sheet_id=sheet_id, version=version, now=timezone.now())


def make_wall_sheet(*, sheet_id: int, version: int, now: datetime) -> None:
    """Lay an ordered version out and keep its file. What was changed meanwhile is left to its own turn; nothing is made twice."""
    sheet = queries.sheet_by_id(sheet_id)
    if sheet is None:
        return
    with scope(owner=list(sheet.group.scope_chain)):
        mine = WallSheet.objects.filter(pk=sheet_id, version=version)
        if not mine.filter(state=State.WAITING).update(state=State.MAKING, state_at=now):
            return
        try:
            with translation.override(settings.LANGUAGE_CODE):
                press = Press(
                    contents_of(sheet, now=now),
                    paper=sheet.paper,
                    sides=sheet.sides,
                    told=lambda made: _tell(sheet_id, version, made),
                )
                pdf = press.printed().pdf()
            _keep(sheet, pdf=pdf, press=press, now=now)
        except Exception as error:
            log.exception("A wall newspaper could not be made: %s", sheet_id)
            reason = (
                str(error) if isinstance(error, PaperMissing) else _("Ada yang tidak bisa dicetak. Coba sekali lagi, atau kurangi isinya.")
            )
            mine.filter(state=State.MAKING).update(state=State.FAILED, state_at=now, reason=reason[:300])


def _tell(sheet_id: int, version: int, made: int) -> None:
    WallSheet.objects.filter(pk=sheet_id, version=version).update(layouts=made)


def _keep(sheet: WallSheet, *, pdf: bytes, press: Press, now: datetime) -> None:
    """Keep file and front as the group's uploads, if this is still the version that is wanted."""
    name = f"mading-{sheet.number}-{sheet.paper}"
    file = _kept(sheet, f"{name}.pdf", pdf, now=now)
    front = picture_of_page(pdf, dpi=PICTURE_DPI)
    alt = _("Halaman depan Mading edisi %(number)d") % {"number": sheet.number}
    picture = _kept(sheet, f"{name}.png", front, now=now, alt=alt) if front else None
    with transaction.atomic():
        values = {"state": State.READY, "state_at": now, "contents": asdict(press.contents), "file": file, "picture": picture}
        kept = WallSheet.objects.filter(pk=sheet.pk, version=sheet.version, state=State.MAKING).update(**values)
        for upload in (sheet.file, sheet.picture) if kept else (file, picture):
            if upload is not None:
                remove_upload(upload=upload)


def _kept(sheet: WallSheet, name: str, data: bytes, *, now: datetime, alt: str = "") -> Upload:
    return keep_file(
        uploader=sheet.made_by, owner=sheet.owner, file=ContentFile(data, name=name), now=now, alt=alt,
        people_shown=Upload.PeopleShown.NOBODY, is_demo=sheet.is_demo,
    )  # fmt: skip


STUCK = timedelta(minutes=10)


def free_stuck_sheets(*, now: datetime) -> int:
    """Say of what a worker left in the middle that it failed, so that it can be ordered again. Returns how many."""
    reason = _("Pembuatan terputus di tengah jalan. Buat sekali lagi.")
    return queries.stuck_sheets(before=now - STUCK).update(state=State.FAILED, state_at=now, reason=reason)


# --- Publishing


@transaction.atomic
def publish_wall_sheet(*, actor: Person, sheet: WallSheet, version: int, now: datetime) -> WallSheet:
    """Hang an edition in the archive: from now on it stays as it is.

    Raises Denied, or Stale where it changed, is not ready, or has a text on it that was withdrawn since it was laid out.
    """
    _require(actor, sheet.group)
    with scope(owner=[sheet.owner]):
        ready = WallSheet.objects.filter(pk=sheet.pk, version=version, state=State.READY, published_at=None)
        contents = ready.values_list("contents", flat=True).first()
        if contents and queries.withdrawn_since(contents, is_held=True):
            raise Stale(_("Ada tulisan di lembar ini yang sudah ditarik. Ubah isinya supaya dibuat lagi tanpa tulisan itu."))
        if contents and queries.lacks_pictures(contents):
            raise Stale(_("Ada foto di lembar ini yang sudah ditarik. Buat lembarnya sekali lagi tanpa foto itu."))
        if not ready.update(published_at=now, published_by=actor):
            raise _stale()
        sheet.refresh_from_db()
    for upload in (sheet.file, sheet.picture):
        if upload is not None:
            release_upload(upload=upload)
    emit(
        events.WallSheetPublished(
            scopes=(sheet.owner,), actor_id=actor.pk, at=now, group_id=sheet.group_id, number=sheet.number, sheet_id=sheet.pk
        )
    )
    return sheet


@transaction.atomic
def withhold_sheets_with(*, publication_id: int) -> None:
    """Hand the files of editions on which a withdrawn text stands to nobody any more; the editions stay listed, and say why."""
    _withhold(queries.published_with(publication_id))


@transaction.atomic
def withhold_sheets_showing(*, upload: Upload) -> None:
    """The same of editions on which a picture is printed that may not be seen any more."""
    _withhold(queries.published_showing(upload))


def _withhold(sheets: Iterable[WallSheet]) -> None:
    for sheet in sheets:
        for upload in (sheet.file, sheet.picture):
            if upload is not None:
                withhold_upload(upload=upload)


@transaction.atomic
def drop_wall_sheet(*, actor: Person, sheet: WallSheet, now: datetime) -> None:
    """Throw an open edition away; the next takes its number. Raises Denied, or Stale where it was published meanwhile."""
    _require(actor, sheet.group)
    with scope(owner=[sheet.owner]):
        number = sheet.number
        if not WallSheet.objects.filter(pk=sheet.pk, published_at=None).delete()[0]:
            raise _stale()
    for upload in (sheet.file, sheet.picture):
        if upload is not None:
            remove_upload(upload=upload)
    emit(events.WallSheetDropped(scopes=(sheet.owner,), actor_id=actor.pk, at=now, group_id=sheet.group_id, number=number))
