"""What people can do in the neighbourhood: offers, when and where they are, and who says so."""

from meedoen.offers.models.confirming import Answer, Link
from meedoen.offers.models.offers import Offer, OfferQuerySet, Session
from meedoen.offers.models.places import Location, ServiceArea
from meedoen.offers.models.programmes import Programme
from meedoen.offers.models.schedules import Closure, SessionException
from meedoen.offers.models.words import Ending, Mention, OfferWord

__all__ = [
    "Answer", "Closure", "Ending", "Link", "Location", "Mention", "Offer", "OfferQuerySet",
    "OfferWord", "Programme", "ServiceArea", "Session", "SessionException",
]  # fmt: skip
