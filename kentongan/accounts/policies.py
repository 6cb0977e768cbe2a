"""Phone numbers as Indonesians type them, passwords that anyone would guess first, and what a browser calls itself. Plain arithmetic."""

import re
from urllib.parse import quote

import phonenumbers

HOME = "ID"


def normalised_phone(text: str) -> str | None:
    """The number in international form ("+6281255500101") for whatever way it was typed, or None where it is no phone number.

    0812…, 62812…, +62 812-…, 812…, with spaces, dots, dashes or brackets all mean the same; other countries need their plus or 00.
    """
    typed = text.strip()
    if not re.fullmatch(r"[+0-9][0-9 .()/\u00a0-]{5,24}|\([0-9][0-9 .()/\u00a0-]{5,24}", typed):
        return None
    if re.match(r"00[1-9]", typed):
        typed = "+" + typed[2:]
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown_phone(number: str) -> str:
    """A stored number as people write it: "0812-5550-0101"; foreign ones with their country code."""
    try:
        parsed = phonenumbers.parse(number, HOME)
    except phonenumbers.NumberParseException:
        return number
    home = parsed.country_code == phonenumbers.country_code_for_region(HOME)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, form))


def chat_url(phone: str, text: str = "") -> str:
    """The address that opens WhatsApp with this number, however it was typed, and begins with the text; "" for what is no number."""
    number = normalised_phone(phone)
    begun = f"?text={quote(text, safe='')}" if text else ""
    return f"https://wa.me/{number.removeprefix('+')}{begun}" if number else ""


def share_url(text: str) -> str:
    """The address that opens WhatsApp with the text, for whomever its reader chooses."""
    return f"https://wa.me/?text={quote(text, safe='')}"


# What people here (and everywhere) reach for first, after lists of leaked passwords. Each is tried alone, doubled and in pairs, with digits
# and signs around it or in it, and with letters written as digits: "S4yangku123!" is "sayangku".
FIRST_GUESSES = frozenset(
    """
    adik aku alhamdulillah allah allahuakbar amin anak anakku anjing arema astaga ayah baby bagus bahagia bandung banget bangsa baru
    bengkayang bidadari bintang bismillah bismillahirrahmanirrahim bobo borneo bunda cantik cantiku cewek cinta cintaku coba cowok
    dayak desa dewa dewi doa doraemon dunia emak ganteng garuda gratis hallo halo hati hidup hitam ibu ibuku indah indo indonesia
    islam jagoan jakarta jangan jaya jelek jodoh kabupaten kalbar kalimantan kampung kamu kangen kasih kata kecamatan kecil keluarga
    keluargaku kelurahan kentongan khatulistiwa kim kimdesa kominfo kosong kucing kuning lama lupa lupalagi makan malam mama mamah
    manis masuk masukaja mati melayu merah merdeka milik monyet mudah muslim nama negara nusantara oke orang pagi paling pancasila
    papa passwd password pasword persib persija pontianak prabowo pujaan putih putra putri rahasia rahasiaku raya republik rindu
    rumah sambas sandi sandiku satu sayang sayangkamu sayangku sehat selalu selamanya semangat senyum sukses sungai surga syahadat
    tampan tanah terindah tersayang terserah tuhan tuhanyesus udah untukmu user warga yesus yesuskristus
    abc access admin administrator android angel apple baseball batman changeme charlie computer daniel default diamond dragon
    facebook family flower football forever freedom friend friends google guest happy heaven hello iloveyou instagram internet jesus
    jordan killer letmein login love lovely lover loveyou manager master me michael money monkey my mylove nothing princess root
    samsung secret security shadow smile soccer summer sunshine superman system test tester testing tiktok trustno welcome whatever
    whatsapp winter world xiaomi you youtube
    """.split()
)
# Rows of keys and of the alphabet; any run of them, forwards or backwards.
_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
)
_LEET = str.maketrans("01345789@$!|", "oieastbgasii")
_LONGEST = max(map(len, FIRST_GUESSES))


def _fewest_guesses(letters: str, most: int) -> int | None:
    """How few first guesses the letters are made of, or None where that takes more than ``most`` or leaves something over."""
    best: dict[int, int] = {0: 0}
    for start in range(len(letters)):
        if start not in best or best[start] == most:
            continue
        for end in range(start + 1, min(len(letters), start + _LONGEST) + 1):
            if letters[start:end] in FIRST_GUESSES:
                best[end] = min(best.get(end, most), best[start] + 1)
    return best.get(len(letters))


def _is_run(text: str) -> bool:
    """Whether the text is nothing but neighbours on a keyboard row or in the alphabet, or a short piece over and over."""
    if len(set(text)) < 5:
        return True
    if any(text in row * 2 or text in row[::-1] * 2 for row in _ROWS):
        return True
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1))


def is_first_guess(password: str) -> bool:
    """Whether a password is one that is guessed first: digits only, a run of keys, or one to three everyday words however dressed up."""
    plain = password.lower()
    if _is_run(plain):
        return True
    bare = re.sub(r"[^a-z]", "", plain)
    unmasked = re.sub(r"[^a-z]", "", plain.translate(_LEET))
    trimmed = re.sub(r"[^a-z]", "", re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain).translate(_LEET))
    for letters in {bare, unmasked, trimmed}:
        if len(letters) < 3 or (len(letters) >= 5 and _is_run(letters)) or _fewest_guesses(letters, most=3):
            return True
        half = len(letters) // 2
        if letters[:half] == letters[half:] and _fewest_guesses(letters[:half], most=2):
            return True
    return False


# In this order, because most browsers also call themselves by another's name.
_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Opera Mini", "Opera Mini"),
    ("Edg", "Edge"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> tuple[str, str]:
    """Browser and system by the names people know ("Chrome", "Android"); empty where unknown."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return browser, system
