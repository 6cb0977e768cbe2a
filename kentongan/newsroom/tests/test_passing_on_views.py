"""The pages of passing on: asking, answering with one thumb, the sender's inbox; worst input; what lists cost."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kentongan.newsroom.actions import asking, passing_on
from kentongan.newsroom.models import DisseminationTask, PassingOn, PassingOnPhoto, TaskQuestion, TaskReception, TaskReminder
from kentongan.newsroom.queries import passing_on as queries
from kentongan.publishing.models import Publication

from .conftest import Warn, Write, photo_bytes

pytestmark = pytest.mark.usefixtures("across_scopes")
OPEN = "/ruang/sebar/"


@pytest.fixture
def bulletin(write: Write, cast: SimpleNamespace) -> Publication:
    return write("Imunisasi polio", cast.rini, owner=cast.regency, status="published", audience=(cast.siding_district,))


@pytest.fixture
def task(bulletin: Publication, cast: SimpleNamespace) -> DisseminationTask:
    today = timezone.localdate()
    return asking.ask_to_pass_on(
        actor=cast.rini,
        publication=bulletin,
        now=timezone.now(),
        deadline=today + timedelta(days=1),
        carriers=["pertemuan"],
        people=["ibu hamil"],
    )


def sent(**values: Any) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "carriers": ["papan", "whatsapp"], "closes": "on", **values}


def page(task: DisseminationTask, step: str = "") -> str:
    return f"/ruang/sebar/{task.publication.code}/{step}"


def photo(name: str = "foto.jpg", data: bytes | None = None) -> ContentFile:
    return ContentFile(photo_bytes() if data is None else data, name=name)


def words(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_a_sender_asks_while_writing_and_it_holds_when_the_text_is_out(write: Write, cast: SimpleNamespace, sign_in: Any) -> None:
    draft = write("Jadwal pasar", cast.budi, owner=cast.siding_village)
    client, address = sign_in(cast.budi), f"/ruang/tulisan/{draft.code}/minta-sebarkan/"
    assert "1 KIM ada di wilayah" in client.get(address).content.decode()
    answer = client.post(address, {"carriers": ["papan"], "hamlets": "Hulu, hulu; Hilir", "note": "Tolong."}, follow=True)
    assert words(answer) == ["Disimpan. Berlaku begitu tulisannya terbit."]
    assert "KIM diminta menyebarkan begitu tulisan ini terbit." in answer.content.decode()
    task = DisseminationTask.objects.get()
    assert (task.carriers, task.hamlets, task.deadline, task.wished_by) == (["papan"], ["Hulu", "Hilir"], None, cast.budi)


def test_asking_wrongly_keeps_what_was_typed(bulletin: Publication, cast: SimpleNamespace, sign_in: Any) -> None:
    address = f"/ruang/tulisan/{bulletin.code}/minta-sebarkan/"
    typed = {"deadline": "2020-01-01", "carriers": ["papan", "merpati"], "people": "petani\0 lada", "note": "<b>x</b>" * 300}
    answer = sign_in(cast.rini).post(address, typed)
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["carriers", "deadline", "note"])
    assert ("petani lada" in answer.content.decode(), DisseminationTask.objects.count()) == (True, 0)


def test_the_deadline_moves_and_goes_back_and_the_task_is_called_off_and_renewed(
    task: DisseminationTask, cast: SimpleNamespace, sign_in: Any
) -> None:
    client, before = sign_in(cast.rini), task.deadline
    base = f"/ruang/tulisan/{task.publication.code}/minta-sebarkan/"
    client.post(base, {"deadline": (before + timedelta(days=5)).isoformat()})
    assert DisseminationTask.objects.get().deadline == before + timedelta(days=5)
    client.post(f"{base}tenggat/{before.isoformat()}/")
    assert DisseminationTask.objects.get().deadline == before
    assert client.post(f"{base}tenggat/besok/").status_code == 404
    assert client.post(f"{base}batal/", {"reason": " "}).status_code == 422
    client.post(f"{base}batal/", {"reason": "Vaksin belum datang."})
    assert "Vaksin belum datang." in sign_in(cast.sari).get(page(task)).content.decode()
    assert sign_in(cast.sari).post(page(task, "jawab/"), sent()).status_code == 403
    client.post(f"{base}berlaku/")
    assert queries.state_of(DisseminationTask.objects.get()) == "open"


def test_the_first_look_is_noted_and_a_stranger_sees_nothing(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    assert sign_in(cast.joko).get(page(task)).status_code == 404
    assert sign_in(cast.sari).head(page(task)).status_code == 200
    assert TaskReception.objects.count() == 0
    shown = sign_in(cast.sari).get(page(task)).content.decode()
    assert (TaskReception.objects.get().seen_by, "Besok hari terakhir" in shown, "ibu hamil" in shown) == (cast.sari, True, True)
    assert shown.index("Pertemuan") < shown.index("Grup WhatsApp")  # what is wished comes first


def test_an_answer_with_one_thumb(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    typed = sent(people="50", people_exactly="", other_hamlets="Hulu, Hilir", remark="Dibacakan.", photos=[photo("a.jpg"), photo("b.jpg")])
    answer = sign_in(cast.dewi).post(page(task, "jawab/"), typed, follow=True)
    part = PassingOn.objects.get()
    assert (part.carriers, part.hamlets, part.people, part.closes) == (["papan", "whatsapp"], ["Hulu", "Hilir"], 50, True)
    assert (words(answer), PassingOnPhoto.objects.count()) == (["Terima kasih, jawaban sudah sampai."], 2)
    assert "kira-kira 50 orang" in answer.content.decode()


def test_the_same_answer_sent_twice_is_one_with_its_photos_once(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    typed, data = sent(people_exactly="17"), photo_bytes()
    for _again in range(2):
        answer = sign_in(cast.dewi).post(page(task, "jawab/"), {**typed, "photos": photo("a.jpg", data)}, follow=True)
    assert (answer.status_code, PassingOn.objects.get().people, PassingOnPhoto.objects.count()) == (200, 17, 1)


def test_too_many_photos_are_told_too(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    answer = sign_in(cast.dewi).post(page(task, "jawab/"), sent(photos=[photo(f"{number}.jpg") for number in range(6)]), follow=True)
    assert words(answer)[1:] == ["Foto “5.jpg” tidak ikut: Paling banyak 5 foto untuk satu jawaban."]
    assert PassingOnPhoto.objects.count() == 5


def test_a_bad_photo_is_told_and_the_rest_is_kept(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    typed = sent(photos=[photo("rusak.jpg", b"\xff\xd8\xff rusak"), photo("bagus.jpg")])
    answer = sign_in(cast.dewi).post(page(task, "jawab/"), typed, follow=True)
    said = words(answer)
    assert (said[0], said[1].startswith("Foto “rusak.jpg” tidak ikut:"), len(said)) == ("Terima kasih, jawaban sudah sampai.", True, 2)
    assert (PassingOn.objects.count(), PassingOnPhoto.objects.get().upload.original_name) == (1, "bagus.jpg")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"carriers": []}, ["carriers"]),
        ({"carriers": ["merpati"]}, ["carriers"]),
        ({"client_id": "x"}, ["client_id"]),
        ({"people_exactly": "banyak"}, ["people_exactly"]),
        ({"people_exactly": "-3"}, ["people_exactly"]),
        ({"people_exactly": "9" * 30}, ["people_exactly"]),
        ({"people": "7"}, ["people"]),
        ({"remark": "x" * 1001}, ["remark"]),
    ],
)
def test_the_worst_input_keeps_what_was_typed(
    typed: dict[str, Any], wrong: list[str], task: DisseminationTask, cast: SimpleNamespace, sign_in: Any
) -> None:
    answer = sign_in(cast.dewi).post(page(task, "jawab/"), {**sent(other_hamlets="Hulu"), **typed})
    assert (answer.status_code, sorted(answer.context["form"].errors), PassingOn.objects.count()) == (422, wrong, 0)
    assert 'value="Hulu"' in answer.content.decode()


def test_a_part_is_taken_back_and_brought_back(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    sign_in(cast.dewi).post(page(task, "jawab/"), sent())
    part = PassingOn.objects.get()
    assert sign_in(cast.joko).post(page(task, f"bagian/{part.pk}/tarik/")).status_code == 404
    sign_in(cast.sari).post(page(task, f"bagian/{part.pk}/tarik/"))
    assert TaskReception.objects.get().status == "seen"
    sign_in(cast.dewi).post(page(task, f"bagian/{part.pk}/kembali/"))
    assert TaskReception.objects.get().status == "done"


def test_a_group_cannot_and_then_can(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    client = sign_in(cast.sari)
    assert client.post(page(task, "tidak-bisa/"), {"reason": "  "}).status_code == 422
    client.post(page(task, "tidak-bisa/"), {"reason": "Jalan putus."})
    assert "Jalan putus." in sign_in(cast.rini).get(f"/ruang/tulisan/{task.publication.code}/jawaban/").content.decode()
    client.post(page(task, "coba-lagi/"))
    assert TaskReception.objects.get().status == "seen"
    client.post(page(task, "tidak-bisa/"), {"reason": "Jalan putus."})
    client.post(page(task, "jawab/"), sent())
    assert (TaskReception.objects.get().status, TaskReception.objects.get().reason) == ("done", "")


def test_a_question_is_answered_for_all(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    typed = {"tanya-client_id": str(uuid4()), "tanya-text": "Mulai jam berapa?"}
    for _again in range(2):
        sign_in(cast.dewi).post(page(task, "tanya/"), typed)
    question = TaskQuestion.objects.get()
    inbox = f"/ruang/tulisan/{task.publication.code}"
    assert [errand.text for errand in sign_in(cast.rini).get("/ruang/").context["errands"]] == ["Mulai jam berapa?"]
    assert sign_in(cast.rini).post(f"{inbox}/pertanyaan/{question.pk}/", {"text": ""}).status_code == 422
    assert sign_in(cast.sari).post(f"{inbox}/pertanyaan/{question.pk}/", {"text": "Delapan."}).status_code == 404
    sign_in(cast.rini).post(f"{inbox}/pertanyaan/{question.pk}/", {"text": "Pukul delapan."})
    assert "Pukul delapan." in sign_in(cast.markus).get(page(task)).content.decode()


def test_the_sender_asks_back_and_the_group_explains(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    sign_in(cast.dewi).post(page(task, "jawab/"), sent())
    part, inbox = PassingOn.objects.get(), f"/ruang/tulisan/{task.publication.code}/jawaban/"
    assert sign_in(cast.rini).post(f"{inbox}{part.pk}/tanya/", {"text": ""}).status_code == 422
    sign_in(cast.rini).post(f"{inbox}{part.pk}/tanya/", {"text": "Papan yang mana?"})
    assert "Jelaskan jawaban Anda: “Imunisasi polio”" in [e.title for e in sign_in(cast.sari).get("/ruang/").context["errands"]]
    asked = part.asked_back.get()
    sign_in(cast.sari).post(page(task, f"jelaskan/{asked.pk}/"), {"text": "Di balai adat."})
    assert "Di balai adat." in sign_in(cast.rini).get(inbox).content.decode()


def test_proof_is_seen_by_the_group_and_the_sender_alone(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    sign_in(cast.dewi).post(page(task, "jawab/"), sent(photos=photo()))
    kept = PassingOnPhoto.objects.get()
    address = f"/ruang/sebar/bukti/{kept.upload.key}/{kept.small}"
    seen = {name: sign_in(getattr(cast, name)).get(address).status_code for name in ("sari", "rini", "joko", "budi", "wati")}
    assert seen == {"sari": 200, "rini": 200, "joko": 404, "budi": 404, "wati": 404}
    assert (sign_in(None).get(address).status_code, Client().get(f"/berkas/{kept.upload.key}/{kept.small}").status_code) == (302, 404)


def test_minggu_ini_has_it_by_deadline_with_words(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    errand = next(errand for errand in sign_in(cast.dewi).get("/ruang/").context["errands"])
    assert (errand.title, errand.when, errand.urgency, errand.url) == (
        "Sebarkan: “Imunisasi polio”", "Besok hari terakhir", "soon", page(task),
    )  # fmt: skip
    sign_in(cast.dewi).post(page(task, "jawab/"), sent())
    assert sign_in(cast.dewi).get("/ruang/").context["errands"] == []


def test_minggu_ini_says_that_somebody_was_reminded_and_the_list_too(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    TaskReminder.objects.create(task=task, group=cast.siding, deadline=task.deadline, step=-2, said_at=timezone.now())
    (errand,) = sign_in(cast.dewi).get("/ruang/").context["errands"]
    assert (errand.about, "sudah diingatkan" in sign_in(cast.dewi).get(OPEN).content.decode()) == (
        "Pemerintah Kabupaten Bengkayang · sudah diingatkan",
        True,
    )


def test_each_list_has_its_own(task: DisseminationTask, cast: SimpleNamespace, sign_in: Any) -> None:
    def listed() -> list[str]:
        client = sign_in(cast.sari)
        return [
            stage for stage in ("buka", "selesai", "lewat") if "Imunisasi polio" in client.get(f"{OPEN}?tahap={stage}").content.decode()
        ]

    assert listed() == ["buka"]
    asking.call_off(actor=cast.rini, task=task, reason="Ditunda.", now=timezone.now())
    assert listed() == ["lewat"]
    asking.renew_task(actor=cast.rini, task=task, now=timezone.now())
    sign_in(cast.dewi).post(page(task, "jawab/"), sent())
    assert listed() == ["selesai"]
    assert sign_in(cast.rini).get(OPEN).status_code == 403


def test_the_way_to_asking_is_on_the_table_and_the_pages_of_a_regions_text(
    write: Write, warn: Warn, cast: SimpleNamespace, sign_in: Any
) -> None:
    draft, client = write("Jadwal pasar", cast.budi, owner=cast.siding_village), sign_in(cast.budi)
    typed = {
        "version": draft.version,
        "title": "Jadwal pasar baru",
        "text": "Isi.",
        "audience": cast.siding_village.code,
        "langkah": "sebarkan",
    }
    answer = client.post(f"/ruang/tulisan/{draft.code}/", typed)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/ruang/tulisan/{draft.code}/minta-sebarkan/")
    alert = warn(cast.budi, cast.siding_village, releaser=cast.rini)
    for address in (f"/ruang/tulisan/{draft.code}/pratinjau/", f"/ruang/tulisan/{draft.code}/periksa/", f"/ruang/peringatan/{alert.code}/"):
        assert "/minta-sebarkan/" in client.get(address).content.decode()
    article = write("Kabar", cast.sari, status="published")
    assert "minta-sebarkan" not in sign_in(cast.sari).get(f"/ruang/tulisan/{article.code}/pratinjau/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_lists_and_pages_cost_the_same(count: int, write: Write, cast: SimpleNamespace, sign_in: Any) -> None:
    now = timezone.now()
    tasks = []
    for number in range(count):
        text = write(f"Imbauan {number}", cast.rini, owner=cast.regency, status="published", audience=(cast.siding_district,))
        tasks.append(asking.ask_to_pass_on(actor=cast.rini, publication=text, now=now))
    for _number in range(count):
        part = passing_on.pass_on(
            actor=cast.dewi, task=tasks[0], group=cast.siding, client_id=uuid4(), carriers=["papan"], closes=False, now=now
        )
        passing_on.keep_proof(actor=cast.dewi, part=part, file=photo(), client_id=uuid4(), now=now)
        asking.ask_back(actor=cast.rini, part=part, text="Di mana?", now=now)
        passing_on.ask_question(actor=cast.dewi, task=tasks[0], group=cast.siding, client_id=uuid4(), text="Kapan?", now=now)
    costs = {}
    for name, person, address in (
        ("list", cast.sari, OPEN),
        ("page", cast.sari, page(tasks[0])),
        ("answers", cast.rini, f"/ruang/tulisan/{tasks[0].publication.code}/jawaban/"),
    ):
        client = sign_in(person)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        costs[name] = len(asked)
    assert costs == {"list": 7, "page": 16, "answers": 14}
