"""Asking groups to pass a text on, and what they answer: carriers, hamlets, an estimate, photos; a reason, a question, a reply."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.core.fields import ManyFiles, ManyFilesInput

from ..models import Carrier, DisseminationTask
from ..policies.passing_on import names_in
from ..rules.passing_on import why_not_until
from .agenda import DayField
from .words import Words

# How many people, to be touched instead of typed; estimates, so the steps are wide (own choice).
ESTIMATES = (("10", "±10"), ("25", "±25"), ("50", "±50"), ("100", "±100"), ("250", "±250"))
PEOPLE_MOST = 1_000_000
AIMS_MOST = 600


class AskForm(forms.Form):
    """What is asked: until when, how, aimed at whom."""

    use_required_attribute = False

    deadline = DayField(label=_("Paling lambat"))
    carriers = forms.MultipleChoiceField(
        label=_("Lewat apa?"),
        help_text=_("Biarkan kosong kalau KIM boleh memilih sendiri."),
        choices=Carrier.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hamlets = Words(
        label=_("Dusun yang dituju"),
        help_text=_("Pisahkan dengan koma. Kosong berarti semua dusun."),
        most=AIMS_MOST,
        lines=2,
        one_line=True,
    )
    people = Words(
        label=_("Siapa yang dituju"),
        help_text=_("Contoh: ibu hamil, petani lada. Kosong berarti semua warga."),
        most=AIMS_MOST,
        one_line=True,
    )
    note = Words(label=_("Pesan untuk KIM"), help_text=_("Hanya KIM yang membacanya."), most=1_000, lines=3)

    def __init__(self, data: Any = None, *, today: date, usual: date, task: DisseminationTask | None = None) -> None:
        """``usual``: the last day where none is named."""
        initial = {}
        if task is not None:
            aims = {name: ", ".join(getattr(task, name)) for name in ("hamlets", "people")}
            initial = {"deadline": task.deadline, "carriers": task.carriers, "note": task.note, **aims}
        super().__init__(data, initial=initial)
        self.today, self.kept = today, task.deadline if task is not None else None
        words = _t("Kosong berarti %(day)s.") % {"day": date_format(usual, "l, j F Y")}
        self.fields["deadline"].help_text = words

    def clean_deadline(self) -> date | None:
        """A day to come, not too far; the one that stands already may have passed."""
        day: date | None = self.cleaned_data["deadline"]
        if day is not None and day != self.kept and (why := why_not_until(day, today=self.today)):
            raise forms.ValidationError(why)
        return day

    def clean_hamlets(self) -> list[str]:
        """The names."""
        return names_in(self.cleaned_data["hamlets"])

    def clean_people(self) -> list[str]:
        """The groups of people."""
        return names_in(self.cleaned_data["people"])


class CallOffForm(forms.Form):
    """Why nobody needs to pass it on any more."""

    use_required_attribute = False

    reason = Words(label=_("Mengapa dibatalkan?"), most=300, one_line=True, lines=2, error_messages={"required": _("Tulis alasannya.")})

    def __init__(self, data: Any = None, *, needs_reason: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = needs_reason


class PassOnForm(forms.Form):
    """A part of the answer. The id is made with the form, so that the same answer sent twice is one."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    carriers = forms.MultipleChoiceField(
        label=_("Sudah disebarkan lewat apa?"),
        choices=Carrier.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Sentuh paling sedikit satu.")},
    )
    hamlets = forms.MultipleChoiceField(label=_("Di dusun mana?"), required=False, widget=forms.CheckboxSelectMultiple)
    other_hamlets = Words(label=_("Di dusun mana?"), help_text=_("Pisahkan dengan koma."), most=AIMS_MOST, one_line=True)
    people = forms.ChoiceField(label=_("Kira-kira berapa orang?"), choices=ESTIMATES, required=False, widget=forms.RadioSelect)
    people_exactly = forms.IntegerField(
        label=_("Atau tulis angkanya"),
        required=False,
        min_value=0,
        max_value=PEOPLE_MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Tulis angka saja, misalnya 40."),
            "min_value": _("Tulis angka saja, misalnya 40."),
            "max_value": _("Angkanya terlalu besar. Periksa lagi."),
        },
    )
    photos = ManyFiles(
        label=_("Foto bukti"),
        help_text=_("Hanya dilihat kelompok Anda dan pengirim. Tampil untuk umum hanya kalau redaktur melepas salinannya."),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/*", "data-smaller": True}),
    )
    remark = Words(label=_("Catatan"), most=1_000, lines=2)
    closes = forms.BooleanField(
        label=_("Sudah kami sebarkan semua"),
        help_text=_("Matikan kalau masih ada yang akan disebarkan."),
        required=False,
        initial=True,
    )

    def __init__(self, data: Any = None, files: Any = None, *, hamlets: Sequence[str] = (), wished: Sequence[str] = ()) -> None:
        """``hamlets``: those of the village's profile, to be touched; ``wished``: the carriers that are asked for come first."""
        super().__init__(data, files, initial={"client_id": uuid4()})
        if hamlets:
            self.fields["hamlets"].choices = [(name, name) for name in hamlets]  # type: ignore[attr-defined]
            self.fields["other_hamlets"].label = _("Dusun lain")
        else:
            del self.fields["hamlets"]
        first = [choice for choice in Carrier.choices if choice[0] in wished]
        self.fields["carriers"].choices = first + [choice for choice in Carrier.choices if choice[0] not in wished]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The values for actions.passing_on.pass_on."""
        values = self.cleaned_data
        chosen, exactly = values["people"], values["people_exactly"]
        return {
            "client_id": values["client_id"],
            "carriers": values["carriers"],
            "hamlets": list(dict.fromkeys([*values.get("hamlets", []), *names_in(values["other_hamlets"])])),
            "people": exactly if exactly is not None else int(chosen) if chosen else None,
            "remark": values["remark"],
            "closes": values["closes"],
        }


class RefuseForm(forms.Form):
    """Why the group cannot."""

    use_required_attribute = False

    reason = Words(
        label=_("Mengapa tidak bisa?"),
        help_text=_("Pengirim lalu mencari jalan lain. Kalau keadaan berubah, Anda tetap bisa menjawab."),
        most=500,
        lines=2,
        required=True,
        error_messages={"required": _("Tulis alasannya.")},
    )


class QuestionForm(forms.Form):
    """A question to the sender."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    text = Words(
        label=_("Apa yang ingin ditanyakan?"),
        help_text=_("Jawabannya terlihat oleh semua KIM yang diminta."),
        most=1_000,
        lines=2,
        required=True,
        error_messages={"required": _("Pertanyaannya masih kosong.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"client_id": uuid4()}, prefix="tanya")


class AnswerForm(forms.Form):
    """What the sender says to a question, or the group to what was asked back."""

    use_required_attribute = False

    text = Words(label=_("Jawaban"), most=2_000, lines=3, required=True, error_messages={"required": _("Jawabannya masih kosong.")})


class AskBackForm(forms.Form):
    """What the sender's side wants to know about a part."""

    use_required_attribute = False

    text = Words(
        label=_("Apa yang perlu dijelaskan?"),
        most=1_000,
        lines=2,
        required=True,
        error_messages={"required": _("Pertanyaannya masih kosong.")},
    )
