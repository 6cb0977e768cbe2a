"""The life of a group: rest, merger, dissolution; and how far it is on kim.id."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.groups.models import Decree, Group, Member
from kentongan.groups.queries import decrees_of, groups_under, members_of

from .groups import day_field
from .words import WarmForm


def _reason(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Alasan"), help_text=help_text, max_length=250, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 250})
    )


class RestForm(WarmForm):
    """A group is inactive for a while."""

    reason = _reason(gettext_lazy("Terbaca oleh pengurus dan koordinator. Misalnya: ketua pindah tugas, menunggu musyawarah."))
    until = day_field(label=gettext_lazy("Sampai tanggal"), help_text=gettext_lazy("Sesudah hari itu KIM aktif lagi dengan sendirinya."))

    def clean_until(self) -> Any:
        """A day to come."""
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise ValidationError(_("Pilih hari yang akan datang."), code="past")
        return until


class _EndForm(WarmForm):
    """A group ends on a day, by a decree or without one."""

    day = day_field(label=gettext_lazy("Sejak tanggal"))
    decree = forms.ModelChoiceField(
        label=gettext_lazy("Dengan SK"), queryset=Decree.objects.none(), required=False, empty_label=gettext_lazy("Tanpa SK")
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate
        decrees = decrees_of(group)
        if decrees.exists():
            self.fields["decree"].queryset = decrees  # type: ignore[attr-defined]
        else:
            del self.fields["decree"]

    def clean_day(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("Tanggalnya belum tiba. Catat sesudah hari itu."), code="future")
        return day


class DissolveForm(_EndForm):
    """A group is dissolved."""

    reason = _reason(gettext_lazy("Misalnya: keputusan musyawarah anggota tanggal 3 Maret."))
    field_order = ["reason", "day", "decree"]


class GroupChoice(forms.ModelChoiceField):
    """A group named with its village."""

    def label_from_instance(self, group: Any) -> str:
        """ "KIM Suara Siding, Desa Siding"."""
        return f"{group.name}, {group.region.full_name}"


class MemberChoices(forms.ModelMultipleChoiceField):
    """Members by their names."""

    def label_from_instance(self, member: Any) -> str:
        """The person's name."""
        return str(member.person.full_name)


class MergeForm(_EndForm):
    """A group joins another; its members may come along."""

    into = GroupChoice(
        label=gettext_lazy("Bergabung dengan"), queryset=Group.objects.none(), empty_label=gettext_lazy("Pilih KIM yang diteruskan")
    )
    members = MemberChoices(
        label=gettext_lazy("Anggota yang ikut"),
        help_text=gettext_lazy("Mereka menjadi anggota di sana, tanpa tugas. Tugas diberikan ketuanya."),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = _reason(gettext_lazy("Misalnya: dua KIM sedesa sepakat bersatu dalam musyawarah."))
    field_order = ["into", "members", "reason", "day", "decree"]

    def __init__(self, *args: Any, group: Group, region_code: str, **kwargs: Any) -> None:
        super().__init__(*args, group=group, **kwargs)
        others = groups_under(region_code).filter(kind=group.kind).exclude(pk=group.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
        members = members_of(group).prefetch_related(None)
        self.fields["members"].queryset = members  # type: ignore[attr-defined]
        self.fields["members"].initial = [member.pk for member in members]
        if not self.fields["members"].initial:
            del self.fields["members"]

    def clean(self) -> dict[str, Any]:
        """Members as persons."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["members"] = [member.person for member in cleaned.get("members", [])]
        return cleaned


class KimIdForm(WarmForm):
    """How far the group's site on kim.id is."""

    state = forms.ChoiceField(label=gettext_lazy("Keadaan"), choices=Group.KimId.choices, widget=forms.RadioSelect)
    day = day_field(label=gettext_lazy("Sejak tanggal"), required=False)
    url = forms.URLField(
        label=gettext_lazy("Alamat di kim.id"),
        help_text=gettext_lazy("Diisi kalau sudah aktif. Contoh: https://suara-siding.kim.id"),
        required=False,
        assume_scheme="https",
    )

    @classmethod
    def initial_of(cls, group: Group) -> dict[str, Any]:
        """What the form shows of a group."""
        return {"state": group.kim_id_state, "day": group.kim_id_date, "url": group.kim_id_url}

    def clean(self) -> dict[str, Any]:
        """What is active has an address; what has been sent in was so on a day that has come."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") == Group.KimId.ACTIVE and not cleaned.get("url"):
            self.add_error("url", _("Tulis alamatnya, supaya pembaca dapat ke sana."))
        if cleaned.get("day") and cleaned["day"] > timezone.localdate():
            self.add_error("day", _("Tanggalnya belum tiba."))
        return cleaned
