"""What readers see of a group that rests, has joined another, or was dissolved; and of a decree that is over."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from kentongan.groups import actions as groups
from kentongan.groups.models import Decree
from kentongan.publishing.models import Publication
from kentongan.sites.actions import follow_group

from .reading import main_of

Make = Callable[..., Publication]
SUBDOMAIN = f"suara-siding.{settings.BASE_DOMAIN}"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def archive(cast: SimpleNamespace, write: Make) -> SimpleNamespace:
    """KIM Suara Siding wrote twice and was dissolved yesterday; its site is an archive."""
    now = timezone.now()
    cast.siding.phone = "0812 5550 0111"
    cast.siding.save()
    for title in ("Panen padi", "Jembatan baru"):
        write(title)
    groups.dissolve_group(actor=cast.rini, group=cast.siding, reason="Musyawarah.", day=timezone.localdate() - timedelta(days=1), now=now)
    follow_group(group_id=cast.siding.pk, actor_id=cast.rini.pk, now=now)
    return cast


@pytest.mark.parametrize("path", ["/", "/kabar/", "/pengumuman/", "/tentang/", "/kontak/"])
def test_every_page_of_an_archive_says_so(archive: SimpleNamespace, hub: Client, path: str) -> None:
    html = page(hub, f"/kim/suara-siding{path}")
    assert "KIM ini sudah dibubarkan pada" in html
    assert "Situs ini disimpan sebagai arsip." in html
    assert "wa.me" not in html
    assert "6281255500111" not in html
    assert "Titip kabar" not in html
    assert "disimpan sebagai arsip" not in page(hub, f"/kim/jagoi-bersuara{path}")


def test_an_archive_is_read_and_found_as_before(archive: SimpleNamespace, hub: Client) -> None:
    own = Client(headers={"host": SUBDOMAIN})
    assert "Panen padi" in page(own, "/")
    assert "Panen padi" in page(own, "/umpan/kabar.atom")
    assert "/kabar/panen-padi/" in page(own, "/sitemap.xml")
    assert "sitemap.xml" in page(own, "/robots.txt")
    assert "Panen padi" in page(hub, "/suara-desa/")


def test_the_directory_and_coverage_leave_it_out(archive: SimpleNamespace, hub: Client) -> None:
    everything = main_of(page(hub, "/kim/"))
    assert "KIM Suara Siding" not in everything
    gone = main_of(page(hub, "/kim/?keadaan=bubar"))
    assert "KIM Suara Siding" in gone
    assert "dibubarkan" in gone
    assert "KIM Jagoi Bersuara" not in gone
    assert "Siding" in main_of(page(hub, "/kim/?keadaan=belum&cari=siding"))
    assert "KIM Suara Siding" not in page(hub, "/data/kim.csv")
    assert "Desa ini belum punya KIM" in page(hub, f"/desa/{archive.siding_village.code}/")


def test_a_group_that_joined_another_says_where_it_is(cast: SimpleNamespace, hub: Client) -> None:
    now = timezone.now()
    groups.merge_group(actor=cast.rini, group=cast.siding, into=cast.jagoi, reason="Sepakat.", day=timezone.localdate(), now=now)
    follow_group(group_id=cast.siding.pk, actor_id=cast.rini.pk, now=now)
    html = page(hub, "/kim/suara-siding/")
    assert "Bergabung dengan KIM Jagoi Bersuara pada" in html
    assert 'href="http://kim.localhost:8000/kim/jagoi-bersuara/"' in html
    gone = main_of(page(hub, "/kim/?keadaan=bubar"))
    assert "dengan KIM Jagoi Bersuara" in gone


def test_a_group_at_rest_and_an_old_decree_are_named_quietly(cast: SimpleNamespace, hub: Client) -> None:
    until = timezone.localdate() + timedelta(days=20)
    groups.rest_group(actor=cast.rini, group=cast.jagoi, reason="Panen.", until=until, now=timezone.now())
    term = {"issuer": "camat", "about": "x", "date": date(2020, 1, 1)}
    Decree.objects.create(group=cast.siding, number="1", term_end=timezone.localdate() - timedelta(days=1), **term)
    Decree.objects.create(group=cast.jagoi, number="1", term_end=timezone.localdate(), **term)
    html = main_of(page(hub, "/kim/"))
    assert html.count("SK perlu diperbarui") == 1
    assert html.count("Dinonaktifkan sementara sampai") == 1
    assert html.index("SK perlu diperbarui") > html.index("KIM Suara Siding")
