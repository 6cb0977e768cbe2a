"""What is typed where a forwarded text is checked."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class CheckForm(forms.Form):
    """A text as it came by WhatsApp or SMS."""

    use_required_attribute = False

    pesan = forms.CharField(
        label=_("Pesan yang Anda terima"),
        help_text=_("Salin seluruh pesannya, lalu tempel di sini. Kami tidak menyimpannya."),
        max_length=settings.SHARE_CHECK_LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Tempel dulu pesan yang ingin Anda cek."),
            "max_length": _("Pesan ini terlalu panjang (%(show_value)d huruf). Tempel satu pesan, paling banyak %(limit_value)d huruf."),
        },
    )
