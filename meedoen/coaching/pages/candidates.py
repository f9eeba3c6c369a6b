"""The facts that a proposal is made from, read at once for everybody: seven queries for all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Count, F, Q, Value, When

from meedoen.accounts.models import User
from meedoen.coaching import access, rules
from meedoen.coaching.models import WorkArea
from meedoen.core.time import now, today
from meedoen.journeys.choices import AssignmentRole
from meedoen.journeys.models import CoachAssignment, Journey
from meedoen.ladder.models import Measurement
from meedoen.participants.choices import LANGUAGES
from meedoen.teams.models import Absence, Membership, Specialisation, Workload

DUTCH = "nl"


@dataclass
class _Loads:
    """What somebody carries now."""

    tenths: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    people: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    deputies: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))


def candidates() -> list[rules.Candidate]:
    """Everybody who can be a contact person today, with what speaks for and against.

    The same number of queries for two colleagues or two hundred.
    """
    day = today()
    colleagues = list(access.guides())
    ids = [one.pk for one in colleagues]
    loads = _loads(ids)
    areas: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    worked = WorkArea.objects.filter(user__in=ids).on(day)
    for user, place, name in worked.values_list("user", "neighbourhood", "neighbourhood__name"):
        areas[user][place] = name
    skills = _sets(Specialisation.objects.filter(user__in=ids).on(day), "skill")
    teams = _sets(Membership.objects.filter(user__in=ids).on(day), "team")
    told = {one.user_id: one for one in Workload.objects.filter(user__in=ids)}
    away: dict[UUID, rules.Away] = {}
    for one in Absence.objects.filter(user__in=ids).not_over(day).order_by("-since"):
        away[one.user_id] = rules.Away(one.since, one.until)
    return [
        rules.Candidate(
            id=one.pk,
            name=one.name,
            load=loads.tenths[one.pk],
            people=loads.people[one.pk],
            room=rules.room_of(
                hours_per_week=told[one.pk].hours_per_week if one.pk in told else None,
                room=told[one.pk].room if one.pk in told else None,
            ),
            roles=frozenset(one.roles),
            teams=frozenset(teams[one.pk]),
            areas=areas[one.pk],
            languages=frozenset(told[one.pk].languages if one.pk in told else ()) - {DUTCH},
            skills=frozenset(skills[one.pk]),
            away=away.get(one.pk),
        )
        for one in colleagues
    ]


def load_of(colleague: User) -> int:
    """What one colleague carries now, in tenths."""
    return _loads([colleague.pk]).tenths[colleague.pk]


def needs(journeys: Sequence[Journey]) -> dict[UUID, rules.Need]:
    """What these people need in a contact person, in two queries; by journey, in their order."""
    people = [one.participant_id for one in journeys]
    known: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    before = CoachAssignment.objects.filter(journey__participant__in=people)
    for person, coach, role in before.values_list("journey__participant", "coach", "role"):
        if role == AssignmentRole.FIXED or coach not in known[person]:
            known[person][coach] = rules.FIXED if role == AssignmentRole.FIXED else rules.DEPUTY
    measured = Measurement.objects.filter(participant__in=people).latest_only()
    steps = dict(measured.values_list("participant", "recorded"))
    return {one.pk: _need(one, known[one.participant_id], steps) for one in journeys}


def _need(journey: Journey, known: dict[UUID, str], steps: dict[Any, int]) -> rules.Need:
    person = journey.participant
    place = person.neighbourhood if person.neighbourhood_id else None
    return rules.Need(
        team=journey.team_id,
        category=journey.category,
        neighbourhood=place.pk if place else None,
        neighbourhood_name=place.name if place else "",
        languages=frozenset([*person.languages, person.interpreter_language]) - {DUTCH, ""},
        has_interpreter=bool(person.interpreter_language),
        skills=rules.skills_for(
            phase=journey.phase,
            found_through=person.found_through,
            step=steps.get(journey.participant_id),
        ),
        known_by=known,
        weight=rules.weigh(
            journey.phase,
            has_interpreter=bool(person.interpreter_language),
            has_childcare=person.childcare_needed,
        ),
    )


def language_names() -> dict[str, str]:
    """The languages we can speak with people, by code."""
    return LANGUAGES


def _sets(rows: Any, column: str) -> dict[UUID, set[Any]]:
    held: dict[UUID, set[Any]] = defaultdict(set)
    for user, value in rows.values_list("user", column):
        held[user].add(value)
    return held


def _loads(ids: Sequence[UUID]) -> _Loads:
    """What everybody carries: their own people whole, those they stand in for in part."""
    own = Journey.objects.open().filter(fixed_contact__in=ids)
    standing = CoachAssignment.objects.deputies_on(today(), now()).filter(
        coach__in=ids, journey__closed_at__isnull=True
    )
    counted = _counted(own, "fixed_contact", "", "own").union(
        _counted(standing, "coach", "journey__", "deputy"), all=True
    )
    loads = _Loads()
    for kind, coach, phase, interpreter, childcare, number in counted:
        weight = rules.weigh(
            phase, has_interpreter=interpreter, has_childcare=childcare, number=number
        )
        if kind == "own":
            loads.tenths[coach] += weight
            loads.people[coach] += number
        else:
            loads.tenths[coach] += weight // rules.DEPUTY_PART
            loads.deputies[coach] += number
    return loads


def _counted(rows: Any, coach: str, path: str, kind: str) -> Any:
    """So many people in this phase, with an interpreter or not, with childcare or not."""
    person = f"{path}participant__"
    return (
        rows.order_by()
        .annotate(
            kind=Value(kind),
            who=F(coach),
            where=F(f"{path}phase"),
            speaks=Case(
                When(~Q(**{f"{person}interpreter_language": ""}), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
            minds=F(f"{person}childcare_needed"),
        )
        .values("kind", "who", "where", "speaks", "minds")
        .annotate(number=Count("pk"))
        .values_list("kind", "who", "where", "speaks", "minds", "number")
    )
