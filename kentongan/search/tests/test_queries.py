"""What is found, in which order, and what is never found."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from kentongan.groups.models import Group
from kentongan.publishing.models import Publication
from kentongan.search.actions import rebuild_index
from kentongan.search.queries import search_publications
from kentongan.sites.models import Site

from .conftest import Write

Library = dict[str, Publication]
Ask = Callable[..., list[str]]


@pytest.fixture
def ask(library: Library, now: datetime) -> Ask:
    """``ask("tulis")`` → the names of the texts found, best first."""
    rebuild_index()
    names = {publication.pk: name for name, publication in library.items()}

    def find(text: str, **narrowing: object) -> list[str]:
        return [names[hit.publication.pk] for hit in search_publications(text, now=now, **narrowing).hits]  # type: ignore[arg-type]

    return find


TABLE: dict[str, list[str]] = {
    # inflected, in the question or in the text
    "tulis": ["menulis", "penulis", "tulisan"],
    "menulis": ["menulis", "penulis", "tulisan"],
    "penulisan": ["menulis", "penulis", "tulisan"],
    "dibangun": ["jembatan"],
    "pertanian": ["pupuk"],
    "bertani": ["pupuk"],
    "mengungsikan": ["banjir"],
    "banjir": ["banjir"],
    "subsidi": ["pupuk"],
    # one word of several must not be missing
    "menulis berita": ["menulis"],
    "papan anggaran": ["tulisan"],
    # unfinished
    "posy": ["posyandu"],
    "balai dus": ["posyandu"],
    "jemb": ["jembatan"],
    # misspelt
    "posiandu": ["posyandu"],
    "psoyandu lansia": ["posyandu"],
    "jembatn": ["jembatan"],
    "pupuk bersubsisi": ["pupuk"],
    "goton royong": ["jembatan"],
    # accents, apostrophes, case, signs
    "JUMAT": ["jumat"],
    "jum'at bersih!": ["jumat"],
    "pérbatasan": ["penulis"],
    # the K of KIM
    "rapat KIM": ["kelompok"],
    "rapat komunitas informasi masyarakat": ["kelompok"],
    "kelompok informasi masyarakat kunjungan": ["komunitas"],
    # exactly so
    '"penulis"': ["penulis"],
    '"tulis"': [],
    # the group's name and region are not in the text
    "posyandu kecamatan siding": ["posyandu"],
    "suara siding jembatan": ["jembatan"],
    # nothing
    "helikopter": [],
    "di yang": ["menulis", "tulisan"],
    "": [],
    "?!": [],
}


def test_what_is_found(ask: Ask) -> None:
    assert {typed: sorted(ask(typed)) for typed in TABLE} == {typed: sorted(found) for typed, found in TABLE.items()}


def test_titles_come_before_texts_and_new_before_old(write: Write, now: datetime) -> None:
    old = write("Pasar murah", days_ago=1500)
    new = write("Pasar murah", days_ago=2)
    mentioned = write("Jadwal angkutan", "Angkutan berhenti di pasar.", days_ago=2)
    rebuild_index()
    assert [hit.publication for hit in search_publications("pasar", now=now).hits] == [new, mentioned, old]
    newer_title = search_publications("pasar murah", now=now).hits
    assert [hit.publication for hit in newer_title] == [new, old]


def test_what_may_have_been_meant_is_offered_and_marked(ask: Ask, now: datetime) -> None:
    results = search_publications("posiandu lansia", now=now)
    assert (results.total, results.is_forgiving, results.did_you_mean) == (1, True, "posyandu lansia")
    assert results.hits[0].title_html == "<mark>Posyandu</mark> <mark>lansia</mark> pindah ke balai dusun"
    assert search_publications("posyandu", now=now).did_you_mean == ""


def test_marks_are_the_only_html(write: Write, now: datetime) -> None:
    write("<script>alert(1)</script> & banjir", "Air **naik** <img src=x onerror=alert(1)> banjir lagi")
    rebuild_index()
    (hit,) = search_publications("banjir", now=now).hits
    assert hit.title_html == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>banjir</mark>"
    assert hit.snippet_html == "Air naik &lt;img src=x onerror=alert(1)&gt; <mark>banjir</mark> lagi"


STATUSES = [status for status in Publication.Status if status != Publication.Status.PUBLISHED]


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_is_published_is_found(status: str, write: Write, now: datetime) -> None:
    write("Rahasia belum terbit", status=status, withdrawn_reason="keliru", scheduled_at=now + timedelta(days=1))
    shown = write("Rahasia dapur")
    rebuild_index()
    assert [hit.publication for hit in search_publications("rahasia", now=now).hits] == [shown]


def test_what_left_the_lists_is_not_found(write: Write, now: datetime) -> None:
    write("Kabar lama", archived_at=now)
    rebuild_index()
    assert search_publications("kabar lama", now=now).total == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda text: {"status": Publication.Status.WITHDRAWN, "withdrawn_reason": "keliru"},
        lambda text: {"archived_at": text.published_at},
        lambda text: {"status": Publication.Status.DRAFT},
    ],
)
def test_taken_down_between_index_and_answer(change: Callable, write: Write, now: datetime) -> None:
    """The index still proposes the text; nobody sees it."""
    kept, gone = write("Banjir di hulu"), write("Banjir di hilir")
    rebuild_index()
    with scopes_disabled():
        Publication.objects.filter(pk=gone.pk).update(**change(gone))
    results = search_publications("banjir", now=now)
    assert ([hit.publication for hit in results.hits], results.total) == ([kept], 1)


@pytest.mark.parametrize("state", [Site.State.SUSPENDED, Site.State.MOVED])
def test_a_site_stopped_between_index_and_answer(state: str, write: Write, cast: SimpleNamespace, now: datetime) -> None:
    write("Banjir di Siding")
    other = write("Banjir di Jagoi", group=cast.jagoi)
    rebuild_index()
    Site.objects.filter(pk=cast.siding_site.pk).update(state=state, suspended_reason="uji", moved_to="https://contoh.id/")
    assert [hit.publication for hit in search_publications("banjir", now=now).hits] == [other]


def test_what_is_corrected_is_shown_as_it_is_now(write: Write, now: datetime) -> None:
    text = write("Banjir besar", "Nomor telepon 0812 bocor.")
    rebuild_index()
    with scopes_disabled():
        Publication.objects.filter(pk=text.pk).update(html="<p>Dikoreksi.</p>")
    (hit,) = search_publications("telepon", now=now).hits
    assert "0812" not in hit.snippet_html


@pytest.fixture
def two_villages(write: Write, cast: SimpleNamespace, regions: dict) -> dict[str, Publication]:
    """Articles of two villages and bulletins to four audiences, all about water."""
    return {
        "siding": write("Air bersih Siding"),
        "jagoi": write("Air bersih Jagoi", group=cast.jagoi),
        "to all": write("Air untuk semua", region=cast.regency, audience=(cast.regency,)),
        "to siding district": write("Air kecamatan", region=cast.regency, audience=(cast.siding_district,)),
        "to siding village": write("Air desa", region=cast.regency, audience=(cast.siding_village,)),
        "to jagoi": write("Air lain", region=cast.regency, audience=(cast.jagoi_village,)),
    }


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        ({}, {"siding", "jagoi", "to all", "to siding district", "to siding village", "to jagoi"}),
        ({"site": "siding_site"}, {"siding", "to all", "to siding district", "to siding village"}),
        ({"site": "jagoi_site"}, {"jagoi", "to all", "to jagoi"}),
        ({"district": "siding_district"}, {"siding", "to all", "to siding district", "to siding village"}),
        ({"kind": "article"}, {"siding", "jagoi"}),
        ({"kind": "bulletin", "site": "jagoi_site"}, {"to all", "to jagoi"}),
        ({"kind": "nonsense"}, {"siding", "jagoi", "to all", "to siding district", "to siding village", "to jagoi"}),
    ],
)
def test_narrowing(narrowing: dict[str, str], found: set[str], two_villages: Library, cast: SimpleNamespace, now: datetime) -> None:
    rebuild_index()
    values: dict = dict(narrowing)
    if "site" in values:
        values["site"] = getattr(cast, values["site"])
    if "district" in values:
        values["district"] = getattr(cast, values["district"]).code
    names = {publication.pk: name for name, publication in two_villages.items()}
    results = search_publications("air", now=now, **values)
    assert ({names[hit.publication.pk] for hit in results.hits}, results.total) == (found, len(found))


def test_since(write: Write, now: datetime) -> None:
    new, _old = write("Air baru", days_ago=3), write("Air lama", days_ago=40)
    rebuild_index()
    assert [hit.publication for hit in search_publications("air", since=now - timedelta(days=7), now=now).hits] == [new]


ODD = [
    '"',
    '""',
    "'",
    "😀",
    "\x00",
    "a\x00b",
    "\ud800",
    "(",
    "AND OR NOT",
    "title:banjir",
    "banjir~2",
    "banj*",
    "[a TO z]",
    "-banjir",
    "+",
    "\\",
    "x" * 10_240,
    "ab " * 5_000,
    "?!…",
    "ﷺ",
    "א ב",
    "％",
    "\n\t",
    "1e309",
]


def test_nothing_that_is_typed_breaks_it(ask: Ask) -> None:
    assert [typed for typed in ODD if not isinstance(ask(typed), list)] == []


def test_no_page_number_breaks_it(ask: Ask) -> None:
    assert [number for number in (-1, 0, 1, 10**9) if not isinstance(ask("tulis", page=number), list)] == []


def test_pages_hold_each_text_once(write: Write, now: datetime) -> None:
    texts = {write(f"Air nomor {number}", days_ago=number).pk for number in range(1, 26)}
    rebuild_index()
    pages = [search_publications("air", page=page, size=10, now=now) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [10, 10, 5, 0]
    assert ({hit.publication.pk for page in pages for hit in page.hits}, pages[0].total, pages[0].pages) == (texts, 25, 3)


def test_without_an_index_the_answer_says_so(db: None) -> None:
    results = search_publications("banjir")
    assert (results.is_ready, results.hits) == (False, [])


@pytest.mark.parametrize("count", [1, 30])
def test_one_query_however_many_are_found(count: int, write: Write, cast: SimpleNamespace, now: datetime) -> None:
    for number in range(count):
        write(f"Air nomor {number}", group=cast.siding if number % 2 else cast.jagoi)
    rebuild_index()
    with CaptureQueriesContext(connection) as asked:
        results = search_publications("air", size=30, now=now)
        sites = [hit.publication.group.site.slug for hit in results.hits]
    assert (len(asked), len(sites)) == (1, count)


def test_a_group_without_a_site_is_not_found(write: Write, regions: dict, now: datetime) -> None:
    homeless = Group.objects.create(name="KIM Tanpa Situs", region=regions["61.07"])
    write("Air tanpa situs", group=homeless)
    rebuild_index()
    assert search_publications("air", now=now).total == 0
