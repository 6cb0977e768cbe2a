"""Lists of KIM made of the real villages of Bengkayang, whole and with planted faults."""

from collections.abc import Iterable
from datetime import date, timedelta

from kentongan.core.policies import written_comma
from kentongan.regions.models import Region
from kentongan.registration.policies.columns import Column
from kentongan.registration.policies.sheets import written_sheet

C = Column
HEADINGS = {
    C.REGISTER_NUMBER: "No. Induk",
    C.NAME: "Nama KIM",
    C.DISTRICT: "KECAMATAN",
    C.VILLAGE: "Desa / Kelurahan",
    C.LEVEL: "Tingkat",
    C.ADDRESS: "Alamat",
    C.PHONE: "No HP",
    C.DECREE: "No. SK",
    C.ISSUER: "Penetap",
    C.ABOUT: "Tentang",
    C.DATE: "Tgl SK",
    C.TERM_START: "Berlaku mulai",
    C.TERM_END: "Berlaku sampai",
    C.CHAIR: "Ketua",
    C.SECRETARY: "Sekretaris",
    C.TREASURER: "Bendahara",
    C.COLLECTING: "Seksi Pengumpulan",
    C.PROCESSING: "Seksi Pengolahan",
    C.SPREADING: "Seksi Penyebaran",
    C.KIM_ID: "kim.id",
    C.SITE: "Situs",
}
NAMES = ("Bersama", "Bersatu", "Berseri")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()

Cells = dict[Column, str]


def _day(day: date, number: int) -> str:
    """The same day in one of the ways in which lists have it."""
    ways = (
        day.isoformat(),
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        str((day - date(1899, 12, 30)).days),
    )
    return ways[number % len(ways)]


def _place(village: Region, number: int) -> tuple[str, str]:
    """(district, village) in one of the ways in which lists have them."""
    district = village.parent.name
    kind = "Kel." if village.kind == "kelurahan" else "Ds."
    ways = (
        (district, village.name),
        (district.upper(), village.name.upper()),
        (f"Kec. {district}", f"{kind} {village.name}"),
        (district.replace(" ", ""), village.full_name),
    )
    return ways[number % len(ways)]


def good_rows(regions: dict[str, Region], count: int = 300) -> list[Cells]:
    """So many good rows, two or three KIM in each village."""
    villages = [region for code, region in sorted(regions.items()) if code.startswith("61.07") and region.level == 4]
    rows = []
    for number in range(count):
        village = villages[number % len(villages)]
        district, name = _place(village, number)
        day = date(2023, 1, 2) + timedelta(days=number)
        phone = ("0812", "62812", "+62 812 ")[number % 3] + f"5551{number:04}"
        rows.append(
            {
                C.NAME: f"KIM {village.name} {NAMES[number // len(villages)]}",
                C.DISTRICT: district,
                C.VILLAGE: name,
                C.ADDRESS: f"Jalan Desa {number + 1}, {village.name}",
                C.PHONE: phone,
                C.DECREE: f"141/{number + 1:03}/DS/2023",
                C.ABOUT: "Pembentukan pengurus KIM",
                C.DATE: _day(day, number),
                C.TERM_START: _day(day, number + 1),
                C.TERM_END: _day(day + timedelta(days=3 * 365), number + 2),
                C.CHAIR: f"Ketua {number + 1}",
                C.SECRETARY: f"Sekretaris {number + 1}",
                C.TREASURER: f"Bendahara {number + 1}",
                C.COLLECTING: f"Pengumpul {number + 1}",
                C.PROCESSING: f"Pengolah {number + 1}",
                C.SPREADING: f"Penyebar {number + 1}",
            }
        )
    return rows


def laid_out(rows: Iterable[Cells], *, title: bool = True) -> list[list[str]]:
    """The rows as an office keeps them: a title and an empty line above the headings, a running number, an unknown column, blanks below."""
    table = (
        [
            ["DAFTAR KIM KABUPATEN BENGKAYANG"],
            [],
        ]
        if title
        else []
    )
    table.append(["No", *HEADINGS.values(), "Keterangan"])
    table += [[str(number), *(row.get(column, "") for column in HEADINGS), ""] for number, row in enumerate(rows, start=1)]
    return [*table, [], ["", "", ""], []]


def as_comma(rows: Iterable[Cells]) -> bytes:
    return written_comma(laid_out(rows)).encode()


def as_sheet(rows: Iterable[Cells]) -> bytes:
    return written_sheet("Daftar", laid_out(rows))
