"""Several at once: numbers without gap or double, one of two officers wins, one clock of two speaks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django_scopes import scopes_disabled

from kentongan.cases import actions, queries
from kentongan.cases.models import Case, CaseEntry
from kentongan.cases.policies import Contact
from kentongan.cases.queries.vault import sealed_with, vault_state
from kentongan.core.rules import Stale

from .conftest import Opening, at

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """Do all at the same time; one after the other where the database is in this process's memory."""

    def safely(deed: Callable[[], object]) -> object:
        try:
            with scopes_disabled():
                return deed()
        except Exception as failure:  # noqa: BLE001  (what a deed raised is what it answered)
            return failure
        finally:
            if connection.vendor == "postgresql":
                connections.close_all()

    if connection.vendor != "postgresql":
        return [safely(deed) for deed in deeds]
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(safely, deeds))


def test_numbers_have_neither_gap_nor_double(opened: Opening) -> None:
    now = at("2026-11-02")
    found = at_once([lambda: opened(now).number for _ in range(40)])
    assert sorted(str(number)[9:16] for number in found) == [f"{count:07}" for count in range(1, 41)]


def test_the_same_submission_twice_at_once_is_one(opened: Opening) -> None:
    import uuid

    mark, now = uuid.uuid4(), at("2026-11-02")
    found = at_once([lambda: opened(now, client_id=mark) for _ in range(8)])
    assert len({(receipt.number, receipt.code) for receipt in found}) == 1  # type: ignore[attr-defined]
    with scopes_disabled():
        assert Case.objects.count() == 1
    assert str(opened(now).number)[9:16] == "0000002"


def test_a_message_tapped_twice_is_one(opened: Opening) -> None:
    now = at("2026-11-02")
    case = opened(now).case
    found = at_once([lambda: actions.write_as_applicant(case=queries.get_case(case.pk), text=" Halo? ", now=now) for _ in range(8)])
    assert len({entry.pk for entry in found}) == 1  # type: ignore[attr-defined]
    later = at("2026-11-02", 10)
    for text in ("Halo?", "Halo!"):
        actions.write_as_applicant(case=case, text=text, now=later)
    assert list(CaseEntry.objects.filter(kind="note").values_list("text", flat=True)) == ["Halo?", "Halo?", "Halo!"]


def test_of_two_officers_one_wins(opened: Opening, cast: SimpleNamespace) -> None:
    now = at("2026-11-02")
    case = opened(now).case
    actions.move_as_applicant(case=case, action="send", now=now)
    shown = queries.get_case(case.pk).version

    def take(action: str, officer: object) -> Callable[[], object]:
        return lambda: actions.move_case(actor=officer, case=queries.get_case(case.pk), action=action, version=shown, text="Ini.", now=now)  # type: ignore[arg-type]

    found = at_once([take("accept", cast.budi), take("refuse", cast.rini), take("ask", cast.budi), take("refuse", cast.budi)])
    assert sum(isinstance(answer, Stale) for answer in found) == 3
    assert CaseEntry.objects.filter(case=case, kind="moved").count() == 2


def test_of_several_clocks_one_speaks(opened: Opening) -> None:
    for _ in range(5):
        actions.move_as_applicant(case=opened(at("2026-11-02")).case, action="send", now=at("2026-11-02"))
    at_once([lambda: actions.fire_due(now=at("2026-11-06")) for _ in range(6)])
    assert CaseEntry.objects.filter(part="clock").count() == 5 * 3


def test_no_identity_is_sealed_with_a_key_that_is_dropped_meanwhile(opened: Opening) -> None:
    now = at("2026-11-02")
    cases = [opened(now).case for _ in range(24)]

    def keep(case: Case) -> Callable[[], object]:
        return lambda: actions.keep_identity(case=case, contact=Contact(name="Anton", phone="+6281255500199"), now=now)

    def turn() -> object:
        return actions.rotate_vault(), actions.drop_keys()

    deeds: list[Callable[[], object]] = [keep(case) for case in cases]
    deeds[4:4], deeds[15:15] = [turn], [turn]
    assert [answer for answer in at_once(deeds) if isinstance(answer, Exception)] == []
    actions.rotate_vault()
    actions.drop_keys()
    state = vault_state()
    assert (sum(sealed_with().values()), state.unreadable, len(state.keys)) == (24, {}, 1)


def test_the_first_key_is_made_once(opened: Opening) -> None:
    now = at("2026-11-02")
    cases = [opened(now).case for _ in range(8)]
    at_once([lambda case=case: actions.keep_identity(case=case, contact=Contact(name="Anton"), now=now) for case in cases])  # type: ignore[misc]
    assert (len(vault_state().keys), list(sealed_with().values())) == (1, [8])
