"""A site's own pages, by path, by subdomain and by its own domain."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django_scopes import scopes_disabled
from pytest_django import DjangoAssertNumQueries

from kentongan.core.actions import raise_edition
from kentongan.groups.actions import record_activity, retract_activity, write_activity
from kentongan.groups.models import BoardSeat, Decree, Group, Member
from kentongan.groups.policies import ActivityFacts
from kentongan.publishing.actions import withdraw_publication
from kentongan.publishing.models import Publication, Tag
from kentongan.sites.models import Page, Site

from .reading import canonical, head_links, headings, linked_data, links, main_of, meta, piece

BASE = "http://kim.localhost:8000"
HOME = "/kim/suara-siding/"
Make = Callable[..., Publication]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def own_page(cast: SimpleNamespace, now: datetime) -> Page:
    with scopes_disabled():
        return Page.objects.create(
            owner=cast.siding.scope, site=cast.siding_site, title="Sejarah desa", slug="sejarah-desa", text="Dulu",
            html="<p>Dulu <b>ladang</b>.</p>", updated_at=now,
        )  # fmt: skip


@pytest.fixture
def board(cast: SimpleNamespace) -> Decree:
    """A decree with chair and secretary, one of whom an older decree had named, and three members in two sections."""
    old = Decree.objects.create(group=cast.siding, number="141/01/2021", issuer="kepala_desa", about="Pembentukan", date=date(2021, 3, 1))
    new = Decree.objects.create(
        group=cast.siding, number="141/07/2025", issuer="kepala_desa", about="Pengurus baru", date=date(2025, 3, 1),
        term_start=date(2025, 3, 1), term_end=date(2028, 2, 29),
    )  # fmt: skip
    BoardSeat.objects.create(group=cast.siding, position="ketua", person_name="Ketua Lama", appointed_by=old, dismissed_by=new)
    BoardSeat.objects.create(group=cast.siding, position="ketua", person_name="Markus Ngadi", appointed_by=new, order=1)
    BoardSeat.objects.create(
        group=cast.siding, position="seksi", section="Penyebaran Informasi", person_name="Krispinus", appointed_by=new, order=2
    )
    for person, section in ((cast.sari, "Pengolahan"), (cast.dewi, "Pengumpulan"), (cast.yohanes, "Pengolahan")):
        Member.objects.create(group=cast.siding, person=person, section=section, joined_date=date(2021, 3, 1))
    Member.objects.create(
        group=cast.siding, person=cast.wati, section="Pengolahan", joined_date=date(2021, 3, 1), left_date=date(2022, 3, 1)
    )
    return new


def test_site_home(hub: Client, cast: SimpleNamespace, write: Make, announce: Make, farming: Tag, board: Decree) -> None:
    for number in range(10):
        write(f"Kabar {number}", days=number, topic=farming)
    write("Kabar tetangga", group=cast.jagoi)
    write("Draf", status=Publication.Status.DRAFT, slug="draf")
    for number, to in enumerate(([cast.regency], [cast.jagoi_district], [cast.siding_district], [cast.siding_village])):
        announce(f"Pengumuman {number}", to, days=number)
    main = main_of(page(hub, HOME))
    assert links(piece(main, '<article class="lead">', "</article>")) == [
        ("Pertanian", f"{HOME}topik/pertanian/"),
        ("Kabar 0", f"{HOME}kabar/kabar-0/"),
    ]
    assert headings(piece(main, '<div class="pair">', "</div>"), "h3") == ["Kabar 1", "Kabar 2"]
    assert links(piece(main, '<ul class="stories">', "</ul>")) == [(f"Kabar {n}", f"{HOME}kabar/kabar-{n}/") for n in range(3, 9)]
    assert links(piece(main, '<ul class="dated">', "</ul>")) == [
        (f"Pengumuman {n}", f"{HOME}pengumuman/pengumuman-{n}/") for n in (0, 2, 3)
    ]
    assert links(piece(main, '<ul class="topics">', "</ul>")) == [("Pertanian", f"{HOME}topik/pertanian/")]
    assert "Ikut mengisi halaman ini" not in main
    facts = piece(main, '<dl class="facts', "</dl>")
    assert [part.partition("<")[0] for part in facts.split("<dd>")[1:]] == ["Markus Ngadi", "Krispinus"]


def test_site_home_with_few_texts_has_no_empty_column(hub: Client, cast: SimpleNamespace, write: Make) -> None:
    write("Kabar pertama")
    write("Kabar kedua", days=1)
    main = main_of(page(hub, HOME))
    assert headings(main, "h2", "h3")[:4] == ["Kabar pertama", "Kabar terbaru", "Kabar kedua", "Ikut mengisi halaman ini"]


def test_a_new_site_invites(hub: Client, cast: SimpleNamespace) -> None:
    Group.objects.filter(pk=cast.siding.pk).update(phone="+6281255500199")
    main = main_of(page(hub, HOME))
    assert headings(main, "h2") == [
        "Halaman Desa Siding sudah dibuka", "Ikut mengisi halaman ini", "Pengumuman untuk Desa Siding", "Tentang kami", "Kontak",
    ]  # fmt: skip
    assert links(main)[0] == ("Titip kabar lewat WhatsApp", "https://wa.me/6281255500199")


def test_a_new_site_without_phone_leads_to_its_contact_page(hub: Client, cast: SimpleNamespace) -> None:
    assert links(main_of(page(hub, HOME)))[0] == ("Titip kabar", f"{HOME}kontak/")


def test_bulletins_stand_on_exactly_the_sites_addressed(hub: Client, cast: SimpleNamespace, announce: Make, now: datetime) -> None:
    both = announce("Untuk dua kecamatan", [cast.siding_district, cast.jagoi_district])
    announce("Untuk Jagoi", [cast.jagoi_village], days=1)
    announce(
        "Terjadwal", [cast.regency], status=Publication.Status.SCHEDULED, scheduled_at=now + timedelta(hours=2), published_at=None, slug=""
    )

    def shown(address: str) -> list[str]:
        html = page(hub, address)
        return [words for words, _ in links(piece(html, '<ul class="dated">', "</ul>"))] if 'class="dated"' in html else []

    assert shown(HOME) == ["Untuk dua kecamatan"]
    assert shown("/kim/jagoi-bersuara/") == ["Untuk dua kecamatan", "Untuk Jagoi"]
    assert headings(page(hub, "/"), "h2")[:1] == ["Untuk dua kecamatan"]
    withdraw_publication(actor=cast.rini, publication=both, reason="Keliru.", now=now)
    assert shown(HOME) == []
    assert shown("/kim/jagoi-bersuara/") == ["Untuk Jagoi"]
    assert headings(page(hub, "/"), "h2")[:1] == ["Untuk Jagoi"]


@pytest.mark.parametrize("count", [8, 30])
def test_site_home_costs_the_same(
    count: int, hub: Client, cast: SimpleNamespace, write: Make, announce: Make, plan: Make, farming: Tag, board: Decree,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(count):
        write(f"Kabar {number}", days=number / 10, topic=farming)
        announce(f"Pengumuman {number}", [cast.siding_district, cast.jagoi_district], days=number / 10)
        plan(f"Posyandu {number}", days=number)
    # site · editions · articles · topics used · topics · bulletins · their audiences · events · changes of their dates · board · galleries
    # · profile
    with django_assert_num_queries(12):
        page(hub, HOME)


@pytest.mark.parametrize("count", [1, 30])
def test_site_about_costs_the_same(
    count: int, hub: Client, cast: SimpleNamespace, write: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        decree = Decree.objects.create(
            group=cast.siding, number=f"141/{number}", issuer="kepala_desa", about="Pengurus", date=date(2025, 3, 1)
        )
        BoardSeat.objects.create(group=cast.siding, position="ketua", person_name=f"Ketua {number}", appointed_by=decree)
        write(f"Kabar {number}", days=number)
    with django_assert_num_queries(9):  # site · editions · board · decrees · sections · members · end of term · log · forums
        page(hub, f"{HOME}tentang/")


def test_site_about(hub: Client, cast: SimpleNamespace, board: Decree) -> None:
    main = main_of(page(hub, f"{HOME}tentang/"))
    assert headings(main, "h1", "h2", "h3") == [
        "Tentang KIM Suara Siding", "Pengurus", "Markus Ngadi", "Krispinus", "Kelompok ini", "Seksi", "Surat keputusan",
        "Cara kami bekerja",
    ]  # fmt: skip
    assert "Seksi Penyebaran Informasi" in main
    assert main.count("SK 141/07/2025") == 2
    assert "Masa bakti sampai 29 Februari 2028." in main
    assert "3 orang" in main
    sections = piece(main, "<h2>Seksi</h2>", "</ul>")
    assert [part.partition("<")[0] for part in sections.split("<div>")[1:]] == ["Pengolahan", "Pengumpulan"]
    decrees = piece(main, '<ul class="dated">', "</ul>")
    assert [part.partition("<")[0] for part in decrees.split("<b>")[1:]] == ["Pengurus baru", "Pembentukan"]


def test_site_about_tells_what_the_group_did_and_names_nobody(hub: Client, cast: SimpleNamespace, write: Make, now: datetime) -> None:
    text = write("Panen padi", days=3)
    write("Jagoi", group=cast.jagoi)
    deeds = {"aspirations.Report": "Titip lapor", "aspirations.Delivery": "Kabar laporan", "groups.ForumMember": "Bergabung"}
    deeds["aspirations.WorkDay"] = "Gotong royong: Jembatan"
    for source, title in deeds.items():
        record_activity(
            group=cast.siding, kind="aspirasi", day=date(2026, 11, 23), title=title, source=source, key=1, at=now, author_id=cast.dewi.pk,
            address="/masalah/jembatan/",
        )  # fmt: skip
    facts = ActivityFacts(kind="diskusi", day=date(2026, 11, 24), title="Rapat kelompok")
    write_activity(actor=cast.dewi, group=cast.siding, facts=facts, client_id=uuid4(), now=now)
    shown = piece(main_of(page(hub, f"{HOME}tentang/")), "<h2>Kegiatan terakhir</h2>", "</ul>")
    assert links(shown) == [
        ("Gotong royong: Jembatan", f"{BASE}/masalah/jembatan/"), ("Menerbitkan kabar: Panen padi", f"{BASE}/s/{text.code}"),
    ]  # fmt: skip
    assert [words for words in ("Dewi", "Sari", *list(deeds.values())[:3], "Rapat") if words in shown] == []
    retract_activity(source="aspirations.WorkDay", key=1, at=now)
    assert "Gotong royong" not in main_of(page(hub, f"{HOME}tentang/"))


def test_site_about_of_a_group_that_told_nothing(hub: Client, cast: SimpleNamespace) -> None:
    main = main_of(page(hub, "/kim/jagoi-bersuara/tentang/"))
    assert headings(main, "h1", "h2") == ["Tentang KIM Jagoi Bersuara", "Pengurus", "Kelompok ini", "Cara kami bekerja"]
    assert "Susunan pengurus belum dicatat di sini." in main


def test_site_contact(hub: Client, cast: SimpleNamespace) -> None:
    Group.objects.filter(pk=cast.siding.pk).update(phone="+6281255500199", address="Rumah KIM, Desa Siding", email="kim@siding.example")
    main = main_of(page(hub, f"{HOME}kontak/"))
    assert links(main)[:3] == [
        ("Kirim pesan WhatsApp", "https://wa.me/6281255500199"),
        ("0812-5550-0199", "tel:+6281255500199"),
        ("kim@siding.example", "mailto:kim@siding.example"),
    ]
    assert "Rumah KIM, Desa Siding" in main
    bare = main_of(page(hub, "/kim/jagoi-bersuara/kontak/"))
    assert "Alamat sekretariat belum dicatat." in bare
    assert [words for words, _ in links(bare)] == ["Selengkapnya tentang privasi"]


def test_page_show(hub: Client, cast: SimpleNamespace, own_page: Page) -> None:
    html = page(hub, f"{HOME}halaman/sejarah-desa/")
    assert headings(main_of(html), "h1") == ["Sejarah desa"]
    assert "<p>Dulu <b>ladang</b>.</p>" in html
    assert [item["name"] for item in linked_data(html)[0]["itemListElement"]] == ["KIM Suara Siding", "Sejarah desa"]


def test_page_show_hides_what_is_hidden_or_somebody_elses(hub: Client, cast: SimpleNamespace, own_page: Page) -> None:
    assert hub.get("/kim/jagoi-bersuara/halaman/sejarah-desa/").status_code == 404
    assert hub.get("/halaman/sejarah-desa/").status_code == 404
    with scopes_disabled():
        Page.objects.filter(pk=own_page.pk).update(is_published=False)
    assert hub.get(f"{HOME}halaman/sejarah-desa/").status_code == 404


def test_menu(hub: Client, cast: SimpleNamespace, own_page: Page) -> None:
    def menu(address: str) -> list[tuple[str, str]]:
        return links(piece(page(hub, address), '<nav class="menu', "</nav>"))

    usual = [
        ("Beranda", HOME), ("Kabar", f"{HOME}kabar/"), ("Agenda", f"{HOME}agenda/"), ("Pengumuman", f"{HOME}pengumuman/"),
        ("Tentang kami", f"{HOME}tentang/"), ("Kontak", f"{HOME}kontak/"),
    ]  # fmt: skip
    assert menu(HOME) == usual
    own = {"label": "Sejarah", "page": "sejarah-desa"}
    Site.objects.filter(pk=cast.siding_site.pk).update(menu=[own, {"label": "Hilang", "page": "tidak-ada"}])
    assert menu(HOME) == [*usual, ("Sejarah", f"{HOME}halaman/sejarah-desa/")]
    Site.objects.filter(pk=cast.siding_site.pk).update(menu=[{"label": "Warta", "target": "article_list"}, own])
    assert menu(HOME) == [("Warta", f"{HOME}kabar/"), ("Sejarah", f"{HOME}halaman/sejarah-desa/")]
    current = piece(page(hub, f"{HOME}halaman/sejarah-desa/"), '<nav class="menu', "</nav>")
    assert current.partition('aria-current="page">')[2].partition("<")[0] == "Sejarah"


@pytest.mark.parametrize(
    ("primary", "origin"),
    [
        ("path", f"{BASE}/kim/suara-siding"),
        ("subdomain", "http://suara-siding.kim.localhost:8000"),
        ("domain", "http://suarasiding.example:8000"),
    ],
)
@pytest.mark.parametrize("tail", ["/", "/tentang/", "/kontak/", "/halaman/sejarah-desa/"])
def test_canonical_whichever_host_served_the_page(
    hub: Client, cast: SimpleNamespace, own_page: Page, primary: str, origin: str, tail: str
) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(primary=primary, domain="suarasiding.example")
    subdomain, domain = Client(headers={"host": f"suara-siding.{settings.BASE_DOMAIN}"}), Client(headers={"host": "suarasiding.example"})
    served = [page(hub, f"/kim/suara-siding{tail}"), page(subdomain, f"{tail}?fbclid=1"), page(domain, tail)]
    assert [canonical(html) for html in served] == [origin + tail] * 3
    assert [meta(html, "og:url") for html in served] == [origin + tail] * 3


def test_links_stay_on_the_host_that_served_the_page(cast: SimpleNamespace, write: Make) -> None:
    write("Panen padi")
    html = page(Client(headers={"host": f"suara-siding.{settings.BASE_DOMAIN}"}), "/")
    assert links(piece(html, '<article class="lead">', "</article>")) == [("Panen padi", "/kabar/panen-padi/")]
    assert ("Privasi", f"{BASE}/privasi/") in links(html)


def test_head_of_a_site(hub: Client, cast: SimpleNamespace) -> None:
    Group.objects.filter(pk=cast.siding.pk).update(phone="+6281255500199", kim_id_url="https://siding.kim.id/")
    html = page(hub, HOME)
    group, site = linked_data(html)
    assert group == {
        "@type": "NGO", "@id": f"{BASE}{HOME}#organisasi", "name": "KIM Suara Siding", "url": f"{BASE}{HOME}",
        "description": "Kabar dari Desa Siding", "areaServed": {"@type": "AdministrativeArea", "name": "Desa Siding"},
        "foundingDate": "2021",
        "telephone": "+6281255500199", "sameAs": ["https://siding.kim.id/"],
    }  # fmt: skip
    assert (site["@type"], site["publisher"]) == ("WebSite", {"@id": f"{BASE}{HOME}#organisasi"})
    assert [(link["title"], link["href"]) for link in head_links(html, "alternate")] == [
        ("Kabar", f"{HOME}umpan/kabar.atom"), ("Kabar", f"{HOME}umpan/kabar.json"),
        ("Pengumuman", f"{HOME}umpan/pengumuman.atom"), ("Pengumuman", f"{HOME}umpan/pengumuman.json"),
    ]  # fmt: skip


@pytest.mark.parametrize("tail", ["", "tentang/", "kontak/", "halaman/sejarah-desa/"])
def test_site_pages_touch_no_session_and_are_fresh_until_something_happens(
    tail: str, hub: Client, cast: SimpleNamespace, own_page: Page, sign_in: Callable, today: object
) -> None:
    first = hub.get(HOME + tail)
    assert (first["Cache-Control"], dict(first.cookies), "Cookie" in first["Vary"]) == ("no-cache", {}, False)
    signed_in = sign_in(cast.sari).get(HOME + tail)
    assert (signed_in.content, dict(signed_in.cookies)) == (first.content, {})

    def status(tag: str) -> int:
        return hub.get(HOME + tail, headers={"if-none-match": tag}).status_code

    assert status(first["ETag"]) == 304
    raise_edition(cast.jagoi.scope)
    assert status(first["ETag"]) == 304  # what happens in the next village is no news here
    for scope in (cast.siding.scope, cast.siding_village.scope, cast.regency.scope, "region:00"):
        before = hub.get(HOME + tail)["ETag"]
        raise_edition(scope)
        assert status(before) == 200
    last = hub.get(HOME + tail)["ETag"]
    today.shift(timedelta(days=1))  # type: ignore[attr-defined]
    assert status(last) == 200


def test_a_changed_own_page_is_shown_at_once(hub: Client, cast: SimpleNamespace, own_page: Page) -> None:
    address = f"{HOME}halaman/sejarah-desa/"
    before = hub.get(address)["ETag"]
    with scopes_disabled():
        Page.objects.filter(pk=own_page.pk).update(html="<p>Baru</p>", version=2)
    assert hub.get(address, headers={"if-none-match": before}).status_code == 200


def test_the_logo_stands_in_the_masthead(hub: Client, cast: SimpleNamespace, picture: Callable) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(logo=picture("logosiding00", cast.siding.scope))
    html = page(hub, HOME)
    assert f'src="{HOME}berkas/logosiding00/360.jpg"' in html
    assert linked_data(html)[0]["logo"] == f"{BASE}{HOME}berkas/logosiding00/1280.jpg"
