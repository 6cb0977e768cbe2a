"""From six answers to a first draft. Plain arithmetic."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kentongan.core.policies.days import MONTHS
from kentongan.publishing.policies import plain

TITLE_AIM = 110
TITLE_MOST = 160
SUMMARY_MOST = 300
TEXT_MOST = 200_000
TAGS_MOST = 8

_WEEKDAYS = "senin selasa rabu kamis jumat jum'at sabtu minggu ahad".split()
_MONTHS = [month.lower() for month in MONTHS]
_PLACED = ("di ", "ke ", "dari ", "pada ", "dekat ", "sekitar ", "sepanjang ", "antara ", "seluruh ", "se-")
_CAUSE = ("karena", "sebab", "akibat", "gara-gara", "lantaran", "berkat")
_AIM = ("supaya", "agar", "untuk", "demi", "guna")
_LIST_LINE = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")
_ENDS = (".", "!", "?", "…", ":", '."', '!"', '?"', ".”", "!”", "?”", ".)", "!)", "?)")


@dataclass(frozen=True)
class Answers:
    """The six answers as they were typed."""

    what: str = ""
    who: str = ""
    where: str = ""
    when: str = ""
    why: str = ""
    how: str = ""

    def __bool__(self) -> bool:
        return any(value.strip() for value in (self.what, self.who, self.where, self.when, self.why, self.how))


@dataclass(frozen=True)
class Composed:
    """The draft made from them."""

    title: str
    summary: str
    text: str


def cleaned(text: str) -> str:
    """Text as it may be kept: without null bytes, control characters, lone surrogates and odd line ends; nothing else changes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def _line(text: str) -> str:
    """One line, single spaces, none before a comma or full stop, at most one of each closing mark."""
    line = " ".join(cleaned(text).split())
    line = re.sub(r"\s+([,.;!?])", r"\1", line)
    line = re.sub(r"([!?])[!?]+", r"\1", line)
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", line)


def _capital(text: str) -> str:
    """With its first letter large; what starts with a digit, an @ or an address stays."""
    for place, sign in enumerate(text):
        if sign.isalpha():
            is_address = text[place:].startswith(("http://", "https://", "www."))
            return text if is_address else text[:place] + sign.upper() + text[place + 1 :]
        if sign.isdigit() or sign == "@":
            break
    return text


def _small(text: str) -> str:
    """With its first letter small, where the first word is an ordinary one (not all large letters)."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def _bare(text: str) -> str:
    """Without the mark at its end."""
    return text.rstrip(" .,;:")


def _sentence(text: str) -> str:
    """With a large first letter and a mark at the end; nothing stays nothing."""
    line = _line(text)
    if not line:
        return ""
    line = _capital(line)
    return line if line.endswith(_ENDS) else line.rstrip(",;:") + "."


def _starts_with(text: str, words: Iterable[str]) -> bool:
    return any(re.match(rf"{re.escape(word)}\b", text.lower()) for word in words)


def _first_sentence(text: str) -> tuple[str, str]:
    """(the first sentence, what follows it)."""
    parts = re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ\"“'])", text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _where(answer: str) -> str:
    """ "Dusun Hulu" → "di Dusun Hulu"; "Di balai desa" → "di balai desa"; "dekat SDN 02" stays."""
    place = _bare(_line(answer))
    if not place:
        return ""
    return place[:1].lower() + place[1:] if place.lower().startswith(_PLACED) else f"di {place}"


def _when(answer: str) -> str:
    """ "Sabtu, 28 November" → "pada Sabtu, 28 November"; "Kemarin" → "kemarin"; "08.00" → "pukul 08.00"."""
    moment = _bare(_line(answer))
    if not moment:
        return ""
    low = moment.lower()
    if re.match(r"\d{1,2}[.:]\d{2}\b", low):
        return f"pukul {moment}"
    if _starts_with(low, (*_WEEKDAYS, *_MONTHS)):
        return f"pada {_capital(moment)}"
    if low[:1].isdigit() or _starts_with(low, ("tanggal", "bulan", "tahun", *(f"hari {day}" for day in _WEEKDAYS))):
        return f"pada {moment[:1].lower()}{moment[1:]}"
    return _small(moment)


def _cut(text: str, most: int) -> str:
    """At most so many characters, cut at a word."""
    return (
        text
        if len(text) <= most
        else text[: most - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
        if " " in text[:most]
        else text[: most - 1] + "…"
    )


def _lead(answers: Answers) -> tuple[str, str]:
    """(first sentence with place and time, what else the first answer says)."""
    first, rest = _first_sentence(_line(answers.what))
    lead = _bare(first).rstrip("!?")
    where, when = _where(answers.where), _when(answers.when)
    said = lead.lower()
    if where and _bare(_line(answers.where)).lower() not in said:
        lead = f"{lead} {where}" if lead else where
    if when and _bare(_line(answers.when)).lower() not in said:
        lead = f"{lead}{',' if ',' in where else ''} {when}" if lead else when
    return _sentence(lead), rest


def _title(answers: Answers, lead: str) -> str:
    first, _rest = _first_sentence(_line(answers.what))
    title = _capital(_bare(first)) or _bare(lead)
    where = _where(answers.where)
    if (
        answers.what.strip()
        and where
        and "," not in where
        and len(title) + len(where) < 70
        and _bare(_line(answers.where)).lower() not in title.lower()
    ):
        title = f"{title.rstrip('!?')} {where}"
    return _cut(title, TITLE_AIM)


def _why(answer: str) -> str:
    reason = _line(answer)
    if _starts_with(reason, _CAUSE):
        return _sentence(f"Hal ini terjadi {_small(reason)}")
    if _starts_with(reason, _AIM):
        return _sentence(f"Tujuannya {_small(reason)}")
    return _sentence(reason)


def _paragraphs(answer: str) -> list[str]:
    """Each line a paragraph of whole sentences; lines of a list stay together as a list."""
    made: list[str] = []
    in_list = False
    for line in cleaned(answer).split("\n"):
        bare = line.strip()
        if not bare:
            in_list = False
            continue
        if mark := _LIST_LINE.match(bare):
            sign = mark[0].strip()
            item = f"{sign if sign[0].isdigit() else '-'} {_capital(_line(bare[mark.end() :]))}"
            if in_list:
                made[-1] += "\n" + item
            else:
                made.append(item)
            in_list = True
            continue
        in_list = False
        made.append(_sentence(bare))
    return made


def compose(answers: Answers) -> Composed:
    """A first draft: a title from what happened (and where), a lead that says what, where, when and who, then why and how.

    Answers left empty leave no trace; nothing at all gives three empty texts.
    """
    lead, rest = _lead(answers)
    opening = [lead] if lead else []
    if rest:
        opening.append(_sentence(rest))
    if who := _bare(_line(answers.who)):
        opening.append(_sentence(f"Yang terlibat: {who}"))
    paragraphs = [" ".join(opening)] if opening else []
    if why := _why(answers.why):
        paragraphs.append(why)
    paragraphs += _paragraphs(answers.how)
    summary = lead or (paragraphs[0] if paragraphs else "")
    return Composed(title=_title(answers, lead), summary=_cut(plain(summary), SUMMARY_MOST), text="\n\n".join(paragraphs))


def tag_labels(typed: str) -> list[str]:
    """The labels in "panen, Lada , #lada": trimmed, each once, at most eight of at most forty characters."""
    found: dict[str, str] = {}
    for part in re.split(r"[,;\n]", cleaned(typed)):
        label = " ".join(part.replace("#", " ").split())[:40].strip()
        if label:
            found.setdefault(label.lower(), label)
    return list(found.values())[:TAGS_MOST]
