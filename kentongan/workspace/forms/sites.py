"""Sites: dress, address, menu, own pages, and stopping them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from kentongan.sites.actions import why_domain_refused, why_slug_refused
from kentongan.sites.models import Site
from kentongan.sites.policies import bare_domain

from .words import WarmForm


class DressForm(WarmForm):
    """Colour and line."""

    accent = forms.ChoiceField(label=gettext_lazy("Warna"), choices=Site.Accent.choices, widget=forms.RadioSelect)
    tagline = forms.CharField(
        label=gettext_lazy("Kalimat di bawah nama"),
        help_text=gettext_lazy("Misalnya: Kabar dari Desa Siding, sejak 2021"),
        required=False,
        max_length=140,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class LogoForm(WarmForm):
    """The logo."""

    logo = forms.FileField(
        label=gettext_lazy("Lambang"),
        help_text=gettext_lazy("Foto JPEG atau PNG, sebaiknya persegi. Data lokasi di foto dihapus."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"required": gettext_lazy("Pilih gambarnya dulu.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": "id_logo_version"}))  # beside DressForm on one page


class RenameForm(WarmForm):
    """Another slug."""

    slug = forms.CharField(
        label=gettext_lazy("Nama alamat"),
        help_text=gettext_lazy("Alamat lama tetap membawa pembaca ke sini."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, site: Site | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site = site

    def clean_slug(self) -> str:
        """One that is well-formed and free, or a sentence that names a free one."""
        slug: str = self.cleaned_data["slug"].strip().lower()
        if why := why_slug_refused(slug, site=self.site):
            raise ValidationError(why, code="slug")
        return slug


class AddressForm(WarmForm):
    """The primary address."""

    primary = forms.ChoiceField(label=gettext_lazy("Alamat utama"), choices=Site.Primary.choices, widget=forms.RadioSelect)
    domain = forms.CharField(
        label=gettext_lazy("Domain sendiri"),
        help_text=gettext_lazy("Misalnya suarasiding.id, setelah DNS-nya diarahkan ke server ini."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "inputmode": "url"}),
    )

    def __init__(self, *args: Any, site: Site, may_set_domain: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"primary": site.primary, "domain": site.domain or ""})
        super().__init__(*args, **kwargs)
        self.site = site
        if not may_set_domain:
            del self.fields["domain"]
            if not site.domain:
                kept = [choice for choice in Site.Primary.choices if choice[0] != Site.Primary.DOMAIN]
                self.fields["primary"].choices = kept  # type: ignore[attr-defined]

    def clean_domain(self) -> str:
        """A bare domain that is free."""
        domain = bare_domain(self.cleaned_data["domain"])
        if domain and domain != self.site.domain and (why := why_domain_refused(domain, site=self.site)):
            raise ValidationError(why, code="domain")
        return domain

    def clean(self) -> dict[str, Any]:
        """An own domain as the primary address needs one."""
        cleaned = super().clean() or self.cleaned_data
        if "domain" in cleaned and cleaned.get("primary") == Site.Primary.DOMAIN and not cleaned["domain"]:
            self.add_error("domain", gettext_lazy("Isi dulu domainnya."))
        return cleaned


class PageForm(WarmForm):
    """An own page."""

    title = forms.CharField(label=gettext_lazy("Judul"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("Isi"),
        help_text=gettext_lazy(
            "Baris kosong memulai paragraf baru. ## di awal baris membuat anak judul, - membuat daftar, **kata** menebalkan."
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    is_published = forms.BooleanField(label=gettext_lazy("Tampil di situs"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)


class SuspendForm(WarmForm):
    """Stop a site, with a reason."""

    reason = forms.CharField(
        label=gettext_lazy("Sebab dihentikan"),
        help_text=gettext_lazy("Dibaca pengunjung situs."),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveForm(WarmForm):
    """Send a site's visitors elsewhere."""

    moved_to = forms.URLField(
        label=gettext_lazy("Alamat baru"),
        help_text=gettext_lazy("Semua alamat lama dialihkan ke sana."),
        assume_scheme="https",
        max_length=200,
        widget=forms.URLInput(attrs={"autocapitalize": "none"}),
    )
