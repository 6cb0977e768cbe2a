"""Paper: HTML laid out by WeasyPrint as PDF/UA, for everybody who prints.

Nothing is ever fetched: a page shows what it holds as ``data:``, or a file that was handed in with it under ``berkas:<name>``. What a
machine needs for it stands in scripts/system_packages.sh (``paper``); where that is missing the house runs, and only paper waits.
"""

import shutil
import subprocess
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _
from PIL import ImageFile

HANDED_IN = "berkas:"


class PaperMissing(Exception):
    """This machine lacks what makes PDF files. The message says so to whoever asked for one."""


class NotFetched(ValueError):
    """A page that goes to print asked for an address."""


@lru_cache(maxsize=1)
def _weasyprint() -> ModuleType:
    """The library, loaded when the first sheet is made: it takes half a second and programs that are not Python's. Raises OSError."""
    with warnings.catch_warnings(action="ignore"):
        import weasyprint

    # The library makes Pillow lenient for the whole process; what people send us must be whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@lru_cache(maxsize=1)
def _fetcher_class() -> type:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class HandedIn(URLFetcher):
        """Answers ``data:`` and the files that were handed in, and nothing else."""

        def __init__(self, files: Mapping[str, bytes]) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
            self._files = files

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The bytes of a file that was handed in. Raises NotFetched, which stops the print, for every other address."""
            if url.startswith("data:"):
                return super().fetch(url, headers)
            name = url.removeprefix(HANDED_IN)
            if not url.startswith(HANDED_IN) or name not in self._files:
                raise NotFetched(f"Not handed in with the page: {url}")
            kind = "image/svg+xml" if name.endswith(".svg") else None
            return URLFetcherResponse(url, body=self._files[name], headers={"Content-Type": kind} if kind else {})

    return HandedIn


@dataclass(frozen=True)
class LaidOut:
    """A document after layout: what came of it can be looked at before a PDF is made."""

    document: Any

    @property
    def page_count(self) -> int:
        """How many pages it takes."""
        return len(self.document.pages)

    def places(self, page: int = 0) -> dict[str, tuple[float, float]]:
        """Where each element with an ``id`` begins on a page: (x, y) in CSS pixels (1/96 inch) from its top left corner."""
        return {name: (place[0], place[1]) for name, place in self.document.pages[page].anchors.items()}

    def pdf(self) -> bytes:
        """The file: PDF/UA-1, tagged, with its title and language."""
        return self.document.write_pdf(pdf_variant="pdf/ua-1")


def laid_out(html: str, *, stylesheets: Sequence[str] = (), css: str = "", files: Mapping[str, bytes] | None = None) -> LaidOut:
    """Lay a whole HTML page out on paper, with ``stylesheets`` named as static files, then ``css``, and ``files`` by name.

    It says its own language (``<html lang>``) and title, or PDF/UA would have none. Raises PaperMissing, or NotFetched where it asks for
    an address.
    """
    try:
        library = _weasyprint()
    except OSError as error:
        raise PaperMissing(
            _("Di server ini belum terpasang program untuk membuat PDF (Pango). Minta pengelola memasangnya; selebihnya tetap berjalan.")
        ) from error
    fetcher = _fetcher_class()(files or {})
    try:
        sheets = [library.CSS(string=_static_text(name), url_fetcher=fetcher) for name in stylesheets]
        sheets += [library.CSS(string=css, url_fetcher=fetcher)] if css else []
        document = library.HTML(string=html, url_fetcher=fetcher).render(stylesheets=sheets, pdf_variant="pdf/ua-1")
    except library.urls.FatalURLFetchingError as fatal:  # a BaseException, which would end a worker
        raise NotFetched(str(fatal)) from fatal
    if not document.metadata.title or not document.metadata.lang:
        raise ValueError("A page that goes to print says its title and its language.")
    return LaidOut(document)


def pdf_of(html: str, *, stylesheets: Sequence[str] = (), css: str = "", files: Mapping[str, bytes] | None = None) -> bytes:
    """A whole HTML page as a PDF/UA-1 file, see ``laid_out``. Takes about a second a page: long ones belong to the worker."""
    return laid_out(html, stylesheets=stylesheets, css=css, files=files).pdf()


def _static_text(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")


def picture_of_page(pdf: bytes, *, page: int = 1, dpi: int = 96) -> bytes:
    """A page of a PDF file as PNG, by poppler's pdftoppm; nothing where that is not installed: a picture is a help, not the sheet."""
    program = shutil.which("pdftoppm")
    if program is None:
        return b""
    drawn = subprocess.run(  # noqa: S603  (a program of the machine, on a file of our own)
        [program, "-png", "-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", "-"],
        input=pdf, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    return drawn.stdout if drawn.returncode == 0 else b""
