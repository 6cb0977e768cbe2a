"""The table of shared problems, and the words of Kabar Balik."""

import pytest

from kentongan.aspirations.policies.problems import Deed, Part, State, Told, arrow_for, first_sentence, next_deed, story

KEEPER, MEMBER, NOBODY = frozenset({Part.KEEPER}), frozenset({Part.MEMBER}), frozenset[Part]()
STAYS = "stays"

# state → deed → (who may: K keeper, M member; what becomes of it)
TABLE: dict[State, dict[Deed, tuple[str, str]]] = {
    State.OPEN: {
        Deed.PLAN: ("K", "planned"), Deed.PROGRESS: ("KM", "working"), Deed.SOLVE: ("K", "solved"), Deed.CLOSE: ("K", "closed"),
    },
    State.PLANNED: {
        Deed.PLAN: ("K", STAYS), Deed.PROGRESS: ("KM", "working"), Deed.SOLVE: ("K", "solved"), Deed.CLOSE: ("K", "closed"),
    },
    State.WORKING: {
        Deed.PLAN: ("K", STAYS), Deed.PROGRESS: ("KM", "working"), Deed.SOLVE: ("K", "solved"), Deed.CLOSE: ("K", "closed"),
    },
    State.SOLVED: {Deed.REOPEN: ("K", "working"), Deed.TELL: ("KM", STAYS)},
    State.CLOSED: {Deed.REOPEN: ("K", "working")},
    State.WITHDRAWN: {Deed.BRING_BACK: ("K", STAYS)},
}  # fmt: skip
for _state, _deeds in TABLE.items():  # what is wrong can be set right, or taken away, whenever it is found
    _deeds |= {Deed.MEND: ("K", STAYS), Deed.RETRACT: ("KM", STAYS)}
    if _state != State.WITHDRAWN:
        _deeds[Deed.WITHDRAW] = ("K", "withdrawn")
WHO = {"K": KEEPER, "M": MEMBER, "-": NOBODY}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("who", WHO)
def test_who_may_do_what_in_which_state(state: State, deed: Deed, who: str) -> None:
    allowed, target = TABLE[state].get(deed, ("", ""))
    arrow = arrow_for(state, deed, WHO[who])
    found = None if arrow is None else arrow.target or STAYS
    assert found == (target if who in allowed else None)


@pytest.mark.parametrize(
    ("state", "has_steps", "all_done", "is_told", "keeper", "member"),
    [
        ("open", False, False, False, Deed.PLAN, Deed.PROGRESS),
        ("planned", True, False, False, Deed.PROGRESS, Deed.PROGRESS),
        ("working", True, False, False, Deed.PROGRESS, Deed.PROGRESS),
        ("working", True, True, False, Deed.SOLVE, Deed.PROGRESS),
        ("working", False, False, False, Deed.PLAN, Deed.PROGRESS),
        ("solved", True, True, False, Deed.TELL, Deed.TELL),
        ("solved", True, True, True, None, None),
        ("closed", True, False, False, None, None),
        ("withdrawn", True, True, False, None, None),
    ],
)
def test_the_natural_next_step(
    state: str, has_steps: bool, all_done: bool, is_told: bool, keeper: Deed | None, member: Deed | None
) -> None:
    asked = {"has_steps": has_steps, "all_done": all_done, "is_told": is_told}
    assert [next_deed(state, who, **asked) for who in (KEEPER, MEMBER, NOBODY)] == [keeper, member, None]


def test_the_story_begins_with_the_result() -> None:
    told = Told(
        title="Jembatan Dusun Hulu", text="Tiga papan patah.", keeper="KIM Suara Siding", started="1 November 2026",
        ended="24 November 2026", supporters=12, report_number="LPR-2026-0000001-X", steps=("Ganti papan (Kelompok tani)",),
        work_days=(("14 November 2026", "Balai adat", 23), ("15 November 2026", "Balai adat", 0)),
        updates=(("10 November 2026", "Papan\nsudah ada."),),
        result="Jembatan bisa dilewati lagi. Anak sekolah senang.", thanks="Pak Lukas",
    )  # fmt: skip
    draft = story(told)
    assert (draft.title, draft.summary) == ("Kabar balik: Jembatan Dusun Hulu", "Jembatan bisa dilewati lagi.")
    assert draft.text == (
        "Jembatan bisa dilewati lagi. Anak sekolah senang.\n\n"
        "## Apa masalahnya\n\n"
        "Tiga papan patah.\n\n"
        "Hal ini mulai dibicarakan pada 1 November 2026 dari laporan warga nomor LPR-2026-0000001-X, "
        "dan 12 warga menyatakan mengalami hal yang sama.\n\n"
        "## Apa yang dikerjakan\n\n"
        "- Ganti papan (Kelompok tani)\n\n"
        "Gotong royong 14 November 2026 di Balai adat, 23 orang menyatakan ikut.\n\n"
        "Gotong royong 15 November 2026 di Balai adat.\n\n"
        "- **10 November 2026**: Papan sudah ada.\n\n"
        "KIM Suara Siding mencatat pekerjaan ini selesai pada 24 November 2026.\n\n"
        "## Terima kasih\n\nPak Lukas"
    )


def test_a_story_of_little() -> None:
    told = Told(
        title="Sumur",
        text="Keruh.",
        keeper="Desa Siding",
        started="1 November 2026",
        ended="2 November 2026",
        supporters=0,
        result="Jernih",
    )
    assert story(told).text == (
        "Jernih\n\n## Apa masalahnya\n\nKeruh.\n\nHal ini mulai dibicarakan pada 1 November 2026.\n\n"
        "Desa Siding mencatat pekerjaan ini selesai pada 2 November 2026."
    )


@pytest.mark.parametrize(("text", "first"), [("Satu. Dua.", "Satu."), ("Satu! Dua.", "Satu!"), ("Satu", "Satu"), ("", "")])
def test_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first
