"""The directory for everybody, page by page."""

from meedoen.exchange.pages.lists import (
    Listing,
    organisation_page,
    paged,
    place_page,
    term_page,
    vocabulary,
)
from meedoen.exchange.pages.services import Asked, one_service, service_page

__all__ = [
    "Asked", "Listing", "one_service", "organisation_page", "paged", "place_page",
    "service_page", "term_page", "vocabulary",
]  # fmt: skip
