"""What is typed at the door and about oneself: one column, plain words, nothing lost after an error."""

import json
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as code_app_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from fido2.utils import websafe_decode

from . import queries
from .adapters import MFAAdapter, passkey_origin
from .fields import PhoneField
from .models import Person
from .policies import normalised_phone

PASSWORD_HELP = gettext_lazy("Paling sedikit 12 huruf. Cara mudah: tiga kata yang tidak ada hubungannya, misalnya wajan-pelangi-tiang.")


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Nomor HP atau nama pengguna"),
        help_text=gettext_lazy("Contoh: 0812 3456 7890"),
        max_length=64,
        error_messages={"required": gettext_lazy("Ketik nomor HP atau nama pengguna Anda.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}),
    )


def _password_field(*, is_new: bool = False, again: bool = False) -> forms.CharField:
    """A password that is asked for, chosen, or typed once more."""
    if again:
        label, wanted = gettext_lazy("Ketik kata sandi baru sekali lagi"), gettext_lazy("Ketik kata sandi baru itu sekali lagi.")
    elif is_new:
        label, wanted = gettext_lazy("Kata sandi baru"), gettext_lazy("Pilih kata sandi baru.")
    else:
        label, wanted = gettext_lazy("Kata sandi"), gettext_lazy("Ketik kata sandi Anda.")
    return forms.CharField(
        label=label,
        help_text=PASSWORD_HELP if is_new and not again else "",
        max_length=256,
        strip=False,
        error_messages={"required": wanted},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if is_new or again else "current-password"}),
    )


def _code_field(label: Any, help_text: Any, *, is_number: bool = True) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
    if is_number:
        attrs["inputmode"] = "numeric"
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=20,
        error_messages={"required": gettext_lazy("Ketik kodenya.")},
        widget=forms.TextInput(attrs=attrs),
    )


class SignInForm(account_forms.LoginForm):
    """Who are you, and your password. One field for phone number and user name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": _name_field(),
            "password": _password_field(),
            "borrowed": forms.BooleanField(
                label=gettext_lazy("Ini HP pinjaman"),
                help_text=gettext_lazy("Anda keluar sendiri begitu peramban ditutup."),
                required=False,
            ),
        }

    def user_credentials(self) -> dict[str, str]:
        """The user name that the typed name means; a name that nobody has goes on as it was typed, and fails like a wrong password."""
        person = queries.find_person(self.cleaned_data["login"])
        name = person.username if person else normalised_phone(self.cleaned_data["login"]) or self.cleaned_data["login"].lower()
        return {"username": name, "password": self.cleaned_data["password"]}

    def clean(self) -> dict[str, Any]:
        """Try the password."""
        form: Any = super()
        cleaned: dict[str, Any] = form.clean()
        cleaned["remember"] = not cleaned.get("borrowed")
        return cleaned


class ConfirmForm(account_forms.ReauthenticateForm):
    """Your password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password_field()


class _TwoPasswords(forms.Form):
    """A new password, typed twice because a phone shows only dots. ``user`` is whose it will be, where that is known."""

    def __init__(self, *args: Any, user: Person | None = None, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["password1"] = _password_field(is_new=True)
        self.fields["password2"] = _password_field(again=True)

    def clean_password1(self) -> str:
        """It must be hard to guess, also for those who know the person."""
        validate_password(self.cleaned_data["password1"], self.user)
        return str(self.cleaned_data["password1"])

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second and "password2" not in self.errors:
            self.add_error("password2", _("Dua ketikan ini belum sama. Ketik sekali lagi pelan-pelan."))
        return cleaned


class ChangePasswordForm(_TwoPasswords):
    """The old password, and the new one. Who must choose her first own password has just typed the old one and is not asked again."""

    user: Person

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.user.must_change_password:
            old = _password_field()
            old.label = gettext_lazy("Kata sandi sekarang")
            old.error_messages["required"] = gettext_lazy("Ketik kata sandi Anda yang sekarang.")
            self.fields = {"oldpassword": old, **self.fields}

    def clean_oldpassword(self) -> str:
        """Only its owner changes a password."""
        if not self.user.check_password(self.cleaned_data["oldpassword"]):
            raise ValidationError(_("Ini bukan kata sandi Anda yang sekarang."), code="enter_current_password")
        return str(self.cleaned_data["oldpassword"])

    def clean_password1(self) -> str:
        """The new one must be new, above all where an officer knows the old one."""
        if self.user.check_password(self.cleaned_data["password1"]):
            raise ValidationError(_("Ini kata sandi yang sekarang. Pilih yang lain, yang hanya Anda tahu."), code="same_as_current")
        return super().clean_password1()

    def save(self) -> None:
        """Keep it."""
        get_adapter().set_password(self.user, self.cleaned_data["password1"])


class NewPasswordForm(_TwoPasswords):
    """A new password, for somebody who has none yet or who proved by a code from an e-mail that it is she."""

    user: Person

    def save(self) -> None:
        """Keep it."""
        get_adapter().set_password(self.user, self.cleaned_data["password1"])


class RecoveryForm(_TwoPasswords):
    """Name, the code from an officer, and a new password: all on one page. Whose name it is stays unknown until the code is right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = _code_field(
            gettext_lazy("Kode dari pengurus"), gettext_lazy("Sepuluh huruf dan angka. Huruf besar atau kecil sama saja."), is_number=False
        )
        self.fields = {"login": _name_field(), "code": code, **self.fields}


class MailCodeForm(account_forms.ResetPasswordForm):
    """The e-mail address to which a code is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=gettext_lazy("Alamat surel"),
            error_messages={
                "required": gettext_lazy("Ketik alamat surel Anda."),
                "invalid": gettext_lazy("Alamat ini belum lengkap. Contoh: sari@contoh.id"),
            },
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )

    def clean_email(self) -> str:
        """Kept in small letters, so that the code goes to the address that was kept and not to one typed to look like it."""
        return str(super().clean_email()).lower()


class MailCodeConfirmForm(account_forms.ConfirmPasswordResetCodeForm):
    """The code that came by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(gettext_lazy("Kode dari surel"), "", is_number=False)


class ProfileForm(forms.ModelForm[Person]):
    """What a person says about herself."""

    phone = PhoneField(required=False, help_text=gettext_lazy("Untuk masuk. Tidak ditampilkan kepada umum."))

    class Meta:
        model = Person
        fields = ["full_name", "phone", "email", "language"]
        labels = {"full_name": gettext_lazy("Nama lengkap"), "email": gettext_lazy("Alamat surel"), "language": gettext_lazy("Bahasa")}
        help_texts = {
            "full_name": gettext_lazy("Seperti yang tertulis di bawah kabar Anda."),
            "email": gettext_lazy("Kalau ada: kode untuk masuk kembali dapat dikirim ke sini."),
        }
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "language": forms.RadioSelect,
        }
        error_messages = {
            "full_name": {"required": gettext_lazy("Ketik nama lengkap Anda.")},
            "email": {"invalid": gettext_lazy("Alamat ini belum lengkap. Contoh: sari@contoh.id")},
        }

    def clean_email(self) -> str:
        """One address belongs to one account, because a code sent there opens it."""
        email = (self.cleaned_data["email"] or "").lower()
        if email and Person.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Alamat surel ini sudah dipakai akun lain."), code="taken")
        return email

    def clean_phone(self) -> str | None:
        """One number belongs to one account, because it is a name at the door."""
        phone: str = self.cleaned_data["phone"]
        if phone and Person.objects.filter(phone=phone).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Nomor ini sudah dipakai akun lain. Kalau itu nomor Anda, hubungi pengurus KIM."), code="taken")
        return phone or None


# --- Second step and passkeys ------------------------------------------------------------------------------------------


class SecondStepForm(code_forms.AuthenticateForm):
    """The code after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(gettext_lazy("Kode"), gettext_lazy("Enam angka dari aplikasi kode, atau satu kode cadangan."))


class ConfirmByCodeForm(code_forms.ReauthenticateForm):
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(gettext_lazy("Kode"), gettext_lazy("Enam angka dari aplikasi kode, atau satu kode cadangan."))


class CodeAppForm(code_app_forms.ActivateTOTPForm):
    """The first code of a new code app, to prove that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(gettext_lazy("Enam angka yang tampil di aplikasi"), "")


class _FromHub(forms.Form):
    """A passkey's answer counts only when the browser says that it was given on the hub: sites of others lie on subdomains."""

    def clean_credential(self) -> Any:
        """Refuse an answer given elsewhere, or one that cannot be read."""
        try:
            origin = json.loads(websafe_decode(self.cleaned_data["credential"]["response"]["clientDataJSON"]))["origin"]
        except (KeyError, TypeError, ValueError):
            origin = None
        if origin != passkey_origin():
            raise MFAAdapter().validation_error("not_this_key")
        before = getattr(super(), "clean_credential", None)
        return before() if before else self.cleaned_data["credential"]


class AddPasskeyForm(_FromHub, passkey_forms.AddWebAuthnForm):
    """A name for the new passkey. Each one is made so that it opens the door alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=gettext_lazy("Nama kunci ini"),
            help_text=gettext_lazy("Supaya Anda ingat di perangkat mana kunci ini tersimpan."),
            max_length=60,
            required=False,
        )
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        """It must have asked for the finger, face or screen lock of its owner."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


class RenamePasskeyForm(passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=gettext_lazy("Nama kunci ini"), max_length=60, error_messages={"required": gettext_lazy("Beri nama, misalnya HP saya.")}
        )


class SignInByPasskeyForm(_FromHub, passkey_forms.LoginWebAuthnForm):
    """In without a password."""


class SecondStepByPasskeyForm(_FromHub, passkey_forms.AuthenticateWebAuthnForm):
    """A passkey in place of the code."""


class ConfirmByPasskeyForm(_FromHub, passkey_forms.ReauthenticateWebAuthnForm):
    """A passkey once more, before something that matters."""
