"""A journey ends, an ending is taken back, and sight of a closed dossier ends."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.appointments import actions as appointments
from meedoen.closing import access, rules
from meedoen.closing.actions.holding import log
from meedoen.closing.choices import ContactState
from meedoen.closing.models import AftercareContact, Departure
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change
from meedoen.core.time import now, today
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey, PhaseVisit
from meedoen.participants import actions as participants
from meedoen.participants.models import Grant, Participant
from meedoen.plans import actions as plans


@transaction.atomic
def end(
    journey: Journey,
    *,
    reason: Exit,
    by: User,
    on: date | None = None,
    cause: str = "",
    note: str = "",
) -> Departure:
    """Somebody leaves the road before its end. Before signing this is neutral (R9).

    What still runs ends with it: parts of the plan, planned contacts. The dossier stays.
    """
    journey = journeys.held_open(journey)
    day = on or today()
    problem = rules.cause_problem(reason, cause=cause) or rules.ended_day_problem(
        day, today=today(), started_on=journey.started_on
    )
    if problem:
        raise NotPossible(problem)
    cause = cause if reason == Exit.DROPPED_OUT else ""
    return leave(journey, reason=reason, on=day, by=by, cause=cause, note=note)


def leave(
    journey: Journey, *, reason: Exit, on: date, by: User, cause: str = "", note: str = ""
) -> Departure:
    """The ending itself, in the transaction of the verb that leads to it."""
    parts = plans.end_running(journey, on=on, by=by)
    departure = Departure(
        journey=journey, reason=reason, cause=cause, ended_on=on, phase=journey.phase, note=note,
        parts=[str(part) for part in parts], by=by,
    )  # fmt: skip
    departure.save(force_insert=True)
    for one in AftercareContact.objects.filter(journey=journey).planned():
        change(
            one, version=one.version, state=ContactState.SKIPPED, departure=departure,
            why=_("Het traject is afgesloten."), by=by, at=now(),
        )  # fmt: skip
    called_off = appointments.call_off_with(
        journey.participant_id, note=_("Het traject is afgesloten."), by=by
    )
    departure.journey = road.end(journey, reason=reason, by=by, note=note)
    log(
        "ended",
        departure,
        journey,
        by=by,
        reason=reason,
        on=on.isoformat(),
        parts=len(parts),
        appointments=called_off,
    )
    return departure


@transaction.atomic
def undo(journey: Journey, *, why: str, by: User) -> Journey:
    """The ending was a mistake: everything that ended with it goes on. Only for some days."""
    journey = journeys.held(journey)
    if journey.is_open:
        return journey
    if not why.strip():
        raise NotPossible(_("Schrijf op waarom het afsluiten een vergissing was."))
    if not journeys.may_reopen(journey):
        raise NotPossible(
            _("Dit traject is al langer geleden afgesloten."),
            next_step=_("Begin een nieuw traject: alles van vroeger blijft te lezen."),
        )
    departure = access.departure_of(journey)
    journey = road.reopen(journey, reason=why, by=by)
    if departure is not None:
        _go_on(departure, journey, why=why, by=by)
    return journey


def _go_on(departure: Departure, journey: Journey, *, why: str, by: User) -> None:
    ended = {"undone_at": now(), "undone_by": by, "undone_why": why}
    Departure.objects.filter(pk=departure.pk).update(**ended)
    plans.run_again(journey, parts=departure.parts, by=by)
    for one in AftercareContact.objects.filter(departure=departure):
        change(
            one, version=one.version, state=ContactState.PLANNED, why="", departure=None,
            by=None, at=None,
        )  # fmt: skip
    log("reopened", departure, journey, by=by)


@transaction.atomic
def expire(*, today: date) -> int:
    """Some weeks after the end colleagues no longer see the dossier; the team's leaders do.

    Answers of how many people. What was agreed is need-to-know: without work there is no need.
    """
    last = today - timedelta(days=settings.SIGHT_DAYS)
    recent = Journey.objects.filter(participant=OuterRef("pk"))
    running = recent.filter(closed_at__isnull=True) | recent.filter(closed_at__date__gte=last)
    seen = Grant.objects.active().filter(participant=OuterRef("pk"), user__isnull=False)
    over = Participant.objects.filter(Exists(seen), Exists(recent), ~Exists(running))
    people = list(over.order_by("pk"))
    for person in people:
        leaver = PhaseVisit.objects.filter(journey__participant=person, left_by__isnull=False)
        by = leaver.select_related("left_by").order_by("-left_at")[:1].get().left_by
        assert by is not None
        participants.leave_to_leaders(person, by=by)
    return len(people)
