"""The loudspeaker script of a publication: as somebody wrote it, else as the rules make it; and its recording."""

import hashlib
import shutil
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from kentongan.core.made import place_of
from kentongan.publishing.models import Publication
from kentongan.publishing.policies import plain
from kentongan.publishing.policies.short_texts import prose, sentences

from ..models import VoiceScript
from ..policies import voice
from ..policies.spoken import Tongue
from . import alerts, answers_of, brief_of
from .agenda import event_of
from .telling import LANGUAGE, day_and_time

PROGRAMS = ("espeak-ng", "opusenc")
Kind = Publication.Kind


@lru_cache(maxsize=4)
def _tongue(path: Path) -> Tongue:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return Tongue(words=read.get("words", {}), units=read.get("units", {}))


def _facts(publication: Publication) -> voice.VoiceFacts:
    """What the rules make the script from. At most two queries."""
    said = plain("\n\n".join(prose(publication.text)))
    told = tuple(dict.fromkeys(sentences(publication.summary) + sentences(said)))
    when = where = call = ""
    if publication.kind == Kind.EVENT:
        event = event_of(publication)
        when = day_and_time(event.timing) if event.timing else ""
        where = ", ".join(part for part in (event.place, event.hamlet) if part)
        call = f"Keterangan: {event.contact}" if event.contact else ""
        told = (f"Tidak jadi: {event.cancelled_reason}",) if event.is_cancelled else told
    elif publication.kind == Kind.ALERT:
        alert = alerts.alert_of(publication)
        told = tuple(
            sentence
            for text in ([alert.cleared_words] if alert.cleared_words else [alert.danger, alert.evacuation, alert.avoidance, alert.aid])
            for sentence in sentences(text)
        )
        call = f"Minta tolong, telepon {settings.ALERT_NUMBER}"
        until = date_format(timezone.localtime(publication.ends_at), "l, j F Y, H.i") if publication.ends_at else ""
        when = f"sampai {until}" if until and not alert.cleared_words else ""
    else:
        answers = answers_of(brief_of(publication))
        when, where = answers.when, answers.where
    return voice.VoiceFacts(
        kind=publication.kind, sender=publication.sender, title=publication.title, when=when, where=where, told=told, call=call
    )


def made_script(publication: Publication) -> str:
    """The script as the rules make it now, in Indonesian."""
    words = settings.VOICE_WORDS_A_MINUTE * settings.VOICE_SECONDS // 60
    with translation.override(LANGUAGE):
        return voice.script(_facts(publication), _tongue(settings.SPOKEN_WORDS), words=words)


def digest(text: str) -> str:
    """By which another script is told from this one."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class ScriptPage:
    """The script of a publication as it is read out now."""

    text: str
    seconds: int
    written: VoiceScript | None
    is_outdated: bool  # the text was changed since somebody wrote the script
    made: str  # what the rules make of it

    @property
    def lines(self) -> list[str]:
        """Line by line, as one reads it."""
        return [line for line in self.text.splitlines() if line.strip()]


def script_page(publication: Publication) -> ScriptPage:
    """The script with its reading time. At most three queries."""
    made = made_script(publication)
    written = VoiceScript.objects.select_related("writer").filter(publication=publication).first()
    text = written.text if written else made
    return ScriptPage(
        text=text,
        seconds=voice.seconds(text, words_a_minute=settings.VOICE_WORDS_A_MINUTE),
        written=written,
        is_outdated=written is not None and written.made_from != digest(made),
        made=made,
    )


def can_record() -> bool:
    """Whether this machine has the programs that read a text out and pack the sound."""
    return all(shutil.which(program) for program in PROGRAMS)


def recording_path(publication: Publication, text: str) -> Path:
    """Where the recording of this very script lies, made or not."""
    return place_of("voice", publication.code, f"{digest(text)[:16]}.opus")
