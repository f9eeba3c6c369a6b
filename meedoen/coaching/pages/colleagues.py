"""The pages about colleagues: who carries how much, who is away, whose people have nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.coaching import access, rules
from meedoen.coaching.models import WorkArea
from meedoen.coaching.pages.candidates import candidates, language_names, load_of
from meedoen.core.time import today
from meedoen.journeys import access as road
from meedoen.journeys.models import Journey
from meedoen.teams.choices import Skill
from meedoen.teams.models import Absence, Specialisation, Workload

MOST = 100


@dataclass(frozen=True)
class Row:
    """One colleague on the list."""

    id: UUID
    name: str
    people: int
    load: str
    room: str
    percent: int
    areas: str
    languages: str
    skills: list[str]
    away: str
    is_away: bool


@dataclass(frozen=True)
class Waiting:
    """A colleague whose people need a hand: no deputy yet, or nobody at all."""

    id: UUID
    name: str
    people: int
    words: str = ""


@dataclass(frozen=True)
class Overview:
    """Everybody who guides people, and where somebody has to act."""

    rows: list[Row]
    left: list[Waiting]
    uncovered: list[Waiting]
    shows_loads: bool


def overview(user: User) -> Overview:
    """All colleagues who guide people; the same number of queries for two or forty."""
    day = today()
    everybody = candidates()
    may_assign = user.has(Permission.COACH_ASSIGN)
    rows = [_row(one, day) for one in everybody]
    left = _left_behind(user) if may_assign else []
    uncovered = _uncovered(user, everybody, day) if may_assign else []
    return Overview(rows, left, uncovered, may_assign)


def _row(one: rules.Candidate, day: date) -> Row:
    names = language_names()
    return Row(
        id=one.id,
        name=one.name,
        people=one.people,
        load=rules.as_people(one.load),
        room=rules.as_people(one.room),
        percent=one.filled // 10,
        areas=", ".join(sorted(one.areas.values())),
        languages=", ".join(sorted(names.get(code, code) for code in one.languages)),
        skills=sorted(str(Skill(code).label) for code in one.skills),
        away=rules.away_words(one.away, on=day) if one.away else "",
        is_away=one.is_away(day),
    )


def _left_behind(user: User) -> list[Waiting]:
    """Colleagues who left while people still have them as contact person (R109)."""
    counted = (
        access.without_present_contact(user)
        .order_by()
        .values("fixed_contact", "fixed_contact__name")
        .annotate(number=Count("pk"))
    )
    rows = [
        Waiting(one["fixed_contact"], one["fixed_contact__name"], one["number"]) for one in counted
    ]
    return sorted(rows, key=lambda one: one.name)


def _uncovered(user: User, everybody: list[rules.Candidate], day: date) -> list[Waiting]:
    """Who is away, now or soon, with people that have no deputy yet; one query."""
    gone = {one.id: one for one in everybody if one.away is not None}
    open_ones = (
        road.visible_to(user)
        .open()
        .filter(fixed_contact__in=list(gone))
        .exclude(pk__in=access.covered().values("journey"))
    )
    counted = open_ones.order_by().values_list("fixed_contact").annotate(number=Count("pk"))
    rows = []
    for pk, number in counted:
        away = gone[pk].away
        if away is not None:
            rows.append(Waiting(pk, gone[pk].name, number, rules.away_words(away, on=day)))
    return sorted(rows, key=lambda one: one.name)


@dataclass(frozen=True)
class ColleaguePage:
    """One colleague: what they can take on, where, in which languages, and when not."""

    colleague: User
    load: str
    room: str
    workload: Workload | None
    language_names: str
    areas: list[WorkArea]
    skills: list[Specialisation]
    absences: list[Absence]
    may_arrange: bool
    may_share_out: bool
    people: int
    works_here: bool
    stands_in_for: list[Journey]


def colleague_page(colleague: User, *, user: User) -> ColleaguePage:
    """Everything about one colleague, running and past."""
    told = Workload.objects.filter(user=colleague).first()
    names = language_names()
    spoken = sorted(names.get(code, code) for code in told.languages) if told else []
    places = WorkArea.objects.filter(user=colleague).select_related("neighbourhood")
    may_share = user.has(Permission.COACH_ASSIGN)
    room = rules.room_of(
        hours_per_week=told.hours_per_week if told else None, room=told.room if told else None
    )
    return ColleaguePage(
        colleague=colleague,
        load=rules.as_people(load_of(colleague)),
        room=rules.as_people(room),
        workload=told,
        language_names=", ".join(spoken),
        areas=_running_first(places),
        skills=_running_first(Specialisation.objects.filter(user=colleague)),
        absences=list(Absence.objects.filter(user=colleague).order_by("-since")[:20]),
        may_arrange=access.may_arrange(user, colleague, on=today()),
        may_share_out=may_share,
        people=access.people_of(colleague, user=user).count() if may_share else 0,
        works_here=colleague.has(Permission.CONTACT_WRITE),
        stands_in_for=list(
            access.deputised_by(colleague, user=user)
            .select_related("participant", "fixed_contact")
            .order_by("participant__sort_name", "pk")[:MOST]
        ),
    )


def _running_first(rows: Any) -> list[Any]:
    return sorted(rows.order_by("-since", "-pk"), key=lambda one: one.until is not None)
