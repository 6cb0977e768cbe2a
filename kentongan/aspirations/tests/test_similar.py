"""Reports of the same trouble are found by their words, place and days."""

import runpy
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.aspirations import actions, queries
from kentongan.aspirations.policies import Told, likeness, resemblance
from kentongan.cases import actions as cases

from .conftest import BROKEN, Sending
from .test_verifying import read

AGAIN = "tolong pak jmbatan gantung kami papan nya patah, anak2 sekolah ndak brani lewat"
OTHER = "Obat darah tinggi di puskesmas sudah habis dua bulan."
WHEN = datetime.fromisoformat("2026-11-24T09:00:00+07:00")


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def test_labelled_pairs_keep_what_was_measured() -> None:
    bench: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[3] / "bench" / "resemblance.py"))
    pairs = bench["pairs"]("held")
    assert (len(pairs), sum(pair.is_same for pair in pairs)) == (222, 54)
    precision, recall = bench["measured"](pairs)
    assert (round(precision, 2), round(recall, 2)) == (0.94, 0.85)


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1.0000001


@pytest.mark.parametrize(
    ("changes", "is_less"),
    [
        ({"village": "61.07.07.2001"}, True),
        ({"category": "air"}, True),
        ({"at": WHEN - timedelta(days=40)}, True),
        ({"hamlet": "Dusun Hilir"}, True),
        ({}, False),
    ],
)
def test_what_makes_it_less_sure(changes: dict[str, Any], is_less: bool) -> None:
    values: dict[str, Any] = {"text": AGAIN, "village": "61.07.12.2004", "category": "jalan", "at": WHEN, "hamlet": "Dusun Hulu"}
    first = Told(text=BROKEN, village="61.07.12.2004", category="jalan", at=WHEN, hamlet="Hulu")
    sure, less = resemblance(first, Told(**values)), resemblance(first, Told(**(values | changes)))
    assert (less < sure) is is_less


def test_points_tell_across_the_border_of_a_village() -> None:
    values = {"category": "jalan", "at": WHEN}
    here = Told(text=BROKEN, village="61.07.12.2004", point=(1.10, 109.50), **values)  # type: ignore[arg-type]
    near = Told(text=AGAIN, village="61.07.12.2005", point=(1.101, 109.501), **values)  # type: ignore[arg-type]
    far = Told(text=AGAIN, village="61.07.12.2004", point=(1.15, 109.55), **values)  # type: ignore[arg-type]
    assert resemblance(here, near) > resemblance(here, far)


def found(cast: SimpleNamespace, now: datetime, **changes: Any) -> list[str]:
    values: dict[str, Any] = {"text": AGAIN, "region": cast.siding_village, "now": now, "category": "jalan"}
    return [row.report.case.number for row in queries.similar_reports(**(values | changes))]


def test_who_finds_what(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    shown, unread, secret, joined, old = (
        send().case,
        send().case,
        send(is_secret=True).case,
        send().case,
        send(now=now - timedelta(days=61)).case,
    )
    send(text=OTHER, category="kesehatan")
    send(region=cast.jagoi_village)
    for case in (shown, joined, old):
        actions.verify_report(actor=cast.rini, case=case, now=now, **read())
    cases.move_case(actor=cast.rini, case=joined, action="join", text="Sudah ada.", now=now)
    assert found(cast, now) == [shown.number]
    assert sorted(found(cast, now, only_public=False, most=9)) == sorted([shown.number, unread.number, secret.number])
    assert sorted(found(cast, now, only_public=False, exclude=shown)) == sorted([unread.number, secret.number])
    assert found(cast, now, region=cast.jagoi_village) == []


def test_from_outside_nobody_works_out_where_a_reporter_stood(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    here, over_the_border = send(point=(1.10, 109.50)).case, send(region=cast.jagoi_village, point=(1.10, 109.50)).case
    for case in (here, over_the_border):
        actions.verify_report(actor=cast.rini, case=case, now=now, **read())

    def scores(**changes: Any) -> list[tuple[str, float]]:
        values: dict[str, Any] = {"text": AGAIN, "region": cast.siding_village, "now": now, "category": "jalan"}
        return [(row.report.case.number, row.score) for row in queries.similar_reports(**(values | changes))]

    asked_anywhere = [scores(point=point) for point in (None, (1.10, 109.50), (1.102, 109.502), (1.19, 109.59))]
    assert asked_anywhere == [scores()] * 4
    assert [number for number, _score in scores()] == [here.number]
    asked_inside = [number for number, _score in scores(point=(1.10, 109.50), only_public=False)]
    assert sorted(asked_inside) == sorted([here.number, over_the_border.number])


def test_one_query_however_many_there_are(send: Sending, cast: SimpleNamespace, now: datetime, django_assert_num_queries: Any) -> None:
    actions.verify_report(actor=cast.rini, case=send().case, now=now, **read())
    with django_assert_num_queries(1):
        found(cast, now)
    for _again in range(5):
        actions.verify_report(actor=cast.rini, case=send().case, now=now, **read())
    with django_assert_num_queries(1):
        assert len(found(cast, now)) == 3
