"""Finding people while typing; and knowing again which doubles somebody has seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import OuterRef, Subquery, UUIDField

from meedoen.accounts.models import User
from meedoen.core.conditions import Among, Many
from meedoen.core.errors import Words
from meedoen.core.prepared import Prepared
from meedoen.journeys.models import Journey, road_of
from meedoen.participants import access
from meedoen.participants.access import Double
from meedoen.participants.models import Participant
from meedoen.participants.rules import display_name, read_sought

TOP = 10
# Of somebody with several journeys the last tells where they are.
LATEST = Journey.objects.filter(participant=OuterRef("pk")).order_by("-started_on", "-id")
SHOW = access.Show(
    columns=(
        "pk", "first_name", "last_name", "called", "case_number", "neighbourhood__name", "flow",
        "phase", "sort_name",
    ),
    beside=(
        ("flow", Subquery(LATEST.values("flow")[:1])),
        ("phase", Subquery(LATEST.values("phase")[:1])),
    ),
)  # fmt: skip
NEAR = Prepared(
    lambda: SHOW.of(Participant.objects.filter(Among("pk", Many("people", UUIDField()))))
)


@dataclass(frozen=True, slots=True)
class Found:
    """One person that fits what was typed."""

    id: UUID
    name: str
    case_number: str
    neighbourhood: str
    phase: Words
    is_narrow: bool


def search(user: User, text: str) -> list[Found]:
    """The first ten people this user may see who fit; one query, unless nobody fits.

    When nobody fits, names that differ by one slip are looked for.
    """
    sought = read_sought(text)
    if not sought:
        return []
    rows = access.matching(user, sought, limit=TOP, show=SHOW)
    if not rows and (near := access.nearly(user, sought, limit=TOP)):
        rows = NEAR.rows(people=near)
    narrow = access.sees_language_only(user)
    found = sorted(rows, key=lambda row: str(row[-1]))
    roads = {flow: road_of(flow) for flow in {row[6] for row in found} if flow}
    return [
        Found(
            id=pk,
            name=display_name(first, last, called),
            case_number=number,
            neighbourhood=area or "",
            phase=roads[flow].phase(phase).label if flow and not narrow else "",
            is_narrow=narrow,
        )
        for pk, first, last, called, number, area, flow, phase, _sort in found
    ]


def mark_of(doubles: Iterable[Double]) -> str:
    """A short sign for exactly these likely doubles: sent back, it says that they were seen."""
    shown = sorted(
        f"{one.participant.pk if one.participant else one.team} {one.reasons}" for one in doubles
    )
    return sha256("|".join(shown).encode()).hexdigest()[:24]
