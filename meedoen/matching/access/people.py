"""What matching may know of people, as it is now: of one, or of many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from meedoen.core.prepared import PreparedTogether, Slot
from meedoen.core.time import today
from meedoen.intake import pages as intake
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.ladder.models import Measurement
from meedoen.language import rules as language
from meedoen.language.choices import Level, Skill
from meedoen.language.models import LevelRecord
from meedoen.matching.access.offers import offer_facts
from meedoen.matching.access.ruling import distances
from meedoen.matching.access.seeing import chosen
from meedoen.matching.choices import When
from meedoen.matching.models import Choice
from meedoen.matching.rules import Busy, OfferFacts, PersonFacts, minutes_from
from meedoen.matching.rules.travelling import Distances
from meedoen.participants.models import Participant
from meedoen.profiles.models import Need


def _of(participant: Slot) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    levels = LevelRecord.objects.filter(participant=participant).latest_only()
    ladder = Measurement.objects.filter(participant=participant).latest_only()
    step = Cast("recorded", CharField())
    return (
        levels.values_list("skill", "level", "plus"),
        ladder.values_list(Value(LADDER), step, Value(False)),
    )


LADDER = "ladder"
# The levels and the step of one person, in one question.
MEASURED = PreparedTogether(lambda: _of(Slot("participant", UUIDField())))


@dataclass(frozen=True)
class _Known:
    """What other areas told of one person."""

    told: intake.PersonFacts
    levels: Mapping[Skill, language.Reached]
    step: int | None
    goals: Iterable[str]
    taken: Sequence[OfferFacts] = field(default=())


def person_facts(
    journey: Journey,
    *,
    known: intake.PersonFacts | None = None,
    taken: Sequence[OfferFacts] | None = None,
    needs: Sequence[Need] | None = None,
    far: Distances | None = None,
) -> PersonFacts:
    """Everything matching may know of this participant, as it is now."""
    participant = journey.participant
    levels, step = _measured(participant.pk)
    if taken is None:
        taken = [offer_facts(choice.offer) for choice in chosen(journey)]
    if needs is None:
        needs = open_needs(participant)
    told = _Known(
        known or intake.person_facts(journey),
        levels,
        step,
        {need.theme for need in needs if need.theme},
        taken,
    )
    return _person(journey, told, distances() if far is None else far, today())


def _measured(participant: UUID) -> tuple[dict[Skill, language.Reached], int | None]:
    """The level of each skill, and the step on the ladder when there is one."""
    levels, step = {}, None
    for what, value, plus in MEASURED.rows(participant=participant):
        if what == LADDER:
            step = int(value)
        else:
            levels[Skill(what)] = language.Reached(Level(value), plus)
    return levels, step


def open_needs(participant: Participant) -> list[Need]:
    """The development wishes and points of attention of now, what matters most first."""
    return list(Need.objects.filter(participant=participant).open().in_order())


def people_facts(
    journeys: Collection[Journey], *, far: Distances | None = None
) -> dict[UUID, PersonFacts]:
    """The same of many people at once, by journey: the same few queries, however many they are.

    Participant and both neighbourhoods come along with the journeys (`select_related`).
    """
    people = [one.participant_id for one in journeys]
    told = intake.people_facts(journeys)
    levels: dict[UUID, dict[Skill, language.Reached]] = defaultdict(dict)
    for record in LevelRecord.objects.filter(participant__in=people).latest_only():
        levels[record.participant_id][Skill(record.skill)] = record.reached
    measured = Measurement.objects.filter(participant__in=people).latest_only()
    steps = dict(measured.values_list("participant", "recorded"))
    goals: dict[UUID, set[str]] = defaultdict(set)
    needs = Need.objects.filter(participant__in=people).open().exclude(theme="")
    for participant, theme in needs.values_list("participant", "theme"):
        goals[participant].add(theme)
    made = Choice.objects.filter(journey__in=journeys).standing().for_list()
    taken: dict[UUID, list[OfferFacts]] = defaultdict(list)
    for choice in made.order_by("chosen_at", "pk"):
        taken[choice.journey_id].append(offer_facts(choice.offer))
    far, day = distances() if far is None else far, today()
    return {
        one.pk: _person(
            one,
            _Known(
                told[one.pk], levels[one.participant_id], steps.get(one.participant_id),
                goals[one.participant_id], taken[one.pk],
            ),
            far,
            day,
        )
        for one in journeys
    }  # fmt: skip


def _person(journey: Journey, known: _Known, far: Distances, day: date) -> PersonFacts:
    participant, told = journey.participant, known.told
    oral = language.oral(known.levels).reached
    written = language.written(known.levels).reached
    area = participant.neighbourhood or journey.neighbourhood
    home = area.code if area else ""
    return PersonFacts(
        oral=oral.level.value,
        oral_plus=oral.plus,
        written=written.level.value,
        written_plus=written.plus,
        ladder=known.step,
        free=told.availability,
        hours_per_week=told.hours_per_week,
        neighbourhood=home,
        minutes_to=minutes_from(home, far, told.travels_by),
        max_travel=told.max_travel_minutes,
        age=_years(participant.birth_date, day),
        languages=tuple(participant.languages),
        themes=tuple(sorted(told.themes)),
        goals=tuple(sorted(known.goals)),
        needs_childcare=told.needs_childcare,
        wants_women_only=told.wants_women_only,
        when=_when(journey).value,
        busy=tuple(Busy(one.id, one.name, one.timetable, one.day_parts) for one in known.taken),
    )


def _years(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _when(journey: Journey) -> When:
    """After the phase that the closing talk ends, offers are for what follows (R110)."""
    behind = journey.road.before(journey.phase)
    closed = any(Fact.CLOSING_HELD.value in phase.leave for phase in behind)
    return When.AFTER if closed else When.DURING
