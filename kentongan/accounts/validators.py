"""What a password must not be, said kindly. Length counts, odd characters do not: three ordinary words in a row are good."""

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .policies import is_first_guess


class LongEnough(password_validation.MinimumLengthValidator):
    """At least twelve characters (BSSN Regulation 4/2021 asks for eight; with no odd characters demanded, twelve is our own choice)."""

    def get_error_message(self) -> str:
        """What to do about it."""
        words = _("Terlalu pendek: paling sedikit %(number)d huruf. Tiga kata yang hanya Anda tahu sudah cukup.")
        return words % {"number": self.min_length}

    def get_help_text(self) -> str:
        """What is asked for."""
        words = _("Paling sedikit %(number)d huruf. Cara mudah: tiga kata yang tidak ada hubungannya, dipisah garis.")
        return words % {"number": self.min_length}


class NotAmongLeaked(password_validation.CommonPasswordValidator):
    """Not among the 20,000 passwords that leaked most often (Django's list, which lies on the server: nothing is asked over the net)."""

    def get_error_message(self) -> str:
        """What to do about it."""
        return _("Kata sandi ini ada di daftar yang pernah bocor, jadi orang jahat mencobanya lebih dulu. Pilih yang lain.")

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("Bukan kata sandi yang dipakai banyak orang.")


class NotAboutYou(password_validation.UserAttributeSimilarityValidator):
    """Not the person's own name or number."""

    def get_error_message(self) -> str:
        """What to do about it."""
        return _("Terlalu mirip dengan %(verbose_name)s Anda. Pilih yang tidak bisa ditebak tetangga.")

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("Bukan nama atau nomor HP Anda.")


class NotFirstGuess:
    """Not what anyone here would try first, however dressed up with digits: "indonesia123", "Bismillah!!", "s4yangku2024"."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a first guess."""
        if is_first_guess(password):
            raise ValidationError(
                _("Terlalu mudah ditebak, walau ditambah angka. Coba tiga kata yang tidak ada hubungannya, misalnya benda di dapur Anda."),
                code="password_first_guess",
            )

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("Bukan kata yang ditebak orang pertama kali.")
