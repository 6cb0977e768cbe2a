"""Making persons, and the way back in by a code from an officer."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conftest import PASSWORD
from kentongan.accounts import actions, queries
from kentongan.accounts.models import Person, RecoveryCode
from kentongan.core.policies import read_code

NEW = "wajan-pelangi-tiang"
pytestmark = pytest.mark.django_db


def test_create_person_keeps_one_form_of_everything() -> None:
    person = actions.create_person(
        username="Sari.L",
        full_name=" Sari Lestari ",
        password=NEW,
        phone="0812 5550 0199",
        email="Sari@Contoh.ID",
        must_change_password=True,
    )
    person.refresh_from_db()
    kept = (person.username, person.full_name, person.phone, person.phone_shown, person.email, person.must_change_password, person.is_demo)
    assert kept == ("sari.l", "Sari Lestari", "+6281255500199", "0812-5550-0199", "sari@contoh.id", True, False)
    assert person.check_password(NEW)
    assert (person.get_full_name(), person.get_short_name(), str(person)) == ("Sari Lestari", "Sari", "Sari Lestari")


def test_create_person_without_password_cannot_sign_in_by_one() -> None:
    assert not actions.create_person(username="tanpa", full_name="Tanpa Sandi").has_usable_password()


def test_create_person_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="no phone number"):
        actions.create_person(username="salah", full_name="Salah Nomor", phone="nol delapan")
    assert not Person.objects.filter(username="salah").exists()


def test_an_address_belongs_to_one_person() -> None:
    actions.create_person(username="satu", full_name="Satu", email="a@contoh.id")
    actions.create_person(username="tiga", full_name="Tiga")
    actions.create_person(username="empat", full_name="Empat")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.create_person(username="dua", full_name="Dua", email="A@contoh.id")


@pytest.mark.parametrize("typed", ["sari", "SARI", " sari ", "081255500101", "+62 812-5550-0101"])
def test_find_person_and_one_key_for_all_ways_to_type(cast: SimpleNamespace, typed: str) -> None:
    assert queries.find_person(typed) == cast.sari
    assert queries.door_key(typed) == f"person:{cast.sari.pk}"


def test_names_that_nobody_has_get_a_key_too(cast: SimpleNamespace) -> None:
    assert queries.find_person("siapa") is None
    assert [queries.door_key(name) for name in ("Siapa", " siapa", "0812 9999 8888", "+6281299998888")] == [
        "name:siapa",
        "name:siapa",
        "name:+6281299998888",
        "name:+6281299998888",
    ]


def _use(code: str, now: datetime, *, name: str = "sari", password: str = NEW) -> Person:
    return actions.use_recovery_code(name=name, typed_code=code, password=password, now=now)


def test_code_is_kept_as_a_hash_and_opens_once(cast: SimpleNamespace, now: datetime) -> None:
    code = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=now)
    assert len(code) == 10
    assert read_code(code) == code
    kept = RecoveryCode.objects.get()
    assert code not in kept.code_hash
    assert check_password(code, kept.code_hash)
    assert (kept.person, kept.made_by, kept.expires_at) == (cast.sari, cast.markus, now + timedelta(hours=48))
    assert kept.is_open(now)

    Authenticator.objects.create(user=cast.sari, type=Authenticator.Type.TOTP, data={})
    assert _use(f"{code[:5].lower()}-{code[5:]} ", now, name="0812 5550 0101") == cast.sari
    cast.sari.refresh_from_db()
    assert cast.sari.check_password(NEW)
    assert not Authenticator.objects.filter(user=cast.sari).exists()
    kept.refresh_from_db()
    assert (kept.used_at, kept.is_open(now)) == (now, False)
    with pytest.raises(actions.WrongCode):
        _use(code, now, password="tikar bemban basah")
    cast.sari.refresh_from_db()
    assert cast.sari.check_password(NEW)


def test_recovery_ends_the_duty_to_change_the_first_password(cast: SimpleNamespace, now: datetime) -> None:
    Person.objects.filter(pk=cast.sari.pk).update(must_change_password=True)
    assert not _use(actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=now), now).must_change_password


def test_a_new_code_ends_the_older_one(cast: SimpleNamespace, now: datetime) -> None:
    older = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=now)
    newer = actions.create_recovery_code(person=cast.sari, made_by=cast.rini, now=now + timedelta(minutes=1))
    with pytest.raises(actions.WrongCode):
        _use(older, now + timedelta(minutes=2))
    assert _use(newer, now + timedelta(minutes=2)) == cast.sari


@pytest.mark.parametrize(("hours", "opens"), [(0, True), (47.9, True), (48, False), (72, False)])
def test_a_code_ends_by_age(cast: SimpleNamespace, now: datetime, hours: float, opens: bool) -> None:
    code = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=now)
    later = now + timedelta(hours=hours)
    if opens:
        assert _use(code, later) == cast.sari
    else:
        with pytest.raises(actions.WrongCode):
            _use(code, later)


def test_wrong_codes_count_slips_of_the_thumb_do_not(cast: SimpleNamespace, now: datetime, settings: object) -> None:
    settings.RECOVERY_CODE_MOST_ATTEMPTS = 3
    code = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=now)
    foreign = actions.create_recovery_code(person=cast.joko, made_by=cast.rini, now=now)
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    for typed in (slip, slip, slip, slip, foreign, foreign):
        with pytest.raises(actions.WrongCode):
            _use(typed, now)
    assert RecoveryCode.objects.get(person=cast.sari).attempts == 2
    with pytest.raises(actions.WrongCode):
        _use(foreign, now)
    with pytest.raises(actions.WrongCode):
        _use(code, now)
    cast.sari.refresh_from_db()
    assert cast.sari.check_password(PASSWORD)
    assert _use(actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=now), now) == cast.sari


def test_nobody_else_is_opened(cast: SimpleNamespace, now: datetime) -> None:
    code = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=now)
    Person.objects.filter(pk=cast.dewi.pk).update(is_active=False)
    stopped = actions.create_recovery_code(person=cast.dewi, made_by=cast.markus, now=now)
    for name, typed in (("joko", code), ("siapa", code), ("sari", "kosong"), ("sari", ""), ("dewi", stopped)):
        with pytest.raises(actions.WrongCode):
            _use(typed, now, name=name)
    for person in (cast.sari, cast.joko, cast.dewi):
        person.refresh_from_db()
        assert person.check_password(PASSWORD)


def test_a_weak_password_leaves_the_code_open(cast: SimpleNamespace, now: datetime) -> None:
    code = actions.create_recovery_code(person=cast.sari, made_by=cast.markus, now=now)
    with pytest.raises(ValidationError, match="nama lengkap"):
        _use(code, now, password="Sari Lestari 1")
    assert _use(code, now) == cast.sari
