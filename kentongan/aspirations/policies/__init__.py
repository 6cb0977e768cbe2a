"""Plain arithmetic of reports."""

from .answers import PLACES, RATINGS, filled
from .deliveries import NEWS, SILENT_STEPS, news_of
from .desks import Pick, Stand, Standing, filter_query, read_picks, standing_of, week_of
from .doors import Door, bare_sp4n_number, door, doors_for, is_sp4n_number
from .reading import TEXT_MOST, regency_of, suggest_category, title_of, why_category
from .resemblance import SAME, Told, likeness, resemblance

__all__ = [
    "NEWS",
    "PLACES",
    "RATINGS",
    "SAME",
    "SILENT_STEPS",
    "TEXT_MOST",
    "Door",
    "Pick",
    "Stand",
    "Standing",
    "Told",
    "bare_sp4n_number",
    "door",
    "doors_for",
    "filled",
    "filter_query",
    "is_sp4n_number",
    "likeness",
    "news_of",
    "read_picks",
    "regency_of",
    "resemblance",
    "standing_of",
    "suggest_category",
    "title_of",
    "week_of",
    "why_category",
]
