"""The vault: keeping who sent a case, looking with a reason, forgetting in time, and turning the keys.

Whoever seals touches the table first and reads the keys afterwards; whoever drops keys waits for all who touched the table. So no identity
is ever sealed with a key that is dropped meanwhile. What a traceback passes through here shows none of its variables.
"""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, queries, rules
from ..models import Case, Identity, IdentityView
from ..policies.vault import Contact, Unreadable, VaultKey, mark_of, new_key, seal, unseal
from ..queries import vault
from ..rules import Denied, NotVisible

logger = logging.getLogger(__name__)
Progress = Callable[[int, int], None]  # how many are done, of how many


def _facts(case: Case, actor: Person | None, at: datetime) -> dict[str, Any]:
    actor_id = actor.pk if actor is not None else None
    return {"scopes": (case.owner,), "actor_id": actor_id, "at": at, "case_id": case.pk, "kind": case.kind, "number": case.number}


# --- Keeping, looking, forgetting ------------------------------------------------------------------------------------------


@sensitive_variables()
def _sealed(keys: Sequence[VaultKey], contact: Contact, case_id: int) -> dict[str, object]:
    """The columns of a row that holds this contact."""
    mark = mark_of(keys[0].marking, contact.phone)
    return {"sealed": seal(keys, contact, case_id=case_id), "phone_mark": mark, "key_id": keys[0].id}


@sensitive_variables()
@transaction.atomic
def keep_identity(*, case: Case, contact: Contact, now: datetime) -> Identity | None:
    """Seal who sent the case, in place of what was kept before. An empty contact keeps nothing, and returns None."""
    if not contact:
        forget_identity(case=case, now=now)
        return None
    Identity.objects.filter(case_id=case.pk).update(kept_at=now)  # touched first: see the head of this file
    values = {**_sealed(_keys_to_seal_with(), contact, case.pk), "kept_at": now, "forgotten_at": None}
    identity, _created = Identity.objects.update_or_create(case_id=case.pk, defaults=values)
    return identity


@sensitive_variables()
@transaction.atomic(durable=True)
def read_identity(*, actor: Person, case: Case, reason: str, now: datetime) -> Contact:
    """Open who sent the case, and write down who looked and why. Raises Denied, NotVisible.

    Never inside another transaction: nothing is seen before it is written down for good.
    """
    kept = queries.fresh(case)
    if not rules.can_read_identity(actor, kept):
        raise Denied(_("Siapa pengirimnya hanya dibuka oleh petugas yang menangani."))
    if not reason.strip():
        raise Denied(_("Tulis dulu mengapa Anda perlu tahu siapa pengirimnya. Alasan itu disimpan bersama nama Anda."))
    identity = queries.identity_of(kept)
    if identity is None or identity.forgotten_at is not None:
        raise NotVisible(_("Di sini tidak ada nama atau kontak pengirim."))
    contact = _opened(identity)
    view = IdentityView.objects.create(identity=identity, actor=actor, reason=" ".join(reason.split())[:300], at=now)
    emit(events.IdentityRead(view_id=view.pk, **_facts(kept, actor, now)))
    return contact


@sensitive_variables()
def _opened(identity: Identity) -> Contact:
    try:
        return unseal(vault.vault_keys(), bytes(identity.sealed), case_id=identity.case_id)
    except (Unreadable, ValueError) as problem:
        logger.error("The identity of case %s does not open: %s", identity.case_id, problem)
        sentence = _("Nama dan kontak pengirim belum bisa dibuka: kunci brankasnya tidak cocok. Sampaikan ini kepada pengelola situs.")
        raise Denied(f"{sentence} {_('Laporannya sendiri utuh dan tetap bisa dikerjakan.')}") from None


@transaction.atomic
def forget_identity(*, case: Case, now: datetime) -> bool:
    """Empty what is kept of whoever sent the case; False where nothing was. Who had looked remains known."""
    kept = Identity.objects.filter(case_id=case.pk, forgotten_at=None)
    if not kept.update(sealed=b"", phone_mark="", key_id="", forgotten_at=now):
        return False
    emit(events.IdentityForgotten(**_facts(case, None, now)))
    return True


def forget_outlived(*, now: datetime) -> int:
    """The clock: forget what is no longer needed, one transaction per case. Returns how many were forgotten."""
    return sum(_forget_if_still_over(case_id, now=now) for case_id in vault.outlived(now=now))


@transaction.atomic
def _forget_if_still_over(case_id: int, *, now: datetime) -> bool:
    case = queries.fresh(Case(pk=case_id))
    was_opened_again = case.closed_at is None and case.submitted_at is not None
    return not was_opened_again and forget_identity(case=case, now=now)


# --- Keys ------------------------------------------------------------------------------------------------------------------


@contextmanager
def _file_alone() -> Iterator[None]:
    """Only one at a time changes the file of keys. flock, since threads of one process are several too."""
    with settings.VAULT_KEYS_FILE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_keys(keys: Sequence[VaultKey]) -> None:
    """Put the file in place of the former one whole and on the disk, or not at all; only its owner can read it."""
    file = settings.VAULT_KEYS_FILE
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as written:
        written.writelines(f"{key.text}\n" for key in keys)
        written.flush()
        os.fsync(written.fileno())
    new.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _keys_to_seal_with() -> list[VaultKey]:
    """The keys; the very first is made here. Where the file of those in use is missing, work goes on with a new key, and it is said."""
    if keys := vault.vault_keys():
        return keys
    with _file_alone():
        if not vault.vault_keys():
            _write_keys([new_key()])
            if lost := sum(vault.sealed_with().values()):
                logger.error(
                    "%s was missing and was made anew; %d identities open only with the former one", settings.VAULT_KEYS_FILE, lost
                )
    return vault.vault_keys()


def _add_key() -> None:
    if settings.VAULT_KEYS:
        raise Denied(
            _("Kunci datang dari KENTONGAN_VAULT_KEYS. Taruh kunci baru (`kentongan vault key`) paling depan di sana, lalu ulangi.")
        )
    with _file_alone():
        _write_keys([new_key(), *vault.vault_keys()])


@dataclass(frozen=True)
class Rotation:
    """What a turn of the keys did."""

    resealed: int
    unreadable: int


@sensitive_variables()
def _reseal(keys: Sequence[VaultKey], progress: Progress) -> Rotation:
    """Seal all that another key sealed with the newest one, batch by batch; what does not open is left as it is."""
    resealed = unreadable = 0
    total = sum(count for key_id, count in vault.sealed_with().items() if key_id != keys[0].id)
    for batch in vault.batches(but_sealed_with=keys[0].id):
        with transaction.atomic():
            for identity in Identity.objects.select_for_update().filter(pk__in=batch, forgotten_at=None).order_by("pk"):
                try:
                    values = _sealed(keys, unseal(keys, bytes(identity.sealed), case_id=identity.case_id), identity.case_id)
                except Unreadable:
                    unreadable += 1
                    continue
                Identity.objects.filter(pk=identity.pk).update(**values)
                resealed += 1
        progress(resealed + unreadable, total)
    return Rotation(resealed, unreadable)


def rotate_vault(*, progress: Progress = lambda _done, _total: None) -> Rotation:
    """Make a new key and seal everything with it; a rotation that was broken off is finished first, and then no key is made.

    The former keys still open what is theirs until they are dropped. Raises Denied where the keys are not ours to write.
    """
    if keys := vault.vault_keys():
        finished = _reseal(keys, progress)
        if finished.resealed:
            return finished
    _add_key()
    return _reseal(vault.vault_keys(), progress)


def drop_keys() -> list[str]:
    """Take away the keys that seal nothing any more, and return their ids. What an old copy of the database holds opens no longer."""
    if settings.VAULT_KEYS:
        raise Denied(
            _("Kunci datang dari KENTONGAN_VAULT_KEYS. Hapus sendiri kunci lama di sana bila `kentongan vault check` sudah bersih.")
        )
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite lets only one write at a time by itself
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Identity._meta.db_table)} IN SHARE MODE")
        with _file_alone():
            keys, needed = vault.vault_keys(), vault.sealed_with()
            dropped = [key for key in keys[1:] if key.id not in needed]
            if dropped:
                _write_keys([key for key in keys if key not in dropped])
    return [key.id for key in dropped]
