"""A small library of texts in an index of the test's own."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django_scopes import scopes_disabled

from kentongan.publishing.models import Audience, Publication
from kentongan.publishing.policies import rendered, slug_of

TEXTS = {
    "menulis": ("Pemuda Siding belajar menulis berita", "Kelas menulis di balai desa dibuka setiap Sabtu."),
    "penulis": ("Penulis cilik dari perbatasan", "Rini, sembilan tahun, membacakan cerpennya."),
    "tulisan": ("Tulisan tangan di papan informasi", "Warga membaca anggaran desa di papan."),
    "posyandu": ("Posyandu lansia pindah ke balai dusun", "Penimbangan dan pemeriksaan gula darah tiap bulan."),
    "banjir": ("Sungai Siding meluap, tiga rumah kebanjiran", "Warga mengungsi ke gereja; tim siaga desa membagi selimut."),
    "jembatan": ("Jembatan kayu diganti beton", "Pembangunan jembatan dikerjakan gotong royong."),
    "pupuk": ("Petani menebus pupuk bersubsidi", "Cukup membawa KTP; harga tetap. Pertanian lahan kering didahulukan."),
    "kelompok": ("Rapat Kelompok Informasi Masyarakat", "Pengurus baru dipilih."),
    "komunitas": ("Komunitas Informasi Masyarakat menerima kunjungan", "Tamu dari kabupaten tetangga."),
    "jumat": ("Kerja bakti Jum'at bersih", "Parit dan saluran air dibersihkan."),
}


@pytest.fixture(autouse=True)
def search_root(tmp_path: Path) -> Iterator[Path]:
    """The index of a test lies in its own folder."""
    kept = settings.SEARCH_ROOT
    settings.SEARCH_ROOT = tmp_path / "search"
    yield settings.SEARCH_ROOT
    settings.SEARCH_ROOT = kept


Write = Callable[..., Publication]


@pytest.fixture
def write(cast: SimpleNamespace, now: datetime) -> Write:
    """``write("Judul", "Isi", …)``: a published text of KIM Suara Siding, without the deeds that lead there."""

    def make(
        title: str, text: str = "", *, days_ago: float = 1, region: object = None, audience: tuple = (), **values: object
    ) -> Publication:
        number = make.count = getattr(make, "count", 0) + 1  # type: ignore[attr-defined]
        at = now - timedelta(days=days_ago)
        group = None if region is not None else values.pop("group", cast.siding)
        defaults = {
            "code": f"TEST{number:06d}",
            "kind": Publication.Kind.BULLETIN if region is not None else Publication.Kind.ARTICLE,
            "owner": region.scope if region is not None else group.scope,  # type: ignore[attr-defined]
            "group": group,
            "region": region,
            "slug": f"{slug_of(title, longest=70)}-{number}",
            "html": rendered(text),
            "author": cast.dewi,
            "updated_by": cast.dewi,
            "created_at": at,
            "updated_at": at,
            "published_at": at,
            "status": Publication.Status.PUBLISHED,
        }
        with scopes_disabled():
            made = Publication.objects.create(title=title, text=text, **defaults | values)
            Audience.objects.bulk_create([Audience(publication=made, region=each) for each in audience])
        return made

    return make


@pytest.fixture
def library(write: Write) -> dict[str, Publication]:
    """The texts of TEXTS, the first the newest."""
    return {name: write(*words, days_ago=number) for number, (name, words) in enumerate(TEXTS.items(), 1)}
