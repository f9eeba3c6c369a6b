"""What was chosen, and what matching may know about a person and an offer."""

from collections.abc import Sequence
from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.intake import pages as intake
from meedoen.journeys import access as journeys
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.ladder.models import Measurement
from meedoen.language import rules as language
from meedoen.language.choices import Skill
from meedoen.language.models import LevelRecord
from meedoen.matching.choices import When
from meedoen.matching.models import Choice, ChoiceQuerySet
from meedoen.matching.rules import Busy, OfferFacts, PersonFacts
from meedoen.offers import rules as offers
from meedoen.offers.models import Offer
from meedoen.participants import access as participants
from meedoen.participants.models import Participant


def visible_to(user: User) -> ChoiceQuerySet:
    """Choices for people whose dossier this user may see."""
    return Choice.objects.filter(journey__participant__in=participants.visible_to(user))


def to_see(user: User, participant_id: UUID) -> Participant:
    """Somebody whose offers this user may look at."""
    participant = participants.to_see(user, participant_id)
    user.must(Permission.MATCH)
    return participant


def to_choose(user: User, participant_id: UUID) -> Journey:
    """The open journey of somebody for whom this user may choose."""
    return journeys.to_work_on(user, participant_id, permission=Permission.MATCH)


def to_read(user: User, participant_id: UUID, choice_id: UUID) -> Choice:
    """One choice of one participant, withdrawn ones too: history stays readable."""
    choices = visible_to(user).filter(journey__participant_id=participant_id)
    loaded = choices.for_list().select_related("journey__participant", "withdrawn_by")
    return found(loaded, pk=choice_id)


def chosen(journey: Journey) -> ChoiceQuerySet:
    """What stands chosen for this journey, the first choice first."""
    return Choice.objects.filter(journey=journey).standing().for_list().order_by("chosen_at", "pk")


def all_of(journey: Journey) -> ChoiceQuerySet:
    """Every choice of this journey, those that were let go of too, the first choice first."""
    return Choice.objects.filter(journey=journey).for_list().order_by("chosen_at", "pk")


def person_facts(
    journey: Journey,
    *,
    known: intake.PersonFacts | None = None,
    taken: Sequence[Choice] | None = None,
) -> PersonFacts:
    """Everything matching may know of this participant, as it is now."""
    participant = journey.participant
    told = known or intake.person_facts(journey)
    records = LevelRecord.objects.filter(participant=participant).latest_only()
    levels = {Skill(record.skill): record.reached for record in records}
    oral, written = language.oral(levels).reached, language.written(levels).reached
    measured = Measurement.objects.of(participant).newest_first().first()
    area = participant.neighbourhood or journey.neighbourhood
    choices = list(chosen(journey)) if taken is None else taken
    return PersonFacts(
        oral=oral.level.value,
        oral_plus=oral.plus,
        written=written.level.value,
        written_plus=written.plus,
        ladder=measured.recorded if measured else None,
        free=told.availability,
        hours_per_week=told.hours_per_week,
        neighbourhood=area.code if area else "",
        languages=tuple(participant.languages),
        themes=tuple(sorted(told.themes)),
        needs_childcare=told.needs_childcare,
        wants_women_only=told.wants_women_only,
        when=_when(journey).value,
        busy=tuple(_busy(choice.offer) for choice in choices),
    )


def offer_facts(offer: Offer) -> OfferFacts:
    """An offer as matching sees it."""
    slots = offer.slots
    area = offer.neighbourhood
    return OfferFacts(
        id=str(offer.pk),
        name=offer.name,
        organisation=offer.organisation.name,
        sort_name=offer.sort_name,
        kind=offer.kind,
        side=offer.side,
        is_open=offer.is_open,
        oral_min=offer.oral_min,
        oral_max=offer.oral_max,
        written_min=offer.written_min,
        written_max=offer.written_max,
        ladder_min=offer.ladder_min,
        ladder_max=offer.ladder_max,
        slots=slots,
        day_parts=offer.day_parts,
        minutes_per_week=offers.minutes_per_week(slots),
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        themes=tuple(offer.themes),
        languages=tuple(offer.languages),
        childcare=offer.childcare,
        women_only=offer.women_only,
        cost_cents=offer.cost_cents,
        cost_text=offer.cost_text,
        free_places=offer.free_places,
        waiting_list=offer.waiting_list,
        timing=offer.timing,
        neighbourhood=area.code if area else "",
        neighbourhood_name=area.name if area else "",
        verified_on=offer.verified_on,
    )


def _busy(offer: Offer) -> Busy:
    return Busy(str(offer.pk), offer.name, offer.timetable, offer.day_parts)


def _when(journey: Journey) -> When:
    """After the phase that the closing talk ends, offers are for what follows (R110)."""
    behind = journey.road.before(journey.phase)
    closed = any(Fact.CLOSING_HELD.value in phase.leave for phase in behind)
    return When.AFTER if closed else When.DURING
