"""Pukul kentongan: an emergency notice for kecamatan Seluas, from one touch to every page of its area, to the all-clear, and to its end."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from conftest import code_of, grant, make_person
from kentongan.core.models import EventRecord
from kentongan.core.tasks import tick
from kentongan.groups.models import Group, Role
from kentongan.newsroom.policies.alerts import EIGHT
from kentongan.newsroom.rules import MISSING
from kentongan.regions.models import Region
from kentongan.sites.models import Site

SignIn = Callable[..., Client]
TITLE = "Siaga banjir: tepi Sungai Sekayam"


@pytest.fixture
def seluas(cast: SimpleNamespace, regions: dict[str, Region], now: datetime) -> SimpleNamespace:
    """Kecamatan Seluas with its officer, two sites of villages and one of the kecamatan; beside them one of the regency."""
    cast.district = regions[code_of(regions, "Seluas")]
    villages = [region for region in regions.values() if region.parent_id == cast.district.code]
    homes = {"suara-seluas": villages[0], "kabar-hulu": villages[1], "kim-kecamatan-seluas": cast.district, "forum-kim": cast.regency}
    for slug, home in homes.items():
        Site.objects.create(group=Group.objects.create(name=slug, region=home), slug=slug, accent="hutan")
    cast.yusuf = make_person("yusuf", "Yusuf Maulana", phone="+6281255500120")
    grant(cast.yusuf, Role.DISTRICT_OFFICER, region=cast.district, at=now)
    return cast


def read(path: str) -> str:
    """A page as somebody without an account gets it."""
    return Client().get(path, headers={"host": settings.BASE_DOMAIN}).content.decode()


def standing() -> set[str]:
    """The sites on whose front page the notice stands, above the masthead."""
    return {
        site.slug
        for site in Site.objects.all()
        if TITLE in (html := read(f"/kim/{site.slug}/")) and html.index('class="alarm"') < html.index("<header")
    }


def test_a_notice_from_one_touch_to_its_end(seluas: SimpleNamespace, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    cast, yusuf, rini = seluas, sign_in(seluas.yusuf), sign_in(seluas.rini)
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)  # the clock is at the edge of the house
    before = {
        slug: Client().get(f"/kim/{slug}/", headers={"host": settings.BASE_DOMAIN})["ETag"] for slug in ("suara-seluas", "suara-siding")
    }

    # One touch, and the eight fields stand there; what only he knows is still to be written, each with a sentence of its own.
    page = yusuf.post("/ruang/peringatan/tulis/", {"meja": cast.district.scope, "bahaya": "banjir"})
    address = page["location"]
    form = yusuf.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    typed |= {"valid_until_date": "", "valid_until_time": "", **dict.fromkeys(EIGHT, ""), "langkah": "ajukan"}
    refused = yusuf.post(address, typed)
    said = {name: list(errors) for name, errors in refused.context["form"].errors.items()}
    assert refused.status_code == 422
    assert said == {("valid_until_time" if name == "valid_until" else name): [str(sentence)] for name, sentence in MISSING.items()}

    until = timezone.localtime(moment + timedelta(hours=6))
    typed |= {name: f"{heading} di tepi sungai." for name, heading in EIGHT.items()}
    typed |= {
        "severity": "siaga",
        "place": "tepi Sungai Sekayam",
        "contacts": "Posko: 0812 5550 0190",
        "version": refused.context["form"]["version"].value(),
    }
    typed |= {"valid_until_date": f"{until:%Y-%m-%d}", "valid_until_time": f"{until:%H:%M}"}
    waiting = yusuf.post(address, typed)
    preview = waiting["location"]
    assert (waiting.status_code, yusuf.post(preview.replace("pratinjau", "terbitkan")).status_code) == (302, 403)  # never alone
    assert standing() == set()

    # The coordinator lets it out: at once it stands on exactly the sites of the kecamatan, and on the hub.
    code = preview.split("/")[3]
    assert f"Terbitkan sekarang: “{TITLE}”" in rini.get("/ruang/").content.decode()
    assert rini.post(f"/ruang/tulisan/{code}/terbitkan/").status_code == 302
    area = {"suara-seluas", "kabar-hulu", "kim-kecamatan-seluas"}
    assert standing() == area
    assert [path for path in ("/", "/pengumuman/", "/cari/", "/status/", "/tidak-ada/") if TITLE not in read(path)] == []
    fresh = {
        slug: Client().get(f"/kim/{slug}/", headers={"host": settings.BASE_DOMAIN, "if-none-match": tag}).status_code
        for slug, tag in before.items()
    }
    assert fresh == {"suara-seluas": 200, "suara-siding": 304}

    # Its own page, its poster, its feed and its short texts.
    slug = "siaga-banjir-tepi-sungai-sekayam"
    own = read(f"/kim/suara-seluas/darurat/{slug}/")
    assert [heading for heading in EIGHT.values() if f"<h2>{heading}</h2>" not in own] == []
    assert re.findall(r'href="tel:([^"]+)"', own) == ["112", "081255500190"]
    share = re.search(r'href="(https://wa\.me/[^"]+)"', own)
    assert share
    assert len(parse_qs(urlsplit(share[1].replace("&amp;", "&")).query)["text"][0]) <= 700
    assert "<svg" in read(f"/darurat/{slug}/cetak/")
    assert [entry.title for entry in feedparser.parse(read("/kim/kabar-hulu/umpan/darurat.atom")).entries] == [TITLE]

    # What changed is told, and the end is moved; then it ends by itself, although no clock has ticked.
    tend = f"/ruang/peringatan/{code}/"
    later = timezone.localtime(moment + timedelta(hours=8))
    update = {"text": "Air turun 20 cm.", "severity": "", "date": f"{later:%Y-%m-%d}", "time": f"{later:%H:%M}"}
    assert yusuf.post(f"{tend}perkembangan/", update).status_code == 302
    assert "Air turun 20 cm." in read(f"/darurat/{slug}/")
    moment += timedelta(hours=7)
    assert standing() == area
    moment += timedelta(hours=1)
    assert standing() == set()
    tick(moment)
    assert list(EventRecord.objects.filter(name__startswith="newsroom.").order_by("pk").values_list("name", flat=True)) == [
        "newsroom.AlertUpdated",
        "newsroom.AlertExpired",
    ]

    # The rain comes back, and goes: aman kembali, calmly, for a day.
    again = timezone.localtime(moment + timedelta(hours=5))
    yusuf.post(f"{tend}perkembangan/", {"text": "Hujan lagi.", "date": f"{again:%Y-%m-%d}", "time": f"{again:%H:%M}"})
    assert standing() == area
    assert yusuf.post(f"{tend}aman/", {"words": "Air sudah surut."}).status_code == 302
    assert '<a class="calm"' in read("/kim/suara-seluas/")
    assert "Air sudah surut." in read(f"/darurat/{slug}/")
    moment += timedelta(hours=settings.ALERT_CALM_HOURS)
    assert standing() == set()
    assert TITLE in read("/kim/suara-seluas/darurat/")
