"""Holding a plan still while something is done to it."""

from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.plans.models import Plan

M = TypeVar("M", bound=Model)
NOON = time(12)


def hold(plan: Plan) -> Plan:
    """The plan as it stands now, with its journey."""
    journey = journeys.held_open(plan.journey)
    fresh = Plan.objects.get(pk=plan.pk)
    fresh.journey = journey
    return fresh


def hold_draft(plan: Plan) -> Plan:
    """The plan while it can still be written in."""
    fresh = hold(plan)
    if not fresh.is_draft:
        raise NotPossible(
            _("Deze versie van het plan ligt vast."),
            next_step=_("Maak een nieuwe versie als er iets moet veranderen."),
        )
    return fresh


def edited(plan: Plan) -> None:
    """Count one change, so that what is laid before the participant is what was seen."""
    Plan.objects.filter(pk=plan.pk).update(edits=F("edits") + 1)
    plan.edits += 1


def made_before(model: type[M], token: UUID | None, plan: Plan) -> M | None:
    """What a double click already made; a token that belongs elsewhere is refused."""
    if token is None:
        return None
    there = model._base_manager.filter(pk=token).first()
    if there is not None and getattr(there, "plan_id", None) != plan.pk:
        raise TooLate(
            _("Dit formulier is al eens gebruikt."),
            next_step=_("Ververs de pagina en begin opnieuw."),
        )
    return there


def fresh_id(token: UUID | None) -> UUID:
    """The id that the form already carried, or a new one."""
    return token or new_id()


def moment_of(day: date | None, *, journey: Journey) -> datetime:
    """When it happened, as a moment that never lies before the phase in which it happened."""
    if day is None or day >= today():
        return now()
    noon = timezone.make_aware(datetime.combine(day, NOON))
    return max(noon, journey.entered_phase_at)
