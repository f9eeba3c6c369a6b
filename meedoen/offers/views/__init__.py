"""The directory: look through it, keep it right, ask who knows."""

from meedoen.offers.views.asking import answers, ask, end_link, handle, told, told_offer
from meedoen.offers.views.directory import (
    add,
    close,
    confirm,
    detail,
    directory,
    edit,
    reopen,
    town_map,
)
from meedoen.offers.views.places import (
    add_location,
    add_programme,
    closures,
    drop_closure,
    drop_exception,
    edit_location,
    edit_organisation,
    edit_programme,
    locations,
    make_exception,
    programmes,
)

__all__ = [
    "add", "add_location", "add_programme", "answers", "ask", "close", "closures", "confirm",
    "detail", "directory", "drop_closure", "drop_exception", "edit", "edit_location",
    "edit_organisation", "edit_programme", "end_link", "handle", "locations", "make_exception",
    "programmes", "reopen", "told", "told_offer", "town_map",
]  # fmt: skip
