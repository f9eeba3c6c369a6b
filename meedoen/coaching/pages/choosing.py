"""The pages about one participant: who suits, who it was, and who stands in."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
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

# So many colleagues stand on the page beside the proposal, best first; the others on request.
SHOWN = 24


@dataclass(frozen=True)
class Option:
    """One colleague on the page, with the reasons."""

    judged: rules.Judged
    is_proposed: bool

    @property
    def id(self) -> UUID:
        return self.judged.candidate.id

    @property
    def name(self) -> str:
        return self.judged.candidate.name

    @property
    def pros(self) -> list[str]:
        """What speaks for them."""
        return self.judged.pros

    @property
    def cons(self) -> list[str]:
        """What to look at before choosing them."""
        return self.judged.cons

    @property
    def is_away(self) -> bool:
        return self.judged.is_away


@dataclass(frozen=True)
class Choice:
    """Everybody who may be chosen, the proposal first."""

    options: list[Option]
    now: User | None
    shows_all: bool = False

    @property
    def proposed(self) -> Option | None:
        """Whom the rules propose; nobody when everybody is away."""
        return next((one for one in self.options if one.is_proposed), None)

    @cached_property
    def others(self) -> list[Option]:
        """Everybody else, best first."""
        return [one for one in self.options if not one.is_proposed]

    def shown(self, chosen: str) -> list[Option]:
        """The first of the others, and who was chosen before though they come later."""
        if self.shows_all:
            return self.others
        first, later = self.others[:SHOWN], self.others[SHOWN:]
        return first + [one for one in later if str(one.id) == chosen]


def choice(journey: Journey, *, shows_all: bool = False) -> Choice:
    """Who could guide this participant, best first; who does so now is not among them."""
    judged = rules.propose(
        needs([journey])[journey.pk],
        [one for one in candidates() if one.id != journey.fixed_contact_id],
        on=today(),
        languages=language_names(),
    )
    first = rules.best(judged)
    options = [Option(one, is_proposed=one is first) for one in judged]
    return Choice(options, journey.fixed_contact, shows_all)


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
