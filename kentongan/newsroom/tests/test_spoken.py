"""Indonesian as it is said aloud, row by row."""

import tomllib
from pathlib import Path

import pytest

from kentongan.newsroom.policies.spoken import Tongue, spoken

READ = tomllib.loads((Path(__file__).parents[1] / "data" / "spoken.toml").read_text(encoding="utf-8"))
TONGUE = Tongue(words=READ["words"], units=READ["units"])

ROWS = [
    # numbers
    ("0", "nol"),
    ("7 orang", "tujuh orang"),
    ("10 dan 11", "sepuluh dan sebelas"),
    ("15 kepala", "lima belas kepala"),
    ("20", "dua puluh"),
    ("42 keluarga", "empat puluh dua keluarga"),
    ("100", "seratus"),
    ("112 keluarga", "seratus dua belas keluarga"),
    ("250", "dua ratus lima puluh"),
    ("1000", "seribu"),
    ("1.250 jiwa", "seribu dua ratus lima puluh jiwa"),
    ("2.000", "dua ribu"),
    ("11.500", "sebelas ribu lima ratus"),
    ("1.000.000", "satu juta"),
    ("3.000.000.000", "tiga miliar"),
    ("12,5", "dua belas koma lima"),
    ("1.250,75", "seribu dua ratus lima puluh koma tujuh lima"),
    ("2-3 orang", "dua sampai tiga orang"),
    ("10–15 rumah", "sepuluh sampai lima belas rumah"),
    ("RT 02", "er te nol dua"),
    ("RT 02/RW 03", "er te nol dua, er we nol tiga"),
    ("1234567890123456", "satu dua tiga empat lima enam tujuh delapan sembilan nol satu dua tiga empat lima enam"),
    # money
    ("Rp 25.000", "dua puluh lima ribu rupiah"),
    ("Rp25.000", "dua puluh lima ribu rupiah"),
    ("Rp. 25.000,-", "dua puluh lima ribu rupiah"),
    ("Rp 1,5 juta", "satu koma lima juta rupiah"),
    ("Rp 10.000–15.000", "sepuluh ribu sampai lima belas ribu rupiah"),
    ("Rp 600.000 per bulan", "enam ratus ribu rupiah per bulan"),
    # days
    ("28 November 2026", "dua puluh delapan November dua ribu dua puluh enam"),
    ("Sabtu, 28/11/2026", "Sabtu, dua puluh delapan November dua ribu dua puluh enam"),
    ("Sabtu (28/11)", "Sabtu, dua puluh delapan November"),
    ("tgl 1-12-2026", "tanggal satu Desember dua ribu dua puluh enam"),
    ("tahun 1998", "tahun seribu sembilan ratus sembilan puluh delapan"),
    # clock
    ("pukul 07.00", "pukul tujuh pagi"),
    ("pukul 07.30 WIB", "pukul tujuh tiga puluh pagi waktu Indonesia barat"),
    ("Pkl. 13.00", "Pukul satu siang"),
    ("jam 19:15", "pukul tujuh lima belas malam"),
    ("mulai 16.00", "mulai pukul empat sore"),
    ("08.00–11.00", "pukul delapan pagi sampai sebelas siang"),
    ("pukul 00.00", "pukul dua belas malam"),
    ("jam 7 pagi", "jam tujuh pagi"),
    # telephone
    ("0812-5550-0104", "nol delapan satu dua, lima lima lima nol, nol satu nol empat"),
    ("0812 5550 0104", "nol delapan satu dua, lima lima lima nol, nol satu nol empat"),
    ("081255500104", "nol delapan satu dua, lima lima lima nol, nol satu nol empat"),
    ("+62 812-5550-0104", "nol delapan satu dua, lima lima lima nol, nol satu nol empat"),
    ("(0562) 441112", "nol lima enam dua, empat empat satu satu satu dua"),
    ("telepon 112", "telepon satu satu dua"),
    ("hubungi 119", "hubungi satu satu sembilan"),
    # ordinals
    ("ke-1", "pertama"),
    ("hari ke-3", "hari ketiga"),
    ("HUT RI ke-81", "hari ulang tahun Republik Indonesia kedelapan puluh satu"),
    ("Tahap II", "Tahap dua"),
    ("triwulan IV", "triwulan empat"),
    # units
    ("5 km", "lima kilometer"),
    ("2,5 ha", "dua koma lima hektare"),
    ("1,2 m", "satu koma dua meter"),
    ("40 ton", "empat puluh ton"),
    ("50 m²", "lima puluh meter persegi"),
    ("12,5%", "dua belas koma lima persen"),
    ("30 °C", "tiga puluh derajat selsius"),
    ("60 km/jam", "enam puluh kilometer per jam"),
    ("10 kg beras", "sepuluh kilogram beras"),
    # shortened words
    ("BPBD Bengkayang", "Badan Penanggulangan Bencana Daerah Bengkayang"),
    ("KIM Suara Siding", "Kim Suara Siding"),
    ("membawa KTP dan KK", "membawa ka te pe dan ka ka"),
    ("di Jl. Raya No. 5", "di Jalan Raya nomor lima"),
    ("Bpk. Anton dan H. Amir", "Bapak Anton dan Haji Amir"),
    ("beras, gula, dll.", "beras, gula, dan lain-lain."),
    ("07.00 s.d. 11.00", "pukul tujuh pagi sampai dengan pukul sebelas siang"),
    ("dr. Lina", "dokter Lina"),
    ("lewat XYZ", "lewat eks ye zet"),
    ("kantor SAMSAT", "kantor Samsat"),
    ("PENTING BANJIR DATANG", "Penting Banjir Datang"),
    # signs
    ("Bapak/Ibu", "Bapak, Ibu"),
    ("*Tebal* dan “kutip”", "Tebal dan kutip"),
    ("Baca di https://contoh.id/s/ABC sekarang", "Baca di sekarang"),
    ("Balai desa (lantai 2), pagi", "Balai desa, lantai dua, pagi"),
    ("kertas A4", "kertas A empat"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "said"), ROWS)
def test_spoken(written: str, said: str) -> None:
    assert spoken(written, TONGUE) == said


@pytest.mark.parametrize(("written", "_said"), ROWS)
def test_nothing_is_left_to_be_worked_out(written: str, _said: str) -> None:
    assert [sign for sign in spoken(written, TONGUE) if sign.isdigit() or sign in "/%*_()"] == []
