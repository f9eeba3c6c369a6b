"""A start of groups is being prepared in the demo town: a proposal waits for the coordinator."""

from uuid import UUID

from meedoen.accounts.models import User
from meedoen.distribution import access, actions
from meedoen.distribution.choices import Kind, MarkKind, Need
from meedoen.distribution.models import Placing
from meedoen.journeys.models import Journey

TOKEN = UUID("018f0000-0000-7000-8000-000000000030")
MOST, ROOM = 60, 4
# Where people wait for a place, the best known first: a small town has few in each phase.
PHASES = ("planning", "profile_advice", "acceptance", "intake", "in_trajectory")


def propose_a_start(leader: User) -> None:
    """The coordinator made a proposal, fixed one person, and looks at what that changed."""
    people = _waiting(leader)
    groups = list(access.open_groups())
    if not people or not groups:
        return
    one = actions.make(
        kind=Kind.GROUPS, name="Start van de groepen in de wijk", people=people, by=leader,
        room={offer.pk: ROOM for offer in groups}, token=TOKEN,
    )  # fmt: skip
    outcome = actions.solve(one, by=leader)
    placed = Placing.objects.filter(outcome=outcome, place__isnull=False).order_by("entry__number")
    first = placed.select_related("entry__round", "entry__journey__participant", "place").first()
    if first is None or first.place is None:
        return
    actions.mark(
        first.entry, place=first.place, kind=MarkKind.FIX, by=leader,
        reason="Dit is al afgesproken, samen met een buurvrouw.",
    )  # fmt: skip
    actions.solve(one, by=leader)


def _waiting(leader: User) -> list[Journey]:
    for phase in PHASES:
        waiting = access.waiting_for_groups(leader, phase=phase, need=Need.ANY)
        people = list(waiting[:MOST])
        if len(people) > 2:
            return people
    return []
