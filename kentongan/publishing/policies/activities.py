"""What of the ADINDA a text of a group is (DOMAIN.md §1). What a region sends is no deed of a group."""

ACTIVITY_OF: dict[str, str] = {
    "article": "diseminasi",  # the village reads it; that its writer went and asked is not known to the house
    "event": "diseminasi",  # it is made known; whether it took place, and who came, its people say by hand
    "gallery": "diseminasi",  # pictures for everybody to see
}
