"""The vault: which keys there are, whether an identity is kept, who looked at it, and the cases of a phone number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django_scopes import scopes_disabled

from ..models import Case, Identity, IdentityView
from ..policies.vault import Unreadable, VaultKey, marks_of, read_key, unseal

BATCH = 500


def vault_keys() -> list[VaultKey]:
    """The keys, newest first, read anew each time so that a rotation needs no restart. Raises ValueError for a line that is no key."""
    if settings.VAULT_KEYS:
        return list(settings.VAULT_KEYS)
    try:
        lines = settings.VAULT_KEYS_FILE.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []
    return [read_key(line) for line in lines if line.strip()]


def keys_lie_open() -> bool:
    """Whether others than the owner of the file can read the keys."""
    file = settings.VAULT_KEYS_FILE
    return not settings.VAULT_KEYS and file.exists() and bool(file.stat().st_mode & 0o077)


def identity_of(case: Case) -> Identity | None:
    """The case's row in the vault: sealed, or emptied when it was forgotten."""
    return Identity.objects.filter(case_id=case.pk).first()


def has_identity(case: Case) -> bool:
    """Whether it is known who sent the case."""
    return Identity.objects.filter(case_id=case.pk, forgotten_at=None).exists()


def identity_views(case: Case) -> list[IdentityView]:
    """Who looked, and why, the last first. One query."""
    return list(IdentityView.objects.filter(identity__case_id=case.pk).select_related("actor"))


def cases_with_phone(phone: str) -> QuerySet[Case]:
    """The cases that this phone number (E.164) sent, newest first, whoever asks: the caller asks the rules."""
    with scopes_disabled():
        return Case.objects.filter(identity__phone_mark__in=marks_of(vault_keys(), phone))


def outlived(*, now: datetime) -> list[int]:
    """The cases whose identity is no longer needed: closed, or never sent, settings.VAULT_KEEP_DAYS ago."""
    until = now - timedelta(days=settings.VAULT_KEEP_DAYS)
    over = Q(case__closed_at__lte=until) | Q(case__submitted_at=None, case__opened_at__lte=until)
    return list(Identity.objects.filter(over, forgotten_at=None).order_by("pk").values_list("case_id", flat=True))


def sealed_with() -> dict[str, int]:
    """Key id → how many identities are sealed with it."""
    rows = Identity.objects.filter(forgotten_at=None).order_by("key_id").values("key_id").annotate(count=Count("pk"))
    return {row["key_id"]: row["count"] for row in rows}


def batches(*, but_sealed_with: str = "") -> Iterable[list[int]]:
    """Keys of the rows that hold something, in batches, without those that this key sealed."""
    last = 0
    while True:
        rows = Identity.objects.filter(forgotten_at=None, pk__gt=last).exclude(key_id=but_sealed_with).order_by("pk")
        batch = list(rows.values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1]


@dataclass(frozen=True)
class VaultState:
    """How it stands with the vault. ``unreadable`` counts by key id what does not open."""

    keys: list[VaultKey]
    sealed_with: dict[str, int]
    unreadable: dict[str, int]


def vault_state() -> VaultState:
    """Try to open every identity; nothing of it is kept or shown. One query per batch."""
    keys, unreadable = vault_keys(), dict[str, int]()
    for batch in batches():
        for identity in Identity.objects.filter(pk__in=batch).order_by("pk"):
            try:
                unseal(keys, bytes(identity.sealed), case_id=identity.case_id)
            except Unreadable:
                unreadable[identity.key_id] = unreadable.get(identity.key_id, 0) + 1
    return VaultState(keys, sealed_with(), unreadable)
