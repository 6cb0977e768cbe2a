"""Where allauth asks what we think: names, messages, limits, the second step, keys at rest."""

import base64
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from kentongan.core.secrecy import secret_keys

from . import actions, queries
from .models import Person

# What allauth tells by template, told in our own words; what is not here is not worth a message.
MESSAGES = {
    "account/messages/logged_out.txt": _("Anda sudah keluar. Sampai jumpa."),
    "account/messages/password_changed.txt": _("Kata sandi baru sudah tersimpan. Perangkat lain sudah dikeluarkan."),
    "account/messages/password_set.txt": _("Kata sandi sudah tersimpan."),
    "mfa/messages/totp_activated.txt": _("Aplikasi kode sudah terpasang. Mulai sekarang kodenya diminta setiap kali masuk."),
    "mfa/messages/totp_deactivated.txt": _("Aplikasi kode sudah dilepas. Untuk masuk cukup kata sandi."),
    "mfa/messages/recovery_codes_generated.txt": _("Kode cadangan baru sudah dibuat. Kode yang lama tidak berlaku lagi."),
    "mfa/messages/webauthn_added.txt": _("Kunci sudah terpasang. Lain kali Anda bisa masuk dengan sidik jari atau kunci layar."),
    "mfa/messages/webauthn_removed.txt": _("Kunci sudah dilepas dan tidak dapat dipakai lagi."),
}


def name_of(person: Person) -> str:
    """How allauth shows a person."""
    return person.full_name


def speak(response: HttpResponse, language: str) -> None:
    """Remember the language in this browser for a year, in the cookie that kentongan.core.views.language_choose also sets."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


class AccountAdapter(DefaultAccountAdapter):
    """People come in by phone or user name, are told things in their own words, and are never counted by address alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama atau kata sandinya belum cocok. Periksa sekali lagi, juga huruf besar dan kecilnya."),
        "too_many_login_attempts": _("Terlalu sering dicoba. Tunggu beberapa menit, lalu coba lagi."),
        "rate_limited": _("Terlalu sering dicoba. Tunggu beberapa menit, lalu coba lagi."),
        "incorrect_code": _("Kodenya belum cocok. Tunggu kode berikutnya, lalu ketik lagi."),
        "incorrect_password": _("Kata sandinya belum cocok."),
        "enter_current_password": _("Ini bukan kata sandi Anda yang sekarang."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by officers."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Tell it in our words, or not at all."""
        words = message or MESSAGES.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words), extra_tags=extra_tags)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Speak the person's language, where this browser has not been told another."""
        response = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and user.language != settings.LANGUAGE_CODE:
            speak(response, user.language)
        return response

    def set_password(self, user: Any, password: str) -> None:
        """The one place through which allauth changes a password: the person chose it, and every browser is signed out.

        Where she changes it while signed in, allauth then begins a new session for this browser.
        """
        actions.choose_password(person=user, password=password)
        actions.end_sessions(person=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where to go after a password was chosen: on to the workspace, which is what the person came for."""
        return self.get_login_redirect_url(request)

    def get_login_stages(self) -> list[str]:
        """Only the second step: nobody's phone or e-mail is verified at the door."""
        return ["kentongan.accounts.adapters.SecondStep"]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt on the name here and on the name anywhere. Raises ValidationError (too_many_login_attempts)."""
        self.attempts = []
        for action, key in self.limits(request, credentials["username"]):
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not usage:
                raise self.validation_error("too_many_login_attempts")
            self.attempts.append(usage)

    def _rollback_login_failed_rl_usage(self) -> None:
        """A right password gives its own attempt back, and no more: attempts in between stay counted."""
        for usage in self.attempts:
            usage.rollback()

    def limits(self, request: HttpRequest, name: str) -> list[tuple[str, str]]:
        """What attempts on a name are counted by."""
        person = queries.door_key(name)
        return [("sign_in_here", f"{person} {self.get_client_ip(request)}"), ("sign_in_anywhere", person)]

    def forget_attempts(self, request: HttpRequest, name: str) -> None:
        """Start counting anew, after a person came back by a recovery code."""
        for action, key in self.limits(request, name):
            ratelimit.clear(request, app="allauth.account", action=action, key=key)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to confirm that it is still you, in our words."""
        words = {
            "reauthenticate": gettext("Dengan kata sandi"),
            "mfa_reauthenticate": gettext("Dengan kode dari aplikasi"),
            "mfa_reauthenticate:webauthn": gettext("Dengan sidik jari atau kunci layar"),
        }
        return [method | {"description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]


class SecondStep(AuthenticateStage):
    """After the password a code is asked only of those who installed a code app.

    A passkey is a way in without a password; it does not lock its owner out of a borrowed computer, as allauth's own stage would.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Ask, or go on."""
        if self.login.user is None or not is_mfa_enabled(self.login.user, [Authenticator.Type.TOTP]):
            return None, True
        return super().handle()


def _box() -> MultiFernet:
    """The box in which secrets lie in the database; older keys of SECRET_KEY_FALLBACKS still open it."""
    digests = [salted_hmac("kentongan.accounts.second-step", "box", secret=key, algorithm="sha256").digest() for key in secret_keys()]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are encrypted at rest, the QR code is drawn here, passkeys belong to the base domain."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kodenya belum cocok. Periksa jam HP Anda, lalu ketik kode yang baru."),
        "cannot_generate_recovery_codes": _("Kode cadangan baru berguna setelah aplikasi kode dipasang."),
        "not_this_key": _("Kunci ini belum dikenal di sini. Masuklah dengan kata sandi."),
    }

    def encrypt(self, text: str) -> str:
        """For the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """From the database."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """What the code app shows above the code."""
        return str(settings.HUB_NAME)

    def get_totp_label(self, user: Any) -> str:
        """Whose code it is."""
        return str(user.username)

    def build_totp_svg(self, url: str) -> str:
        """The QR code as SVG that stands in the page itself; dark on white also in dark mode, because cameras want it so."""
        return str(segno.make(url, error="m").svg_inline(border=3, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None))

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002  (allauth's name)
        """A first name for a passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return pgettext("passkey", "HP saya") if number == 1 else gettext("Kunci ke-%(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are for the base domain, by whichever host the hub was reached."""
        return {"id": settings.BASE_DOMAIN, "name": settings.HUB_NAME}

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)


def account_adapter() -> AccountAdapter:
    """Our adapter, for those who ask more of it than allauth does."""
    return AccountAdapter()


def passkey_origin() -> str:
    """The one origin that may use passkeys: the hub's."""
    return f"{settings.SCHEME}://{settings.BASE_DOMAIN}{':' + settings.PORT if settings.PORT else ''}"
