"""The pages of lists: bringing in, looking, confirming, undoing, taking away."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kentongan.groups.models import Group
from kentongan.regions.models import Region
from kentongan.registration.models import ImportBatch, ImportRow
from kentongan.registration.policies.faults import Kind
from kentongan.registration.policies.tables import Trouble
from kentongan.registration.queries.words import FAULTS, TROUBLES

from .conftest import Bring
from .lists import as_comma, good_rows

START = "/ruang/daftar-kim/61.07/"
LIST = """DAFTAR KIM
Nama KIM;Desa;Kecamatan;Alamat;Catatan
KIM Muara Kata;Ds. Jagoi;JAGOIBABANG;Balai desa;baru
KIM Suara Siding;Siding;Siding;Jalan Baru 7;
KIM Lintas Kabar;Jagoi;Jagoy Babang;;
"""


def file_of(content: str | bytes, name: str = "daftar.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def plain(answer: Any) -> str:
    main = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_from_the_file_to_the_register_and_back(cast: SimpleNamespace, sign_in: Any) -> None:
    client = sign_in(cast.rini)
    assert f'href="{START}"' in client.get("/ruang/wilayah/61.07/").content.decode()
    answer = client.post(START, {"file": file_of(LIST), "usual_issuer": "camat", "make_sites": "on"})
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer["location"]) == (302, f"{START}{batch.pk}/")
    assert (batch.file_name, batch.usual_issuer, batch.make_sites, batch.brought_by) == ("daftar.csv", "camat", True, cast.rini)
    shown = plain(client.get(answer["location"]))
    assert "Pratinjau: belum ada yang tersimpan." in shown
    assert "Kolom yang tidak dikenal dan dilewati: Catatan" in shown
    assert "Simpan 2 KIM" in shown
    assert "Kecamatan Jagoy Babang Kecamatan “Jagoy Babang” tidak dikenal. Maksudnya Jagoi Babang?" in shown
    assert "Alamat Sekretariat Jalan Baru 7" in shown

    written = client.post(f"{START}{batch.pk}/simpan/", follow=True)
    assert "2 KIM tersimpan: 1 baru, 1 diubah." in written.content.decode()
    assert Group.objects.get(name="KIM Muara Kata").site.slug == "muara-kata"
    undone = client.post(f"{START}{batch.pk}/urungkan/", follow=True)
    assert "Daftar KIM kembali seperti semula." in undone.content.decode()
    assert "Diurungkan" in plain(undone)
    assert set(Group.objects.values_list("name", "address")) == {("KIM Suara Siding", ""), ("KIM Jagoi Bersuara", "")}


def test_what_cannot_be_read_is_said_beside_the_field(cast: SimpleNamespace, sign_in: Any, settings: Any) -> None:
    client = sign_in(cast.rini)

    def told(content: bytes | str | None) -> list[str]:
        answer = client.post(START, {"file": file_of(content)} if content is not None else {})
        assert (answer.status_code, ImportBatch.objects.count()) == (422, 0)
        return answer.context["form"].errors["file"]

    assert told(None) == ["Pilih dulu berkasnya."]
    assert told("") == ["Judul kolom tidak ditemukan. Paling sedikit perlu kolom Nama KIM dan Desa."]
    assert told(b"\x89PNG\r\n\x1a\n\x00") == ["Berkas ini bukan tabel yang dapat dibaca. Simpan sebagai .xlsx atau .csv, lalu coba lagi."]
    assert told("Nama KIM,Desa\nA," + "x" * 6000) == ["Ada sel yang isinya terlalu panjang. Lihat baris 2."]
    settings.IMPORT_LARGEST_BYTES = 2 * 1024 * 1024
    assert told("Nama KIM,Desa\n" + "A,B\n" * 600_000) == ["Berkas ini terlalu besar: paling besar 2 MB."]


def test_every_fault_and_trouble_has_its_sentence() -> None:
    assert set(FAULTS) == set(Kind)
    assert set(TROUBLES) == set(Trouble)


def test_pages_filters_and_the_rows_to_mend(cast: SimpleNamespace, regions: dict[str, Region], sign_in: Any, bring: Bring) -> None:
    client, rows = sign_in(cast.rini), good_rows(regions, 120)
    for number in (3, 60):
        rows[number]["desa"] = "Entah"  # type: ignore[index]
    batch = bring(as_comma(rows))
    page = f"{START}{batch.pk}/"
    first = client.get(page)
    assert (len(first.context["rows"]), "Halaman 1 dari 3" in plain(first)) == (50, True)
    assert [len(client.get(f"{page}?hal={number}").context["rows"]) for number in (2, 3)] == [50, 20]
    faulty = client.get(f"{page}?lihat=bermasalah")
    assert [line.row.number for line in faulty.context["rows"]] == [7, 64]
    assert client.get(f"{page}?lihat=entah").context["page"].paginator.count == 120
    answer = client.get(f"{page}perlu-dibetulkan.csv")
    assert (answer["content-type"], answer["content-disposition"]) == (
        "text/csv; charset=utf-8",
        f'attachment; filename="perlu-dibetulkan-{batch.pk}.csv"',
    )
    mended = answer.content.decode().replace("Entah,", "Siding,").replace(",Entah", ",Siding")
    lines = mended.splitlines()
    assert lines[0].endswith("Yang perlu dibetulkan")
    assert "Desa/Kelurahan: Desa “Entah” tidak ada di Kecamatan" in answer.content.decode()


def test_mended_rows_come_back_good(cast: SimpleNamespace, sign_in: Any, bring: Bring) -> None:
    batch = bring(LIST)
    answer = sign_in(cast.rini).get(f"{START}{batch.pk}/perlu-dibetulkan.csv")
    again = bring(answer.content.decode().replace("KIM Lintas Kabar,Jagoy Babang", "KIM Lintas Kabar,Jagoi Babang"))
    assert (again.new_count, again.faulty_count, again.ignored) == (1, 0, ["Yang perlu dibetulkan"])


def test_pages_cost_the_same_for_one_row_and_for_thirty(
    cast: SimpleNamespace, regions: dict[str, Region], sign_in: Any, bring: Bring
) -> None:
    client = sign_in(cast.rini)

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few, many = bring(as_comma(good_rows(regions, 1))), bring(as_comma(good_rows(regions, 30)))
    few_lists = cost(START)
    for _number in range(10):
        bring(LIST)
    assert [few_lists, cost(START)] == [7, 7]
    assert [cost(f"{START}{batch.pk}/") for batch in (few, many)] == [8, 8]
    assert [cost(f"{START}{batch.pk}/perlu-dibetulkan.csv") for batch in (few, many)] == [6, 6]
    downloads = [cost(f"{START}daftar.{form}") for form in ("csv", "xlsx")]
    Group.objects.bulk_create(Group(name=f"KIM {number}", region=cast.siding_village) for number in range(30))
    assert [*downloads, *(cost(f"{START}daftar.{form}") for form in ("csv", "xlsx"))] == [7, 7, 7, 7]


def test_the_register_is_taken_away(cast: SimpleNamespace, sign_in: Any) -> None:
    client = sign_in(cast.rini)
    answer = client.get(f"{START}daftar.csv")
    assert answer.content.startswith(b"\xef\xbb\xbfNomor Induk KIM,Nama KIM,")
    assert (answer["content-type"], "no-store" in answer["cache-control"]) == ("text/csv; charset=utf-8", True)
    assert re.fullmatch(r'attachment; filename="daftar-kim-6107-\d{8}\.csv"', answer["content-disposition"])
    sheet = client.get(f"{START}daftar.xlsx")
    assert (sheet.content[:4], sheet["content-type"].rpartition(".")[2]) == (b"PK\x03\x04", "sheet")


@pytest.mark.parametrize("who", ["sari", "markus", "budi", "wati", "joko", "adi"])
def test_nobody_else_finds_any_of_it(who: str, cast: SimpleNamespace, sign_in: Any, bring: Bring) -> None:
    batch, client = bring(LIST), sign_in(getattr(cast, who))
    assert [client.get(START + path).status_code for path in ("", "daftar.csv", "daftar.xlsx", f"{batch.pk}/")] == [404] * 4
    assert client.post(START, {"file": file_of(LIST)}).status_code == 404
    assert [client.post(f"{START}{batch.pk}/{deed}/").status_code for deed in ("simpan", "buang", "urungkan")] == [404] * 3
    assert (Group.objects.count(), ImportBatch.objects.count()) == (2, 1)


def test_a_list_belongs_to_its_region(cast: SimpleNamespace, sign_in: Any, bring: Bring) -> None:
    batch, client = bring(LIST), sign_in(cast.rini)
    below = f"/ruang/daftar-kim/{cast.siding_district.code}/"
    assert client.get(f"{below}{batch.pk}/").status_code == 404
    answer = client.post(below, {"file": file_of(LIST)})
    assert [(row.outcome, [fault[1] for fault in row.faults]) for row in ImportRow.objects.exclude(batch=batch)] == [
        ("faulty", ["district_outside"]),
        ("changed", []),
        ("faulty", ["district_unknown"]),
    ]
    assert answer.status_code == 302


def test_a_saved_list_asks_nobody_twice(cast: SimpleNamespace, sign_in: Any, bring: Bring) -> None:
    batch, client = bring(LIST), sign_in(cast.rini)
    assert [client.post(f"{START}{batch.pk}/simpan/").status_code for _again in range(2)] == [302, 409]
    assert client.post(f"{START}{batch.pk}/buang/").status_code == 409
    other = bring(LIST)
    assert client.post(f"{START}{other.pk}/buang/", follow=True).status_code == 200
    assert ImportBatch.objects.count() == 1
