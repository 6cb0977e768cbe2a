"""The wall newspaper of KIM Suara Siding: last week's edition, published, and this week's, which the worker makes after the start."""

from datetime import datetime, timedelta

from kentongan.groups.models import Grant, Role
from kentongan.newsroom.actions.wall_sheet import begin_wall_sheet, make_wall_sheet, publish_wall_sheet
from kentongan.newsroom.models import WallSheet
from kentongan.sites.queries import get_site

SLUG = "suara-siding"


def build_wall_sheets(*, now: datetime) -> int:
    """Make what is missing of the editions; returns how many there are. Where no PDF can be made, the first one says so and stays open."""
    group = get_site(SLUG).group
    editor = Grant.objects.select_related("person").filter(group=group, role=Role.EDITOR).order_by("pk")[0].person
    if not WallSheet.objects.filter(group=group).exists():
        then = now - timedelta(days=6)
        sheet = begin_wall_sheet(actor=editor, group=group, paper=WallSheet.Paper.A4, sides=1, now=then, is_demo=True)
        make_wall_sheet(sheet_id=sheet.pk, version=sheet.version, now=then)
        sheet.refresh_from_db()
        if sheet.state == WallSheet.State.READY:
            publish_wall_sheet(actor=editor, sheet=sheet, version=sheet.version, now=then)
    begin_wall_sheet(actor=editor, group=group, paper=WallSheet.Paper.A3, sides=1, now=now, is_demo=True)
    return WallSheet.objects.filter(group=group).count()
