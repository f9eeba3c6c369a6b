"""The parts of a plan while it is being made."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change
from meedoen.core.time import today
from meedoen.offers.models import Offer
from meedoen.plans import access, rules
from meedoen.plans.actions.holding import edited, fresh_id, hold_draft, made_before
from meedoen.plans.choices import Timing
from meedoen.plans.models import WEEK, Component, Goal, Plan

# What the person who makes the plan may fill in. What obliges (R9) and what happened is not here.
FIELDS = frozenset({
    "kind", "side", "title", "provider", "location", "neighbourhood", "starts_on", "ends_on",
    "hours_per_week", "day_parts", "sessions", "timing", "goal", "why",
})  # fmt: skip


@transaction.atomic
def add_offer(
    plan: Plan, *, offer: Offer, by: User, goal: Goal | None = None, why: str = ""
) -> Component:
    """Something from the directory becomes a part of the plan, as it is known today.

    The same offer twice gives the part that is already there.
    """
    plan = hold_draft(plan)
    there = access.components_of(plan).filter(offer=offer, stopped_on__isnull=True).first()
    if there is not None:
        return there
    _check_goal(goal, plan)
    part = write_offer(plan, offer=offer, place=_next_place(plan), goal=goal, why=why)
    edited(plan)
    _record("plans.part_added", part, plan, by=by)
    return part


@transaction.atomic
def add_component(
    plan: Plan,
    *,
    kind: str,
    title: str,
    by: User,
    side: str | None = None,
    token: UUID | None = None,
    **facts: Any,
) -> Component:
    """A part that is not in the directory, such as help or a referral."""
    plan = hold_draft(plan)
    if there := made_before(Component, token, plan):
        return there
    facts = {"kind": kind, "title": title, "side": side or rules.side_of(kind), **facts}
    _check(facts, plan)
    part = Component(id=fresh_id(token), plan=plan, place=_next_place(plan), **facts)
    part.save(force_insert=True)
    edited(plan)
    _record("plans.part_added", part, plan, by=by)
    return part


@transaction.atomic
def change_component(component: Component, *, version: int, by: User, **facts: Any) -> Component:
    """When, where, for what or with whom turns out different."""
    plan = hold_draft(component.plan)
    now = {name: getattr(component, name) for name in ("title", "starts_on", "ends_on")}
    _check({**now, **facts}, plan)
    change(component, version=version, **facts)
    edited(plan)
    _record("plans.part_changed", component, plan, by=by, fields=sorted(facts))
    return component


@transaction.atomic
def remove_component(component: Component, *, by: User) -> None:
    """This does not belong in the plan. What already runs is ended first, so that nobody waits."""
    plan = hold_draft(component.plan)
    if component.has_started and component.stopped_on is None:
        raise NotPossible(
            _("Dit onderdeel loopt al."),
            next_step=_("Meld eerst in het plan dat nu geldt dat het stopt."),
        )
    _record("plans.part_removed", component, plan, by=by)
    Component.objects.filter(pk=component.pk).delete()
    edited(plan)


def write_offer(
    plan: Plan, *, offer: Offer, place: int, goal: Goal | None = None, why: str = ""
) -> Component:
    """What the directory says about an offer today, kept in the plan; it begins here from now."""
    timing = offer.timing if offer.timing in Timing.values else Timing.DURING
    kind = rules.kind_of_offer(offer_side=offer.side, offer_kind=offer.kind)
    starts_on = rules.begins(offer.starts_on, ends_on=offer.ends_on, today=today())
    part = Component(
        plan=plan,
        place=place,
        kind=kind,
        side=rules.side_of(kind, offer_side=offer.side, offer_kind=offer.kind),
        offer=offer,
        title=offer.name,
        provider=offer.organisation.name,
        location=offer.address,
        neighbourhood=offer.neighbourhood,
        starts_on=starts_on,
        ends_on=offer.ends_on,
        hours_per_week=rules.hours_per_week(offer.slots),
        day_parts=offer.day_parts,
        sessions=offer.schedule[:200],
        timing=timing,
        goal=goal,
        why=why,
    )
    part.save(force_insert=True)
    return part


def _check(facts: dict[str, Any], plan: Plan) -> None:
    if unknown := set(facts) - FIELDS:
        raise TypeError(f"a part has no {sorted(unknown)} to fill in")
    problems = [rules.dates_problem(facts.get("starts_on"), facts.get("ends_on"))]
    if not facts.get("title", "").strip():
        problems.append(_("Schrijf op wat iemand gaat doen."))
    if not 0 <= facts.get("day_parts", 0) < WEEK:
        problems.append(_("Kies dagdelen uit de week."))
    if said := " ".join(filter(None, problems)):
        raise NotPossible(said)
    _check_goal(facts.get("goal"), plan)


def _check_goal(goal: Goal | None, plan: Plan) -> None:
    if goal is not None and goal.plan_id != plan.pk:
        raise NotPossible(_("Dit doel hoort bij een ander plan."))


def _next_place(plan: Plan) -> int:
    top = access.components_of(plan).aggregate(top=Max("place"))["top"]
    return 0 if top is None else int(top) + 1


def _record(
    action: str, part: Component, plan: Plan, *, by: User, fields: list[str] | None = None
) -> None:
    facts = {"kind": part.kind, "side": part.side} | ({"fields": fields} if fields else {})
    audit.record(action, part, by=by, participant=plan.journey.participant_id, facts=facts)
