"""The vault's keys: turned, dropped, lost and found again; and the command that does it."""

import base64
import io
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from kentongan.cases import actions, queries
from kentongan.cases.models import Case, Identity
from kentongan.cases.policies import Contact, VaultKey
from kentongan.cases.policies.vault import new_key, unseal
from kentongan.cases.queries import vault
from kentongan.config.console import build_parser
from kentongan.core.rules import Denied

from .conftest import Opening

ANTON = Contact(name="Anton Suryadi", phone="+6281255500199", other="titip ke Pak RT")
WHY = "Bertanya supaya laporannya lengkap"


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture
def three(sent: Case, opened: Opening, now: datetime, settings: LazySettings, vault_keys_file: Path) -> SimpleNamespace:
    """Three identities, each sealed with a key of its own; the keys lie in the file, newest first."""
    keys: list[VaultKey] = []
    cases = [sent, opened(now).case, opened(now).case]
    for number, case in enumerate(cases):
        keys.insert(0, new_key())
        settings.VAULT_KEYS = list(keys)
        actions.keep_identity(case=case, contact=replace(ANTON, name=f"Anton {number}"), now=now)
    settings.VAULT_KEYS = []
    vault_keys_file.write_text("".join(f"{key.text}\n" for key in keys))
    vault_keys_file.chmod(0o600)
    return SimpleNamespace(cases=cases, keys=keys, file=vault_keys_file)


def opens(three: SimpleNamespace) -> list[str]:
    keys = vault.vault_keys()
    rows = Identity.objects.order_by("pk")
    return [unseal(keys, bytes(row.sealed), case_id=row.case_id).name for row in rows]


def lines_of(file: Path) -> list[str]:
    return file.read_text().splitlines()


def test_the_keys_are_turned(three: SimpleNamespace) -> None:
    everybody = ["Anton 0", "Anton 1", "Anton 2"]
    assert (opens(three), len(queries.cases_with_phone(ANTON.phone))) == (everybody, 3)
    # Two still lie under former keys: that is a rotation which was broken off, and it is finished first.
    assert actions.rotate_vault() == actions.Rotation(resealed=2, unreadable=0)
    assert (vault.sealed_with(), len(lines_of(three.file))) == ({three.keys[0].id: 3}, 3)
    heard: list[tuple[int, int]] = []
    assert actions.rotate_vault(progress=lambda done, total: heard.append((done, total))) == actions.Rotation(3, 0)
    newest = vault.vault_keys()[0]
    assert (heard, vault.sealed_with(), len(lines_of(three.file))) == ([(3, 3)], {newest.id: 3}, 4)
    assert (opens(three), len(queries.cases_with_phone(ANTON.phone))) == (everybody, 3)
    assert actions.drop_keys() == [key.id for key in three.keys]
    assert (lines_of(three.file), stat.filemode(three.file.stat().st_mode)) == ([newest.text], "-rw-------")
    assert (opens(three), len(queries.cases_with_phone(ANTON.phone)), actions.drop_keys()) == (everybody, 3, [])
    assert sorted(path.name for path in three.file.parent.glob("vault.*")) == ["vault.keys", "vault.lock"]


def test_a_key_that_something_needs_is_not_dropped(three: SimpleNamespace) -> None:
    assert actions.drop_keys() == []
    actions.forget_identity(case=three.cases[0], now=three.cases[0].opened_at)
    assert actions.drop_keys() == [three.keys[2].id]
    assert lines_of(three.file) == [key.text for key in three.keys[:2]]


def test_a_rotation_that_was_broken_off_is_taken_up_again(three: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.rotate_vault()
    monkeypatch.setattr(vault, "BATCH", 1)

    def pull_the_plug(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.rotate_vault(progress=pull_the_plug)
    assert sorted(vault.sealed_with().values()) == [1, 2]
    assert actions.rotate_vault() == actions.Rotation(1, 0)
    assert (vault.sealed_with(), len(lines_of(three.file))) == ({vault.vault_keys()[0].id: 3}, 4)


def test_without_its_key_an_identity_stays_shut_and_all_else_goes_on(
    three: SimpleNamespace, cast: SimpleNamespace, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    three.file.unlink()
    with pytest.raises(Denied, match="Laporannya sendiri utuh"):
        actions.read_identity(actor=cast.budi, case=three.cases[0], reason=WHY, now=now)
    assert f"no key {three.keys[2].id}" in caplog.text
    assert list(queries.cases_with_phone(ANTON.phone)) == []
    actions.keep_identity(case=three.cases[2], contact=ANTON, now=now)
    assert "3 identities open only with the former one" in caplog.text
    made = vault.vault_keys()
    assert actions.rotate_vault() == actions.Rotation(resealed=1, unreadable=2)
    assert actions.drop_keys() == [made[0].id]
    # The file is found again: put beside the new one, everything opens.
    three.file.write_text("\n".join([vault.vault_keys()[0].text, "", *(key.text for key in three.keys)]))
    assert opens(three) == ["Anton 0", "Anton 1", "Anton Suryadi"]


def test_a_file_that_holds_no_keys(sent: Case, cast: SimpleNamespace, now: datetime, vault_keys_file: Path) -> None:
    vault_keys_file.write_text("\n")
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    vault_keys_file.write_text("bukan kunci\n")
    with pytest.raises(Denied, match="kunci brankasnya tidak cocok"):
        actions.read_identity(actor=cast.budi, case=sent, reason=WHY, now=now)
    with pytest.raises(CommandError, match="A vault key is 43 characters"):
        call_command("vault", "check")


def test_keys_of_the_environment_are_the_operators(sent: Case, now: datetime, settings: LazySettings) -> None:
    old, new = new_key(), new_key()
    settings.VAULT_KEYS = [old]
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    with pytest.raises(Denied, match="KENTONGAN_VAULT_KEYS"):
        actions.rotate_vault()
    settings.VAULT_KEYS = [new, old]
    assert actions.rotate_vault() == actions.Rotation(1, 0)
    with pytest.raises(Denied, match="KENTONGAN_VAULT_KEYS"):
        actions.drop_keys()
    assert (vault.sealed_with(), settings.VAULT_KEYS_FILE.exists()) == ({new.id: 1}, False)


# --- The command ---------------------------------------------------------------------------------------------------------------


def said(*words: str, **options: object) -> list[str]:
    out = io.StringIO()
    call_command("vault", *words, stdout=out, **options)
    return out.getvalue().splitlines()


def test_vault_check_and_rotate(three: SimpleNamespace) -> None:
    ids = [key.id for key in three.keys]
    assert said("check") == [
        f"Kunci: {three.file}",
        f"  {ids[0]} (terbaru): 1 identitas, 0 tidak terbuka",
        f"  {ids[1]} (lama): 1 identitas, 0 tidak terbuka",
        f"  {ids[2]} (lama): 1 identitas, 0 tidak terbuka",
        "Semua identitas bisa dibuka.",
    ]
    assert said("rotate") == ["2 identitas disegel ulang dengan kunci terbaru."]
    assert said("rotate", drop=True) == ["3 identitas disegel ulang dengan kunci terbaru.", "3 kunci lama dibuang."]
    assert len(lines_of(three.file)) == 1
    three.file.chmod(0o644)
    with pytest.raises(CommandError, match="chmod 600"):
        said("check")


def test_vault_check_says_what_is_lost(three: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    three.file.write_text(f"{three.keys[0].text}\n")
    with pytest.raises(CommandError, match="Kembalikan berkas kunci"):
        call_command("vault", "check")
    lost = [line for line in capsys.readouterr().out.splitlines() if "tidak ada di sini" in line]
    assert lost == sorted(f"  {key.id} (tidak ada di sini): 1 identitas, 1 tidak terbuka" for key in three.keys[1:])
    with pytest.raises(CommandError, match="2 identitas tidak bisa dibuka"):
        call_command("vault", "rotate")


def test_vault_key_and_the_command_line() -> None:
    (line,) = said("key")
    assert len(base64.urlsafe_b64decode(line + "=")) == 32
    grammar: Callable[[list[str]], Any] = build_parser().parse_args
    assert [grammar(["vault", word]).does.__name__ for word in ("rotate", "check", "key")] == ["vault_rotate", "vault_check", "vault_key"]
    assert (grammar(["vault", "rotate", "--drop"]).drop, grammar(["vault", "rotate"]).drop) == (True, False)
