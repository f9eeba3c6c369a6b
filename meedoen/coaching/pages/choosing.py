"""The pages about one participant: who suits, who it was, and who stands in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from meedoen.accounts.models import User
from meedoen.coaching import access, rules
from meedoen.coaching.pages.candidates import candidates, language_names, needs
from meedoen.core.time import today
from meedoen.journeys.choices import AssignmentRole
from meedoen.journeys.models import CoachAssignment, Journey
from meedoen.messages.rules import way_to
from meedoen.participants.models import Participant
from meedoen.teams.models import Absence


@dataclass(frozen=True)
class Option:
    """One colleague on the page, with the reasons."""

    id: UUID
    name: str
    pros: list[str]
    cons: list[str]
    is_proposed: bool
    is_away: bool
    people: int


@dataclass(frozen=True)
class Choice:
    """Everybody who may be chosen, the proposal first."""

    options: list[Option]
    now: User | None

    @property
    def proposed(self) -> Option | None:
        """Whom the rules propose; nobody when everybody is away."""
        return next((one for one in self.options if one.is_proposed), None)

    @property
    def others(self) -> list[Option]:
        """Everybody else, best first."""
        return [one for one in self.options if not one.is_proposed]


def choice(journey: Journey, *, on: date | None = None) -> Choice:
    """Who could guide this participant, best first; who does so now is not among them."""
    judged = rules.propose(
        needs([journey])[journey.pk],
        [one for one in candidates() if one.id != journey.fixed_contact_id],
        on=on or today(),
        languages=language_names(),
    )
    first = rules.best(judged)
    return Choice([_option(one, is_proposed=one is first) for one in judged], journey.fixed_contact)


def _option(one: rules.Judged, *, is_proposed: bool) -> Option:
    return Option(
        id=one.candidate.id,
        name=one.candidate.name,
        pros=one.pros,
        cons=one.cons,
        is_proposed=is_proposed,
        is_away=one.is_away,
        people=one.candidate.people,
    )


@dataclass(frozen=True)
class Preview:
    """What the participant will hear, and how."""

    way: str
    body: str


def preview(participant: Participant) -> Preview:
    """The message about another contact person, before anybody was chosen."""
    said = rules.contact_changed(
        called=participant.called or participant.first_name or participant.name,
        coach=rules.Person("…"),
        agency=settings.AGENCY_NAME,
    )
    way = way_to(
        preferred=participant.preferred_channel,
        has_mail=bool(participant.email),
        has_phone=bool(participant.phone),
    )
    return Preview(str(way.label), said.body)


@dataclass(frozen=True)
class Spell:
    """That somebody was contact person, or stood in, for a while."""

    name: str
    role: str
    is_deputy: bool
    is_now: bool
    is_soon: bool
    since: datetime
    until: datetime | None
    last_day: date | None
    reason: str
    by: str


@dataclass(frozen=True)
class Story:
    """Who was contact when, and why that changed."""

    spells: list[Spell]
    deputy: CoachAssignment | None
    has_left: bool
    away: str


def story(journey: Journey) -> Story:
    """The history of contact persons of one journey, latest first; two queries."""
    day = today()
    rows = CoachAssignment.objects.filter(journey=journey).select_related("coach", "assigned_by")
    told = list(rows.order_by("-since", "-id"))
    deputies = [one for one in told if one.until is None and one.role == AssignmentRole.DEPUTY]
    fixed = journey.fixed_contact
    gone = Absence.objects.filter(user=fixed).not_over(day).order_by("since").first()
    away = rules.Away(gone.since, gone.until) if gone else None
    return Story(
        spells=[_spell(one, day) for one in told],
        deputy=deputies[0] if deputies else None,
        has_left=fixed is not None and not fixed.is_active,
        away=_after_a_name(rules.away_words(away, on=day)) if away else "",
    )


def _after_a_name(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _spell(one: CoachAssignment, day: date) -> Spell:
    is_deputy = one.role == AssignmentRole.DEPUTY
    runs = one.until is None
    begun = not is_deputy or access.is_deputised_now(one, on=day)
    return Spell(
        name=one.coach.name,
        role=one.get_role_display(),
        is_deputy=is_deputy,
        is_now=runs and begun,
        is_soon=runs and not begun,
        since=one.since,
        until=one.until,
        last_day=one.last_day,
        reason=one.reason,
        by=one.assigned_by.name,
    )
