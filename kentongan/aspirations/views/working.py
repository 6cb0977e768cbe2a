"""What every page of those who work on reports is given."""

from django.http import HttpRequest

from kentongan.accounts.models import Person


class OfficerRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person
