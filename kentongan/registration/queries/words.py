"""What is said about a file or a row, in plain words. Sentences are made when they are read, in the reader's language."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from ..policies.columns import HEADINGS, Column
from ..policies.faults import Kind
from ..policies.tables import Trouble, Unreadable

Sentence = Callable[[dict[str, Any]], str]


def _meant(sentence: str, near: str) -> str:
    return f"{sentence} {_('Maksudnya %(near)s?') % {'near': near}}" if near else sentence


def _unknown_village(values: dict[str, Any]) -> str:
    if values["district"]:
        sentence = _("Desa “%(text)s” tidak ada di Kecamatan %(district)s.") % values
    else:
        sentence = _("Desa “%(text)s” tidak dikenal.") % values
    return _meant(sentence, values["near"])


FAULTS: dict[Kind, Sentence] = {
    Kind.NAME_MISSING: lambda values: _("Nama KIM belum diisi."),
    Kind.TOO_LONG: lambda values: _("Terlalu panjang: %(letters)s huruf, paling banyak %(most)s.") % values,
    Kind.FORMULA: lambda values: _("Sel ini berisi rumus tanpa hasil. Ketik isinya langsung."),
    Kind.IDENTITY_NUMBER: lambda values: _("Ini tampaknya NIK. Hapus dari daftar: NIK tidak diperlukan dan tidak disimpan."),
    Kind.CODE_UNKNOWN: lambda values: _("Kode wilayah “%(text)s” tidak dikenal.") % values,
    Kind.CODE_OUTSIDE: lambda values: _("Kode wilayah “%(text)s” di luar wilayah Anda (%(home)s).") % values,
    Kind.CODE_OTHER: lambda values: _("Kode %(code)s adalah %(place)s, bukan “%(text)s”.") % values,
    Kind.DISTRICT_UNKNOWN: lambda values: _meant(_("Kecamatan “%(text)s” tidak dikenal.") % values, values["near"]),
    Kind.DISTRICT_OUTSIDE: lambda values: _("Kecamatan “%(text)s” ada di %(where)s, di luar wilayah Anda (%(home)s).") % values,
    Kind.VILLAGE_MISSING: lambda values: _("Desa belum diisi. Untuk KIM tingkat kecamatan, tulis “kecamatan” di kolom Tingkat."),
    Kind.VILLAGE_UNKNOWN: _unknown_village,
    Kind.VILLAGE_ELSEWHERE: lambda values: (
        _("Desa “%(text)s” tidak ada di Kecamatan %(district)s. Desa bernama itu ada di Kecamatan %(places)s.") % values
    ),
    Kind.VILLAGE_TWICE: lambda values: _("Ada beberapa desa “%(text)s”: di Kecamatan %(places)s. Isi kecamatannya.") % values,
    Kind.LEVEL_UNKNOWN: lambda values: (
        _("Tingkat “%(text)s” tidak dikenal. Tulis RW, desa, kelurahan, kecamatan, atau kabupaten.") % values
    ),
    Kind.LEVEL_FIXED: lambda values: _("KIM ini terdaftar di tingkat %(level)s. Tingkat tidak diganti lewat daftar.") % values,
    Kind.REGION_FIXED: lambda values: _("KIM ini terdaftar di %(place)s. Wilayah tidak diganti lewat daftar.") % values,
    Kind.NUMBER_OTHER: lambda values: _("KIM ini sudah terdaftar dengan nomor induk %(text)s.") % values,
    Kind.REPEATED: lambda values: _("KIM ini sudah ada di baris %(row)s.") % values,
    Kind.GROUP_ENDED: lambda values: _("KIM ini sudah dibubarkan atau bergabung. Pulihkan dulu di halamannya, atau hapus barisnya."),
    Kind.PHONE: lambda values: _("Nomor “%(text)s” belum terbaca. Contoh: 0812 3456 7890") % values,
    Kind.DECREE_MISSING: lambda values: _("Keterangan SK sudah diisi, tetapi nomor SK belum."),
    Kind.DATE_MISSING: lambda values: _("SK baru perlu tanggal."),
    Kind.ABOUT_MISSING: lambda values: _("SK baru perlu keterangan tentang apa."),
    Kind.ISSUER: lambda values: (
        _("Penetap “%(text)s” tidak dikenal. Tulis kepala desa, lurah, camat, kepala dinas kominfo, atau bupati.") % values
    ),
    Kind.DAY: lambda values: _("“%(text)s” bukan tanggal. Contoh: 01/03/2024 atau 1 Maret 2024") % values,
    Kind.DAY_AHEAD: lambda values: _("Tanggal SK belum tiba."),
    Kind.TERM_BACKWARDS: lambda values: _("Masa bakti berakhir sebelum dimulai."),
    Kind.SEAT_WITHOUT_DECREE: lambda values: _("Pengurus dicatat dengan SK. Isi nomor SK-nya."),
    Kind.ADDRESS: lambda values: _("“%(text)s” bukan alamat web. Contoh: suarasiding.kim.id") % values,
    Kind.SLUG_SHAPE: lambda values: (
        _("“%(text)s” tidak dapat menjadi alamat situs: 3 sampai 40 huruf kecil, angka, dan tanda hubung. Contoh: suara-siding") % values
    ),
    Kind.SLUG_TAKEN: lambda values: _("Alamat “%(text)s” sudah dipakai. Yang masih bebas: %(free)s") % values,
    Kind.SITE_FIXED: lambda values: _("Situs KIM ini beralamat %(slug)s. Alamatnya diganti di halaman situs, bukan lewat daftar.") % values,
}

TROUBLES: dict[Trouble, Callable[[], str]] = {
    Trouble.NOT_A_TABLE: lambda: _("Berkas ini bukan tabel yang dapat dibaca. Simpan sebagai .xlsx atau .csv, lalu coba lagi."),
    Trouble.OLD_SHEET: lambda: _("Ini berkas Excel lama atau berkata sandi. Simpan sebagai .xlsx tanpa kata sandi, lalu coba lagi."),
    Trouble.LOCKED: lambda: _("Berkas ini terkunci dengan kata sandi. Simpan tanpa kata sandi, lalu coba lagi."),
    Trouble.LETTERS: lambda: _("Huruf di berkas ini tidak terbaca. Simpan sebagai “CSV UTF-8”, lalu coba lagi."),
    Trouble.QUOTES: lambda: _("Ada tanda kutip yang tidak ditutup."),
    Trouble.TOO_LARGE: lambda: _("Isi berkas ini terlalu besar. Buang gambar dan lembar lain, lalu coba lagi."),
    Trouble.MANY_ROWS: lambda: _("Barisnya terlalu banyak. Bagi menjadi beberapa berkas."),
    Trouble.MANY_COLUMNS: lambda: _("Kolomnya terlalu banyak."),
    Trouble.LONG_CELL: lambda: _("Ada sel yang isinya terlalu panjang."),
    Trouble.NO_HEADINGS: lambda: _("Judul kolom tidak ditemukan. Paling sedikit perlu kolom Nama KIM dan Desa."),
    Trouble.NO_NAME: lambda: _("Kolom Nama KIM tidak ditemukan."),
    Trouble.NO_PLACE: lambda: _("Kolom Desa tidak ditemukan."),
    Trouble.NO_ROWS: lambda: _("Di bawah judul kolom tidak ada baris yang terisi."),
}


def fault_sentence(kind: str, values: dict[str, Any]) -> str:
    """What is wrong with a cell, and what to do."""
    return FAULTS[Kind(kind)](values)


def trouble_sentence(error: Unreadable) -> str:
    """Why a file cannot be read, and what to do."""
    sentence = TROUBLES[error.trouble]()
    return f"{sentence} {_('Lihat baris %(row)s.') % {'row': error.row}}" if error.row else sentence


def heading(column: str) -> str:
    """A column's heading as the list has it."""
    return HEADINGS[Column(column)][0]


# What may stand on a group, by the label of its model.
_STANDING: dict[str, Callable[[], str]] = {
    "groups.Member": lambda: _("anggota"),
    "groups.Grant": lambda: _("orang yang bertugas"),
    "groups.Group_member_groups": lambda: _("keanggotaan forum"),
    "sites.Page": lambda: _("halaman situs"),
    "publishing.Publication": lambda: _("tulisan"),
    "media.Upload": lambda: _("gambar atau dokumen"),
    "cases.Case": lambda: _("laporan atau permohonan"),
}


def kept_sentence(reasons: list[str]) -> str:
    """Why a row of an import cannot be undone: "changed", or the labels of the models that stand on what it made."""
    if "changed" in reasons:
        return _("Sudah diubah sesudah impor ini.")
    words = dict.fromkeys(_STANDING[reason]() if reason in _STANDING else _("catatan lain") for reason in reasons)
    return _("Sudah ada %(things)s.") % {"things": ", ".join(words)}
