"""The shape of an upload."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Upload


class UploadForm(forms.Form):
    """A file with the scope it is for."""

    file = forms.FileField(label=_("Foto atau berkas"), allow_empty_file=True)
    owner = forms.CharField(max_length=40)
    client_id = forms.UUIDField(required=False)
    alt = forms.CharField(required=False, max_length=250)
    caption = forms.CharField(required=False, max_length=300)
    credit = forms.CharField(required=False, max_length=120)
    people_shown = forms.ChoiceField(choices=Upload.PeopleShown.choices, required=False)
