"""What the pages of a list show, put together in a fixed number of queries."""

from meedoen.imports.pages.lists import (
    check_page,
    columns_of,
    overview,
    tab_links,
    tabs_of,
)
from meedoen.imports.pages.rows import row_view, row_views

__all__ = [
    "check_page",
    "columns_of",
    "overview",
    "row_view",
    "row_views",
    "tab_links",
    "tabs_of",
]
