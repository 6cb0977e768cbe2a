"""A page becomes PDF/UA, and asks nobody for anything."""

import subprocess
from pathlib import Path

import pytest
from PIL import ImageFile

from kentongan.core import paper

SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
PAGE = '<html lang="id"><head><title>Kabar {name}</title></head><body><h1 id="atas">Halo</h1><p id="isi">{body}</p></body></html>'


def page(body: str) -> str:
    return PAGE.format(name="Siding", body=body)


def told_of(file: Path, *options: str) -> str:
    """What poppler's pdfinfo says of a file."""
    return subprocess.run(["pdfinfo", *options, file], capture_output=True, text=True, check=True).stdout


def test_a_page_is_tagged_and_says_its_title_and_language(tmp_path: Path) -> None:
    made = paper.pdf_of(page('Apa kabar? <img src="berkas:kotak.svg" alt="Sebuah kotak">'), files={"kotak.svg": SQUARE})
    file = tmp_path / "satu.pdf"
    file.write_bytes(made)
    told = dict(line.split(":", 1) for line in told_of(file).splitlines() if ":" in line)
    assert {name: told[name].strip() for name in ("Title", "Tagged", "Pages")} == {"Title": "Kabar Siding", "Tagged": "yes", "Pages": "1"}
    assert 'pdfuaid:part="1"' in told_of(file, "-meta")
    assert [line.strip() for line in told_of(file, "-struct-text").splitlines() if line.strip()[:1] in ('"', "H", "F")] == [
        "H1 (block)",
        '"Halo"',
        '"Apa kabar? "',
        "Figure:",
        '""',
    ]


def test_pictures_must_be_whole_after_a_sheet_was_made_as_before() -> None:
    paper.pdf_of(page("Satu."))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_what_was_laid_out_says_where_things_are() -> None:
    layout = paper.laid_out(page("isi"))
    places = layout.places()
    assert layout.page_count == 1
    assert places["isi"][1] > places["atas"][1] > 0


@pytest.mark.parametrize("address", ["http://example.org/a.png", "https://example.org/a.png", "file:///etc/hostname", "berkas:lain.png"])
def test_no_address_is_fetched(address: str) -> None:
    with pytest.raises(paper.NotFetched):
        paper.pdf_of(page(f'<img src="{address}" alt="x">'))
    with pytest.raises(paper.NotFetched):
        paper.pdf_of(page(f'<link rel="stylesheet" href="{address}">'))


def test_a_page_without_title_or_language_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="title and its language"):
        paper.pdf_of("<p>Halo</p>")


def test_where_the_programs_are_missing_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(paper, "_weasyprint", missing)
    with pytest.raises(paper.PaperMissing, match="program untuk membuat PDF"):
        paper.pdf_of(page("isi"))
