"""What the desk shows: the list of people, search, and my work."""

from meedoen.workbench.pages.finding import Found, mark_of, search
from meedoen.workbench.pages.lines import Person
from meedoen.workbench.pages.narrowing import Options, options
from meedoen.workbench.pages.people import Caseload, Wanted, caseload
from meedoen.workbench.pages.work import Desk, desk

__all__ = [
    "Caseload", "Desk", "Found", "Options", "Person", "Wanted", "caseload", "desk",
    "mark_of", "options", "search",
]  # fmt: skip
