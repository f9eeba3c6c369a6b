"""What stands on the three papers: plan, commitments, agreement. Only reads."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.core.time import today
from meedoen.documents.pages import (
    AgreementData,
    Base,
    Bound,
    Commitment as CommitmentData,
    CommitmentsData,
    Contact,
    Ladder,
    LanguageLine,
    Part,
    PlanData,
    Signature,
    Slot,
)
from meedoen.journeys import access as journeys
from meedoen.journeys.choices import BindingGround
from meedoen.journeys.models import Journey
from meedoen.ladder.choices import Step
from meedoen.ladder.models import Measurement
from meedoen.language.choices import Level, Skill
from meedoen.language.models import LevelRecord
from meedoen.language.rules import Reached
from meedoen.participants.choices import LANGUAGES
from meedoen.participants.rules import phone_for_reading
from meedoen.plans import access, rules
from meedoen.plans.choices import CommitmentSide, ComponentKind, ComponentSide, Timing
from meedoen.plans.models import Commitment, Component, Plan

_ARRANGED = (ComponentKind.CARE_SUPPORT, ComponentKind.REFERRAL)
_DAYPARTS: tuple[Literal["morning", "afternoon", "evening"], ...] = (
    "morning",
    "afternoon",
    "evening",
)


def plan_paper(journey: Journey, plan: Plan) -> PlanData:
    """The plan as the participant takes it home (R65)."""
    parts = list(access.components_of(plan))
    bound = _bound(journey)
    return PlanData(
        **_base(journey, bound=bound, dated=_date_of(plan)),
        version=plan.number,
        core_question=plan.core_question,
        goals=[goal.text for goal in access.goals_of(plan)],
        parts=[_part(part) for part in parts],
        is_dual=rules.is_dual(part.part for part in parts),
        language=_language(journey, target=plan.language_target),
        ladder=_ladder(journey, target=plan.ladder_target),
        commitments=_commitments(journey, plan, is_bound=bound != "none"),
        talks=[day for day in (plan.first_talk_on, plan.second_talk_on) if day],
    )


def commitments_paper(journey: Journey, plan: Plan) -> CommitmentsData:
    """Who does what and when, as it stands today (R67)."""
    bound = _bound(journey)
    return CommitmentsData(
        **_base(journey, bound=bound, dated=today()),
        commitments=_commitments(journey, plan, is_bound=bound != "none"),
    )


def agreement_paper(
    journey: Journey,
    plan: Plan,
    *,
    signature: Signature | None = None,
    explained_in: str = "",
    interpreter: str = "",
) -> AgreementData:
    """The agreement: with a signature the one that is kept, without it the copy to read (R10)."""
    dated = signature["signed_on"] if signature else today()
    we, you = promises(journey, plan)
    contact = journey.fixed_contact
    return AgreementData(
        **_base(journey, bound="agreement" if signature else "none", dated=dated),
        plan_version=plan.number,
        represented_by=contact.name if contact else "",
        we_do=we,
        you_do=you,
        starts_on=dated if signature else None,
        ends_on=None,
        explained_in=LANGUAGES.get(explained_in, ""),
        interpreter=interpreter,
        signature=signature,
    )


def promises(journey: Journey, plan: Plan) -> tuple[list[str], list[str]]:
    """What we do and what the participant does, in sentences, without a single deadline."""
    written = list(access.commitments_of(plan))
    we = [promise.what for promise in written if promise.is_ours]
    parts = [part for part in access.components_of(plan) if _is_joined(part)]
    we += [_arranging(part) for part in parts if part.kind in _ARRANGED]
    you = [_attending(part) for part in parts if part.kind not in _ARRANGED]
    you += [promise.what for promise in written if not promise.is_ours]
    contact = journey.fixed_contact
    if contact is not None:
        we.insert(0, _("U krijgt één vaste contactpersoon: %(name)s.") % {"name": contact.name})
    return we, you


def _is_joined(part: Component) -> bool:
    return part.timing == Timing.DURING and part.stopped_on is None


def _attending(part: Component) -> str:
    words = {"title": part.title, "provider": part.provider}
    if part.kind == ComponentKind.LANGUAGE_COURSE:
        text = _("U gaat naar de les “%(title)s”") % words
    else:
        text = _("U doet mee met “%(title)s”") % words
    return _ending(text, part)


def _arranging(part: Component) -> str:
    """Help and referrals are ours to arrange."""
    words = {"title": part.title, "provider": part.provider}
    if part.kind == ComponentKind.REFERRAL:
        return _ending(_("Wij brengen u in contact: “%(title)s”") % words, part)
    return _ending(_("Wij regelen met u: “%(title)s”") % words, part)


def _ending(text: str, part: Component) -> str:
    if part.provider:
        text += _(" bij %(provider)s") % {"provider": part.provider}
    return f"{text}: {part.sessions}." if part.sessions else f"{text}."


def _base(journey: Journey, *, bound: Bound, dated: date) -> Base:
    person, coach = journey.participant, journey.fixed_contact
    contact = _contact(coach) if coach else None
    return Base(
        organisation=settings.AGENCY_NAME or journey.team.name,
        team=journey.team.name if settings.AGENCY_NAME else "",
        participant_name=person.name,
        case_number=person.case_number,
        dated=dated,
        contact=contact,
        bound=bound,
    )


def _contact(coach: User) -> Contact:
    return Contact(name=coach.name, phone=phone_for_reading(coach.phone), email=coach.email)


def _bound(journey: Journey) -> Bound:
    binding = journeys.binding_of(journey)
    if binding is None:
        return "none"
    return "legal_duty" if binding.ground == BindingGround.LEGAL_DUTY else "agreement"


def _date_of(plan: Plan) -> date:
    return timezone.localdate(plan.proposed_at) if plan.proposed_at else today()


def _part(part: Component) -> Part:
    return Part(
        name=part.title,
        kind=_kind(part),
        kind_label=str(part.get_kind_display()).capitalize(),
        organisation=part.provider,
        place=part.location,
        when=part.sessions,
        slots=[
            Slot(day=day, daypart=_DAYPARTS[half])
            for day in range(7)
            for half in range(3)
            if part.day_parts & 1 << day * 3 + half
        ],
        starts_on=part.started_on or part.starts_on,
        ends_on=part.stopped_on or part.ends_on,
        hours_per_week=float(part.hours_per_week) if part.hours_per_week else None,
        why=part.why or (part.goal.text if part.goal else ""),
        is_afterwards=part.timing == Timing.AFTER,
    )


def _kind(part: Component) -> Literal["language", "participation", "care", "other"]:
    if part.kind == ComponentKind.CARE_SUPPORT:
        return "care"
    if part.side == ComponentSide.LANGUAGE:
        return "language"
    return "other" if part.side == ComponentSide.OTHER else "participation"


def _commitments(journey: Journey, plan: Plan, *, is_bound: bool) -> list[CommitmentData]:
    person = journey.participant.display_name
    ours = journey.fixed_contact.name if journey.fixed_contact else journey.team.name
    lines = []
    for promise in access.commitments_of(plan):
        line = CommitmentData(
            what=promise.what,
            who=promise.who or (ours if promise.is_ours else person),
            side="organisation" if promise.is_ours else "participant",
            when=promise.when_text,
            is_done=promise.done_on is not None,
            done_on=promise.done_on,
        )
        if promise.due_on and due_shows(promise, is_bound=is_bound):
            line["due_on"] = promise.due_on
        lines.append(line)
    return lines


def due_shows(promise: Commitment, *, is_bound: bool) -> bool:
    """Whether the day of this promise may be named now (R9)."""
    of_participant = promise.side == CommitmentSide.PARTICIPANT
    return rules.shows_due(side_is_participant=of_participant, is_bound=is_bound)


def _language(journey: Journey, *, target: str) -> list[LanguageLine]:
    if not target:
        return []
    records = LevelRecord.objects.filter(participant=journey.participant_id).latest_only()
    now = {one.skill: Reached(Level(one.level), one.plus).short for one in records}
    label = str(Level(target).label)
    return [
        LanguageLine(skill=str(skill.label), now=now.get(skill, ""), target=label)
        for skill in Skill
    ]


def _ladder(journey: Journey, *, target: int | None) -> Ladder | None:
    steps: Sequence[int] = list(
        Measurement.objects.of(journey.participant).latest_only().values_list("recorded", flat=True)
    )
    if target is None or not steps:
        return None
    return Ladder(
        now=steps[0],
        now_label=str(Step(steps[0]).label),
        target=target,
        target_label=str(Step(target).label),
    )
