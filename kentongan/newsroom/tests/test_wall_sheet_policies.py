"""Where a text is cut, and how a sheet is filled: tables, no database."""

import pytest

from kentongan.newsroom.policies.wall_sheet import (
    Frame,
    Galley,
    blocks_from,
    blocks_of,
    filling,
    kept,
    length_of,
    needed,
    sentences_of,
    shares,
    units_of,
)

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>Satu <strong>dua</strong>.<br>Tiga.</p>", [("p", "Satu dua. Tiga.")]),
        ("<ul><li><p>Karung</p></li><li>Terpal &amp; tali</li></ul>", [("li", "Karung"), ("li", "Terpal & tali")]),
        (
            "<table><tr><th>Hari</th><th>Ladang</th></tr><tr><td>Sabtu</td><td>Hulu</td></tr></table>",
            [("li", "Hari · Ladang"), ("li", "Sabtu · Hulu")],
        ),
        (
            "<h2>Yang disiapkan</h2><blockquote><p>Kata ketua.</p></blockquote>",
            [("h", "Yang disiapkan"), ("p", "Kata ketua.")],
        ),
        ("", []),
    ],
)
def test_a_text_becomes_plain_blocks(html: str, blocks: list[tuple[str, str]]) -> None:
    assert blocks_of(html) == blocks


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("Panen mulai Sabtu. Semua datang.", ["Panen mulai Sabtu.", "Semua datang."]),
        ("Rumah di Jl. Merdeka No. 5. Ia pergi.", ["Rumah di Jl. Merdeka No. 5.", "Ia pergi."]),
        ("Harga Rp 6.800 per kilo. 40 ton masuk.", ["Harga Rp 6.800 per kilo.", "40 ton masuk."]),
        ("Kata Dr. Budi. Lalu pukul 08.00 mulai.", ["Kata Dr. Budi.", "Lalu pukul 08.00 mulai."]),
        ("“Senang,” katanya. “Mari.”", ["“Senang,” katanya.", "“Mari.”"]),
        ("“Sudah cukup. Kami pulang,” katanya. Lalu pergi.", ["“Sudah cukup. Kami pulang,” katanya.", "Lalu pergi."]),
        ("Tanpa titik", ["Tanpa titik"]),
    ],
)
def test_sentences_end_where_a_reader_says_so(words: str, sentences: list[str]) -> None:
    assert sentences_of(words) == sentences


@pytest.mark.parametrize(
    ("letters", "count"),
    [(0, 1), (16, 1), (40, 2), (70, 5), (1_000, 5)],
)
def test_a_text_is_cut_between_sentences_and_never_after_what_announces(letters: float, count: int) -> None:
    units = units_of([("p", "Satu dua tiga. Empat lima enam."), ("h", "Yang dibawa"), ("p", "Bawalah ini:"), ("li", "karung goni")])
    assert [len(unit.words) + 1 for unit in units] == [15, 17, 12, 13, 12]
    assert kept(units, letters) == count


def test_pieces_become_the_blocks_they_were() -> None:
    blocks = [("p", "Satu dua tiga. Empat lima enam."), ("h", "Judul"), ("li", "karung goni")]
    assert blocks_from(units_of(blocks)) == tuple(blocks)
    assert blocks_from(units_of(blocks)[:1]) == (("p", "Satu dua tiga."),)
    assert length_of(units_of(blocks)) == 50


@pytest.mark.parametrize(
    ("lengths", "total", "has_lead", "given"),
    [
        ([100, 100], 1_000, True, [100.0, 100.0]),  # nobody gets more than he has
        ([2_000, 2_000], 2_400, False, [1_200.0, 1_200.0]),
        ([5_000, 5_000, 100], 2_900, True, [1_800.0, 1_000.0, 100.0]),  # the first weighs more
        ([900, 900], 0, True, [520.0, 220.0]),  # never less than is worth printing
        ([], 500, True, []),
    ],
)
def test_letters_are_shared_out(lengths: list[int], total: float, *, has_lead: bool, given: list[float]) -> None:
    assert shares(lengths, total, has_lead=has_lead) == pytest.approx(given)


SENTENCE = "Sepuluh karung padi tiba hari ini. "
LONG = [units_of([("p", (SENTENCE * 40).strip())]) for _text in range(3)]
GALLEYS = [Galley(head=10, ends=tuple(float(5 * (place + 1)) for place in range(40)), tail=15) for _text in range(3)]


@pytest.mark.parametrize("room", [60.0, 120.0, 200.0, 280.0])
@pytest.mark.parametrize("has_lead", [True, False])
def test_a_side_is_filled_and_never_overflows(room: float, *, has_lead: bool) -> None:
    frame = Frame(room=room, head=20, between=5, columns=2, slack=2)
    counts = filling(frame, GALLEYS, LONG, has_lead=has_lead)
    if counts is None:
        least = [kept(units, letters) for units, letters in zip(LONG, shares([1_440] * 3, 0, has_lead=has_lead), strict=True)]
        assert needed(frame, GALLEYS, least, has_lead=has_lead) > room
        return
    used = needed(frame, GALLEYS, counts, has_lead=has_lead)
    assert used <= room
    assert room - used < 3 * 5 + 5 or counts == [40, 40, 40]  # at most another sentence of each would have fitted
