"""Tables one can read aloud: which numbers are the same, which passwords are guessed first."""

import pytest

from kentongan.accounts.policies import chat_url, device_of, is_first_guess, normalised_phone, shown_phone

SAME = "+6281255500101"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("081255500101", SAME),
        ("0812 5550 0101", SAME),
        ("0812-5550-0101", SAME),
        ("0812.5550.0101", SAME),
        ("(0812) 5550 0101", SAME),
        ("6281255500101", SAME),
        ("62 812 5550 0101", SAME),
        ("+6281255500101", SAME),
        ("+62 812-5550-0101", SAME),
        ("+62 (0) 812 5550 0101", SAME),
        ("006281255500101", SAME),
        ("81255500101", SAME),
        ("  0812 5550 0101  ", SAME),
        ("0812\u00a05550\u00a00101", SAME),
        ("(0562) 441234", "+62562441234"),
        ("+60 12-345 6789", "+60123456789"),
        ("0060 12-345 6789", "+60123456789"),
        ("", None),
        ("   ", None),
        ("12345", None),
        ("0812", None),
        ("08125550010199999", None),
        ("sari", None),
        ("sari0812", None),
        ("0812-5550-010l", None),
        ("0812 5550 0101; drop", None),
        ("++6281255500101", None),
        ("000", None),
    ],
)
def test_normalised_phone(typed: str, number: str | None) -> None:
    assert normalised_phone(typed) == number


@pytest.mark.parametrize(
    ("phone", "text", "url"),
    [
        ("0812-5550-0101", "", "https://wa.me/6281255500101"),
        ("+62 812 5550 0101", "Salam & 2 + 2", "https://wa.me/6281255500101?text=Salam%20%26%202%20%2B%202"),
        ("62 (0)", "Salam", ""),
        ("", "", ""),
    ],
)
def test_chat_url(phone: str, text: str, url: str) -> None:
    assert chat_url(phone, text) == url


@pytest.mark.parametrize(
    ("number", "shown"),
    [(SAME, "0812-5550-0101"), ("+60123456789", "+60 12-345 6789"), ("nonsense", "nonsense"), ("", "")],
)
def test_shown_phone(number: str, shown: str) -> None:
    assert shown_phone(number) == shown


@pytest.mark.parametrize(
    "password",
    [
        "indonesia123",
        "Indonesia1945",
        "1nd0n3s14raya",
        "bismillah123",
        "Bismillah!!!!",
        "bismillahirrahmanirrahim",
        "sayangku2024",
        "s4y4ngku1234",
        "sayangsayang",
        "sayang sayang sayang",
        "akusayangkamu",
        "rahasia123456",
        "passwordpassword",
        "P@ssw0rd12345",
        "qwertyuiop123",
        "QWERTYUIOP[]",
        "abcdefghijkl",
        "1q2w3e4r5t6y",
        "123456789012",
        "081255500101",
        "aaaaaaaaaaaa",
        "abababababab",
        "kimkominfo2026",
        "kalimantanbarat"[:10] + "2026",
        "!!!!!!!!!!!!",
        "12/08/1990 01",
    ],
)
def test_first_guesses_are_refused(password: str) -> None:
    assert is_first_guess(password)


@pytest.mark.parametrize(
    "password",
    [
        "sungai-kabut-pagi-42",
        "wajan-pelangi-tiang",
        "tikar bemban basah",
        "correct horse battery",
        "ember retak di dapur",
        "Kx7#pLm2vQz9",
        "indonesia wajan tiang",
        "ladang3lada7gunung",
    ],
)
def test_good_passwords_pass(password: str) -> None:
    assert not is_first_guess(password)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 11; CPH2185) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("Mozilla/5.0 (Linux; Android 9; SM-A105F) SamsungBrowser/20.0 Chrome/106.0 Mobile Safari/537.36", ("Samsung Internet", "Android")),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0", ("Firefox", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1", ("Safari", "iPhone")),
        ("", ("", "")),
    ],
)
def test_device_of(agent: str, device: tuple[str, str]) -> None:
    assert device_of(agent) == device
