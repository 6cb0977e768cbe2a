"""The deeds on persons: making them, their password, their way back in, and signing out elsewhere.

Who may make a person or hand over a recovery code is asked by kentongan.groups, which knows roles; here stands what happens.
"""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from kentongan.core.policies import new_code, read_code

from . import queries
from .models import Person, RecoveryCode
from .policies import normalised_phone


class WrongCode(Exception):
    """Name and code do not open anything. It never says which of the two was wrong."""


@transaction.atomic
def create_person(
    *,
    username: str,
    full_name: str,
    password: str | None = None,
    phone: str | None = None,
    email: str = "",
    is_demo: bool = False,
    must_change_password: bool = False,
) -> Person:
    """Make a person who can sign in; without a password only by a recovery code.

    Raises ValueError where ``phone`` is no phone number.
    """
    number = normalised_phone(phone) if phone else None
    if phone and number is None:
        raise ValueError(f"{phone!r} is no phone number")
    person = Person(
        username=username,
        full_name=full_name.strip(),
        phone=number,
        email=email,
        is_demo=is_demo,
        must_change_password=must_change_password,
    )
    person.set_password(password)
    person.save()
    return person


@transaction.atomic
def change_profile(*, person: Person, full_name: str, phone: str | None, email: str, language: str) -> Person:
    """Keep what a person says about herself."""
    person.full_name, person.phone, person.email, person.language = full_name.strip(), phone or None, email, language
    person.save(update_fields=["full_name", "phone", "email", "language"])
    return person


@transaction.atomic
def choose_password(*, person: Person, password: str) -> None:
    """Give a person the password she chose herself. It has been validated."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])


@transaction.atomic
def create_recovery_code(*, person: Person, made_by: Person, now: datetime) -> str:
    """Make the one-time code with which a person chooses a new password, and return it: it is shown once and never again.

    Older ones end. Whether ``made_by`` may do this is asked by the caller (kentongan.groups.actions.hand_over_recovery).
    """
    RecoveryCode.objects.filter(person=person, used_at=None, expires_at__gt=now).update(expires_at=now)
    code = new_code(10)
    RecoveryCode.objects.create(
        person=person,
        made_by=made_by,
        code_hash=make_password(code),
        made_at=now,
        expires_at=now + timedelta(hours=settings.RECOVERY_CODE_HOURS),
    )
    return code


def use_recovery_code(*, name: str, typed_code: str, password: str, now: datetime) -> Person:
    """Open the account again with a code from an officer: a new password, signed out everywhere, passkeys and code app taken off.

    They are taken off because the usual reason for recovery is a lost phone, and they lie on it. Tries are counted before they are
    compared and stay counted. Raises WrongCode, or ValidationError where the code is right and the password too weak for this person.
    """
    person = queries.find_person(name)
    kept = queries.open_recovery_code(person, now) if person is not None and person.is_active else None
    code = read_code(typed_code)
    if person is None or kept is None or code is None:
        make_password(typed_code)  # as much work as comparing, so that the answer takes as long for a name that nobody has
        raise WrongCode
    tries = RecoveryCode.objects.filter(pk=kept.pk, attempts__lt=settings.RECOVERY_CODE_MOST_ATTEMPTS)
    if not tries.update(attempts=F("attempts") + 1) or not check_password(code, kept.code_hash):
        raise WrongCode
    validate_password(password, person)
    with transaction.atomic():
        if not RecoveryCode.objects.filter(pk=kept.pk, used_at=None).update(used_at=now):
            raise WrongCode
        choose_password(person=person, password=password)
        Authenticator.objects.filter(user_id=person.pk).delete()
        end_sessions(person=person)
    return person


@transaction.atomic
def end_sessions(*, person: Person) -> int:
    """Sign the person out everywhere. Returns how many sessions ended."""
    sessions = list(UserSession.objects.filter(user_id=person.pk))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def forget_old_sign_ins(*, now: datetime) -> int:
    """Forget devices and handed-out codes as old as the privacy statement says. Returns how many devices went."""
    oldest = now - timedelta(days=settings.SIGN_INS_KEPT_DAYS)
    RecoveryCode.objects.filter(expires_at__lt=oldest).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    return UserSession.objects.filter(last_seen_at__lt=oldest).delete()[0]


@transaction.atomic
def end_session(*, person: Person, session_id: int) -> bool:
    """Sign the person out in one browser; False where there is no such session of hers."""
    session = UserSession.objects.filter(user_id=person.pk, pk=session_id).first()
    if session is None:
        return False
    session.end()
    return True
