"""Who waits for something to take part in, of the people this user may see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from meedoen.accounts.models import User
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.matching.models import Choice

# So many are laid beside one offer at a time, who waits longest first.
MOST = 1000


@dataclass(frozen=True)
class Wanted:
    """Whom to look at: in which phase, and only who has chosen nothing yet."""

    phase: str = ""
    is_unplaced: bool = True


def waiting_for(user: User, offer_id: UUID, wanted: Wanted) -> list[Journey]:
    """Open journeys of people this user may see, who waits longest first; without who has this.

    With the person and both neighbourhoods: one query.
    """
    made = Choice.objects.standing().filter(journey=OuterRef("pk"))
    found = journeys.visible_to(user).open()
    found = found.filter(~Exists(made if wanted.is_unplaced else made.filter(offer=offer_id)))
    if wanted.phase:
        found = found.filter(phase=wanted.phase)
    related = ("participant__neighbourhood", "neighbourhood", "fixed_contact")
    return list(found.select_related(*related).order_by("entered_phase_at", "pk")[:MOST])
