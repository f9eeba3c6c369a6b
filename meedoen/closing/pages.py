"""What the pages of closing, aftercare and earlier journeys show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from meedoen.accounts.models import User
from meedoen.closing import access, rules
from meedoen.closing.models import AftercareContact, ClosingInterview, Departure, GoalOutcome
from meedoen.closing.rules import Span
from meedoen.core.errors import Words
from meedoen.intake import access as intakes, pages as intake_pages
from meedoen.intake.models import Intake
from meedoen.journeys.models import Journey
from meedoen.plans import access as plans
from meedoen.plans.models import Component, Goal

SOON = timedelta(days=31)
MOST = 100


@dataclass(frozen=True)
class Version:
    """One version of the interview in the list of versions."""

    number: int
    state: Words
    on: date | None
    by: str
    why: str


@dataclass(frozen=True)
class InterviewPage:
    """The closing interview: not yet, ready to begin, in the making, or laid down."""

    step: str
    problem: Words
    interview: ClosingInterview | None
    outcomes: list[GoalOutcome]
    spans: list[Span]
    running: list[Component]
    versions: list[Version]
    has_kept_paper: bool = False

    @property
    def to_measure(self) -> dict[str, bool]:
        """What can still be measured for the end: never an obstacle."""
        return {
            "ladder": not (self.spans and self.spans[0].is_fresh),
            "language": not any(one.is_fresh for one in self.spans[1:]),
        }


def interview_page(journey: Journey, *, number: int | None = None) -> InterviewPage:
    """The newest version, or the one that is asked for."""
    told = list(access.versions(journey))
    interview = told[0] if told else None
    if number is not None:
        interview = access.numbered(journey, number)
    step, problem = _step(journey, interview, is_old=number is not None)
    spans = _spans(journey, interview)
    return InterviewPage(
        step=step,
        problem=problem,
        interview=interview,
        outcomes=list(access.outcomes_of(interview)) if interview else [],
        spans=spans,
        running=list(access.running_parts(journey)) if journey.is_open else [],
        versions=[_version(one) for one in told],
        has_kept_paper=interview is not None and interview.document_id is not None,
    )


def _step(
    journey: Journey, interview: ClosingInterview | None, *, is_old: bool
) -> tuple[str, Words]:
    if interview is not None and (is_old or not journey.is_open):
        return ("held" if interview.is_held else "left"), ""
    if not journey.is_open:
        return "ended", ""
    problem = rules.too_early(
        journey.road, phase=journey.phase, on_trajectory=journey.on_trajectory_on is not None
    )
    if problem:
        return "early", problem
    if interview is None or not access.is_closing(journey):
        return "ready", ""
    return ("held" if interview.is_held else "draft"), ""


def _spans(journey: Journey, interview: ClosingInterview | None) -> list[Span]:
    """As laid down then, or as it is known now."""
    if interview is not None and interview.is_held:
        return [Span(what, then, now, is_fresh=True) for what, then, now in interview.measured]
    return access.growth_of(journey)


def _version(one: ClosingInterview) -> Version:
    by = one.held_by.name if one.held_by else one.saved_by.name
    return Version(one.number, one.get_state_display(), one.held_on, by, one.why)


@dataclass(frozen=True)
class AftercarePage:
    """The planned contacts, and what can be done with them."""

    contacts: list[AftercareContact]
    interview: ClosingInterview | None
    stands: bool
    questions: list[str]

    @property
    def has_open(self) -> bool:
        return any(one.is_planned for one in self.contacts)


def aftercare_page(journey: Journey) -> AftercarePage:
    """Every planned contact of this journey; the same number of queries however many."""
    contacts = list(access.contacts_of(journey))
    return AftercarePage(
        contacts=contacts,
        interview=access.held_of(journey),
        stands=access.has_closed(journey),
        questions=[one.new_question for one in contacts if one.new_question],
    )


@dataclass(frozen=True)
class Ahead:
    """Everything around the end of a road that asks for a hand, of the people this user sees."""

    talks: list[ClosingInterview]
    now: list[AftercareContact]
    soon: list[AftercareContact]
    ended: list[Journey]


def ahead(user: User, *, today: date) -> Ahead:
    """Talks to finish, contacts to make, and endings that can still be taken back."""
    coming = access.due(user, today + SOON).for_list().order_by("due_on", "id")
    contacts = list(coming[:MOST])
    return Ahead(
        talks=list(access.drafts(user)[:MOST]),
        now=[one for one in contacts if one.due_on <= today],
        soon=[one for one in contacts if one.due_on > today],
        ended=list(access.just_ended(user)[:MOST]),
    )


@dataclass(frozen=True)
class Earlier:
    """One journey that is over, whole and to be read."""

    departure: Departure | None
    core_question: str
    goals: list[Goal]
    parts: list[Component]
    answers: Sequence[Any]
    interview: ClosingInterview | None
    outcomes: list[GoalOutcome]
    spans: list[Span]
    contacts: list[AftercareContact]


def earlier_page(journey: Journey) -> Earlier:
    """Everything of one journey together: what was told, what was agreed, how it ended."""
    plan = plans.in_force(journey)
    interview = access.held_of(journey)
    return Earlier(
        departure=access.departure_of(journey),
        core_question=plan.core_question if plan else _advised(journey),
        goals=list(plans.goals_of(plan)) if plan and not interview else [],
        parts=list(plans.components_of(plan)) if plan else [],
        answers=_answers(journey),
        interview=interview,
        outcomes=list(access.outcomes_of(interview)) if interview else [],
        spans=_spans(journey, interview) if interview else [],
        contacts=list(access.contacts_of(journey)),
    )


def _advised(journey: Journey) -> str:
    advice = intakes.advice_of(journey)
    return advice.core_question if advice else ""


def _answers(journey: Journey) -> Sequence[Any]:
    intake = Intake.objects.filter(journey=journey).select_related("question_list").first()
    if intake is None:
        return []
    return [line for line in intake_pages.progress(journey, intake).lines if line.is_filled]
