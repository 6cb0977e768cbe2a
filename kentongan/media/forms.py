"""The shape of an upload and of its description."""

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


class DescribeForm(forms.Form):
    """What is seen in a picture, who made it, and whether the people shown agreed."""

    alt = forms.CharField(
        label=_("Apa yang terlihat di foto?"),
        help_text=_("Satu kalimat untuk pembaca yang tidak bisa melihat gambarnya."),
        required=False,
        max_length=250,
    )
    caption = forms.CharField(label=_("Keterangan di bawah foto"), required=False, max_length=300)
    credit = forms.CharField(label=_("Dipotret oleh"), required=False, max_length=120)
    people_shown = forms.ChoiceField(label=_("Orang di foto"), choices=Upload.PeopleShown.choices, required=False, widget=forms.RadioSelect)
