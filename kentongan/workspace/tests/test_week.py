"""Minggu ini, my texts, the review queue: what stands there, in which order, at which price."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import make_person
from kentongan.accounts.models import Person
from kentongan.groups.models import Decree, Grant, Group, Member, Role
from kentongan.sites.models import Site


def titles(answer: object) -> list[tuple[str, str]]:
    return [(errand.title, errand.urgency) for errand in answer.context["errands"]]  # type: ignore[attr-defined]


def cost(client: object, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200  # type: ignore[attr-defined]
    return len(queries)


def ends_in(group: Group, days: int) -> None:
    end = timezone.localdate() + timedelta(days=days)
    start = end - timedelta(days=1000)
    Decree.objects.create(group=group, number=f"{days}", issuer="kepala_desa", about="Pengurus", date=start, term_start=start, term_end=end)


def test_a_person_without_a_role_is_told_kindly(cast: SimpleNamespace, sign_in: object) -> None:
    answer = sign_in(cast.wati).get("/ruang/")  # type: ignore[operator]
    assert answer.context["errands"] == []
    assert "Anda sudah masuk, tetapi belum punya tugas" in answer.content.decode()
    assert "Hasil kerja bulan ini" not in answer.content.decode()


def test_what_waits_for_a_redaktur(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    write(cast.dewi, cast.siding, "Lama", status="submitted", days=4)  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Kemarin", status="submitted", days=1.5)  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Tadi", status="submitted", days=0.1)  # type: ignore[operator]
    write(cast.sari, cast.siding, "Punya sendiri", status="submitted", days=5)  # type: ignore[operator]
    write(cast.sari, cast.siding, "Perbaiki ini", status="returned", by=cast.yohanes)  # type: ignore[operator]
    write(cast.joko, cast.jagoi, "Punya Jagoi", status="published", by=cast.joko)  # type: ignore[operator]
    write(cast.rini, cast.regency, "Imunisasi", status="scheduled", audience=[cast.siding_district], is_embargoed=True, scheduled_in=20)  # type: ignore[operator]
    write(cast.rini, cast.regency, "Bukan untuk Siding", status="scheduled", audience=[cast.jagoi_district], is_embargoed=True)  # type: ignore[operator]
    write(cast.rini, cast.regency, "Masih rahasia", status="scheduled", audience=[cast.siding_district])  # type: ignore[operator]
    answer = sign_in(cast.sari).get("/ruang/")  # type: ignore[operator]
    assert titles(answer) == [
        ("Periksa: “Lama”", "late"),
        ("Periksa: “Kemarin”", "soon"),
        ("Perbaiki: “Perbaiki ini”", "soon"),
        ("Periksa: “Tadi”", ""),
        ("Bersiap: “Imunisasi”", ""),
    ]
    page = answer.content.decode()
    assert "Tolong sebutkan tanggalnya." in page
    assert "Punya Jagoi" not in page
    assert "Masih rahasia" not in page


def test_joko_sees_nothing_of_siding(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    for status in ("draft", "submitted", "returned", "published"):
        write(cast.dewi, cast.siding, f"Rahasia Siding {status}", status=status, by=cast.sari)  # type: ignore[operator]
    client = sign_in(cast.joko)  # type: ignore[operator]
    for url in ("/ruang/", "/ruang/tulisan/?milik=semua", "/ruang/periksa/", "/ruang/tulisan/?milik=semua&cari=Rahasia"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert "Rahasia Siding" not in answer.content.decode(), url


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (-3, [("Masa bakti pengurus sampai", "late")]),
        (21, [("Masa bakti pengurus sampai", "soon")]),
        (80, [("Masa bakti pengurus sampai", "")]),
        (120, []),
    ],
)
def test_the_chair_is_reminded_of_the_end_of_the_term(cast: SimpleNamespace, sign_in: object, days: int, shown: list) -> None:
    ends_in(cast.siding, days)
    assert titles(sign_in(cast.markus).get("/ruang/")) == shown  # type: ignore[operator]
    assert titles(sign_in(cast.rini).get("/ruang/")) == shown  # type: ignore[operator]
    assert titles(sign_in(cast.joko).get("/ruang/")) == []  # type: ignore[operator]


def test_a_later_decree_ends_the_reminder(cast: SimpleNamespace, sign_in: object) -> None:
    ends_in(cast.siding, 5)
    ends_in(cast.siding, 900)
    assert titles(sign_in(cast.markus).get("/ruang/")) == []  # type: ignore[operator]


def test_first_steps_vanish_as_they_are_done(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    client = sign_in(cast.joko)  # type: ignore[operator]
    wanted = ["Tulis kabar pertama", "Pasang lambang dan pilih warna", "Catat SK dan pengurus"]
    assert [step.title for step in client.get("/ruang/").context["steps"]] == wanted
    write(cast.joko, cast.jagoi)  # type: ignore[operator]
    assert [step.title for step in client.get("/ruang/").context["steps"]] == wanted[1:]
    assert sign_in(cast.dewi).get("/ruang/").context["steps"] == []  # type: ignore[operator]


def test_the_figures_of_the_month_are_true(members: SimpleNamespace, sign_in: object, write: object) -> None:
    cast = members
    for title in ("Satu", "Dua"):
        write(cast.dewi, cast.siding, title, status="published", by=cast.sari)  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Dulu", status="published", by=cast.sari, days=40)  # type: ignore[operator]
    write(cast.joko, cast.jagoi, "Jagoi", status="published", by=cast.joko)  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Menunggu", status="submitted")  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Draf")  # type: ignore[operator]
    figures = sign_in(cast.sari).get("/ruang/").context["figures"]  # type: ignore[operator]
    assert (figures.published, figures.waiting, figures.drafts, figures.members) == (2, 1, 1, 4)


def test_the_coordinator_sees_who_goes_quiet(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    write(cast.dewi, cast.siding, "Lama sekali", status="published", by=cast.sari, days=45)  # type: ignore[operator]
    write(cast.rini, cast.regency, "Imunisasi", status="scheduled", audience=[cast.regency])  # type: ignore[operator]
    liaison = make_person("ani", "Ani Kusuma")
    Grant.objects.create(person=liaison, role=Role.OFFICE_LIAISON, scope="region:61.07", region=cast.regency, granted_at=timezone.now())
    write(liaison, cast.regency, "Dari dinas", status="submitted", audience=[cast.regency])  # type: ignore[operator]
    answer = sign_in(cast.rini).get("/ruang/")  # type: ignore[operator]
    assert [(row.slug, row.days) for row in answer.context["silent"]] == [("suara-siding", 45), ("jagoi-bersuara", None)]
    assert titles(answer) == [("Periksa: “Dari dinas”", ""), ("Akan tayang: “Imunisasi”", "")]
    figures = answer.context["regions"][0]["figures"]
    assert (figures.groups, figures.with_site, figures.active, figures.published) == (2, 2, 0, 0)


def test_week_costs_the_same_for_one_matter_and_for_many(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    def fill(number: int) -> None:
        write(cast.dewi, cast.siding, f"A{number}", status="submitted")  # type: ignore[operator]
        write(cast.sari, cast.siding, f"B{number}", status="returned", by=cast.yohanes)  # type: ignore[operator]
        write(cast.rini, cast.regency, f"C{number}", status="scheduled", audience=[cast.regency], is_embargoed=True)  # type: ignore[operator]
        ends_in(cast.siding, 10 + number)

    fill(0)
    first = {who: cost(sign_in(getattr(cast, who)), "/ruang/") for who in ("sari", "markus", "rini")}  # type: ignore[operator]
    for number in range(1, 30):
        fill(number)
    assert {who: cost(sign_in(getattr(cast, who)), "/ruang/") for who in ("sari", "markus", "rini")} == first  # type: ignore[operator]
    assert max(first.values()) <= 24


def test_text_list(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    write(cast.sari, cast.siding, "Panen padi")  # type: ignore[operator]
    write(cast.sari, cast.siding, "Lomba voli", status="published", by=cast.yohanes)  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Panen lada", status="submitted")  # type: ignore[operator]
    client = sign_in(cast.sari)  # type: ignore[operator]

    def shown(query: str) -> set[str]:
        return {text.title for text in client.get("/ruang/tulisan/" + query).context["page"]}

    assert shown("") == {"Panen padi", "Lomba voli"}
    assert shown("?milik=semua") == {"Panen padi", "Lomba voli", "Panen lada"}
    assert shown("?milik=semua&cari=panen") == {"Panen padi", "Panen lada"}
    assert shown("?milik=semua&cari=panen&status=menunggu") == {"Panen lada"}
    assert shown("?status=terbit") == {"Lomba voli"}
    assert shown("?status=ngawur") == {"Panen padi", "Lomba voli"}
    assert shown("?hal=99&status=draf") == {"Panen padi"}
    assert shown("?cari=%25") == set()
    assert "Tidak ada yang cocok" in client.get("/ruang/tulisan/?cari=zzz").content.decode()
    assert "Belum ada tulisan" in sign_in(cast.wati).get("/ruang/tulisan/").content.decode()  # type: ignore[operator]


def test_review_list_keeps_ones_own_apart(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    write(cast.dewi, cast.siding, "Baru", status="submitted", days=1)  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Lama", status="submitted", days=3)  # type: ignore[operator]
    write(cast.sari, cast.siding, "Sendiri", status="submitted")  # type: ignore[operator]
    answer = sign_in(cast.sari).get("/ruang/periksa/")  # type: ignore[operator]
    assert [text.title for text, _url in answer.context["rows"]] == ["Lama", "Baru"]
    assert [text.title for text, _url in answer.context["own"]] == ["Sendiri"]
    assert all(url.startswith("/ruang/tulisan/") for _text, url in answer.context["rows"])
    assert "Bagian ini untuk redaktur" in sign_in(cast.dewi).get("/ruang/periksa/").content.decode()  # type: ignore[operator]


def test_lists_cost_the_same_for_one_row_and_for_thirty(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    urls = ("/ruang/tulisan/?milik=semua", "/ruang/periksa/", "/ruang/kim/suara-siding/")
    write(cast.dewi, cast.siding, "0", status="submitted")  # type: ignore[operator]
    client = sign_in(cast.sari)  # type: ignore[operator]
    first = {url: cost(client, url) for url in urls}
    for number in range(1, 30):
        write(cast.dewi, cast.siding, f"{number}", status="submitted")  # type: ignore[operator]
    assert {url: cost(client, url) for url in urls} == first
    assert max(first.values()) <= 16


def test_the_bar_shows_what_one_may(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    write(cast.dewi, cast.siding, "Periksa saya", status="submitted")  # type: ignore[operator]

    def bar(who: str) -> list[tuple[str, str, int]]:
        answer = sign_in(getattr(cast, who)).get("/ruang/")  # type: ignore[operator]
        return [(link.label, link.url, link.count) for link in answer.context["bar"]]

    desk, region = "/ruang/kim/suara-siding/", "/ruang/wilayah/61.07/"
    week, write_url, bulletin = ("Minggu ini", "/ruang/", 0), ("Tulis", "/ruang/tulis/", 0), ("Tulis", "/ruang/pengumuman/tulis/", 0)
    assert bar("dewi") == [week, write_url, ("Tulisan", "/ruang/tulisan/", 0), ("KIM", desk, 0)]
    assert bar("sari") == [week, write_url, ("Periksa", "/ruang/periksa/", 1), ("KIM", desk, 0)]
    assert bar("rini") == [week, bulletin, ("Periksa", "/ruang/periksa/", 0), ("Wilayah", region, 0)]
    assert bar("budi") == [week, bulletin, ("Periksa", "/ruang/periksa/", 0)]
    assert bar("wati") == [week]


def test_the_workspace_wears_the_colour_of_the_group(cast: SimpleNamespace, sign_in: object) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(accent="senja")
    page = sign_in(cast.sari).get("/ruang/").content.decode()  # type: ignore[operator]
    assert '<html lang="id" class="accent-senja' in page
    assert "<b>KIM Suara Siding</b> · Sari, redaktur" in page


def test_a_member_without_a_role_has_no_desk(cast: SimpleNamespace, sign_in: object, now: object) -> None:
    Member.objects.create(group=cast.siding, person=cast.wati, joined_date=now.date())  # type: ignore[attr-defined]
    assert sign_in(cast.wati).get("/ruang/kim/suara-siding/").status_code == 404  # type: ignore[operator]


def test_on_the_first_days_of_a_month_the_chair_reads_the_report_of_the_last(cast: SimpleNamespace, sign_in: object, now: datetime) -> None:
    def told(person: Person, day: int) -> list[tuple[str, str]]:
        with time_machine.travel(now.replace(day=day)):
            errands = sign_in(person).get("/ruang/").context["errands"]  # type: ignore[operator]
        return [(errand.title, errand.url) for errand in errands if errand.title.startswith("Laporan bulan")]

    address = "/ruang/kim/suara-siding/laporan-kegiatan/2026-10/"
    assert told(cast.markus, 3) == [("Laporan bulan Oktober 2026 sudah tersusun", address)]
    assert told(cast.markus, 6) == told(cast.sari, 3) == []
