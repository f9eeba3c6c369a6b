"""Whose rounds one may see, who and what can go into a round, and what there is to decide."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.coaching import pages as coaching
from meedoen.coaching.rules import Candidate
from meedoen.core.errors import found
from meedoen.distribution.choices import Need
from meedoen.distribution.models import Entry, Mark, Outcome, Place, Placing, Round
from meedoen.journeys import access as journeys
from meedoen.journeys.models import JourneyQuerySet
from meedoen.matching.models import Choice
from meedoen.offers import access as offers
from meedoen.offers.choices import Side
from meedoen.offers.models import OfferQuerySet
from meedoen.participants import access as participants
from meedoen.teams import access as teams


def visible_to(user: User) -> QuerySet[Round]:
    """The own rounds, and those of the teams that this user leads."""
    if not user.has(Permission.DISTRIBUTE):
        return Round.objects.none()
    return Round.objects.filter(Q(made_by=user) | Q(team__in=teams.led_by(user)))


def to_lead(user: User, round_id: UUID) -> Round:
    """One round, if this user leads it."""
    user.must(Permission.DISTRIBUTE)
    return found(visible_to(user).select_related("made_by", "ended_by"), pk=round_id)


def to_place(user: User, round_id: UUID, place_id: UUID) -> Place:
    """One place of a round that this user leads."""
    one = to_lead(user, round_id)
    place = found(Place.objects.filter(round=one).select_related("offer", "coach"), pk=place_id)
    place.round = one
    return place


def entries_of(one: Round, user: User) -> QuerySet[Entry]:
    """The people of a round, as far as this user may see their dossiers."""
    return Entry.objects.filter(participants.sees(user, whom="journey__participant_id"), round=one)


def to_decide(user: User, round_id: UUID, entry_id: UUID) -> Entry:
    """One person of a round, to fix, to forbid or to decide about."""
    one = to_lead(user, round_id)
    related = (
        "journey__participant__neighbourhood",
        "journey__neighbourhood",
        "settled__place__offer",
        "settled__place__coach",
        "settled__decided_by",
    )
    entry = found(entries_of(one, user).select_related(*related), pk=entry_id)
    entry.round = one
    return entry


def to_lift(user: User, round_id: UUID, mark_id: UUID) -> Mark:
    """One mark that was made beforehand, to take it away."""
    one = to_lead(user, round_id)
    marks = Mark.objects.filter(entry__in=entries_of(one, user))
    mark = found(marks.select_related("entry__journey"), pk=mark_id)
    mark.entry.round = one
    return mark


def waiting_for_coach(user: User) -> JourneyQuerySet:
    """People who have nobody yet, longest waiting first."""
    return _in_order(journeys.walked_by(user).open().without_contact())


def waiting_for_groups(
    user: User, *, phase: str, need: str, neighbourhood: UUID | None = None
) -> JourneyQuerySet:
    """People in this phase who still need something, longest waiting first."""
    found_ones = journeys.walked_by(user).open().filter(phase=phase)
    if neighbourhood:
        found_ones = found_ones.filter(participant__neighbourhood=neighbourhood)
    standing = Choice.objects.filter(journey=OuterRef("pk")).standing()
    missing = {
        Need.NOTHING: standing,
        Need.LANGUAGE: standing.exclude(offer__side=Side.PARTICIPATION),
        Need.PARTICIPATION: standing.exclude(offer__side=Side.LANGUAGE),
    }
    if need in missing:
        found_ones = found_ones.filter(~Exists(missing[Need(need)]))
    return _in_order(found_ones)


def _in_order(waiting: JourneyQuerySet) -> JourneyQuerySet:
    """Who has waited longest comes first; of one day in the order in which they came."""
    related = ("participant__neighbourhood", "neighbourhood")
    return waiting.select_related(*related).order_by("started_on", "pk")


def open_groups(side: str = "") -> OfferQuerySet:
    """What people can go to now, by name."""
    found_ones = offers.open_offers().order_by("sort_name", "pk")
    if side in Side.values:
        return found_ones.filter(side__in=[side, Side.BOTH])
    return found_ones


def coaches() -> list[Candidate]:
    """Colleagues who can be a contact person, by name."""
    return sorted(coaching.candidates(), key=lambda one: (one.name, str(one.id)))


def latest(one: Round) -> Outcome | None:
    """The proposal of now."""
    return Outcome.objects.filter(round=one).order_by("-number").first()


def two_latest(one: Round) -> list[Outcome]:
    """The proposal of now and the one before it."""
    return list(Outcome.objects.filter(round=one).order_by("-number")[:2])


def placings(outcome: Outcome, user: User) -> QuerySet[Placing]:
    """What a proposal says of the people this user may see, in the order of the list."""
    seen = participants.sees(user, whom="entry__journey__participant_id")
    related = ("entry__journey__participant", "entry__settled__place__offer",
               "entry__settled__place__coach", "entry__settled__decided_by")  # fmt: skip
    rows = Placing.objects.filter(seen, outcome=outcome)
    return rows.select_related(*related).order_by("entry__number")


def last_placing(entry: Entry) -> Placing | None:
    """What the last proposal that was about this person said; the door has checked who looks."""
    rows = Placing.objects.filter(entry=entry).select_related("place__offer", "place__coach")
    placing = rows.order_by("-outcome__number").first()
    if placing is not None:
        placing.entry = entry
    return placing


def standing_marks(one: Round, user: User) -> QuerySet[Mark]:
    """What was fixed or forbidden beforehand, for the people this user may see."""
    related = ("entry__journey__participant", "place__offer", "place__coach", "made_by")
    rows = Mark.objects.standing().filter(entry__in=entries_of(one, user))
    return rows.select_related(*related)


def undecided(one: Round) -> Sequence[Entry]:
    """Everybody about whom nobody decided yet, in the order of the list, with their journeys."""
    related = ("journey__participant__neighbourhood", "journey__neighbourhood")
    waiting = Entry.objects.filter(round=one, settled__isnull=True)
    return list(waiting.select_related(*related).order_by("number"))
