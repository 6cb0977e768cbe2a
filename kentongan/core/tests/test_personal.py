"""What in a text points at a person, as a table; and what must hold for any text."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kentongan.core.policies import Kind, Reason, masked, personal_data
from kentongan.core.policies.personal import IN_ITS_PLACE
from kentongan.core.policies.personal.numbers import is_nik

FOUND = [
    # NIK: a man born 12 March 1990 in Siding, a woman born the same day, in every way they are written
    ("NIK saya 6107051203900001.", "nik", "6107051203900001"),
    ("NIK 6107055203900001 atas nama istri", "nik", "6107055203900001"),
    ("ktp 6107 0512 0390 0001 hilang", "nik", "6107 0512 0390 0001"),
    ("ktp 61.07.05.120390.0001 hilang", "nik", "61.07.05.120390.0001"),
    ("ktp 610705-120390-0001 hilang", "nik", "610705-120390-0001"),
    ("6 1 0 7 0 5 1 2 0 3 9 0 0 0 0 1", "nik", "6 1 0 7 0 5 1 2 0 3 9 0 0 0 0 1"),
    ("RT 02 6107051203900001", "nik", "6107051203900001"),
    ("NIK6107051203900001", "nik", "6107051203900001"),
    ("(6107057112990012)", "nik", "6107057112990012"),
    ("nomor kk 6107051203150007", "family_card", "6107051203150007"),
    ("Kartu Keluarga no. 6107 0512 0315 0007", "family_card", "6107 0512 0315 0007"),
    ("KK: 9999999999999999", "family_card", "9999999999999999"),
    ("NIK 6107051303900001 lahir 12-03-1990", "nik", "6107051303900001"),
    ("salah ketik 6107054213900001", "long_number", "6107054213900001"),
    ("kartu 4716 1234 5678 9010", "long_number", "4716 1234 5678 9010"),
    # telephones
    ("Hubungi 081255501234.", "phone", "081255501234"),
    ("Hubungi 0812 5550 1234 ya", "phone", "0812 5550 1234"),
    ("Hubungi 0812-5550-1234", "phone", "0812-5550-1234"),
    ("Hubungi 0812.5550.1234", "phone", "0812.5550.1234"),
    ("Hubungi 0812 - 5550 - 1234", "phone", "0812 - 5550 - 1234"),
    ("WA +62 812-5550-1234", "phone", "+62 812-5550-1234"),
    ("WA 6281255501234", "phone", "6281255501234"),
    ("WA 62 812 5550 1234", "phone", "62 812 5550 1234"),
    ("wa0812 5550 1234", "phone", "0812 5550 1234"),
    ("https://wa.me/6281255501234", "phone", "6281255501234"),
    ("O812 5550 1234 (huruf O)", "phone", "O812 5550 1234"),
    ("RT 02, 0812 5550 1234", "phone", "0812 5550 1234"),
    ("telp +60 12-345 6789", "phone", "+60 12-345 6789"),
    ("kantor (0562) 441234", "phone", "(0562) 441234"),
    # as one reads them, whatever signs they are made of
    ("NIK ６１０７０５１２０３９００００１", "nik", "６１０７０５１２０３９００００１"),
    ("NIK 6107\u200b0512\u206003900001.", "nik", "6107\u200b0512\u206003900001"),
    ("WA ０８１２ ５５５０ １２３４", "phone", "０８１２ ５５５０ １２３４"),
    ("WA ٠٨١٢٥٥٥٠١٢٣٤", "phone", "٠٨١٢٥٥٥٠١٢٣٤"),
    ("WA 𝟎𝟖𝟏𝟐𝟓𝟓𝟓𝟎𝟏𝟐𝟑𝟒", "phone", "𝟎𝟖𝟏𝟐𝟓𝟓𝟓𝟎𝟏𝟐𝟑𝟒"),
    ("WA 0812\u200b5550\u200b1234 ya", "phone", "0812\u200b5550\u200b1234"),
    ("WA 0\ufe0f\u20e38\ufe0f\u20e31255501234", "phone", "0\ufe0f\u20e38\ufe0f\u20e31255501234"),
    ("WA 0812\u00ad5550\u00ad1234", "phone", "0812\u00ad5550\u00ad1234"),
    ("WA 0812  5550\t1234", "phone", "0812  5550\t1234"),
    ("WA 0812\u20115550\u20141234", "phone", "0812\u20115550\u20141234"),
    ("WA 0812\u202f5550\u30001234", "phone", "0812\u202f5550\u30001234"),
    ("WA 0 8 1 2 5 5 5 0 1 2 3 4", "phone", "0 8 1 2 5 5 5 0 1 2 3 4"),
    ("WA 08 12 55 50 12 34", "phone", "08 12 55 50 12 34"),
    ("WA (0812) 5550 1234", "phone", "(0812) 5550 1234"),
    ("WA (+62) 812 5550 1234", "phone", "(+62) 812 5550 1234"),
    ("ke lukas＠example．org", "email", "lukas＠example．org"),
    ("mobil ＫＢ 1234 ＸＹ", "plate", "ＫＢ 1234 ＸＹ"),
    ("rumah pak\u200b Budi", "name", "Budi"),
    ("kantor 0562-441234", "phone", "0562-441234"),
    ("telepon 021 1234 5678", "phone", "021 1234 5678"),
    # accounts
    ("rek BRI 0123-01-012345-50-7", "account", "0123-01-012345-50-7"),
    ("no. rekening 1234567890", "account", "1234567890"),
    ("norek 1460012345678 a.n. Budi", "account", "1460012345678"),
    ("transfer ke Mandiri 146-00-1234567-8", "account", "146-00-1234567-8"),
    ("Bank Kalbar 5025012345", "account", "5025012345"),
    ("bca 0461234567", "account", "0461234567"),
    ("BNI atas nama kelompok: 0123456789", "account", "0123456789"),
    ("kirim ke 3401234567 (BCA)", "account", "3401234567"),
    ("kirim ke 3401234567 a.n. Budi Santoso", "account", "3401234567"),
    # mail
    ("tulis ke lukas.ngadi@gmail.com", "email", "lukas.ngadi@gmail.com"),
    ("kirim ke 081255501234@example.org", "email", "081255501234@example.org"),
    ("humas@bengkayangkab.go.id", "email", "humas@bengkayangkab.go.id"),
    # plates
    ("truk KB 8123 XY menabrak", "plate", "KB 8123 XY"),
    ("mobil B1234ABC", "plate", "B1234ABC"),
    ("motor kb 2345 ab", "plate", "kb 2345 ab"),
    ("nopol KB-4567-AB", "plate", "KB-4567-AB"),
    ("terlihat B 12 C lewat", "plate", "B 12 C"),
    # names, only offered
    ("Pak Lukas menutup jalan", "name", "Lukas"),
    ("anak Ibu Maria Goreti sakit", "name", "Maria Goreti"),
    ("Sdr. Yohanes Alim", "name", "Yohanes Alim"),
    ("rumah pak Budi roboh", "name", "Budi"),
    ("Pak Budi Ibu Ani", "name", "Budi"),
    ("a.n. Budi Santoso", "name", "Budi Santoso"),
]

WEAK = {
    "salah ketik 6107054213900001",
    "kartu 4716 1234 5678 9010",
    "kantor (0562) 441234",
    "kantor 0562-441234",
    "telepon 021 1234 5678",
    "humas@bengkayangkab.go.id",
    "terlihat B 12 C lewat",
}

NOTHING = [
    "Jembatan patah sejak 12-03-2026.",
    "Jembatan patah sejak 12/03/2026 pukul 08.00-11.00",
    "03.11.2026 rapat di balai desa",
    "06-11-2026 dan 2026-11-06",
    "Biayanya Rp 1.250.000",
    "Biayanya Rp1.250.000.000,00",
    "Rp 12500000 lewat rekening desa",
    "pinjaman 12500000 di BRI",
    "bantuan lewat BRI 12.500.000 per kelompok",
    "PNPM Mandiri 2014-2019",
    "program Mandiri 2014 2019 selesai",
    "tahun 2025, 2026, dan 2027",
    "koordinat 0.812345, 109.512345",
    "di -0.81255501, 109.51234567",
    "1,0812345 derajat",
    "kode rekening 5.1.02.01.01.0024",
    "kode 1.03.10.2.01.01.5.1.02.03",
    "kegiatan 5.1.08.12.34.5678",
    "laporan LPR-2026-0000123-T",
    "perkara KIM-2026-0812555-K",
    "SK nomor 141/12/2026",
    "Perda Nomor 12 Tahun 2026",
    "panggil 112 atau 110",
    "call center 1500123",
    "bebas pulsa 0800 123 4567",
    "kode desa 61.07.12.2004",
    "kode pos 79286",
    "RT 02 RW 05 Dusun Hilir",
    "40 ton, 12 ha, 9,5 ha",
    "1.250 jiwa dan 340 rumah",
    "Pak Bupati dan Ibu Camat datang",
    "ibu hamil dan Ibu Hamil",
    "Bapak Kepala Dusun Hilir",
    "ibu-ibu PKK",
    "pak RT",
    "Blok A No 12",
    "Jalan B 12",
    "KB 2026",
    "ikut KB di puskesmas",
    "SDN 02 Siding",
    "jam 08.12 sampai 11.30",
    "buka 08.12-11.30 dan 12.45-15.10",
    "0 1 2 3 4 5 6 7 8 9",
    "luas 120 m² dan 12 m³, 40–60 rumah — 08 dusun",
    "https://example.org/2026/08/081255501234",
    "ukuran 4 x 6 meter",
    "nomor pelanggan kosong",
    "[nomor telepon] dan [nama]",
    "",
]


@pytest.mark.parametrize(("text", "kind", "piece"), FOUND, ids=[text for text, _, _ in FOUND])
def test_what_is_found(text: str, kind: str, piece: str) -> None:
    first = personal_data(text)[0]
    certain = kind != "name" and text not in WEAK
    assert (first.kind, first.text, first.is_certain) == (kind, piece, certain)
    assert masked(text, [first]) == text.replace(piece, IN_ITS_PLACE[Kind(kind)], 1)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_none_of_it(text: str) -> None:
    assert personal_data(text) == []


def test_one_text_with_all_of_it() -> None:
    text = (
        "Saya Lukas, NIK 6107051203900001, KK 6107051203150007. Hubungi 0812 5550 1234 atau lukas@example.org. "
        "Uang Rp 1.250.000 dikirim ke BRI 0123-01-012345-50-7 dan 3401234567 a.n. Budi Santoso tanggal 12-03-2026 "
        "oleh Pak Yosef dengan mobil KB 1234 XY."
    )
    spans = personal_data(text)
    assert masked(text, [span for span in spans if span.is_certain]) == (
        "Saya Lukas, NIK [NIK], KK [nomor KK]. Hubungi [nomor telepon] atau [alamat e-mail]. "
        "Uang Rp 1.250.000 dikirim ke BRI [nomor rekening] dan [nomor rekening] a.n. Budi Santoso tanggal 12-03-2026 "
        "oleh Pak Yosef dengan mobil [nomor kendaraan]."
    )
    assert [(span.text, span.reason) for span in spans if not span.is_certain] == [
        ("Budi Santoso", Reason.AFTER_A_TITLE),
        ("Yosef", Reason.AFTER_A_TITLE),
    ]


def test_an_office_beside_a_mobile_number() -> None:
    assert [span.text for span in personal_data("telepon 0562-441234 0812 5550 1234")] == ["0562-441234", "0812 5550 1234"]


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [
        ("6107051203900001", True),
        ("6107055203900001", True),  # a woman: 12 + 40
        ("6107057112990001", True),  # 31 December + 40
        ("6107053102900001", False),  # 31 February
        ("6107052902000001", True),
        ("6107053203900001", False),
        ("6107057203900001", False),
        ("6107051213900001", False),  # month 13
        ("6107051200900001", False),
        ("6100051203900001", False),  # no regency
        ("6107001203900001", False),  # no district
        ("9907051203900001", False),  # no province
        ("6107051203900000", False),  # the count begins with 1
        ("610705120390001", False),
        ("٦١٠٧٠٥١٢٠٣٩٠٠٠٠١", False),
    ],
)
def test_how_a_nik_is_built(digits: str, is_one: bool) -> None:
    assert is_nik(digits) is is_one


def test_what_is_shown_of_it_in_a_list() -> None:
    (phone,) = personal_data("Hubungi 0812 5550 1234")
    (name,) = personal_data("Pak Lukas Ngadi")
    assert (phone.excerpt, name.excerpt) == ("0812…34", "Lukas Ngadi")


# --- For any text -----------------------------------------------------------------------------------------------------------

PIECES = [text for text, _, _ in FOUND] + NOTHING + ["0812", "5550", "BRI", "-", ".", "\n", " ", "12", "KK", "rek", "Pak"]
texts = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), st.text("0123456789 .-+KBO[]", max_size=60)
)


@given(texts)
@example("rek 12345678 [nomor] 87654321")
@example("0210000000 08100 00000")
@example("(0810)000000 08100 00000")
@example("REK00000001.1 1 0 1 0 1 0 1 0 1 0 0 0 0 0 1")
def test_masking_twice_is_masking_once(text: str) -> None:
    once = masked(text, personal_data(text))
    assert masked(once, personal_data(once)) == once


@given(texts)
def test_nothing_outside_of_the_spans_changes(text: str) -> None:
    spans = personal_data(text)
    rest, place = masked(text, spans), 0
    for span in spans:
        between = text[place : span.start]
        assert (text[span.start : span.end], rest[: len(between)]) == (span.text, between)
        assert rest[len(between) :].startswith(span.in_its_place)
        rest, place = rest[len(between) + len(span.in_its_place) :], span.end
    assert rest == text[place:]


@st.composite
def niks(draw: st.DrawFn) -> str:
    """A NIK written in groups of at least two digits with one sign between them."""
    day = draw(st.integers(1, 28)) + draw(st.sampled_from([0, 40]))
    digits = f"{draw(st.sampled_from([11, 31, 53, 61, 65, 82, 96]))}{draw(st.integers(1, 79)):02}{draw(st.integers(1, 99)):02}"
    digits += f"{day:02}{draw(st.integers(1, 12)):02}{draw(st.integers(0, 99)):02}{draw(st.integers(1, 9999)):04}"
    groups, rest = [], digits
    while rest:
        size = draw(st.integers(2, len(rest)))
        size = len(rest) if len(rest) - size == 1 else size
        groups, rest = [*groups, rest[:size]], rest[size:]
    return draw(st.sampled_from([" ", ".", "-"])).join(groups)


@given(niks(), st.text("abc,;:()\n", max_size=12), st.text("abc,;:()\n", max_size=12))
def test_every_nik_is_found(nik: str, before: str, behind: str) -> None:
    assert [(span.kind, span.text) for span in personal_data(before + nik + behind)] == [("nik", nik)]


@pytest.mark.parametrize("piece", ["a", "1 ", "0 8 1 ", "08 12 ", "0812 ", "０", "1.", "Pak A", "a@", "12-", "BRI ", "KB 1"])
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    begin = time.perf_counter()
    personal_data(piece * (10_000 // len(piece)))
    assert time.perf_counter() - begin < 5
