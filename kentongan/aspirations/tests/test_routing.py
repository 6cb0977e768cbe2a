"""Where a category usually goes: a village's route before its district's before the regency's before the settings."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kentongan.aspirations import actions, queries
from kentongan.aspirations.forms import ForwardForm
from kentongan.aspirations.models import Route
from kentongan.cases.models import Case
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied
from kentongan.groups.models import Office

from .conftest import Sending

ADDRESS = "/ruang/laporan/rute/"


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def usual(case: Case) -> tuple[str, str] | None:
    found = [target for target in queries.targets_of(queries.report_of(case)) if target.is_usual]
    assert len(found) <= 1
    return (found[0].label, found[0].why) if found else None


def test_without_a_route_the_settings_say_where(send: Sending, roads: Office) -> None:
    affairs, coaches = "pembagian urusan, lampiran UU 23/2014", "camat membina dan mengawasi desa, UU 23/2014 ps. 225"
    assert {key: usual(send(category=key).case) for key in ("jalan", "kesehatan", "dana_desa", "lainnya")} == {
        "jalan": ("Dinas Pekerjaan Umum", f"karena kategori Jalan dan jembatan ({affairs})"),
        "kesehatan": None,  # there is no such office here
        "dana_desa": ("Pemerintah Kecamatan Siding", f"karena kategori Dana desa dan pembangunan ({coaches})"),
        "lainnya": None,
    }


def test_the_nearest_route_holds(sent: Case, cast: SimpleNamespace, roads: Office) -> None:
    works = Office.objects.create(region=cast.siding_district, name="Seksi Pembangunan Siding")
    why = "karena kategori Jalan dan jembatan, menurut rute %s"
    Route.objects.create(region=cast.regency, category="jalan", level="village")
    assert usual(sent) == ("Pemerintah Desa Siding", why % "Kabupaten Bengkayang")
    Route.objects.create(region=cast.jagoi_district, category="jalan", level="district")  # another place's
    Route.objects.create(region=cast.siding_district, category="air", level="district")  # another category's
    Route.objects.create(region=cast.siding_district, category="jalan", level="office", office=works)
    assert usual(sent) == ("Seksi Pembangunan Siding", why % "Kecamatan Siding")
    Route.objects.create(region=cast.siding_village, category="jalan", level="office", office=roads)
    assert usual(sent) == ("Dinas Pekerjaan Umum", why % "Desa Siding")


def test_the_form_chooses_it_and_says_why(sent: Case, roads: Office) -> None:
    form = ForwardForm(report=queries.report_of(sent))
    assert form["tujuan"].value() == f"61.07/{roads.pk}"
    assert form["tujuan"].help_text.startswith("Biasanya ke Dinas Pekerjaan Umum, karena kategori Jalan")


def routes() -> set[tuple[str, str, str, str | None]]:
    return set(Route.objects.values_list("region_id", "category", "level", "office__name"))


def facts() -> list[dict[str, Any]]:
    return [record.payload for record in EventRecord.objects.filter(name="aspirations.RoutesSet").order_by("pk")]


def test_routes_are_set_and_taken_back(cast: SimpleNamespace, roads: Office, now: datetime) -> None:
    wanted: dict[str, str | Office] = {"jalan": roads, "air": "district", "lainnya": ""}
    assert actions.set_routes(actor=cast.rini, region=cast.regency, routes=wanted, now=now) == ["jalan", "air"]
    assert routes() == {("61.07", "jalan", "office", "Dinas Pekerjaan Umum"), ("61.07", "air", "district", None)}
    assert actions.set_routes(actor=cast.rini, region=cast.regency, routes=wanted, now=now) == []
    assert actions.set_routes(actor=cast.rini, region=cast.regency, routes={"jalan": "village", "air": ""}, now=now) == ["jalan", "air"]
    assert routes() == {("61.07", "jalan", "village", None)}
    assert facts() == [{"region_code": "61.07", "categories": ["jalan", "air"]}] * 2


@pytest.mark.parametrize("name", ["budi", "sari", "joko", "wati", "adi"])
def test_only_the_coordinator_sets_routes(name: str, cast: SimpleNamespace, now: datetime, sign_in: Any) -> None:
    with pytest.raises(Denied, match="koordinator"):
        actions.set_routes(actor=getattr(cast, name), region=cast.regency, routes={"jalan": "village"}, now=now)
    assert [sign_in(getattr(cast, name)).get(ADDRESS).status_code, routes()] == [404, set()]


def test_what_is_no_route(cast: SimpleNamespace, now: datetime) -> None:
    elsewhere = Office.objects.create(region=cast.jagoi_district, name="Kantor Camat Jagoi Babang")
    with pytest.raises(Denied, match="tidak dikenal"):
        actions.set_routes(actor=cast.rini, region=cast.regency, routes={"sampah": "village"}, now=now)
    with pytest.raises(Denied, match="tidak melayani"):
        actions.set_routes(actor=cast.rini, region=cast.siding_district, routes={"jalan": elsewhere}, now=now)
    assert (routes(), facts()) == (set(), [])


def test_the_page_of_routes(cast: SimpleNamespace, roads: Office, sign_in: Any) -> None:
    rini = sign_in(cast.rini)
    form = rini.get(ADDRESS).context["form"]
    assert str(form.fields["jalan"].choices[0][1]) == "Biasa: Dinas Pekerjaan Umum"
    assert str(form.fields["lainnya"].choices[0][1]) == "Biasa: belum ada, koordinator memilih sendiri"
    assert rini.post(ADDRESS, {"jalan": "village"}).status_code == 302
    district = f"{ADDRESS}{cast.siding_district.code}/"
    form = rini.get(district).context["form"]
    assert (str(form.fields["jalan"].choices[0][1]), form.fields["jalan"].help_text, form["jalan"].value()) == (
        "Biasa: pemerintah desa/kelurahan",
        "rute Kabupaten Bengkayang",
        "",
    )
    assert rini.post(district, {"jalan": str(roads.pk)}).status_code == 302
    assert routes() == {("61.07", "jalan", "village", None), (cast.siding_district.code, "jalan", "office", "Dinas Pekerjaan Umum")}
    answer = rini.post(district, {"jalan": "999999"})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"jalan": ["Pilih salah satu dari daftar."]})
    for code in ("61.01.01", "99", "61.07.99"):
        assert rini.get(f"{ADDRESS}{code}/").status_code == 404
