"""What the desk shows: the list of people, search, and my work."""

from meedoen.workbench.pages.caseload import Caseload, Person, Wanted, caseload
from meedoen.workbench.pages.desk import Desk, Pile, desk
from meedoen.workbench.pages.options import Options, options
from meedoen.workbench.pages.search import Found, mark_of, search

__all__ = [
    "Caseload", "Desk", "Found", "Options", "Person", "Pile", "Wanted", "caseload", "desk",
    "mark_of", "options", "search",
]  # fmt: skip
