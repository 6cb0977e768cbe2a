"""Who is meant by a name at the door, and where a person is signed in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from .models import Person, RecoveryCode
from .policies import device_of, normalised_phone


def find_person(name: str) -> Person | None:
    """The person whom a typed phone number or user name means, or None."""
    phone = normalised_phone(name)
    if phone is not None:
        return Person.objects.filter(phone=phone).first()
    return Person.objects.filter(username=name.strip().lower()).first()


def door_key(name: str) -> str:
    """One key for every way to type the same person's name: what sign-in attempts are counted by.

    Names that nobody has get a key of their own, so that counting does not tell who exists.
    """
    person = find_person(name)
    if person is not None:
        return f"person:{person.pk}"
    return f"name:{normalised_phone(name) or name.strip().lower()}"


def open_recovery_code(person: Person, now: datetime) -> RecoveryCode | None:
    """The person's code that can still be used, or None."""
    codes = RecoveryCode.objects.filter(person=person, used_at=None, expires_at__gt=now, attempts__lt=settings.RECOVERY_CODE_MOST_ATTEMPTS)
    return codes.order_by("-made_at", "-pk").first()


@dataclass(frozen=True)
class SignedInDevice:
    """A browser in which a person is signed in."""

    id: int
    browser: str
    system: str
    ip: str
    since: datetime
    is_here: bool


def devices_of(person: Person, *, here: str | None, now: datetime) -> list[SignedInDevice]:
    """Where the person is signed in, this browser first, then the newest. ``here`` is the key of the session that asks."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    sessions = UserSession.objects.filter(user_id=person.pk, session_key__in=alive).order_by("-created_at", "-pk")
    devices = [
        SignedInDevice(session.pk, *device_of(session.user_agent), session.ip, session.created_at, session.session_key == here)
        for session in sessions
    ]
    return sorted(devices, key=lambda device: not device.is_here)


@dataclass(frozen=True)
class Guards:
    """What guards an account besides the password."""

    passkeys: list[Authenticator]
    code_app: Authenticator | None
    spare_codes_left: int


def guards_of(person: Person) -> Guards:
    """The person's passkeys, code app and how many spare codes are left."""
    passkeys, code_app, left = [], None, 0
    for kept in Authenticator.objects.filter(user_id=person.pk).order_by("created_at", "pk"):
        if kept.type == Authenticator.Type.WEBAUTHN:
            passkeys.append(kept)
        elif kept.type == Authenticator.Type.TOTP:
            code_app = kept
        else:
            left = len(RecoveryCodes(kept).get_unused_codes())
    return Guards(passkeys, code_app, left)
