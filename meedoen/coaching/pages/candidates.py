"""The facts that a proposal is made from, read at once for everybody: seven queries for all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Count, F, Q, Value, When

from meedoen.accounts.choices import Role
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
OWN, DEPUTY = "own", "deputy"


@dataclass
class _Loads:
    """What somebody carries now."""

    tenths: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    people: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    deputies: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))


def candidates() -> list[rules.Candidate]:
    """Everybody who can be a contact person today, with what speaks for and against.

    The same number of queries for two colleagues or two hundred. Nobody is named in them: of the
    tables about colleagues everything is read that holds today.
    """
    day = today()
    guides: Any = access.guides()
    loads = _loads()
    areas: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    worked = WorkArea.objects.on(day).order_by()
    for user, place, name in worked.values_list("user", "neighbourhood", "neighbourhood__name"):
        areas[user][place] = name
    skills = _sets(Specialisation.objects.on(day), "skill")
    teams = _sets(Membership.objects.on(day), "team")
    told = {one.user_id: one for one in Workload.objects.all()}
    away: dict[UUID, rules.Away] = {}
    gone = Absence.objects.not_over(day).order_by("-since")
    for user, since, until in gone.values_list("user", "since", "until"):
        away[user] = rules.Away(since, until)
    return [
        rules.Candidate(
            id=pk,
            name=name,
            load=loads.tenths[pk],
            people=loads.people[pk],
            room=rules.room_of(
                hours_per_week=told[pk].hours_per_week if pk in told else None,
                room=told[pk].room if pk in told else None,
            ),
            roles=_roles(held),
            teams=frozenset(teams[pk]),
            areas=areas[pk],
            languages=frozenset(told[pk].languages if pk in told else ()) - {DUTCH},
            skills=frozenset(skills[pk]),
            away=away.get(pk),
        )
        for pk, name, held in guides.values_list("pk", "name", "held_roles")
    ]


@cache
def _roles(held: str) -> frozenset[Role]:
    return frozenset(map(Role, held.split()))


def load_of(colleague: User) -> int:
    """What one colleague carries now, in tenths."""
    return _loads(colleague).tenths[colleague.pk]


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
    for user, value in rows.order_by().values_list("user", column):
        held[user].add(value)
    return held


def _loads(colleague: User | None = None) -> _Loads:
    """What everybody carries, or this colleague: their own people whole, of those they stand in
    for a part."""
    own = Journey.objects.open().filter(fixed_contact__isnull=False)
    standing = CoachAssignment.objects.deputies_on(today(), now()).filter(
        journey__closed_at__isnull=True
    )
    if colleague:
        own, standing = own.filter(fixed_contact=colleague), standing.filter(coach=colleague)
    counted = _counted(own, "fixed_contact", "", OWN).union(
        _counted(standing, "coach", "journey__", DEPUTY, "speaks", "minds"), all=True
    )
    loads = _Loads()
    for kind, coach, phase, number, speaks, minds in counted:
        weight = rules.weigh_together(
            phase, number=number, with_interpreter=speaks, with_childcare=minds
        )
        if kind == OWN:
            loads.tenths[coach] += weight
            loads.people[coach] += number
        else:
            loads.tenths[coach] += weight // rules.DEPUTY_PART
            loads.deputies[coach] += number
    return loads


def _counted(rows: Any, coach: str, path: str, kind: str, *apart: str) -> Any:
    """Per colleague and phase how many people, how many with an interpreter, how many with
    childcare; `apart` are what else is counted by itself."""
    person = f"{path}participant__"
    speaks = ~Q(**{f"{person}interpreter_language": ""})
    minds = Q(**{f"{person}childcare_needed": True})
    return (
        rows.order_by()
        .annotate(
            kind=Value(kind),
            who=F(coach),
            where=F(f"{path}phase"),
            speaks=_yes(speaks),
            minds=_yes(minds),
        )
        .values("kind", "who", "where", *apart)
        .annotate(
            number=Count("*"),
            speaking=Count(f"{path}phase", filter=speaks),
            minding=Count(f"{path}phase", filter=minds),
        )
        .values_list("kind", "who", "where", "number", "speaking", "minding")
    )


def _yes(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
