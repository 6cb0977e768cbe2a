"""Sheets and posters as they come out of the press: read back with other people's programs (poppler, OpenCV)."""

import logging
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from django_scopes import scope

from kentongan.core.paper import picture_of_page
from kentongan.media.models import Upload
from kentongan.newsroom.actions import wall_sheet as deeds
from kentongan.newsroom.actions.agenda import cancel_event
from kentongan.newsroom.policies.wall_sheet_choices import Part
from kentongan.newsroom.policies.wall_sheet_contents import WallContents, WallDate, WallFigure, WallNotice, WallText
from kentongan.newsroom.queries import wall_sheet as sheets
from kentongan.newsroom.queries.posters import get_for_poster, poster_of
from kentongan.newsroom.queries.wall_sheet_print import Press
from kentongan.newsroom.tests.conftest import Write, WriteEvent

SENTENCE = "Tiga kelompok tani di Desa Siding sepakat memanen padi ladang serentak mulai Sabtu pagi. "
CONTENTS = WallContents(
    name="KIM Suara Siding", tagline="Kabar dari Desa Siding", place="Desa Siding, Kecamatan Siding", number=7, week="23–29 November 2026",
    home="http://kim.localhost:8000/kim/suara-siding/", report="http://kim.localhost:8000/kim/suara-siding/lapor/",
    secretariat="Rumah KIM", phone="0812 5550 0174", emergency="112",
    dates=tuple(WallDate(f"Rabu, {day} Nov", "08.00", f"Posyandu {day}", "Balai adat", f"E{day}") for day in range(23, 29)),
    bulletins=(WallNotice("Imunisasi polio", SENTENCE, "Dinas Kesehatan", "http://kim.localhost:8000/s/B0", "B0"),),
    figure=WallFigure("1.250", "warga", "Kantor desa, 2025"),
)  # fmt: skip


def text_of(number: int, sentences: int, picture: str = "") -> WallText:
    return WallText(
        code=f"K{number}", title=f"Kabar nomor {number} dari kampung", kicker="Pertanian", byline="Sari Lestari",
        blocks=(("p", (SENTENCE * sentences).strip()),), address=f"http://kim.localhost:8000/s/K{number}", picture=picture, alt="Sawah",
    )  # fmt: skip


def printed(contents: WallContents, *, paper: str, sides: int = 1) -> tuple[Press, bytes, int]:
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    press = Press(contents, paper=paper, sides=sides)
    layout = press.printed()
    return press, layout.pdf(), layout.page_count


def codes_on(pdf: bytes) -> set[str]:
    """What a phone would read on its first page, held over one part of it after the other."""
    seen = cv2.imdecode(np.frombuffer(picture_of_page(pdf, dpi=200), np.uint8), cv2.IMREAD_GRAYSCALE)
    reader, (height, width) = cv2.QRCodeDetector(), seen.shape
    parts = (seen[top : top + 380, left : left + 380] for top in range(0, height, 150) for left in range(0, width, 150))
    return {words for part in parts if (words := reader.detectAndDecode(part)[0])}


def structure_of(pdf: bytes, file: Path) -> list[str]:
    """What a screen reader is told, in its order."""
    file.write_bytes(pdf)
    return subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.once
@pytest.mark.parametrize(("paper", "texts", "sides"), [("a4", 0, 1), ("f4", 1, 1), ("a4", 7, 2), ("a3", 200, 1)])
def test_it_is_exactly_the_sheet_and_full(paper: str, texts: int, sides: int) -> None:
    contents = replace(CONTENTS, texts=tuple(text_of(number, 14) for number in range(texts)))
    press, _pdf, pages = printed(contents, paper=paper, sides=sides)
    shown = press.contents.texts
    assert pages == sides
    assert len(shown) >= min(texts, 3)
    assert press.free <= 28  # millimetres; what is more becomes a board to write on
    assert [text.code for text in shown] == [f"K{number}" for number in range(len(shown))] or texts == 0
    if texts > len(shown):
        assert [one.title for one in press.contents.more[:1]] == [f"Kabar nomor {len(shown)} dari kampung"]


@pytest.mark.once
def test_a_bulletin_in_the_place_of_a_text_keeps_its_code() -> None:
    press = Press(replace(CONTENTS, texts=()), paper="a4", sides=1)
    assert [(text.title, text.code) for text in press.sides[0].texts] == [("Imunisasi polio", "B0")]  # found again when it is withdrawn


@pytest.mark.once
def test_an_edition_chosen_by_hand_has_what_was_chosen_and_says_what_had_no_room(tmp_path: Path) -> None:
    bulletins = tuple(
        WallNotice(f"Pengumuman {number}", SENTENCE * 2, "Desa", f"http://kim.localhost:8000/s/B{number}", f"B{number}")
        for number in range(5)
    )
    chosen = replace(
        CONTENTS, texts=tuple(text_of(number, 20) for number in range(5)), bulletins=bulletins, phone="", secretariat="",
        contact="Ibu Dewi, 0812-5550-0103", figure=WallFigure("1.250.000 ekor", "sapi", "Kantor desa, 2025"),
        by_hand=(Part.DATES, Part.BULLETINS, Part.CONTACT),
    )  # fmt: skip
    press, pdf, pages = printed(chosen, paper="a4")
    contents = press.contents
    words = " ".join(line.strip().strip('"') for line in structure_of(pdf, tmp_path / "mading.pdf"))
    left_out = [one.title for one in contents.left_out]
    assert (pages, contents.figure, contents.more) == (1, None, ())  # what was automatic gives way to what was chosen
    assert left_out[:2] == ["Kabar nomor 3 dari kampung", "Kabar nomor 4 dari kampung"]
    assert "1.250.000 ekor sapi" in left_out
    shown = [one.title for one in (*contents.dates, *contents.bulletins)]
    wanted = [one.title for one in (*CONTENTS.dates, *bulletins)]
    assert sorted(shown + [title for title in left_out if title in wanted]) == sorted(wanted)
    assert len(contents.dates) >= 3
    assert [title in words for title in shown] == [True] * len(shown)
    assert "Ibu Dewi, 0812-5550-0103" in words
    assert "Agenda sepekan" not in words
    assert codes_on(pdf) >= {one.address for one in contents.bulletins}


@pytest.mark.once
def test_codes_lead_to_the_texts_and_the_order_is_that_of_the_eye(tmp_path: Path) -> None:
    press, pdf, _pages = printed(replace(CONTENTS, texts=tuple(text_of(number, 20) for number in range(3))), paper="a4")
    shown = [text.address for text in press.contents.texts]
    assert codes_on(pdf) == {*shown, CONTENTS.home, CONTENTS.report, "http://kim.localhost:8000/s/B0"}
    structure = structure_of(pdf, tmp_path / "mading.pdf")
    words = " ".join(line.strip().strip('"') for line in structure if line.strip().startswith('"'))
    told = ["KIM Suara Siding", *(text.title for text in press.contents.texts), "Agenda sepekan", "Angka pekan ini", "Punya kabar"]
    places = [words.find(one) for one in told]
    assert places == sorted(places)
    assert -1 not in places
    headings = [line.split()[0] for line in structure if line.split()[:1] in (["H1"], ["H2"], ["H3"])]
    assert headings == ["H1", *["H2"] * (len(headings) - 1)]


def test_the_worker_makes_what_was_ordered(write: Write, cover: Upload, cast: SimpleNamespace, now: datetime) -> None:
    write(title="Panen padi", text=SENTENCE * 3, status="published", cover=cover)
    sheet = deeds.begin_wall_sheet(actor=cast.sari, group=cast.siding, paper="a4", sides=1, now=now)
    deeds.make_wall_sheet(sheet_id=sheet.pk, version=1, now=now)
    made = sheets.get_sheet(cast.siding, 1)
    assert (made.state, made.reason, made.layouts > 1) == ("siap", "", True)
    assert made.contents is not None
    assert [(text["title"], text["is_whole"]) for text in made.contents["texts"]] == [("Panen padi", True)]
    assert (made.file.content_type, made.file.is_public, made.picture.kind) == ("application/pdf", False, "picture")  # type: ignore[union-attr]
    deeds.make_wall_sheet(sheet_id=sheet.pk, version=1, now=now)
    assert sheets.get_sheet(cast.siding, 1).file_id == made.file_id


def test_a_poster_is_one_page_with_its_code_and_made_once(
    write: Write, cast: SimpleNamespace, now: datetime, tmp_path: Path, settings: SimpleNamespace
) -> None:
    text = write(title="Panen padi ladang mulai Sabtu", text=SENTENCE * 9, status="published")
    made = poster_of(get_for_poster(text.code, site=None), paper="a4")
    with scope(owner=[cast.siding.scope]):
        again = poster_of(get_for_poster(text.code, site=cast.siding_site), paper="a4")
    assert codes_on(made) == {f"http://kim.localhost:8000/s/{text.code}"}
    assert [line.split()[0] for line in structure_of(made, tmp_path / "poster") if line.split()[:1] == ["H1"]] == ["H1"]
    assert (again, len(list(settings.MADE_ROOT.rglob("poster/**/*.pdf")))) == (made, 1)


def test_the_poster_of_what_was_called_off_says_so(
    plan: WriteEvent, cast: SimpleNamespace, now: datetime, tmp_path: Path, settings: SimpleNamespace
) -> None:
    event = plan("Posyandu balita")
    before = poster_of(get_for_poster(event.code, site=None), paper="a4")
    with scope(owner=[cast.siding.scope]):
        cancel_event(actor=cast.yohanes, publication=event, reason="Bidan sakit.", now=now)
    after = poster_of(get_for_poster(event.code, site=None), paper="a4")
    told = [" ".join(structure_of(pdf, tmp_path / "poster")) for pdf in (before, after)]
    assert [("BATAL" in words, "Bidan sakit." in words) for words in told] == [(False, False), (True, True)]
