"""Putting something off with a reason, taking it up again, and choosing the limits."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.time import now, today
from meedoen.journeys.models import Journey
from meedoen.watch.choices import Kind
from meedoen.watch.models import Snooze, Threshold
from meedoen.watch.rules import Limits

LONGEST = timedelta(days=92)


@transaction.atomic
def put_off(journey: Journey, *, kind: Kind, until: date, reason: str, by: User) -> Snooze:
    """This does not show until that day, because of a reason. Putting off again is a new reason."""
    if not reason.strip():
        raise NotPossible(_("Schrijf op waarom dit kan wachten."))
    if until <= today():
        raise NotPossible(
            _("De dag moet na vandaag liggen."), next_step=_("Kies een dag in de toekomst.")
        )
    if until > today() + LONGEST:
        raise NotPossible(
            _("Dit is te ver weg: uitstellen kan hoogstens drie maanden."),
            next_step=_("Kies een eerdere dag; u kunt later opnieuw uitstellen."),
        )
    Journey.objects.select_for_update(of=("self",)).filter(pk=journey.pk).first()
    _wake(journey, kind)
    made = Snooze.objects.create(
        journey=journey, kind=kind, until=until, reason=reason.strip(), by=by
    )
    audit.record(
        "watch.put_off", made, by=by, participant=journey.participant_id, facts={"kind": kind}
    )
    return made


@transaction.atomic
def take_up(journey: Journey, *, kind: Kind, by: User) -> None:
    """It shows again from now on; when it did already, nothing happens."""
    if _wake(journey, kind):
        audit.record(
            "watch.taken_up", journey, by=by, participant=journey.participant_id,
            facts={"kind": kind},
        )  # fmt: skip


@transaction.atomic
def choose(kind: Kind, *, limits: Limits, version: int, by: User) -> Threshold:
    """The organisation chooses after how many days this shows. Version 0 is: not chosen yet."""
    by.must(Permission.WATCH_SET)
    problem = limits.problem()
    if problem:
        raise NotPossible(problem)
    days = {"soon": limits.soon, "week": limits.week, "now": limits.now}
    standing, made = Threshold.objects.get_or_create(kind=kind, defaults={**days, "changed_by": by})
    if not made:
        if version == 0:
            raise TooLate(
                _("Iemand anders heeft deze dagen net gekozen."),
                next_step=_("Kijk of die dagen goed zijn."),
            )
        change(standing, version=version, **days, changed_by=by, changed_at=now())
    audit.record("watch.limits_chosen", standing, by=by, facts={"kind": kind, **days})
    return standing


def _wake(journey: Journey, kind: Kind) -> int:
    waiting = Snooze.objects.filter(journey=journey, kind=kind, woken_at__isnull=True)
    return waiting.update(woken_at=now())
