"""A forwarded text is known as ours however a phone treated it, and one changed word is noticed."""

from collections.abc import Callable

import pytest

from kentongan.publishing.policies.checking import Home, Judgement, Verdict, check_code, check_line, judge, proves, read, with_strangers

HOME = Home("kim.example.id")
KEY, FORMER = b"kunci", b"kunci lama"
BODY = (
    "*Panen padi dimulai*\n_KIM Suara Siding, 24 November 2026_\n\n"
    "Tiga kelompok tani panen 1.250 kg mulai Sabtu pukul 07.00–11.00, “serentak”.\n\nhttps://kim.example.id/s/7F3K92MQXX"
)
CODE = check_code(KEY, "7F3K92MQXX", read(BODY, HOME).words)
TEXT = f"{BODY}\n{check_line(CODE, HOME)}"
OLD = TEXT.replace("Sabtu", "Jumat")


def verdict(pasted: str, *, is_withdrawn: bool = False) -> str:
    found = read(pasted, HOME)
    is_proved = any(proves(code, [KEY, FORMER], "7F3K92MQXX", found.words) for code in found.codes)
    today = [] if is_withdrawn else [read(TEXT, HOME).words]
    earlier = [read(OLD, HOME).words]
    return judge(found.words, today=today, earlier=earlier, is_withdrawn=is_withdrawn, is_proved=is_proved).verdict


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("as it was", lambda text: text),
        ("line breaks", lambda text: text.replace(" ", "\n").replace("\n\n", "\n")),
        ("no line breaks", lambda text: " ".join(text.split())),
        ("no marks", lambda text: text.replace("*", "").replace("_", "")),
        ("plain quotes and dashes", lambda text: text.translate(str.maketrans("“”–", '""-'))),
        ("invisible signs", lambda text: "\u200e" + text.replace("Panen", "Pa\u200bnen\ufeff")),
        ("no-break spaces", lambda text: text.replace(" ", "\u00a0")),
        ("forwarded", lambda text: f"Diteruskan berkali-kali\n{text}"),
        ("quoted", lambda text: "\n".join(f"> {line}" for line in text.splitlines())),
        ("without the code", lambda text: text.rpartition("\n")[0]),
        ("without the address", lambda text: text.replace("https://kim.example.id/s/7F3K92MQXX", "")),
        ("address as typed", lambda text: text.replace("https://kim.example.id/s/7F3K92MQXX", "kim.example.id/s/7f3k9-2mqxx/")),
    ],
)
def test_what_a_phone_does_makes_no_other_text(name: str, change: Callable[[str], str]) -> None:
    assert verdict(change(TEXT)) == Verdict.GENUINE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sabtu", "Minggu"),
        ("1.250", "1.260"),
        ("1.250", "1250"),
        ("07.00", "07.30"),
        ("Panen", "panen"),
        ("kg", ""),
        ("kg", "kg kg"),
        ("tani", "t\u0430ni"),  # a Cyrillic а looks the same
        ("1.250", "\u202e052.1"),  # turned round by a sign nobody sees
        ("1.250", "1̶.250"),
        ("https://kim.example.id/s/", "https://kim.example.id.jahat.com/s/"),
        ("https://kim.example.id/s/", "https://jahat.com/?https://kim.example.id/s/"),
        ("(uji: kim.example.id/cek)", "(uji: jahat.com/cek)"),
    ],
)
def test_one_changed_word_is_noticed(before: str, after: str) -> None:
    assert before in TEXT
    assert verdict(TEXT.replace(before, after)) == Verdict.CHANGED


@pytest.mark.parametrize(
    ("pasted", "is_withdrawn", "said"),
    [
        (OLD, False, Verdict.OLDER),
        (f"Info penting!\n{TEXT}", False, Verdict.SURROUNDED),
        (f"{TEXT}\nTerima kasih, wasalam.", False, Verdict.SURROUNDED),
        (f"{TEXT}\nKirim uang ke 0812-5550-0199", False, Verdict.CHANGED),
        (f"{TEXT}\nKirim uang ke 0812/5550/0199", False, Verdict.CHANGED),
        (f"{TEXT}\nKirim uang ke 0812) 5550 - 0199", False, Verdict.CHANGED),
        ("Bantuan Rp 600.000, klik di sini. https://kim.example.id/s/7F3K92MQXX", False, Verdict.FOREIGN),
        (f"Bantuan Rp 600.000\n{check_line(CODE, HOME)}", False, Verdict.FOREIGN),
        (OLD, True, Verdict.WITHDRAWN),
        (OLD.replace("1.250", "9.000"), True, Verdict.WITHDRAWN),
        ("Bantuan Rp 600.000, klik di sini.", True, Verdict.FOREIGN),
    ],
)
def test_the_other_answers(pasted: str, is_withdrawn: bool, said: Verdict) -> None:
    assert verdict(pasted, is_withdrawn=is_withdrawn) == said


def test_the_changed_words_are_shown() -> None:
    found = judge(
        read(TEXT.replace("Sabtu", "Minggu"), HOME).words, today=[read(TEXT, HOME).words], earlier=[], is_withdrawn=False, is_proved=False
    )
    assert [(part.kind, part.words) for part in found.parts if part.kind != "same"] == [("removed", "Sabtu"), ("added", "Minggu")]


def test_a_code_proves_its_own_words_of_its_own_publication_by_any_of_our_keys() -> None:
    words = read(TEXT, HOME).words
    former = check_code(FORMER, "7F3K92MQXX", words)
    asked = [
        (CODE, "7F3K92MQXX", words), (former, "7F3K92MQXX", words), (CODE, "OTHER", words), (CODE, "7F3K92MQXX", (*words, "x")),
        ("é000-0000", "7F3K92MQXX", words),
    ]  # fmt: skip
    assert [proves(code, [KEY, FORMER], publication, said) for code, publication, said in asked] == [True, True, False, False, False]
    assert verdict(BODY.replace("Sabtu", "Senin")) == Verdict.CHANGED
    unknown = BODY.replace("Sabtu", "Senin")  # a version of which nothing was kept, but whose code we made
    assert verdict(f"{unknown}\n{check_line(check_code(FORMER, '7F3K92MQXX', read(unknown, HOME).words), HOME)}") == Verdict.OLDER


@pytest.mark.parametrize(
    ("before", "codes", "links", "said"),
    [
        (Verdict.GENUINE, [], [], Verdict.GENUINE),
        (Verdict.GENUINE, ["0812-5550"], [], Verdict.CHANGED),
        (Verdict.OLDER, [], ["OTHER"], Verdict.CHANGED),
        (Verdict.SURROUNDED, [], ["OTHER"], Verdict.SURROUNDED),
        (Verdict.SURROUNDED, ["0812-5550"], ["OTHER"], Verdict.CHANGED),
        (Verdict.WITHDRAWN, ["0812-5550"], ["OTHER"], Verdict.WITHDRAWN),
        (Verdict.FOREIGN, ["0812-5550"], ["OTHER"], Verdict.FOREIGN),
    ],
)
def test_an_address_or_code_put_in_on_the_way_is_a_change(before: Verdict, codes: list[str], links: list[str], said: Verdict) -> None:
    assert with_strangers(Judgement(before), ("Panen",), codes=codes, links=links).verdict == said


def test_of_many_versions_the_nearest_is_compared_and_the_newer_of_two_as_near() -> None:
    today = [("Panen", "mulai", "Sabtu", "pukul", "tujuh"), ("Panen", "Sabtu")]
    days = "Senin Selasa Rabu Kamis Jumat Minggu Ahad".split()
    earlier = [("Panen", "mulai", day, "pukul", "tujuh", "pagi") for day in days] + [
        ("tujuh", "pukul", "Kamis", "mulai", "Panen", "gratis")
    ]

    def told(pasted: str) -> tuple[Verdict, bool, list[str]]:
        found = judge(pasted.split(), today=today, earlier=earlier, is_withdrawn=False, is_proved=False)
        return found.verdict, found.is_older, [part.words for part in found.parts if part.kind == "removed"]

    assert told("Panen mulai Kamis pukul sembilan pagi") == (Verdict.CHANGED, True, ["tujuh"])
    assert told("Panen mulai besok pukul tujuh") == (Verdict.CHANGED, False, ["Sabtu"])
    assert told("Panen mulai besok pukul tujuh pagi") == (Verdict.CHANGED, True, ["Senin"])
    assert told("gratis sembako besok di balai untuk siapa saja") == (Verdict.FOREIGN, False, [])
