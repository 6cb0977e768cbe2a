"""What can be wrong with a row of a list. The words stand in ``queries/words.py``. Plain arithmetic."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .columns import Column


class Kind(StrEnum):
    """What is wrong with a cell."""

    NAME_MISSING = "name_missing"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    IDENTITY_NUMBER = "identity_number"
    CODE_UNKNOWN = "code_unknown"
    CODE_OUTSIDE = "code_outside"
    CODE_OTHER = "code_other"
    DISTRICT_UNKNOWN = "district_unknown"
    DISTRICT_OUTSIDE = "district_outside"
    VILLAGE_MISSING = "village_missing"
    VILLAGE_UNKNOWN = "village_unknown"
    VILLAGE_ELSEWHERE = "village_elsewhere"
    VILLAGE_TWICE = "village_twice"
    LEVEL_UNKNOWN = "level_unknown"
    LEVEL_FIXED = "level_fixed"
    REGION_FIXED = "region_fixed"
    NUMBER_OTHER = "number_other"
    REPEATED = "repeated"
    GROUP_ENDED = "group_ended"
    PHONE = "phone"
    DECREE_MISSING = "decree_missing"
    DATE_MISSING = "date_missing"
    ABOUT_MISSING = "about_missing"
    ISSUER = "issuer"
    DAY = "day"
    DAY_AHEAD = "day_ahead"
    TERM_BACKWARDS = "term_backwards"
    SEAT_WITHOUT_DECREE = "seat_without_decree"
    ADDRESS = "address"
    SLUG_SHAPE = "slug_shape"
    SLUG_TAKEN = "slug_taken"
    SITE_FIXED = "site_fixed"


@dataclass(frozen=True)
class Fault:
    """Something wrong in a cell; ``values`` fill the sentence about it."""

    column: Column
    kind: Kind
    values: dict[str, Any] = field(default_factory=dict)
