"""The interface described as OpenAPI 3.1, after the text of GeoReport v2. Written by us: the community's Swagger file of 2016 differs from
the specification in its paths, statuses and shapes (see README.md).
"""

from collections.abc import Mapping, Sequence
from typing import Any

Schema = dict[str, Any]

EMPTY: Schema = {"type": "string", "maxLength": 0}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
# Fields of a GET Service Request answer, in their order; those named below it are always there.
REQUEST: dict[str, Schema] = {
    "service_request_id": TEXT,
    "status": {"type": "string", "enum": ["open", "closed"]},
    "status_notes": TEXT,
    "service_name": TEXT,
    "service_code": TEXT,
    "description": {"type": "string", "maxLength": 4000},
    "agency_responsible": TEXT,
    "service_notice": TEXT,
    "requested_datetime": MOMENT,
    "updated_datetime": MOMENT,
    "expected_datetime": MOMENT,
    "address": TEXT,
    "address_id": TEXT,
    "zipcode": TEXT,
    "media_url": {"type": "string", "format": "uri"},
}
MAY_BE_ABSENT = {"service_notice", "expected_datetime", "media_url"}
ATTRIBUTE: dict[str, Schema] = {
    "variable": FLAG,
    "code": TEXT,
    "datatype": {"type": "string", "enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]},
    "required": FLAG,
    "datatype_description": TEXT,
    "order": {"type": "integer", "minimum": 1},
    "description": TEXT,
    "values": {"type": "array", "items": {"$ref": "#/components/schemas/Value"}},
}
SERVICE: dict[str, Schema] = {
    "service_code": TEXT,
    "service_name": TEXT,
    "description": TEXT,
    "metadata": FLAG,
    "type": {"type": "string", "enum": ["realtime", "batch", "blackbox"]},
    "keywords": TEXT,
    "group": TEXT,
}
ENDPOINT: dict[str, Schema] = {
    "specification": TEXT,
    "url": {"type": "string", "format": "uri"},
    "changeset": TEXT,
    "type": {"type": "string", "enum": ["production", "test"]},
    "formats": {"type": "array", "items": {"type": "string", "enum": ["text/xml", "application/json"]}},
}
SCHEMAS: dict[str, tuple[dict[str, Schema], set[str]]] = {
    "Service": (SERVICE, set()),
    "ServiceDefinition": (
        {"service_code": TEXT, "attributes": {"type": "array", "items": {"$ref": "#/components/schemas/Attribute"}}},
        set(),
    ),
    "Attribute": (ATTRIBUTE, set()),
    "Value": ({"key": TEXT, "name": TEXT}, set()),
    "ServiceRequest": (REQUEST, MAY_BE_ABSENT),
    "Created": ({"service_request_id": TEXT, "service_notice": TEXT}, set()),
    "Token": ({"service_request_id": TEXT, "token": TEXT}, set()),
    "Error": ({"code": {"type": "integer"}, "description": TEXT}, set()),
    "Endpoint": (ENDPOINT, set()),
    "Discovery": (
        {
            "changeset": TEXT,
            "contact": TEXT,
            "key_service": TEXT,
            "endpoints": {"type": "array", "items": {"$ref": "#/components/schemas/Endpoint"}},
        },
        set(),
    ),
}
PROBLEMS = {
    400: "The request cannot be fulfilled as it is; the sentences say why.",
    403: "api_key is missing, unknown or revoked.",
    404: "There is none, or it is not for everybody; or jurisdiction_id is not ours.",
    429: "More than the key may bring within an hour; Retry-After says when.",
}


def _object(fields: Mapping[str, Schema], optional: set[str]) -> Schema:
    required = [name for name in fields if name not in optional]
    return {"type": "object", "properties": dict(fields), "required": required, "additionalProperties": False}


def _query(name: str, schema: Schema, words: str) -> dict[str, Any]:
    """An optional argument: empty, it counts as not said (GeoReport v2, "Optional Arguments")."""
    either = schema if schema in (TEXT, EMPTY) else {"anyOf": [schema, EMPTY]}
    return {"name": name, "in": "query", "required": False, "schema": either, "description": words}


def _path(name: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _answers(schema: Schema, *problems: int) -> dict[str, Any]:
    errors = {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Error"}}
    found = {"200": {"description": "OK", "content": {"application/json": {"schema": schema}, "text/xml": {"schema": {"type": "string"}}}}}
    for status in problems:
        content = {"application/json": {"schema": errors}, "text/xml": {"schema": {"type": "string"}}}
        found[str(status)] = {"description": PROBLEMS[status], "content": content}
    return found


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list_of(name: str) -> Schema:
    return {"type": "array", "items": _named(name)}


FORM = _path("form", {"type": "string", "enum": ["json", "xml"]})
JURISDICTION = _query("jurisdiction_id", EMPTY, "Not needed: one jurisdiction is served. Ours may be named.")


def _operation(summary: str, answers: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    return {"get": {"summary": summary, "parameters": [FORM, JURISDICTION, *parameters], "responses": answers}}


def _sent(codes: Sequence[str]) -> Schema:
    """The body of POST Service Request."""
    words = {"type": "string", "minLength": 1, "maxLength": 4000}
    either = {"type": "string", "enum": ["ya", "tidak"]}
    fields: dict[str, Schema] = {
        "api_key": TEXT,
        "service_code": {"type": "string", "enum": list(codes)},
        "description": words | {"description": "Up to 4,000 characters, line breaks allowed."},
        "lat": {"type": "number", "minimum": -90, "maximum": 90, "description": "WGS 84; with long. Or address_id, or address_string."},
        "long": {"type": "number", "minimum": -180, "maximum": 180},
        "address_id": {"type": "string", "description": "The Kemendagri code of the village: 61.07.12.2004. Goes before the point."},
        "address_string": {"type": "string", "maxLength": 500, "description": "Names the village: Desa Siding, Kecamatan Siding."},
        "first_name": {"type": "string", "maxLength": 60, "description": "Sealed in the identity vault; never public."},
        "last_name": {"type": "string", "maxLength": 60},
        "phone": {"type": "string", "maxLength": 40},
        "email": {"type": "string", "format": "email", "maxLength": 120},
        "device_id": TEXT | {"description": "Not looked at and not kept."},
        "account_id": TEXT | {"description": "Not looked at and not kept."},
        "media_url": {"type": "string", "maxLength": 2000, "description": "Not fetched; service_notice says so."},
        "client_id": {"type": "string", "maxLength": 200, "description": "Extension: the same with the same key gives the same report."},
        "attribute[jenis]": {"type": "string", "enum": ["pengaduan", "aspirasi", "pertanyaan"]},
        "attribute[dusun]": {"type": "string", "maxLength": 120},
        "attribute[anonim]": either,
        "attribute[rahasia]": either,
    }
    return {"type": "object", "properties": fields, "required": ["api_key", "service_code", "description"]}


def description(address: str, codes: Sequence[str]) -> dict[str, Any]:
    """The whole description, of the interface below ``address`` with services of these codes."""
    wanted = (
        _query("service_request_id", TEXT, "Numbers between commas. Overrides all other arguments."),
        _query("service_code", {"type": "string", "enum": list(codes)}, "May be several between commas."),
        _query("start_date", MOMENT, "W3C note with an offset. At most 90 days before end_date."),
        _query("end_date", MOMENT, "Without dates: the last 90 days."),
        _query("status", {"type": "string", "enum": ["open", "closed", "open,closed"]}, "Between commas."),
        _query("page", {"type": "integer", "minimum": 1, "maximum": 100_000}, "Extension of the specification."),
        _query("page_size", {"type": "integer", "minimum": 1, "maximum": 1000}, "Extension of the specification."),
    )
    of_requests = _operation("GET Service Requests", _answers(_list_of("ServiceRequest"), 400, 404), *wanted)
    of_requests["post"] = {
        "summary": "POST Service Request",
        "parameters": [FORM],
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": _sent(codes)}}},
        "responses": _answers(_list_of("Created"), 400, 403, 404, 429),
    }
    service_code = _path("service_code", {"type": "string", "enum": list(codes)})
    number, token = _path("service_request_id", {"type": "string", "minLength": 1}), _path("token", {"type": "string", "minLength": 1})
    key = _query("api_key", TEXT, "Extension: the key with which client_id (here the token) was sent.")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kentongan: Open311 GeoReport v2",
            "version": "2.0.0",
            "summary": "Reports of residents, read and sent by other programs.",
            "description": "After http://wiki.open311.org/GeoReport_v2. Reading needs no key.",
        },
        "servers": [{"url": address}],
        "paths": {
            "/discovery.{form}": _operation("Service Discovery", _answers(_named("Discovery"), 404)),
            "/services.{form}": _operation("GET Service List", _answers(_list_of("Service"), 404)),
            "/services/{service_code}.{form}": _operation(
                "GET Service Definition", _answers(_named("ServiceDefinition"), 404), service_code
            ),
            "/requests.{form}": of_requests,
            "/requests/{service_request_id}.{form}": _operation(
                "GET Service Request", _answers(_list_of("ServiceRequest") | {"minItems": 1, "maxItems": 1}, 404), number
            ),
            "/tokens/{token}.{form}": _operation("GET service_request_id from a token", _answers(_list_of("Token"), 403, 404), token, key),
        },
        "components": {"schemas": {name: _object(fields, optional) for name, (fields, optional) in SCHEMAS.items()}},
    }
