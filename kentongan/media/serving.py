"""Handing out one file of an upload. Who may have it was asked before."""

from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible

from . import queries
from .models import Upload

TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "pdf": "application/pdf"}


def file_response(upload: Upload, variant: str) -> Any:
    """The file for whoever may have it: a picture to look at, a document to keep. What somebody brought never acts as a page of ours,
    and no other site may show it. Raises NotVisible where there is no such file.
    """
    path = queries.path_of(upload, variant)
    if not path.is_file():
        raise NotVisible(_("Berkas ini tidak ada."))
    name = variant
    if is_document := upload.kind == Upload.Kind.DOCUMENT:
        name = upload.original_name if upload.original_name.lower().endswith(".pdf") else f"{upload.original_name}.pdf"
    response: Any = FileResponse(path.open("rb"), content_type=TYPES[variant.rpartition(".")[2]], as_attachment=is_document, filename=name)
    guard(response)
    return response


def guard(response: Any) -> None:
    """Say of an answer that carries a file: no page of ours, whatever is in it, and nothing for other sites."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
