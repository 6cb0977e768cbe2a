"""What forms of several rooms use and Django has not: a field for many files, and care for words that everybody will read."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .policies import Kind, Reason, Span, personal_data


class ManyFilesInput(forms.FileInput):
    """A field in which a phone offers to choose several files at once."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files, at most ``most`` of them; each is judged by media when it is kept."""

    widget = ManyFilesInput

    def __init__(self, *, most: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files that came, in their order."""
        files = [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        if self.most is not None and len(files) > self.most:
            raise forms.ValidationError(_("Paling banyak %(most)d berkas sekali kirim.") % {"most": self.most})
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return files


class DeviceForm(forms.Form):
    """One tap from a device. Its id is kept in the browser for one ``purpose`` (core/device.js), so that two purposes cannot be joined."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, purpose: str = "") -> None:
        super().__init__(data, auto_id=False, initial={"client_id": uuid4()})
        self.fields["client_id"].widget.attrs["data-device"] = purpose


KIND_WORDS: dict[Kind, str | Promise] = {
    Kind.NIK: gettext_lazy("NIK"),
    Kind.FAMILY_CARD: gettext_lazy("nomor KK"),
    Kind.LONG_NUMBER: gettext_lazy("nomor 16 angka"),
    Kind.PHONE: gettext_lazy("nomor telepon"),
    Kind.ACCOUNT: gettext_lazy("nomor rekening"),
    Kind.EMAIL: gettext_lazy("alamat e-mail"),
    Kind.PLATE: gettext_lazy("nomor kendaraan"),
    Kind.NAME: gettext_lazy("nama orang"),
}
WHY_PERHAPS: dict[Reason, str | Promise] = {
    Reason.SIXTEEN_DIGITS: gettext_lazy("sepanjang NIK, susunannya lain"),
    Reason.FIXED_LINE: gettext_lazy("mungkin telepon kantor"),
    Reason.OFFICE_ADDRESS: gettext_lazy("alamat kantor pemerintah"),
    Reason.PERHAPS_A_PLATE: gettext_lazy("mirip nomor kendaraan"),
    Reason.AFTER_A_TITLE: gettext_lazy("sesudah kata sapaan"),
}


def in_words(spans: Iterable[Span]) -> str:
    """What was found, each once: "NIK 6107…01, nomor telepon 0812…34"."""
    return ", ".join(dict.fromkeys(f"{KIND_WORDS[span.kind]} {span.excerpt}" for span in spans))


class WordsForAll(forms.Form):
    """A form whose ``words_for_all`` everybody will read: what in them surely points at a person stays out, unless it is ticked to stay.

    An office's own telephone may be shown; so the tick "Tetap tampilkan" appears where something was found, and only there.
    """

    words_for_all: tuple[str, ...] = ()
    STAYS = "tetap"

    def clean(self) -> dict[str, Any]:
        """Say beside each field what was found in it."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        found = {name: [span for span in personal_data(values.get(name) or "") if span.is_certain] for name in self.words_for_all}
        found = {name: spans for name, spans in found.items() if spans}
        if not found:
            return values
        label, help_text = _("Tetap tampilkan"), _("Hanya untuk yang memang boleh diketahui umum, misalnya telepon kantor.")
        self.fields[self.STAYS] = forms.BooleanField(label=label, help_text=help_text, required=False)
        if not self.data.get(self.add_prefix(self.STAYS)):
            for name, spans in found.items():
                sentence = _("Ini tampil untuk umum dan memuat %(what)s. Hapus, atau centang “Tetap tampilkan”.")
                self.add_error(name, sentence % {"what": in_words(spans)})
        return values
