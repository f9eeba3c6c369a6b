"""What was chosen, and what matching may know about a person and an offer."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Q

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
from meedoen.offers.choices import Status
from meedoen.offers.models import Offer
from meedoen.offers.rules import Slot
from meedoen.participants import access as participants
from meedoen.participants.models import Participant


def visible_to(user: User) -> ChoiceQuerySet:
    """Choices for people whose dossier this user may see."""
    return Choice.objects.filter(participants.sees(user, whom="journey__participant_id"))


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


@dataclass(frozen=True, slots=True)
class Listed:
    """An offer as the match page shows it: what matching knows of it, and how to get there."""

    facts: OfferFacts
    address: str
    dual_form: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice as the match page shows it; `listed` is the offer as it is now."""

    id: UUID
    listed: Listed
    chosen_at: datetime
    withdrawn_at: datetime | None

    @property
    def offer(self) -> OfferFacts:
        return self.listed.facts


def choices_and_directory(journey: Journey) -> tuple[list[Chosen], list[Listed]]:
    """Every choice of this journey, the first one first, and all that is open: two queries."""
    rows = Choice.objects.filter(journey=journey).order_by("chosen_at", "pk")
    made = list(rows.values_list("pk", "offer_id", "chosen_at", "withdrawn_at"))
    listed = _listed(also={offer for _pk, offer, _at, _until in made})
    choices = [Chosen(pk, listed[offer], at, until) for pk, offer, at, until in made]
    return choices, [one for one in listed.values() if one.facts.is_open]


def person_facts(
    journey: Journey,
    *,
    known: intake.PersonFacts | None = None,
    taken: Sequence[OfferFacts] | None = None,
) -> PersonFacts:
    """Everything matching may know of this participant, as it is now."""
    participant = journey.participant
    told = known or intake.person_facts(journey)
    records = LevelRecord.objects.filter(participant=participant).latest_only()
    levels = {Skill(record.skill): record.reached for record in records}
    measured = Measurement.objects.of(participant).counting().newest_first().first()
    if taken is None:
        taken = [offer_facts(choice.offer) for choice in chosen(journey)]
    return _person(journey, told, levels, measured.recorded if measured else None, taken)


def people_facts(journeys: Sequence[Journey]) -> dict[UUID, PersonFacts]:
    """The same of many people at once, by journey: five queries, however many they are.

    Participant and both neighbourhoods come along with the journeys (`select_related`).
    """
    people = [one.participant_id for one in journeys]
    told = intake.people_facts(journeys)
    levels: dict[UUID, dict[Skill, language.Reached]] = defaultdict(dict)
    for record in LevelRecord.objects.filter(participant__in=people).latest_only():
        levels[record.participant_id][Skill(record.skill)] = record.reached
    measured = Measurement.objects.filter(participant__in=people).latest_only()
    steps = dict(measured.values_list("participant", "recorded"))
    made = Choice.objects.filter(journey__in=journeys).standing().for_list()
    taken: dict[UUID, list[OfferFacts]] = defaultdict(list)
    for choice in made.order_by("chosen_at", "pk"):
        taken[choice.journey_id].append(offer_facts(choice.offer))
    return {
        one.pk: _person(
            one, told[one.pk], levels[one.participant_id], steps.get(one.participant_id),
            taken[one.pk],
        )
        for one in journeys
    }  # fmt: skip


def _person(
    journey: Journey, told: intake.PersonFacts, levels: Mapping[Skill, language.Reached],
    step: int | None, taken: Sequence[OfferFacts],
) -> PersonFacts:  # fmt: skip
    participant = journey.participant
    oral, written = language.oral(levels).reached, language.written(levels).reached
    area = participant.neighbourhood or journey.neighbourhood
    return PersonFacts(
        oral=oral.level.value,
        oral_plus=oral.plus,
        written=written.level.value,
        written_plus=written.plus,
        ladder=step,
        free=told.availability,
        hours_per_week=told.hours_per_week,
        neighbourhood=area.code if area else "",
        languages=tuple(participant.languages),
        themes=tuple(sorted(told.themes)),
        needs_childcare=told.needs_childcare,
        wants_women_only=told.wants_women_only,
        when=_when(journey).value,
        busy=tuple(Busy(one.id, one.name, one.timetable, one.day_parts) for one in taken),
    )


def offer_facts(offer: Offer) -> OfferFacts:
    """An offer as matching sees it."""
    area = offer.neighbourhood
    return _facts(
        {name: getattr(offer, name) for name in _PLAIN},
        organisation=offer.organisation.name,
        neighbourhood=area.code if area else "",
        neighbourhood_name=area.name if area else "",
        slots=offer.slots,
        pk=offer.pk,
        status=offer.status,
        capacity=offer.capacity,
        taken=offer.taken,
    )


# What matching knows of an offer in the same words as the directory.
_PLAIN = (
    "name", "sort_name", "kind", "side", "oral_min", "oral_max", "written_min", "written_max",
    "ladder_min", "ladder_max", "day_parts", "starts_on", "ends_on", "themes", "languages",
    "childcare", "women_only", "cost_cents", "cost_text", "waiting_list", "timing", "verified_on",
)  # fmt: skip
_COLUMNS = (
    "id", "status", "capacity", "taken", "address", "dual_form", "organisation__name",
    "neighbourhood__code", "neighbourhood__name", "sessions__weekday", "sessions__starts_at",
    "sessions__ends_at", *_PLAIN,
)  # fmt: skip


def _listed(*, also: Collection[UUID]) -> dict[UUID, Listed]:
    """Everything that is open, and these offers too, with their moments: one query."""
    wanted = Offer.objects.filter(Q(status=Status.OPEN) | Q(pk__in=also))
    rows = wanted.order_by("pk", "sessions__weekday", "sessions__starts_at").values(*_COLUMNS)
    return {pk: _from_rows(list(moments)) for pk, moments in groupby(rows, key=itemgetter("id"))}


def _from_rows(moments: list[dict[str, Any]]) -> Listed:
    row = moments[0]
    facts = _facts(
        {name: row[name] for name in _PLAIN},
        organisation=row["organisation__name"],
        neighbourhood=row["neighbourhood__code"] or "",
        neighbourhood_name=row["neighbourhood__name"] or "",
        slots=tuple(
            Slot(one["sessions__weekday"], one["sessions__starts_at"], one["sessions__ends_at"])
            for one in moments
            if one["sessions__weekday"] is not None
        ),
        pk=row["id"],
        status=row["status"],
        capacity=row["capacity"],
        taken=row["taken"],
    )
    return Listed(facts, row["address"], row["dual_form"])


def _facts(
    plain: dict[str, Any],
    *,
    pk: UUID,
    status: str,
    capacity: int | None,
    taken: int,
    slots: tuple[Slot, ...],
    organisation: str,
    neighbourhood: str,
    neighbourhood_name: str,
) -> OfferFacts:
    for several in ("themes", "languages"):
        plain[several] = tuple(plain[several])
    return OfferFacts(
        id=str(pk),
        is_open=status == Status.OPEN,
        slots=slots,
        minutes_per_week=offers.minutes_per_week(slots),
        free_places=offers.free_places(capacity, taken),
        organisation=organisation,
        neighbourhood=neighbourhood,
        neighbourhood_name=neighbourhood_name,
        **plain,
    )


def _when(journey: Journey) -> When:
    """After the phase that the closing talk ends, offers are for what follows (R110)."""
    behind = journey.road.before(journey.phase)
    closed = any(Fact.CLOSING_HELD.value in phase.leave for phase in behind)
    return When.AFTER if closed else When.DURING
