"""Registration: for everybody on the hub (hub_urls), for the coordinator in the workspace (workspace_urls)."""

from django.urls import URLPattern

app_name = "registration"
hub_urls: tuple[list[URLPattern], str] = ([], app_name)
workspace_urls: tuple[list[URLPattern], str] = ([], "registering")
