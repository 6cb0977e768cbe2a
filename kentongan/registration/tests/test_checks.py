"""The checks as a table, and where a formation stands."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings

from kentongan.regions.models import Region
from kentongan.registration.policies import STAGES, STEPS, Checks, Facts, Finding, Other, Seat, bare_name, done_steps, find, progress
from kentongan.registration.policies.checks import DOCUMENTS
from kentongan.registration.queries.checking import SENTENCES, checks_for, sentence_of, source_of

TODAY = date(2026, 11, 24)
CHECKS = Checks(3, 4, 8, 10, 18, 17, frozenset({"kepala_desa", "lurah", "camat"}), frozenset({"minutes", "decree", "statutes"}))
KETUA, SEKRETARIS, BENDAHARA = Seat("ketua", "Maria"), Seat("sekretaris", "Petrus"), Seat("bendahara", "Yuliana")
GOOD = Facts(
    name="KIM Sungai Bening",
    level="desa",
    region_kind="desa",
    met_on=date(2026, 10, 3),
    met_at="balai desa",
    women=8,
    men=9,
    board=(KETUA, SEKRETARIS, BENDAHARA),
    members=("Agus",),
    chair_phone="+6281255500201",
    decree_number="141/7",
    decree_issuer="kepala_desa",
    decree_on=date(2026, 10, 10),
    term_start=date(2026, 10, 10),
    term_end=date(2029, 10, 10),
    statutes=("Visi", "Misi", "Tujuan", "Program"),
    no_ties=True,
    address="Jalan Desa 1",
    documents=frozenset({"minutes", "decree"}),
)


def test_what_is_complete_is_left_in_peace() -> None:
    assert find(GOOD, CHECKS, today=TODAY) == ()


def board(*seats: Seat) -> dict[str, Any]:
    return {"board": seats}


# What is changed → what is found: key, step, whether it blocks.
TABLE: list[tuple[dict[str, Any], list[tuple[str, str, bool]]]] = [
    ({"name": "  "}, [("name_missing", "kelompok", True)]),
    ({"level": "kecamatan"}, [("level_unfit", "kelompok", True)]),
    ({"level": "kecamatan", "region_kind": "kecamatan", "decree_issuer": "camat"}, []),
    ({"level": "kabupaten", "region_kind": "kota", "decree_issuer": "camat"}, []),
    ({"others": (Other("Kim sungai-bening", True),)}, [("name_taken", "kelompok", True), ("place_has_group", "kelompok", False)]),
    ({"others": (Other("KIM Sungai Benning", True),)}, [("name_alike", "kelompok", False), ("place_has_group", "kelompok", False)]),
    ({"others": (Other("KIM Lembah", True),)}, [("place_has_group", "kelompok", False)]),
    ({"others": (Other("Sungai Bening", False),)}, [("name_pending", "kelompok", False)]),
    ({"others": (Other("KIM Lembah", False),)}, []),
    ({"met_on": None}, [("meeting_missing", "musyawarah", True)]),
    ({"met_at": " "}, [("meeting_missing", "musyawarah", True)]),
    ({"met_on": date(2026, 11, 25)}, [("meeting_ahead", "musyawarah", True), ("decree_before_meeting", "sk", False)]),
    ({"met_on": TODAY, "decree_on": TODAY}, []),
    ({"women": None, "men": None}, [("attendance_missing", "musyawarah", True)]),
    ({"women": 4, "men": 5}, [("attendance_small", "musyawarah", False)]),
    ({"women": 0, "men": 20}, [("no_women", "musyawarah", False)]),
    ({"women": 20, "men": None}, [("no_men", "musyawarah", False)]),
    (board(SEKRETARIS, BENDAHARA), [("no_ketua", "pengurus", True)]),
    (board(KETUA), [("no_sekretaris", "pengurus", True), ("no_bendahara", "pengurus", True)]),
    (board(KETUA, SEKRETARIS, Seat("bendahara", "")), [("no_bendahara", "pengurus", True)]),
    ({"chair_phone": ""}, [("no_chair_phone", "pengurus", True)]),
    (board(KETUA, SEKRETARIS, BENDAHARA, Seat("seksi", "", "Pengolahan")), [("sections_empty", "pengurus", False)]),
    (
        board(KETUA, SEKRETARIS, Seat("bendahara", "Maria")) | {"members": ("Agus", "Rosa")},
        [("holds_two", "pengurus", False), ("board_small", "pengurus", False)],
    ),
    (board(KETUA, SEKRETARIS, BENDAHARA, Seat("pembina", "Maria")), []),
    ({"members": ()}, [("group_small", "pengurus", False)]),
    ({"members": tuple("ABCDEF")}, [("group_large", "pengurus", False)]),
    ({"members": tuple("ABCDE")}, []),
    (board(replace(KETUA, birth_year=2009), SEKRETARIS, BENDAHARA), [("too_young", "pengurus", True)]),
    (board(replace(KETUA, birth_year=2008), SEKRETARIS, BENDAHARA), [("perhaps_too_young", "pengurus", False)]),
    (board(replace(KETUA, birth_year=2007), SEKRETARIS, BENDAHARA), []),
    (board(KETUA, replace(SEKRETARIS, birth_year=2009), BENDAHARA), [("perhaps_too_young", "pengurus", False)]),
    (board(KETUA, replace(SEKRETARIS, birth_year=1920), BENDAHARA), [("birth_year_odd", "pengurus", False)]),
    ({"decree_number": ""}, [("decree_missing", "sk", True)]),
    ({"decree_on": None}, [("decree_missing", "sk", True)]),
    ({"decree_issuer": ""}, [("decree_missing", "sk", True)]),
    ({"decree_issuer": "bupati"}, [("issuer_not_here", "sk", True)]),
    ({"decree_issuer": "lurah"}, [("issuer_elsewhere", "sk", False)]),
    ({"decree_issuer": "lurah", "region_kind": "kelurahan"}, []),
    ({"decree_issuer": "camat"}, []),
    ({"decree_on": date(2026, 11, 25)}, [("decree_ahead", "sk", True)]),
    ({"decree_on": date(2026, 10, 2)}, [("decree_before_meeting", "sk", False)]),
    ({"term_end": date(2026, 10, 10)}, [("term_upside_down", "sk", True)]),
    ({"term_start": None, "term_end": date(2026, 11, 23)}, [("term_over", "sk", True)]),
    ({"term_end": None}, [("no_term", "sk", False)]),
    ({"statutes": ("", " ", "", "")}, [("statutes_missing", "adart", True)]),
    ({"statutes": ("Visi", "", "", "")}, [("statutes_partly", "adart", False)]),
    ({"statutes": ("", "", "", ""), "documents": frozenset({"minutes", "decree", "statutes"})}, []),
    ({"documents": frozenset()}, [("no_minutes_file", "musyawarah", True), ("no_decree_file", "sk", True)]),
    ({"no_ties": False}, [("ties_open", "pernyataan", True)]),
    ({"address": ""}, [("no_address", "situs", False)]),
]


@pytest.mark.parametrize(("changes", "found"), TABLE)
def test_what_is_found(changes: dict[str, Any], found: list[tuple[str, str, bool]]) -> None:
    findings = find(replace(GOOD, **changes), CHECKS, today=TODAY)
    assert [(finding.key, finding.step, finding.is_blocking) for finding in findings] == found


def test_documents_are_asked_for_where_the_place_asks() -> None:
    bare = replace(GOOD, documents=frozenset())
    found = {kind: [finding.key for finding in find(bare, replace(CHECKS, documents=frozenset({kind})), today=TODAY)] for kind in DOCUMENTS}
    assert found == {"minutes": ["no_minutes_file"], "decree": ["no_decree_file"], "statement": ["no_statement_file"]}
    without = replace(GOOD, statutes=("", "", "", ""))
    (statutes,) = find(without, replace(CHECKS, documents=frozenset({"minutes"})), today=TODAY)
    assert (statutes.key, statutes.is_blocking) == ("statutes_missing", False)


def test_every_finding_has_its_sentence() -> None:
    keys = {key for _changes, found in TABLE for key, _step, _is_blocking in found} | {"no_statement_file"}
    assert keys == set(SENTENCES)
    data = {"name": "Maria", "names": "Maria, Petrus", "number": 2, "least": 3, "most": 8, "sections": "Pengolahan", "issuer": "lurah"}
    for key in SENTENCES:
        said = sentence_of(Finding(key, "sk", data=data))
        assert (said[:1].isupper(), said.endswith((".", "?")), "%" in said) == (True, True, False), said


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("KIM Sungai-Bening", "sungai bening"),
        ("Komunitas Informasi Masyarakat Sungai Bening", "sungai bening"),
        ("  kim  SUNGAI bening!", "sungai bening"),
        ("KIM Kimaruk", "kimaruk"),
        ("KIM", "kim"),
        ("", ""),
    ],
)
def test_names_are_compared_without_their_usual_words(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_each_regency_may_have_its_own_figures(regions: dict[str, Region], settings: LazySettings) -> None:
    village = regions["61.07.05.2001"]
    usual = checks_for(village)
    assert (usual.group_least, usual.issuers, source_of("", village)) == (3, frozenset(settings.FORMATION_CHECKS["issuers"]["value"]), "")
    settings.FORMATION_CHECKS_IN = {"61.07": {"group_least": {"value": 10, "source": "Perbup 12/2026"}}}
    assert (checks_for(village), source_of("group_least", village)) == (replace(usual, group_least=10), "Perbup 12/2026")
    assert checks_for(regions["61.01"]) == usual
    assert all(check["source"] for check in settings.FORMATION_CHECKS.values())


FOUR = frozenset({"musyawarah", "pengurus", "sk", "adart"})


@pytest.mark.parametrize(
    ("status", "done", "states"),
    [
        ("draft", frozenset(), "nooooooo"),
        ("draft", frozenset({"musyawarah", "sk"}), "xnxooooo"),
        ("draft", FOUR, "xxxxnooo"),
        ("sent", FOUR, "xxxxxnoo"),
        ("asked", frozenset(), "xxxxxnoo"),
        ("refused", FOUR, "xxxxx!oo"),
        ("withdrawn", FOUR, "xxxxx!oo"),
        ("coaching", FOUR, "xxxxxxxn"),
        ("done", FOUR, "xxxxxxxx"),
    ],
)
def test_where_we_are(status: str, done: frozenset[str], states: str) -> None:
    signs = {"done": "x", "now": "n", "ahead": "o", "stopped": "!"}
    stages = progress(status, done)
    assert ("".join(signs[stage.state] for stage in stages), tuple(stage.key for stage in stages)) == (states, STAGES)


def test_a_step_is_done_when_nothing_it_must_have_is_lacking() -> None:
    found = [Finding("no_ketua", "pengurus", True), Finding("no_term", "sk")]
    assert done_steps(found) == frozenset(STEPS) - {"pengurus"}
