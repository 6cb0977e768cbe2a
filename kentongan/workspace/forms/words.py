"""Forms that speak as one speaks to a neighbour."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class WarmForm(forms.Form):
    """A form whose usual complaints are in our words; a field that has its own keeps them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"required": _("Bagian ini belum diisi."), "invalid_choice": _("Pilih salah satu yang ada di daftar.")}
        for field in self.fields.values():
            usual: dict[str, Any] = {}
            for kind in reversed(type(field).__mro__):
                usual |= getattr(kind, "default_error_messages", {})
            for name, sentence in words.items():
                if name in field.error_messages and field.error_messages[name] == usual.get(name):
                    field.error_messages[name] = sentence
