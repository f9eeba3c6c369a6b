"""My work: what needs a hand, the most pressing first, and who came in lately."""

from dataclasses import dataclass, field
from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.appointments import pages as appointments
from meedoen.appointments.pages import Row
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import Grant
from meedoen.watch import pages as watch
from meedoen.watch.pages import Worklist

LATELY = 6


@dataclass(frozen=True)
class Recent:
    """Somebody this user registered."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Desk:
    """What is on the desk of this user."""

    work: Worklist = field(default_factory=Worklist)
    recent: list[Recent] = field(default_factory=list)
    today: list[Row] = field(default_factory=list)
    has_dossiers: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.work.piles or self.recent or self.today)


def desk(user: User, *, whole: str = "") -> Desk:
    """The computed work list (R95, R107): nobody types it, and nobody can forget it."""
    if not user.has(Permission.DOSSIER_SEE):
        return Desk()
    return Desk(
        work=watch.mine(user, whole=whole),
        recent=_recent(user),
        today=appointments.today_of(user),
        has_dossiers=True,
    )


def _recent(user: User) -> list[Recent]:
    """Identifiers sort by time, so the last registered are the last in the index."""
    grants = Grant.objects.active().filter(user=user, ground=GrantGround.REGISTERED)
    latest = grants.select_related("participant").order_by("-participant_id")[:LATELY]
    return [Recent(one.participant_id, one.participant.display_name) for one in latest]
