"""The pages of emergency notices: begun, written, refused with a sentence, passed on, and as many queries for one as for thirty."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.newsroom.actions import alerts as deeds
from kentongan.newsroom.queries import alerts
from kentongan.publishing.models import Publication

from .conftest import Warn

SignIn = Callable[..., Client]
READER = {"host": settings.BASE_DOMAIN}


@pytest.fixture
def out(crew: SimpleNamespace, warn: Warn) -> Publication:
    """A notice of Desa Siding that holds now."""
    return warn(crew.budi, crew.siding_village, releaser=crew.tono, at=timezone.now() - timedelta(minutes=5))


def test_one_touch_writes_the_first_words(crew: SimpleNamespace, sign_in: SignIn) -> None:
    answer = sign_in(crew.budi).post("/ruang/peringatan/tulis/", {"bahaya": "longsor"})
    with scopes_disabled():
        made = Publication.objects.get(kind=Publication.Kind.ALERT)
    alert = made.alert
    assert answer["location"] == f"/ruang/tulisan/{made.code}/"
    assert (alert.hazard, made.title, made.text, made.owner) == ("longsor", "Waspada tanah longsor", "", crew.siding_village.scope)
    assert [region.region_id for region in made.audiences.all()] == [crew.siding_village.code]
    assert alerts.details_of(alert).missing() == ["danger", "affected", "evacuation", "measures"]


@pytest.mark.parametrize("hazard", ["", "tsunami-darat", "../banjir"])
def test_an_unknown_hazard_begins_nothing(hazard: str, crew: SimpleNamespace, sign_in: SignIn) -> None:
    assert sign_in(crew.budi).post("/ruang/peringatan/tulis/", {"bahaya": hazard}).status_code == 404
    with scopes_disabled():
        assert not Publication.objects.exists()


def test_who_proposes_sees_only_his_own(crew: SimpleNamespace, warn: Warn, sign_in: SignIn) -> None:
    own, other = warn(crew.sari, crew.siding_village), warn(crew.budi, crew.siding_village)
    sari = sign_in(crew.sari)
    assert [sari.get(f"/ruang/tulisan/{made.code}/").status_code for made in (own, other)] == [200, 404]
    listed = sari.get("/ruang/peringatan/")
    assert [publication.pk for publication, _state in listed.context["rows"]] == [own.pk]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "Air turun.", "date": "2020-01-01", "time": "06:00"}, "time"),
        ({"text": "Air turun.", "date": "2099-01-01"}, "time"),
        ({"text": "Air turun.", "date": "2099-01-01", "time": "06:00"}, "time"),
        ({"text": "Air turun.", "severity": "gawat"}, "severity"),
    ],
)
def test_a_wrong_update_keeps_what_was_typed(
    typed: dict[str, str], field: str, crew: SimpleNamespace, out: Publication, sign_in: SignIn
) -> None:
    answer = sign_in(crew.budi).post(f"/ruang/peringatan/{out.code}/perkembangan/", typed)
    form = answer.context["update_form"]
    assert (answer.status_code, list(form.errors), form["text"].value()) == (422, [field], typed["text"])
    assert alerts.updates_of(out) == []


def test_what_is_over_holds_again_only_with_a_new_end(crew: SimpleNamespace, warn: Warn, sign_in: SignIn) -> None:
    ended = warn(crew.budi, crew.siding_village, releaser=crew.tono, at=timezone.now() - timedelta(hours=3), hours=1)
    answer = sign_in(crew.budi).post(f"/ruang/peringatan/{ended.code}/perkembangan/", {"text": "Hujan lagi."})
    assert (answer.status_code, list(answer.context["update_form"].errors)) == (422, ["time"])


def test_two_corrections_at_once_show_both(crew: SimpleNamespace, out: Publication, sign_in: SignIn) -> None:
    budi, address = sign_in(crew.budi), f"/ruang/peringatan/{out.code}/koreksi/"
    form = budi.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"note": "Nomor dibetulkan.", "aid": "Telepon 0812 5550 0199."}
    with scopes_disabled():
        stored = Publication.objects.select_related("region", "author").get(pk=out.pk)
    deeds.update_alert(actor=crew.rini, publication=stored, text="Air turun.", now=timezone.now())
    late = budi.post(address, typed)
    assert (late.status_code, late.context["theirs"].updated_by, late.context["form"]["aid"].value()) == (409, crew.rini, typed["aid"])
    again = budi.post(address, typed | {"version": late.context["form"]["version"].value()})
    assert (again.status_code, again["location"]) == (302, f"/ruang/peringatan/{out.code}/")
    assert "Telepon 0812 5550 0199." in Client().get(f"/darurat/{out.slug}/", headers=READER).content.decode()


def test_the_texts_to_pass_on_fit_and_can_be_copied(crew: SimpleNamespace, out: Publication, sign_in: SignIn) -> None:
    page = sign_in(crew.budi).get(f"/ruang/peringatan/{out.code}/")
    whatsapp, sms = page.context["kit"].whatsapp, page.context["kit"].sms
    assert (len(whatsapp) <= 700, len(sms) <= 160, f"/s/{out.code}" in whatsapp, "112" in sms) == (True, True, True, True)
    assert page.content.decode().count("data-copy-from=") == 3


def test_the_general_correction_leads_to_the_own_one(crew: SimpleNamespace, out: Publication, sign_in: SignIn) -> None:
    budi = sign_in(crew.budi)
    assert budi.get(f"/ruang/tulisan/{out.code}/koreksi/")["location"] == f"/ruang/peringatan/{out.code}/koreksi/"
    assert budi.get(f"/ruang/tulisan/{out.code}/terbit/")["location"] == f"/ruang/peringatan/{out.code}/"


@pytest.mark.parametrize(
    ("path", "who", "asked"),
    [
        ("/darurat/", "", 4),  # edition · banners · those that hold · how many are over (none)
        ("/kim/suara-siding/darurat/", "", 5),  # and the site
        ("/ruang/peringatan/", "rini", 7),  # session · who · roles · how many wait · waiting · how many · all
    ],
)
@pytest.mark.parametrize("count", [1, 30])
def test_as_many_queries_for_one_as_for_thirty(
    path: str, who: str, asked: int, count: int, crew: SimpleNamespace, warn: Warn, sign_in: SignIn
) -> None:
    for _number in range(count):
        warn(crew.budi, crew.siding_village, releaser=crew.tono, at=timezone.now())
    client = sign_in(getattr(crew, who) if who else None)
    client.get(path)
    with CaptureQueriesContext(connection) as made:
        assert client.get(path).status_code == 200
    assert len(made) == asked


def test_a_feed_and_a_search_know_that_it_is_over(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    ended = warn(crew.budi, crew.siding_village, releaser=crew.tono, at=timezone.now() - timedelta(hours=3), hours=1)
    listed = Client().get("/kim/suara-siding/darurat/", headers=READER)
    assert (list(listed.context["current"]), [row.pk for row in listed.context["past"]]) == ([], [ended.pk])
    assert ended.title in Client().get("/umpan/darurat.json", headers=READER).json()["items"][0]["title"]
