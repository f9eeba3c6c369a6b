"""The limits that hold, and who may put something off."""

from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.prepared import Prepared
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.watch.choices import Kind
from meedoen.watch.models import Snooze, Threshold
from meedoen.watch.rules import WATCHED, Limits

CHOSEN = Prepared(lambda: Threshold.objects.values_list("kind", "soon", "week", "now"))


def limits() -> dict[Kind, Limits]:
    """After how many days each kind shows: as the organisation chose, or else as usual."""
    chosen = {Kind(kind): Limits(soon, week, now) for kind, soon, week, now in CHOSEN.rows()}
    return {kind: chosen.get(kind, watched.limits) for kind, watched in WATCHED.items()}


def to_put_off(user: User, participant_id: UUID) -> Journey:
    """The open journey of which this user may put something off."""
    return journeys.to_work_on(user, participant_id, permission=Permission.CONTACT_WRITE)


def put_off(journey: Journey, kind: Kind) -> Snooze | None:
    """What holds this back now, if it was put off."""
    waiting = Snooze.objects.filter(journey=journey, kind=kind, woken_at__isnull=True)
    return waiting.select_related("by").first()


def threshold(kind: Kind) -> Threshold | None:
    """The limits that the organisation chose for this kind, if it did."""
    return Threshold.objects.filter(kind=kind).first()
