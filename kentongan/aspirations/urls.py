"""Reports: for everybody on the hub (hub_urls) and on a site (site_urls), for officers in the workspace (workspace_urls)."""

from django.urls import URLPattern

app_name = "aspirations"
hub_urls: tuple[list[URLPattern], str] = ([], app_name)
site_urls: tuple[list[URLPattern], str] = ([], app_name)
workspace_urls: tuple[list[URLPattern], str] = ([], "reporting")
