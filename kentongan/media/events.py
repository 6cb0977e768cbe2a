"""Facts about uploads."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class UploadDescribed(Event):
    """The words of a public picture were changed."""

    upload_id: int
