"""What the officer's pages show, put together from the rooms below."""

from .activities import HistoryLine, Month, history_of, month_of, pictures_of_activity, places_to_note
from .copies import TextCopy, copy_of
from .desks import ATTENTION, get_desk, get_region_desk, region_rows, scan_of, site_of, upload_of_group
from .errand import Errand
from .errands import week_errands
from .figures import MonthFigures, RegionFigures, SilentGroup, coordinated_codes, month_figures, region_figures, silent_groups
from .group_errands import first_steps
from .navigation import Link, Navigation, address_in_rooms, beat_url, navigation_of, releasing_scopes
from .texts import STATUS_FILTERS, text_url, texts_for

__all__ = [
    "ATTENTION",
    "STATUS_FILTERS",
    "Errand",
    "HistoryLine",
    "Link",
    "Month",
    "MonthFigures",
    "Navigation",
    "RegionFigures",
    "SilentGroup",
    "TextCopy",
    "address_in_rooms",
    "beat_url",
    "coordinated_codes",
    "copy_of",
    "first_steps",
    "get_desk",
    "get_region_desk",
    "history_of",
    "month_figures",
    "month_of",
    "navigation_of",
    "pictures_of_activity",
    "places_to_note",
    "region_figures",
    "region_rows",
    "releasing_scopes",
    "scan_of",
    "silent_groups",
    "site_of",
    "text_url",
    "texts_for",
    "upload_of_group",
    "week_errands",
]
