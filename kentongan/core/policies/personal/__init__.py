"""What in a text points at a person: numbers, addresses and names, as people in Indonesia write them.

``personal_data`` suggests, and people decide. What is *certain* has a shape that nothing else has, or stands beside the word that says what
it is; the rest is worth a look. Dates, money, years, coordinates, budget codes and the numbers of cases are none of it.
"""

from .finding import personal_data
from .spans import IN_ITS_PLACE, Kind, Reason, Span, masked

__all__ = ["IN_ITS_PLACE", "Kind", "Reason", "Span", "masked", "personal_data"]
