"""A new installation gets its first operator from the terminal, once."""

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from kentongan.accounts.models import Person
from kentongan.core.models import EventRecord
from kentongan.groups.models import Grant


def test_the_first_operator_and_no_second(db: None, now: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("appoint_operator", "adi", "Adi Nugraha")
    who, _, password = capsys.readouterr().out.strip().partition(": ")
    adi = Person.objects.get(username="adi")
    assert (who, adi.check_password(password), adi.must_change_password) == ("Adi Nugraha (adi)", True, True)
    assert list(Grant.objects.values_list("person__username", "role", "scope")) == [("adi", "operator", "region:00")]
    assert list(EventRecord.objects.values_list("name", flat=True)) == ["groups.RoleGranted"]
    with pytest.raises(CommandError, match="Sudah ada pengelola"):
        call_command("appoint_operator", "joko", "Joko Prasetyo")
    assert Person.objects.count() == 1
