"""The invented people, groups, articles and bulletins of the demo regency, read from ``kentongan/demo/data`` into plain values.

``load_stories(now=..., region_codes=...)`` gives everything with moments worked out from ``now``, or raises ``StoriesInvalid`` with
every fault found. No Django here: whoever builds the demo carries the values into the database through the apps' own actions.
"""

from .albums import Albums, load_albums
from .checking import StoriesInvalid
from .reading import DATA, load_stories
from .shapes import (
    Article,
    Bulletin,
    Correction,
    Decree,
    FiveW,
    Group,
    MenuItem,
    Office,
    OwnPage,
    Person,
    Picture,
    Remark,
    Reply,
    RoleHeld,
    Seat,
    Section,
    Stories,
    Topic,
)

__all__ = [
    "DATA",
    "Albums",
    "Article",
    "Bulletin",
    "Correction",
    "Decree",
    "FiveW",
    "Group",
    "MenuItem",
    "Office",
    "OwnPage",
    "Person",
    "Picture",
    "Remark",
    "Reply",
    "RoleHeld",
    "Seat",
    "Section",
    "Stories",
    "StoriesInvalid",
    "Topic",
    "load_albums",
    "load_stories",
]
