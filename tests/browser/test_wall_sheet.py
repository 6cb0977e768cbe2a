"""An edition of Mading becomes ready while its page is open: what comes next appears by itself."""

from types import SimpleNamespace

from django.utils import timezone
from django_scopes import scopes_disabled
from playwright.sync_api import Page, expect

from kentongan.newsroom.actions.wall_sheet import begin_wall_sheet
from kentongan.newsroom.models import WallSheet
from tests.hung import finish_sheet

from .conftest import enter


def test_a_ready_edition_can_be_published_without_a_reload(cast: SimpleNamespace, phone_page: Page) -> None:
    now = timezone.now()
    sheet = begin_wall_sheet(actor=cast.sari, group=cast.siding, paper="a4", sides=1, now=now)
    enter(phone_page, cast.sari)
    phone_page.goto(f"/ruang/kim/{cast.siding_site.slug}/mading/{sheet.number}/")
    expect(phone_page.get_by_role("heading", name="Menunggu giliran")).to_be_visible()
    finish_sheet(sheet, cast, now)
    phone_page.get_by_role("button", name="Terbitkan edisi ini").click()
    expect(phone_page.get_by_text("Edisi ini tetap seperti saat dicetak.")).to_be_visible()
    with scopes_disabled():
        assert WallSheet.objects.get().published_by == cast.sari
