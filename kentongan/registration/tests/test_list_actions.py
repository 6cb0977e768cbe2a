"""Which group a row means, what changes, who may, and what an undo leaves alone."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django_scopes import scopes_disabled

from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, Stale
from kentongan.groups import actions as groups
from kentongan.groups.models import BoardSeat, Decree, Group, Member
from kentongan.publishing.models import Publication
from kentongan.registration.actions.importing import confirm_import, discard_import, forget_imports
from kentongan.registration.actions.undoing import undo_import
from kentongan.registration.models import ImportBatch, ImportRow
from kentongan.registration.queries.register import export_rows
from kentongan.registration.queries.words import fault_sentence, kept_sentence
from kentongan.sites.actions import dress_site, save_page
from kentongan.sites.models import Site

from .conftest import Bring, Told
from .test_three_hundred import whole_house

HEAD = "No Induk,Nama KIM,Desa,Kecamatan,Alamat,No HP,No SK,Penetap,Tentang,Tanggal SK,Berlaku sampai,Ketua,Seksi Penyebaran,kim.id,Situs\n"


def changes(batch: ImportBatch) -> list[list[object]]:
    return [[row.number, row.outcome, *row.changes] for row in batch.rows.all()]


def complaints(batch: ImportBatch) -> list[tuple[int, str, str]]:
    return [(row.number, column, fault_sentence(kind, values)) for row in batch.rows.all() for column, kind, values in row.faults]


@pytest.fixture
def siding(cast: SimpleNamespace, now: datetime) -> Group:
    """KIM Suara Siding with a number, a decree and a board."""
    group: Group = cast.siding
    group.register_number, group.address, group.phone = "KIM-07-12", "Balai desa", "0812 5550 0101"
    group.save()
    decree = groups.add_decree(
        actor=cast.rini, group=group, number="141/1/2024", issuer="camat", about="Pengurus", date=date(2024, 2, 3), now=now
    )
    for position, name, section in (("ketua", "Markus Ngadi", ""), ("seksi", "Krispinus", "Penyebaran")):
        groups.seat_board_member(actor=cast.rini, group=group, decree=decree, position=position, person_name=name, section=section, now=now)
    return group


# --- Which group, which change ------------------------------------------------------------------------------------------


def test_what_is_the_same_however_it_is_written_changes_nothing(siding: Group, bring: Bring) -> None:
    row = "kim 07 12,SUARA SIDING,Ds. Siding,SIDING,Balai  desa,+62 812-5550-0101,141/1/2024,Camat Siding,,3 Februari 2024,,Markus Ngadi,,,"
    assert changes(bring(HEAD + row)) == [[2, "same"]]


def test_old_and_new_stand_side_by_side_and_an_empty_cell_says_nothing(siding: Group, bring: Bring) -> None:
    row = ",KIM Suara Siding,Siding,Siding,Jalan Baru 7,0812 5550 0199,141/1/2024,,,,2027-02-03,Yulia Sarah,Dewi,suarasiding.kim.id,"
    assert changes(bring(HEAD + row)) == [
        [
            2,
            "changed",
            ["alamat", "Balai desa", "Jalan Baru 7"],
            ["nomor_kontak", "0812 5550 0101", "+6281255500199"],
            ["masa_sampai", "", "2027-02-03"],
            ["ketua", "Markus Ngadi", "Yulia Sarah"],
            ["penyebaran", "Krispinus", "Dewi"],
            ["kim_id", "", "https://suarasiding.kim.id/"],
        ]
    ]


def test_changes_are_written_and_taken_back(siding: Group, cast: SimpleNamespace, now: datetime, bring: Bring, told: Told) -> None:
    before, events = whole_house(), len(told())
    row = ",KIM Suara Siding,Siding,Siding,Jalan Baru 7,,141/9/2026,Kepala Desa,Pengurus baru,1/11/2026,,Yulia Sarah,Dewi,,"
    batch = bring(HEAD + row)
    confirm_import(actor=cast.rini, batch=batch, now=now)
    siding.refresh_from_db()
    new = Decree.objects.get(number="141/9/2026")
    assert (siding.address, siding.phone, siding.register_number) == ("Jalan Baru 7", "0812 5550 0101", "KIM-07-12")
    assert (new.issuer, new.about, new.date) == ("kepala_desa", "Pengurus baru", date(2026, 11, 1))
    assert list(
        siding.board_seats.order_by("pk").values_list("person_name", "section", "appointed_by__number", "dismissed_by__number")
    ) == [
        ("Markus Ngadi", "", "141/1/2024", "141/9/2026"),
        ("Krispinus", "Penyebaran", "141/1/2024", "141/9/2026"),
        ("Yulia Sarah", "", "141/9/2026", None),
        ("Dewi", "Penyebaran", "141/9/2026", None),
    ]
    assert [name for name, *_rest in told()[events:]] == [
        "groups.ContactChanged",
        "groups.GroupChanged",
        "groups.DecreeRecorded",
        "groups.BoardChanged",
        "groups.BoardChanged",
        "groups.BoardSeated",
        "registration.ListImported",
    ]
    assert changes(bring(HEAD + row)) == [[2, "same"]]

    assert undo_import(actor=cast.rini, batch=batch, now=now) == (1, 0)
    assert whole_house() == before
    batch.refresh_from_db()
    assert (batch.state, batch.undone_at) == ("undone", now)
    with pytest.raises(Stale):
        undo_import(actor=cast.rini, batch=batch, now=now)


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("KIM-07-12,KIM Gema Siding,Siding,Siding", "changed"),  # by number: a new name
        (",Suara Siding,Siding,Siding", "same"),  # by name
        (",KIM Gema Siding,Siding,Siding,,,141/1/2024", "changed"),  # by decree: a new name
        ("KIM-07-99,KIM Gema Siding,Siding,Siding,,,141/1/2024", "new"),  # another number: another group of the same decree
        (",KIM Gema Siding,Siding,Siding", "new"),
        (",KIM Suara Siding,Jagoi,Jagoi Babang", "new"),  # the name in another village
    ],
)
def test_which_group_a_row_means(siding: Group, bring: Bring, row: str, outcome: str) -> None:
    batch = bring(HEAD + row + (",,Pengurus,3/2/2024" if row.endswith("141/1/2024") and outcome == "new" else ""))
    assert [(found.outcome, found.group_id) for found in batch.rows.all()] == [(outcome, None if outcome == "new" else siding.pk)]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("KIM-99,KIM Suara Siding,Siding,Siding", [(2, "nomor_induk", "KIM ini sudah terdaftar dengan nomor induk KIM-07-12.")]),
        ("KIM-07-12,KIM X,Jagoi,Jagoi Babang", [(2, "desa", "KIM ini terdaftar di Desa Siding. Wilayah tidak diganti lewat daftar.")]),
        (",KIM A,Siding,Siding\n,A,Desa Siding,SIDING", [(3, "nama", "KIM ini sudah ada di baris 2.")]),
        ("7,KIM A,Siding,Siding\n7,KIM B,Siding,Siding", [(3, "nama", "KIM ini sudah ada di baris 2.")]),
        (",KIM A,Siding,Siding,,,,,,,,Markus", [(2, "ketua", "Pengurus dicatat dengan SK. Isi nomor SK-nya.")]),
        (
            ",KIM A,Siding,Siding,,,,,,,,,,,suara-siding",
            [(2, "situs", "Alamat “suara-siding” sudah dipakai. Yang masih bebas: suara-siding-2")],
        ),
        (
            ",KIM Suara Siding,Siding,Siding,,,,,,,,,,,gema-siding",
            [(2, "situs", "Situs KIM ini beralamat suara-siding. Alamatnya diganti di halaman situs, bukan lewat daftar.")],
        ),
        (
            ",KIM A,Siding,Siding,,,,,,,,,,,A!",
            [(2, "situs", "“A!” tidak dapat menjadi alamat situs: 3 sampai 40 huruf kecil, angka, dan tanda hubung. Contoh: suara-siding")],
        ),
        (",KIM Suara Siding,Siding,Siding,,,141/1/2024,,,3/2/2024,2020-01-01", []),
    ],
)
def test_faults_that_only_the_register_knows(siding: Group, bring: Bring, rows: str, told: list[tuple[int, str, str]]) -> None:
    assert complaints(bring(HEAD + rows)) == told


def test_a_level_is_not_changed_by_a_list(cast: SimpleNamespace, bring: Bring) -> None:
    batch = bring("Nama KIM,Desa,Kecamatan,Tingkat\nKIM Suara Siding,Siding,Siding,RW")
    assert complaints(batch) == [(2, "tingkat", "KIM ini terdaftar di tingkat desa. Tingkat tidak diganti lewat daftar.")]


def test_an_identity_number_is_not_kept(cast: SimpleNamespace, bring: Bring) -> None:
    batch = bring("Nama KIM,Desa,Kecamatan,Ketua,No SK\nKIM A,Siding,Siding,Markus 6107041207850003,1")
    assert "6107041207850003" not in str(list(ImportRow.objects.values()))
    assert [column for _row, column, _told in complaints(batch)] == ["tentang", "tanggal_sk", "ketua"]


@pytest.mark.parametrize("state", ["merged", "dissolved"])
def test_a_group_that_has_ended_is_neither_changed_nor_entered_again(
    state: str, cast: SimpleNamespace, now: datetime, bring: Bring
) -> None:
    values = {"state": state, "state_date": now.date(), "merged_into": cast.jagoi if state == "merged" else None}
    Group.objects.filter(pk=cast.siding.pk).update(**values)
    batch = bring("Nama KIM,Desa,Kecamatan,Alamat\nKIM Suara Siding,Siding,Siding,Jalan Baru")
    sentence = "KIM ini sudah dibubarkan atau bergabung. Pulihkan dulu di halamannya, atau hapus barisnya."
    assert complaints(batch) == [(2, "nama", sentence)]
    assert [row[1] for row in export_rows(cast.regency)[1:]] == ["KIM Jagoi Bersuara"]


# --- Who, and when ------------------------------------------------------------------------------------------------------

ROW = "Nama KIM,Desa,Kecamatan,Ketua,No SK,Tentang,Tanggal SK\nKIM Baru,Siding,Siding,Yulia,141/2,Pengurus,1/3/2024"


@pytest.mark.parametrize("who", ["sari", "markus", "budi", "wati", "joko", "adi"])
def test_only_the_coordinator_brings_lists_in(who: str, cast: SimpleNamespace, now: datetime, bring: Bring, told: Told) -> None:
    actor, batch = getattr(cast, who), bring(ROW)
    with pytest.raises(Denied):
        bring(ROW, actor=actor)
    with pytest.raises(Denied):
        confirm_import(actor=actor, batch=batch, now=now)
    with pytest.raises(Denied):
        discard_import(actor=actor, batch=batch)
    confirm_import(actor=cast.rini, batch=batch, now=now)
    standing = (Group.objects.count(), len(told()))
    with pytest.raises(Denied):
        undo_import(actor=actor, batch=batch, now=now)
    assert (Group.objects.count(), len(told())) == standing


def test_a_list_is_saved_once_and_then_not_thrown_away(cast: SimpleNamespace, now: datetime, bring: Bring) -> None:
    batch = bring(ROW)
    with pytest.raises(Stale):
        undo_import(actor=cast.rini, batch=batch, now=now)
    confirm_import(actor=cast.rini, batch=batch, now=now)
    with pytest.raises(Stale):
        confirm_import(actor=cast.rini, batch=batch, now=now)
    with pytest.raises(Stale):
        discard_import(actor=cast.rini, batch=batch)
    assert Group.objects.filter(name="KIM Baru").count() == 1


def test_a_register_that_moved_since_the_preview_is_looked_at_again(cast: SimpleNamespace, now: datetime, bring: Bring) -> None:
    batch = bring(ROW)
    groups.create_group(actor=cast.rini, region=cast.siding_village, name="KIM Baru", now=now)
    events = EventRecord.objects.count()
    assert confirm_import(actor=cast.rini, batch=batch, now=now) is False
    assert EventRecord.objects.count() == events
    batch.refresh_from_db()
    assert (batch.state, batch.written_at, batch.new_count, batch.changed_count) == ("preview", None, 0, 1)
    assert [row.outcome for row in batch.rows.all()] == ["changed"]
    assert confirm_import(actor=cast.rini, batch=batch, now=now) is True
    assert list(Decree.objects.values_list("group__name", "number")) == [("KIM Baru", "141/2")]


def test_discarded_and_old_lists_go(cast: SimpleNamespace, now: datetime, bring: Bring) -> None:
    discard_import(actor=cast.rini, batch=bring(ROW))
    assert (ImportBatch.objects.count(), ImportRow.objects.count()) == (0, 0)
    written, waiting = bring(ROW), bring(ROW)
    confirm_import(actor=cast.rini, batch=written, now=now)
    assert forget_imports(now=now + timedelta(days=7)) == 0
    assert forget_imports(now=now + timedelta(days=8)) == 1
    assert list(ImportBatch.objects.values_list("pk", flat=True)) == [written.pk]
    assert waiting.pk != written.pk
    assert forget_imports(now=now + timedelta(days=31)) == 1
    assert forget_imports(now=now + timedelta(days=31)) == 0
    assert (ImportBatch.objects.count(), ImportRow.objects.count()) == (1, 0)
    with pytest.raises(Stale):
        undo_import(actor=cast.rini, batch=written, now=now)
    assert Group.objects.filter(name="KIM Baru").count() == 1


# --- Undo leaves alone what people built on ------------------------------------------------------------------------------

SIX = "Nama KIM,Desa,Kecamatan\n" + "\n".join(f"KIM Nomor {number},Siding,Siding" for number in range(1, 8))


def test_an_undo_says_which_rows_stay_and_why(cast: SimpleNamespace, now: datetime, bring: Bring, told: Told) -> None:
    batch = bring(SIX, make_sites=True)
    confirm_import(actor=cast.rini, batch=batch, now=now)
    made = list(Group.objects.filter(name__startswith="KIM Nomor").order_by("pk"))
    Member.objects.create(group=made[0], person=cast.wati, joined_date=now.date())
    with scopes_disabled():
        written = {"author": cast.rini, "updated_by": cast.rini, "created_at": now, "updated_at": now}
        Publication.objects.create(owner=made[1].scope, group=made[1], kind="article", code="abcdefghij", **written)
    dress_site(actor=cast.rini, site=made[2].site, version=1, accent="laut", tagline="", logo=None, now=now)
    save_page(actor=cast.rini, site=made[3].site, title="Sejarah", text="Isi", now=now)
    Group.objects.filter(pk=made[4].pk).update(address="Diketik kemudian")
    forum = Group.objects.create(name="Forum", kind="forum", region=cast.regency)
    forum.member_groups.add(made[5])
    events = len(told())

    assert undo_import(actor=cast.rini, batch=batch, now=now) == (1, 6)
    kept = {row.number: kept_sentence(row.kept_because) for row in batch.rows.filter(undone_at=None)}
    assert kept == {
        2: "Sudah ada anggota.",
        3: "Sudah ada tulisan.",
        4: "Sudah diubah sesudah impor ini.",
        5: "Sudah ada halaman situs.",
        6: "Sudah diubah sesudah impor ini.",
        7: "Sudah ada keanggotaan forum.",
    }
    assert list(Group.objects.filter(name__startswith="KIM Nomor").order_by("pk")) == made[:6]
    assert told()[events:] == [
        ("sites.SiteWithdrawn", {"site_id": batch.rows.get(number=8).steps[1]["id"], "slug": "nomor-7"}, cast.rini.pk, [made[6].scope]),
        ("groups.GroupWithdrawn", {"group_id": made[6].pk}, cast.rini.pk, [made[6].scope]),
        (
            "registration.ListImportUndone",
            {"import_id": batch.pk, "undone_count": 1, "kept_count": 6},
            cast.rini.pk,
            ["region:61.07"],
        ),
    ]
    batch.refresh_from_db()
    assert batch.state == "partly"

    Member.objects.filter(group=made[0]).delete()  # what stood in the way is gone: the rest can be tried again
    assert undo_import(actor=cast.rini, batch=batch, now=now) == (1, 5)
    assert Site.objects.filter(slug="nomor-1").exists() is False


def test_the_later_of_two_lists_is_undone_first(siding: Group, cast: SimpleNamespace, now: datetime, bring: Bring) -> None:
    before = whole_house()
    batches = []
    for address in ("Jalan Satu", "Jalan Dua"):
        batches.append(bring(HEAD + f",KIM Suara Siding,Siding,Siding,{address}"))
        confirm_import(actor=cast.rini, batch=batches[-1], now=now)
    assert undo_import(actor=cast.rini, batch=batches[0], now=now) == (0, 1)
    assert undo_import(actor=cast.rini, batch=batches[1], now=now) == (1, 0)
    assert undo_import(actor=cast.rini, batch=batches[0], now=now) == (1, 0)
    assert whole_house() == before
    assert BoardSeat.objects.count() == 2
