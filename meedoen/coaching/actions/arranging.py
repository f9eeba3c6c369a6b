"""Where colleagues work, and when they are away or back."""

from datetime import date

from django.db import transaction

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.coaching.actions.deputising import move_deputies
from meedoen.coaching.models import WorkArea
from meedoen.core.time import today
from meedoen.network.models import Neighbourhood
from meedoen.teams import actions as teams
from meedoen.teams.models import Absence


@transaction.atomic
def work_in(
    colleague: User, *, neighbourhood: Neighbourhood, by: User, since: date | None = None
) -> WorkArea:
    """A colleague works in this neighbourhood from now on; once more changes nothing."""
    running = WorkArea.objects.filter(user=colleague, neighbourhood=neighbourhood).on(today())
    before = running.first()
    if before:
        return before
    made = WorkArea(user=colleague, neighbourhood=neighbourhood, since=since or today())
    made.full_clean()
    made.save(force_insert=True)
    audit.record("coaching.area_begun", made, by=by, facts={"user": str(colleague.pk)})
    return made


@transaction.atomic
def leave_area(area: WorkArea, *, by: User) -> None:
    """A colleague no longer works there; that they did stays known."""
    if area.until is None:
        area.until = max(today(), area.since)
        area.full_clean()
        area.save(update_fields=["until"])
        audit.record("coaching.area_ended", area, by=by, facts={"user": str(area.user_id)})


@transaction.atomic
def set_return(absence: Absence, *, until: date | None, version: int, by: User) -> Absence:
    """The first day back of an absence, or another one; its deputies go along with it."""
    since = absence.since
    changed = teams.set_return(absence, until=until, version=version, by=by)
    move_deputies(absence.user, since=since, until=until, by=by)
    return changed
