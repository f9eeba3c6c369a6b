"""What happens once a plan is accepted: parts begin and end, attendance is agreed."""

from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import today
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.places import actions as places
from meedoen.plans import access, rules
from meedoen.plans.actions.holding import hold, moment_of
from meedoen.plans.choices import OPEN, PlanState
from meedoen.plans.models import Component, Plan


@transaction.atomic
def start_component(component: Component, *, on: date, by: User) -> Component:
    """The participant has really begun. The first part puts them on trajectory (R105)."""
    plan = _running(component.plan)
    component = _fresh(component, plan)
    if component.started_on == on:
        return component
    if component.started_on is not None:
        raise TooLate(
            _("Het begin van dit onderdeel is al vastgelegd."),
            next_step=_("Ververs de pagina: de datum staat bij het onderdeel."),
        )
    if problem := start_problem(plan, on=on):
        raise NotPossible(problem, next_step=_("Kies de dag waarop de deelnemer echt begon."))
    if component.offer is not None:
        places.begin(plan.journey, offer=component.offer, on=on, by=by)
    component.started_on = on
    _alive(component, plan).update(started_on=on, version=F("version") + 1)
    component.version += 1
    _record("plans.part_started", component, plan, by=by)
    road.reach(plan.journey, Fact.FIRST_PART_STARTED, by=by, at=moment_of(on, journey=plan.journey))
    return component


@transaction.atomic
def stop_component(component: Component, *, on: date, by: User) -> Component:
    """The participant no longer goes there. No reason is asked: the talk is what matters."""
    plan = _running(component.plan)
    component = _fresh(component, plan)
    if component.stopped_on == on:
        return component
    if component.started_on is None or component.stopped_on is not None:
        raise NotPossible(_("Dit onderdeel loopt niet."))
    if not component.started_on <= on <= today():
        raise NotPossible(
            _("Kies een dag tussen het begin en vandaag."),
            next_step=_("Meld het op de dag dat het onderdeel echt stopt."),
        )
    if component.offer is not None:
        places.stop(plan.journey, offer=component.offer, on=on, by=by)
    component.stopped_on = on
    _alive(component, plan).update(stopped_on=on, version=F("version") + 1)
    component.version += 1
    _record("plans.part_stopped", component, plan, by=by)
    return component


@transaction.atomic
def require_attendance(component: Component, *, required: bool, by: User) -> Component:
    """We agree that the participant is there every time. Only once something binds (R9)."""
    plan = _accepted(component.plan)
    component = _fresh(component, plan)
    if component.attendance_required == required:
        return component
    ground = road.require_binding(plan.journey) if required else None
    component.attendance_required, component.binding = required, ground
    _alive(component, plan).update(
        attendance_required=required, binding=ground, version=F("version") + 1
    )
    component.version += 1
    _record(
        "plans.attendance_agreed" if required else "plans.attendance_dropped",
        component, plan, by=by,
    )  # fmt: skip
    return component


def start_problem(plan: Plan, *, on: date) -> str:
    """Why a part of this plan cannot have begun on this day, or nothing."""
    agreement = access.agreement_of(plan.journey)
    day = timezone.localdate
    return rules.start_problem(
        on,
        today=today(),
        proposed_on=_first_proposed(plan.journey),
        signed_on=day(agreement.signed_at) if agreement else None,
    )


def _first_proposed(journey: Journey) -> date | None:
    """When the first version was laid before the participant: a part may outlive a version."""
    proposed = Plan.objects.filter(journey=journey, proposed_at__isnull=False)
    first = proposed.order_by("proposed_at").values_list("proposed_at", flat=True).first()
    return timezone.localdate(first) if first else None


def _accepted(plan: Plan) -> Plan:
    held = hold(plan)
    if not held.is_in_force or not access.is_accepted_now(held.journey):
        raise NotPossible(
            _("Dit kan alleen in een plan waar de deelnemer ja op heeft gezegd."),
            next_step=_("Kijk op de pagina Plan welke versie nu geldt."),
        )
    return held


def _running(plan: Plan) -> Plan:
    held = _accepted(plan)
    if journeys.binding_of(held.journey) is None:
        raise NotPossible(
            _("De overeenkomst is nog niet getekend."),
            next_step=_("Eerst tekent de deelnemer. Daarna begint het eerste onderdeel."),
        )
    return held


def _fresh(component: Component, plan: Plan) -> Component:
    fresh = Component.objects.select_related("offer").get(pk=component.pk)
    fresh.plan = plan
    return fresh


def _alive(component: Component, plan: Plan) -> QuerySet[Component]:
    """This part, in the version in force and in the one that is being made."""
    same = Component.objects.filter(plan__journey=plan.journey, line=component.line)
    return same.filter(plan__state__in=(PlanState.ACCEPTED, *OPEN))


def _record(action: str, component: Component, plan: Plan, *, by: User) -> None:
    audit.record(
        action, component, by=by, participant=plan.journey.participant_id,
        facts={"kind": component.kind, "side": component.side},
    )  # fmt: skip
