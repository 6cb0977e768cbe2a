"""Articles and bulletins: for readers on a site (site_urls) and on the hub (hub_urls), for writers in the workspace (urlpatterns)."""

app_name = "newsroom"
site_urls: tuple[list, str] = ([], app_name)
hub_urls: tuple[list, str] = ([], app_name)
workspace_urls: tuple[list, str] = ([], "writing")
