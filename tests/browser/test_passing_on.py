"""A task answered on a phone that loses its signal: the page stays, and so does what was typed."""

from types import SimpleNamespace

from django.utils import timezone
from django_scopes import scopes_disabled
from playwright.sync_api import Page, expect

from kentongan.newsroom.models import PassingOn
from tests.asked import asked

from .conftest import enter


def test_an_answer_stays_on_the_page_until_there_is_signal(cast: SimpleNamespace, phone_page: Page) -> None:
    with scopes_disabled():
        task = asked(cast, timezone.now())
    enter(phone_page, cast.sari)
    phone_page.goto(f"/ruang/sebar/{task.code}/")
    phone_page.get_by_label("Papan pengumuman").check()
    phone_page.get_by_label("Catatan").fill("Ditempel di balai.")
    phone_page.context.set_offline(True)
    phone_page.get_by_role("button", name="Kirim jawaban").click()
    expect(phone_page.get_by_role("alert")).to_contain_text("Tidak ada sinyal. Isian Anda masih di sini")
    phone_page.context.set_offline(False)
    expect(phone_page.get_by_role("alert")).to_be_hidden()
    phone_page.get_by_role("button", name="Kirim jawaban").click()
    expect(phone_page.get_by_text("Terima kasih, jawaban sudah sampai.")).to_be_visible()
    assert list(PassingOn.objects.filter(person=cast.sari).values_list("carriers", "remark")) == [(["papan"], "Ditempel di balai.")]
