"""The deeds on persons."""

from django.db import transaction

from .models import Person


@transaction.atomic
def create_person(
    *, username: str, full_name: str, password: str | None = None, phone: str | None = None, email: str = "", is_demo: bool = False
) -> Person:
    """Make a person who can sign in; without a password only by a recovery code."""
    person = Person(username=username.lower(), full_name=full_name.strip(), phone=phone or None, email=email, is_demo=is_demo)
    person.set_password(password)
    person.save()
    return person
