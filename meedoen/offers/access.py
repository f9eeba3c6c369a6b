"""The directory is shared knowledge inside the agency."""

from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.offers.models import Offer, OfferQuerySet


def visible_to(user: User) -> OfferQuerySet:
    """Everything in the directory, for whom the directory is."""
    user.must(Permission.OFFER_SEE)
    return Offer.objects.all()


def to_see(user: User, offer_id: UUID) -> Offer:
    """One offer with everything its page shows."""
    return found(visible_to(user).for_list(), pk=offer_id)


def to_change(user: User, offer_id: UUID) -> Offer:
    """One offer, to correct, confirm or close it."""
    user.must(Permission.OFFER_WRITE)
    return to_see(user, offer_id)


def open_offers() -> OfferQuerySet:
    """What people can go to now, with everything a card shows."""
    return Offer.objects.open().for_list()


def by_id(offer_id: UUID) -> Offer:
    """One offer, for a door that already checked who asks."""
    return found(Offer.objects.for_list(), pk=offer_id)
