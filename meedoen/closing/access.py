"""Finding closing interviews, planned contacts and endings, and who may do what with them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.closing import rules
from meedoen.closing.choices import ContactState, State
from meedoen.closing.models import (
    AftercareContact,
    AftercareQuerySet,
    ClosingInterview,
    Departure,
    GoalOutcome,
    InterviewQuerySet,
    closing_stands,
)
from meedoen.closing.rules import Lasting, Span
from meedoen.core.errors import NotPossible, found
from meedoen.core.time import now, today
from meedoen.journeys import access as journeys
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey, JourneyQuerySet, Milestone
from meedoen.ladder.choices import Moment, Step
from meedoen.ladder.models import Measurement
from meedoen.language.choices import Level, Skill
from meedoen.language.models import LevelRecord
from meedoen.language.rules import Reached
from meedoen.participants import access as participants
from meedoen.participants.models import Participant
from meedoen.plans import access as plans
from meedoen.plans.models import Component, Goal

T = TypeVar("T")


def to_see(user: User, participant_id: UUID) -> tuple[Participant, Journey | None]:
    """Whose closing it is and the journey it belongs to, for whoever sees the whole dossier."""
    return plans.to_see(user, participant_id)


def to_close(user: User, participant_id: UUID) -> Journey:
    """The open journey, for whoever may look back with this person and end it."""
    return journeys.to_work_on(user, participant_id, permission=Permission.EXIT)


def to_follow(user: User, participant_id: UUID) -> Journey:
    """The open journey, for whoever may ask later how it goes."""
    return journeys.to_work_on(user, participant_id, permission=Permission.CONTACT_WRITE)


def to_reopen(user: User, participant_id: UUID) -> Journey:
    """The last journey when it has ended, for whoever may take that back."""
    participant = participants.to_change(user, participant_id, permission=Permission.EXIT)
    journey = journeys.latest(participant)
    if journey is None or journey.is_open:
        raise NotPossible(
            _("Dit traject is niet afgesloten."), next_step=_("Ga terug naar de weg.")
        )
    journey.participant = participant
    return journey


def to_begin_again(user: User, participant_id: UUID) -> Participant:
    """Somebody who is back, for whoever may register people."""
    return participants.to_change(user, participant_id, permission=Permission.REGISTER)


def to_read(user: User, participant_id: UUID, journey_id: UUID) -> tuple[Journey, bool]:
    """One journey of somebody this user may see, also of years ago; and whether it is the last."""
    participant = participants.to_see(user, participant_id)
    walked = Journey.objects.filter(participant=participant).order_by("-started_on", "-id")
    journeys_of = list(walked.select_related("team", "fixed_contact"))
    journey = next((one for one in journeys_of if one.pk == journey_id), None)
    if journey is None:
        raise Http404
    journey.participant = participant
    return journey, journey is journeys_of[0]


def visible_to(user: User) -> AftercareQuerySet:
    """Planned contacts with the people this user may see."""
    sees = participants.sees(user, whom="journey__participant_id")
    return AftercareContact.objects.filter(sees)


def due(user: User, day: date) -> AftercareQuerySet:
    """The contacts of aftercare that are to be made on this day or were before it."""
    return visible_to(user).due_on(day)


def drafts(user: User) -> InterviewQuerySet:
    """Closing interviews that have been begun and not yet laid down, the oldest first."""
    sees = participants.sees(user, whom="journey__participant_id")
    begun = ClosingInterview.objects.filter(sees, state=State.DRAFT, journey__closed_at=None)
    return begun.select_related("journey__participant", "begun_by").order_by("begun_at", "id")


def just_ended(user: User) -> JourneyQuerySet:
    """Journeys that ended so recently that it can be taken back, the last one first."""
    since = now() - timedelta(days=settings.REOPEN_DAYS)
    ended = journeys.visible_to(user).filter(closed_at__gte=since)
    others = Journey.objects.open().filter(participant=OuterRef("participant"))
    return ended.filter(~Exists(others)).select_related("participant").order_by("-closed_at", "-id")


def versions(journey: Journey) -> InterviewQuerySet:
    """Every version of the closing interview, the newest first."""
    told = ClosingInterview.objects.filter(journey=journey).order_by("-number")
    return told.select_related("held_by", "saved_by")


def interview_of(journey: Journey) -> ClosingInterview | None:
    """The newest version, in the making or held."""
    return _with_journey(versions(journey).first(), journey)


def held_of(journey: Journey) -> ClosingInterview | None:
    """The last version that was laid down."""
    return _with_journey(versions(journey).held().first(), journey)


def numbered(journey: Journey, number: int) -> ClosingInterview:
    """One version by its number."""
    interview = found(versions(journey), number=number)
    interview.journey = journey
    return interview


def outcomes_of(interview: ClosingInterview) -> QuerySet[GoalOutcome]:
    """What became of each goal, in the order of the plan."""
    return GoalOutcome.objects.filter(interview=interview).order_by("place", "id")


def goals_of(journey: Journey) -> list[Goal]:
    """The goals of the plan in force: what we look back on."""
    plan = plans.in_force(journey)
    return list(plans.goals_of(plan)) if plan else []


def running_parts(journey: Journey) -> QuerySet[Component]:
    """The parts of the plan that somebody still goes to."""
    return Component.objects.filter(plan__journey=journey).running().order_by("place", "id")


def contacts_of(journey: Journey) -> AftercareQuerySet:
    """The planned contacts of this journey, the first one first."""
    return AftercareContact.objects.filter(journey=journey).for_list().order_by("months")


def contact(journey: Journey, contact_id: UUID) -> AftercareContact:
    """One planned contact of this journey."""
    one = found(AftercareContact.objects.filter(journey=journey), pk=contact_id)
    one.journey = journey
    return one


def departure_of(journey: Journey) -> Departure | None:
    """How this journey ended, if that has been written down and stands."""
    ended = Departure.objects.filter(journey=journey, undone_at__isnull=True)
    return ended.select_related("by").first()


def has_closed(journey: Journey) -> bool:
    """Whether the closing interview was held and still stands."""
    return Fact.CLOSING_HELD in journeys.facts_of(journey).done


def is_closing(journey: Journey) -> bool:
    """Whether the closing interview has been begun and still stands."""
    standing = Milestone.objects.filter(journey=journey, fact=Fact.CLOSING_STARTED).standing()
    return standing.exists()


def lasting(first: date, last: date, *, category: str = "", today: date) -> list[Lasting]:
    """How long taking part lasts, of those whose closing interview was in this period (R6)."""
    held = ClosingInterview.objects.in_force().filter(held_on__gte=first, held_on__lte=last)
    asked = AftercareContact.objects.filter(
        closing_stands(), closed_on__gte=first, closed_on__lte=last, state=ContactState.DONE
    )
    if category:
        held = held.filter(journey__category=category)
        asked = asked.filter(journey__category=category)
    number = Count("*")
    closed = held.order_by().values_list("held_on").annotate(number=number)
    spoken = asked.order_by().values_list("months", "closed_on", "outcome")
    return rules.lasting(
        settings.AFTERCARE_MONTHS,
        closed={day: found for day, found in closed if day},
        spoken=spoken.annotate(number=number),
        today=today,
    )


def growth_of(journey: Journey) -> list[Span]:
    """Ladder and language at the start of this journey and at its end: never typed twice."""
    return [_ladder(journey), *_language(journey)]


def _ladder(journey: Journey) -> Span:
    rows = list(
        Measurement.objects.filter(participant=journey.participant_id)
        .newest_first()
        .values_list("measured_on", "recorded", "moment")
    )
    span = Span(_("Meedoen"))
    then = _first([(on, step) for on, step, _moment in rows], journey)
    if then is None:
        return span
    ended = {moment for on, _step, moment in rows if on >= journey.started_on}
    later = [step for on, step, _moment in rows if on >= then[0]]
    return Span(str(span.what), _step_words(then[1]), _step_words(later[0]), Moment.T1_END in ended)


def _language(journey: Journey) -> list[Span]:
    rows = LevelRecord.objects.filter(participant=journey.participant_id).newest_first()
    by_skill: dict[str, list[tuple[date, Reached]]] = {}
    for skill, on, level, plus in rows.values_list("skill", "measured_on", "level", "plus"):
        by_skill.setdefault(skill, []).append((on, Reached(Level(level), plus)))
    spans = []
    for skill in Skill:
        known = by_skill.get(skill, [])
        then = _first(known, journey)
        if then is not None:
            fresh = known[0][0] > then[0] and known[0][0] >= today() - rules.FRESH
            spans.append(Span(str(skill.label), then[1].short, known[0][1].short, fresh))
    return spans


def _first(known: Iterable[tuple[date, T]], journey: Journey) -> tuple[date, T] | None:
    """The first that was measured on this journey, or else the last one before it."""
    rows = list(known)
    within = [row for row in rows if row[0] >= journey.started_on]
    if within:
        first_day = within[-1][0]
        return next(row for row in within if row[0] == first_day)
    return rows[0] if rows else None


def _step_words(step: int) -> str:
    return _("trede %(step)s: %(words)s") % {"step": step, "words": Step(step).label}


def _with_journey(interview: ClosingInterview | None, journey: Journey) -> ClosingInterview | None:
    if interview is not None:
        interview.journey = journey
    return interview
