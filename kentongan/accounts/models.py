"""Persons. People without e-mail are the normal case; a phone number or a user name is enough."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .policies import shown_phone

# It starts with a letter, so that it can never be mistaken for a phone number in the one field at the door.
valid_username = RegexValidator(r"^[a-z][a-z0-9._-]{1,39}\Z", _("Huruf kecil tanpa spasi, mulai dengan huruf. Contoh: sari.lestari"))


class PersonManager(BaseUserManager["Person"]):
    """Persons are made by kentongan.accounts.actions; this is what Django's own parts ask for."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in."""

    username = models.CharField(_("nama pengguna"), max_length=40, unique=True, validators=[valid_username])
    full_name = models.CharField(_("nama lengkap"), max_length=120)
    phone = models.CharField(_("nomor HP"), max_length=16, unique=True, null=True, blank=True, help_text=_("Contoh: 0812 3456 7890"))
    email = models.EmailField(_("surel"), blank=True)
    language = models.CharField(_("bahasa"), max_length=2, default="id", choices=[("id", "Bahasa Indonesia"), ("en", "English")])
    is_active = models.BooleanField(_("boleh masuk"), default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    must_change_password = models.BooleanField(default=False, help_text="set where an officer gave the first password")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="email_of_one_person")]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The name as people say it."""
        return self.full_name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.full_name.split()[0]

    @property
    def phone_shown(self) -> str:
        """The phone number as people write it, or nothing."""
        return shown_phone(self.phone) if self.phone else ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Names and addresses at the door are compared in small letters, so they are kept so."""
        self.username, self.email = self.username.lower(), self.email.lower()
        super().save(*args, **kwargs)


class RecoveryCode(models.Model):
    """A one-time code that an officer of the group hands over to somebody who cannot sign in any more.

    Only its hash is kept. It ends by use, by age, by too many wrong tries, or when another one is made.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_handovers")
    code_hash = models.CharField(max_length=128)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person} {self.made_at:%Y-%m-%d}"

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be used."""
        return self.used_at is None and now < self.expires_at
