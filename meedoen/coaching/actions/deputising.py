"""Deputies: somebody stands in for a while, and the fixed contact person stays."""

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.coaching import access, rules
from meedoen.coaching.actions.telling import as_person, tell
from meedoen.core.errors import NotPossible
from meedoen.core.time import now, today
from meedoen.journeys import access as journeys
from meedoen.journeys.choices import AssignmentRole
from meedoen.journeys.models import CoachAssignment, Journey
from meedoen.messages.choices import Kind
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import Grant


@transaction.atomic
def assign_deputy(
    journey: Journey, *, deputy: User, first_day: date, last_day: date | None, by: User
) -> CoachAssignment:
    """Somebody stands in from one day to another: sees the dossier just as long, and no longer.

    The same deputy again moves the days; another one takes over. The participant hears who.
    """
    journey = journeys.held(journey)
    _check(journey, deputy, first_day=first_day, last_day=last_day)
    standing = access.deputy_of(journey)
    if standing and standing.coach_id == deputy.pk and _day(standing.since) <= first_day:
        return _move(standing, last_day=last_day, by=by)
    if standing:
        end_deputy(standing, by=by)
    made = CoachAssignment.objects.create(
        journey=journey, coach=deputy, role=AssignmentRole.DEPUTY, since=_begin(first_day),
        last_day=last_day, assigned_by=by,
    )  # fmt: skip
    if first_day <= today():
        _let_in(made, by=by)
    audit.record(
        "coaching.deputy_assigned", made, by=by, participant=journey.participant_id,
        facts={
            "deputy": str(deputy.pk), "from": str(first_day), "to": str(last_day or ""),
        },
    )  # fmt: skip
    _tell(journey, made, first_day=max(first_day, today()), by=by)
    return made


@transaction.atomic
def share_deputies(
    absent: User,
    *,
    chosen: Mapping[UUID, User],
    first_day: date,
    last_day: date | None,
    by: User,
) -> int:
    """Everybody of an absent colleague gets a deputy at once; how many did."""
    mine = access.people_of(absent, user=by).filter(pk__in=list(chosen)).order_by("pk")
    for journey in mine:
        assign_deputy(
            journey, deputy=chosen[journey.pk], first_day=first_day, last_day=last_day, by=by
        )
    return len(mine)


@transaction.atomic
def end_deputy(standing: CoachAssignment, *, by: User) -> None:
    """The deputy ends: the fixed contact person is back. Ending twice changes nothing."""
    moment = max(now(), standing.since)
    open_one = CoachAssignment.objects.filter(pk=standing.pk, until__isnull=True)
    if not open_one.update(until=moment):
        return
    standing.until = moment
    participant = standing.journey.participant
    participants.end_grants(participant, ground=GrantGround.DEPUTY, by=by, user=standing.coach)
    audit.record(
        "coaching.deputy_ended", standing, by=by, participant=participant.pk,
        facts={"deputy": str(standing.coach_id)},
    )  # fmt: skip


def move_deputies(absent: User, *, since: date, until: date | None, by: User) -> int:
    """An absence got another first day back: its deputies go with it. Part of that verb."""
    began = CoachAssignment.objects.standing().filter(
        role=AssignmentRole.DEPUTY, journey__fixed_contact=absent, since__gte=_midnight(since)
    )
    told = list(began.select_related("journey__participant", "coach"))
    for one in told:
        if until is not None and until <= max(today(), _day(one.since)):
            end_deputy(one, by=by)
        else:
            _move(one, last_day=until and date.fromordinal(until.toordinal() - 1), by=by)
    return len(told)


@transaction.atomic
def expire(*, on: date) -> tuple[int, int]:
    """The turn of the day: deputies whose first day has come begin, whose last has passed end,
    and so do those of journeys that were closed.

    Access ends by date without this; this writes the end down. How many began, and ended.
    """
    deputies = CoachAssignment.objects.standing().filter(role=AssignmentRole.DEPUTY)
    read = deputies.select_related("journey__participant", "coach", "assigned_by")
    over = list(read.filter(Q(last_day__lt=on) | Q(journey__closed_at__isnull=False)))
    for one in over:
        end_deputy(one, by=one.assigned_by)
    granted = Grant.objects.filter(
        participant=OuterRef("journey__participant"), user=OuterRef("coach"),
        ground=GrantGround.DEPUTY, until__isnull=True,
    )  # fmt: skip
    begun = list(read.filter(since__lte=now()).exclude(Exists(granted)))
    for one in begun:
        _let_in(one, by=one.assigned_by)
    return len(begun), len(over)


def _check(journey: Journey, deputy: User, *, first_day: date, last_day: date | None) -> None:
    if not journey.is_open:
        raise NotPossible(_("Dit traject is afgesloten."))
    if journey.fixed_contact is None:
        raise NotPossible(
            _("Deze deelnemer heeft nog geen vaste contactpersoon."),
            next_step=_("Kies eerst een vaste contactpersoon."),
        )
    if deputy.pk == journey.fixed_contact_id:
        raise NotPossible(
            _("%(name)s is zelf de vaste contactpersoon.") % {"name": deputy.name},
            next_step=_("Kies iemand anders als waarnemer."),
        )
    if not (deputy.is_active and deputy.has(Permission.CONTACT_WRITE)):
        raise NotPossible(
            _("%(name)s kan niet waarnemen.") % {"name": deputy.name},
            next_step=_("Kies een coach of consulent die nu bij ons werkt."),
        )
    if last_day is not None and last_day < max(first_day, today()):
        raise NotPossible(
            _("De laatste dag ligt voor de eerste dag, of is al voorbij."),
            next_step=_("Kies een latere dag."),
        )


def _move(standing: CoachAssignment, *, last_day: date | None, by: User) -> CoachAssignment:
    if standing.last_day != last_day:
        CoachAssignment.objects.filter(pk=standing.pk).update(last_day=last_day)
        standing.last_day = last_day
        audit.record(
            "coaching.deputy_moved", standing, by=by,
            participant=standing.journey.participant_id,
            facts={"to": str(last_day) if last_day else ""},
        )  # fmt: skip
    if _day(standing.since) <= today():
        _let_in(standing, by=by)
    return standing


def _let_in(standing: CoachAssignment, *, by: User) -> None:
    participants.grant(
        standing.journey.participant, ground=GrantGround.DEPUTY, by=by, user=standing.coach,
        last_day=standing.last_day,
    )  # fmt: skip


def _tell(journey: Journey, made: CoachAssignment, *, first_day: date, by: User) -> None:
    fixed = journey.fixed_contact
    if fixed is None:
        return
    tell(
        journey.participant,
        key=f"deputy:{made.pk}",
        kind=Kind.DEPUTY,
        by=by,
        text=lambda called, agency: rules.deputy_comes(
            called=called, fixed=fixed.name, deputy=as_person(made.coach),
            first_day=first_day, last_day=made.last_day, agency=agency,
        ),
    )  # fmt: skip


def _begin(day: date) -> datetime:
    """The moment somebody begins: now, or at midnight of a day to come."""
    return now() if day <= today() else _midnight(day)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
