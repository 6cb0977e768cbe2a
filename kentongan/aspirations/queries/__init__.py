"""Asking about reports."""

from .answering import begun_answer, colleagues, get_template, own_desks, templates_of
from .deliveries import (
    News,
    carriers_of,
    delivered_this_month,
    deliveries_done,
    deliveries_waiting,
    get_delivery,
    latest_news_entry,
    news_of_deliveries,
)
from .doubting import doubts_about
from .filing import FiledReport, FilingDesk, filed_by, filed_rows, filing_desks, get_filed
from .finding import get_for_officer, has_desk, report_of, village, village_choices, waiting_for
from .handing_on import sp4n_number_is_taken, sp4n_rows, waiting_for_sp4n
from .joining import joined_to, might_be_joined_to, news_of, report_by_number, words_from
from .listing import listed
from .pictures import (
    PublicPicture,
    get_photo,
    hidden_case,
    is_photo_of,
    photo_by_id,
    photos_of,
    picture_of_photo,
    public_pictures,
    public_pictures_of,
)
from .showing import ShownReport, get_public, public_answer, public_reports, public_trail, public_trails, told_by
from .similar import Similar, open_and_alike, similar_reports
from .status import Shown, shown_to_sender
from .targets import Target, targets_of

__all__ = [
    "FiledReport",
    "FilingDesk",
    "News",
    "PublicPicture",
    "Shown",
    "ShownReport",
    "Similar",
    "Target",
    "begun_answer",
    "carriers_of",
    "colleagues",
    "delivered_this_month",
    "deliveries_done",
    "deliveries_waiting",
    "doubts_about",
    "filed_by",
    "filed_rows",
    "filing_desks",
    "get_delivery",
    "get_filed",
    "get_for_officer",
    "get_photo",
    "get_public",
    "get_template",
    "has_desk",
    "hidden_case",
    "is_photo_of",
    "joined_to",
    "latest_news_entry",
    "listed",
    "might_be_joined_to",
    "news_of",
    "news_of_deliveries",
    "open_and_alike",
    "own_desks",
    "photo_by_id",
    "photos_of",
    "picture_of_photo",
    "public_answer",
    "public_pictures",
    "public_pictures_of",
    "public_reports",
    "public_trail",
    "public_trails",
    "report_by_number",
    "report_of",
    "shown_to_sender",
    "similar_reports",
    "sp4n_number_is_taken",
    "sp4n_rows",
    "targets_of",
    "templates_of",
    "told_by",
    "village",
    "village_choices",
    "waiting_for",
    "waiting_for_sp4n",
    "words_from",
]
