"""A start of groups is being prepared in the demo town: a proposal waits for the coordinator."""

from uuid import UUID

from meedoen.accounts.models import User
from meedoen.core.time import today
from meedoen.distribution import access, actions
from meedoen.distribution.choices import Kind, MarkKind, Need, Reason
from meedoen.distribution.models import Entry, Outcome, Place, Placing
from meedoen.journeys.models import Journey
from meedoen.matching import access as matching
from meedoen.matching.rules import weigh

TOKEN = UUID("018f0000-0000-7000-8000-000000000030")
MOST, ROOM, EACH = 60, 2, 4
# Where people wait for a place, the best known first: a small town has few in each phase.
PHASES = ("planning", "profile_advice", "acceptance", "intake", "in_trajectory")


def propose_a_start(leader: User) -> None:
    """The coordinator made a proposal, fixed one person, and looks at what that changed."""
    people = _waiting(leader)
    groups = list(access.open_groups())[::EACH]
    if not people or not groups:
        return
    one = actions.make(
        kind=Kind.GROUPS, name="Start van de groepen in de wijk", people=people, by=leader,
        room={offer.pk: ROOM for offer in groups}, token=TOKEN,
    )  # fmt: skip
    outcome = actions.solve(one, by=leader)
    fixed = _somebody(outcome)
    if fixed is None:
        return
    entry, place = fixed
    actions.mark(
        entry, place=place, kind=MarkKind.FIX, by=leader,
        reason="Dit is al afgesproken, samen met een buurvrouw.",
    )  # fmt: skip
    actions.solve(one, by=leader)


def _somebody(outcome: Outcome) -> tuple[Entry, Place] | None:
    """Somebody to fix: where they would fit but others go, or else where they go already."""
    rows = Placing.objects.filter(outcome=outcome).select_related(
        "entry__round", "entry__journey__participant", "place__offer"
    )
    placed = rows.filter(place__isnull=False).order_by("entry__number")
    for full in rows.filter(reason=Reason.FULL).order_by("entry__number"):
        person = matching.person_facts(full.entry.journey)
        for other in placed:
            if other.place is not None and other.place.offer is not None:
                facts = matching.offer_facts(other.place.offer)
                if weigh(person, facts, today=today()).is_suggested:
                    return full.entry, other.place
    first = placed.first()
    return (first.entry, first.place) if first is not None and first.place else None


def _waiting(leader: User) -> list[Journey]:
    for phase in PHASES:
        waiting = access.waiting_for_groups(leader, phase=phase, need=Need.ANY)
        people = list(waiting[:MOST])
        if len(people) > 2:
            return people
    return []
