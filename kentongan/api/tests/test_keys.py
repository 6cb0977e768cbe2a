"""Who gives out and takes back keys, what is kept of them, and how much comes with one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.test import Client

from kentongan.accounts.models import Person
from kentongan.api import actions, queries, rules
from kentongan.api.models import ApiKey
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, NotVisible

SignIn = Callable[[Person | None], Client]


@pytest.mark.parametrize(
    ("who", "place", "allowed"),
    [
        ("rini", "regency", True),
        ("rini", "siding_village", True),
        ("adi", "regency", False),
        ("budi", "siding_village", False),
        ("markus", "siding_village", False),
        ("sari", "siding_village", False),
        ("joko", "regency", False),
        ("wati", "regency", False),
    ],
)
def test_who_manages_keys(who: str, place: str, *, allowed: bool, cast: SimpleNamespace) -> None:
    assert rules.can_manage_keys(getattr(cast, who), getattr(cast, place)) is allowed


def test_a_key_is_made_and_only_its_hash_kept(cast: SimpleNamespace, now: datetime) -> None:
    made = actions.make_key(actor=cast.rini, name=" Siaga Warga ", region=cast.regency, now=now)
    row = ApiKey.objects.get()
    assert (row.name, row.region, row.owner, row.created_at, row.is_live) == ("Siaga Warga", cast.regency, cast.rini, now, True)
    kept = " ".join(str(value) for value in ApiKey.objects.values_list().get())
    assert made.text.split("_", 2)[2] not in kept + repr(made) + str(row)
    event = EventRecord.objects.get(name="api.ApiKeyMade")
    assert (event.payload, event.actor_id, event.at) == ({"key_id": row.pk, "name": "Siaga Warga"}, cast.rini.pk, now)
    assert (queries.key_of(made.text), queries.key_of(made.text[:-1] + "?"), queries.key_of("")) == (row, None, None)
    forged = made.text[:-1] + ("A" if made.text[-1] != "A" else "B")
    assert queries.key_of(forged) is None
    with pytest.raises(Denied):
        actions.make_key(actor=cast.joko, name="Punya Joko", region=cast.regency, now=now)
    assert ApiKey.objects.count() == 1


def test_a_key_is_taken_back_for_good(key: actions.NewKey, cast: SimpleNamespace, now: datetime) -> None:
    for actor, reason in ((cast.joko, "Iseng."), (cast.adi, "Iseng."), (cast.rini, " ")):
        with pytest.raises(Denied):
            actions.revoke_key(actor=actor, key=key.row, reason=reason, now=now)
    row = actions.revoke_key(actor=cast.rini, key=key.row, reason=" Kuncinya tersebar. ", now=now)
    assert (row.revoked_at, row.revoked_by, row.revoke_reason, row.is_live) == (now, cast.rini, "Kuncinya tersebar.", False)
    assert queries.key_of(key.text) is None
    again = actions.revoke_key(actor=cast.rini, key=key.row, reason="Lain.", now=now + timedelta(days=1))
    assert (again.revoked_at, again.revoke_reason) == (now, "Kuncinya tersebar.")
    events = EventRecord.objects.filter(name="api.ApiKeyRevoked")
    assert [event.payload for event in events] == [{"key_id": row.pk, "reason": "Kuncinya tersebar."}]
    with pytest.raises(rules.TooMany):
        actions.count_use(key=key.row, now=now)


def test_the_database_wants_a_reason(key: actions.NewKey, now: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.update(revoked_at=now)


def test_an_hour_holds_so_many(key: actions.NewKey, now: datetime, settings: LazySettings) -> None:
    settings.API_POSTS_PER_HOUR = 3
    for minute in (0, 10, 59):
        actions.count_use(key=key.row, now=now + timedelta(minutes=minute))
    with pytest.raises(rules.TooMany) as many:
        actions.count_use(key=key.row, now=now + timedelta(minutes=59, seconds=30))
    assert many.value.seconds == 30
    actions.count_use(key=key.row, now=now + timedelta(minutes=60))
    key.row.refresh_from_db()
    assert (key.row.hour_count, key.row.hour_began_at, key.row.used_on.isoformat()) == (1, now + timedelta(hours=1), "2026-11-24")


def test_the_coordinator_gives_and_takes_back_in_the_workspace(cast: SimpleNamespace, sign_in: SignIn) -> None:
    rini = sign_in(cast.rini)
    empty = rini.post("/ruang/kunci-api/", {"nama": ""})
    assert (empty.status_code, ApiKey.objects.count()) == (422, 0)
    assert "Beri nama dulu" in empty.content.decode()
    made = rini.post("/ruang/kunci-api/", {"nama": "Siaga Warga"})
    text = made.context["made"].text
    assert (made.status_code, text in made.content.decode(), "no-store" in made["Cache-Control"]) == (201, True, True)
    page = rini.get("/ruang/kunci-api/")
    row = page.context["page"].object_list[0]
    assert (row.name, row.reports, text in page.content.decode(), f"ktg_{row.prefix}_…" in page.content.decode()) == (
        "Siaga Warga",
        0,
        False,
        True,
    )
    address = f"/ruang/kunci-api/{row.pk}/cabut/"
    assert (rini.get(address).status_code, rini.post(address, {"alasan": ""}).status_code) == (200, 422)
    assert rini.post(address, {"alasan": "Tidak dipakai lagi."}).headers["Location"] == "/ruang/kunci-api/"
    assert "Tidak dipakai lagi." in rini.get("/ruang/kunci-api/").content.decode()
    assert queries.key_of(text) is None
    for other in (cast.joko, cast.markus, cast.budi, cast.adi):
        client = sign_in(other)
        assert (client.get("/ruang/kunci-api/").status_code, client.post(address, {"alasan": "x"}).status_code) == (403, 404)
    with pytest.raises(NotVisible):
        queries.get_key(cast.joko, row.pk)


def test_the_list_costs_the_same_for_one_and_thirty(
    cast: SimpleNamespace, now: datetime, sign_in: SignIn, django_assert_num_queries: object
) -> None:
    rini = sign_in(cast.rini)
    rini.get("/ruang/kunci-api/")
    for number in range(30):
        actions.make_key(actor=cast.rini, name=f"Aplikasi {number}", region=cast.regency, now=now)
        if number in (0, 29):
            with django_assert_num_queries(6):  # type: ignore[operator]
                rini.get("/ruang/kunci-api/")
