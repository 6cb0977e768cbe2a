"""Words and marks, as tables."""

import pytest

from kentongan.search.policies.marks import Marker, bare, meant_words, respelt
from kentongan.search.policies.words import asked, distance, indexed_stems, stems_of, words_of


@pytest.mark.parametrize(
    "family",
    [
        "tulis menulis penulis tulisan ditulis penulisan menuliskan tulislah",
        "kirim mengirim pengirim kiriman dikirim pengiriman mengirimkan",
        "pukul memukul pemukul pukulan dipukul",
        "sapu menyapu penyapu sapuan disapu",
        "tanam menanam penanaman tanaman ditanam",
        "tani petani pertanian bertani",
        "sehat kesehatan menyehatkan",
        "bangun membangun pembangunan bangunan dibangun",
        "layan pelayanan melayani layanan dilayani",
        "umum pengumuman mengumumkan diumumkan",
        "ajar mengajar belajar pelajar pengajar pelajaran",
        "nikah menikah pernikahan dinikahi",
        "nilai menilai penilaian dinilai",
        "minta meminta permintaan diminta",
        "banjir kebanjiran",
    ],
)
def test_a_family_of_words_meets_in_one_root(family: str) -> None:
    root, *others = family.split()
    assert [word for word in others if set(stems_of(word)).isdisjoint(stems_of(root))] == []


@pytest.mark.parametrize(
    ("one", "other"), [("tamu", "kamu"), ("topi", "kopi"), ("kali", "tali"), ("kota", "tota"), ("ikan", "kanan"), ("desa", "dusun")]
)
def test_words_of_different_roots_stay_apart(one: str, other: str) -> None:
    assert set(stems_of(one)).isdisjoint(stems_of(other))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jum’at, 17-an di Dusun É'ban!", "jumat 17 an di dusun eban"),
        ("Rapat Kelompok Informasi Masyarakat (KIM)", "rapat kelompok informasi masyarakat kim kim"),
        ("Komunitas Informasi Masyarakat", "komunitas informasi masyarakat kim"),
        ("Kec. Siding, Kab. Bengkayang", "kecamatan siding kabupaten bengkayang"),
        ("anak-anak_kita", "anak anak kita"),
        ("😀 — … \x00", ""),
        ("ﬁlm ½", "film 12"),
    ],
)
def test_words_of_a_text(text: str, words: str) -> None:
    assert words_of(text) == words.split()


def test_what_stands_everywhere_carries_nothing() -> None:
    assert indexed_stems(words_of("Warga yang menulis untuk desa dan di kota")) == ["warga", *stems_of("menulis"), "desa", "kota"]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("menulis berita", ["menulis", "berita…"]),
        ("menulis berita ", ["menulis", "berita"]),
        ("di desa", ["desa…"]),
        ("di dan", ["di", "dan…"]),
        ("kelompok informasi masyarakat siding", ["kim", "siding…"]),
        ("komunitas informasi", ["komunitas", "informasi…"]),
        ("“kerja bakti” jum'at", ["=kerja", "=bakti", "jumat…"]),
        ('"di desa"', ["=di", "=desa"]),
        ('"', []),
        ("air air air", ["air", "air…"]),
        ("!!! … —", []),
        ("\x00\ud800banjir\x00", ["banjir"]),
        ("a b c d e f g h i j k l m n", list("abcdefghij")),
        ("x" * 10_000, ["x" * 40 + "…"]),
    ],
)
def test_what_was_typed_is_understood(typed: str, understood: list[str]) -> None:
    assert ["=" * word.is_exact + word.word + "…" * word.is_open for word in asked(typed).words] == understood


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [
        ("posyandu", "posyandu", 0),
        ("posiandu", "posyandu", 1),
        ("psoyandu", "posyandu", 1),
        ("posyndu", "posyandu", 1),
        ("kemaran", "kemarau", 1),
        ("abcd", "dcba", 3),
    ],
)
def test_distance_counts_slips(one: str, other: str, changes: int) -> None:
    assert distance(one, other, 2) == min(changes, 3)


@pytest.mark.parametrize(
    ("typed", "text", "html"),
    [
        ("tulis", "Warga menulis & membaca", "Warga <mark>menulis</mark> &amp; membaca"),
        ("<b>", "a <b> c", "a &lt;<mark>b</mark>&gt; c"),
        ("kim", "Komunitas Informasi Masyarakat Siding", "<mark>Komunitas Informasi Masyarakat</mark> Siding"),
        ("jumat", "Jum'at bersih", "<mark>Jum&#x27;at</mark> bersih"),
        ("posy", "Posyandu", "<mark>Posyandu</mark>"),
        ("posy ", "Posyandu", "Posyandu"),
        ('"tulis"', "menulis tulis", "menulis <mark>tulis</mark>"),
    ],
)
def test_words_found_are_marked_and_all_else_is_escaped(typed: str, text: str, html: str) -> None:
    assert Marker(asked(typed)).marked(text) == html


def test_a_snippet_shows_the_place_where_most_words_meet() -> None:
    text = "Pembukaan rapat. " * 20 + "Banjir merusak jembatan di hulu. " + "Penutup rapat. " * 20
    snippet = Marker(asked("jembatan banjir")).snippet(text, longest=100)
    assert "<mark>Banjir</mark> merusak <mark>jembatan</mark> di hulu." in snippet
    assert (snippet.startswith("… "), snippet.endswith(" …"), len(snippet) < 160) == (True, True, True)


def test_a_snippet_without_a_found_word_is_the_beginning() -> None:
    assert Marker(asked("zzz")).snippet("Pendek saja.") == "Pendek saja."


def test_bare_text_keeps_blocks_apart() -> None:
    assert (
        bare("<h2>Judul</h2>\n<p>Isi &amp; <strong>te</strong>bal<br>baris</p><ul><li>satu</li><li>dua</li></ul>")
        == "Judul Isi & tebal baris satu dua"
    )


@pytest.mark.parametrize(
    ("typed", "text", "meant"),
    [
        ("Posiandu lansia", "Jadwal posyandu lansia", "posyandu lansia"),
        ("menuliss", "Belajar menulis", "menulis"),
        ("bajir di sidng", "Banjir di Siding", "banjir di siding"),
        ("air", "Aor", "air"),
        ('"posiandu"', "posyandu", '"posiandu"'),
    ],
)
def test_what_may_have_been_meant(typed: str, text: str, meant: str) -> None:
    question = asked(typed)
    assert respelt(question, meant_words(question, [text])) == meant
