"""For programs and those who write them on the hub (hub_urls), for the coordinator in the workspace (workspace_urls)."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from .views import about, keys, open311

app_name = "api"


class WireForm:
    """The two forms of a document, as the ending of its address."""

    regex = "json|xml"

    def to_python(self, value: str) -> str:
        """The ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The ending as it stands."""
        return value


class Anything(WireForm):
    """Whatever else is asked for below the endpoint, a line break and nothing at all too."""

    regex = "(?s:.*)"


register_converter(WireForm, "wire_form")
register_converter(Anything, "anything")

_version_2: list[URLPattern] = [
    path("discovery.<wire_form:form>", open311.service_discovery, name="service_discovery"),
    path("openapi.json", open311.open311_description, name="open311_description"),
    path("services.<wire_form:form>", open311.service_list, name="service_list"),
    path("services/<str:service_code>.<wire_form:form>", open311.service_show, name="service_show"),
    path("requests.<wire_form:form>", open311.service_requests, name="service_requests"),
    path("requests/<str:number>.<wire_form:form>", open311.service_request, name="service_request"),
    path("tokens/<str:token>.<wire_form:form>", open311.token_show, name="token_show"),
    path("<anything:rest>.<wire_form:form>", open311.open311_missing, name="open311_missing"),
    path("<anything:rest>", open311.open311_missing, name="open311_missing"),
]
hub_urls: tuple[list[URLPattern | URLResolver], str] = (
    [
        path("api/", about.api_about, name="api_about"),
        path("api/open311/v2/", include(_version_2)),
        path("open311/discovery.<wire_form:form>", open311.service_discovery, name="service_discovery"),  # the one to be told to others
    ],
    app_name,
)
workspace_urls = (
    [
        path("kunci-api/", keys.key_list, name="key_list"),
        path("kunci-api/<int:key_id>/cabut/", keys.key_revoke, name="key_revoke"),
    ],
    "apikeys",
)
