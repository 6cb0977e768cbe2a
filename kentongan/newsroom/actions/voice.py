"""The deeds on a loudspeaker script: writing it otherwise, going back to the rules, having it read out into a file."""

import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.made import made_once
from kentongan.publishing.actions.clearing import refuse_listed
from kentongan.publishing.models import Publication
from kentongan.publishing.queries.sharing import by_short_code

from .. import events, rules
from ..models import VoiceScript
from ..queries import voice

PATIENCE = 60  # seconds that a program may take
LETTERS_MOST = 4000


@transaction.atomic
def keep_script(*, actor: Person, publication: Publication, text: str, now: datetime) -> VoiceScript:
    """Keep the script as a person wrote it, with what it was made from. Raises Denied."""
    _require_writer(actor, publication)
    if not text.strip() or len(text) > LETTERS_MOST:
        raise rules.Denied(_("Naskah tidak boleh kosong, dan paling panjang %(most)d huruf.") % {"most": LETTERS_MOST})
    refuse_listed(actor=actor, publication=publication, said=(text,), now=now)
    values = {
        "text": "\n".join(line.strip() for line in text.strip().splitlines() if line.strip()),
        "publication_version": publication.version,
        "made_from": voice.digest(voice.made_script(publication)),
        "writer": actor,
        "written_at": now,
    }
    script, _is_new = VoiceScript.objects.update_or_create(publication=publication, defaults=values)
    emit(events.VoiceScriptWritten(scopes=(publication.owner,), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return script


@transaction.atomic
def drop_script(*, actor: Person, publication: Publication, now: datetime) -> None:
    """Back to what the rules make. Raises Denied."""
    _require_writer(actor, publication)
    if VoiceScript.objects.filter(publication=publication).delete()[0]:
        emit(events.VoiceScriptDropped(scopes=(publication.owner,), actor_id=actor.pk, at=now, publication_id=publication.pk))


def _require_writer(actor: Person, publication: Publication) -> None:
    if not rules.can_write_script(actor, publication):
        raise rules.Denied(_("Naskah ini diubah oleh yang menulis atas nama pengirimnya."))


def record_later(*, actor: Person, publication: Publication) -> None:
    """Let the worker read the script out into a file. Raises Denied, also where this machine cannot."""
    if not rules.can_record_script(actor, publication):
        raise rules.Denied(_("Rekaman dibuat oleh yang menulis atas nama pengirimnya, atau anggota KIM yang menyebarkannya."))
    if not voice.can_record():
        raise rules.Denied(_("Rekaman belum bisa dibuat di sini, karena pengelola belum memasang program suaranya."))
    record_script.enqueue(publication.code)


@task()
def record_script(code: str) -> None:
    """The worker's wrapper of record. It stands here and not in tasks.py because record_later must name it."""
    record(by_short_code(code))


def record(publication: Publication) -> Path:
    """Read the script out with the machine's Indonesian voice and pack it small; the file of an older script goes."""
    text = voice.script_page(publication).text
    kept = voice.recording_path(publication, text)
    made_once(kept, lambda: _spoken(text))
    return kept


def _spoken(text: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        said, sound, packed = (Path(folder) / name for name in ("naskah.txt", "suara.wav", "suara.opus"))
        said.write_text(text.replace("\n", "\n\n"), encoding="utf-8")
        pace = str(round(settings.VOICE_WORDS_A_MINUTE * 1.1))  # the program's words are shorter than ours
        _run("espeak-ng", "-v", "id", "-s", pace, "-f", str(said), "-w", str(sound))
        _run(
            "opusenc", "--quiet", "--downmix-mono", "--framesize", "60", "--bitrate", str(settings.VOICE_KILOBITS), str(sound), str(packed)
        )
        return packed.read_bytes()


def _run(program: str, *arguments: str) -> None:
    """One program to its end. Raises where it fails or hangs, so that the worker tells."""
    where = shutil.which(program)
    if where is None:
        raise FileNotFoundError(program)
    command = [where, *arguments]  # ours: no word of a user is among them
    subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True)  # noqa: S603
