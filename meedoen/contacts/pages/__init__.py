"""Reads of this area: the timeline of contacts, and choosing people to write about."""

from meedoen.contacts.pages.people import Picked, Picker, pick
from meedoen.contacts.pages.timeline import (
    Earlier,
    Moment,
    Timeline,
    Wanted,
    latest,
    some,
    timeline,
    writers,
)

__all__ = [
    "Earlier", "Moment", "Picked", "Picker", "Timeline", "Wanted", "latest", "pick", "some",
    "timeline", "writers",
]  # fmt: skip
