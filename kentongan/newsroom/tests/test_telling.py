"""What goes from phone to phone of events and emergency notices, and where a member notes that it did."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from django_scopes import scopes_disabled

from kentongan.groups.models import ActivityEntry
from kentongan.newsroom.actions import agenda, alerts
from kentongan.newsroom.policies.agenda import Rhythm
from kentongan.publishing.actions.activities import log_share
from kentongan.publishing.actions.sharing import keep_share_texts
from kentongan.publishing.models import Publication, PublicationShare
from kentongan.publishing.policies.checking import Verdict
from kentongan.publishing.queries import share_kit
from kentongan.publishing.queries.checking import check_text

from .conftest import Warn, Write, WriteEvent


def kit_lines(publication: Publication) -> list[str]:
    with scopes_disabled():
        return share_kit(publication).whatsapp.splitlines()


def test_an_event_says_when_and_where(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    once = plan()
    assert kit_lines(once)[:5] == [
        "*Posyandu balita*",
        "_KIM Suara Siding, 24 November 2026_",
        "",
        "Kapan: Rabu, 25 November 2026 pukul 08.00–10.00 WIB",
        "Di mana: Balai adat",
    ]
    weekly = plan("Senam pagi", rhythm=Rhythm.WEEKLY, times=3)
    assert "Kapan: Setiap Rabu, mulai Rabu, 25 November 2026 pukul 08.00–10.00 WIB" in kit_lines(weekly)
    with scopes_disabled():
        before = share_kit(once).whatsapp
        keep_share_texts(publication_id=once.pk, at=now)
        agenda.cancel_event(actor=cast.sari, publication=once, reason="Hujan.", now=now)
        assert kit_lines(once)[0] == "*BATAL: Posyandu balita*"
        assert check_text(before).judgement.verdict == Verdict.OLDER


def test_a_forwarded_warning_is_known_until_it_is_over_and_after(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    with scopes_disabled():
        out = warn(crew.budi, crew.siding_village, releaser=crew.tono)
        keep_share_texts(publication_id=out.pk, at=now)
        warning = share_kit(out)
        assert (len(warning.whatsapp) <= 700, len(warning.sms) <= 160) == (True, True)
        assert {check_text(text).judgement.verdict for text in (warning.whatsapp, warning.sms)} == {Verdict.GENUINE}
        assert check_text(warning.whatsapp.replace("112", "0812 5550 0199")).judgement.verdict == Verdict.CHANGED
        alerts.clear_alert(actor=crew.rini, publication=out, words="Air sudah surut.", now=now + timedelta(hours=1))
        assert check_text(warning.whatsapp).judgement.verdict == Verdict.OLDER
        assert check_text(share_kit(out).whatsapp).judgement.verdict == Verdict.GENUINE


def test_one_touch_notes_it_and_one_takes_it_back(cast: SimpleNamespace, write: Write, sign_in: object) -> None:
    with scopes_disabled():
        text = write("Imunisasi polio", cast.rini, owner=cast.regency, status="published")
    address = f"/ruang/tulisan/{text.code}/sebarkan/"
    dewi, wati = sign_in(cast.dewi), sign_in(cast.wati)
    assert "Sudah saya sebarkan" in dewi.get(address).content.decode()
    assert "Sudah saya sebarkan" not in wati.get(address).content.decode()
    assert (wati.post(address).status_code, PublicationShare.objects.count()) == (403, 0)
    noted = dewi.post(address, follow=True).content.decode()
    assert ("Tercatat di kegiatan KIM Suara Siding." in noted, "Sudah Anda sebarkan" in noted) == (True, True)
    share = PublicationShare.objects.get()
    log_share(share_id=share.pk, now=share.at)
    logged = ActivityEntry.objects.live().filter(source="publishing.PublicationShare")
    assert list(logged.values_list("title", "author__username")) == [("Menyebarkan pengumuman: Imunisasi polio", "dewi")]
    dewi.post(f"{address}batal/")
    log_share(share_id=share.pk, now=share.at)
    assert (logged.count(), PublicationShare.objects.count()) == (0, 0)
