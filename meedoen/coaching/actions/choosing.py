"""Saying who the fixed contact person is: one person, or everybody of a colleague who left."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.coaching import access, rules
from meedoen.coaching.actions.deputising import end_deputy
from meedoen.coaching.actions.telling import as_person, tell
from meedoen.core.errors import NotPossible, TooLate
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.models import Journey
from meedoen.messages.choices import Kind


@dataclass
class Handed:
    """What handing over came to."""

    done: int = 0
    passed_over: int = 0


@transaction.atomic
def choose(
    journey: Journey, *, coach: User, seen: UUID | None, by: User, reason: str = ""
) -> Journey:
    """This colleague is the fixed contact person from now on, and the participant hears it.

    `seen` is who it was when the page was opened: whoever was second hears who it is now. A
    change asks for a reason (R109). A deputy of the former contact person ends.
    """
    journey = journeys.held(journey)
    if journey.fixed_contact_id == coach.pk:
        return road.assign_coach(journey, coach=coach, by=by)
    if journey.fixed_contact_id != seen:
        is_now = journey.fixed_contact.name if journey.fixed_contact else _("niemand")
        raise TooLate(
            _("Iemand anders koos net een contactpersoon. Nu is dat: %(name)s.") % {"name": is_now},
            next_step=_("Kijk of uw keuze nog klopt en leg die dan opnieuw vast."),
        )
    is_change = journey.fixed_contact_id is not None
    if is_change and not reason.strip():
        raise NotPossible(_("Schrijf op waarom de contactpersoon verandert."))
    journey = road.assign_coach(journey, coach=coach, by=by, reason=reason, is_informed=True)
    if is_change:
        deputy = access.deputy_of(journey)
        if deputy:
            end_deputy(deputy, by=by)
        assigned = access.fixed_of(journey)
        person = journey.participant
        tell(
            person,
            key=f"contact:{assigned.pk if assigned else journey.pk}",
            kind=Kind.CONTACT_CHANGED,
            by=by,
            text=lambda called, agency: rules.contact_changed(
                called=called, coach=as_person(coach), agency=agency
            ),
        )
    return journey


@transaction.atomic
def hand_over(former: User, *, chosen: Mapping[UUID, User], reason: str, by: User) -> Handed:
    """Several people of one colleague get another fixed contact person at once.

    `chosen` says for each journey who. Who has another contact person already is passed over, so
    sending the form twice changes nothing.
    """
    handed = Handed()
    mine = access.people_of(former, user=by).filter(pk__in=list(chosen))
    for journey in mine.select_related("participant", "fixed_contact").order_by("pk"):
        choose(journey, coach=chosen[journey.pk], seen=former.pk, reason=reason, by=by)
        handed.done += 1
    handed.passed_over = len(chosen) - handed.done
    return handed
