"""What people type about offers, checked as typing."""

from meedoen.offers.forms.asking import ALL, AnswerForm, AskForm
from meedoen.offers.forms.beside import beside
from meedoen.offers.forms.finding import FilterForm, LocationFilter
from meedoen.offers.forms.offer import OfferForm
from meedoen.offers.forms.places import ClosureForm, ExceptionForm, LocationForm, ProgrammeForm
from meedoen.offers.forms.times import session_rows

__all__ = [
    "ALL", "AnswerForm", "AskForm", "ClosureForm", "ExceptionForm", "FilterForm", "LocationFilter",
    "LocationForm", "OfferForm", "ProgrammeForm", "beside", "session_rows",
]  # fmt: skip
