"""The door and one's own pages. allauth's views do the work; here they get our templates, and 422 where something is to put right."""

import json
from typing import Any, cast

from allauth.account import views as account_views
from allauth.core.internal import ratelimit
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as spare_code_views
from allauth.mfa.totp import views as code_app_views
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import auth as passkeys
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic.edit import FormView

from kentongan.core.rules import NotVisible

from . import actions, queries
from .adapters import account_adapter, speak
from .forms import ProfileForm, RecoveryForm
from .models import Person


def _own(request: HttpRequest) -> Person:
    """Who is looking, on pages that ask to be signed in."""
    return cast(Person, request.user)


def _limited(request: HttpRequest) -> HttpResponse:
    """429 with the other ways in beside it."""
    response = render(request, "accounts/account_login_limited.html", status=429)
    response["Retry-After"] = "300"
    return response


def _is_limited(form: Form) -> bool:
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    return bool(codes & {"too_many_login_attempts", "rate_limited"})


class _OurWay(FormView):
    """What we change in every form of allauth: 422 for something to put right, 429 where it was tried too often."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again with what was typed."""
        if _is_limited(form):
            return _limited(self.request)
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response


# --- At the door ---------------------------------------------------------------------------------------------------------


class SignIn(_OurWay, account_views.LoginView):
    """/masuk/: phone number or user name, and a password."""

    template_name = "accounts/account_login.html"


class SignInByPasskey(passkey_views.LoginWebAuthnView):
    """The browser asks here for its question (GET, JSON) and brings the answer."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the door, where a password still opens."""
        messages.error(self.request, _("Kunci ini belum dikenal di sini. Masuklah dengan kata sandi."))
        return redirect("account_login")


class SecondStep(mfa_views.AuthenticateView):
    """The code after the password."""

    template_name = "accounts/mfa_authenticate.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Ask again."""
        if _is_limited(form):
            return _limited(self.request)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The passkey's question as an attribute can hold it, for those who have one."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        if is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN]):
            shown["passkey_question"] = json.dumps(shown["js_data"]["request_options"])
        return shown


class SignOut(account_views.LogoutView):
    """/keluar/: asked by GET, done by POST."""

    template_name = "accounts/account_logout.html"


class MailCode(_OurWay, account_views.PasswordResetView):
    """A code by e-mail, for those who have e-mail."""

    template_name = "accounts/account_reset_password.html"

    def form_valid(self, form: Form) -> HttpResponse:
        """The same answer whoever asks, and as often as the limit lets."""
        response: HttpResponse = super().form_valid(form)
        return _limited(self.request) if response.status_code == 429 else response


class MailCodeConfirm(_OurWay, account_views.ConfirmPasswordResetCodeView):
    """The code from the e-mail."""

    template_name = "accounts/account_confirm_password_reset_code.html"


class MailCodePassword(_OurWay, account_views.CompletePasswordResetView):
    """A new password after the code from the e-mail."""

    template_name = "accounts/account_complete_password_reset.html"
    success_url = reverse_lazy("account_login")


class Inactive(account_views.AccountInactiveView):
    """The account was stopped."""

    template_name = "accounts/account_inactive.html"


@never_cache
@sensitive_post_parameters("code", "password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_use(request: HttpRequest) -> HttpResponse:
    """/masuk/pulih/: back in with the code that an officer of the group handed over."""
    if request.method != "POST":
        return render(request, "accounts/recovery_use.html", {"form": RecoveryForm()})
    form = RecoveryForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["login"]
        key = f"{queries.door_key(name)} {account_adapter().get_client_ip(request)}"
        if not ratelimit.consume(request, app="allauth.account", action="recovery", key=key):
            return _limited(request)
        try:
            actions.use_recovery_code(
                name=name, typed_code=form.cleaned_data["code"], password=form.cleaned_data["password1"], now=timezone.now()
            )
        except actions.WrongCode:
            form.add_error(None, _("Nama dan kode ini tidak cocok, atau kodenya sudah lewat. Periksa lagi, atau minta kode baru."))
        except ValidationError as weak:
            form.add_error("password1", weak)
        else:
            account_adapter().forget_attempts(request, name)
            messages.success(request, _("Kata sandi baru sudah tersimpan. Silakan masuk."))
            return redirect("account_login")
    return render(request, "accounts/recovery_use.html", {"form": form}, status=422)


# --- About oneself -------------------------------------------------------------------------------------------------------


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request: HttpRequest) -> HttpResponse:
    """/akun/: name, phone number, e-mail, language."""
    person = _own(request)
    if request.method != "POST":
        return render(request, "accounts/profile_edit.html", {"form": ProfileForm(instance=person)})
    form = ProfileForm(request.POST, instance=person)
    if form.is_valid():
        actions.change_profile(person=person, **form.cleaned_data)
        messages.success(request, _("Perubahan sudah tersimpan."))
        response = redirect("profile_edit")
        speak(response, person.language)
        return response
    person.refresh_from_db()  # the page's head must not show a name that was not kept
    return render(request, "accounts/profile_edit.html", {"form": form}, status=422)


class ChangePassword(_OurWay, account_views.PasswordChangeView):
    """/akun/sandi/: a new password; also the page of those who must choose their first own one."""

    template_name = "accounts/account_change_password.html"


class SetPassword(_OurWay, account_views.PasswordSetView):
    """A password for somebody who has none."""

    template_name = "accounts/account_set_password.html"


class Confirm(_OurWay, account_views.ReauthenticateView):
    """Your password once more, before something that matters."""

    template_name = "accounts/account_reauthenticate.html"


class ConfirmByCode(_OurWay, mfa_views.ReauthenticateView):
    """A code once more."""

    template_name = "accounts/mfa_reauthenticate.html"


class ConfirmByPasskey(passkey_views.ReauthenticateWebAuthnView):
    """A passkey once more."""

    template_name = "accounts/mfa_reauthenticate_webauthn.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The passkey's question as an attribute can hold it, and the other ways."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return shown | {
            "passkey_question": json.dumps(shown["js_data"]["request_options"]),
            "reauthentication_alternatives": cast(Any, self).get_reauthentication_alternatives(),
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        """Try again, or another way."""
        messages.error(self.request, _("Kunci ini belum cocok. Coba sekali lagi, atau pakai cara lain."))
        return redirect(self.request.get_full_path())


@never_cache
@login_required
def mfa_index(request: HttpRequest) -> HttpResponse:
    """/akun/keamanan/: what guards the account, in simple words."""
    guards = queries.guards_of(_own(request))
    return render(request, "accounts/mfa_index.html", {"guards": guards})


class CodeAppActivate(_OurWay, code_app_views.ActivateTOTPView):
    """Install a code app: scan, type the first code."""

    template_name = "accounts/mfa_activate_totp.html"

    def get_success_url(self) -> str:
        """Spare codes are shown at once, also where a passkey had already brought some."""
        return reverse("mfa_view_recovery_codes")


class CodeAppDeactivate(_OurWay, code_app_views.DeactivateTOTPView):
    """Take the code app off."""

    template_name = "accounts/mfa_deactivate_totp.html"


class SpareCodes(spare_code_views.ViewRecoveryCodesView):
    """The spare codes, to write on paper."""

    template_name = "accounts/mfa_view_recovery_codes.html"


class SpareCodesGenerate(_OurWay, spare_code_views.GenerateRecoveryCodesView):
    """Ten new spare codes; the old ones end."""

    template_name = "accounts/mfa_generate_recovery_codes.html"


class SpareCodesDownload(spare_code_views.DownloadRecoveryCodesView):
    """The spare codes as a text file."""

    template_name = "accounts/mfa_download_recovery_codes.txt"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """With a name that is found again on a phone."""
        view: Any = super()
        response: HttpResponse = view.render_to_response(context, **kwargs)
        response["Content-Disposition"] = 'attachment; filename="kode-cadangan-kentongan.txt"'
        return response


class PasskeyAdd(_OurWay, passkey_views.AddWebAuthnView):
    """Make a passkey on this phone."""

    template_name = "accounts/mfa_add_webauthn.html"

    def get_success_url(self) -> str:
        """Back to what guards the account."""
        return reverse("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question asks for a key that opens the door alone, with finger, face or screen lock."""
        shown: dict[str, Any] = super(passkey_views.AddWebAuthnView, self).get_context_data(**kwargs)
        return shown | {"passkey_question": json.dumps(passkeys.begin_registration(_own(self.request), True))}


class PasskeyRename(_OurWay, passkey_views.EditWebAuthnView):
    """Give a passkey another name."""

    template_name = "accounts/mfa_edit_webauthn.html"
    success_url = reverse_lazy("mfa_index")


class PasskeyRemove(passkey_views.RemoveWebAuthnView):
    """Take a passkey off."""

    template_name = "accounts/mfa_remove_webauthn.html"
    success_url = reverse_lazy("mfa_index")


def mfa_list_webauthn(request: HttpRequest) -> HttpResponse:
    """allauth's list of passkeys stands on the page about security."""
    return redirect("mfa_index")


@never_cache
@login_required
def usersessions_list(request: HttpRequest) -> HttpResponse:
    """/akun/perangkat/: where I am signed in."""
    devices = queries.devices_of(_own(request), here=request.session.session_key, now=timezone.now())
    return render(request, "accounts/usersessions_list.html", {"devices": devices})


@require_POST
@login_required
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign out in one browser."""
    here = request.session.session_key
    if not actions.end_session(person=_own(request), session_id=session_id):
        raise NotVisible(_("Perangkat ini sudah keluar."))
    if not request.session.exists(here or ""):
        logout(request)
        messages.success(request, _("Anda sudah keluar. Sampai jumpa."))
        return redirect("account_login")
    messages.success(request, _("Perangkat itu sudah dikeluarkan."))
    return redirect("usersessions_list")


@require_POST
@login_required
def session_end_all(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    actions.end_sessions(person=_own(request))
    logout(request)
    messages.success(request, _("Anda sudah keluar dari semua perangkat. Silakan masuk lagi."))
    return redirect("account_login")
