"""The checks of a regency, the facts of a formation, and what was found in words a neighbour understands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.accounts.policies import shown_phone
from kentongan.cases.models import CaseAttachment
from kentongan.groups.models import Decree, Group
from kentongan.regions.models import Region
from kentongan.sites.queries import taken_slugs

from ..models import Formation
from ..policies import Checks, Facts, Finding, Other, Seat, find
from .forming import KIND, person_of_phone


def _known(code: str) -> dict[str, dict[str, Any]]:
    """The checks where a place lies: those of all, changed by those of its regency."""
    regency = ".".join(code.split(".")[:2])
    return {**settings.FORMATION_CHECKS, **settings.FORMATION_CHECKS_IN.get(regency, {})}


def checks_for(region: Region) -> Checks:
    """The figures that hold where this region lies."""
    known: dict[str, Any] = {name: check["value"] for name, check in _known(region.code).items()}
    for name in ("issuers", "documents"):
        known[name] = frozenset(known[name])
    return Checks(**known)


def source_of(check: str, region: Region) -> str:
    """Where a figure comes from; "" where a finding rests on none."""
    return str(_known(region.code)[check]["source"]) if check else ""


def _others(formation: Formation) -> tuple[Other, ...]:
    """Living groups and open formations of the same place. Two queries."""
    region_id = formation.case.region_id
    formed = Group.objects.living().filter(region_id=region_id, kind=Group.Kind.KIM).order_by("name")
    pending = Formation.objects.filter(case__kind=KIND, case__region_id=region_id, case__status__in=("sent", "asked"))
    names = pending.exclude(pk=formation.pk).order_by("case_id").values_list("name", flat=True)
    own = formation.group_id
    return (*(Other(group.name, True) for group in formed if group.pk != own), *(Other(name, False) for name in names))


def facts_of(formation: Formation, documents: Iterable[CaseAttachment | str]) -> Facts:
    """The formation as the checks look at it. Two queries."""
    seats = tuple(Seat(seat.position, seat.person_name, seat.section, seat.birth_year) for seat in formation.seats.all())
    return Facts(
        name=formation.name,
        level=formation.level,
        region_kind=formation.case.region.kind,
        met_on=formation.met_on,
        met_at=formation.met_at,
        women=formation.women,
        men=formation.men,
        board=seats,
        members=tuple(formation.members),
        chair_phone=formation.chair_phone,
        decree_number=formation.decree_number,
        decree_issuer=formation.decree_issuer,
        decree_on=formation.decree_on,
        term_start=formation.term_start,
        term_end=formation.term_end,
        statutes=(formation.vision, formation.mission, formation.aims, formation.programme),
        no_ties=formation.no_ties,
        address=formation.address,
        documents=frozenset(str(kind) for kind in documents),
        others=_others(formation),
    )


def findings_of(formation: Formation, documents: Iterable[str], *, today: date) -> tuple[Finding, ...]:
    """What the formation lacks or what should be looked at, by the checks of its regency."""
    return find(facts_of(formation, documents), checks_for(formation.case.region), today=today)


@dataclass(frozen=True)
class Remark:
    """Something only the officer is told, before deciding."""

    sentence: str
    is_blocking: bool = False


def officer_findings(formation: Formation) -> list[Remark]:
    """What approving would meet: whose numbers have accounts, and whether the wanted address is free."""
    remarks = []
    chair = next((seat.person_name for seat in formation.seats.all() if seat.position == "ketua"), "")
    for name, phone in ((chair, formation.chair_phone), (formation.editor_name, formation.editor_phone)):
        person = person_of_phone(phone)
        if person is None:
            continue
        told = {"phone": shown_phone(phone), "owner": person.full_name, "name": name}
        if not person.is_active:
            remarks.append(Remark(_("Akun dengan nomor %(phone)s (%(owner)s) sedang ditutup. Minta nomor lain.") % told, True))
        else:
            sentence = _(
                "Nomor %(phone)s sudah punya akun atas nama %(owner)s; akun itu yang dipakai untuk %(name)s. Pastikan orangnya sama."
            )
            remarks.append(Remark(sentence % told))
    if formation.slug and formation.slug in taken_slugs(formation.slug):
        remarks.append(Remark(_("Alamat “%(slug)s” sudah dipakai situs lain; pilih yang lain di bawah.") % {"slug": formation.slug}))
    return remarks


def _issuer(data: dict[str, Any]) -> str:
    return str(Decree.Issuer(data["issuer"]).label).lower()


# What a finding means and what to do about it, for the applicant and for the officer alike.
SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "name_missing": lambda data: _("Nama kelompok belum diisi."),
    "level_unfit": lambda data: _("Tingkat dan wilayahnya belum cocok: KIM desa ada di desa atau kelurahan, KIM kecamatan di kecamatan."),
    "name_taken": lambda data: _("Di sini sudah ada %(name)s. Pilih nama lain supaya warga tidak bingung.") % data,
    "name_pending": lambda data: (
        _("Sedang ada permohonan lain bernama %(name)s dari tempat yang sama. Mungkin tetangga Anda sudah mulai?") % data
    ),
    "name_alike": lambda data: _("Namanya mirip %(name)s di tempat yang sama.") % data,
    "place_has_group": lambda data: _("Di sini sudah ada KIM: %(names)s. Boleh lebih dari satu; boleh juga bergabung.") % data,
    "meeting_missing": lambda data: _("Tanggal dan tempat musyawarah belum diisi."),
    "meeting_ahead": lambda data: _("Musyawarahnya belum berlangsung. Isi lagi sesudah musyawarah."),
    "attendance_missing": lambda data: _("Jumlah yang hadir belum diisi."),
    "attendance_small": lambda data: _("Yang hadir %(number)d orang; biasanya paling sedikit %(least)d.") % data,
    "no_women": lambda data: _("Belum ada perempuan yang hadir. Suara mereka penting; ajak juga sebagai pengurus."),
    "no_men": lambda data: _("Belum ada laki-laki yang hadir. Ajak juga sebagai anggota."),
    "no_ketua": lambda data: _("Ketua belum ada namanya."),
    "no_sekretaris": lambda data: _("Sekretaris belum ada namanya."),
    "no_bendahara": lambda data: _("Bendahara belum ada namanya."),
    "no_chair_phone": lambda data: _("Nomor HP ketua belum diisi. Dengan nomor itu ia masuk ke ruang kerja nanti."),
    "sections_empty": lambda data: _("Seksi ini belum ada ketuanya: %(sections)s.") % data,
    "holds_two": lambda data: _("%(names)s memegang lebih dari satu jabatan.") % data,
    "board_small": lambda data: _("Pengurusnya %(number)d orang; sebaiknya paling sedikit %(least)d orang yang berbeda.") % data,
    "group_small": lambda data: _("Pengurus dan anggota bersama %(number)d orang; di sini paling sedikit %(least)d.") % data,
    "group_large": lambda data: _("Pengurus dan anggota bersama %(number)d orang; di sini paling banyak %(most)d.") % data,
    "too_young": lambda data: _("%(name)s belum %(least)d tahun.") % data,
    "perhaps_too_young": lambda data: _("%(name)s baru tahun ini berumur %(least)d tahun; pastikan ulang tahunnya sudah lewat.") % data,
    "birth_year_odd": lambda data: _("Tahun lahir %(name)s tampaknya salah ketik.") % data,
    "decree_missing": lambda data: _("Nomor, tanggal, dan penanda tangan SK belum lengkap."),
    "issuer_not_here": lambda data: _("SK yang ditetapkan %(issuer)s belum diterima di kabupaten ini.") % {"issuer": _issuer(data)},
    "issuer_elsewhere": lambda data: _("SK ditetapkan %(issuer)s; biasanya tidak demikian di wilayah ini.") % {"issuer": _issuer(data)},
    "decree_ahead": lambda data: _("Tanggal SK masih di depan."),
    "decree_before_meeting": lambda data: _("SK bertanggal sebelum musyawarah. Periksa kedua tanggalnya."),
    "term_upside_down": lambda data: _("Masa bakti berakhir sebelum dimulai."),
    "term_over": lambda data: _("Masa bakti dalam SK ini sudah lewat. Mintalah SK yang baru."),
    "no_term": lambda data: _("Masa bakti belum diisi, jadi kami tidak bisa mengingatkan sebelum habis."),
    "statutes_missing": lambda data: _("AD/ART belum ada: tulis visi, misi, tujuan, dan program kerja, atau lampirkan berkasnya."),
    "statutes_partly": lambda data: _("AD/ART belum lengkap: ada visi, misi, tujuan, atau program kerja yang masih kosong."),
    "no_minutes_file": lambda data: _("Foto atau PDF berita acara musyawarah belum dilampirkan."),
    "no_decree_file": lambda data: _("Foto atau PDF SK belum dilampirkan."),
    "no_statement_file": lambda data: _("Foto atau PDF surat pernyataan belum dilampirkan."),
    "ties_open": lambda data: _("Pernyataan tidak berpihak pada partai politik belum dicentang."),
    "no_address": lambda data: _("Alamat sekretariat belum diisi; warga akan mencarinya."),
}


def sentence_of(finding: Finding) -> str:
    """The finding in words."""
    return SENTENCES[finding.key](finding.data)
