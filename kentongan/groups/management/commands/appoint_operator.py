import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from kentongan.accounts.actions import create_person
from kentongan.core.policies import new_code, spaced
from kentongan.core.rules import Denied
from kentongan.groups.actions import appoint_first_operator


class Command(BaseCommand):
    help = "Make the first operator of a new installation and print a one-time password. Refused once there is an operator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name", help='for example "Adi Nugraha"')

    def handle(self, *args: Any, **options: Any) -> None:
        password = spaced(new_code(20, choose=secrets.choice))
        try:
            with transaction.atomic():
                person = create_person(username=options["username"], full_name=options["full_name"], password=password)
                person.must_change_password = True
                person.save(update_fields=["must_change_password"])
                appoint_first_operator(person=person, now=timezone.now())
        except Denied as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{person.full_name} ({person.username}): {password}")
