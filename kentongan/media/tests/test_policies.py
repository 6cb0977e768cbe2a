"""What is taken, what is refused, and what is left of a photo."""

import io
import random

import pytest
from PIL import Image

from kentongan.media.policies import LARGEST_BYTES, Fault, Unfit, prepared, widths_for

from . import made

MEGABYTE = 1024 * 1024


def take(data: bytes, name: str = "foto.jpg", **options: object) -> object:
    return prepared(data, name=name, **{"largest_bytes": 2 * MEGABYTE, "largest_pixels": 3_000_000, **options})


BAD = [
    ("kosong.jpg", b"", Fault.EMPTY),
    ("nol.jpg", b"\0" * 500, Fault.BROKEN),
    ("berat.jpg", b"\xff\xd8\xff" + b"x" * (2 * MEGABYTE), Fault.TOO_HEAVY),
    ("bom.png", made.bomb_png(), Fault.TOO_MANY_PIXELS),
    ("bom-besar.png", made.bomb_png(200_000), Fault.TOO_MANY_PIXELS),
    ("besar.jpg", made.photo(2400, 1800, quality=20), Fault.TOO_MANY_PIXELS),
    ("pita.png", made.saved(Image.new("RGB", (1300, 20)), "PNG"), Fault.TOO_THIN),
    ("terpotong.jpg", made.photo(800, 600)[:9000], Fault.BROKEN),
    ("terpotong.png", made.photo(300, 300, kind="PNG")[:900], Fault.BROKEN),
    ("terpotong.webp", made.photo(300, 300, kind="WEBP")[:400], Fault.BROKEN),
    ("kepala-saja.jpg", b"\xff\xd8\xff\xe0", Fault.BROKEN),
    ("gambar.svg", made.SVG, Fault.DRAWING),
    ("menyamar.png", made.SVG, Fault.DRAWING),
    ("halaman.jpg", made.HTML, Fault.MISLABELLED),
    ("halaman-bom.jpg", b"\xef\xbb\xbf \n" + made.HTML, Fault.MISLABELLED),
    ("surat.jpg", made.PDF, Fault.MISLABELLED),
    ("teks.jpg", b"bukan foto", Fault.MISLABELLED),
    ("program.exe", b"MZ\x90\0 program", Fault.UNKNOWN),
    ("arsip.zip", b"PK\x03\x04 arsip", Fault.UNKNOWN),
    ("palsu.pdf", b"PK\x03\x04 arsip", Fault.MISLABELLED),
    ("terpotong.pdf", b"%PDF-1.4\n1 0 obj", Fault.BROKEN),
    ("IMG_0001.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Fault.PHONE_FORMAT),
    ("rekaman.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0", Fault.PHONE_FORMAT),
    ("gerak.gif", made.animation(400, 30), Fault.LONG_ANIMATION),
    ("peta.bmp", made.saved(Image.new("RGB", (20, 20)), "BMP"), Fault.MISLABELLED),
]


@pytest.mark.parametrize(("name", "data", "fault"), BAD, ids=[row[0] for row in BAD])
def test_bad_files_are_refused_for_what_they_are(name: str, data: bytes, fault: Fault) -> None:
    with pytest.raises(Unfit) as refusal:
        take(data, name)
    assert refusal.value.fault == fault


GOOD = [
    ("foto.jpg", made.photo(1600, 1200), (360, 640, 1280), (1280, 960)),
    ("foto.JPG", made.photo(700, 500, exif=made.exif_with_place()), (360, 640), (640, 457)),
    ("foto.png", made.photo(400, 300, kind="PNG"), (360,), (360, 270)),
    ("foto.webp", made.photo(400, 300, kind="WEBP"), (360,), (360, 270)),
    ("kecil.png", made.photo(120, 90, kind="PNG"), (120,), (120, 90)),
    ("gerak.gif", made.animation(100, 5), (100,), (100, 100)),
    ("png-bernama.jpg", made.photo(400, 300, kind="PNG"), (360,), (360, 270)),
    ("abu.png", made.saved(Image.new("L", (400, 300), 90), "PNG"), (360,), (360, 270)),
    ("dalam.png", made.saved(Image.new("I;16", (400, 300), 30_000), "PNG"), (360,), (360, 270)),
    ("bening.png", made.saved(Image.new("RGBA", (400, 300), (0, 0, 0, 0)), "PNG"), (360,), (360, 270)),
    ("palet.png", made.saved(Image.new("P", (400, 300), 3), "PNG", transparency=3), (360,), (360, 270)),
    ("cetak.jpg", made.saved(Image.new("CMYK", (400, 300), (10, 90, 10, 0))), (360,), (360, 270)),
    ("hitam-putih.png", made.saved(Image.new("1", (400, 300)), "PNG"), (360,), (360, 270)),
]


@pytest.mark.parametrize(("name", "data", "widths", "size"), GOOD, ids=[row[0] for row in GOOD])
def test_pictures_are_made_small(name: str, data: bytes, widths: tuple[int, ...], size: tuple[int, int]) -> None:
    kept = take(data, name)
    assert (kept.widths, (kept.width, kept.height)) == (widths, size)
    assert sorted(file for file, _data in kept.files) == sorted(f"{width}.{ending}" for width in widths for ending in ("webp", "jpg"))
    for file, written in kept.files:
        image = Image.open(io.BytesIO(written))
        image.load()
        assert image.width == int(file.split(".")[0])
        assert image.format == ("WEBP" if file.endswith("webp") else "JPEG")
        assert len(written) <= LARGEST_BYTES.get(image.width, 40_000)
    assert kept.colour[0] == "#"


def test_what_is_transparent_becomes_white() -> None:
    kept = take(made.saved(Image.new("RGBA", (400, 300), (0, 0, 0, 0)), "PNG"), "bening.png")
    assert kept.colour == "#ffffff"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_stand_upright(orientation: int) -> None:
    """The red quarter, upper left as the sensor saw it, goes where the orientation says."""
    where = {1: "NW", 2: "NE", 3: "SE", 4: "SW", 5: "NW", 6: "NE", 7: "SE", 8: "SW"}[orientation]
    kept = take(made.photo(800, 600, exif=made.exif_with_place(orientation)))
    image = Image.open(io.BytesIO(dict(kept.files)["360.jpg"]))
    assert (image.width > image.height) == (orientation <= 4)
    spots = {"NW": (0.25, 0.25), "NE": (0.75, 0.25), "SW": (0.25, 0.75), "SE": (0.75, 0.75)}
    for name, (across, down) in spots.items():
        red, green, _blue = image.getpixel((int(image.width * across), int(image.height * down)))
        assert (red > 170 and green < 70) == (name == where), name


def test_nothing_of_the_phone_is_left() -> None:
    original = made.photo(800, 600, exif=made.exif_with_place(6), comment=b"rumah Sari")
    assert b"Kamera Rahasia" in original
    for name, data in take(original).files:
        image = Image.open(io.BytesIO(data))
        assert dict(image.getexif()) == {}, name
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info), name
        assert b"Kamera" not in data
        assert b"Exif" not in data
        assert b"rumah" not in data


def test_text_in_png_is_left_out() -> None:
    from PIL.PngImagePlugin import PngInfo

    note = PngInfo()
    note.add_text("Lokasi", "Dusun Hulu")
    for _name, data in take(made.photo(400, 300, kind="PNG", pnginfo=note), "foto.png").files:
        assert b"Dusun Hulu" not in data


def test_a_document_is_kept_as_it_is() -> None:
    kept = take(made.PDF, "SK.pdf")
    assert (kept.content_type, kept.files, kept.is_picture) == ("application/pdf", (("dokumen.pdf", made.PDF),), False)


def test_a_document_is_no_photo() -> None:
    with pytest.raises(Unfit) as refusal:
        take(made.PDF, "SK.pdf", pictures_only=True)
    assert refusal.value.fault == Fault.NOT_A_PICTURE


def test_a_photo_is_no_document() -> None:
    with pytest.raises(Unfit) as refusal:
        take(made.photo(40, 30), "foto.jpg", documents_only=True)
    assert refusal.value.fault == Fault.NOT_A_DOCUMENT


@pytest.mark.parametrize(
    ("width", "widths"), [(1, (1,)), (359, (359,)), (360, (360,)), (639, (360,)), (640, (360, 640)), (4000, (360, 640, 1280))]
)
def test_widths(width: int, widths: tuple[int, ...]) -> None:
    assert widths_for(width) == widths


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_damaged_files_are_taken_or_refused_but_nothing_else(kind: str) -> None:
    """Three hundred damaged files: each is a picture or Unfit, never another error."""
    whole = made.saved(Image.effect_noise((64, 48), 60).convert("RGB"), kind)
    chance = random.Random(kind)
    for _number in range(300):
        damaged = bytearray(whole[: chance.randint(1, len(whole))] if chance.random() < 0.3 else whole)
        for _bite in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            kept = take(bytes(damaged), f"rusak.{kind.lower()}")
        except Unfit:
            continue
        assert kept.files
