"""Masa pemilu: entered, changed and ended by the coordinator."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kentongan.publishing.actions.elections import declare_period
from kentongan.publishing.models import ElectionPeriod
from kentongan.publishing.policies.elections import usual_dates

LIST = "/ruang/masa-pemilu/"


def typed(cast: SimpleNamespace, **values: str) -> dict[str, str]:
    voting = timezone.localdate() + timedelta(days=60)
    usual = {
        "name": "Pilkades Siding",
        "kind": "pilkades",
        "region": cast.siding_village.code,
        "voting_date": voting.isoformat(),
        "words": "Anton Lado, Padi Emas",
        "source": "SK Bupati 12/2027",
    }
    return {**usual, **values}


def entered(cast: SimpleNamespace, days: int = 60, name: str = "Pilkades Siding") -> ElectionPeriod:
    dates = usual_dates(timezone.localdate() + timedelta(days=days), campaign_days=3, quiet_days=3)
    return declare_period(
        actor=cast.rini,
        name=name,
        kind=ElectionPeriod.Kind.VILLAGE,
        region=cast.siding_village,
        dates=dates,
        words="Anton Lado",
        source="SK Bupati 12/2027",
        now=timezone.now(),
    )


def test_only_voting_day_is_needed_the_rest_is_counted_back(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.rini)  # type: ignore[operator]
    answer = client.post(LIST, typed(cast))
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    period = ElectionPeriod.objects.get()
    assert period.dates == usual_dates(timezone.localdate() + timedelta(days=60), campaign_days=3, quiet_days=3)
    assert (period.word_list, period.entered_by, period.region) == (["Anton Lado", "Padi Emas"], cast.rini, cast.siding_village)
    assert "Akan datang" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"voting_date": ""}, "Bagian ini belum diisi."),
        ({"source": " "}, "Bagian ini belum diisi."),
        ({"region": "61.01.01"}, "Pilih salah satu"),
        ({"kind": "pilgub"}, "Pilih salah satu"),
        ({"campaign_until": "2020-01-01"}, "mendahului"),
        ({"quiet_from": "2099-01-01"}, "mendahului"),
        ({"words": "\n".join(f"kata{n}" for n in range(201))}, "Paling banyak 200."),
    ],
)
def test_what_is_typed_wrong_stays_and_is_told(wrong: dict[str, str], sentence: str, cast: SimpleNamespace, sign_in: object) -> None:
    answer = sign_in(cast.rini).post(LIST, typed(cast, **wrong))  # type: ignore[operator]
    shown = answer.content.decode()
    assert (answer.status_code, sentence in shown, "Pilkades Siding" in shown, ElectionPeriod.objects.count()) == (422, True, True, 0)


def test_a_change_names_the_version_it_started_from(cast: SimpleNamespace, sign_in: object) -> None:
    period, client = entered(cast), sign_in(cast.rini)  # type: ignore[operator]
    change = {**typed(cast, name="Pilkades Siding 2027"), "version": "1"}
    assert client.post(f"{LIST}{period.pk}/", change).status_code == 302
    assert client.post(f"{LIST}{period.pk}/", {**change, "name": "Terlambat"}).status_code == 409
    period.refresh_from_db()
    assert (period.name, period.version) == ("Pilkades Siding 2027", 2)


def test_it_is_ended_with_a_reason_and_then_only_read(cast: SimpleNamespace, sign_in: object) -> None:
    period, client = entered(cast), sign_in(cast.rini)  # type: ignore[operator]
    assert client.post(f"{LIST}{period.pk}/", {"do": "end", "reason": ""}).status_code == 422
    assert client.post(f"{LIST}{period.pk}/", {"do": "end", "reason": "Ditunda."}).status_code == 302
    shown = client.get(f"{LIST}{period.pk}/").content.decode()
    assert ("Ditunda." in shown, "Simpan perubahan" in shown) == (True, False)
    assert client.post(f"{LIST}{period.pk}/", {**typed(cast), "version": "2"}).status_code == 403


@pytest.mark.parametrize("name", ["budi", "sari", "markus", "adi", "joko", "wati"])
def test_others_are_told_who_does_this(name: str, cast: SimpleNamespace, sign_in: object) -> None:
    period, client = entered(cast), sign_in(getattr(cast, name))  # type: ignore[operator]
    assert [client.get(LIST).status_code, client.post(LIST, typed(cast)).status_code] == [403, 403]
    assert [
        client.get(f"{LIST}{period.pk}/").status_code,
        client.post(f"{LIST}{period.pk}/", {"do": "end", "reason": "X"}).status_code,
    ] == [403, 403]
    assert ElectionPeriod.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_however_long(rows: int, cast: SimpleNamespace, sign_in: object) -> None:
    for number in range(rows):
        entered(cast, days=60 + number, name=f"Pilkades {number}")
    client = sign_in(cast.rini)  # type: ignore[operator]
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    assert len(asked) == 7, [query["sql"][:160] for query in asked]


def test_past_ones_stay_in_the_list(cast: SimpleNamespace, sign_in: object) -> None:
    entered(cast, days=-10)
    shown = sign_in(cast.rini).get(LIST).content.decode()  # type: ignore[operator]
    assert ("Selesai" in shown, "Akan datang" in shown) == (True, False)
