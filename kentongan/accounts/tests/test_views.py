"""The door and one's own pages, through the client with real passwords and real codes."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import PASSWORD
from kentongan.accounts import actions
from kentongan.accounts.adapters import MFAAdapter
from kentongan.accounts.models import Person

NEW = "wajan-pelangi-tiang"
ANDROID = "Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Callable[..., Client]:
    """``visitor()``: somebody's browser at the hub; ``ip`` says where it stands."""

    def make(ip: str = "127.0.0.1", agent: str = ANDROID) -> Client:
        return Client(headers={"host": settings.BASE_DOMAIN, "user-agent": agent}, REMOTE_ADDR=ip)

    return make


def _sign_in(client: Client, name: str = "sari", password: str = PASSWORD, **more: str) -> object:
    return client.post("/masuk/", {"login": name, "password": password, **more})


def _is_in(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


def _code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def _errors(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode().partition('class="errors"')[2].partition("</section>")[0])


# --- Coming in -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sari", "Sari", "0812 5550 0101", "62812-5550-0101", "+62 812 5550 0101", " 081255500101 "])
def test_account_login_by_phone_or_name(cast: SimpleNamespace, visitor: Callable[..., Client], name: str) -> None:
    client = visitor()
    page = client.get("/masuk/")
    assert page.status_code == 200
    assert "Nomor HP atau nama pengguna" in page.content.decode()
    response = _sign_in(client, name)
    assert (response.status_code, response["Location"]) == (302, "/ruang/")
    assert client.get("/akun/").context["actor"] == cast.sari


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/akun/keamanan/?a=1", "/akun/keamanan/?a=1"),
        ("https://jahat.example/", "/ruang/"),
        ("//jahat.example/", "/ruang/"),
        ("javascript:alert(1)", "/ruang/"),
        ("http://jagoi.kim.localhost/", "/ruang/"),
    ],
)
def test_account_login_goes_on_only_to_our_own_pages(cast: SimpleNamespace, visitor: Callable[..., Client], wanted: str, got: str) -> None:
    client = visitor()
    page = client.get("/masuk/", {"next": wanted})
    assert 'name="next"' in page.content.decode()
    assert _sign_in(client, next=wanted)["Location"] == got


@pytest.mark.parametrize(
    ("name", "password"),
    [("sari", "salah-sama-sekali"), ("0812 5550 0101", "salah-sama-sekali"), ("siapa", PASSWORD), ("0812 9999 8888", PASSWORD)],
)
def test_account_login_wrong_keeps_the_name_and_never_tells_who_exists(
    cast: SimpleNamespace, visitor: Callable[..., Client], name: str, password: str
) -> None:
    client = visitor()
    response = _sign_in(client, name, password)
    assert response.status_code == 422
    assert "Nama atau kata sandinya belum cocok." in _errors(response)
    assert f'value="{name}"' in response.content.decode()
    assert password not in response.content.decode()
    assert not _is_in(client)


def test_account_login_empty_says_what_is_missing(visitor: Callable[..., Client]) -> None:
    response = visitor().post("/masuk/", {})
    assert response.status_code == 422
    assert "Ketik nomor HP atau nama pengguna Anda." in _errors(response)
    assert "Ketik kata sandi Anda." in _errors(response)


def test_account_inactive(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    Person.objects.filter(pk=cast.sari.pk).update(is_active=False)
    client = visitor()
    response = client.post("/masuk/", {"login": "sari", "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/masuk/dihentikan/", 302)]
    assert "Akun ini sedang dihentikan" in response.content.decode()
    assert not _is_in(client)


def test_there_is_no_sign_up() -> None:
    names = {pattern.name for pattern in __import__("kentongan.accounts.urls", fromlist=["urlpatterns"]).urlpatterns}
    assert not {name for name in names if "signup" in name}


def test_session_cookie_lasts_or_ends_with_the_browser_and_is_made_anew(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    own, borrowed = visitor(), visitor()
    own.get("/masuk/kunci/", headers={"accept": "application/json"})  # asking for a passkey's question begins a session
    before = own.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = _sign_in(own).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value != before
    assert (cookie["max-age"], cookie["domain"], cookie["httponly"], cookie["samesite"]) == (30 * 86400, "", True, "Lax")
    cookie = _sign_in(borrowed, borrowed="on").cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_pages_of_sites_neither_read_nor_set_a_cookie(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    _sign_in(client)
    for host, path in ((settings.BASE_DOMAIN, "/kim/suara-siding/"), (f"suara-siding.{settings.BASE_DOMAIN}", "/")):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, headers={"host": host})
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert not [
            query["sql"] for query in queries if 'FROM "django_session"' in query["sql"] or 'FROM "accounts_person"' in query["sql"]
        ]


def test_sign_in_exists_on_the_hub_only(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    assert visitor().get("/kim/suara-siding/masuk/").status_code == 404
    assert visitor().get("/masuk/", headers={"host": f"suara-siding.{settings.BASE_DOMAIN}"}).status_code == 404


def test_account_logout_asks_by_get_and_does_by_post(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    _sign_in(client)
    assert client.get("/keluar/").status_code == 200
    assert _is_in(client)
    assert client.post("/keluar/")["Location"] == "/"
    assert not _is_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "/akun/",
        "/akun/sandi/",
        "/akun/keamanan/",
        "/akun/perangkat/",
        "/akun/pastikan/",
        "/akun/keamanan/aplikasi/",
        "/akun/keamanan/kunci/tambah/",
    ],
)
def test_own_pages_ask_strangers_to_sign_in(visitor: Callable[..., Client], path: str) -> None:
    response = visitor().get(path)
    assert (response.status_code, response["Location"].startswith("/masuk/?next=")) == (302, True)


# --- Limits ------------------------------------------------------------------------------------------------------------------


def test_thirty_people_behind_one_address_come_in_while_one_name_is_under_attack(
    cast: SimpleNamespace, visitor: Callable[..., Client]
) -> None:
    for number in range(30):
        actions.create_person(username=f"warga{number}", full_name=f"Warga {number}", password=PASSWORD)
    attacker = visitor()
    answers = [
        _sign_in(attacker, ["sari", "0812 5550 0101", "+6281255500101"][number % 3], f"tebak-{number}-salah").status_code
        for number in range(12)
    ]
    assert answers == [422] * 10 + [429] * 2

    for number in range(30):
        client = visitor()
        assert _sign_in(client, f"warga{number}", "salah-ketik-dulu").status_code == 422
        assert _sign_in(client, f"warga{number}")["Location"] == "/ruang/"

    stopped = _sign_in(visitor(), "sari")
    assert (stopped.status_code, stopped["Retry-After"]) == (429, "300")
    assert "Mohon tunggu sebentar" in stopped.content.decode()
    assert reverse("recovery_use") in stopped.content.decode()
    # Whoever guesses from the village's Wi-Fi does not keep Sari out elsewhere.
    assert _sign_in(visitor("203.0.113.9"), "sari")["Location"] == "/ruang/"


def test_waiting_opens_again(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(11):
            _sign_in(visitor(), "sari", f"tebak-{number}-salah")
        assert _sign_in(visitor(), "sari").status_code == 429
        clock.shift(timedelta(minutes=5, seconds=1))
        assert _sign_in(visitor(), "sari")["Location"] == "/ruang/"


def test_many_places_together_are_stopped_too_and_recovery_opens_at_once(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    answers = [_sign_in(visitor(f"203.0.113.{number // 9}"), "sari", f"tebak-{number}-salah").status_code for number in range(41)]
    assert answers == [422] * 40 + [429]
    assert _sign_in(visitor("198.51.100.7"), "sari").status_code == 429
    code = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=timezone.now())
    client = visitor("198.51.100.7")
    client.post("/masuk/pulih/", {"login": "sari", "code": code, "password1": NEW, "password2": NEW})
    assert _sign_in(client, "sari", NEW)["Location"] == "/ruang/"


def test_right_passwords_do_not_use_up_the_limit(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    assert {_sign_in(visitor(), "sari").status_code for _ in range(15)} == {302}


# --- Coming back in ------------------------------------------------------------------------------------------------------------


def test_recovery_use(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    elsewhere, client = visitor(), visitor()
    _sign_in(elsewhere)
    code = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=timezone.now())
    assert client.get("/masuk/pulih/").status_code == 200
    typed = {"login": "0812 5550 0101", "code": f"{code[:5]}-{code[5:]}".lower(), "password1": NEW, "password2": NEW}
    assert client.post("/masuk/pulih/", typed)["Location"] == "/masuk/"
    assert "Silakan masuk." in client.get("/masuk/").content.decode()
    assert not _is_in(elsewhere)
    assert UserSession.objects.count() == 0
    assert _sign_in(client, "sari").status_code == 422
    assert _sign_in(client, "sari", NEW)["Location"] == "/ruang/"


def test_recovery_use_answers_alike_whether_or_not_the_person_exists(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    code = actions.create_recovery_code(person=cast.joko, made_by=cast.rini, now=timezone.now())

    def answer(name: str) -> tuple[int, str]:
        response = visitor().post("/masuk/pulih/", {"login": name, "code": code, "password1": NEW, "password2": NEW})
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
        return response.status_code, page.replace(f'value="{name}"', "")

    answers = {answer(name) for name in ("sari", "siapa", "0812 9999 8888")}
    assert len(answers) == 1
    status, page = answers.pop()
    assert status == 422
    assert "Nama dan kode ini tidak cocok" in page
    assert f'value="{code}"' in page


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("pendek", "pendek", "paling sedikit 12 huruf"),
        ("indonesia123", "indonesia123", "Terlalu mudah ditebak"),
        ("iloveyou1234567890"[:12], "iloveyou1234", "Terlalu mudah ditebak"),
        (NEW, NEW + "x", "Dua ketikan ini belum sama"),
        ("", "", "Pilih kata sandi baru."),
        ("lestari sari 12", "lestari sari 12", "Terlalu mirip dengan nama lengkap"),
    ],
)
def test_recovery_use_with_a_weak_password(
    cast: SimpleNamespace, visitor: Callable[..., Client], first: str, second: str, said: str
) -> None:
    code = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=timezone.now())
    response = visitor().post("/masuk/pulih/", {"login": "sari", "code": code, "password1": first, "password2": second})
    assert response.status_code == 422
    assert said in _errors(response)
    cast.sari.refresh_from_db()
    assert cast.sari.check_password(PASSWORD)


def test_recovery_use_is_limited_by_name_and_place(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    wrong = {"login": "sari", "code": "0000000000", "password1": NEW, "password2": NEW}
    answers = [visitor().post("/masuk/pulih/", wrong).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    assert visitor().post("/masuk/pulih/", wrong | {"login": "dewi"}).status_code == 422
    assert visitor("203.0.113.5").post("/masuk/pulih/", wrong).status_code == 422


def test_code_by_email_for_those_who_have_it(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    Person.objects.filter(pk=cast.sari.pk).update(email="sari@contoh.id")
    client, stranger = visitor(), visitor()
    assert client.get("/masuk/surel/").status_code == 200
    assert client.post("/masuk/surel/", {"email": "Sari@contoh.id"})["Location"] == "/masuk/surel/kode/"
    assert stranger.post("/masuk/surel/", {"email": "lain@contoh.id"})["Location"] == "/masuk/surel/kode/"
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [(["sari@contoh.id"], "Kode untuk masuk kembali")]
    code = re.search(r"Kode Anda: (\S+)", mail.outbox[0].body)[1]
    assert client.post("/masuk/surel/kode/", {"code": "SALAH1"}).status_code == 422
    assert client.post("/masuk/surel/kode/", {"code": code})["Location"] == "/masuk/surel/sandi/"
    assert client.get("/masuk/surel/sandi/").status_code == 200
    assert client.post("/masuk/surel/sandi/", {"password1": "bismillah123", "password2": "bismillah123"}).status_code == 422
    assert client.post("/masuk/surel/sandi/", {"password1": NEW, "password2": NEW})["Location"] == "/masuk/"
    assert _sign_in(visitor(), "sari", NEW)["Location"] == "/ruang/"
    assert "Kalau lain@contoh.id tercatat di sebuah akun" in stranger.get("/masuk/surel/kode/").content.decode()
    assert stranger.post("/masuk/surel/kode/", {"code": code}).status_code == 422


# --- About oneself -----------------------------------------------------------------------------------------------------------


def test_profile_edit(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    _sign_in(client)
    page = client.get("/akun/").content.decode()
    assert 'value="0812-5550-0101"' in page
    typed = {"full_name": "Sari Lestari Ngadi", "phone": "0813 5550 0199", "email": "Sari@contoh.id", "language": "en"}
    assert client.post("/akun/", typed)["Location"] == "/akun/"
    cast.sari.refresh_from_db()
    assert (cast.sari.full_name, cast.sari.phone, cast.sari.email, cast.sari.language) == (
        "Sari Lestari Ngadi",
        "+6281355500199",
        "sari@contoh.id",
        "en",
    )


def test_profile_edit_with_the_worst(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    Person.objects.filter(pk=cast.joko.pk).update(email="joko@contoh.id")
    client = visitor()
    _sign_in(client)
    response = client.post("/akun/", {"full_name": "", "phone": "0812 5550 0107", "email": "JOKO@contoh.id", "language": "xx"})
    assert response.status_code == 422
    for said in ("Ketik nama lengkap Anda.", "Nomor ini sudah dipakai akun lain.", "Alamat surel ini sudah dipakai akun lain."):
        assert said in _errors(response)
    assert 'value="0812 5550 0107"' in response.content.decode()
    assert "Nomor ini belum terbaca" in _errors(client.post("/akun/", {"full_name": "Sari", "phone": "nol delapan", "language": "id"}))
    before = Person.objects.get(pk=cast.sari.pk)
    assert (before.full_name, before.phone, before.email, before.language) == ("Sari Lestari", "+6281255500101", "", "id")


def test_account_change_password_keeps_here_and_ends_elsewhere(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    here, elsewhere = visitor(), visitor()
    _sign_in(here)
    _sign_in(elsewhere)
    assert here.get("/akun/sandi/").status_code == 200
    wrong = here.post("/akun/sandi/", {"oldpassword": "bukan-yang-ini", "password1": NEW, "password2": NEW})
    assert (wrong.status_code, "Ini bukan kata sandi Anda yang sekarang." in _errors(wrong)) == (422, True)
    same = here.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD})
    assert (same.status_code, "Ini kata sandi yang sekarang." in _errors(same)) == (422, True)
    assert here.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})["Location"] == "/ruang/"
    assert _is_in(here)
    assert not _is_in(elsewhere)
    assert [session.session_key for session in UserSession.objects.all()] == [here.session.session_key]


def test_a_password_from_an_officer_is_changed_first(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    Person.objects.filter(pk=cast.sari.pk).update(must_change_password=True)
    client = visitor()
    assert _sign_in(client, next="/akun/keamanan/")["Location"] == "/akun/keamanan/"
    for path in ("/akun/keamanan/", "/ruang/", "/akun/"):
        assert client.get(path)["Location"] == f"/akun/sandi/?next={path.replace('/', '%2F')}"
    assert client.post("/akun/", {"full_name": "Lain", "language": "id"})["Location"] == "/akun/sandi/"
    page = client.get("/akun/sandi/?next=/akun/keamanan/").content.decode()
    assert "Buat kata sandi Anda sendiri" in page
    assert "oldpassword" not in page
    same = client.post("/akun/sandi/", {"password1": PASSWORD, "password2": PASSWORD})
    assert (same.status_code, "Pilih yang lain, yang hanya Anda tahu." in _errors(same)) == (422, True)
    assert client.post("/akun/sandi/", {"password1": NEW, "password2": NEW, "next": "/akun/keamanan/"})["Location"] == "/akun/keamanan/"
    assert client.get("/akun/keamanan/").status_code == 200
    cast.sari.refresh_from_db()
    assert (cast.sari.full_name, cast.sari.must_change_password) == ("Sari Lestari", False)


def test_who_must_change_may_leave(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    Person.objects.filter(pk=cast.sari.pk).update(must_change_password=True)
    client = visitor()
    _sign_in(client)
    assert client.post("/keluar/")["Location"] == "/"


def test_account_set_password_for_who_has_none(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    cast.sari.set_unusable_password()
    cast.sari.save()
    client = visitor()
    client.force_login(cast.sari)
    assert client.get("/akun/sandi/")["Location"] == "/akun/sandi/pertama/"
    assert client.get("/akun/sandi/pertama/").status_code == 200
    assert client.post("/akun/sandi/pertama/", {"password1": NEW, "password2": NEW})["Location"] == "/ruang/"
    assert _sign_in(visitor(), "sari", NEW)["Location"] == "/ruang/"


# --- Devices -------------------------------------------------------------------------------------------------------------------


def test_usersessions_list_and_session_end(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    here, there, joko = visitor(), visitor("203.0.113.4", agent="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/121.0"), visitor()
    for client, name in ((there, "sari"), (here, "sari"), (joko, "joko")):
        _sign_in(client, name)
    page = here.get("/akun/perangkat/")
    devices = page.context["devices"]
    assert [(device.browser, device.system, device.ip, device.is_here) for device in devices] == [
        ("Chrome", "Android", "127.0.0.1", True),
        ("Firefox", "Windows", "203.0.113.4", False),
    ]
    assert "Chrome di Android" in page.content.decode()
    foreign = UserSession.objects.get(user=cast.joko).pk
    assert here.post(f"/akun/perangkat/{foreign}/keluar/").status_code == 404
    assert _is_in(joko)
    assert here.post(f"/akun/perangkat/{devices[1].id}/keluar/")["Location"] == "/akun/perangkat/"
    assert (_is_in(here), _is_in(there)) == (True, False)
    assert here.post(f"/akun/perangkat/{devices[0].id}/keluar/")["Location"] == "/masuk/"
    assert not _is_in(here)


def test_session_end_all(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    clients = [visitor(), visitor(), visitor()]
    for client in clients:
        _sign_in(client)
    assert clients[0].post("/akun/perangkat/keluar/")["Location"] == "/masuk/"
    assert [_is_in(client) for client in clients] == [False] * 3
    assert UserSession.objects.count() == 0


def test_usersessions_list_asks_as_much_for_one_as_for_thirty(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    _sign_in(client)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/akun/perangkat/").status_code == 200
        return len(queries)

    count()  # the first visit shows and clears what was told at the door
    one = count()
    for _ in range(29):
        _sign_in(visitor())
    assert len(client.get("/akun/perangkat/").context["devices"]) == 30
    assert count() == one == 6


# --- Second step -----------------------------------------------------------------------------------------------------------------


def _install_code_app(client: Client) -> str:
    """Confirm, scan, type the first code; returns the secret that the app now holds."""
    assert client.get("/akun/keamanan/aplikasi/")["Location"].startswith("/akun/pastikan/?next=")
    confirmed = client.post("/akun/pastikan/", {"password": PASSWORD, "next": "/akun/keamanan/aplikasi/"})
    assert confirmed["Location"] == "/akun/keamanan/aplikasi/"
    page = client.get("/akun/keamanan/aplikasi/")
    html = page.content.decode()
    assert "<svg" in html
    assert "style=" not in html
    secret = page.context["form"].secret
    assert client.post("/akun/keamanan/aplikasi/", {"code": "000000"}).status_code == 422
    assert client.post("/akun/keamanan/aplikasi/", {"code": _code_now(secret)})["Location"] == "/akun/keamanan/kode-cadangan/"
    return secret


def test_code_app_journey(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = visitor()
        _sign_in(client)
        secret = _install_code_app(client)

        kept = Authenticator.objects.get(user=cast.sari, type=Authenticator.Type.TOTP)
        assert secret not in str(kept.data)
        assert MFAAdapter().decrypt(kept.data["secret"]) == secret

        spare = client.get("/akun/keamanan/kode-cadangan/").context["unused_codes"]
        assert len(spare) == 10
        text = client.get("/akun/keamanan/kode-cadangan/unduh/")
        assert text["Content-Type"].startswith("text/plain")
        assert all(code in text.content.decode() for code in spare)
        assert "Terpasang sejak" in client.get("/akun/keamanan/").content.decode()

        clock.shift(timedelta(seconds=60))
        other = visitor()
        assert _sign_in(other)["Location"] == "/masuk/kode/"
        assert not _is_in(other)
        assert other.get("/masuk/kode/").status_code == 200
        wrong = other.post("/masuk/kode/", {"code": "000000"})
        assert (wrong.status_code, "Kodenya belum cocok." in _errors(wrong)) == (422, True)
        right = _code_now(secret)
        assert other.post("/masuk/kode/", {"code": right})["Location"] == "/ruang/"
        assert _is_in(other)

        again = visitor()
        _sign_in(again)
        assert again.post("/masuk/kode/", {"code": right}).status_code == 422, "a code opens once"
        assert again.post("/masuk/kode/", {"code": spare[3]})["Location"] == "/ruang/"
        last = visitor()
        _sign_in(last)
        assert last.post("/masuk/kode/", {"code": spare[3]}).status_code == 422


def test_code_app_is_limited_by_person(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    _sign_in(client)
    _install_code_app(client)
    answers = []
    for _ in range(6):
        other = visitor()
        _sign_in(other)
        answers.append(other.post("/masuk/kode/", {"code": "000000"}).status_code)
    assert answers == [422] * 5 + [429]


def test_spare_codes_anew_and_code_app_off(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    _sign_in(client)
    _install_code_app(client)
    old = client.get("/akun/keamanan/kode-cadangan/").context["unused_codes"]
    assert client.get("/akun/keamanan/kode-cadangan/baru/").status_code == 200
    assert client.post("/akun/keamanan/kode-cadangan/baru/")["Location"] == "/akun/keamanan/kode-cadangan/"
    assert not set(old) & set(client.get("/akun/keamanan/kode-cadangan/").context["unused_codes"])
    assert client.get("/akun/keamanan/aplikasi/lepas/").status_code == 200
    assert client.post("/akun/keamanan/aplikasi/lepas/")["Location"] == "/akun/keamanan/"
    assert not Authenticator.objects.filter(user=cast.sari).exists()
    assert _sign_in(visitor())["Location"] == "/ruang/"


def test_older_keys_still_open_the_box(settings: object) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "kunci-lama", []
    kept = MFAAdapter().encrypt("rahasia")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "kunci-baru", ["kunci-lama"]
    assert MFAAdapter().decrypt(kept) == "rahasia"


def test_account_reauthenticate_wrong(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    _sign_in(client)
    wrong = client.post("/akun/pastikan/", {"password": "bukan-yang-ini", "next": "/akun/keamanan/aplikasi/"})
    assert (wrong.status_code, "Kata sandinya belum cocok." in _errors(wrong)) == (422, True)


def test_passkey_question_is_for_the_base_domain_and_asks_for_a_key_that_opens_alone(
    cast: SimpleNamespace, visitor: Callable[..., Client]
) -> None:
    client = visitor()
    _sign_in(client)
    client.post("/akun/pastikan/", {"password": PASSWORD, "next": "/akun/keamanan/kunci/tambah/"})
    question = client.get("/akun/keamanan/kunci/tambah/").context["passkey_question"]
    for part in ('"rp": {', f'"id": "{settings.BASE_DOMAIN}"', '"residentKey": "required"', '"userVerification": "required"'):
        assert part in question
    asked = visitor().get("/masuk/kunci/", headers={"accept": "application/json"}).json()["request_options"]["publicKey"]
    assert (asked["rpId"], asked["userVerification"], asked["allowCredentials"]) == (settings.BASE_DOMAIN, "required", [])


@pytest.mark.parametrize("credential", ["", "{}", "[]", "3", '{"response": {"clientDataJSON": "e30"}}', "kosong"])
def test_passkey_nonsense_leads_back_to_the_door(visitor: Callable[..., Client], credential: str) -> None:
    client = visitor()
    response = client.post("/masuk/kunci/", {"credential": credential})
    assert (response.status_code, response["Location"]) == (302, "/masuk/")
    assert "Kunci ini belum dikenal di sini." in client.get("/masuk/").content.decode()


def test_nothing_inline_on_any_page(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    pages = [visitor().get(path) for path in ("/masuk/", "/masuk/pulih/", "/masuk/surel/", "/masuk/dihentikan/")]
    _sign_in(client)
    client.post("/akun/pastikan/", {"password": PASSWORD, "next": "/akun/"})
    own = (
        "/akun/",
        "/akun/sandi/",
        "/akun/keamanan/",
        "/akun/keamanan/aplikasi/",
        "/akun/keamanan/kunci/tambah/",
        "/akun/perangkat/",
        "/keluar/",
    )
    pages += [client.get(path) for path in own]
    for page in pages:
        html = page.content.decode()
        assert page.status_code == 200
        assert not re.search(r"<script(?![^>]* src=)|\sstyle=|\son[a-z]+=", html), page.request["PATH_INFO"]
        assert "no-store" in page["Cache-Control"]


def test_language_is_spoken_after_saving_it_and_on_other_phones(cast: SimpleNamespace, visitor: Callable[..., Client]) -> None:
    client = visitor()
    _sign_in(client)
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
    client.post("/akun/", {"full_name": "Sari Lestari", "phone": "0812 5550 0101", "language": "en"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert 'lang="en"' in client.get("/akun/").content.decode()
    other = visitor()
    _sign_in(other)
    assert 'lang="en"' in other.get("/akun/").content.decode()
