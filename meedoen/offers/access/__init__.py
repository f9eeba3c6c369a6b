"""The directory is shared knowledge inside the agency: who may have what, and finding it."""

from meedoen.offers.access.records import (
    answer_to_handle,
    asked_about,
    by_id,
    closure_to_drop,
    digest,
    exception_to_drop,
    link_behind,
    link_to_end,
    location_to_change,
    locations,
    open_answers,
    open_offers,
    organisation_to_change,
    programme_to_change,
    programmes,
    running_links,
    to_change,
    to_see,
    visible_to,
)
from meedoen.offers.access.words import Typed, mentioning, typed

__all__ = [
    "Typed", "answer_to_handle", "asked_about", "by_id", "closure_to_drop", "digest",
    "exception_to_drop", "link_behind", "link_to_end", "location_to_change", "locations",
    "mentioning", "open_answers", "open_offers", "organisation_to_change", "programme_to_change",
    "programmes", "running_links", "to_change", "to_see", "typed", "visible_to",
]  # fmt: skip
