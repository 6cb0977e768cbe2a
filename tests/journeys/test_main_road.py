"""The main road, walked by the people who use it: a village's article and the regency's bulletin, from the first word to every reader."""

import io
import re
from collections.abc import Callable
from types import SimpleNamespace

import feedparser
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scopes_disabled
from PIL import Image

from kentongan.core.models import Edition
from kentongan.publishing.models import Publication

SignIn = Callable[..., Client]


def photo() -> SimpleUploadedFile:
    """A photo as a phone makes it, with a place in its metadata."""
    image = Image.new("RGB", (1600, 1200), "#8fb08a")
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 58.0, 12.0), 3: "E", 4: (109.0, 33.0, 5.0)})
    kept = io.BytesIO()
    image.save(kept, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_2026.jpg", kept.getvalue(), content_type="image/jpeg")


def read(path: str, host: str = settings.BASE_DOMAIN) -> tuple[int, str]:
    """What somebody without an account gets: status and text; never a cookie."""
    response = Client(headers={"host": host}).get(path)
    assert response.cookies == {}
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return response.status_code, body.decode()


def stands(title: str, paths: dict[str, tuple[str, str]]) -> dict[str, bool]:
    """Where the title can be read."""
    return {name: title in read(path, host)[1] for name, (host, path) in paths.items()}


HUB = settings.BASE_DOMAIN
SUBDOMAIN = f"suara-siding.{HUB}"


def test_an_article_from_the_first_word_to_every_reader(cast: SimpleNamespace, sign_in: SignIn) -> None:
    sari, yohanes = sign_in(cast.sari), sign_in(cast.yohanes)
    title = "Panen padi ladang mulai Sabtu"
    places = {
        "site by path": (HUB, "/kim/suara-siding/"),
        "site by subdomain": (SUBDOMAIN, "/"),
        "its list": (SUBDOMAIN, "/kabar/"),
        "its Atom feed": (SUBDOMAIN, "/umpan/kabar.atom"),
        "its JSON feed": (SUBDOMAIN, "/umpan/kabar.json"),
        "the hub": (HUB, "/"),
        "voices": (HUB, "/suara-desa/"),
        "the next village": (HUB, "/kim/jagoi-bersuara/"),
    }
    nowhere = dict.fromkeys(places, False)
    everywhere = dict.fromkeys(places, True) | {"the next village": False}

    # Sari begins on her phone, answers the questions, and lets the draft be composed.
    desk = sari.post("/ruang/tulis/", {"meja": cast.siding.scope})
    write = desk["location"]
    with scopes_disabled():
        text = Publication.objects.get()
    answers = {"what": "panen padi ladang", "who": "tiga kelompok tani", "where": "Dusun Hulu", "when": "Sabtu", "why": "", "how": ""}
    kept = sari.post(write, {"version": text.version, **answers, "langkah": "susun"})
    assert kept.status_code == 302
    text.refresh_from_db()
    assert "tiga kelompok tani" in text.text.lower()

    # She puts it in her own words, adds a photo, and sends it.
    own = {"title": title, "summary": "Lumbung siap.", "text": "Panen **mulai** Sabtu.", "alt": "Sawah", "credit": "Sari"}
    sent = sari.post(write, {"version": text.version, **answers, **own, "photo": photo(), "langkah": "ajukan"})
    assert sent.status_code == 302
    text.refresh_from_db()
    assert (text.status, stands(title, places)) == ("submitted", nowhere)
    key = Publication.objects.with_scopes_disabled().select_related("cover").get().cover.key
    assert read(f"/berkas/{key}/640.jpg")[0] == 404

    # She cannot publish her own; Yohanes sees it waiting and publishes.
    assert sari.post(f"/ruang/tulisan/{text.code}/terbitkan/").status_code == 403
    assert title in yohanes.get("/ruang/").content.decode()
    yohanes.post(f"/ruang/tulisan/{text.code}/terbitkan/")
    assert stands(title, places) == everywhere

    # The page, its photo without the place it was taken at, the feeds and the sitemap.
    address = f"/kabar/{Publication.objects.with_scopes_disabled().get().slug}/"
    status, page = read(address, SUBDOMAIN)
    assert (status, "<strong>mulai</strong>" in page, "Yohanes Alim" in page) == (200, True, True)
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', page)
    assert canonical is not None
    assert canonical[1].endswith(f"/kim/suara-siding{address}")
    response = Client(headers={"host": HUB}).get(f"/berkas/{key}/640.jpg")
    released = Image.open(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert (released.size, len(released.getexif())) == ((640, 480), 0)
    feed = feedparser.parse(read("/umpan/kabar.atom", SUBDOMAIN)[1])
    assert ([entry.title for entry in feed.entries], feed.bozo) == ([title], False)
    assert address in read("/sitemap.xml", SUBDOMAIN)[1]

    # Taken down again, it is gone everywhere, and its address says why.
    yohanes.post(f"/ruang/tulisan/{text.code}/tarik/", {"reason": "Narasumber keberatan."})
    assert stands(title, places) == nowhere
    status, page = read(address, SUBDOMAIN)
    assert (status, "Narasumber keberatan." in page) == (410, True)
    assert read(f"/berkas/{key}/640.jpg")[0] == 404


@pytest.fixture
def third_site(cast: SimpleNamespace, regions: dict) -> SimpleNamespace:
    """A site in a district that is not addressed."""
    from kentongan.groups.models import Group
    from kentongan.sites.models import Site

    village = next(region for region in regions.values() if region.name == "Seluas" and region.level == 4)
    return Site.objects.create(group=Group.objects.create(name="KIM Seluas", region=village), slug="seluas-menyapa")


def test_a_bulletin_to_two_districts(cast: SimpleNamespace, third_site: object, sign_in: SignIn) -> None:
    rini = sign_in(cast.rini)
    title = "Pendaftaran beasiswa perbatasan dibuka"
    begun = rini.post("/ruang/pengumuman/tulis/", {"meja": cast.regency.scope})
    with scopes_disabled():
        text = Publication.objects.get()
    districts = [cast.siding_district.code, cast.jagoi_district.code]
    values = {"title": title, "summary": "", "text": "Sampai 15 Desember.", "audience": districts}
    rini.post(begun["location"], {"version": text.version, **values, "langkah": "terbitkan"})

    places = {
        "Siding": (HUB, "/kim/suara-siding/pengumuman/"),
        "Siding's front page": (HUB, "/kim/suara-siding/"),
        "Jagoi": (f"jagoi-bersuara.{HUB}", "/pengumuman/"),
        "Seluas": (HUB, "/kim/seluas-menyapa/pengumuman/"),
        "the hub": (HUB, "/"),
        "the hub's list": (HUB, "/pengumuman/"),
        "the hub's feed": (HUB, "/umpan/pengumuman.atom"),
    }
    here = dict.fromkeys(places, True) | {"Seluas": False}
    assert stands(title, places) == here
    assert dict(Edition.objects.values_list("scope", "number")) == {f"region:{code}": 1 for code in districts}

    # An unchanged page costs nothing; the withdrawal changes it at once.
    reader = Client(headers={"host": HUB})
    etag = reader.get("/kim/suara-siding/pengumuman/")["etag"]
    assert reader.get("/kim/suara-siding/pengumuman/", headers={"if-none-match": etag}).status_code == 304
    rini.post(f"/ruang/tulisan/{text.code}/tarik/", {"reason": "Jadwal berubah."})
    assert reader.get("/kim/suara-siding/pengumuman/", headers={"if-none-match": etag}).status_code == 200
    assert stands(title, places) == dict.fromkeys(places, False)
    slug = Publication.objects.with_scopes_disabled().get().slug
    gone = {
        name: read(f"{prefix}/pengumuman/{slug}/")[0]
        for name, prefix in (("hub", ""), ("Siding", "/kim/suara-siding"), ("Seluas", "/kim/seluas-menyapa"))
    }
    assert gone == {"hub": 410, "Siding": 410, "Seluas": 404}
