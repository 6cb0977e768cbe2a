"""Who belongs to a group, and who may do what within a scope."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.regions.models import Region

from .groups import Group, Office


class Member(models.Model):
    """A person who belongs to a group, with or without a role in the system."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    section = models.CharField(_("seksi"), max_length=80, blank=True)
    joined_date = models.DateField(_("bergabung"))
    left_date = models.DateField(_("keluar"), null=True, blank=True)
    account_made_here = models.BooleanField(
        default=False, help_text="an officer of this group made the account; only then may the chair hand over a recovery code"
    )

    class Meta:
        ordering = ["person__full_name"]
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="member_once_per_group")]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"


class Role(models.TextChoices):
    """What a person may do within a scope. Rules ask questions of these; nothing else compares them."""

    CONTRIBUTOR = "contributor", _("Kontributor")
    EDITOR = "editor", _("Redaktur")
    CHAIR = "chair", _("Ketua")
    VILLAGE_OFFICER = "village_officer", _("Petugas desa/kelurahan")
    DISTRICT_OFFICER = "district_officer", _("Petugas kecamatan")
    COORDINATOR = "coordinator", _("Koordinator (Diskominfo)")
    OFFICE_LIAISON = "office_liaison", _("Penghubung OPD")
    EMERGENCY_OFFICER = "emergency_officer", _("Petugas darurat")
    INFORMATION_OFFICER = "information_officer", _("Petugas PPID")
    LEADER = "leader", _("Pimpinan")
    AUDITOR = "auditor", _("Pemeriksa")
    OPERATOR = "operator", _("Pengelola sistem")


GROUP_ROLES = (Role.CONTRIBUTOR, Role.EDITOR, Role.CHAIR)


class Grant(models.Model):
    """A role that a person holds in a scope, from the moment it was granted until it is revoked."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope = ScopeField()
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="grants")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "scope"], condition=Q(revoked_at=None), name="role_once_per_scope"),
            models.CheckConstraint(condition=Q(group=None) | Q(region=None), name="role_in_group_or_region"),
            models.CheckConstraint(condition=~Q(role__in=GROUP_ROLES) | Q(group__isnull=False), name="group_roles_in_groups"),
        ]
        indexes = [models.Index(fields=["scope", "role"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} ({self.scope})"
