"""A picture's fingerprint stays nearly the same for nearly the same picture, and says when it says nothing."""

import io

import pytest
from PIL import Image, ImageDraw, ImageEnhance, UnidentifiedImageError

from kentongan.media.policies import distance, fingerprint, is_telling

pytestmark = pytest.mark.once


def scene(seed: int = 0) -> Image.Image:
    """Some fields of grey, different for each seed."""
    image = Image.new("L", (640, 480), 120)
    draw = ImageDraw.Draw(image)
    for number in range(24):
        value = (seed * 7919 + number * 104729) % 65521
        left, top = value % 560, (value // 7) % 420
        draw.rectangle((left, top, left + 90, top + 80), fill=value % 256)
    return image.convert("RGB")


def as_jpeg(image: Image.Image, quality: int = 88) -> bytes:
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def captioned(image: Image.Image) -> Image.Image:
    marked = image.copy()
    ImageDraw.Draw(marked).text((20, 440), "Papan balai adat, 24 November", fill="white")
    return marked


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    "again",
    [
        lambda image: as_jpeg(image, 30),
        lambda image: as_jpeg(image.resize((320, 240))),
        lambda image: as_jpeg(ImageEnhance.Brightness(image).enhance(1.15)),
        lambda image: as_jpeg(captioned(image)),
    ],
    ids=["pressed", "smaller", "brighter", "written on"],
)
def test_nearly_the_same_picture(seed: int, again: object) -> None:
    image = scene(seed)
    assert distance(fingerprint(as_jpeg(image)), fingerprint(again(image))) <= 6  # type: ignore[operator]


def test_pictures_that_have_nothing_in_common() -> None:
    prints = [fingerprint(as_jpeg(scene(seed))) for seed in range(8)]
    assert min(distance(one, other) for at, one in enumerate(prints) for other in prints[:at]) > 10


@pytest.mark.parametrize(
    ("print_", "says_something"), [("0" * 16, False), ("f" * 16, False), ("000000000000001f", False), ("00000000000000ff", True)]
)
def test_a_plain_picture_resembles_nothing(print_: str, says_something: bool) -> None:
    assert is_telling(print_) is says_something
    assert fingerprint(as_jpeg(Image.new("RGB", (64, 64), "navy"))) in ("0" * 16, "f" * 16)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(UnidentifiedImageError):
        fingerprint(b"bukan gambar")
