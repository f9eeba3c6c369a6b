"""A database with a year of work in it: N participants, 80 to a coach, with their history.

The rows are what the verbs would have written; they go in by the table because the point is
to measure reading and writing at size, not to wait for ten million verbs.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from uuid import UUID

from django.db import connection

from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.audit.models import Event, Look
from meedoen.contacts.models import ContactMoment
from meedoen.core.text import name_key, sort_name, tokens
from meedoen.core.time import now
from meedoen.demo import actions as demo
from meedoen.demo.people import FIRST_NAMES, LAST_NAMES, NOTES, QUESTIONS
from meedoen.journeys.access import current_flow
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Binding, CoachAssignment, Journey, Milestone, PhaseVisit
from meedoen.ladder.models import Climb, Measurement
from meedoen.language.models import LevelRecord
from meedoen.network.models import Neighbourhood
from meedoen.participants.models import Grant, NameWord, Participant, Sight, SightWord
from meedoen.teams.models import Membership, Team
from tests.load.tables import Rows, analyse, flush_all

CASELOAD = 80
TIMELINE = 30
ROAD = (
    ("registered", None), ("intake", Fact.INTAKE_STARTED),
    ("profile_advice", Fact.INTAKE_COMPLETED), ("planning", Fact.ADVICE_GIVEN),
    ("acceptance", Fact.PLAN_PROPOSED), ("agreement", Fact.PLAN_ACCEPTED),
    ("in_trajectory", Fact.FIRST_PART_STARTED),
)  # fmt: skip
TABLES = (
    User, RoleAssignment, Membership, Participant, Grant, Sight, SightWord, NameWord, Journey,
    PhaseVisit, Milestone, Binding, CoachAssignment, LevelRecord, Measurement, Climb, ContactMoment,
    Event, Look,
)  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """Who is measured: a coach with a full caseload, a team leader, and one dossier."""

    coach: User
    leader: User
    dossier: UUID
    rows: int


def _id(kind: str, number: int) -> UUID:
    """The same identifier for the same thing in every run, spread in time like real ones."""
    spread = int(hashlib.blake2s(f"{kind}{number}".encode(), digest_size=8).hexdigest(), 16)
    return UUID(int=(0x0198 << 112) | (number << 80) | (0x7 << 76) | (0b10 << 62) | (spread >> 2))


class Filler:
    """Writes the year of one participant after another."""

    def __init__(self, people: int):
        demo.seed(people=0)
        self.people = people
        self.chance = Random(2026)
        self.rows = {model: Rows(model) for model in TABLES}
        self.flow = current_flow("neighbourhood")
        self.team = Team.objects.get(code="wgi")
        self.areas = list(Neighbourhood.objects.values_list("pk", flat=True))
        self.admin = User.objects.get(email="app_admin@demo.example")
        self.today = now()
        self.serial = self.words = 0
        self.known: set[str] = set()

    def fill(self) -> Filled:
        """Everything; the coach of the first eighty and the team leader are the ones to measure."""
        coaches = max(1, self.people // CASELOAD)
        for number in range(coaches):
            self._coach(number)
        for number in range(self.people):
            self._participant(number, _id("user", number // CASELOAD % coaches))
        total = flush_all(self.rows.values())
        analyse()
        return Filled(
            coach=User.objects.get(pk=_id("user", 0)),
            leader=User.objects.get(email="wgi_coordinator@demo.example"),
            dossier=_id("person", 0),
            rows=total,
        )

    def _coach(self, number: int) -> None:
        coach, day = _id("user", number), (self.today - timedelta(days=500)).date()
        self.rows[User].add(
            id=coach, email=f"coach{number}@load.example", name=f"Coach {number}",
            password="!", date_joined=self.today,
        )  # fmt: skip
        self.rows[RoleAssignment].add(
            id=_id("role", number), user_id=coach, role=Role.PARTICIPATION_COACH.value, since=day
        )
        self.rows[Membership].add(
            id=_id("member", number), team_id=self.team.pk, user_id=coach, since=day
        )

    def _participant(self, number: int, coach: UUID) -> None:
        chance, person = self.chance, _id("person", number)
        first = f"{FIRST_NAMES[number % len(FIRST_NAMES)]}"
        last = f"{LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]} {number % 977}"
        registered = self.today - timedelta(days=chance.randint(0, 365))
        area = self.areas[number % len(self.areas)]
        self.rows[Participant].add(
            id=person, case_number=f"L{number:07}", first_name=first, last_name=last,
            name_key=name_key(first, last), sort_name=sort_name(first, last),
            category="voluntary", phone=f"+316{number:08}", neighbourhood_id=area,
            question=QUESTIONS[number % len(QUESTIONS)], team_id=self.team.pk,
            registered_on=registered.date(), languages='["nl"]',
            interpreter_language="ar" if number % 10 in {1, 4, 7} else "",
            childcare_needed=number % 10 in {2, 7},
        )  # fmt: skip
        for place, (user, team, ground) in enumerate(
            ((coach, None, "fixed_contact"), (None, self.team.pk, "routed"))
        ):
            self.rows[Grant].add(
                id=_id("grant", number * 2 + place), participant_id=person, user_id=user,
                team_id=team, ground=ground, since=registered, given_by_id=self.admin.pk,
            )  # fmt: skip
        self._sights(person, coach, first, last)
        self._journey(number, person, coach, area, registered)

    def _sights(self, person: UUID, coach: UUID, *names: str) -> None:
        """Who finds this person by which words, as the grants add up to."""
        words = sorted(set(tokens(" ".join(names))))
        row = "".join(f" {word}" for word in words)
        for word in set(words) - self.known:
            self.known.add(word)
            self.rows[NameWord].add(id=len(self.known), word=word)
        for viewer in (coach, self.team.pk):
            self.serial += 1
            self.rows[Sight].add(
                id=self.serial,
                viewer=viewer,
                participant_id=person,
                sort_name=sort_name(*names),
                is_whole=True,
            )
            for word in words:
                self.words += 1
                self.rows[SightWord].add(
                    id=self.words, viewer=viewer, participant_id=person, word=word, words=row
                )

    def _journey(
        self, number: int, person: UUID, coach: UUID, area: UUID, registered: datetime
    ) -> None:
        journey, reached = _id("journey", number), 1 + number % len(ROAD)
        days = max(1, (self.today - registered).days // (reached + 1))
        entered = [registered + timedelta(days=days * step) for step in range(reached)]
        coached = reached > 4
        started = entered[-1].date() if reached == len(ROAD) else None
        self.rows[Journey].add(
            id=journey, participant_id=person, flow_id=self.flow.pk, category="voluntary",
            team_id=self.team.pk, neighbourhood_id=area, phase=ROAD[reached - 1][0],
            entered_phase_at=entered[-1], started_on=registered.date(),
            fixed_contact_id=coach if coached else None,
            coach_assigned_at=entered[4] if coached else None,
            on_trajectory_on=started, last_contact_on=self.today.date(),
        )  # fmt: skip
        for step in range(reached):
            phase, fact = ROAD[step]
            key = number * 10 + step
            last = step == reached - 1
            self.rows[PhaseVisit].add(
                id=_id("visit", key), journey_id=journey, phase=phase, route="neighbourhood",
                team_id=self.team.pk, direction="on" if step else "start",
                entered_at=entered[step], entered_by_id=coach,
                left_at=None if last else entered[step + 1],
                left_by_id=None if last else coach, days=None if last else days,
            )  # fmt: skip
            if fact:
                self.rows[Milestone].add(
                    id=_id("fact", key), journey_id=journey, fact=fact.value, at=entered[step],
                    by_id=coach,
                )  # fmt: skip
        if started:
            self.rows[Binding].add(
                id=_id("binding", number), journey_id=journey, category="voluntary",
                ground="signed_agreement", evidence="0" * 64, since=entered[-1],
            )  # fmt: skip
        if coached:
            self.rows[CoachAssignment].add(
                id=_id("assigned", number), journey_id=journey, coach_id=coach,
                since=entered[4], assigned_by_id=coach,
            )  # fmt: skip
        self._year(number, person, journey, coach, registered)

    def _year(
        self, number: int, person: UUID, journey: UUID, coach: UUID, registered: datetime
    ) -> None:
        for place, skill in enumerate(("speaking", "listening", "reading", "writing")):
            self.rows[LevelRecord].add(
                id=_id("level", number * 4 + place), participant_id=person, skill=skill,
                level=("a0", "a1", "a2")[number % 3], method="conversation",
                measured_on=registered.date(), assessor_id=coach,
            )  # fmt: skip
        self._ladder(number, person, coach, registered)
        span = max(1, (self.today - registered).days)
        notes = TIMELINE if number % CASELOAD == 0 else 6
        for place in range(notes):
            at = registered + timedelta(days=span * place // notes)
            _channel, topic, note, motivation = NOTES[(number + place) % len(NOTES)]
            key = number * 40 + place
            self.rows[ContactMoment].add(
                id=_id("contact", key), journey_id=journey, participant_id=person, on=at.date(),
                at=at, channel="call", topic=topic, note=note, motivation=motivation, by_id=coach,
                token=_id("token", key),
            )  # fmt: skip
            self.rows[Event].add(
                id=_id("event", key), at=at, action="contacts.written", actor_id=coach,
                actor_name="Coach", participant_id=person, object_type="contacts.contactmoment",
                object_id=str(_id("contact", key)), facts="{}",
            )  # fmt: skip
            self.rows[Look].add(
                id=_id("look", key), at=at, actor_id=coach, actor_name="Coach",
                actor_roles="Participatiecoach", participant_id=person, part="overzicht",
            )  # fmt: skip

    def _ladder(self, number: int, person: UUID, coach: UUID, registered: datetime) -> None:
        """A first measurement, and of most people one or two later ones."""
        start, began = 1 + number % 4, registered.date()
        days = [began + timedelta(days=120 * later) for later in range(1 + number % 3)]
        days = [day for day in days if day <= self.today.date()]
        for place, day in enumerate(days):
            step, key = min(6, start + place * (number % 5 > 1)), number * 3 + place
            self.rows[Measurement].add(
                id=_id("ladder", key), participant_id=person, measured_on=day,
                moment="t1_end" if place else "t0_intake", answers='{"q1": false}', computed=step,
                recorded=step, recorded_by_id=coach, growth_step=start + 1, recorded_at=self.today,
            )  # fmt: skip
            if place:
                self.rows[Climb].add(
                    measurement_id=_id("ladder", key), participant_id=person, start=start,
                    now=step, by_us=False, hoped=start + 1, measured_on=day,
                    expected_by=began + timedelta(days=365), until=dict(pairwise(days)).get(day),
                )  # fmt: skip


def kind() -> str:
    """Which database this is."""
    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
