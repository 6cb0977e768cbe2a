"""The routes of a region, a choice for each category."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _t

from kentongan.groups.models import Office

from ..models import Route
from ..queries import RouteRow


class RoutesForm(forms.Form):
    """Where each category goes; left as it is, the default holds."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, rows: list[RouteRow], offices: list[Office]) -> None:
        super().__init__(data, auto_id="rute_%s")
        self.offices = {str(office.pk): office for office in offices}
        levels = [(Route.Level.VILLAGE.value, _t("Pemerintah desa/kelurahan")), (Route.Level.DISTRICT.value, _t("Kecamatan"))]
        named = [(key, office.name) for key, office in self.offices.items()]
        for row in rows:
            default = _t("Biasa: %(default)s") % {"default": row.default}
            field = forms.ChoiceField(
                label=row.label,
                choices=[("", default), *levels, *named],
                required=False,
                initial=row.value,
                help_text=row.because,
                error_messages={"invalid_choice": _t("Pilih salah satu dari daftar.")},
            )
            field.unmarked = True  # type: ignore[attr-defined]
            self.fields[row.category] = field

    def read(self) -> dict[str, str | Office]:
        """The values for actions.set_routes."""
        return {category: self.offices.get(value, value) for category, value in self.cleaned_data.items()}
