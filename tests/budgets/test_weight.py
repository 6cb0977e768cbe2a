"""What a page weighs on its way to a cheap phone (INTERFACE.md): real answers, compressed as a server would, with all they link to."""

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django_scopes import scopes_disabled

from kentongan.cases.queries import ticket_for
from kentongan.core.policies import new_code
from kentongan.groups.models import Office
from kentongan.media.models import Upload
from kentongan.newsroom.actions import save_profile
from kentongan.newsroom.actions.agenda import keep_event
from kentongan.newsroom.policies import FacilityFacts, Figure, HamletFacts, ProfileFacts
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm, series
from kentongan.publishing.models import Attachment, Audience, Publication, PublicNote, Tag
from kentongan.publishing.policies import rendered
from kentongan.regions import actions as regions_actions
from kentongan.registration.policies import STEPS
from kentongan.registration.tests.formations import filled, sent
from tests.warned import warned

PUBLIC, WORKSPACE = {"html+css": 20_000, "js": 12_000, "all": 40_000}, {"html+css": 30_000, "js": 40_000, "all": 100_000}
TOLD = ("Penari bertopi manik", "Lumbung yang baru dicat", "Ibu-ibu memasak lemang", "Anak sekolah menyeberang", "Balai adat malam hari")
LONG_PROFILE = ProfileFacts(
    intro="Desa di hulu sungai. " * 20, head_title="Kepala Desa", head_name="Anton Rasau", history="Dibuka beberapa keluarga. " * 80,
    figures=tuple(Figure(kind=kind, value=Decimal(1250), year=2025, source="Kantor desa") for kind in ("area", "population", "households")),
    hamlets=tuple(HamletFacts(name=f"Dusun nomor {number}", head_name="Lukas Banai", households=90 + number) for number in range(20)),
    facilities=tuple(FacilityFacts(name=f"Fasilitas nomor {number}", count=number or None) for number in range(20)),
    hamlets_year=2025, hamlets_source="Kantor desa", facilities_year=2025, facilities_source="Kantor desa",
)  # fmt: skip
PARAGRAPH = (
    "Tiga kelompok tani di Desa Siding sepakat memanen padi ladang serentak mulai Sabtu. Kesepakatan itu diambil dalam pertemuan di balai "
    "desa tadi pagi, yang dihadiri {number} keluarga peladang dari Dusun Hulu dan Dusun Tengah. “Kalau dijual sendiri-sendiri, harganya "
    "jatuh,” kata ketua kelompok nomor {number}.\n\n"
)


def compressed(body: bytes) -> int:
    return len(gzip.compress(body, 6))


def linked(html: str, pattern: str) -> Iterator[bytes]:
    """The files of ours that the page names."""
    for address in re.findall(pattern, html):
        path = finders.find(urlsplit(address).path.removeprefix(settings.STATIC_URL))
        assert path, address
        with open(path, "rb") as file:  # noqa: PTH123  (finders give strings)
            yield file.read()


def weight(html: str) -> dict[str, int]:
    """Compressed bytes of the page, of its style and of its behaviour, and of all that a first visit fetches before pictures."""
    page = compressed(html.encode())
    css = sum(map(compressed, linked(html, r'<link rel="stylesheet" href="([^"]+)"')))
    js = sum(map(compressed, linked(html, r'<script[^>]* src="([^"]+)"')))
    icons = sum(map(len, linked(html, r'<link rel="(?:icon|apple-touch-icon)" href="([^"]+)"')))
    return {"html+css": page + css, "js": js, "all": page + css + js + icons}


@pytest.fixture
def full_house(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Sites with much on them: the longest plausible pages, each text with a picture."""
    regions_actions._import_boundaries()
    topics = [Tag.objects.create(slug=f"topik-{number}", label=f"Topik nomor {number}", is_topic=True) for number in range(8)]
    office = Office.objects.create(region=cast.regency, name="Dinas Pemberdayaan Masyarakat dan Pemerintahan Desa")

    def cover(owner: str, number: int) -> Upload:
        return Upload.objects.create(
            key=f"{owner.replace(':', '').replace('.', '')}-gambar-{number:04}", owner=owner, kind=Upload.Kind.PICTURE, uploader=cast.sari,
            uploaded_at=now, original_name="foto.jpg", content_type="image/webp", size=9000, width=1280, height=960, colour="#7f9f73",
            variants=[360, 640, 1280], alt="Lereng bukit penuh padi menguning, dengan pondok ladang kecil di tepinya.",
            caption="Padi ladang.", is_public=True,
        )  # fmt: skip

    def text(number: int, **values: object) -> Publication:
        at = now - timedelta(hours=number)
        body = "".join(PARAGRAPH.format(number=part) for part in range(12))
        return Publication.objects.create(
            code=new_code(), slug=f"panen-{number}",
            title=f"Panen padi ladang mulai akhir pekan, lumbung desa siap menampung {number} ton gabah",
            summary="Tiga kelompok tani di Siding sepakat menjual lewat koperasi agar harga tidak jatuh.", text=body, html=rendered(body),
            status=Publication.Status.PUBLISHED, published_at=at, created_at=at, updated_at=at, author=cast.sari, updated_by=cast.sari,
            topic=topics[number % 8], **values,
        )  # fmt: skip

    with scopes_disabled():
        for number in range(30):
            group = cast.siding if number % 3 else cast.jagoi
            article = text(number, kind=Publication.Kind.ARTICLE, owner=group.scope, group=group, cover=cover(group.scope, number))
            for kind in (PublicNote.Kind.CORRECTION, PublicNote.Kind.REPLY):
                PublicNote.objects.create(
                    publication=article, kind=kind, name="Bapak Anton, pemilik kios", text=PARAGRAPH.format(number=number),
                    author=cast.yohanes, at=now - timedelta(days=number),
                )  # fmt: skip
        for number in range(100, 115):
            owner = cast.regency.scope
            bulletin = text(
                number, kind=Publication.Kind.BULLETIN, owner=owner, region=cast.regency, office=office, cover=cover(owner, number)
            )
            Audience.objects.create(publication=bulletin, region=cast.siding_district)
            Audience.objects.create(publication=bulletin, region=cast.jagoi_district)
        for number in range(200, 230):
            event = text(
                number, kind=Publication.Kind.EVENT, owner=cast.siding.scope, group=cast.siding, cover=cover(cast.siding.scope, number)
            )
            start = now.date() + timedelta(days=number - 200)
            keep_event(
                EventDetails(
                    start_date=start, start_time=time(8), end_time=time(11, 30), place=f"Balai adat Desa Siding, ruang {number}",
                    hamlet="Dusun Hulu", latitude=0.8512, longitude=109.5123, open_to="Ibu hamil, balita dan lansia dari semua dusun",
                    contact="Ibu Dewi Anggraini, 0812-5550-0103", recurrence=series(Rhythm.WEEKLY, start, times=10, years=2),
                ),
                publication=event,
            )  # fmt: skip
        gallery = text(300, kind=Publication.Kind.GALLERY, owner=cast.siding.scope, group=cast.siding, cover=cover(cast.siding.scope, 300))
        Publication.objects.filter(pk=gallery.pk).update(slug="gawai", text="Tiga hari.", html="<p>Tiga hari.</p>")
        for number in range(settings.GALLERY_MOST_PICTURES):
            shown = cover(cast.siding.scope, 1000 + number)
            # As in life: keys that nobody can guess, and words that differ.
            Upload.objects.filter(pk=shown.pk).update(
                key=new_code() + new_code(), alt=f"{TOLD[number % 5]} nomor {number}, dilihat dari jalan."
            )
            caption = f"{TOLD[(number + 2) % 5]} pada hari ke-{number}, dipotret warga Dusun Hulu dan Dusun Tengah."
            Attachment.objects.create(publication=gallery, upload=shown, caption=caption, order=number)
        save_profile(actor=cast.sari, group=cast.siding, version=0, facts=LONG_PROFILE, gallery=gallery, now=now)
    return cast


SITE = "/kim/suara-siding"


@pytest.mark.parametrize(
    "address",
    [
        "/", "/desa/?cari=siding", "/desa/61.07.12/", "/kim/", "/peta/61.07.12/", "/terdekat/?desa=siding", "/privasi/",
        "/bentuk-kim/", "/bentuk-kim/mulai/",
        "/suara-desa/", "/pengumuman/panen-100/",
        f"{SITE}/", f"{SITE}/tentang/", f"{SITE}/kontak/", f"{SITE}/kabar/", f"{SITE}/kabar/panen-1/", f"{SITE}/pengumuman/",
        f"{SITE}/topik/topik-1/", "/agenda/", f"{SITE}/agenda/", f"{SITE}/agenda/2026/12/", f"{SITE}/agenda/panen-200/",
        "/koreksi/", f"{SITE}/koreksi/",
        f"{SITE}/galeri/", f"{SITE}/galeri/gawai/", f"{SITE}/galeri/gawai/30/", f"{SITE}/profil/",
    ],
)  # fmt: skip
def test_public_pages(address: str, full_house: SimpleNamespace) -> None:
    response = Client(headers={"host": settings.BASE_DOMAIN}).get(address)
    assert response.status_code == 200
    weighed = weight(response.content.decode())
    assert {kind: weighed[kind] for kind, most in PUBLIC.items() if weighed[kind] > most} == {}


def test_the_map(full_house: SimpleNamespace) -> None:
    """The drawing of 124 villages is a picture that stands in the page: weighed as one, beside the page around it."""
    html = Client(headers={"host": settings.BASE_DOMAIN}).get("/peta/").content.decode()
    before, beginning, rest = html.partition('<svg class="atlas"')
    drawing, end, after = rest.partition("</svg>")
    assert beginning
    assert end
    weighed = weight(before + after) | {"drawing": compressed(drawing.encode())}
    most = PUBLIC | {"drawing": 12_000}
    assert {kind: weighed[kind] for kind in most if weighed[kind] > most[kind]} == {}
    assert weight(html)["all"] <= PUBLIC["all"]


def test_an_emergency_notice_comes_through_on_any_signal(full_house: SimpleNamespace, now: datetime) -> None:
    """The fullest one: all eight fields long, with updates and numbers; page, style and icon below 5 KB, and nothing else to fetch."""
    with scopes_disabled():
        alert = warned(full_house, now, text=PARAGRAPH.format(number=7).strip())
    for path in (f"/darurat/{alert.slug}/", f"{SITE}/darurat/{alert.slug}/"):
        weighed = weight(Client(headers={"host": settings.BASE_DOMAIN}).get(path).content.decode())
        assert (weighed["js"], weighed["all"] <= 5_000) == (0, True), weighed


@pytest.mark.parametrize(
    ("visitor", "address"),
    [
        ("sari", "/ruang/"),
        ("sari", "/ruang/tulis/"),
        ("rini", "/ruang/masa-pemilu/"),
        ("rini", "/ruang/peringatan/"),
        ("budi", "/ruang/peringatan/tulis/"),
    ],
)
def test_workspace(visitor: str, address: str, full_house: SimpleNamespace, sign_in: Callable[..., Client]) -> None:
    response = sign_in(getattr(full_house, visitor)).get(address, follow=True)
    assert response.status_code == 200
    weighed = weight(response.content.decode())
    assert {kind: weighed[kind] for kind, most in WORKSPACE.items() if weighed[kind] > most} == {}


@pytest.mark.parametrize("address", ["/", f"{SITE}/", f"{SITE}/kabar/panen-1/"])
def test_no_page_fetches_from_elsewhere(address: str, full_house: SimpleNamespace) -> None:
    html = Client(headers={"host": settings.BASE_DOMAIN}).get(address).content.decode()
    fetched = re.findall(r'(?:src|srcset|href)="(https?:[^"]+)"', re.sub(r"<a [^>]*>", "", html))
    assert [found for found in fetched if urlsplit(found).hostname != settings.BASE_DOMAIN] == []


def test_the_formation_of_a_kim(full_house: SimpleNamespace, sign_in: Callable[..., Client], now: datetime) -> None:
    """Every screen of the wizard, the status page under its ticket, and the coordinator's page with everything on it."""
    case = sent(now - timedelta(days=1))
    visitor, ticket = Client(headers={"host": settings.BASE_DOMAIN}), ticket_for(case)
    pages = {f"/status/{ticket}/": PUBLIC}
    weighed = {path: weight(visitor.get(path).content.decode()) for path in pages}
    desk = f"/ruang/bentuk-kim/{case.number}/"
    pages[desk], weighed[desk] = WORKSPACE, weight(sign_in(full_house.rini).get(desk).content.decode())
    draft = ticket_for(filled(now, name="KIM Lain"))
    for step in ("", *(f"{step}/" for step in STEPS), "kirim/"):
        path = f"/bentuk-kim/isi/{draft}/{step}"
        pages[path], weighed[path] = PUBLIC, weight(visitor.get(path).content.decode())
    heavy = {path: found for path, found in weighed.items() if any(found[kind] > pages[path][kind] for kind in found)}
    assert heavy == {}
