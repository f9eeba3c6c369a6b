"""What needs a hand, in words, the most pressing first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, UUIDField
from django.utils import timezone

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.conditions import Among, Many
from meedoen.core.errors import Words
from meedoen.core.prepared import Prepared
from meedoen.core.time import now, today
from meedoen.journeys import rules as roads
from meedoen.journeys.models import Binding, Journey
from meedoen.participants import access as participants
from meedoen.participants.rules import display_name
from meedoen.watch import access, rules
from meedoen.watch.choices import Band, Kind
from meedoen.watch.pages.questions import PHASES, Shape, question


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs a hand: about whom, why, and the one action that resolves it."""

    kind: Kind
    band: Band
    participant: UUID
    name: str
    neighbourhood: str
    contact: str
    reason: str
    days: int
    action: Words
    page: str
    # What else there is about this person, less pressing or resolved along with it.
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pile:
    """The lines that are equally pressing."""

    band: Band
    lines: list[Line]
    others: int = 0

    @property
    def number(self) -> int:
        """How many there are, shown or not."""
        return len(self.lines) + self.others


@dataclass(frozen=True)
class Filter:
    """What a team leader narrows the list of the team to."""

    kind: str = ""
    contact: str = ""
    # Of this pile everything is shown; of the others the beginning.
    whole: str = ""


@dataclass(frozen=True)
class Worklist:
    """Everything that needs a hand, in piles; what is empty is left out."""

    piles: list[Pile] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many things need a hand."""
        return sum(pile.number for pile in self.piles)


def mine(user: User, *, whole: str = "") -> Worklist:
    """Of whom I am the contact or stand in for, and whom I see who have no contact person yet."""
    if not user.has(Permission.DOSSIER_SEE):
        return Worklist()
    shape = Shape(viewers=1, is_mine=True)
    return Worklist(_piles(_found(shape, viewer0=user.pk, user=user.pk), whole=whole))


def of_team(user: User, wanted: Filter) -> Worklist:
    """The same list for everybody in the teams that this user leads (R112)."""
    viewers = participants.viewers_of(user)
    few = participants.few_seen(*viewers, most=FEW)
    if few is None:
        named = {f"viewer{n}": viewer for n, viewer in enumerate(viewers)}
        found = _found(Shape(viewers=len(viewers)), **named)
    else:
        found = _found(Shape(sees_few=True), people=few)
    contacts = sorted({one.about.contact for one in found if one.about.contact})
    kept = [
        one
        for one in found
        if wanted.kind in {"", one.kind} and wanted.contact in {"", one.about.contact or ""}
    ]
    return Worklist(_piles(kept, whole=wanted.whole), contacts)


def _found(shape: Shape, **values: Any) -> list["Found"]:
    """Everything that needs a hand today; two queries, however much it is."""
    limits, day = access.limits(), today()
    rows = question(shape).rows(**_days(limits, day), **values)
    people = _people({pk for _kind, pk, _day in rows}) if rows else {}
    found = []
    for code, journey, since in rows:
        kind = Kind(code)
        band = rules.band(limits[kind], since=since, today=day)
        if band is not None:
            found.append(Found(kind, band, since, (day - since).days, people[journey]))
    return found


def _days(limits: Mapping[Kind, rules.Limits], day: date) -> dict[str, Any]:
    """The latest day from which each kind shows; of phases the end of that day."""
    days: dict[str, Any] = {
        "today": day,
        "now": now(),
        "earliest": day - timedelta(days=rules.FURTHEST),
    }
    zone = timezone.get_default_timezone()
    for kind in Kind:
        until = rules.cutoff(limits[kind], today=day)
        end = datetime.combine(until + timedelta(days=1), time(), tzinfo=zone)
        days[f"until_{kind.value}"] = end if kind in PHASES or kind == Kind.MEETING else until
    return days


class About(NamedTuple):
    """Who a line is about, in the order of the question below."""

    journey: UUID
    participant: UUID
    category: str
    is_bound: bool
    first_name: str
    last_name: str
    called: str
    neighbourhood: str | None
    contact: str | None

    @property
    def name(self) -> str:
        """As this person is called."""
        return display_name(self.first_name, self.last_name, self.called)


class Found(NamedTuple):
    """One thing that needs a hand, before it is put into words: most lists show only a part."""

    kind: Kind
    band: Band
    since: date
    days: int
    about: About


# Of up to so many people the work is looked up; of more, what waits is walked.
FEW = 500
# So many of a pile to begin with.
FIRST = 10
PEOPLE = Prepared(
    lambda: (
        Journey.objects.filter(Among("pk", Many("journeys", UUIDField())))
        .annotate(is_bound=Exists(Binding.objects.filter(journey=OuterRef("pk"), until=None)))
        .values_list(
            "pk",
            "participant",
            "category",
            "is_bound",
            "participant__first_name",
            "participant__last_name",
            "participant__called",
            "participant__neighbourhood__name",
            "fixed_contact__name",
        )
    )
)


def _people(ids: Iterable[UUID]) -> dict[UUID, About]:
    return {row[0]: About._make(row) for row in PEOPLE.rows(journeys=ids)}


def _piles(found: list[Found], *, whole: str) -> list[Pile]:
    """One line for each person, the most pressing first; a long pile shows its beginning."""
    together = sorted(_by_person(found), key=_pressing)
    piles = []
    for band in Band:
        those = [about_one for about_one in together if about_one[0].band == band]
        shown = those if whole == band else those[:FIRST]
        if those:
            lines = [_line(*about_one) for about_one in shown]
            piles.append(Pile(band, lines, len(those) - len(shown)))
    return piles


def _pressing(about_one: list[Found]) -> tuple[int, str, str]:
    first = about_one[0]
    return (-first.days, first.about.name, first.kind)


def _by_person(found: list[Found]) -> list[list[Found]]:
    """What is about one person comes together: the most pressing leads, and silence never does
    when there is something to do."""
    order = {band: number for number, band in enumerate(Band)}
    together: dict[UUID, list[Found]] = {}
    for one in found:
        together.setdefault(one.about.participant, []).append(one)
    for those in together.values():
        if len(those) > 1:
            those.sort(key=lambda one: (order[one.band], one.kind == Kind.CONTACT, -one.days))
    return list(together.values())


def _line(first: Found, *rest: Found) -> Line:
    """In words: what leads, and what else there is about this person."""
    about, watched = first.about, rules.WATCHED[first.kind]
    return Line(
        kind=first.kind,
        band=first.band,
        participant=about.participant,
        name=about.name,
        neighbourhood=about.neighbourhood or "",
        contact=about.contact or "",
        reason=_reason(first),
        days=first.days,
        action=watched.action,
        page=watched.page,
        also=tuple(_reason(one) for one in rest),
    )


def _reason(one: Found) -> str:
    about = one.about
    may_oblige = roads.may_oblige(category=about.category, is_bound=about.is_bound)
    return rules.reason(one.kind, since=one.since, today=today(), may_oblige=may_oblige)
