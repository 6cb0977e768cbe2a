"""The list that is brought in, and how it is to be read."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.groups.models import Decree

from ..policies.tables import Table, Unreadable
from ..queries.importing import table_in
from ..queries.words import trouble_sentence


class ListForm(forms.Form):
    """A list of KIM in a file. The cleaned ``file`` is the table in it; ``file_name`` is what it was called."""

    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("Berkas CSV atau Excel (.xlsx)"),
        help_text=gettext_lazy("Judul kolom boleh bermacam-macam dan urutannya bebas. Paling sedikit perlu: nama KIM dan desa."),
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        error_messages={"required": gettext_lazy("Pilih dulu berkasnya.")},
    )
    usual_issuer = forms.ChoiceField(
        label=gettext_lazy("Kalau daftar tidak menyebut siapa yang menetapkan SK"),
        choices=[("", gettext_lazy("Kepala desa atau lurah, menurut wilayahnya")), *Decree.Issuer.choices[2:]],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih salah satu yang ada di daftar.")},
    )
    make_sites = forms.BooleanField(
        label=gettext_lazy("Buatkan situs"),
        help_text=gettext_lazy("KIM yang belum punya situs langsung mendapatkannya. Akun tidak dibuat: ketuanya Anda tambahkan kemudian."),
        required=False,
    )

    def clean_file(self) -> Table:
        """The table in the file."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_LARGEST_BYTES:
            raise ValidationError(
                _("Berkas ini terlalu besar: paling besar %(n)s MB.") % {"n": settings.IMPORT_LARGEST_BYTES // 1024 // 1024}, code="large"
            )
        try:
            return table_in(file.read())
        except Unreadable as error:
            raise ValidationError(trouble_sentence(error), code=error.trouble) from error

    def clean(self) -> dict[str, Any]:
        """What the file was called, too."""
        cleaned = super().clean() or self.cleaned_data
        file = self.files.get("file")
        if isinstance(file, UploadedFile):
            cleaned["file_name"] = file.name or ""
        return cleaned
