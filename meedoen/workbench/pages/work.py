"""My work: my people, piled by what has to be done next, and who came in lately."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.intake import access as advices
from meedoen.intake.models import AdviceQuerySet
from meedoen.journeys import rules as road_rules
from meedoen.journeys.models import Journey
from meedoen.participants import access
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import Grant
from meedoen.workbench.pages.people import Person, read_people

PILE = 6
MOST = 300
LATELY = 6
RUNNING = 12


@dataclass(frozen=True)
class Pile:
    """The people for whom the same thing comes next; who waits longest on top."""

    label: road_rules.Words
    people: list[Person]
    others: int = 0


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

    to_judge: list[WaitingAdvice] = field(default_factory=list)
    given_back: list[WaitingAdvice] = field(default_factory=list)
    piles: list[Pile] = field(default_factory=list)
    running: list[Person] = field(default_factory=list)
    recent: list[Recent] = field(default_factory=list)
    has_dossiers: bool = False
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        advices = self.to_judge or self.given_back
        return not (self.piles or self.running or self.recent or advices)


def desk(user: User) -> Desk:
    """My people: of whom I am the contact, and those I see who have no contact person yet."""
    if not user.has(Permission.DOSSIER_SEE):
        return Desk()
    running = Journey.objects.open().order_by("entered_phase_at", "id")
    alone = Journey.objects.open().filter(
        participant=OuterRef("participant"), fixed_contact__isnull=True
    )
    unaccompanied = access.sights_of(user, viewer=user.pk).filter(Exists(alone))
    walked = unaccompanied.order_by("sort_name", "participant").values("participant")[:MOST]
    people = {
        person.id: person
        for journeys in (running.filter(fixed_contact=user), running.filter(participant__in=walked))
        for person in read_people(journeys[:MOST])
    }
    return Desk(
        to_judge=_advices(advices.advices_to_judge(user)),
        given_back=_advices(advices.advices_given_back(user)),
        piles=_piles([one for one in people.values() if not one.is_running]),
        running=[one for one in people.values() if one.is_running][:RUNNING],
        recent=_recent(user),
        has_dossiers=True,
        is_cut=len(people) >= MOST,
    )


def _piles(people: list[Person]) -> list[Pile]:
    """In the order of the road: what stands at its beginning waits for us most."""
    by_label: dict[str, list[Person]] = {}
    for person in sorted(people, key=lambda one: one.phase_since):
        by_label.setdefault(str(person.next_step), []).append(person)
    order = [str(condition.todo) for condition in road_rules.CONDITIONS.values()]
    piles = []
    for label in sorted(by_label, key=order.index):
        waiting = by_label[label]
        piles.append(Pile(label, waiting[:PILE], max(len(waiting) - PILE, 0)))
    return piles


def _advices(waiting: AdviceQuerySet) -> list[WaitingAdvice]:
    """Who waits longest on top."""
    return [
        WaitingAdvice(
            person=one.journey.participant_id,
            name=one.journey.participant.display_name,
            core_question=one.core_question,
            by=one.by.name,
            on=one.given_on,
            sentence=one.verdict.sentence if one.verdict else "",
        )
        for one in waiting.order_by("given_at", "id")[:RUNNING]
    ]


def _recent(user: User) -> list[Recent]:
    """Identifiers sort by time, so the last registered are the last in the index."""
    grants = Grant.objects.active().filter(user=user, ground=GrantGround.REGISTERED)
    latest = grants.select_related("participant").order_by("-participant_id")[:LATELY]
    return [Recent(one.participant_id, one.participant.display_name) for one in latest]
