"""The hub's addresses."""

from django.urls import include, path

from kentongan.api.urls import hub_urls as api_urls
from kentongan.api.urls import workspace_urls as api_key_urls
from kentongan.aspirations.urls import hub_urls as aspirations_hub_urls
from kentongan.aspirations.urls import workspace_urls as reporting_urls
from kentongan.cases.urls import hub_urls as case_urls
from kentongan.cases.urls import workspace_urls as casework_urls
from kentongan.comments.urls import hub_urls as comment_urls
from kentongan.comments.urls import workspace_urls as talk_urls
from kentongan.evaluation.urls import workspace_urls as evaluating_urls
from kentongan.media.urls import public_urls as media_urls
from kentongan.media.urls import workspace_urls as upload_urls
from kentongan.newsroom.urls import hub_urls as newsroom_hub_urls
from kentongan.newsroom.urls import workspace_urls as writing_urls
from kentongan.portal.urls import hub_urls as portal_hub_urls
from kentongan.publishing.urls import hub_urls as publishing_hub_urls
from kentongan.registration.urls import hub_urls as registration_hub_urls
from kentongan.registration.urls import workspace_urls as registering_urls
from kentongan.search.urls import hub_urls as search_hub_urls

handler400 = "kentongan.core.views.bad_request"
handler403 = "kentongan.core.views.permission_denied"
handler404 = "kentongan.core.views.page_not_found"
handler429 = "kentongan.core.views.too_many_requests"  # allauth asks for it by this name
handler500 = "kentongan.core.views.server_error"

urlpatterns = [
    path("", include(portal_hub_urls)),
    path("", include(newsroom_hub_urls)),
    path("", include(publishing_hub_urls)),
    path("", include(registration_hub_urls)),
    path("", include(aspirations_hub_urls)),
    path("", include(search_hub_urls)),
    path("", include(api_urls)),
    path("", include(case_urls)),
    path("", include(comment_urls)),
    path("", include(media_urls)),
    path("", include("kentongan.core.urls")),
    path("", include("kentongan.accounts.urls")),
    path("ruang/", include("kentongan.workspace.urls")),
    path("ruang/", include(writing_urls)),
    path("ruang/", include(upload_urls)),
    path("ruang/", include(casework_urls)),
    path("ruang/", include(talk_urls)),
    path("ruang/", include(reporting_urls)),
    path("ruang/", include(registering_urls)),
    path("ruang/", include(evaluating_urls)),
    path("ruang/", include(api_key_urls)),
]
