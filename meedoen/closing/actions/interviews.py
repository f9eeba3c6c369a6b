"""The closing interview: begun, kept while it is written, laid down, corrected by a new version."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.closing import access, rules
from meedoen.closing.actions.aftercare import plan_or_finish
from meedoen.closing.actions.holding import log, moment_of
from meedoen.closing.actions.papers import closing_paper
from meedoen.closing.choices import State
from meedoen.closing.models import ClosingInterview, GoalOutcome
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.time import now, today
from meedoen.documents import actions as documents
from meedoen.documents.choices import Kind
from meedoen.documents.models import Document
from meedoen.documents.pages import render
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey

COPIED = (
    "held_on", "helped", "hindered", "satisfaction", "said", "onward", "onward_where", "aftercare",
    "reach_by", "reach_note", "ambassador",
)  # fmt: skip
Outcomes = Mapping[UUID, tuple[str, str]]


@transaction.atomic
def begin(journey: Journey, *, by: User, planned_on: date | None = None) -> ClosingInterview:
    """We are going to look back together. Begun twice (a double click) is begun once."""
    journey = journeys.held_open(journey)
    _must_have_begun(journey)
    standing = access.interview_of(journey)
    if standing is not None and standing.is_held and access.has_closed(journey):
        return standing
    if standing is None or standing.is_held:
        # Held before, and then a step back on the road: what was said then is the beginning.
        why = _("Opnieuw gehouden na een stap terug op de weg.") if standing else ""
        standing = _new_version(journey, after=standing, why=why, by=by)
    if planned_on and standing.planned_on != planned_on:
        change(standing, version=standing.version, planned_on=planned_on)
    road.reach(journey, Fact.CLOSING_STARTED, by=by)
    return standing


@transaction.atomic
def correct(journey: Journey, *, why: str, by: User) -> ClosingInterview:
    """What was laid down needs correction: a new version that begins with all of the last one."""
    journey = journeys.held_open(journey)
    standing = access.interview_of(journey)
    if standing is None or not access.has_closed(journey):
        raise NotPossible(_("Er is nog geen eindgesprek om te verbeteren."))
    if not standing.is_held:
        return standing
    if not why.strip():
        raise NotPossible(_("Schrijf op wat er verbeterd moet worden."))
    return _new_version(journey, after=standing, why=why.strip(), by=by)


@transaction.atomic
def keep(
    interview: ClosingInterview, *, by: User, version: int, outcomes: Outcomes, **texts: Any
) -> ClosingInterview:
    """What was said so far is kept; the talk may go on another day, or with a colleague."""
    journey = journeys.held_open(interview.journey)
    return _keep(_fresh(interview, journey), by=by, version=version, outcomes=outcomes, **texts)


@transaction.atomic
def hold(
    interview: ClosingInterview, *, by: User, version: int, outcomes: Outcomes, **texts: Any
) -> ClosingInterview:
    """The talk was held: it is laid down with what was measured, on paper, and never changes.

    Sent twice (a double click) it is laid down once. Whoever wants no aftercare is done now.
    """
    fresh = ClosingInterview.objects.select_related("journey").get(pk=interview.pk)
    if fresh.is_held and _is_same(fresh, outcomes, texts):
        return fresh
    journey = journeys.held_open(interview.journey)
    fresh = _fresh(interview, journey)
    _must_have_begun(journey)
    _must_be_whole(fresh, texts)
    fresh = _keep(fresh, by=by, version=version, outcomes=outcomes, **texts)
    measured = [[one.what, one.then, one.now] for one in access.growth_of(journey)]
    GoalOutcome.objects.filter(interview=fresh).update(sealed=True)
    document = _kept_paper(fresh, measured, by=by)
    change(
        fresh, version=fresh.version, state=State.HELD, held_by=by, measured=measured,
        document=document,
    )  # fmt: skip
    log("held", fresh, journey, by=by, number=fresh.number)
    assert fresh.held_on is not None
    journey = road.reach(journey, Fact.CLOSING_STARTED, by=by)
    moment = moment_of(fresh.held_on, journey=journey)
    fresh.journey = road.reach(journey, Fact.CLOSING_HELD, by=by, at=moment)
    plan_or_finish(fresh, by=by)
    return fresh


def _must_have_begun(journey: Journey) -> None:
    problem = rules.too_early(
        journey.road, phase=journey.phase, on_trajectory=journey.on_trajectory_on is not None
    )
    if problem:
        raise NotPossible(
            problem,
            next_step=_("Meld bij het plan wanneer het eerste onderdeel begint, of sluit af."),
        )


def _new_version(
    journey: Journey, *, after: ClosingInterview | None, why: str, by: User
) -> ClosingInterview:
    kept = {name: getattr(after, name) for name in COPIED} if after else {}
    made = ClosingInterview(
        journey=journey, number=after.number + 1 if after else 1, why=why, begun_by=by,
        saved_by=by, **kept,
    )  # fmt: skip
    made.save(force_insert=True)
    before = {one.goal_id: one for one in access.outcomes_of(after)} if after else {}
    GoalOutcome.objects.bulk_create([
        GoalOutcome(
            interview=made, goal=goal, text=goal.text, place=place,
            outcome=before[goal.pk].outcome if goal.pk in before else "",
            words=before[goal.pk].words if goal.pk in before else "",
        )
        for place, goal in enumerate(access.goals_of(journey))
    ])  # fmt: skip
    log("begun", made, journey, by=by, number=made.number)
    return made


def _fresh(interview: ClosingInterview, journey: Journey) -> ClosingInterview:
    fresh = ClosingInterview.objects.select_related("saved_by").get(pk=interview.pk)
    fresh.journey = journey
    if fresh.is_held:
        raise TooLate(
            _("Dit eindgesprek is intussen al vastgelegd."),
            next_step=_(
                "Wat u typte staat hieronder nog. Begin een verbetering als het anders is."
            ),
        )
    return fresh


def _keep(
    fresh: ClosingInterview, *, by: User, version: int, outcomes: Outcomes, **texts: Any
) -> ClosingInterview:
    if _is_same(fresh, outcomes, texts):
        return fresh
    change(fresh, version=version, saved_at=now(), saved_by=by, **texts)
    for one in access.outcomes_of(fresh):
        outcome, words = outcomes.get(one.goal_id, (one.outcome, one.words))
        if (outcome, words) != (one.outcome, one.words):
            GoalOutcome.objects.filter(pk=one.pk).update(outcome=outcome, words=words)
    log("saved", fresh, fresh.journey, by=by, number=fresh.number)
    return fresh


def _is_same(standing: ClosingInterview, outcomes: Outcomes, texts: Mapping[str, Any]) -> bool:
    if any(getattr(standing, name) != value for name, value in texts.items()):
        return False
    there = {one.goal_id: (one.outcome, one.words) for one in access.outcomes_of(standing)}
    return all(there.get(goal, said) == said for goal, said in outcomes.items())


def _must_be_whole(interview: ClosingInterview, texts: Mapping[str, Any]) -> None:
    on, aftercare = texts.get("held_on"), texts.get("aftercare")
    if on is None or not aftercare:
        raise NotPossible(
            _("Nog niet alles is ingevuld om vast te leggen."),
            next_step=_("Vul in op welke dag het gesprek was, en of nazorg gewenst is."),
        )
    problem = rules.held_day_problem(
        on, today=today(), on_trajectory_on=interview.journey.on_trajectory_on
    )
    if problem:
        raise NotPossible(problem)


def _kept_paper(interview: ClosingInterview, measured: list[list[str]], *, by: User) -> Document:
    """What the participant takes home, so that it can never become another text."""
    journey = interview.journey
    names = {"number": journey.participant.case_number, "version": interview.number}
    return documents.keep(
        render("closing", closing_paper(interview, measured=measured)),
        kind=Kind.CLOSING,
        title=_("Eindgesprek %(number)s versie %(version)s") % names,
        by=by,
        sealed=True,
        participant=journey.participant_id,
    )
