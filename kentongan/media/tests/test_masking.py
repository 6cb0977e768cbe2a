"""Boxes over pictures: what stood there is gone; and where a machine looks for faces."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kentongan.media.policies import Box, box_of_cell, faces_in, grid_of, mosaic
from kentongan.media.policies.faces import once_each

from .made import exif_with_place, photo, saved


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def checkered(first: int, size: int = 320, square: int = 2) -> bytes:
    """Squares of black and white; the mean of any larger piece is grey, whichever comes first."""
    image = Image.new("L", (size, size))
    for y in range(0, size, square):
        for x in range(0, size, square):
            image.paste(255 * ((x // square + y // square + first) % 2), (x, y, x + square, y + square))
    return saved(image.convert("RGB"), "PNG")


def test_two_pictures_with_the_same_means_become_the_same() -> None:
    """Nothing but a few means is left: whoever has the copy cannot tell which of the two it was."""
    whole = Box(0, 0, 1000, 1000)
    one, other = checkered(0), checkered(1)
    assert opened(one).tobytes() != opened(other).tobytes()
    hidden = [opened(mosaic(data, [whole])) for data in (one, other)]
    assert hidden[0].tobytes() == hidden[1].tobytes()
    assert hidden[0].getextrema()[0][1] - hidden[0].getextrema()[0][0] <= 2


def test_few_colours_are_left_and_the_rest_stays_as_it_was() -> None:
    before = opened(photo(400, 300, kind="PNG"))
    after = opened(mosaic(saved(before, "PNG"), [Box(250, 500, 250, 500)]))
    edges = (100, 150, 200, 300)
    assert after.crop(edges).tobytes() != before.crop(edges).tobytes()
    for outside in ((0, 0, 400, 150), (0, 150, 100, 300), (200, 150, 400, 300)):
        assert after.crop(outside).tobytes() == before.crop(outside).tobytes()
    rows = [row.getextrema() for row in after.crop(edges).split()]
    assert all(high - low < 40 for low, high in rows)  # the noise around the mean is gone


def test_no_box_leaves_the_pixels_and_nothing_else() -> None:
    data = photo(320, 240, exif=exif_with_place())
    copy = mosaic(data, [])
    assert (opened(copy).tobytes() == opened(data).tobytes(), b"Kamera Rahasia" in data) == (True, True)
    assert (b"Kamera Rahasia" in copy, dict(Image.open(io.BytesIO(copy)).getexif())) == (False, {})


@pytest.mark.parametrize(
    ("key", "box"),
    [
        ("120,40,200,260", Box(120, 40, 200, 260)),
        ("900,900,200,200", Box(900, 900, 100, 100)),
        ("0,0,1000,1000", Box(0, 0, 1000, 1000)),
        ("0,0,3,300", None),
        ("1000,0,50,50", None),
        ("-5,0,50,50", None),
        ("1,2,3", None),
        ("a,b,c,d", None),
        ("٣,0,50,50", None),
        ("0,0,99999,50", None),
        ("", None),
    ],
)
def test_a_box_from_a_form(key: str, box: Box | None) -> None:
    assert Box.read(key) == box


@given(st.integers(-200, 1200), st.integers(-200, 1200), st.integers(0, 1500), st.integers(0, 1500))
def test_a_cut_box_lies_within_and_is_named_as_it_is_read(left: int, top: int, width: int, height: int) -> None:
    box = Box(left, top, width, height).cut()
    if box is not None:
        assert 0 <= box.left < box.right <= 1000
        assert 0 <= box.top < box.bottom <= 1000
        assert Box.read(box.key) == box


@pytest.mark.parametrize("size", [(1280, 960), (960, 1280), (33, 31)])
def test_the_cells_cover_the_picture_once(size: tuple[int, int]) -> None:
    columns, rows = grid_of(*size)
    cells = [box_of_cell(number, columns, rows) for number in range(columns * rows)]
    assert ((columns, rows), sum(cell.width * cell.height for cell in cells)) == ((8, 6) if size[0] >= size[1] else (6, 8), 1_000_000)
    hidden = opened(mosaic(checkered(0, size=200), cells))
    assert hidden.getextrema()[0][1] - hidden.getextrema()[0][0] <= 60
    for number in (-1, columns * rows):
        with pytest.raises(ValueError, match="no such cell"):
            box_of_cell(number, columns, rows)


def test_one_face_found_from_three_sides_is_one_box() -> None:
    front, side, elsewhere = Box(400, 400, 100, 100), Box(410, 420, 90, 90), Box(700, 50, 60, 60)
    assert once_each([side, elsewhere, front]) == [front.grown(0.2), elsewhere.grown(0.2)]
    assert once_each([Box(0, 0, 100, 100)]) == [Box(0, 0, 120, 120)]


def test_the_cascades_load_and_see_no_face_in_a_landscape() -> None:
    """The real detector on a drawing without people. How many faces it finds in real photos was not measured: we have none."""
    image = Image.new("RGB", (640, 480), "#bcd3e8")
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 300), (200, 150), (420, 320), (640, 200), (640, 480), (0, 480)], fill="#5d7f4e")
    draw.rectangle([380, 330, 470, 420], fill="#7a4b2a")
    assert faces_in(saved(image)) == []


def test_what_is_no_picture_has_no_faces() -> None:
    with pytest.raises(ValueError, match="no picture"):
        faces_in(b"bukan gambar")
