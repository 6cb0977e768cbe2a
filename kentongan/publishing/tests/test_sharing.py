"""The share kit of a text, its pictures, /cek/ and the note that somebody passed it on."""

import io
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import LazySettings, settings
from django.core.files.base import ContentFile
from django.test import Client
from django_scopes import scopes_disabled
from PIL import Image

from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied
from kentongan.groups.models import ActivityEntry
from kentongan.media.actions import store_upload
from kentongan.publishing import actions, queries
from kentongan.publishing.actions.activities import log_share
from kentongan.publishing.actions.sharing import keep_share_texts, note_share, take_back_share
from kentongan.publishing.models import Publication, PublicationShare, ShareText
from kentongan.publishing.policies.pictures import LARGEST_BYTES

HUB = settings.BASE_DOMAIN


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows of several groups."""


def visitor() -> Client:
    return Client(headers={"host": HUB})


def photo() -> ContentFile:
    kept = io.BytesIO()
    Image.linear_gradient("L").resize((1280, 960)).convert("RGB").save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name="ladang.jpg")


@pytest.fixture
def text(cast: SimpleNamespace, now: datetime) -> Publication:
    """Published by Sari for KIM Suara Siding, with a photo; its short texts are kept."""
    made = actions.create_publication(actor=cast.dewi, kind=Publication.Kind.ARTICLE, owner=cast.siding, now=now)
    cover = store_upload(actor=cast.dewi, owner=cast.siding.scope, file=photo(), now=now, alt="Ladang")
    words = {"title": "Panen padi ladang", "summary": "Panen mulai Sabtu pukul 07.00. Bawa karung.", "text": "Isi."}
    actions.save_publication(actor=cast.dewi, publication=made, version=1, now=now, cover=cover, **words)
    actions.publish_publication(actor=cast.sari, publication=made, now=now)
    keep_share_texts(publication_id=made.pk, at=now)
    return made


def logged() -> list[tuple[str, str, str, str]]:
    """What stands in the logs of groups of things passed on."""
    rows = ActivityEntry.objects.live().filter(source="publishing.PublicationShare")
    return list(rows.values_list("kind", "title", "author__username", "address"))


def checked(pasted: str) -> str:
    answer = visitor().post("/cek/", {"pesan": pasted})
    assert (answer.status_code, "Set-Cookie" in answer) == (200, False)
    html = answer.content.decode()
    return html.partition('id="jawaban">')[2].partition("</h2>")[0].rpartition("</svg>")[2].strip()


def test_the_kit_is_indonesian_in_every_language(text: Publication) -> None:
    kit = queries.share_kit(text)
    link = f"http://{HUB}:8000/s/{text.code}"
    assert kit.whatsapp == (
        "*Panen padi ladang*\n_KIM Suara Siding, 24 November 2026_\n\nPanen mulai Sabtu pukul 07.00. Bawa karung.\n\n"
        f"{link}\nKode cek: {kit.check_code} (uji: {HUB}:8000/cek)"
    )
    assert kit.sms == f"Panen padi ladang. KIM Suara Siding. {link}"
    page = visitor().get(kit.page_url, headers={"accept-language": "en"})
    assert (page.status_code, "Set-Cookie" in page, kit.check_code in page.content.decode()) == (200, False, True)


def test_a_forwarded_text_through_the_life_of_a_publication(text: Publication, cast: SimpleNamespace, now: datetime) -> None:
    first = queries.share_kit(text)
    assert [checked(first.whatsapp), checked(first.sms)] == ["Benar dari kami, tidak diubah"] * 2
    assert checked(first.whatsapp.replace("Sabtu", "Minggu")) == "Ada yang diubah"
    assert checked(first.whatsapp.replace(first.short_address, "")) == "Benar dari kami, tidak diubah"  # found by its code
    assert checked(f"{first.whatsapp}\nKode cek: 0812-5550") == "Ada yang diubah"  # a number to pay to, dressed as a code
    assert checked(first.whatsapp.replace(text.code, "A" * 10)) == "Ada yang diubah"  # leads to another text, though of ours
    assert checked("Dapat hadiah!") == "Bukan dari kami"

    later = now + timedelta(days=1)
    changed = {"title": text.title, "summary": "Panen mulai Minggu.", "text": text.text, "note": "Harinya Minggu."}
    actions.correct_publication(actor=cast.sari, publication=text, version=text.version, now=later, **changed)
    keep_share_texts(publication_id=text.pk, at=later)
    keep_share_texts(publication_id=text.pk, at=later)
    assert ShareText.objects.count() == 3  # the SMS stayed the same
    second = queries.share_kit(text)
    assert [checked(first.whatsapp), checked(second.whatsapp)] == [
        "Dari kami, tetapi sudah ada versi baru",
        "Benar dari kami, tidak diubah",
    ]

    actions.withdraw_publication(actor=cast.sari, publication=text, reason="Harinya keliru.", now=later)
    assert [checked(first.whatsapp), checked(second.whatsapp)] == ["Sudah ditarik"] * 2
    assert "Harinya keliru." in visitor().post("/cek/", {"pesan": second.whatsapp}).content.decode()
    assert visitor().get(second.page_url).status_code == 404


def test_many_different_texts_about_one_publication_wait_and_nobody_else_does(
    text: Publication, cast: SimpleNamespace, now: datetime, settings: LazySettings
) -> None:
    settings.SHARE_CHECK_TRIES = 2
    kit = queries.share_kit(text)
    guesses = [kit.whatsapp.replace(kit.check_code, f"0000-000{number}") for number in range(4)]
    with time_machine.travel(now + timedelta(minutes=50), tick=False):
        assert [checked(guess) for guess in (*guesses[:2], guesses[0])] == ["Ada yang diubah"] * 3
        answer = visitor().post("/cek/", {"pesan": guesses[2]})
        form = answer.context["form"]
        assert (answer.status_code, answer["Retry-After"], answer.context["checked"]) == (429, "601", None)
        assert form["pesan"].value() == guesses[2]
        assert answer.context["wait_words"].endswith("Pesan Anda masih ada di bawah: coba lagi 11 menit lagi, dan jangan teruskan dulu.")
        assert [checked(guesses[1]), checked("Dapat hadiah!")] == ["Ada yang diubah", "Bukan dari kami"]
        assert [checked(kit.whatsapp), checked(kit.sms)] == ["Benar dari kami, tidak diubah"] * 2
        assert checked(kit.whatsapp.replace(kit.short_address, "")) == "Benar dari kami, tidak diubah"
    with time_machine.travel(now + timedelta(minutes=60), tick=False):
        assert checked(guesses[3]) == "Ada yang diubah"


@pytest.mark.parametrize(("pasted", "words"), [("", "Tempel dulu"), ("a" * 5001, "terlalu panjang (5001 huruf)")])
def test_what_cannot_be_checked_is_said(db: None, pasted: str, words: str) -> None:
    answer = visitor().post("/cek/", {"pesan": pasted})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_the_pictures_are_drawn_once_and_small(text: Publication, cast: SimpleNamespace, now: datetime) -> None:
    square, story = queries.share_kit(text).pictures
    answers = [visitor().get(picture.url) for picture in (square, story, square)]
    assert [(answer.status_code, len(answer.content) <= LARGEST_BYTES) for answer in answers] == [(200, True)] * 3
    assert [Image.open(io.BytesIO(answer.content)).size for answer in answers] == [(1080, 1080), (1080, 1920), (1080, 1080)]
    assert {answer["Content-Type"] for answer in answers} == {"image/jpeg"}
    assert answers[0]["Cache-Control"] == "public, max-age=31536000, immutable"
    changed = {"title": "Panen ditunda", "summary": "", "text": text.text, "note": "Ditunda."}
    actions.correct_publication(actor=cast.sari, publication=text, version=text.version, now=now, **changed)
    moved = visitor().get(square.url)
    assert (moved.status_code, moved["Location"]) == (302, queries.share_kit(text).pictures[0].url)
    assert visitor().get(moved["Location"]).content != answers[0].content
    assert len(list((settings.MADE_ROOT / "sharing" / text.code).glob("*.kotak"))) == 1


def test_passed_on_is_noted_once_and_taken_back(text: Publication, cast: SimpleNamespace, now: datetime) -> None:
    before = EventRecord.objects.filter(name__startswith="publishing.").count()
    share = note_share(actor=cast.dewi, publication=text, group=cast.siding, now=now)
    assert note_share(actor=cast.dewi, publication=text, group=cast.siding, now=now) == share
    with pytest.raises(Denied):
        note_share(actor=cast.wati, publication=text, group=cast.siding, now=now)
    with pytest.raises(Denied):
        note_share(actor=cast.joko, publication=text, group=cast.siding, now=now)
    note_share(actor=cast.joko, publication=text, group=cast.jagoi, now=now)
    log_share(share_id=share.pk, now=now)
    assert logged() == [("diseminasi", "Menyebarkan kabar: Panen padi ladang", "dewi", f"/s/{text.code}")]
    number = share.pk
    take_back_share(actor=cast.dewi, publication=text, now=now)
    log_share(share_id=number, now=now)
    assert logged() == []
    take_back_share(actor=cast.dewi, publication=text, now=now)
    told = [record.name for record in EventRecord.objects.filter(name__startswith="publishing.").order_by("pk")[before:]]
    assert told == ["publishing.PublicationShared", "publishing.PublicationShared", "publishing.PublicationShareTakenBack"]
    assert list(PublicationShare.objects.values_list("person__username", "group__name")) == [("joko", "KIM Jagoi Bersuara")]
    with scopes_disabled():
        actions.withdraw_publication(actor=cast.sari, publication=text, reason="Keliru.", now=now)
    with pytest.raises(Denied):
        note_share(actor=cast.sari, publication=text, group=cast.siding, now=now)
