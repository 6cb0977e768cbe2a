"""The composer as a table, the difference of long texts, and other arithmetic."""

import re

import pytest

from kentongan.newsroom.policies import Answers, Facts, changes, cleaned, compose, has_changes, linked_data, tag_labels, widest

FULL = Answers(
    what="panen padi ladang serentak",
    who="tiga kelompok tani dan koperasi",
    where="Dusun Hulu",
    when="Sabtu, 28 November",
    why="supaya harga tidak jatuh",
    how="hasil panen dibawa ke lumbung desa\nkabupaten meminjamkan dua mesin perontok",
)

COMPOSED = [
    (
        "semua dijawab",
        FULL,
        "Panen padi ladang serentak di Dusun Hulu",
        "Panen padi ladang serentak di Dusun Hulu pada Sabtu, 28 November. Yang terlibat: tiga kelompok tani dan koperasi.\n\n"
        "Tujuannya supaya harga tidak jatuh.\n\nHasil panen dibawa ke lumbung desa.\n\nKabupaten meminjamkan dua mesin perontok.",
    ),
    ("kosong", Answers(), "", ""),
    ("spasi saja", Answers(what="  ", who="\n"), "", ""),
    ("hanya apa", Answers(what="Jembatan gantung putus"), "Jembatan gantung putus", "Jembatan gantung putus."),
    ("titik tidak ganda", Answers(what="Jembatan gantung putus."), "Jembatan gantung putus", "Jembatan gantung putus."),
    ("titik dua kali", Answers(what="Jembatan putus.."), "Jembatan putus", "Jembatan putus."),
    ("tiga titik tetap", Answers(what="Air naik", how="kami menunggu..."), "Air naik", "Air naik.\n\nKami menunggu..."),
    (
        "tempat berkoma",
        Answers(what="Posyandu pindah", where="Balai adat, Desa Siding", when="mulai Senin"),
        "Posyandu pindah",
        "Posyandu pindah di Balai adat, Desa Siding, mulai Senin.",
    ),
    ("di tidak dua kali", Answers(what="Rapat desa", where="Di balai desa"), "Rapat desa di balai desa", "Rapat desa di balai desa."),
    ("dekat", Answers(what="Longsor kecil", where="dekat SDN 02"), "Longsor kecil dekat SDN 02", "Longsor kecil dekat SDN 02."),
    ("tempat sudah disebut", Answers(what="Banjir di Dusun Hilir", where="Dusun Hilir"), "Banjir di Dusun Hilir", "Banjir di Dusun Hilir."),
    ("kemarin", Answers(what="Pohon tumbang", when="Kemarin sore"), "Pohon tumbang", "Pohon tumbang kemarin sore."),
    ("tanggal", Answers(what="Gawai", when="12 Mei 2026"), "Gawai", "Gawai pada 12 Mei 2026."),
    ("jam", Answers(what="Rapat", when="08.00"), "Rapat", "Rapat pukul 08.00."),
    ("hari Sabtu", Answers(what="Rapat", when="Hari Sabtu"), "Rapat", "Rapat pada hari Sabtu."),
    ("hari ini", Answers(what="Rapat", when="Hari ini"), "Rapat", "Rapat hari ini."),
    ("hari kecil", Answers(what="Rapat", when="senin pagi"), "Rapat", "Rapat pada Senin pagi."),
    ("karena", Answers(what="Padi rebah", why="Karena hujan angin"), "Padi rebah", "Padi rebah.\n\nHal ini terjadi karena hujan angin."),
    ("kalimat sebab", Answers(what="Padi rebah", why="Hujan turun tiga hari."), "Padi rebah", "Padi rebah.\n\nHujan turun tiga hari."),
    ("untuk", Answers(what="Iuran", why="Untuk membeli pipa"), "Iuran", "Iuran.\n\nTujuannya untuk membeli pipa."),
    ("seru", Answers(what="Juara satu!!!", where="Jagoi"), "Juara satu di Jagoi", "Juara satu di Jagoi."),
    ("tanya", Answers(how="siapa ikut?"), "", "Siapa ikut?"),
    ("tanda petik", Answers(how='"kami siap," kata Markus'), "", '"Kami siap," kata Markus.'),
    ("kutipan selesai", Answers(how="“Kami siap.”"), "", "“Kami siap.”"),
    ("singkatan besar", Answers(what="KIM rapat", when="KEMARIN"), "KIM rapat", "KIM rapat KEMARIN."),
    ("angka depan", Answers(what="40 ton padi masuk lumbung"), "40 ton padi masuk lumbung", "40 ton padi masuk lumbung."),
    ("spasi ganda", Answers(what="panen   padi ,  ladang"), "Panen padi, ladang", "Panen padi, ladang."),
    (
        "dua kalimat",
        Answers(what="Panen dimulai. Lumbung siap.", where="Siding"),
        "Panen dimulai di Siding",
        "Panen dimulai di Siding. Lumbung siap.",
    ),
    ("daftar", Answers(how="bawa:\n- karung\n- tali\n\nkumpul di balai"), "", "Bawa:\n\n- Karung\n- Tali\n\nKumpul di balai."),
    ("daftar bernomor", Answers(how="1. daftar\n2) bayar"), "", "1. Daftar\n2) Bayar"),
    ("emoji WhatsApp", Answers(what="🌾 panen raya 🎉"), "🌾 Panen raya 🎉", "🌾 Panen raya 🎉."),
    ("karakter aneh", Answers(what="panen\0 raya\x07\u200b"), "Panen raya\u200b", "Panen raya\u200b."),
    ("hanya tempat", Answers(where="Dusun Hulu", when="Senin"), "Di Dusun Hulu pada Senin", "Di Dusun Hulu pada Senin."),
    ("alamat web", Answers(how="https://contoh.id dibuka"), "", "https://contoh.id dibuka."),
]


@pytest.mark.parametrize(("name", "answers", "title", "text"), COMPOSED, ids=[row[0] for row in COMPOSED])
def test_compose(name: str, answers: Answers, title: str, text: str) -> None:
    made = compose(answers)
    assert (made.title, made.text) == (title, text)
    assert "  " not in made.text


def test_the_summary_is_the_lead() -> None:
    assert compose(FULL).summary == "Panen padi ladang serentak di Dusun Hulu pada Sabtu, 28 November."


def test_long_answers_fit_the_fields() -> None:
    made = compose(Answers(what="kata " * 5_000, how="x" * 100_000))
    assert len(made.title) <= 110
    assert made.title.endswith("…")
    assert len(made.summary) <= 300
    assert re.fullmatch(r"x+\.", made.text.split("\n\n")[1], re.IGNORECASE)


def test_composing_twice_gives_the_same() -> None:
    assert compose(FULL) == compose(FULL)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("biasa", "biasa"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("nol\0\x01\x1b[31m", "nol[31m"),
        ("sendiri\ud83d", "sendiri"),
        ("keluarga 👨‍👩‍👧 tetap", "keluarga 👨‍👩‍👧 tetap"),
        ("tab\tbaris\n", "tab\tbaris\n"),
    ],
)
def test_cleaned(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("", []),
        ("panen, Lada , #lada;;", ["panen", "Lada"]),
        (",".join(f"t{number}" for number in range(20)), [f"t{number}" for number in range(8)]),
        ("x" * 90, ["x" * 40]),
    ],
)
def test_tag_labels(typed: str, labels: list[str]) -> None:
    assert tag_labels(typed) == labels


@pytest.mark.parametrize(
    ("codes", "kept"),
    [
        ([], []),
        (["61.07", "61.07.04", "61.07.04.2001"], ["61.07"]),
        (["61.07.04.2001", "61.07.04", "61.07.05.2001"], ["61.07.04", "61.07.05.2001"]),
        (["61.07.1", "61.07.10"], ["61.07.1", "61.07.10"]),
    ],
)
def test_widest(codes: list[str], kept: list[str]) -> None:
    assert widest(codes) == kept


def rebuilt(parts: list, *kinds: str) -> str:
    return "".join(part.words for part in parts if part.kind in kinds)


@pytest.mark.parametrize("size", [10, 100_000])
def test_changes_tell_both_texts_whole(size: int) -> None:
    before = "\n".join(f"baris {number} tetap di sini" for number in range(size // 25 + 2))
    after = before.replace("baris 1 tetap", "baris satu berubah") + "\nbaru"
    parts = changes(before, after)
    assert (rebuilt(parts, "same", "removed"), rebuilt(parts, "same", "added")) == (before, after)
    assert has_changes(parts)
    assert not has_changes(changes(before, before))


def test_changes_of_two_giants_are_quick() -> None:
    parts = changes("satu " * 20_000, "dua " * 20_000)
    assert [part.kind for part in parts] == ["removed", "added"]


def test_linked_data() -> None:
    facts = Facts(
        url="https://a/k/",
        title="J" * 200,
        description="d",
        published="p",
        modified="m",
        author="Sari",
        publisher="KIM",
        publisher_url="https://a/",
        section="Pertanian",
        images=("https://a/1.jpg",),
        crumbs=(("KIM", "https://a/"), ("J", "https://a/k/")),
    )
    article, crumbs = linked_data(facts, author_is_person=True)["@graph"]
    assert (article["@type"], len(article["headline"]), article["author"]) == ("NewsArticle", 110, {"@type": "Person", "name": "Sari"})
    assert [item["position"] for item in crumbs["itemListElement"]] == [1, 2]
