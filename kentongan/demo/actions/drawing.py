"""Drawing what the stories need, on all cores, and keeping it as uploads."""

import io
import multiprocessing
import os
import signal
import threading
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile

from kentongan.accounts.models import Person
from kentongan.media.actions import store_upload
from kentongan.media.models import Upload

from ..scenes import draw_logo, draw_scene

NAMES = uuid.UUID("6107c0de-0000-4000-8000-6b656e746f6e")
Progress = Callable[[str, int, int], None]
Order = tuple[str, str, int]  # ("scene" or "logo", which, seed)


def _picture_bytes(order: Order, *, width: int) -> tuple[Order, bytes]:
    """Draw one picture as JPEG; runs in a process of its own."""
    kind, key, seed = order
    image = (
        draw_scene(key, seed=seed, width=width, height=width * 3 // 4) if kind == "scene" else draw_logo(key, seed, size=min(512, width))
    )
    kept = io.BytesIO()
    image.convert("RGB").save(kept, "JPEG", quality=90)
    return order, kept.getvalue()


def _end_with_the_build() -> None:
    """In a drawing process: leave Ctrl-C to the build, end at once when told to, and also when the build was killed outright."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    build = multiprocessing.parent_process()

    def watch() -> None:
        if build is not None:
            build.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Studio:
    """Draws what the stories need, on all cores, and hands it out."""

    def __init__(self, wanted: Iterable[Order], progress: Progress, picture_width: int) -> None:
        self._drawn: dict[Order, bytes] = {}
        orders = sorted(set(wanted))
        with multiprocessing.Pool(initializer=_end_with_the_build) as pool:  # leaving it, also by Ctrl-C, ends the drawing
            drawing = pool.imap(partial(_picture_bytes, width=picture_width), orders, chunksize=2)
            for count, (order, picture) in enumerate(drawing, 1):
                self._drawn[order] = picture
                progress("Gambar", count, len(orders))

    def upload(self, kind: str, key: str, seed: int, *, use: str, actor: Person, owner: str, now: datetime, **words: Any) -> Upload:
        """The picture as the owner's upload, made once for each use."""
        file = ContentFile(self._drawn[(kind, key, seed)], name=f"{key}.jpg")
        client_id = uuid.uuid5(NAMES, f"{owner} {use}")
        return store_upload(actor=actor, owner=owner, file=file, now=now, client_id=client_id, is_demo=True, **words)
