"""What is measured: the pages people use most, and beside each the same rows without Meedoen."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.workflow import pages as workflow
from tests.load.browser import Browser
from tests.load.fill import Filled

Work = Callable[[], object]


@dataclass(frozen=True)
class Subject:
    """A page, its work through Meedoen, and the floor: the same rows without Meedoen."""

    name: str
    page: Work
    floor: Work
    budget_ms: float
    budget_queries: int


class Bare:
    """The database driver by itself, on a connection of its own."""

    def __init__(self) -> None:
        settings = connection.settings_dict
        self.is_postgres = connection.vendor == "postgresql"
        self.driver: Any
        if self.is_postgres:
            self.driver = psycopg.connect(
                dbname=settings["NAME"], host=settings["HOST"], port=settings["PORT"] or None,
                user=settings["USER"], password=settings["PASSWORD"], autocommit=True,
            )  # fmt: skip
        else:
            self.driver = sqlite3.connect(settings["NAME"], isolation_level=None)
            self.driver.execute("PRAGMA synchronous=NORMAL")

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Fetch; `?` marks a value."""
        plain = [value.hex if isinstance(value, UUID) else value for value in values]
        if self.is_postgres:
            sql = sql.replace("%", "%%").replace("?", "%s")
        return list(self.driver.execute(sql, plain).fetchall())

    def write(self, *statements: tuple[str, tuple[object, ...]]) -> None:
        """Several statements in one durable transaction."""
        self.driver.execute("BEGIN" if self.is_postgres else "BEGIN IMMEDIATE")
        for sql, values in statements:
            plain = [value.hex if isinstance(value, UUID) else value for value in values]
            self.driver.execute(sql.replace("?", "%s") if self.is_postgres else sql, plain)
        self.driver.execute("COMMIT")


LIST = """
SELECT p.id, p.first_name, p.last_name, p.called, n.name, j.phase, u.name, j.last_contact_on,
       p.sort_name
FROM participants_grant g
JOIN participants_participant p ON p.id = g.participant_id
LEFT JOIN network_neighbourhood n ON n.id = p.neighbourhood_id
LEFT JOIN journeys_journey j ON j.participant_id = p.id AND j.closed_at IS NULL
LEFT JOIN accounts_user u ON u.id = j.fixed_contact_id
WHERE g.{whose} = ? AND g.until IS NULL ORDER BY p.sort_name, p.id LIMIT 51
"""
FIND = """
SELECT p.id, p.first_name, p.last_name FROM participants_participant p
JOIN participants_grant g ON g.participant_id = p.id AND g.user_id = ? AND g.until IS NULL
WHERE p.name_key LIKE ? LIMIT 10
"""
FIGURES = """
SELECT substr(CAST(on_trajectory_on AS text), 1, 7) AS month, category, neighbourhood_id, count(*)
FROM journeys_journey WHERE on_trajectory_on >= ? GROUP BY 1, 2, 3
"""

FLOW_NOW = """
SELECT flow_id, phase, count(*), count(CASE WHEN entered_phase_at < ? THEN phase END)
FROM journeys_journey WHERE closed_at IS NULL GROUP BY 1, 2
"""
FLOW_DAYS = """
SELECT route, phase, days, count(*) FROM journeys_phasevisit WHERE left_at >= ? GROUP BY 1, 2, 3
"""


BEGIN = """
SELECT id, first_name, last_name FROM participants_participant
WHERE sort_name >= ? AND sort_name < ? LIMIT 10
"""


def subjects(filled: Filled) -> list[Subject]:
    """The pages of the issue; the list also as a team leader sees it."""
    bare = Bare()
    coach, leader = Browser(filled.coach), Browser(filled.leader)
    return [
        *_lists(filled, bare, coach, leader),
        *_dossier(filled, bare, coach),
        *_counted_pages(bare, leader),
    ]


def _lists(filled: Filled, bare: Bare, coach: Browser, leader: Browser) -> list[Subject]:
    team = _team_of(bare)
    own = LIST.format(whose="user_id")
    return [
        Subject(
            "caseload, coach", lambda: coach.get("/deelnemers/"),
            lambda: bare.rows(own, filled.coach.pk), 5, 6,
        ),
        Subject(
            "caseload, team leader", lambda: leader.get("/deelnemers/"),
            lambda: bare.rows(LIST.format(whose="team_id"), team), 5, 6,
        ),
        Subject(
            "search, coach", lambda: coach.get("/zoeken/", "q=ami"),
            lambda: bare.rows(FIND, filled.coach.pk, "%ami%"), 5, 4,
        ),
        Subject(
            "search, team leader", lambda: leader.get("/zoeken/", "q=ami"),
            lambda: bare.rows(BEGIN, "ami", "amj"), 5, 4,
        ),
        Subject(
            "search with a slip", lambda: leader.get("/zoeken/", "q=katarzina"),
            lambda: bare.rows(BEGIN, "kat", "kau"), 15, 8,
        ),
        Subject(
            "my work", lambda: coach.get("/"), lambda: bare.rows(own, filled.coach.pk), 15, 15
        ),
        Subject(
            "work of the team", lambda: leader.get("/werk/team/"),
            lambda: bare.rows(LIST.format(whose="team_id"), team), 15, 15,
        ),
    ]  # fmt: skip


def _dossier(filled: Filled, bare: Bare, coach: Browser) -> list[Subject]:
    dossier = f"/deelnemers/{filled.dossier}/"
    return [
        Subject(
            "dossier", lambda: coach.get(dossier),
            lambda: _floor_dossier(bare, filled.dossier), 8, 10,
        ),
        Subject("save a note", _note(coach, dossier), _floor_note(bare, filled), 6, 8),
    ]  # fmt: skip


def _counted_pages(bare: Bare, leader: Browser) -> list[Subject]:
    year_ago = (today() - timedelta(days=365)).isoformat()
    return [
        Subject(
            "figures of a year", lambda: leader.get("/cijfers/"),
            lambda: bare.rows(FIGURES, year_ago), 60, 8,
        ),
        Subject("flow chart, counted", lambda: _counted(leader), lambda: _floor_flow(bare), 300, 9),
        Subject(
            "flow chart, kept", lambda: leader.get("/stroomschema/"),
            lambda: bare.rows("SELECT * FROM journeys_flow"), 300, 7,
        ),
    ]  # fmt: skip


def _team_of(bare: Bare) -> UUID:
    return UUID(str(bare.rows("SELECT id FROM teams_team WHERE code = ?", "wgi")[0][0]))


def _floor_dossier(bare: Bare, person: UUID) -> None:
    bare.rows("SELECT * FROM participants_participant WHERE id = ?", person)
    bare.rows("SELECT * FROM journeys_journey WHERE participant_id = ?", person)
    bare.rows(
        'SELECT * FROM contacts_contactmoment WHERE participant_id = ? ORDER BY "on" DESC LIMIT 30',
        person,
    )


def _note(coach: Browser, dossier: str) -> Work:
    path = f"{dossier}contacten/"
    token = coach.form_token(path)

    def save() -> None:
        coach.post(path, {
            "csrfmiddlewaretoken": token, "token": str(new_id()), "channel": "call",
            "topic": "progress", "on": today().strftime("%d-%m-%Y"), "was_reached": "yes",
            "note": "Gebeld. Het gaat goed.", "motivation": "4",
        })  # fmt: skip

    return save


def _floor_note(bare: Bare, filled: Filled) -> Work:
    """One contact and one log row, in one durable transaction."""
    contact = bare.rows(
        "SELECT journey_id FROM contacts_contactmoment WHERE participant_id = ? LIMIT 1",
        filled.dossier,
    )
    journey = UUID(str(contact[0][0]))
    insert = (
        'INSERT INTO contacts_contactmoment (id, journey_id, participant_id, "on", at, by_id, '
        "channel, topic, was_reached, note, motivation, next_step, is_warning, token, "
        "withdrawn_because, version) "
        "VALUES (?, ?, ?, ?, ?, ?, 'call', 'progress', ?, 'Gebeld.', 4, '', ?, ?, '', 1)"
    )
    log = (
        "INSERT INTO audit_event (id, at, action, actor_id, actor_name, participant_id, "
        "object_type, object_id, facts, result, origin) "
        "VALUES (?, ?, 'contacts.written', ?, 'Coach', ?, 'contacts.contactmoment', '', '{}', "
        "'ok', 'load')"
    )

    def save() -> None:
        day = today().isoformat()
        bare.write(
            (insert, (new_id(), journey, filled.dossier, day, f"{day} 12:00:00", filled.coach.pk,
                      True, False, new_id())),
            (log, (new_id(), f"{day} 12:00:00", filled.coach.pk, filled.dossier)),
        )  # fmt: skip

    return save


def _counted(leader: Browser) -> None:
    workflow.forget()
    leader.get("/stroomschema/")


def _floor_flow(bare: Bare) -> None:
    bare.rows(FLOW_NOW, (today() - timedelta(days=14)).isoformat())
    bare.rows(FLOW_DAYS, (today() - timedelta(days=365)).isoformat())
