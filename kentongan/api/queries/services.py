"""What may be reported: the categories of the settings as Open311 services, and what further a report may say."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.sites.addresses import hub_url

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
# attribute[jenis]=… → the kind of report; what is sent without it is a complaint, as most are.
KINDS = {"pengaduan": "complaint", "aspirasi": "aspiration", "pertanyaan": "question"}
SWITCHES = {"ya": True, "tidak": False}


def endpoint_address() -> str:
    """Below which address the resources of the specification lie."""
    return hub_url("api:service_list", form="json").removesuffix("/services.json")


def is_service(code: str) -> bool:
    """Whether something can be reported under this code."""
    return code in settings.REPORT_CATEGORIES


def service_name(code: str) -> str:
    """What people call it; the code itself where the settings no longer know it."""
    return str(settings.REPORT_CATEGORIES[code]["label"]) if is_service(code) else code


def services() -> list[dict[str, Any]]:
    """All of them, as GET Service List answers."""
    return [
        {
            "service_code": code,
            "service_name": service_name(code),
            "description": _("Pengaduan, aspirasi, atau pertanyaan tentang: %(what)s") % {"what": service_name(code)},
            "metadata": True,
            "type": "realtime",
            "keywords": ", ".join(str(entry["words"]).split()),
            "group": _("Laporan warga"),
        }
        for code, entry in settings.REPORT_CATEGORIES.items()
    ]


def _attribute(order: int, code: str, datatype: str, description: str, hint: str, values: dict[str, str]) -> dict[str, Any]:
    return {
        "variable": True,
        "code": code,
        "datatype": datatype,
        "required": False,
        "datatype_description": hint,
        "order": order,
        "description": description,
        "values": [{"key": key, "name": name} for key, name in values.items()],
    }


def service_definition(code: str) -> dict[str, Any]:
    """What a report of this service may further say: the same for all."""
    either = {"ya": _("Ya"), "tidak": _("Tidak")}
    kinds = {"pengaduan": _("Pengaduan"), "aspirasi": _("Aspirasi"), "pertanyaan": _("Pertanyaan")}
    return {
        "service_code": code,
        "attributes": [
            _attribute(1, "jenis", "singlevaluelist", _("Ini tentang apa?"), _("Tanpa pilihan: pengaduan."), kinds),
            _attribute(2, "dusun", "string", _("Dusun atau tempat"), _("Paling banyak 120 huruf."), {}),
            _attribute(
                3, "anonim", "singlevaluelist", _("Sembunyikan nama pelapor dari dinas (anonim)"), _("Tanpa pilihan: tidak."), either
            ),
            _attribute(4, "rahasia", "singlevaluelist", _("Jangan tampilkan kepada umum (rahasia)"), _("Tanpa pilihan: tidak."), either),
        ],
    }


def discovery() -> dict[str, Any]:
    """What the specification's service discovery says of us."""
    about = hub_url("api:api_about")
    return {
        "changeset": settings.OPEN311_CHANGESET,
        "contact": " · ".join(filter(None, (settings.HUB_OFFICE, settings.HUB_EMAIL, settings.HUB_PHONE, about))),
        "key_service": _("Kunci diberikan koordinator kabupaten: %(address)s") % {"address": about},
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": endpoint_address(),
                "changeset": settings.OPEN311_CHANGESET,
                "type": "test" if settings.DEMO else "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }
