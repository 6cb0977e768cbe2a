"""What other programs send: a report in the words of GeoReport v2, and questions about reports. And the coordinator's two small forms."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.accounts.fields import PhoneField
from kentongan.cases.policies import Contact
from kentongan.regions import queries as regions
from kentongan.regions.models import Region

from . import policies, queries
from .queries.requests import MOST, TEXT_MOST
from .queries.services import KINDS, SWITCHES

PLACE_MOST = 120  # of aspirations' own field
_ATTRIBUTE = re.compile(r"attribute\[([^\]]*)\](?:\[\])?\Z")
ATTRIBUTES = ("jenis", "dusun", "anonim", "rahasia")


class RequestForm(forms.Form):
    """POST Service Request. ``problems`` says what is wrong as (HTTP status, sentence), ``sent`` what is to be done."""

    service_code = forms.CharField(max_length=30)
    description = forms.CharField(max_length=TEXT_MOST)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    long = forms.FloatField(required=False, min_value=-180, max_value=180)
    address_string = forms.CharField(required=False, max_length=500)
    address_id = forms.CharField(required=False, max_length=20)
    email = forms.EmailField(required=False)
    first_name = forms.CharField(required=False, max_length=60)
    last_name = forms.CharField(required=False, max_length=60)
    phone = PhoneField(required=False)
    media_url = forms.CharField(required=False, max_length=2000)
    client_id = forms.CharField(required=False, max_length=200)
    jenis = forms.ChoiceField(required=False, choices=[(key, key) for key in KINDS])
    dusun = forms.CharField(required=False, max_length=PLACE_MOST)
    anonim = forms.ChoiceField(required=False, choices=[(key, key) for key in SWITCHES])
    rahasia = forms.ChoiceField(required=False, choices=[(key, key) for key in SWITCHES])

    def __init__(self, data: QueryDict, *, under: str, mark: str = "") -> None:
        """``under``: the region of the key; ``mark``: the submission's own name where a header brought it."""
        attributes = {found[1]: data[name] for name in data if (found := _ATTRIBUTE.match(name))}
        plain = {name: value for name, value in data.items() if name not in ATTRIBUTES}
        named = {name: value for name, value in attributes.items() if name in ATTRIBUTES}
        super().__init__({"client_id": mark} | plain | named)
        self.under, self.unknown = under, sorted(set(attributes) - set(ATTRIBUTES))
        self.region: Region | None = None

    def clean_service_code(self) -> str:
        """A service that there is."""
        code = str(self.cleaned_data["service_code"])
        if not queries.is_service(code):
            raise ValidationError(_("Layanan ini tidak ada: %(code)s.") % {"code": code}, code="not_found")
        return code

    def clean(self) -> dict[str, Any]:
        """Find the village: by its code, else by the point, else by its name."""
        values = super().clean() or self.cleaned_data
        for code in self.unknown:
            self.add_error(None, _("attribute[%(code)s] tidak dikenal.") % {"code": code})
        if not {"lat", "long", "address_id", "address_string"} & self.errors.keys():
            self.region = self._village(values)
        return values

    def _village(self, values: Mapping[str, Any]) -> Region | None:
        lat, long = values.get("lat"), values.get("long")
        if (lat is None) != (long is None):
            self.add_error("lat" if lat is None else "long", _("lat dan long dikirim berdua."))
            return None
        at_point = regions.village_at(lat, long, under=self.under) if lat is not None and long is not None else None
        if lat is not None and at_point is None:
            self.add_error("lat", _("Titik ini di luar wilayah kami."))
            return None
        if values["address_id"]:
            return self._by_code(values["address_id"])
        if at_point is not None:
            return at_point
        if values["address_string"]:
            return self._by_name(values["address_string"])
        self.add_error(None, _("Tempatnya belum ada: kirim lat dan long, address_id (kode desa), atau address_string."))
        return None

    def _by_code(self, code: str) -> Region | None:
        village = regions.regions_under(self.under, level=4).filter(code=code).first()
        if village is None:
            self.add_error("address_id", _("Bukan kode desa di wilayah kami. Contoh: 61.07.12.2004."))
        return village

    def _by_name(self, text: str) -> Region | None:
        named = regions.villages_named_in(text, under=self.under)
        if not named:
            self.add_error("address_string", _("Nama desanya tidak ditemukan. Tulis seperti: Desa Siding, Kecamatan Siding."))
        elif len(named) > 1:
            names = "; ".join(f"{village.full_name}, {village.parent.full_name if village.parent else ''}" for village in named[:5])
            self.add_error("address_string", _("Ada beberapa desa bernama itu: %(names)s.") % {"names": names})
        return named[0] if len(named) == 1 else None

    def problems(self) -> list[tuple[int, str]]:
        """What is wrong, each with its HTTP status: 404 for a service that there is not, else 400."""
        return [
            (404 if error.code == "not_found" else 400, self._label(name) + " ".join(error.messages))
            for name, errors in self.errors.as_data().items()
            for error in errors
        ]

    @staticmethod
    def _label(name: str) -> str:
        """Whose fault it is, as the program calls it."""
        return "" if name == "__all__" else f"attribute[{name}]: " if name in ATTRIBUTES else f"{name}: "

    def sent(self) -> dict[str, Any]:
        """The values for actions.post_request."""
        values = self.cleaned_data
        point = None if values["lat"] is None else (values["lat"], values["long"])
        name = " ".join(filter(None, (values["first_name"], values["last_name"])))
        return {
            "kind": KINDS[values["jenis"] or "pengaduan"],
            "text": values["description"],
            "region": self.region,
            "category": values["service_code"],
            "hamlet": values["dusun"] or values["address_string"][:PLACE_MOST],
            "point": point,
            "is_anonymous": SWITCHES[values["anonim"] or "tidak"],
            "is_secret": SWITCHES[values["rahasia"] or "tidak"],
            "contact": Contact(name=name, phone=values["phone"], other=values["email"]),
        }


class MomentField(forms.CharField):
    """A moment of the W3C note, with its offset from UTC."""

    def to_python(self, value: Any) -> Any:
        """The moment, or None."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return policies.read_moment(text)
        except ValueError:
            raise ValidationError(_("Tulis seperti 2026-11-24T09:00:00+07:00, dengan zona waktunya.")) from None


class ListField(forms.CharField):
    """Words between commas."""

    def clean(self, value: Any) -> Any:
        """Each once, in order."""
        words = (super().clean(value) or "").split(",")
        return list(dict.fromkeys(filter(None, (word.strip() for word in words))))


class WantedForm(forms.Form):
    """GET Service Requests: which."""

    service_request_id = ListField(required=False, max_length=30 * MOST)
    service_code = ListField(required=False, max_length=2000)
    start_date = MomentField(required=False)
    end_date = MomentField(required=False)
    status = ListField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    page_size = forms.IntegerField(required=False, min_value=1, max_value=MOST)

    def clean_service_request_id(self) -> list[str]:
        """Not more than one answer holds."""
        numbers: list[str] = self.cleaned_data["service_request_id"]
        if len(numbers) > MOST:
            raise ValidationError(_("Paling banyak %(most)d nomor sekaligus.") % {"most": MOST})
        return numbers

    def clean_service_code(self) -> list[str]:
        """Services that there are: a slip of the pen is no empty list."""
        codes: list[str] = self.cleaned_data["service_code"]
        if unknown := [code for code in codes if not queries.is_service(code)]:
            raise ValidationError(_("Layanan ini tidak ada: %(code)s.") % {"code": ", ".join(unknown)})
        return codes

    def clean_status(self) -> frozenset[str]:
        """open, closed or both."""
        statuses = frozenset(self.cleaned_data["status"]) or frozenset({"open", "closed"})
        if statuses - {"open", "closed"}:
            raise ValidationError(_("Pilih open, closed, atau keduanya."))
        return statuses

    def problems(self) -> list[tuple[int, str]]:
        """What is wrong, each with its HTTP status."""
        return [(400, f"{name}: {sentence}") for name, sentences in self.errors.items() for sentence in sentences]

    def wanted(self, now: Any) -> queries.Wanted:
        """What is asked for. Raises policies.TooWide."""
        values = self.cleaned_data
        since, until = policies.span(values["start_date"], values["end_date"], now)
        return queries.Wanted(
            since=since,
            until=until,
            numbers=values["service_request_id"],
            codes=values["service_code"],
            statuses=values["status"],
            page=values["page"] or 1,
            page_size=values["page_size"] or MOST,
        )


class KeyForm(forms.Form):
    """A key for a program."""

    use_required_attribute = False

    nama = forms.CharField(
        label=gettext_lazy("Nama aplikasi"),
        help_text=gettext_lazy("Sebut juga siapa yang mengurusnya. Contoh: Siaga Warga, Dinas Perhubungan"),
        max_length=120,
        error_messages={"required": gettext_lazy("Beri nama dulu, supaya nanti tahu kunci ini milik siapa.")},
    )
    wilayah = forms.ChoiceField(label=gettext_lazy("Untuk laporan dari"))

    def __init__(self, data: Any = None, *, regions: list[Region]) -> None:
        super().__init__(data)
        self.regions = {region.code: region for region in regions}
        self.fields["wilayah"].choices = [(code, region.full_name) for code, region in self.regions.items()]  # type: ignore[attr-defined]
        if len(regions) == 1:
            del self.fields["wilayah"]

    def read(self) -> dict[str, Any]:
        """The values for actions.make_key."""
        code = self.cleaned_data.get("wilayah") or next(iter(self.regions))
        return {"name": self.cleaned_data["nama"], "region": self.regions[code]}


class RevokeForm(forms.Form):
    """Why a key is taken back."""

    use_required_attribute = False

    alasan = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Contoh: aplikasinya sudah tidak dipakai; kuncinya tersebar."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tulis alasannya, supaya yang lain tahu.")},
    )
