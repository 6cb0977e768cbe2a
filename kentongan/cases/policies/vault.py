"""The vault's arithmetic: a contact is sealed for one case, opened again, and found by a keyed mark of its phone. No key is kept here.

A sealed contact is ``1 | key id (8) | nonce (12) | AES-256-GCM(JSON, padded)``. The case is its associated data, so that a row that was
moved to another case does not open; the padding hides how long a name is.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_FORM, _ID_BYTES, _NONCE_BYTES, _PADDED_TO = b"\x01", 8, 12, 128


class Unreadable(Exception):
    """A sealed contact that does not open. Says which key it was sealed with, and nothing of what it holds."""

    def __init__(self, key_id: str, *, is_key_missing: bool) -> None:
        super().__init__(f"no key {key_id}" if is_key_missing else f"key {key_id} does not fit: another case's, or altered")
        self.key_id = key_id
        self.is_key_missing = is_key_missing


@dataclass(frozen=True)
class Contact:
    """Who somebody is and how to reach them. Printing it shows nothing, so that no log and no error report can."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)  # E.164: +6281255500101
    other: str = field(default="", repr=False)  # an e-mail address, or "titip ke Pak RT"

    def __bool__(self) -> bool:
        return any(getattr(self, part.name).strip() for part in fields(self))


@dataclass(frozen=True)
class VaultKey:
    """A key of the vault; ``id`` tells it from others and gives nothing of it away."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits."""
        return self._derived("id")[:_ID_BYTES].hex()

    def _derived(self, purpose: str) -> bytes:
        return hmac.digest(self.secret, f"kentongan.cases.vault.{purpose}".encode(), "sha256")

    @property
    def sealing(self) -> AESGCM:
        """The lock for which it fits."""
        return AESGCM(self._derived("seal"))

    @property
    def marking(self) -> bytes:
        """The secret of the marks made with it."""
        return self._derived("mark")

    @property
    def text(self) -> str:
        """As it is written down: one line."""
        return base64.urlsafe_b64encode(self.secret).decode().rstrip("=")


def new_key() -> VaultKey:
    """A key that nobody had before."""
    return VaultKey(secrets.token_bytes(KEY_BYTES))


def read_key(text: str) -> VaultKey:
    """A key from its line. Raises ValueError, which never repeats the line."""
    written = text.strip()
    try:
        secret = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        raise ValueError("A vault key is 43 characters that stand for 32 random bytes; make one with `kentongan vault key`.")
    return VaultKey(secret)


def _bound_to(case_id: int) -> bytes:
    return f"case:{case_id}".encode()


def _written(contact: Contact) -> bytes:
    """Nothing here can fail, whatever somebody typed: a traceback would show it."""
    text = json.dumps({part.name: str(getattr(contact, part.name)) for part in fields(contact)}).encode()
    return text + b" " * (-len(text) % _PADDED_TO)


def seal(keys: Sequence[VaultKey], contact: Contact, *, case_id: int) -> bytes:
    """The contact, shut with the newest (first) key for this case only."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _FORM + bytes.fromhex(keys[0].id) + nonce + keys[0].sealing.encrypt(nonce, _written(contact), _bound_to(case_id))


def key_id_of(token: bytes) -> str:
    """With which key it was sealed."""
    return token[1 : 1 + _ID_BYTES].hex()


def unseal(keys: Sequence[VaultKey], token: bytes, *, case_id: int) -> Contact:
    """What was sealed for this case. Raises Unreadable where its key is not among ``keys``, or it is another case's or was altered."""
    key_id = key_id_of(token)
    key = next((key for key in keys if hmac.compare_digest(key.id, key_id)), None)
    if key is None or token[:1] != _FORM:
        raise Unreadable(key_id, is_key_missing=key is None)
    nonce, shut = token[1 + _ID_BYTES :][:_NONCE_BYTES], token[1 + _ID_BYTES + _NONCE_BYTES :]
    try:
        return Contact(**json.loads(key.sealing.decrypt(nonce, shut, _bound_to(case_id))))
    except (InvalidTag, ValueError):
        raise Unreadable(key_id, is_key_missing=False) from None


def mark_of(secret: bytes, phone: str) -> str:
    """The mark under which a phone number (E.164) is found: without the secret, trying out all numbers leads nowhere. "" for none."""
    return hmac.new(secret, phone.encode(), hashlib.sha256).hexdigest() if phone else ""


def marks_of(keys: Sequence[VaultKey], phone: str) -> list[str]:
    """The marks that a phone may have been kept under, the newest key's first."""
    return [mark_of(key.marking, phone) for key in keys if phone]
