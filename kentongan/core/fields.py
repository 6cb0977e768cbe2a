"""Form fields that several rooms use and Django has not."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


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
        return files
