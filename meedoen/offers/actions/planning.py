"""When it is otherwise than in every week."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.network.models import Organisation
from meedoen.offers import rules
from meedoen.offers.models import Closure, Offer, SessionException
from meedoen.offers.rules import Change


@transaction.atomic
def make_exception(offer: Offer, *, change: Change, by: User) -> SessionException:
    """One weekly moment falls out on this date, or moves. The last word about a date counts."""
    problem = rules.change_problem(change, offer.slots)
    if problem:
        raise NotPossible(problem, next_step=_("Verbeter het en sla opnieuw op."))
    facts = {
        "moved_to": change.moved_to,
        "moved_starts_at": change.moved_starts_at if change.moved_to else None,
        "moved_ends_at": change.moved_ends_at if change.moved_to else None,
        "note": change.note,
    }
    made, _new = SessionException.objects.update_or_create(
        offer=offer, on=change.on, starts_at=change.starts_at, defaults=facts
    )
    audit.record(
        "offers.exception_made", offer, by=by,
        facts={"on": str(change.on), "moved_to": str(change.moved_to or "")},
    )  # fmt: skip
    return made


@transaction.atomic
def drop_exception(exception: SessionException, *, by: User) -> None:
    """It happens after all, as in every week."""
    audit.record(
        "offers.exception_dropped", exception.offer, by=by, facts={"on": str(exception.on)}
    )
    exception.delete()


@transaction.atomic
def add_closure(
    name: str,
    *,
    starts_on: date,
    ends_on: date,
    by: User,
    organisation: Organisation | None = None,
) -> Closure:
    """In this period nothing runs: a school holiday, or one organisation that is closed."""
    closure = Closure(name=name, starts_on=starts_on, ends_on=ends_on, organisation=organisation)
    closure.full_clean()
    closure.save(force_insert=True)
    audit.record("offers.closure_added", closure, by=by, facts={"from": str(starts_on)})
    return closure


@transaction.atomic
def drop_closure(closure: Closure, *, by: User) -> None:
    """The period was wrong, or it runs all the same."""
    audit.record("offers.closure_dropped", closure, by=by, facts={"from": str(closure.starts_on)})
    closure.delete()
