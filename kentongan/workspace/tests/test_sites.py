"""How a site is dressed, addressed, its menu ordered and its pages written, through the pages."""

import io
import re
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scopes_disabled
from PIL import Image

from kentongan.media.models import Upload
from kentongan.sites.models import FormerSlug, Page, Site
from kentongan.sites.policies import USUAL_TARGETS

DESK = "/ruang/kim/suara-siding/"


def site(cast: SimpleNamespace) -> Site:
    return Site.objects.get(pk=cast.siding_site.pk)


def errors_of(answer: object, form: str = "form") -> list[str]:
    return list(answer.context[form].errors)  # type: ignore[attr-defined]


def png() -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (400, 400), "#125c35").save(kept, "PNG")
    return SimpleUploadedFile("lambang.png", kept.getvalue(), content_type="image/png")


# --- Dress ------------------------------------------------------------------------------------------------------------


def test_colour_and_line(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.sari)  # type: ignore[operator]
    page = client.get(DESK + "situs/").content.decode()
    assert re.findall(r'class="look accent-(\w+)"', page) == ["hutan", "sungai", "lada", "kunyit", "senja", "laut", "tanah", "rotan"]
    assert client.post(DESK + "situs/", {"accent": "senja", "tagline": "Kabar baru", "version": 1}).status_code == 302
    assert (site(cast).accent, site(cast).tagline, site(cast).version) == ("senja", "Kabar baru", 2)


def test_a_colour_nobody_tested_is_refused_and_the_line_kept(cast: SimpleNamespace, sign_in: object) -> None:
    answer = sign_in(cast.sari).post(DESK + "situs/", {"accent": "neon", "tagline": "Tetap ada", "version": 1})  # type: ignore[operator]
    assert (answer.status_code, errors_of(answer, "dress")) == (422, ["accent"])
    assert 'value="Tetap ada"' in answer.content.decode()
    assert site(cast).accent == "hutan"


def test_who_was_slower_sees_both_versions(cast: SimpleNamespace, sign_in: object) -> None:
    sign_in(cast.sari).post(DESK + "situs/", {"accent": "senja", "tagline": "Satu", "version": 1})  # type: ignore[operator]
    answer = sign_in(cast.yohanes).post(DESK + "situs/", {"accent": "laut", "tagline": "Dua", "version": 1})  # type: ignore[operator]
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dua</textarea>" in page
    assert "Satu</textarea>" in page
    assert site(cast).tagline == "Satu"


def test_the_logo_is_set_taken_down_and_put_back(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.sari)  # type: ignore[operator]
    assert client.post(DESK + "situs/lambang/", {"logo": png(), "version": 1}).status_code == 302
    with scopes_disabled():
        logo = Upload.objects.get()
    assert (site(cast).logo_id, logo.is_public, logo.owner, logo.alt) == (logo.pk, True, cast.siding.scope, "Lambang KIM Suara Siding")
    assert f"/berkas/{logo.key}/" in client.get(DESK + "situs/").content.decode()
    gone = client.post(DESK + "situs/lambang/lepas/", follow=True)
    with scopes_disabled():
        assert (site(cast).logo_id, Upload.objects.get().is_public) == (None, False)
    assert f"{DESK}situs/lambang/{logo.key}/kembali/" in gone.content.decode()
    client.post(f"{DESK}situs/lambang/{logo.key}/kembali/")
    with scopes_disabled():
        assert (site(cast).logo_id, Upload.objects.get().is_public) == (logo.pk, True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "lambang.png"),
        (b"GIF89a rusak", "lambang.gif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "lambang.svg"),
        (b"%PDF-1.4", "lambang.pdf"),
    ],
)
def test_a_logo_that_is_not_taken(cast: SimpleNamespace, sign_in: object, content: bytes, name: str) -> None:
    answer = sign_in(cast.sari).post(DESK + "situs/lambang/", {"logo": SimpleUploadedFile(name, content), "version": 1})  # type: ignore[operator]
    assert (answer.status_code, errors_of(answer, "logo")) == (422, ["logo"])
    assert site(cast).logo_id is None


def test_the_logo_of_another_group_cannot_be_put_up(cast: SimpleNamespace, sign_in: object) -> None:
    sign_in(cast.joko).post("/ruang/kim/jagoi-bersuara/situs/lambang/", {"logo": png(), "version": 1})  # type: ignore[operator]
    with scopes_disabled():
        key = Upload.objects.get().key
    assert sign_in(cast.sari).post(f"{DESK}situs/lambang/{key}/kembali/").status_code == 404  # type: ignore[operator]
    assert site(cast).logo_id is None


# --- Address ----------------------------------------------------------------------------------------------------------


def test_renaming_moves_the_desk_too(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.markus)  # type: ignore[operator]
    answer = client.post(DESK + "situs/alamat/", {"which": "rename", "slug": " Kabar-Siding "})
    assert (answer.status_code, answer["Location"]) == (302, "/ruang/kim/kabar-siding/situs/alamat/")
    assert FormerSlug.objects.values_list("slug", flat=True).get() == "suara-siding"
    assert "suara-siding" in client.get("/ruang/kim/kabar-siding/situs/alamat/").content.decode()


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("jagoi-bersuara", "Yang masih bebas: jagoi-bersuara-2"),
        ("ruang", "dipakai sistem"),
        ("ab", "3 sampai 40"),
        ("<script>", "3 sampai 40"),
        ("", "belum diisi"),
    ],
)
def test_an_address_that_is_refused_is_kept_as_typed(cast: SimpleNamespace, sign_in: object, slug: str, sentence: str) -> None:
    answer = sign_in(cast.markus).post(DESK + "situs/alamat/", {"which": "rename", "slug": slug})  # type: ignore[operator]
    assert answer.status_code == 422
    assert sentence in str(answer.context["rename"].errors["slug"])
    assert answer.context["rename"]["slug"].value() == slug
    assert site(cast).slug == "suara-siding"


def test_the_primary_address(cast: SimpleNamespace, sign_in: object) -> None:
    chair, coordinator = sign_in(cast.markus), sign_in(cast.rini)  # type: ignore[operator]
    assert chair.post(DESK + "situs/alamat/", {"primary": "subdomain"}).status_code == 302
    assert site(cast).primary == "subdomain"
    smuggled = chair.post(DESK + "situs/alamat/", {"primary": "domain", "domain": "suarasiding.id"})
    assert (smuggled.status_code, errors_of(smuggled, "choice"), site(cast).domain) == (422, ["primary"], None)
    assert coordinator.post(DESK + "situs/alamat/", {"primary": "domain", "domain": "https://suarasiding.id/"}).status_code == 302
    assert (site(cast).primary, site(cast).domain) == ("domain", "suarasiding.id")
    assert chair.post(DESK + "situs/alamat/", {"primary": "path"}).status_code == 302
    assert (site(cast).primary, site(cast).domain) == ("path", "suarasiding.id")
    wrong = coordinator.post(DESK + "situs/alamat/", {"primary": "domain", "domain": "siding.desa.id"})
    assert (wrong.status_code, errors_of(wrong, "choice")) == (422, ["domain"])
    empty = coordinator.post(DESK + "situs/alamat/", {"primary": "domain", "domain": ""})
    assert (empty.status_code, errors_of(empty, "choice")) == (422, ["domain"])


# --- Menu -------------------------------------------------------------------------------------------------------------


def targets(cast: SimpleNamespace) -> list[str]:
    return [entry.get("target") or "page:" + entry["page"] for entry in site(cast).menu]


def press(client: object, cast: SimpleNamespace, deed: str, **labels: str) -> object:
    return client.post(DESK + "menu/", {"version": site(cast).version, "do": deed, **labels})  # type: ignore[attr-defined]


def test_the_menu_is_ordered_by_buttons(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.sari)  # type: ignore[operator]
    client.post(DESK + "halaman/baru/", {"title": "Sejarah desa", "text": "Dulu.", "is_published": "on"})
    press(client, cast, "down:0")
    assert targets(cast) == ["article_list", "home", "event_list", "bulletin_list", "about", "contact"]
    press(client, cast, "up:5")
    press(client, cast, "drop:2")
    press(client, cast, "drop:2")
    press(client, cast, "add:page:sejarah-desa")
    assert targets(cast) == ["article_list", "home", "contact", "about", "page:sejarah-desa"]
    press(client, cast, "add:bulletin_list", **{"label-0": "Berita kami", "label-1": "Beranda"})
    assert site(cast).menu == [
        {"label": "Berita kami", "target": "article_list"},
        {"label": "", "target": "home"},  # the usual word is not written down, so that it follows the language
        {"label": "", "target": "contact"},
        {"label": "", "target": "about"},
        {"label": "Sejarah desa", "page": "sejarah-desa"},
        {"label": "", "target": "bulletin_list"},
    ]
    press(client, cast, "usual")
    assert site(cast).menu == []


@pytest.mark.parametrize("deed", ["up:0", "down:99", "drop:99", "add:https://jahat.example", "add:page:punya-orang", "ngawur", "up:-1", ""])
def test_nonsense_changes_no_order(cast: SimpleNamespace, sign_in: object, deed: str) -> None:
    assert press(sign_in(cast.sari), cast, deed).status_code == 302  # type: ignore[attr-defined,operator]
    assert targets(cast) == list(USUAL_TARGETS)


def test_two_people_order_the_menu_at_once(cast: SimpleNamespace, sign_in: object) -> None:
    press(sign_in(cast.sari), cast, "down:0")  # type: ignore[operator]
    answer = sign_in(cast.yohanes).post(DESK + "menu/", {"version": 1, "do": "drop:0"})  # type: ignore[operator]
    assert answer.status_code == 409
    assert len(targets(cast)) == len(USUAL_TARGETS)


# --- Own pages --------------------------------------------------------------------------------------------------------


def test_a_page_is_written_changed_hidden_removed_and_brought_back(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.sari)  # type: ignore[operator]
    assert client.post(DESK + "halaman/baru/", {"title": "Jadwal posyandu", "text": "- Tanggal 5", "is_published": "on"}).status_code == 302
    with scopes_disabled():
        page = Page.objects.get()
    assert (page.slug, page.html, page.is_published) == ("jadwal-posyandu", "<ul>\n<li>Tanggal 5</li>\n</ul>\n", True)
    assert "/kim/suara-siding/halaman/jadwal-posyandu/" in client.get(DESK + "halaman/").content.decode()
    url = f"{DESK}halaman/{page.pk}/"
    assert client.post(url, {"title": "Jadwal", "text": "Baru", "version": 1}).status_code == 302
    assert "Tersembunyi" in client.get(DESK + "halaman/").content.decode()
    stale = client.post(url, {"title": "Lambat", "text": "Teks saya", "version": 1})
    assert (stale.status_code, "Teks saya</textarea>" in stale.content.decode()) == (409, True)
    gone = client.post(url + "hapus/", follow=True)
    assert f"{url}kembali/" in gone.content.decode()
    assert client.get(url).status_code == 404
    client.post(url + "kembali/")
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(("title", "text", "wrong"), [("", "Isi", ["title"]), ("Judul", "", ["text"]), ("x" * 121, "Isi", ["title"])])
def test_a_page_that_lacks_something_is_kept(cast: SimpleNamespace, sign_in: object, title: str, text: str, wrong: list[str]) -> None:
    answer = sign_in(cast.sari).post(DESK + "halaman/baru/", {"title": title, "text": text})  # type: ignore[operator]
    assert (answer.status_code, errors_of(answer)) == (422, wrong)
    assert (answer.context["form"]["title"].value(), answer.context["form"]["text"].value()) == (title, text)
    with scopes_disabled():
        assert Page.objects.count() == 0


def test_the_page_of_another_site_cannot_be_reached_through_ones_own(cast: SimpleNamespace, sign_in: object) -> None:
    sign_in(cast.joko).post("/ruang/kim/jagoi-bersuara/halaman/baru/", {"title": "Rahasia Jagoi", "text": "x"})  # type: ignore[operator]
    with scopes_disabled():
        page_id = Page.objects.get().pk
    client = sign_in(cast.sari)  # type: ignore[operator]
    assert [client.get(f"{DESK}halaman/{page_id}/").status_code, client.post(f"{DESK}halaman/{page_id}/hapus/").status_code] == [404, 404]
    assert "Rahasia Jagoi" not in client.get(DESK + "halaman/").content.decode()


def test_page_list_costs_the_same_for_one_page_and_for_thirty(
    cast: SimpleNamespace, sign_in: object, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = sign_in(cast.sari)  # type: ignore[operator]
    costs = []
    for count in (1, 29):
        for _ in range(count):
            client.post(DESK + "halaman/baru/", {"title": "Halaman", "text": "x"})
        client.get(DESK + "halaman/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DESK + "halaman/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 10
