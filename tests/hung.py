"""Editions of KIM Suara Siding's wall newspaper as the worker would have left them, without laying anything out."""

from dataclasses import asdict
from datetime import datetime
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django_scopes import scope

from kentongan.media.actions import keep_file
from kentongan.newsroom.actions.wall_sheet import begin_wall_sheet, publish_wall_sheet
from kentongan.newsroom.models import WallSheet
from kentongan.newsroom.queries.wall_sheet import get_sheet
from kentongan.newsroom.queries.wall_sheet_contents import contents_of

PDF = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n"
    b"trailer\n<</Root 1 0 R>>\n%%EOF\n"
)


def ready_sheet(cast: SimpleNamespace, now: datetime) -> WallSheet:
    """The next edition, ready to be published."""
    return finish_sheet(begin_wall_sheet(actor=cast.sari, group=cast.siding, paper="a4", sides=1, now=now), cast, now)


def finish_sheet(sheet: WallSheet, cast: SimpleNamespace, now: datetime) -> WallSheet:
    """What the worker does with an edition that was ordered."""
    with scope(owner=list(cast.siding.scope_chain)):
        whole = get_sheet(cast.siding, sheet.number)
        sheet.file = keep_file(uploader=cast.sari, owner=cast.siding.scope, file=ContentFile(PDF, name="mading.pdf"), now=now)
        sheet.contents, sheet.state = asdict(contents_of(whole, now=now)), WallSheet.State.READY
        sheet.save()
    return sheet


def hung_sheet(cast: SimpleNamespace, now: datetime) -> WallSheet:
    """The next edition, published."""
    sheet = ready_sheet(cast, now)
    return publish_wall_sheet(actor=cast.sari, sheet=sheet, version=sheet.version, now=now)
