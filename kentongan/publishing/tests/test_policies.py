"""Text as tables: what is kept, what is made harmless, how addresses come about."""

import pytest

from kentongan.publishing import policies
from kentongan.publishing.policies import DifferencePart


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Padi **kuning**.", "<p>Padi <strong>kuning</strong>.</p>\n"),
        ("# Judul besar", "<h2>Judul besar</h2>\n"),
        ("###### Kecil", "<h4>Kecil</h4>\n"),
        ("satu\ndua", "<p>satu<br>\ndua</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[klik](javascript:alert(1))", "<p>[klik](javascript:alert(1))</p>\n"),
        ("![foto](https://contoh.id/a.jpg)", "<p></p>\n"),
        ('<img src=x onerror="alert(1)">', "<p>&lt;img src=x onerror=“alert(1)”&gt;</p>\n"),
    ],
)
def test_rendered(text: str, html: str) -> None:
    assert policies.rendered(text) == html


def test_links_found_in_the_text_earn_no_rank() -> None:
    assert policies.rendered("Lihat www.bengkayangkab.go.id") == (
        '<p>Lihat <a href="http://www.bengkayangkab.go.id" rel="nofollow noopener ugc">www.bengkayangkab.go.id</a></p>\n'
    )


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Panen padi ladang mulai akhir pekan", "panen-padi-ladang-mulai-akhir-pekan"),
        ("Saba'u & Doré: 100 % siap!", "sabau-dore-100-siap"),
        ("🌾🌾", ""),
        ("a" * 200, "a" * 80),
        ("kata " * 40, "-".join(["kata"] * 16)),
    ],
)
def test_slug_of(title: str, slug: str) -> None:
    assert policies.slug_of(title) == slug


def test_free_slug_takes_the_first_free_number() -> None:
    assert policies.free_slug("panen", {"panen", "panen-2", "panen-4"}) == "panen-3"
    assert policies.free_slug("panen", set()) == "panen"


def test_summary_ends_at_a_sentence() -> None:
    text = "Kalimat pertama selesai. Kalimat kedua juga selesai di sini. " + "Kalimat panjang sekali " * 20
    assert policies.summary_of(text, longest=70) == "Kalimat pertama selesai. Kalimat kedua juga selesai di sini."
    assert policies.summary_of("Pendek **saja**.") == "Pendek saja."
    assert policies.summary_of("kata " * 100, longest=20) == "kata kata kata…"


def test_difference_word_by_word() -> None:
    assert policies.difference("Panen mulai Sabtu pagi", "Panen mulai Minggu pagi ini") == [
        DifferencePart("same", "Panen mulai "),
        DifferencePart("removed", "Sabtu"),
        DifferencePart("added", "Minggu"),
        DifferencePart("same", " pagi"),
        DifferencePart("added", " ini"),
    ]
