"""What each address answers: by path, by subdomain, by own domain; unknown, suspended, moved and renamed."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_script_prefix

from kentongan.sites.models import FormerSlug, Site

BASE = settings.BASE_DOMAIN
ORIGIN = f"http://{BASE}:8000"


def at(host: str) -> Client:
    return Client(headers={"host": host})


@pytest.fixture
def own_domain(cast: SimpleNamespace) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(domain="suarasiding.example")


@pytest.mark.parametrize("host", [BASE, f"{BASE}:8000", "localhost", "127.0.0.1:9000", "[::1]:8000"])
def test_the_hub_answers_on_its_hosts(host: str, cast: SimpleNamespace) -> None:
    response = at(host).get("/")
    assert (response.status_code, response.wsgi_request.site) == (200, None)


@pytest.mark.parametrize(
    ("host", "path", "prefix"),
    [
        (BASE, "/kim/suara-siding/", "/kim/suara-siding"),
        ("localhost", "/kim/suara-siding/", "/kim/suara-siding"),
        (f"suara-siding.{BASE}", "/", ""),
        (f"suara-siding.{BASE}:8000", "/", ""),
        (f"SUARA-SIDING.{BASE.upper()}", "/", ""),
        ("suarasiding.example", "/", ""),
        ("www.suarasiding.example:443", "/", ""),
    ],
)
def test_one_site_on_three_kinds_of_address(host: str, path: str, prefix: str, cast: SimpleNamespace, own_domain: None) -> None:
    response = at(host).get(path)
    place = response.wsgi_request.site
    assert (response.status_code, place.site.pk, place.prefix) == (200, cast.siding_site.pk, prefix)
    assert place.scope_chain == (
        cast.siding.scope, cast.siding_village.scope, cast.siding_district.scope, "region:61.07", "region:61", "region:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("host", "path"), [(BASE, "/kim/tidak-ada/"), (f"tidak-ada.{BASE}", "/"), ("asing.example", "/"), (f"a.suara-siding.{BASE}", "/")]
)
def test_an_unknown_site_is_404_with_the_way_to_the_hub(host: str, path: str, cast: SimpleNamespace) -> None:
    response = at(host).get(path)
    html = response.content.decode()
    assert response.status_code == 404
    assert "Belum ada KIM di alamat ini" in html
    assert f'href="{ORIGIN}' in html


@pytest.mark.parametrize("host", ["", "kim localhost", f"suara-siding.{BASE}/evil", "<script>"])
def test_a_host_that_is_none_is_refused(host: str, cast: SimpleNamespace) -> None:
    assert at(host or "bad host").get("/").status_code == 400


def test_a_suspended_site_says_why(cast: SimpleNamespace) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(state="suspended", suspended_reason="Pengurus baru sedang dilantik.")
    for client, path in ((at(BASE), "/kim/suara-siding/kabar/apa-saja/"), (at(f"suara-siding.{BASE}"), "/")):
        response = client.get(path)
        html = response.content.decode()
        assert response.status_code == 503
        assert "Situs KIM Suara Siding sedang dijeda" in html
        assert "Pengurus baru sedang dilantik." in html
    assert at(BASE).get("/kim/jagoi-bersuara/").status_code == 200


@pytest.mark.parametrize("new", ["https://siding.desa.example", "https://siding.desa.example/"])
def test_a_moved_site_leads_to_the_same_page_elsewhere(new: str, cast: SimpleNamespace) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(state="moved", moved_to=new)
    by_path = at(BASE).get("/kim/suara-siding/kabar/panen/?hal=2")
    by_host = at(f"suara-siding.{BASE}").get("/kabar/panen/?hal=2")
    assert [(answer.status_code, answer["Location"]) for answer in (by_path, by_host)] == [
        (301, "https://siding.desa.example/kabar/panen/?hal=2")
    ] * 2


@pytest.mark.parametrize(
    ("primary", "origin"),
    [
        ("path", f"{ORIGIN}/kim/suara-siding"),
        ("subdomain", f"http://suara-siding.{BASE}:8000"),
        ("domain", "http://suarasiding.example:8000"),
    ],
)
def test_a_renamed_site_leads_to_its_name_of_today(
    primary: str, origin: str, cast: SimpleNamespace, own_domain: None, now: datetime
) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(primary=primary)
    FormerSlug.objects.create(slug="siding", site=cast.siding_site, since=now)
    by_path = at(BASE).get("/kim/siding/kabar/?hal=2")
    by_host = at(f"siding.{BASE}").get("/kabar/?hal=2")
    assert [(answer.status_code, answer["Location"]) for answer in (by_path, by_host)] == [(301, f"{origin}/kabar/?hal=2")] * 2


def test_a_renamed_and_then_suspended_site(cast: SimpleNamespace, now: datetime) -> None:
    FormerSlug.objects.create(slug="siding", site=cast.siding_site, since=now)
    Site.objects.filter(pk=cast.siding_site.pk).update(state="suspended", suspended_reason="Jeda")
    answer = at(BASE).get("/kim/siding/", follow=True)
    assert (answer.redirect_chain, answer.status_code) == ([(f"{ORIGIN}/kim/suara-siding/", 301)], 503)


def test_the_prefix_alone(cast: SimpleNamespace) -> None:
    assert at(BASE).get("/kim/").wsgi_request.site is None
    answer = at(BASE).get("/kim/suara-siding")
    assert (answer.status_code, answer["Location"]) == (301, "/kim/suara-siding/")


@pytest.mark.parametrize("path", ["/kim/suara-siding/ruang/", "/kim/suara-siding/masuk/", "/kim/suara-siding/privasi/"])
def test_a_site_has_no_workspace_and_no_door(path: str, cast: SimpleNamespace) -> None:
    assert at(BASE).get(path).status_code == 404
    assert at(f"suara-siding.{BASE}").get(path.removeprefix("/kim/suara-siding")).status_code == 404


def test_one_request_leaves_no_prefix_to_the_next(cast: SimpleNamespace) -> None:
    client = at(BASE)
    client.get("/kim/suara-siding/")
    assert 'href="/privasi/"' in client.get("/").content.decode()
    client.get("/kim/suara-siding/tidak-ada/")
    assert 'href="/privasi/"' in client.get("/").content.decode()
    assert 'href="/kabar/"' in at(f"suara-siding.{BASE}").get("/").content.decode()


@pytest.mark.parametrize("path", ["/", "/kontak/", "/tidak-ada/"])
def test_sites_never_set_a_cookie(path: str, cast: SimpleNamespace, own_domain: None) -> None:
    for client, address in ((at(BASE), f"/kim/suara-siding{path}"), (at("suarasiding.example"), path)):
        assert dict(client.get(address).cookies) == {}


def test_after_a_page_of_a_site_addresses_are_the_hubs_again(cast: SimpleNamespace) -> None:
    Client(headers={"host": settings.BASE_DOMAIN}).get("/kim/suara-siding/")
    assert get_script_prefix() == "/"
