"""What matching may know of people, as it is now: of one, or of many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast

from meedoen.core.conditions import Among, Many
from meedoen.core.prepared import PreparedTogether, Slot
from meedoen.core.time import today
from meedoen.intake import pages as intake
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey, road_of
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


LADDER, GOAL = "ladder", "goal"
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
    return _person(who(journey), told, _Same(distances() if far is None else far, today()))


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


class Who(NamedTuple):
    """What of a journey and its participant counts, without the rest of the rows."""

    journey: UUID
    participant: UUID
    flow: UUID
    phase: str
    home: str
    birth_date: date | None
    languages: Sequence[str]
    childcare_needed: bool


def who(journey: Journey) -> Who:
    """A journey whose participant and both neighbourhoods came along with it."""
    person = journey.participant
    area = person.neighbourhood or journey.neighbourhood
    return Who(
        journey.pk, person.pk, journey.flow_id, journey.phase, area.code if area else "",
        person.birth_date, person.languages, person.childcare_needed,
    )  # fmt: skip


def people_facts(
    journeys: Collection[Journey], *, far: Distances | None = None
) -> dict[UUID, PersonFacts]:
    """The same of many people at once, by journey: the same few queries, however many they are.

    Participant and both neighbourhoods come along with the journeys (`select_related`).
    """
    return facts_of([who(one) for one in journeys], far=far)


def facts_of(people: Collection[Who], *, far: Distances | None = None) -> dict[UUID, PersonFacts]:
    """The facts of people of whom just what counts was read."""
    told = intake.people_facts({one.journey: one.childcare_needed for one in people})
    levels: dict[str, dict[Skill, language.Reached]] = defaultdict(dict)
    steps: dict[str, int] = {}
    goals: dict[str, set[str]] = defaultdict(set)
    for whose, what, value, plus in OF_MANY.rows(people=[one.participant for one in people]):
        person = whose.replace("-", "")
        if what == LADDER:
            steps[person] = int(value)
        elif what == GOAL:
            goals[person].add(value)
        else:
            levels[person][Skill(what)] = language.Reached(Level(value), plus)
    taken = _taken([one.journey for one in people])
    same = _Same(distances() if far is None else far, today())
    return {
        one.journey: _person(
            one,
            _Known(
                told[one.journey],
                levels[one.participant.hex],
                steps.get(one.participant.hex),
                goals.get(one.participant.hex, ()),
                taken.get(one.journey, ()),
            ),
            same,
        )
        for one in people
    }


def _taken(journeys: Collection[UUID]) -> dict[UUID, list[OfferFacts]]:
    """What they chose already, the first choice first."""
    made = Choice.objects.filter(journey__in=journeys).standing().for_list()
    taken: dict[UUID, list[OfferFacts]] = defaultdict(list)
    for choice in made.order_by("chosen_at", "pk"):
        taken[choice.journey_id].append(offer_facts(choice.offer))
    return taken


def _of_many() -> Sequence[QuerySet[Any, Any]]:
    """Levels, steps and goals in one question; who they are of is a text: thousands of identifiers
    need not become objects to be put together."""
    among = Among("participant", Many("people", UUIDField()))
    whose = Cast("participant", TextField())
    levels = LevelRecord.objects.filter(among).latest_only()
    ladder = Measurement.objects.filter(among).latest_only()
    goals = Need.objects.filter(among).open().exclude(theme="").order_by()
    step = Cast("recorded", CharField())
    return (
        levels.order_by().values_list(whose, "skill", "level", "plus"),
        ladder.order_by().values_list(whose, Value(LADDER), step, Value(False)),
        goals.values_list(whose, Value(GOAL), "theme", Value(False)),
    )


OF_MANY = PreparedTogether(_of_many)


class _Same:
    """What is the same for many people is worked out once for them."""

    def __init__(self, far: Distances, day: date):
        self.day = day
        self.minutes = cache(lambda home, means: minutes_from(home, far, means))
        self.when = cache(_when)


def _person(one: Who, known: _Known, same: _Same) -> PersonFacts:
    told = known.told
    oral = language.oral(known.levels).reached
    written = language.written(known.levels).reached
    return PersonFacts(
        oral=oral.level.value,
        oral_plus=oral.plus,
        written=written.level.value,
        written_plus=written.plus,
        ladder=known.step,
        free=told.availability,
        hours_per_week=told.hours_per_week,
        neighbourhood=one.home,
        minutes_to=same.minutes(one.home, told.travels_by),
        max_travel=told.max_travel_minutes,
        age=_years(one.birth_date, same.day),
        languages=tuple(one.languages),
        themes=tuple(sorted(told.themes)),
        goals=tuple(sorted(known.goals)),
        needs_childcare=told.needs_childcare,
        wants_women_only=told.wants_women_only,
        when=same.when(one.flow, one.phase).value,
        busy=tuple(Busy(one.id, one.name, one.timetable, one.day_parts) for one in known.taken),
    )


def _years(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _when(flow: UUID, phase: str) -> When:
    """After the phase that the closing talk ends, offers are for what follows (R110)."""
    behind = road_of(flow).before(phase)
    closed = any(Fact.CLOSING_HELD.value in phase.leave for phase in behind)
    return When.AFTER if closed else When.DURING
