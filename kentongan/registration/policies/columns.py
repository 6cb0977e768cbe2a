"""The columns of a list of KIM (DOMAIN.md §1), by whatever heading people give them. Plain arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kentongan.regions.policies import searchable

HEADER_WITHIN = 20  # rows in which the headings are looked for, below titles and letterheads (own choice)


class Column(StrEnum):
    """A column that the register knows, in the order of the export."""

    REGISTER_NUMBER = "nomor_induk"
    NAME = "nama"
    REGION_CODE = "kode_wilayah"
    DISTRICT = "kecamatan"
    VILLAGE = "desa"
    LEVEL = "tingkat"
    ADDRESS = "alamat"
    PHONE = "nomor_kontak"
    DECREE = "nomor_sk"
    ISSUER = "penetap"
    ABOUT = "tentang"
    DATE = "tanggal_sk"
    TERM_START = "masa_mulai"
    TERM_END = "masa_sampai"
    CHAIR = "ketua"
    SECRETARY = "sekretaris"
    TREASURER = "bendahara"
    COLLECTING = "pengumpulan"
    PROCESSING = "pengolahan"
    SPREADING = "penyebaran"
    KIM_ID = "kim_id"
    SITE = "situs"


# The heading of the export first, then what other lists call it.
HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.REGISTER_NUMBER: ("Nomor Induk KIM", "No Induk", "Nomor Induk", "No Induk KIM", "Nomor Register", "No Register"),
    Column.NAME: ("Nama KIM", "Nama", "Nama Kelompok", "KIM", "Nama Komunitas", "Nama Kelompok Informasi Masyarakat", "Kelompok"),
    Column.REGION_CODE: ("Kode Wilayah", "Kode Desa", "Kode Kemendagri", "Kode"),
    Column.DISTRICT: ("Kecamatan", "Kec", "Nama Kecamatan"),
    Column.VILLAGE: ("Desa/Kelurahan", "Desa", "Kelurahan", "Nama Desa", "Kelurahan/Desa", "Nama Desa/Kelurahan", "Desa/Kel", "Kampung"),
    Column.LEVEL: ("Tingkat", "Tingkat KIM", "Jenjang"),
    Column.ADDRESS: ("Alamat Sekretariat", "Alamat", "Alamat KIM", "Sekretariat"),
    Column.PHONE: (
        "Nomor Kontak",
        "No HP",
        "Nomor HP",
        "Telepon",
        "No Telepon",
        "No Telp",
        "HP",
        "Kontak",
        "WhatsApp",
        "No WA",
        "Nomor WA",
    ),
    Column.DECREE: ("Nomor SK", "No SK", "SK", "No Surat Keputusan", "Nomor Surat Keputusan", "SK Pembentukan", "No SK Pembentukan"),
    Column.ISSUER: ("Ditetapkan oleh", "Penetap SK", "Penetap", "Penerbit SK", "SK dari", "Yang Menetapkan", "Pejabat Penetap"),
    Column.ABOUT: ("Tentang", "Perihal", "Tentang SK", "Perihal SK"),
    Column.DATE: ("Tanggal SK", "Tgl SK", "Tanggal", "Tgl", "Tanggal Surat Keputusan", "Tanggal Penetapan"),
    Column.TERM_START: ("Masa Bakti Mulai", "Mulai Masa Bakti", "Masa Bakti Dari", "Berlaku Mulai", "Berlaku Dari"),
    Column.TERM_END: ("Masa Bakti Sampai", "Akhir Masa Bakti", "Masa Bakti Berakhir", "Berlaku Sampai", "Masa Berlaku", "Berakhir"),
    Column.CHAIR: ("Ketua", "Nama Ketua", "Ketua KIM"),
    Column.SECRETARY: ("Sekretaris", "Nama Sekretaris"),
    Column.TREASURER: ("Bendahara", "Nama Bendahara"),
    Column.COLLECTING: ("Seksi Pengumpulan Informasi", "Seksi Pengumpulan", "Pengumpulan Informasi", "Pengumpulan", "Bidang Pengumpulan"),
    Column.PROCESSING: ("Seksi Pengolahan Informasi", "Seksi Pengolahan", "Pengolahan Informasi", "Pengolahan", "Bidang Pengolahan"),
    Column.SPREADING: ("Seksi Penyebaran Informasi", "Seksi Penyebaran", "Penyebaran Informasi", "Penyebaran", "Bidang Penyebaran"),
    Column.KIM_ID: ("Alamat kim.id", "kim.id", "Situs kim.id", "URL kim.id"),
    Column.SITE: ("Alamat Situs", "Situs", "Website", "Slug", "Nama Alamat Situs"),
}
MOST: dict[Column, int] = {  # letters that the register keeps
    Column.REGISTER_NUMBER: 60,
    Column.NAME: 120,
    Column.ADDRESS: 250,
    Column.DECREE: 100,
    Column.ABOUT: 250,
    **dict.fromkeys((Column.CHAIR, Column.SECRETARY, Column.TREASURER, Column.COLLECTING, Column.PROCESSING, Column.SPREADING), 120),
}
# Office of the board → position and section as the groups name them.
SEATS: dict[Column, tuple[str, str]] = {
    Column.CHAIR: ("ketua", ""),
    Column.SECRETARY: ("sekretaris", ""),
    Column.TREASURER: ("bendahara", ""),
    Column.COLLECTING: ("seksi", "Pengumpulan Informasi"),
    Column.PROCESSING: ("seksi", "Pengolahan Informasi"),
    Column.SPREADING: ("seksi", "Penyebaran Informasi"),
}

RUNNING_NUMBERS = frozenset({"no", "nomor", "nomorurut", "nourut"})  # nobody misses them


def plain_heading(text: str) -> str:
    """A heading as it is compared: "No. SK *" and "no sk" are the same."""
    return searchable(text).replace(" ", "")


KNOWN = {plain_heading(heading): column for column, headings in HEADINGS.items() for heading in headings}


@dataclass(frozen=True)
class Header:
    """Where the headings stand, and which columns they name; ``ignored`` are headings that the register does not know or knows already."""

    index: int
    columns: dict[int, Column]
    ignored: tuple[str, ...]


def header_of(cells: Sequence[str], index: int = 0) -> Header:
    """The row read as headings. Of a column named twice the first counts."""
    columns: dict[int, Column] = {}
    ignored = []
    for position, text in enumerate(cells):
        column = KNOWN.get(plain_heading(text))
        if column is not None and column not in columns.values():
            columns[position] = column
        elif text and plain_heading(text) not in RUNNING_NUMBERS:
            ignored.append(text[:60])
    return Header(index, columns, tuple(ignored))


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The headings among the first rows: the row that names the most columns, two at the least; None where no row does."""
    found = [header_of(cells, index) for index, cells in enumerate(rows[:HEADER_WITHIN])]
    best = max(found, key=lambda header: (len(header.columns), -header.index), default=None)
    return best if best is not None and len(best.columns) >= 2 else None
