"""Pages of shared problems: for everybody without account, and for those who look after them."""

import re
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.aspirations.actions import problem_work as work
from kentongan.aspirations.actions import problems, verify_report
from kentongan.aspirations.models import Problem
from kentongan.aspirations.queries.problems import problem_desks

from .conftest import Sending
from .test_verifying import read
from .test_views import photo

SITE, NEXT_SITE = "/kim/suara-siding", "/kim/jagoi-bersuara"
DESK, SEVEN = "/ruang/masalah/", time(7)


@pytest.fixture
def visitor() -> Client:
    """A phone without account."""
    return Client(headers={"host": settings.BASE_DOMAIN})


@pytest.fixture
def problem(cast: SimpleNamespace, now: datetime) -> Problem:
    """A bridge that Sari asks her village to mend."""
    return start(cast, now)


def start(cast: SimpleNamespace, now: datetime, **changes: Any) -> Problem:
    values = {"title": "Jembatan Dusun Hulu", "text": "Tiga papan patah.", "desk": problem_desks(cast.sari)[0]}
    return problems.start_problem(actor=cast.sari, now=now, **(values | changes))


def soon() -> date:
    """A day in a week from the real clock, which the pages ask."""
    return timezone.localdate() + timedelta(days=7)


@pytest.mark.parametrize("place", ["", SITE])
def test_two_taps_without_account(place: str, visitor: Client, problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    day = work.add_work_day(actor=cast.sari, problem=problem, day=soon(), starts_at=SEVEN, place="Balai", now=now)
    path, device = f"{place}/masalah/{problem.slug}/", {"client_id": str(uuid4())}
    page = visitor.get(path)
    assert (page.status_code, page.cookies.output(), "Saya juga" in page.content.decode()) == (200, "", True)
    purposes = re.findall(r'data-device="([^"]*)"', page.text)
    assert purposes == ["dukungan", "ikut"]  # what is done for one purpose points at nothing done for another
    for _tap in range(2):
        answers = [visitor.post(f"{path}dukung/", device), visitor.post(f"{path}gotong-royong/{day.pk}/ikut/", device)]
        assert [(answer.status_code, answer["location"], answer.cookies.output()) for answer in answers] == [(302, path, "")] * 2
    assert visitor.post(f"{path}dukung/", {"client_id": "x"}).status_code == 302
    text = visitor.get(path).content.decode()
    assert ("<b>1</b> warga mengalami" in text, "1 orang ikut" in text) == (True, True)
    assert visitor.post(f"{path}gotong-royong/{day.pk + 1}/ikut/", device).status_code == 404


def test_the_next_village_does_not_have_it(visitor: Client, problem: Problem) -> None:
    assert (visitor.get(f"{NEXT_SITE}/masalah/{problem.slug}/").status_code, visitor.get("/masalah/tidak-ada/").status_code) == (404, 404)
    assert problem.title not in visitor.get(f"{NEXT_SITE}/masalah/").content.decode()


def test_an_empty_list_teaches_the_first_step(visitor: Client, cast: SimpleNamespace, sign_in: Any) -> None:
    assert "Mulai dari laporan" in visitor.get("/masalah/").content.decode()
    assert "Mulai dari laporan" in sign_in(cast.sari).get(DESK).content.decode()
    assert "Mulai masalah bersama" not in sign_in(cast.dewi).get(DESK).content.decode()


def test_from_the_first_word_to_the_result(cast: SimpleNamespace, sign_in: Any, visitor: Client) -> None:
    sari = sign_in(cast.sari)
    typed = {"judul": "Jembatan Dusun Hulu", "cerita": "Tiga papan patah.", "dusun": "Dusun Hulu"}
    wrong = sari.post(f"{DESK}baru/", typed | {"cerita": "", "foto": photo()})
    assert (wrong.status_code, set(wrong.context["form"].errors), wrong.context["form"]["judul"].value()) == (
        422, {"cerita", "setuju"}, typed["judul"],
    )  # fmt: skip
    bad = sari.post(f"{DESK}baru/", typed | {"foto": SimpleUploadedFile("a.jpg", b"bukan"), "setuju": "on"})
    assert (bad.status_code, set(bad.context["form"].errors)) == (422, {"foto"})
    begun = sari.post(f"{DESK}baru/", typed | {"foto": photo(), "setuju": "on"})
    path = begun["location"]
    assert path == f"{DESK}jembatan-dusun-hulu/"
    assert "Buat rencana" in sari.get(path).content.decode()

    assert sari.post(f"{path}langkah/", {"rencana-apa": ""}).status_code == 422
    sari.post(f"{path}langkah/", {"rencana-apa": "Ganti papan", "rencana-siapa": "Kelompok tani", "rencana-sebelum": soon().isoformat()})
    late = {"gotong-royong-hari": "2020-01-01", "gotong-royong-jam": "07:00", "gotong-royong-tempat": "Balai adat"}
    assert "Hari itu sudah lewat." in sari.post(f"{path}gotong-royong/", late).content.decode()
    sari.post(f"{path}gotong-royong/", late | {"gotong-royong-hari": soon().isoformat()})
    with scopes_disabled():
        problem = Problem.objects.get()
    step, day = problem.steps.get(), problem.work_days.get()
    assert problem.state == "planned"
    assert "Ceritakan jalannya" in sari.get(path).content.decode()
    sari.post(f"{path}langkah/{step.pk}/", {"keadaan": "done"})
    assert "Tulis hasilnya" in sari.get(path).content.decode()
    dewi = sign_in(cast.dewi)
    assert dewi.post(f"{path}kabar/", {"kabar-kabar": ""}).status_code == 422
    dewi.post(f"{path}kabar/", {"kabar-kabar": "Papan terpasang.", "kabar-foto": photo(), "kabar-setuju": "on"})
    assert dewi.post(f"{path}selesai/", {"hasil-hasil": "Sudah."}).status_code == 403
    sari.post(f"{path}gotong-royong/{day.pk}/batal/", {f"batal-{day.pk}-sebab": "Hujan."})
    assert sari.post(f"{path}selesai/", {"hasil-hasil": ""}).status_code == 422
    sari.post(
        f"{path}selesai/", {"hasil-hasil": "Bisa dilewati.", "hasil-foto": photo(), "hasil-setuju": "on", "hasil-terima_kasih": "Lukas"}
    )
    assert "Tulis Kabar Balik" in sari.get(path).content.decode()
    public = visitor.get("/masalah/jembatan-dusun-hulu/").content.decode()
    for words in ("Bisa dilewati.", "Lukas", "Papan terpasang.", "Sebelum", "Sesudah", "Ganti papan"):
        assert words in public, words
    assert "Saya juga" not in public
    picture = problem.updates.get().picture
    assert picture is not None
    assert visitor.get(f"/berkas/{picture.key}/{min(picture.variants)}.jpg").status_code == 200
    sari.post(f"{path}lanjutkan/")
    sari.post(f"{path}kabar/{problem.updates.get().pk}/hapus/")
    assert sari.post(f"{path}hentikan/", {"henti-sebab": ""}).status_code == 422
    sari.post(f"{path}hentikan/", {"henti-sebab": "Ditangani kabupaten."})
    assert "Ditangani kabupaten." in visitor.get("/masalah/jembatan-dusun-hulu/").content.decode()


def test_withdrawn_its_address_says_why(sign_in: Any, cast: SimpleNamespace, now: datetime, visitor: Client) -> None:
    problem = start(cast, now, picture=photo())
    rini, path, page = sign_in(cast.rini), f"{DESK}{problem.slug}/", f"/masalah/{problem.slug}/"
    picture = problem.picture
    assert picture is not None
    addresses = (f"/berkas/{picture.key}/{min(picture.variants)}.jpg", page, f"{SITE}{page}", "/masalah/")
    assert rini.post(f"{path}tarik/", {"tarik-sebab": "Hubungi 0812-5550-0123."}).status_code == 422
    assert rini.post(f"{path}tarik/", {"tarik-sebab": "Diminta keluarga."}).status_code == 302
    answers = [visitor.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [404, 410, 410, 200]
    assert ["Diminta keluarga." in answer.content.decode() for answer in answers[1:3]] == [True, True]
    assert [problem.title in answer.content.decode() for answer in answers[1:]] == [False] * 3
    assert visitor.post(f"{page}dukung/", {"client_id": str(uuid4())}).status_code == 404
    assert ("Tampilkan lagi" in rini.get(path).content.decode(), rini.get(f"{path}perbaiki/").status_code) == (True, 200)
    rini.post(f"{path}tampilkan/")
    assert [visitor.get(address).status_code for address in addresses[:2]] == [200, 200]


def test_words_that_point_at_a_person_stay_out(sign_in: Any, cast: SimpleNamespace, now: datetime, problem: Problem) -> None:
    day = work.add_work_day(actor=cast.sari, problem=problem, day=soon(), starts_at=SEVEN, place="Balai", now=now)
    sari, path, call = sign_in(cast.sari), f"{DESK}{problem.slug}/", "Hubungi 0812-5550-0123."
    typed = {
        f"{DESK}baru/": {"judul": "Sumur", "cerita": call},
        f"{path}perbaiki/": {"judul": "Jembatan", "cerita": "Patah.", "dusun": call, "versi": "2"},
        f"{path}langkah/": {"rencana-apa": "Ganti papan", "rencana-siapa": call},
        f"{path}gotong-royong/": {
            "gotong-royong-hari": soon().isoformat(), "gotong-royong-jam": "08:00", "gotong-royong-tempat": "Balai",
            "gotong-royong-bawa": call,
        },
        f"{path}gotong-royong/{day.pk}/batal/": {f"batal-{day.pk}-sebab": call},
        f"{path}kabar/": {"kabar-kabar": call},
        f"{path}selesai/": {"hasil-hasil": "Sudah.", "hasil-terima_kasih": call},
        f"{path}hentikan/": {"henti-sebab": call},
    }  # fmt: skip
    for address, words in typed.items():
        answer = sari.post(address, words)
        assert (address, answer.status_code, "Tetap tampilkan" in answer.content.decode()) == (address, 422, True)
        prefix = next(iter(words)).rpartition("-")[0]
        stays = f"{prefix}-tetap" if prefix else "tetap"
        if "selesai" not in address:
            assert (address, sari.post(address, words | {stays: "on"}).status_code) == (address, 302)


def test_mending(problem: Problem, sign_in: Any, cast: SimpleNamespace) -> None:
    sari, path = sign_in(cast.sari), f"{DESK}{problem.slug}/perbaiki/"
    form = sari.get(path).context["form"]
    assert (list(form.fields), form["judul"].value()) == (["versi", "judul", "cerita", "dusun", "foto", "setuju"], problem.title)
    assert sari.post(path, {"versi": 1, "judul": "", "cerita": "Empat."}).status_code == 422
    assert sari.post(path, {"versi": 1, "judul": "Jembatan", "cerita": "Empat papan."}).status_code == 302
    assert sari.post(path, {"versi": 1, "judul": "Jembatan", "cerita": "Lima papan."}).status_code == 409
    assert sign_in(cast.dewi).get(path).status_code == 403


def test_the_coordinator_chooses_a_village(sign_in: Any, cast: SimpleNamespace, now: datetime) -> None:
    rini = sign_in(cast.rini)
    assert "desa" in rini.get(f"{DESK}baru/").context["form"].fields
    rini.post(f"{DESK}baru/", {"judul": "Sinyal", "cerita": "Tidak ada sinyal.", "desa": cast.siding_village.code})
    with scopes_disabled():
        assert Problem.objects.values("owner", "region", "group").get() == {
            "owner": "region:61.07", "region": cast.siding_village.code, "group": None,
        }  # fmt: skip


def test_one_tap_from_a_report(send: Sending, sign_in: Any, cast: SimpleNamespace, now: datetime, visitor: Client) -> None:
    case = send().case
    with scopes_disabled():
        verify_report(actor=cast.rini, case=case, now=now, **read())
    sari = sign_in(cast.sari)
    assert "Jadikan masalah bersama" in sari.get(DESK).content.decode()
    shared = sari.post(f"{DESK}dari-laporan/{case.number}/")
    assert shared["location"] == f"{DESK}jembatan-gantung-rusak/"
    assert sari.post(f"{DESK}dari-laporan/{case.number}/").status_code == 403
    assert "Jadikan masalah bersama" not in sari.get(DESK).content.decode()
    page = visitor.get("/masalah/jembatan-gantung-rusak/").content.decode()
    assert f"/laporan/{case.number}/" in page


def test_a_report_leads_to_what_is_done_about_it(send: Sending, cast: SimpleNamespace, now: datetime, visitor: Client) -> None:
    case = send().case
    with scopes_disabled():
        report = verify_report(actor=cast.rini, case=case, now=now, **read())
        problems.share_report(actor=cast.sari, report=report, desk=problem_desks(cast.sari)[0], now=now)
    page = visitor.get(f"{SITE}/laporan/{case.number}/").content.decode()
    assert ("Jadi masalah bersama" in page, f"{SITE}/masalah/jembatan-gantung-rusak/" in page) == (True, True)


@pytest.mark.parametrize(("which", "queries"), [("list", 4), ("desk", 8), ("show", 8), ("tend", 10)])
def test_as_many_queries_for_one_as_for_thirty(
    which: str, queries: int, visitor: Client, sign_in: Any, cast: SimpleNamespace, now: datetime, django_assert_num_queries: Any
) -> None:
    first = start(cast, now, picture=photo())
    paths = {"list": f"{SITE}/masalah/", "desk": DESK, "show": f"{SITE}/masalah/{first.slug}/", "tend": f"{DESK}{first.slug}/"}
    client = visitor if which in ("list", "show") else sign_in(cast.sari)
    for count in (1, 29):
        for number in range(count):
            start(cast, now)
            work.add_step(actor=cast.sari, problem=first, what=f"Langkah {number}", now=now)
            work.add_update(actor=cast.sari, problem=first, text="Kabar.", now=now)
            day = soon() + timedelta(days=number + count)
            work.add_work_day(actor=cast.sari, problem=first, day=day, starts_at=SEVEN, place="Balai", now=now)
        client.get(paths[which])
        with django_assert_num_queries(queries):
            assert client.get(paths[which]).status_code == 200
