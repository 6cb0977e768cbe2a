"""What is typed into a conversation, and about it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.core.fields import WordsForAll

from .policies import Deed


class RemarkForm(WordsForAll):
    """A remark or a reply. ``situs`` is a trap: people do not see it, programs fill it in.

    Whoever's words are read at once is told what in them points at a person; other remarks are read by a moderator first.
    """

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    balas = forms.IntegerField(required=False, widget=forms.HiddenInput)
    isi = forms.CharField(
        label=_("Tanggapan Anda"),
        max_length=settings.COMMENT_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "data-keep": ""}),
        error_messages={"required": _("Tulis dulu tanggapan Anda, satu kalimat pun cukup.")},
    )
    nama = forms.CharField(
        label=_("Nama yang tampil"),
        help_text=_("Boleh nama panggilan. Kalau kosong, tertulis “Warga”."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    situs = forms.CharField(
        label=_("Biarkan kolom ini kosong"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, data: Any = None, *, reply_to: int | None = None, is_known: bool = False, for_all: bool = False) -> None:
        """``is_known``: somebody with an account writes, under her own name; ``for_all``: everybody reads it at once."""
        super().__init__(data, initial={"client_id": uuid4(), "balas": reply_to})
        self.words_for_all = ("isi",) if for_all else ()
        if is_known:
            del self.fields["nama"], self.fields["situs"]

    def said(self) -> dict[str, Any]:
        """The values for actions.send_remark, without the remark it replies to."""
        values = self.cleaned_data
        trapped = bool(values.get("situs"))
        return {
            "text": values["isi"],
            "name": values.get("nama", ""),
            "client_id": values["client_id"],
            "suspicion": _t("Kolom jebakan terisi: mungkin bukan orang yang menulis.") if trapped else "",
        }


class CodeForm(forms.Form):
    """The code of a remark, as it stood on its receipt."""

    use_required_attribute = False

    kode = forms.CharField(
        label=_("Kode"),
        help_text=_("Lima belas huruf dan angka yang Anda simpan setelah mengirim."),
        max_length=40,
        error_messages={"required": _("Masukkan kodenya dulu.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AppealForm(forms.Form):
    """Why it should be shown after all."""

    use_required_attribute = False

    kode = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    langkah = forms.CharField(initial=Deed.APPEAL, max_length=12, widget=forms.HiddenInput)
    alasan = forms.CharField(
        label=_("Mengapa tanggapan Anda sebaiknya tampil?"),
        max_length=settings.COMMENT_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis keberatan Anda, satu kalimat pun cukup.")},
    )


class DecideForm(forms.Form):
    """A moderator's decision. Only hiding asks for a reason of the vocabulary; an appeal is answered in words."""

    use_required_attribute = False

    langkah = forms.ChoiceField(choices=[(deed, deed) for deed in Deed])
    alasan = forms.ChoiceField(label=_("Alasan"), required=False, widget=forms.RadioSelect)
    penjelasan = forms.CharField(
        label=_("Penjelasan untuk penulis"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, auto_id: str = "id_%s") -> None:
        super().__init__(data, auto_id=auto_id)
        reasons = [(key, entry["label"]) for key, entry in settings.COMMENT_HIDE_REASONS.items()]
        self.fields["alasan"].choices = reasons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is asked for depends on the deed."""
        values = self.cleaned_data
        if values.get("langkah") == Deed.HIDE and not values.get("alasan"):
            self.add_error("alasan", _t("Pilih alasannya: penulis akan membacanya."))
        if values.get("langkah") in (Deed.GRANT, Deed.REJECT) and not values.get("penjelasan", "").strip():
            self.add_error("penjelasan", _t("Tulis penjelasannya: penulis akan membacanya."))
        return values


class CloseForm(forms.Form):
    """Why nothing more can be said."""

    use_required_attribute = False

    sebab = forms.CharField(
        label=_("Mengapa ditutup?"), max_length=300, error_messages={"required": _("Tulis sebabnya: warga akan membacanya.")}
    )
