"""Reports: for everybody on the hub (hub_urls) and on a site (site_urls), for officers in the workspace (workspace_urls)."""

from django.urls import URLPattern, path

from .views import sending

app_name = "aspirations"
_everywhere = [path("lapor/", sending.report_send, name="report_send")]
hub_urls = ([*_everywhere], app_name)
site_urls = ([*_everywhere], app_name)
workspace_urls: tuple[list[URLPattern], str] = ([], "reporting")
