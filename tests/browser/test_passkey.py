"""Passkeys with Chromium's virtual authenticator, and the door without JavaScript."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from playwright.sync_api import CDPSession, Page, expect

from conftest import PASSWORD
from kentongan.accounts import actions

Thumb = Callable[[Page], tuple[CDPSession, str]]


@pytest.fixture
def thumb() -> Thumb:
    """``thumb(page)``: give the browser a phone's authenticator, whose owner always says yes."""

    def make(page: Page) -> tuple[CDPSession, str]:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    return make


def _sign_in(page: Page, name: str = "0812 5550 0101") -> None:
    page.goto("/masuk/")
    page.get_by_label("Nomor HP atau nama pengguna").fill(name)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def _add_passkey(page: Page) -> None:
    page.goto("/akun/keamanan/kunci/tambah/")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Nama kunci ini").fill("HP merah")
    page.get_by_role("button", name="Pasang").click()
    expect(page.get_by_text("Kunci sudah terpasang.")).to_be_visible()


def test_a_passkey_is_added_and_opens_the_door_alone(phone_page: Page, cast: SimpleNamespace, thumb: Thumb) -> None:
    session, key = thumb(phone_page)
    _sign_in(phone_page)
    _add_passkey(phone_page)
    expect(phone_page.get_by_role("heading", name="HP merah")).to_be_visible()
    credential = session.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"][0]
    assert (credential["rpId"], credential["isResidentCredential"]) == ("kim.localhost", True)

    phone_page.context.clear_cookies()
    phone_page.goto("/masuk/?next=/akun/perangkat/")
    phone_page.get_by_role("button", name="Masuk dengan sidik jari").click()
    expect(phone_page.get_by_role("heading", name="Di mana saya masuk")).to_be_visible()
    phone_page.goto("/akun/")
    expect(phone_page.get_by_label("Nama lengkap")).to_have_value("Sari Lestari")


def test_a_passkey_opens_while_the_name_is_limited(phone_page: Page, cast: SimpleNamespace, thumb: Thumb) -> None:
    thumb(phone_page)
    _sign_in(phone_page)
    _add_passkey(phone_page)
    phone_page.context.clear_cookies()
    attacker = Client(headers={"host": settings.BASE_DOMAIN})
    answers = [attacker.post("/masuk/", {"login": "sari", "password": f"tebak-{number}-salah"}).status_code for number in range(11)]
    assert answers == [422] * 10 + [429]
    phone_page.goto("/masuk/")
    phone_page.get_by_role("button", name="Masuk dengan sidik jari").click()
    phone_page.wait_for_url("**/ruang/")


def test_a_passkey_that_was_taken_off_opens_nothing(phone_page: Page, cast: SimpleNamespace, thumb: Thumb) -> None:
    thumb(phone_page)
    _sign_in(phone_page)
    _add_passkey(phone_page)
    phone_page.get_by_role("link", name="Lepas HP merah").click()
    phone_page.get_by_role("button", name="Lepas", exact=True).click()
    expect(phone_page.get_by_text("Kunci sudah dilepas")).to_be_visible()
    assert not Authenticator.objects.filter(user=cast.sari).exists()
    phone_page.context.clear_cookies()
    phone_page.goto("/masuk/")
    phone_page.get_by_role("button", name="Masuk dengan sidik jari").click()
    expect(phone_page.get_by_text("Kunci ini belum dikenal di sini.")).to_be_visible()


def test_whoever_says_no_is_told_in_words(phone_page: Page, cast: SimpleNamespace, thumb: Thumb) -> None:
    session, key = thumb(phone_page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    _sign_in(phone_page)
    phone_page.goto("/akun/keamanan/kunci/tambah/")
    phone_page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    phone_page.get_by_role("button", name="Lanjut").click()
    phone_page.get_by_role("button", name="Pasang").click()
    expect(phone_page.get_by_role("alert")).to_have_text("Tidak jadi. Coba sekali lagi, atau pakai cara lain.")
    assert not Authenticator.objects.exists()


# What a page of somebody's site would do to use the hub's passkey.
ANSWER_THERE = """async (asked) => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
  const key = await navigator.credentials.get({publicKey: {...asked, challenge: bytes(asked.challenge)}});
  const response = {};
  for (const part of ["clientDataJSON", "authenticatorData", "signature", "userHandle"]) response[part] = text(key.response[part]);
  return JSON.stringify({type: key.type, id: key.id, rawId: text(key.rawId), clientExtensionResults: {}, response});
}"""
SEND_HERE = """(answer) => {
  const form = document.querySelector("form[data-passkey]");
  form.elements.credential.value = answer;
  form.submit();
}"""


def test_an_answer_given_on_a_site_opens_nothing(phone_page: Page, hub_origin: str, cast: SimpleNamespace, thumb: Thumb) -> None:
    thumb(phone_page)
    _sign_in(phone_page)
    _add_passkey(phone_page)
    phone_page.context.clear_cookies()
    # The browser lets a subdomain use the base domain's key; the hub must not take what was answered there.
    phone_page.goto("/masuk/")
    question = phone_page.evaluate(
        """async () => (await (await fetch("/masuk/kunci/", {headers: {Accept: "application/json"}})).json()).request_options.publicKey"""
    )
    phone_page.goto(hub_origin.replace("//", "//suara-siding.") + "/")
    answer = phone_page.evaluate(ANSWER_THERE, question)
    assert '"signature"' in answer
    phone_page.goto("/masuk/")
    phone_page.evaluate(SEND_HERE, answer)
    expect(phone_page.get_by_text("Kunci ini belum dikenal di sini.")).to_be_visible()
    phone_page.goto("/akun/")
    phone_page.wait_for_url("**/masuk/?next=/akun/")


def test_sign_in_without_javascript(open_page: Callable[..., Page], cast: SimpleNamespace) -> None:
    page = open_page({"width": 360, "height": 780}, java_script_enabled=False)
    _sign_in(page)
    page.wait_for_url("**/ruang/")
    page.goto("/akun/")
    expect(page.get_by_label("Nama lengkap")).to_have_value("Sari Lestari")


def test_the_password_can_be_looked_at(phone_page: Page, cast: SimpleNamespace) -> None:
    phone_page.goto("/masuk/")
    field = phone_page.get_by_label("Kata sandi", exact=True)
    field.fill("apa saja")
    phone_page.get_by_role("button", name="Tampilkan").click()
    expect(field).to_have_attribute("type", "text")
    phone_page.get_by_role("button", name="Sembunyikan").click()
    expect(field).to_have_attribute("type", "password")


def test_the_door_by_keyboard_alone(desk_page: Page, cast: SimpleNamespace) -> None:
    actions.create_person(username="papan", full_name="Papan Ketik", password=PASSWORD)
    desk_page.goto("/masuk/")
    desk_page.get_by_label("Nomor HP atau nama pengguna").focus()
    desk_page.keyboard.type("papan")
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.type(PASSWORD)
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("**/ruang/")
