"""The words answers begin with, and what the reporter thinks of an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import queries
from ..models import AnswerTemplate
from ..policies import TEXT_MOST

CONTENT = ((1, _("Sangat tidak puas")), (2, _("Tidak puas")), (3, _("Puas")), (4, _("Sangat puas")))


class TemplateForm(forms.Form):
    """A template with its name, and whose it is."""

    use_required_attribute = False

    milik = forms.ChoiceField(label=_("Dipakai oleh"))
    nama = forms.CharField(label=_("Nama templat"), max_length=80, error_messages={"required": _("Beri nama yang mudah dikenali.")})
    isi = forms.CharField(
        label=_("Isi"),
        help_text=_("{nomor}, {judul}, dan {desa} diisi sendiri waktu templat dipilih."),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Isinya masih kosong.")},
    )

    def __init__(self, data: Any = None, *, actor: Any, template: AnswerTemplate | None = None) -> None:
        initial = {"nama": template.title, "isi": template.text} if template is not None else {}
        super().__init__(data, initial=initial)
        self.desks = {f"{region.code}/{office.pk if office else ''}": (region, office) for region, office in queries.own_desks(actor)}
        if template is not None or len(self.desks) < 2:
            del self.fields["milik"]
        else:
            names = [(key, office.name if office else str(region)) for key, (region, office) in self.desks.items()]
            self.fields["milik"].choices = names  # type: ignore[attr-defined]

    def read(self) -> dict[str, Any]:
        """The values for actions.keep_template."""
        region, office = self.desks.get(self.cleaned_data.get("milik", ""), next(iter(self.desks.values()), (None, None)))
        return {"title": self.cleaned_data["nama"], "text": self.cleaned_data["isi"], "region": region, "office": office}


class RatingForm(forms.Form):
    """Four words, and room for a sentence."""

    use_required_attribute = False

    nilai = forms.TypedChoiceField(
        label=_("Seberapa puas Anda dengan penanganannya?"),
        choices=CONTENT,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu dari empat.")},
    )
    ulasan = forms.CharField(label=_("Mengapa?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
