"""Figures and words of the loudspeaker script. A place changes them with KENTONGAN_… variables."""

from pathlib import Path

from environs import Env

_env = Env()

__all__ = ["SPOKEN_WORDS", "VOICE_KILOBITS", "VOICE_SECONDS", "VOICE_WORDS_A_MINUTE"]

# How shortened words and units are said; the file names its sources.
SPOKEN_WORDS = Path(_env.str("KENTONGAN_SPOKEN_WORDS", default=str(Path(__file__).resolve().parent / "data" / "spoken.toml")))
# Slower than talking (150 and more), because a loudspeaker echoes between houses; our own choice.
VOICE_WORDS_A_MINUTE = _env.int("KENTONGAN_VOICE_WORDS_A_MINUTE", default=120)
VOICE_SECONDS = _env.int("KENTONGAN_VOICE_SECONDS", default=60)  # people listen about a minute (own choice)
VOICE_KILOBITS = 6  # a second, the least Opus takes: with its wrapping less than 60 KB a minute, for phones on 2G (INTERFACE.md)
