"""The texts by which a publication travels from phone to phone: WhatsApp and SMS. Plain arithmetic, always in Indonesian."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

WHATSAPP_MOST = 700
SMS_MOST = 160
TITLE_MOST = 160
LEAD_MOST = 420  # of a WhatsApp text: what one reads without scrolling
# From the basic alphabet of SMS (GSM 03.38); any other sign would make a message of 70 characters of it.
GSM = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 @$_!\"#%&'()*+,-./:;<=>?\n£¥èéùìòÇØøÅåÄÖÑÜ§¿äöñüà")
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "•": "-", "\u00a0": " "})
# A number with its spaces, dots and dashes is one word: 0812 5550 0101, 1.250, 06.00, +62 562-441-112.
NUMBER = re.compile(r"\+?\d(?:[\d.,:/()-]|[ \u00a0](?=[\d(]))*")
# After these a full stop ends no sentence, however the next word begins.
_SHORTENED = frozenset(
    "jl jln no bpk sdr sdri dr drg drs dra ir h hj prof kec kel kab ds dsn tgl pkl rp st kp gg blok a.n d.a u.p s.d m.h s.h s.e s.pd s.sos"
    " jan feb mar apr jun jul agt agu sep okt nov des tlp telp hp".split()
)
_END = re.compile(r"[.!?…]+[\"”’')]*(?=\s)")
_NO_PROSE = re.compile(r"\s*(?:#|[-*+] |\||>|\d+[.)] |```)")


def _glued_words(text: str) -> list[str]:
    """The words of a text, a number with its spaces being one."""
    glued = NUMBER.sub(lambda match: match[0].replace(" ", "\u00a0"), " ".join(text.split()))
    return [word.replace("\u00a0", " ") for word in glued.split(" ") if word]


def shortened(text: str, most: int, *, mark: str = "…") -> str:
    """At most so many characters: whole words, and never a part of a number; "" where not even the first word fits."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = ""
    for word in _glued_words(line):
        longer = f"{kept} {word}".strip()
        if len(longer) + len(mark) > most:
            break
        kept = longer
    kept = kept.rstrip(" ,;:(-–")
    return kept + mark if kept else ""


def gsm(text: str) -> str:
    """The text in the basic alphabet of SMS: quotes and dashes made plain, marks left out, any other sign a "-"."""
    made = []
    for sign in text.translate(_PLAIN):
        if sign in GSM or sign.isspace():
            made.append(sign)
        elif near := [part for part in unicodedata.normalize("NFKD", sign) if part in GSM]:
            made += near
        elif unicodedata.category(sign)[0] != "M":
            made.append("-")  # what stood between two numbers still does
    return " ".join("".join(made).split())


def sentences(text: str) -> list[str]:
    """The sentences of one line of text; "Jl. Raya No. 5", "H. Anton" and "Rp. 25.000" end none."""
    line, found, start = " ".join(text.split()), [], 0
    for end in _END.finditer(line):
        before = line[start : end.start()].rpartition(" ")[2].lstrip("(\"“'").lower()
        after = line[end.end() + 1 : end.end() + 2]
        is_initial = len(before) == 1 and before.isalpha()
        if line[end.start()] == "." and (before in _SHORTENED or is_initial or after.islower()):
            continue
        found.append(line[start : end.end()])
        start = end.end() + 1
    return [*found, line[start:]] if start < len(line) else found


def prose(markdown: str) -> list[str]:
    """The paragraphs of a text that are sentences: no headings, lists, tables or quotations."""
    blocks = re.split(r"\n\s*\n", markdown.strip())
    return [block for block in blocks if block.strip() and not _NO_PROSE.match(block)]


def whole_sentences(said: Iterable[str], most: int) -> str:
    """As many whole sentences as fit, the first ones first; where not even one does, the beginning of it."""
    kept = ""
    for number, sentence in enumerate(said):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            return kept or (shortened(sentence, most) if number == 0 else "")
        kept = longer
    return kept


@dataclass(frozen=True, kw_only=True)
class Gist:
    """What the short texts of a publication are made from. ``facts`` are lines that stay whole, such as when and where."""

    title: str
    sender: str
    day: str
    link: str
    facts: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()  # sentences


def whatsapp_text(gist: Gist, most: int = WHATSAPP_MOST) -> str:
    """At most ``most`` characters: title, who says it and when, the facts, then as many whole sentences as there is room for, the link."""
    head = f"*{shortened(gist.title.replace('*', ''), TITLE_MOST)}*\n_{shortened(', '.join(filter(None, (gist.sender, gist.day))), 120)}_"
    room = most - len(head) - len(gist.link) - 4
    facts: list[str] = []
    for line in (shortened(line, 160) for line in gist.facts):
        if line and len(line) + 1 <= room:
            facts.append(line)
            room -= len(line) + 1
    lead = whole_sentences(gist.lead, min(LEAD_MOST, room - 3))
    return "\n\n".join(part for part in (head, "\n".join(facts), lead, gist.link) if part)


def sms_text(gist: Gist) -> str:
    """At most 160 characters of the basic alphabet, one message: title, facts as far as there is room, link."""
    link = gsm(gist.link)
    room = SMS_MOST - len(link) - 1
    said = shortened(gsm(gist.title), room - 1, mark="...").rstrip(".") + "."
    for line in (gsm(line) for line in (*gist.facts, gist.sender)):
        if len(said) + len(line) + 2 <= room:
            said += f" {line.rstrip('.')}."
    return f"{said} {link}"
