"""The formation of a KIM: what is special to it, one-to-one to its case. It is filled step by step, so every fact may still be missing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.cases.models import Case
from kentongan.groups.models import BoardSeat, Decree, Group
from kentongan.sites.models import Site


class Formation(models.Model):
    """A group that wants to be: its musyawarah, its board, its decree, its statutes, and how its site shall look."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="formation")

    name = models.CharField(_("nama kelompok"), max_length=120)
    level = models.CharField(_("tingkat"), max_length=9, choices=Group.Level.choices, default=Group.Level.VILLAGE)

    met_on = models.DateField(_("tanggal musyawarah"), null=True, blank=True)
    met_at = models.CharField(_("tempat musyawarah"), max_length=160, blank=True)
    women = models.PositiveSmallIntegerField(_("perempuan yang hadir"), null=True, blank=True)
    men = models.PositiveSmallIntegerField(_("laki-laki yang hadir"), null=True, blank=True)
    minutes = models.TextField(_("hasil musyawarah"), blank=True)

    chair_phone = models.CharField(_("nomor HP ketua"), max_length=16, blank=True, help_text="in international form")
    editor_name = models.CharField(_("redaktur"), max_length=120, blank=True)
    editor_phone = models.CharField(_("nomor HP redaktur"), max_length=16, blank=True, help_text="in international form")
    members = models.JSONField(_("anggota lain"), default=list, blank=True, help_text="names")

    decree_number = models.CharField(_("nomor SK"), max_length=100, blank=True)
    decree_issuer = models.CharField(_("SK ditetapkan oleh"), max_length=15, choices=Decree.Issuer.choices, blank=True)
    decree_about = models.CharField(_("SK tentang"), max_length=250, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    term_start = models.DateField(_("masa bakti mulai"), null=True, blank=True)
    term_end = models.DateField(_("masa bakti sampai"), null=True, blank=True)

    vision = models.TextField(_("visi"), blank=True)
    mission = models.TextField(_("misi"), blank=True)
    aims = models.TextField(_("tujuan"), blank=True)
    programme = models.TextField(_("program kerja"), blank=True)

    no_ties = models.BooleanField(_("tidak berpihak pada partai"), default=False)

    description = models.TextField(_("tentang kelompok"), blank=True)
    address = models.CharField(_("alamat sekretariat"), max_length=250, blank=True)
    phone = models.CharField(_("nomor kontak"), max_length=16, blank=True, help_text="shown to everybody, in international form")
    founded_on = models.DateField(_("tanggal berdiri"), null=True, blank=True)
    slug = models.CharField(_("nama alamat situs"), max_length=40, blank=True)
    accent = models.CharField(_("warna situs"), max_length=8, choices=Site.Accent.choices, default=Site.Accent.FOREST)
    tagline = models.CharField(_("kalimat di bawah nama"), max_length=140, blank=True)

    remarks = models.JSONField(default=dict, blank=True, help_text="step → what the coordinator asked for when it was last returned")
    group = models.OneToOneField(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="formation")
    touched_at = models.DateTimeField(help_text="when the applicant last saved something")

    class Meta:
        ordering = ["-touched_at"]
        indexes = [models.Index(fields=["touched_at"], name="formations_by_last_touch")]

    def __str__(self) -> str:
        return self.name


class ProposedSeat(models.Model):
    """Who was elected into which office of the board."""

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="seats")
    position = models.CharField(_("jabatan"), max_length=10, choices=BoardSeat.Position.choices)
    section = models.CharField(_("seksi"), max_length=80, blank=True)
    person_name = models.CharField(_("nama"), max_length=120, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("tahun lahir"), null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["formation", "order"], name="one_proposed_seat_per_place")]

    def __str__(self) -> str:
        return f"{self.get_position_display()} {self.person_name}"

    @property
    def title(self) -> str:
        """The office in words."""
        return f"{_('Seksi')} {self.section}" if self.position == BoardSeat.Position.SECTION_HEAD else str(self.get_position_display())
