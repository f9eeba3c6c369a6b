"""The directory is shared knowledge inside the agency."""

from hashlib import sha256
from uuid import UUID

from django.db.models import Q, QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.core.time import today
from meedoen.network.models import Organisation
from meedoen.offers.choices import AnswerState
from meedoen.offers.models import (
    Answer,
    Closure,
    Link,
    Location,
    Offer,
    OfferQuerySet,
    Programme,
    SessionException,
)


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


def locations() -> QuerySet[Location]:
    """The places where something is today, by name."""
    return Location.objects.filter(is_active=True)


def programmes() -> QuerySet[Programme]:
    """The programmes of today, by name."""
    return Programme.objects.filter(is_active=True)


def organisation_to_change(user: User, organisation_id: UUID) -> Organisation:
    """One organisation of the network, to correct it."""
    user.must(Permission.NETWORK_WRITE)
    return found(Organisation.objects.all(), pk=organisation_id)


def location_to_change(user: User, location_id: UUID) -> Location:
    """One place, to correct it."""
    user.must(Permission.OFFER_WRITE)
    return found(Location.objects.all(), pk=location_id)


def programme_to_change(user: User, programme_id: UUID) -> Programme:
    """One programme, to correct it."""
    user.must(Permission.OFFER_WRITE)
    return found(Programme.objects.all(), pk=programme_id)


def closure_to_drop(user: User, closure_id: UUID) -> Closure:
    """One free period, to take it away."""
    user.must(Permission.OFFER_WRITE)
    return found(Closure.objects.all(), pk=closure_id)


def exception_to_drop(user: User, offer_id: UUID, exception_id: UUID) -> SessionException:
    """One exception of one offer, to take it away."""
    user.must(Permission.OFFER_WRITE)
    loaded = SessionException.objects.select_related("offer")
    return found(loaded, pk=exception_id, offer=offer_id)


def answer_to_handle(user: User, answer_id: UUID) -> Answer:
    """What a provider said, to take it over or not."""
    user.must(Permission.OFFER_WRITE)
    loaded = Answer.objects.select_related("offer__organisation", "offer__location")
    return found(loaded, pk=answer_id)


def open_answers(user: User) -> QuerySet[Answer]:
    """What providers said and nobody looked at yet, the oldest first."""
    user.must(Permission.OFFER_WRITE)
    waiting = Answer.objects.filter(state=AnswerState.OPEN)
    return waiting.select_related("offer__organisation").order_by("answered_at", "pk")


def running_links(offer: Offer) -> QuerySet[Link]:
    """The addresses that work now for this offer."""
    mine = Link.objects.filter(organisation=offer.organisation_id).filter(
        Q(offer=None) | Q(offer=offer)
    )
    return mine.filter(ended_at=None, expires_on__gte=today()).select_related("made_by")


def link_to_end(user: User, link_id: UUID) -> Link:
    """One address, to stop it."""
    user.must(Permission.OFFER_WRITE)
    return found(Link.objects.all(), pk=link_id)


def digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that one round of hashing will do."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def link_behind(secret: str) -> Link:
    """The question behind a secret address. Unknown, ended and expired look alike."""
    running = Link.objects.filter(ended_at=None, expires_on__gte=today())
    return found(running.select_related("organisation", "offer", "made_by"), digest=digest(secret))


def asked_about(link: Link) -> OfferQuerySet:
    """The offers that a provider may answer for: those of the question, as long as they run."""
    asked = Offer.objects.open().filter(organisation=link.organisation_id)
    return asked.filter(pk=link.offer_id) if link.offer_id else asked
