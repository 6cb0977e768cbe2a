"""What of a report's journey is news that somebody has to carry to people who look at no page."""

NEWS = {
    "asked": "asked",
    "asked_in_work": "asked",
    "answered": "answer",
    "answered_again": "answer",
    "handed_on": "decision",
    "joined": "decision",
    "not_ours": "decision",
    "archived": "decision",
}
# After these steps the news before them still has to be brought: the clock closes, and whoever reported may not have heard the answer.
SILENT_STEPS = ("lapse",)


def news_of(status: str) -> str:
    """What kind of news it is that a report came to this status; "" where it is none, or where the reporter brought it about."""
    return NEWS.get(status, "")
