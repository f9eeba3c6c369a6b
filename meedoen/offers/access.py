"""The directory is shared knowledge inside the agency."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    BinaryField,
    Count,
    Expression,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.text import tokens
from meedoen.core.time import today
from meedoen.network.models import Organisation
from meedoen.offers.choices import AnswerState
from meedoen.offers.models import (
    Answer,
    Closure,
    Ending,
    Link,
    Location,
    Mention,
    Offer,
    OfferQuerySet,
    Programme,
    SessionException,
)
from meedoen.offers.models.words import SHORT, WORD

# Of what somebody types, so many words count.
MOST_WORDS = 8
# From here on walking the list is quicker than gathering all offers that say a word (measured:
# docs/why/0036).
FEW = 1000


def visible_to(user: User) -> OfferQuerySet:
    """Everything in the directory, for whom the directory is."""
    user.must(Permission.OFFER_SEE)
    return Offer.objects.all()


class Typed(NamedTuple):
    """A word that somebody typed, the words of the directory it stands for, and how often those
    are said. A short word stands for the words that begin with it, another one for all it is in."""

    word: str
    known: list[int]
    times: int

    @property
    def is_held(self) -> Q:
        """The same, asked of the search key of an offer."""
        if len(self.word) >= SHORT:
            return Q(search_key__contains=self.word)
        return Q(search_key__startswith=self.word) | Q(search_key__contains=f" {self.word}")


def typed(text: str) -> list[Typed]:
    """What somebody typed, the rarest word first: one query for each word."""
    found = []
    for word in dict.fromkeys(tokens(text)[:MOST_WORDS]):
        begin = (word if len(word) >= SHORT else f" {word}")[:WORD].encode()
        rows = _KNOWN.rows(begin=begin, beyond=begin + _LAST)
        found.append(Typed(word, [pk for pk, _times in rows], sum(times for _pk, times in rows)))
    return sorted(found, key=lambda one: one.times)


def mentioning(
    offers: OfferQuerySet, words: Sequence[Typed], *, counts: bool = False
) -> OfferQuerySet:
    """The offers in which every one of these words occurs.

    Of a word that few offers have, those offers are fetched. Of a word that many have, a list soon
    has its page by walking on; of several, or for who counts all of them (`counts`), the rarest is
    gathered first.
    """
    for number, one in enumerate(words):
        if not one.known:
            return offers.none()
        is_rarest = number == 0 and (counts or len(words) > 1)
        if one.times > FEW and not is_rarest:
            offers = offers.filter(one.is_held)
            continue
        told = Mention.objects.filter(In(F("word"), _Numbers(one.known))).values("offer")
        # By the bare number SQLite fetches every offer found before it looks at anything else.
        key = F("number") if one.times <= FEW else Coalesce("number", "number")
        offers = offers.filter(In(key, told))
    return offers


class _Numbers(Expression):
    """Whole numbers of our own, written out in the question: binding a hundred values one by one
    takes longer than the answer."""

    def __init__(self, numbers: Sequence[int]):
        super().__init__(output_field=BigIntegerField())
        self.numbers = numbers

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        return f"({', '.join(map(str, map(int, self.numbers)))})", ()


def _words() -> QuerySet[Any, Any]:
    """The words of which an ending begins in this way, and how often each is said."""
    said = Mention.objects.filter(word=OuterRef("word")).order_by().values("word")
    times = Subquery(said.annotate(times=Count("*")).values("times"))
    between = Slot("begin", BinaryField()), Slot("beyond", BinaryField())
    found = Ending.objects.filter(ending__gte=between[0], ending__lt=between[1])
    return found.annotate(times=Coalesce(times, 0)).values_list("word", "times").distinct()


# Behind every letter there is.
_LAST = b"\xff"
_KNOWN = Prepared(_words)


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
