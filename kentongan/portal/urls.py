"""Front pages, feeds and sitemaps of the hub (hub_urls) and of a site (site_urls)."""

from django.urls import path, register_converter

from .views import answer_feed, directory, feeds, hub, maps, site

app_name = "portal"


class FeedForm:
    """The two forms of a feed, as the ending of its address."""

    regex = "atom|json"

    def to_python(self, value: str) -> str:
        """The ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The ending as it stands."""
        return value


register_converter(FeedForm, "feed_form")

shared = [
    path("manifest.webmanifest", maps.manifest, name="manifest"),
    path("robots.txt", maps.robots, name="robots"),
    path("umpan/pengumuman.<feed_form:form>", feeds.bulletin_feed, name="bulletin_feed"),
    path("galeri/umpan.<feed_form:form>", feeds.gallery_feed, name="gallery_feed"),
    path("laporan/umpan.<feed_form:form>", answer_feed.answer_feed, name="answer_feed"),
    path("umpan/darurat.<feed_form:form>", feeds.alert_feed, name="alert_feed"),
    path("topik/<slug:slug>/umpan.<feed_form:form>", feeds.topic_feed, name="topic_feed"),
]
hub_urls = (
    [
        path("", hub.hub_home, name="hub_home"),
        path("desa/", hub.village_find, name="village_find"),
        path("desa/<str:code>/", hub.region_show, name="region_show"),
        path("kim/", directory.group_list, name="group_list"),
        path("peta/", directory.map_show, name="map_show"),
        path("peta/<str:code>/", directory.map_district, name="map_district"),
        path("terdekat/", directory.nearest_show, name="nearest_show"),
        path("data/kim.csv", directory.group_csv, name="group_csv"),
        path("data/kim.geojson", directory.group_geojson, name="group_geojson"),
        path("tentang/", hub.hub_about, name="hub_about"),
        path("aksesibilitas/", hub.accessibility_show, name="accessibility_show"),
        path("privasi/", hub.privacy_show, name="privacy_show"),
        path("umpan/suara-desa.<feed_form:form>", feeds.voice_feed, name="voice_feed"),
        path("sitemap.xml", maps.hub_sitemap, name="hub_sitemap"),
        path("sitemap-<int:number>.xml", maps.hub_sitemap_part, name="hub_sitemap_part"),
        *shared,
    ],
    app_name,
)
site_urls = (
    [
        path("", site.site_home, name="site_home"),
        path("tentang/", site.site_about, name="site_about"),
        path("kontak/", site.site_contact, name="site_contact"),
        path("halaman/<slug:slug>/", site.page_show, name="page_show"),
        path("umpan/kabar.<feed_form:form>", feeds.article_feed, name="article_feed"),
        path("sitemap.xml", maps.site_sitemap, name="site_sitemap"),
        path("sitemap-<int:number>.xml", maps.site_sitemap_part, name="site_sitemap_part"),
        *shared,
    ],
    app_name,
)
