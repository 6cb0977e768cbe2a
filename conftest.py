"""The cast and the ground every test stands on.

Sari and Yohanes are editors of KIM Suara Siding, Dewi writes there, Markus leads it; Budi is the officer of Desa Siding; Wati is a resident
with an account and no role; Joko is editor of the next village's KIM and fails everywhere; Rini coordinates the regency; Adi runs the
platform.
"""

import csv
import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.groups.models import Grant, Group, Role
from kentongan.regions.models import Region

PASSWORD = "sungai-kabut-pagi-42"


def pytest_configure(config: pytest.Config) -> None:
    """What would only cost time in tests: slow password hashes, hashed static names."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database says nothing about it: the run on PostgreSQL leaves it out."""
    for item in items:
        if not {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ())) and not item.get_closest_marker("django_db"):
            item.add_marker("once")


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path) -> Iterator[Path]:
    """Uploads of a test lie in its own folder, and so does what is made of them."""
    kept = settings.MEDIA_ROOT, settings.MADE_ROOT
    settings.MEDIA_ROOT, settings.MADE_ROOT = tmp_path / "media", tmp_path / "made"
    yield settings.MEDIA_ROOT
    settings.MEDIA_ROOT, settings.MADE_ROOT = kept


@pytest.fixture(autouse=True)
def vault_keys_file(tmp_path: Path) -> Iterator[Path]:
    """So do the keys of the identity vault."""
    kept = settings.VAULT_KEYS_FILE
    settings.VAULT_KEYS_FILE = tmp_path / "vault.keys"
    yield settings.VAULT_KEYS_FILE
    settings.VAULT_KEYS_FILE = kept


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    """Every test begins in the interface's first language, whatever language the one before it ended in."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def now() -> datetime:
    """Tuesday, 24 November 2026, 09.00 in Bengkayang (WIB)."""
    return datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def _bengkayang_rows() -> list[Region]:
    from kentongan.regions.actions import DATA
    from kentongan.regions.policies import bare_name, kind_of, parent_code, searchable

    with gzip.open(DATA / "indonesia.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["code"] in ("61", "61.01", "61.01.01") or row["code"].startswith("61.07")]
    regions = [
        Region(
            code=row["code"],
            name=bare_name(row["code"], row["name"]),
            kind=kind_of(row["code"], row["name"]),
            parent_id=parent_code(row["code"]),
            postal_code=row["postal_code"],
            search_name=searchable(bare_name(row["code"], row["name"])),
        )
        for row in rows
    ]
    return sorted(regions, key=lambda region: (region.level, region.code))


@pytest.fixture(scope="session")
def bengkayang_rows() -> list[Region]:
    """The real regions of Bengkayang and what lies above them, unsaved."""
    return _bengkayang_rows()


@pytest.fixture
def regions(db: None, bengkayang_rows: list[Region]) -> dict[str, Region]:
    """Code → region, for all of Bengkayang and a piece of the next regency."""
    Region.objects.bulk_create(bengkayang_rows)
    return Region.objects.select_related("parent__parent__parent").in_bulk()


def code_of(regions: dict[str, Region], name: str, district: str = "") -> str:
    """The code of a village by its name (and district), or of a district by its name where ``district`` is ""."""
    for region in regions.values():
        if region.name == name and region.code.startswith("61.07") and (region.parent.name == district if district else region.level == 3):
            return region.code
    raise LookupError(f"{name} ({district})")


def make_person(username: str, full_name: str, **values: object) -> Person:
    """A person whose password is PASSWORD."""
    person = Person(username=username, full_name=full_name, **values)
    person.set_password(PASSWORD)
    person.save()
    return person


def grant(person: Person, role: Role, *, group: Group | None = None, region: Region | None = None, at: datetime) -> Grant:
    """Give a role without asking the rules."""
    scope = group.scope if group else region.scope if region else "region:00"
    return Grant.objects.create(person=person, role=role, scope=scope, group=group, region=region, granted_at=at)


@pytest.fixture
def cast(regions: dict[str, Region], now: datetime) -> SimpleNamespace:
    """Everybody, with the two groups and their sites."""
    from kentongan.sites.models import Site

    siding_village = regions[code_of(regions, "Siding", "Siding")]
    jagoi_village = regions[code_of(regions, "Jagoi", "Jagoi Babang")]
    siding = Group.objects.create(name="KIM Suara Siding", region=siding_village, founded_year=2021)
    jagoi = Group.objects.create(name="KIM Jagoi Bersuara", region=jagoi_village, founded_year=2022)
    people = SimpleNamespace(
        sari=make_person("sari", "Sari Lestari", phone="+6281255500101"),
        yohanes=make_person("yohanes", "Yohanes Alim", phone="+6281255500102"),
        dewi=make_person("dewi", "Dewi Anggraini", phone="+6281255500103"),
        markus=make_person("markus", "Markus Ngadi", phone="+6281255500104"),
        budi=make_person("budi", "Budi Santoso", phone="+6281255500105"),
        wati=make_person("wati", "Wati Rahayu", phone="+6281255500106"),
        joko=make_person("joko", "Joko Prasetyo", phone="+6281255500107"),
        rini=make_person("rini", "Rini Handayani", phone="+6281255500108"),
        adi=make_person("adi", "Adi Nugraha", phone="+6281255500109"),
        siding=siding,
        jagoi=jagoi,
        siding_site=Site.objects.create(group=siding, slug="suara-siding", accent="hutan", tagline="Kabar dari Desa Siding"),
        jagoi_site=Site.objects.create(group=jagoi, slug="jagoi-bersuara", accent="sungai", tagline="Kabar dari Desa Jagoi"),
        siding_village=siding_village,
        jagoi_village=jagoi_village,
        siding_district=regions[siding_village.parent_id],
        jagoi_district=regions[jagoi_village.parent_id],
        regency=regions["61.07"],
    )
    grant(people.sari, Role.EDITOR, group=siding, at=now)
    grant(people.yohanes, Role.EDITOR, group=siding, at=now)
    grant(people.dewi, Role.CONTRIBUTOR, group=siding, at=now)
    grant(people.markus, Role.CHAIR, group=siding, at=now)
    grant(people.joko, Role.EDITOR, group=jagoi, at=now)
    grant(people.budi, Role.VILLAGE_OFFICER, region=siding_village, at=now)
    grant(people.rini, Role.COORDINATOR, region=regions["61.07"], at=now)
    grant(people.adi, Role.OPERATOR, at=now)
    return people


@pytest.fixture
def sign_in() -> object:
    """``sign_in(person)`` → a client of the hub with the person signed in."""

    def make(person: Person | None = None) -> Client:
        client = Client(headers={"host": settings.BASE_DOMAIN})
        if person is not None:
            client.force_login(person)
        return client

    return make


@pytest.fixture
def across_scopes() -> Iterator[None]:
    """For tests that look at rows of several tenants at once."""
    with scopes_disabled():
        yield


def moments_before(now: datetime, **ago: float) -> datetime:
    """A moment before ``now``: ``moments_before(now, hours=2)``."""
    return now - timedelta(**ago)
