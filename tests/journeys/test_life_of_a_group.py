"""The life of a group, lived by the people in it: its term ends and is renewed, it joins another or is dissolved, and its texts stay."""

import random
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.core.actions import claim_clock_work, sweep_untold
from kentongan.core.models import EventRecord
from kentongan.core.tasks import PERIODS
from kentongan.groups import tasks
from kentongan.groups.models import Decree, Member
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

SignIn = Callable[..., Client]
DESK = "/ruang/kim/suara-siding/"
END = date(2027, 6, 30)


def read(path: str, host: str = settings.BASE_DOMAIN) -> tuple[int, str]:
    """What somebody without an account gets."""
    answer = Client(headers={"host": host}).get(path)
    return answer.status_code, answer.content.decode()


def tell_everybody() -> None:
    """Let the subscribers do their work, as the worker does within a second."""
    sweep_untold(now=timezone.now() + timedelta(minutes=5))


def article(cast: SimpleNamespace, title: str) -> Publication:
    now = timezone.now()
    with scopes_disabled():
        text = publishing.create_publication(actor=cast.dewi, kind=Publication.Kind.ARTICLE, owner=cast.siding, now=now)
        publishing.save_publication(actor=cast.dewi, publication=text, version=1, now=now, title=title, summary="", text="Isi.")
        publishing.submit_publication(actor=cast.dewi, publication=text, now=now)
        return publishing.publish_publication(actor=cast.sari, publication=text, now=now)


def look_at_the_clock(start: datetime, end: datetime, dice: random.Random) -> None:
    """The clock's daily work of groups from one moment to the next, looked at whenever the machine happens to be on."""
    moment = start
    while moment < end:
        if claim_clock_work("groups.daily", every=PERIODS["daily"], now=moment):
            tasks.daily(moment)
        moment += timedelta(hours=dice.choice((2, 7, 19, 30, 47)))


def reminders() -> list[int]:
    return [record.payload["days_left"] for record in EventRecord.objects.filter(name="groups.TermEnding").order_by("pk")]


@pytest.fixture
def people(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """The cast, as members; the decree of their board ends in June 2027."""
    for person in (cast.sari, cast.yohanes, cast.dewi, cast.markus):
        Member.objects.create(group=cast.siding, person=person, joined_date=now.date())
    values = {"number": "lama", "issuer": "kepala_desa", "about": "Pengurus", "date": date(2024, 7, 1), "term_end": END}
    Decree.objects.create(group=cast.siding, **values)
    return cast


def test_a_year_with_a_new_decree_then_an_archive(people: SimpleNamespace, sign_in: SignIn) -> None:
    cast, dice = people, random.Random(2027)
    with time_machine.travel(datetime(2027, 1, 1, tzinfo=UTC), tick=False) as clock:
        text = article(cast, "Panen padi ladang")

        # The term comes to its end; each reminder is said once, however the clock was looked at, and the chair has one thing to tap.
        look_at_the_clock(datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 6, 25, tzinfo=UTC), dice)
        assert reminders() == [90, 30, 7]
        clock.move_to(datetime(2027, 6, 25, 3, tzinfo=UTC))
        markus = sign_in(cast.markus)
        (way,) = set(re.findall(rf'href="({DESK}pengurus/ganti/)"', markus.get("/ruang/").content.decode()))

        # He records the new decree, which makes Yohanes the chair; nothing more is said of the old term.
        page = markus.get(way).content.decode()
        assert "Masa bakti sampai 30 Juni 2027" in page
        new = {"number": "baru", "issuer": "kepala_desa", "about": "Pengurus 2027-2030", "date": "2027-06-24", "term_end": "2030-06-30"}
        sent = markus.post(way, new | {"name_0": "Yohanes Alim", "position_0": "ketua"})
        assert sent.status_code == 302
        look_at_the_clock(datetime(2027, 6, 25, 4, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC), dice)
        assert reminders() == [90, 30, 7]
        assert "Catat SK baru" not in markus.get("/ruang/").content.decode()
        assert "Yohanes Alim" in read("/kim/suara-siding/tentang/")[1]

        # The coordinator sees that the new chair cannot lead here yet, and gives the task.
        rini = sign_in(cast.rini)
        assert "Beri tugas ketua: Yohanes Alim" in rini.get("/ruang/").content.decode()
        rini.post(f"{DESK}anggota/{cast.yohanes.pk}/tugas/", {"role": "chair"})
        assert "Beri tugas ketua" not in rini.get("/ruang/").content.decode()

        # Years later the members part. Rini dissolves the group.
        clock.move_to(datetime(2029, 3, 10, 3, tzinfo=UTC))
        yohanes, sari = sign_in(cast.yohanes), sign_in(cast.sari)
        draft = sari.post("/ruang/tulis/", {"meja": cast.siding.scope})["location"]
        rini = sign_in(cast.rini)
        life = f"/ruang/wilayah/61.07/kelompok/{cast.siding.pk}/"
        ended = rini.post(life + "bubar/", {"reason": "Keputusan musyawarah.", "day": "2029-03-09"}, follow=True)
        assert ended.status_code == 200
        tell_everybody()

        # The archive is read at its old address, by path and by subdomain, and says what it is; it is counted no more.
        for host, front in ((settings.BASE_DOMAIN, "/kim/suara-siding"), (f"suara-siding.{settings.BASE_DOMAIN}", "")):
            for path in ("/", "/kabar/", f"/kabar/{text.slug}/", "/tentang/"):
                status, html = read(front + path, host)
                assert (status, "sudah dibubarkan pada 9 Maret 2029" in html) == (200, True), path
        assert text.title in read("/umpan/kabar.atom", f"suara-siding.{settings.BASE_DOMAIN}")[1]
        assert "KIM Suara Siding" not in read("/kim/")[1]
        assert "KIM Suara Siding" in read("/kim/?keadaan=bubar")[1]

        # Nobody writes there any more, by no door.
        for person in (cast.sari, cast.yohanes, cast.dewi, cast.markus, cast.rini):
            client = sign_in(person)
            assert client.post("/ruang/tulis/", {"meja": cast.siding.scope}).status_code in (403, 404, 422), person
            assert client.post(draft, {"version": 1, "title": "Masih bisa?", "langkah": "ajukan"}).status_code in (403, 404), person
            assert client.post(DESK + "halaman/baru/", {"title": "Baru", "text": "Isi"}).status_code in (403, 404), person
            assert client.post(DESK + "anggota/tambah/", {"full_name": "Orang Baru"}).status_code in (403, 404), person
        with scopes_disabled():
            assert Publication.objects.filter(owner=cast.siding.scope, status="published").count() == 1

        # What must come down still can: the coordinator keeps the archive.
        taken = rini.post(f"/ruang/tulisan/{text.code}/tarik/", {"reason": "Permintaan keluarga."})
        assert (taken.status_code, read(f"/kim/suara-siding/kabar/{text.slug}/")[0]) == (302, 410)

        # A month is time enough to take it back; then it is final.
        assert rini.post(life + "batal/").status_code == 302
        tell_everybody()
        assert (yohanes.get(DESK).status_code, "arsip" in read("/kim/suara-siding/")[1]) == (200, False)
        rini.post(life + "bubar/", {"reason": "Tetap bubar.", "day": "2029-03-10"})
        clock.move_to(datetime(2029, 4, 15, 3, tzinfo=UTC))
        assert sign_in(cast.rini).post(life + "batal/").status_code == 403


def test_two_groups_become_one(people: SimpleNamespace, sign_in: SignIn) -> None:
    cast = people
    text = article(cast, "Kabar terakhir")
    rini = sign_in(cast.rini)
    life = f"/ruang/wilayah/61.07/kelompok/{cast.siding.pk}/"
    dewi = Member.objects.get(group=cast.siding, person=cast.dewi)
    today = timezone.localdate().isoformat()
    chosen = {"into": cast.jagoi.pk, "members": [dewi.pk], "reason": "Dua desa sepakat.", "day": today}
    assert rini.post(life + "gabung/", chosen).status_code == 302
    tell_everybody()
    status, html = read(f"/kim/suara-siding/kabar/{text.slug}/")
    assert (status, "Bergabung dengan KIM Jagoi Bersuara" in html) == (200, True)
    assert 'href="http://kim.localhost:8000/kim/jagoi-bersuara/"' in html
    assert list(cast.jagoi.members.values_list("person__username", flat=True)) == ["dewi"]
    assert sign_in(cast.dewi).get(DESK).status_code == 404
    rini.post(f"/ruang/kim/jagoi-bersuara/anggota/{cast.dewi.pk}/tugas/", {"role": "contributor"})
    begun = sign_in(cast.dewi).post("/ruang/tulis/", {"meja": cast.jagoi.scope})
    assert begun.status_code == 302
