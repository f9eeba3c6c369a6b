"""What the participant says to the plan (R66)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import move
from meedoen.core.time import today
from meedoen.documents import actions as documents
from meedoen.documents.choices import Kind
from meedoen.documents.models import Document
from meedoen.documents.pages import render
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Fact
from meedoen.plans import access, rules
from meedoen.plans.actions.drafting import back_to_planning, take_along
from meedoen.plans.actions.holding import hold, moment_of
from meedoen.plans.actions.papers import plan_paper
from meedoen.plans.choices import Answer, PlanState
from meedoen.plans.models import Acceptance, Plan


@transaction.atomic
def answer(
    plan: Plan,
    *,
    answer: str,
    by: User,
    remarks: str = "",
    questions: str = "",
    explained_in: str = "nl",
    interpreter: str = "",
    copy_given: bool = False,
    on: date | None = None,
) -> Acceptance:
    """Note what the participant answered. A no is as good an answer as a yes: we plan again.

    With a yes the plan is kept sealed, as it was on paper at that moment (R66). The same answer
    twice (a double click) is written once.
    """
    plan = hold(plan)
    if there := _answered_before(plan, answer=answer):
        return there
    day = on or today()
    _check(plan, answer=answer, remarks=remarks, day=day)
    noted = Acceptance(
        plan=plan,
        answer=Answer(answer),
        remarks=remarks,
        questions=questions,
        explained_in=explained_in,
        interpreter=interpreter,
        copy_given=copy_given,
        answered_on=day,
        noted_by=by,
        document=None if answer == Answer.DECLINED else _kept_paper(plan, by=by),
    )
    noted.save(force_insert=True)
    audit.record(
        "plans.answered", noted, by=by, participant=plan.journey.participant_id,
        facts={"answer": answer, "number": plan.number},
    )  # fmt: skip
    if answer == Answer.DECLINED:
        _declined(plan, by=by)
    else:
        _accepted(plan, day=day, by=by)
    return noted


def _answered_before(plan: Plan, *, answer: str) -> Acceptance | None:
    """The same answer, when it was noted already; another one is refused."""
    there = Acceptance.objects.filter(plan=plan).first()
    if there is None or there.answer == answer:
        return there
    raise TooLate(
        _("Het antwoord op deze versie is al vastgelegd."),
        next_step=_("Maak een nieuwe versie als de deelnemer zich bedenkt."),
    )


def _kept_paper(plan: Plan, *, by: User) -> Document:
    """What the participant says yes to, so that it can never be another plan afterwards."""
    journey = plan.journey
    names = {"number": journey.participant.case_number, "version": plan.number}
    return documents.keep(
        render("plan", plan_paper(journey, plan)),
        kind=Kind.PLAN,
        title=_("Plan %(number)s versie %(version)s, zoals akkoord gegeven") % names,
        by=by,
        sealed=True,
        participant=journey.participant_id,
    )


def _check(plan: Plan, *, answer: str, remarks: str, day: date) -> None:
    if plan.state != PlanState.PROPOSED or plan.proposed_at is None:
        raise NotPossible(
            _("Deze versie ligt nu niet voor."),
            next_step=_("Leg het plan eerst voor aan de deelnemer."),
        )
    if Fact.PLAN_PROPOSED not in journeys.facts_of(plan.journey).done:
        raise NotPossible(
            _("De weg is een stap teruggezet, dus deze versie ligt niet meer voor."),
            next_step=_("Maak een nieuwe versie van het plan en leg die voor."),
        )
    if answer == Answer.WITH_REMARKS and not remarks.strip():
        raise NotPossible(_("Schrijf de opmerkingen van de deelnemer op."))
    proposed_on = timezone.localtime(plan.proposed_at).date()
    if problem := rules.answer_day_problem(day, today=today(), proposed_on=proposed_on):
        raise NotPossible(problem, next_step=_("Kies de dag waarop de deelnemer antwoord gaf."))


def _accepted(plan: Plan, *, day: date, by: User) -> None:
    for old in access.versions(plan.journey).filter(state=PlanState.ACCEPTED):
        take_along(old, plan)
        move(old, "replace")
    move(plan, "accept")
    plan.journey = road.reach(
        plan.journey, Fact.PLAN_ACCEPTED, by=by, at=moment_of(day, journey=plan.journey)
    )


def _declined(plan: Plan, *, by: User) -> None:
    move(plan, "decline")
    if not access.versions(plan.journey).filter(state=PlanState.ACCEPTED).exists():
        reason = _("Dit plan past niet. We maken samen een ander plan.")
        plan.journey = back_to_planning(plan.journey, reason=reason, by=by)
