"""Reads put together for the pages of the directory."""

from meedoen.offers.pages.answers import Asked, Said, Told, asked, said, told
from meedoen.offers.pages.detail import Detail, detail, moments
from meedoen.offers.pages.listing import PAGE, PAGE_UNDER_MAP, Listing, Row, listing
from meedoen.offers.pages.map import Map, town_map
from meedoen.offers.pages.narrowing import Search
from meedoen.offers.pages.places import FreeDays, free_days, places, programmes, still_running

__all__ = [
    "PAGE", "PAGE_UNDER_MAP", "Asked", "Detail", "FreeDays", "Listing", "Map", "Row", "Said",
    "Search", "Told", "asked", "detail", "free_days", "listing", "moments", "places",
    "programmes", "said", "still_running", "told", "town_map",
]  # fmt: skip
