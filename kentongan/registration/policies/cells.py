"""What people write in a cell, read as what they mean. Plain arithmetic."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from kentongan.regions.policies import searchable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb pebruari february", "maret mar march", "april apr", "mei may", "juni jun june",
            "juli jul july", "agustus agu agt ags august aug", "september sep sept", "oktober okt october oct",
            "november nov nopember nop", "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = "senin selasa rabu kamis jumat jum'at sabtu minggu ahad".split()
SPREADSHEET_BEGINS = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar
SERIALS = range(20_000, 80_000)  # 1954 to 2119: a number that is surely a day, and no year
ISSUERS = {
    "kepaladesa": "kepala_desa", "kades": "kepala_desa", "desa": "kepala_desa", "lurah": "lurah", "kelurahan": "lurah",
    "camat": "camat", "kecamatan": "camat",
    "kadiskominfo": "kadis_kominfo", "kepaladiskominfo": "kadis_kominfo", "kepaladinaskominfo": "kadis_kominfo", "kadis": "kadis_kominfo",
    "kepaladinaskomunikasidaninformatika": "kadis_kominfo", "diskominfo": "kadis_kominfo", "dinaskominfo": "kadis_kominfo",
    "kadiskominfokabupaten": "kadis_kominfo", "bupati": "bupati", "walikota": "bupati",
}  # fmt: skip
LEVELS = {
    "rw": "rw", "desa": "desa", "kelurahan": "desa", "desakelurahan": "desa", "kecamatan": "kecamatan",
    "kabupaten": "kabupaten", "kota": "kabupaten", "kabupatenkota": "kabupaten",
}  # fmt: skip
# A NIK: region, day of birth (plus 40 for women), month, year, running number; or what ``veiled`` leaves of one.
_NIK = re.compile(r"(?<!\d)[1-9]\d{3}(?:\d\d(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{6}(?!\d)|\*{12})")
_SLUG_PATH = re.compile(r"/kim/([^/]+)/?")


def _plain(text: str) -> str:
    return searchable(text).replace(" ", "")


def as_day(text: str) -> date | None:
    """The day that is meant: 2024-03-01, 01/03/2024, 1 Maret 2024, or the number a spreadsheet keeps; None where it is none.

    Day before month, as people here write; a year of two digits lies between 1970 and 2069.
    """
    words = text.strip().lower()
    for weekday in WEEKDAYS:
        words = words.removeprefix(weekday + ",").removeprefix(weekday + " ").strip()
    if re.fullmatch(r"\d{5}(?:\.\d+)?", words):
        serial = int(words[:5])
        return SPREADSHEET_BEGINS + timedelta(days=serial) if serial in SERIALS else None
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ][\d:.]+z?)?", words):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})(?:[t ][\d:.]+)?", words):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[-/. ]*([a-z]+)[-/., ]*(\d{4}|\d{2})", words):
        day, month, year = int(found[1]), MONTHS.get(found[2], 0), int(found[3])
    else:
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def as_issuer(text: str) -> str | None:
    """Who is meant to have issued a decree: "Kades Siding" is the head of the village; None where it is nobody who does."""
    plain = _plain(text)
    if plain in ISSUERS:
        return ISSUERS[plain]
    beginning = max((known for known in ISSUERS if plain.startswith(known) and len(known) > 4), key=len, default="")
    return ISSUERS.get(beginning)


def as_level(text: str) -> str | None:
    """The level of a group that is meant; None where there is no such level."""
    return LEVELS.get(_plain(text).removeprefix("kim").removeprefix("tingkat"))


def as_address(text: str) -> str | None:
    """A web address in full, whether or not the scheme was typed; None where it is none."""
    typed = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(typed)
        host = parts.hostname or ""
        parts.port  # noqa: B018  (asking for it says whether it is one)
    except ValueError:
        return None
    labels = host.split(".")
    is_host = len(labels) > 1 and all(re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", label) for label in labels)
    if parts.scheme not in ("http", "https") or not is_host or labels[-1].isdigit() or parts.username or " " in typed or len(typed) > 200:
        return None
    return typed if parts.path else typed + "/"


def as_slug(text: str) -> str:
    """The slug that is meant by a slug, a whole address by path, or one by subdomain."""
    typed = text.strip().lower()
    if "/" not in typed and "." not in typed:
        return typed
    host, _, path = typed.partition("://")[2].partition("/") if "://" in typed else typed.partition("/")
    if found := _SLUG_PATH.fullmatch("/" + path):
        return found[1]
    return host.partition(".")[0] if not path else typed


def holds_identity_number(text: str) -> bool:
    """Whether the text has what looks like somebody's NIK, whole or veiled."""
    return bool(_NIK.search(text))


def veiled(text: str) -> str:
    """The text as it may be kept: of a NIK only the regency stays, and that there was one can still be seen."""
    return _NIK.sub(lambda found: found[0][:4] + "*" * 12, text)


def plain_name(text: str) -> str:
    """The name of a group as it is compared: "KIM Suara Siding" and "Kelompok Informasi Masyarakat SUARA SIDING" are one."""
    words = searchable(text)
    for beginning in ("kim ", "kelompok informasi masyarakat ", "komunitas informasi masyarakat ", "kim "):
        words = words.removeprefix(beginning)
    return words.replace(" ", "")
