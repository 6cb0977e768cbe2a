"""Fields of the room's forms. None is required by itself: a step may be kept half filled."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kentongan.accounts.fields import PhoneField

TEL = {"type": "tel", "inputmode": "tel", "autocomplete": "off"}


def words(most: int, *, lines: int = 1, **kwargs: Any) -> forms.CharField:
    """Some words, one line or several."""
    if lines > 1:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
    return forms.CharField(required=False, max_length=most, **kwargs)


def day(**kwargs: Any) -> forms.DateField:
    """A day, picked in the phone's own calendar."""
    wrong = {"invalid": gettext_lazy("Tanggal ini belum terbaca. Contoh: 2026-11-24.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, widget=widget, error_messages=wrong, **kwargs)


def number(**kwargs: Any) -> forms.IntegerField:
    """A number of people, or a year."""
    wrong = {"invalid": gettext_lazy("Tulis dengan angka saja.")}
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(required=False, widget=widget, error_messages=wrong, **kwargs)


def phone(**kwargs: Any) -> PhoneField:
    """A phone number; asked for when the whole is sent."""
    return PhoneField(required=False, widget=forms.TextInput(attrs=TEL), **kwargs)


PRIVATE = gettext_lazy("Foto yang jelas, atau PDF. Hanya dilihat petugas dan pemegang kode.")


def document(label: Any, help_text: Any = PRIVATE) -> forms.FileField:
    """A photo or a PDF."""
    widget = forms.FileInput(attrs={"accept": "image/*,application/pdf"})
    return forms.FileField(label=label, help_text=help_text, required=False, allow_empty_file=True, widget=widget)
