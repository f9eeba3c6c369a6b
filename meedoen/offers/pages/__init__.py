"""Reads put together for the pages of the directory."""

from meedoen.offers.pages.answers import Asked, Said, Told, asked, said, told
from meedoen.offers.pages.detail import Detail, detail, moments
from meedoen.offers.pages.listing import Listing, Row, listing, narrowed
from meedoen.offers.pages.map import Map, town_map
from meedoen.offers.pages.places import FreeDays, free_days, places, programmes

__all__ = [
    "Asked", "Detail", "FreeDays", "Listing", "Map", "Row", "Said", "Told", "asked", "detail",
    "free_days", "listing", "moments", "narrowed", "places", "programmes", "said", "told",
    "town_map",
]  # fmt: skip
