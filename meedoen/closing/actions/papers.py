"""What stands on the paper of the closing interview. Only reads."""

from datetime import date

from django.conf import settings

from meedoen.closing import access, rules
from meedoen.closing.choices import Ambassador, Outcome
from meedoen.closing.models import ClosingInterview
from meedoen.core.time import today
from meedoen.documents.pages import Base, ClosingData, Contact, GoalLine, ThenAndNow
from meedoen.journeys.models import Journey
from meedoen.participants.rules import phone_for_reading


def closing_paper(interview: ClosingInterview, *, measured: list[list[str]]) -> ClosingData:
    """The closing interview as the participant takes it home."""
    closed_on = interview.held_on or today()
    lines = [ThenAndNow(what=what, then=then, now=now) for what, then, now in measured]
    ladder = lines[0] if lines and (lines[0]["then"] or lines[0]["now"]) else None
    return ClosingData(
        **_base(interview.journey, dated=closed_on),
        goals=[
            GoalLine(
                text=one.text,
                outcome=str(one.get_outcome_display()) if one.outcome else "",
                is_reached=one.outcome == Outcome.REACHED,
                words=one.words,
            )
            for one in access.outcomes_of(interview)
        ],
        language=lines[1:],
        ladder=ladder,
        helped=interview.helped,
        hindered=interview.hindered,
        onward=interview.onward,
        onward_where=interview.onward_where,
        calls=[rules.contact_day(closed_on, months=months) for months in settings.AFTERCARE_MONTHS]
        if interview.wants_aftercare
        else [],
        reach_by=_reach(interview),
        ambassador=interview.ambassador == Ambassador.YES,
    )


def _reach(interview: ClosingInterview) -> str:
    channel = str(interview.get_reach_by_display()) if interview.reach_by else ""
    return ", ".join(filter(None, (channel, interview.reach_note)))


def _base(journey: Journey, *, dated: date) -> Base:
    person, coach = journey.participant, journey.fixed_contact
    contact = None
    if coach is not None:
        phone = phone_for_reading(coach.phone)
        contact = Contact(name=coach.name, phone=phone, email=coach.email)
    return Base(
        organisation=settings.AGENCY_NAME or journey.team.name,
        team=journey.team.name if settings.AGENCY_NAME else "",
        participant_name=person.name,
        case_number=person.case_number,
        dated=dated,
        contact=contact,
        bound="none",
    )
