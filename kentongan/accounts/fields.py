"""Fields of forms about people, for every floor above."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .policies import normalised_phone, shown_phone


class PhoneField(forms.CharField):
    """A phone number in whatever way it is typed; the cleaned value is international ("+62812…"), or "" where nothing was typed."""

    default_error_messages = {"invalid_phone": _("Nomor ini belum terbaca. Contoh: 0812 3456 7890")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Nomor HP"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored number is shown as people write it; a typed one as it was typed."""
        return shown_phone(value) if isinstance(value, str) and value.startswith("+62") and " " not in value else value

    def clean(self, value: Any) -> str:
        """The number, or "" where nothing was typed."""
        typed = super().clean(value)
        if not typed:
            return ""
        number = normalised_phone(typed)
        if number is None:
            raise ValidationError(self.error_messages["invalid_phone"], code="invalid_phone")
        return number
