"""The drawn pictures: every key draws, the same seed draws the same picture, another seed another place."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from kentongan.demo.scenes import MOTIFS, SCENES, draw_logo, draw_scene

SMALL = {"width": 160, "height": 120}


@pytest.mark.parametrize("key", SCENES)
def test_every_key_draws_a_picture_with_many_colours(key: str) -> None:
    image = draw_scene(key, **SMALL)
    assert image.size == (160, 120)
    assert image.mode == "RGB"
    colours = image.getcolors(maxcolors=160 * 120)
    assert colours is not None
    assert len(colours) > 200
    assert max(ImageStat.Stat(image.convert("L")).stddev) > 18


@pytest.mark.parametrize("key", SCENES)
def test_a_seed_is_a_place(key: str) -> None:
    first, again, other = draw_scene(key, seed=4, **SMALL), draw_scene(key, seed=4, **SMALL), draw_scene(key, seed=5, **SMALL)
    assert first.tobytes() == again.tobytes()
    assert sum(ImageStat.Stat(ImageChops.difference(first, other)).mean) > 12


def test_keys_are_the_promised_ones() -> None:
    promised = (
        "sawah ladang lada karet sungai jembatan jalan posyandu sekolah pasar rumah-panjang panen pantai perahu hutan banjir "
        "gotong-royong festival anyaman koperasi perpustakaan air-bersih listrik menara olahraga musyawarah bank-sampah "
        "kantor vaksin beasiswa ternak ikan jagung matahari-terbit"
    )
    assert set(SCENES) == set(promised.split())
    assert len(SCENES) == len(set(SCENES))


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw_scene("gedung-pencakar-langit")


@pytest.mark.parametrize(("width", "height"), [(112, 112), (160, 100), (90, 160), (320, 180)])
def test_any_shape_is_filled_to_its_corners(width: int, height: int) -> None:
    image = draw_scene("sawah", seed=2, width=width, height=height)
    assert image.size == (width, height)
    assert all(image.getpixel(corner) != (0, 0, 0) for corner in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)))


def test_the_heaviest_pictures_stay_light() -> None:
    for key in ("pasar", "lada", "festival", "perpustakaan"):
        file = io.BytesIO()
        draw_scene(key, seed=1, width=640, height=480).save(file, "WEBP", quality=78)
        assert len(file.getvalue()) <= 40 * 1024, key


@pytest.mark.parametrize("motif", MOTIFS)
def test_logos_are_flat_emblems_in_two_colours(motif: str) -> None:
    image = draw_logo(motif, 1, size=64)
    assert image.size == (64, 64)
    assert image.tobytes() == draw_logo(motif, 1, size=64).tobytes()
    colours = image.getcolors(maxcolors=64 * 64)
    assert colours is not None
    assert sum(sorted((count for count, _ in colours), reverse=True)[:2]) > 64 * 64 * 0.6


def test_a_letter_chooses_its_emblem_and_the_size_is_512() -> None:
    image: Image.Image = draw_logo("S", 7)
    assert image.size == (512, 512)
    assert image.tobytes() != draw_logo("T", 8).tobytes()
