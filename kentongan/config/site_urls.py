"""A site's addresses, the same by path, by subdomain and by own domain."""

from django.urls import include, path

from kentongan.aspirations.urls import site_urls as aspirations_site_urls
from kentongan.comments.urls import site_urls as comment_site_urls
from kentongan.media.urls import public_urls as media_urls
from kentongan.newsroom.urls import site_urls as newsroom_site_urls
from kentongan.portal.urls import site_urls as portal_site_urls
from kentongan.publishing.urls import site_urls as publishing_site_urls
from kentongan.search.urls import site_urls as search_site_urls

handler400 = "kentongan.core.views.bad_request"
handler403 = "kentongan.core.views.permission_denied"
handler404 = "kentongan.core.views.page_not_found"
handler500 = "kentongan.core.views.server_error"

urlpatterns = [
    path("", include(portal_site_urls)),
    path("", include(newsroom_site_urls)),
    path("", include(publishing_site_urls)),
    path("", include(search_site_urls)),
    path("", include(aspirations_site_urls)),
    path("", include(comment_site_urls)),
    path("", include(media_urls)),
    path("", include("kentongan.core.urls")),
]
