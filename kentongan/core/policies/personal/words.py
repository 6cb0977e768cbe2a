"""Mail addresses, vehicle plates, and names that stand after a title."""

import re
from collections.abc import Iterator

from .spans import Kind, Reason, Span

_MAIL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][\w.+\-]{0,63}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}", re.ASCII)
_OFFICE = re.compile(r"(?:\.go|\.desa|\.mil)\.id$", re.IGNORECASE)


def mail_addresses(text: str) -> Iterator[Span]:
    """Mail addresses; those of a government are only offered."""
    for match in _MAIL.finditer(text):
        reason = Reason.OFFICE_ADDRESS if _OFFICE.search(match[0]) else Reason.MAIL_ADDRESS
        yield Span(match.start(), match.end(), Kind.EMAIL, reason, match[0])


# The letters plates begin with (Perpol 7/2021); single ones also stand in addresses ("Blok B 12 C").
_PLATES = (
    "AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|CC|CD|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB"
    "|PG|PS|PT|A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z"
)
_PLATE = re.compile(rf"(?<![\w.\-/])({_PLATES})[ .\-]?(\d{{1,4}})[ .\-]?([A-Z]{{1,3}})(?![\w\-/])", re.IGNORECASE | re.ASCII)
_OF_A_CAR = re.compile(r"\b(?:plat|nopol|no\.?\s?pol|nomor polisi|kendaraan|motor|mobil|truk?|bus|pick ?up)\b", re.IGNORECASE)


def plates(text: str) -> Iterator[Span]:
    """Vehicle plates."""
    for match in _PLATE.finditer(text):
        says_car = _OF_A_CAR.search(text[max(0, match.start() - 40) : match.start()]) is not None
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        shouts = line.isupper()  # in capitals every word looks like the end of a plate
        if match[0] != match[0].upper() and not says_car:
            continue
        is_sure = says_car or (len(match[1]) == 2 and len(match[2]) >= 3 and len(match[3]) >= 2 and not shouts)
        reason = Reason.SHAPE_OF_A_PLATE if is_sure else Reason.PERHAPS_A_PLATE
        yield Span(match.start(), match.end(), Kind.PLATE, reason, match[0])


_TITLED = re.compile(
    r"\b(?:pak|bapak|bpk|bu|ibu|sdri?|saudar[ai]|bang|mas|mbak|kak|haji|hj|atas nama|a\.n|bernama|nama saya)\b\.?[ \t]+"
    r"(?-i:([A-Z][a-z’']+(?: (?!(?:Pak|Bapak|Bu|Ibu)\b)[A-Z][a-z’']+){0,3}))",
    re.IGNORECASE,
)
# What follows a title and is no name: offices, and words that go with "ibu".
_OFFICES = frozenset(
    "Bupati Wakil Camat Lurah Kades Kepala Kadus Kadis Kabid Kasi Sekda Sekdes Sekcam Gubernur Presiden Menteri Walikota Wali "
    "Ketua Guru Dokter Bidan Mantri Perawat Polisi Babinsa Kapolsek Danramil Pendeta Pastor Ustaz Ustad Imam Pj Plt Direktur "
    "Anggota Dewan Petugas Admin Operator Warga Sekalian Hamil Kota Menyusui Rumah Negara Pertiwi Tani Nelayan Kabupaten Desa "
    "Dusun Dinas Koordinator Penyuluh Hansip".split()
)


def names(text: str) -> Iterator[Span]:
    """Capitalised words after "Pak", "Ibu", "a.n." and the like."""
    for match in _TITLED.finditer(text):
        if match[1].split()[0] not in _OFFICES:
            yield Span(match.start(1), match.end(1), Kind.NAME, Reason.AFTER_A_TITLE, match[1])
