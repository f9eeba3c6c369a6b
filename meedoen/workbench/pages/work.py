"""My work: what needs a hand, the most pressing first, and who came in lately."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import DateField, UUIDField

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.appointments import pages as appointments
from meedoen.appointments.pages import Row
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import today
from meedoen.intake import access as advices
from meedoen.intake.models import Advice
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import Grant
from meedoen.participants.rules import display_name
from meedoen.watch import pages as watch
from meedoen.watch.pages import Promise, Worklist

LATELY = 6
ADVICES = 12


@dataclass(frozen=True)
class Recent:
    """Somebody this user registered."""

    id: UUID
    name: str


@dataclass(frozen=True)
class WaitingAdvice:
    """An advice that asks something of this user: to look at it, or to write it anew."""

    person: UUID
    name: str
    core_question: str
    by: str
    on: date
    sentence: str = ""


@dataclass(frozen=True)
class Desk:
    """What is on the desk of this user."""

    work: Worklist = field(default_factory=Worklist)
    to_judge: list[WaitingAdvice] = field(default_factory=list)
    given_back: list[WaitingAdvice] = field(default_factory=list)
    recent: list[Recent] = field(default_factory=list)
    today: list[Row] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    has_dossiers: bool = False

    @property
    def is_empty(self) -> bool:
        advices = self.to_judge or self.given_back
        return not (self.work.piles or self.recent or self.today or self.promises or advices)


def desk(user: User, *, whole: str = "") -> Desk:
    """The computed work list (R95, R107): nobody types it, and nobody can forget it."""
    if not user.has(Permission.DOSSIER_SEE):
        return Desk(promises=watch.promises(user))
    return Desk(
        work=watch.mine(user, whole=whole),
        to_judge=_advices(advices.advices_to_judge(user).order_by("given_at", "id")[:ADVICES]),
        given_back=_advices(advices.advices_given_back(user)),
        recent=_recent(user),
        today=appointments.today_of(user),
        promises=watch.promises(user),
        has_dossiers=True,
    )


def _advices(waiting: Iterable[Advice]) -> list[WaitingAdvice]:
    return [
        WaitingAdvice(
            person=one.journey.participant_id,
            name=one.journey.participant.display_name,
            core_question=one.core_question,
            by=one.by.name,
            on=one.given_on,
            sentence=one.verdict.sentence if one.verdict else "",
        )
        for one in waiting
    ]


def _recent(user: User) -> list[Recent]:
    latest = REGISTERED.rows(user=user.pk, today=today())
    return [Recent(pk, display_name(first, last, called)) for pk, first, last, called in latest]


# Identifiers sort by time, so the last registered are the last in the index.
REGISTERED = Prepared(
    lambda: (
        Grant.objects.active(Slot("today", DateField()))
        .filter(user=Slot("user", UUIDField()), ground=GrantGround.REGISTERED)
        .order_by("-participant_id")
        .values_list(
            "participant_id",
            "participant__first_name",
            "participant__last_name",
            "participant__called",
        )[:LATELY]
    )
)
