"""Filling a town with a believable year: everything can be tried, on people who do not exist."""

from datetime import time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.core.time import now, pretend, today
from meedoen.demo import measures
from meedoen.demo.agenda import fill_agendas
from meedoen.demo.colleagues import settle
from meedoen.demo.directory import furnish
from meedoen.demo.distribution import propose_a_start
from meedoen.demo.exchange import hand_in_a_package
from meedoen.demo.people import person
from meedoen.demo.places import hours, town
from meedoen.demo.questionnaires import work_on_a_draft
from meedoen.demo.ruling import choose_the_rules
from meedoen.demo.staff import PASSWORD, STAFF
from meedoen.demo.story import Story, Town
from meedoen.demo.trends import look_around
from meedoen.demo.waiting import fill_up
from meedoen.demo.workflow import change_the_road
from meedoen.demo.years import look_back_on_years
from meedoen.imports import actions as imports
from meedoen.imports.rules import columns, files
from meedoen.network import actions as network
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers import actions as offers
from meedoen.offers.choices import Side
from meedoen.offers.models import Offer
from meedoen.offers.rules import Slot
from meedoen.participants.models import Participant
from meedoen.teams import actions as teams
from meedoen.teams.choices import Category, TeamKind

SEED = 2026
MEETING = (Role.CONSULTANT, Role.PARTICIPATION_COACH)
PEOPLE = 150
TEAMS = (
    ("management", "Managementteam", TeamKind.MANAGEMENT, ""),
    ("inburgering", "Team Inburgering", TeamKind.DELIVERY, Category.MANDATORY),
    ("wgi", "Team Wijkgerichte Inburgering", TeamKind.DELIVERY, Category.VOLUNTARY),
    ("vluchtelingen", "Team Vluchtelingen", TeamKind.DELIVERY, ""),
)


def is_filled() -> bool:
    """Whether there are people in this database already."""
    return User.objects.exists() or Participant.objects.exists()


@transaction.atomic
def seed(*, people: int = PEOPLE) -> int:
    """The same town every time: colleagues, organisations, offers, and people with a past.

    Returns how many people there are. The dates move along with today.
    """
    with pretend(now() - timedelta(days=1000)):
        staff = _hire()
        admin = staff[f"{Role.APP_ADMIN.value}@demo.example"]
        areas = _map_areas(admin)
        known = _found_organisations(admin, areas)
    with pretend(now() - timedelta(days=60)):
        made = _open_offers(admin, areas, known)
    choose_the_rules(adviser=staff[f"{Role.STAFF_ADVISER.value}@demo.example"], areas=areas)
    place = Town(
        areas=areas,
        language_offers=[offer for offer in made if offer.side == Side.LANGUAGE],
        participation_offers=[offer for offer in made if offer.side == Side.PARTICIPATION],
        assessor=staff["assessor@demo.example"],
        leader=staff["team_leader_integration@demo.example"],
        today=today(),
    )
    for number in range(people):
        _tell(number, place=place, staff=staff)
    look_back_on_years(max(people // 18, 4) if people else 0, town=place, staff=staff)
    measures.add_growth()
    settle(staff, areas)
    _hand_in_a_list(staff["consultant@demo.example"])
    change_the_road(
        adviser=staff[f"{Role.STAFF_ADVISER.value}@demo.example"],
        admin=staff[f"{Role.APP_ADMIN.value}@demo.example"],
    )
    fill_agendas([staff[one.email] for one in STAFF if one.role in MEETING], seed=SEED)
    work_on_a_draft(admin)
    furnish(areas, admin=admin, coach=staff["participation_coach@demo.example"])
    propose_a_start(staff[f"{Role.WGI_COORDINATOR.value}@demo.example"])
    fill_up(made, by=admin)
    hand_in_a_package(staff[f"{Role.STAFF_ADVISER.value}@demo.example"])
    look_around(staff, areas, seed=SEED)
    return people


def _hand_in_a_list(by: User) -> None:
    """A list from a coffee morning waits to be looked through, with the usual mistakes in it."""
    file = Path(__file__).with_name("koffieochtend.csv")
    sheet = files.read(file.read_bytes(), pick=columns.pick_sheet)
    batch = imports.upload(sheet, by=by, filename=file.name)
    imports.choose_columns(batch, mapping=batch.fields, by=by)


def _tell(number: int, *, place: Town, staff: dict[str, User]) -> None:
    chance = Random(SEED * 100_000 + number)
    one = person(number, chance=chance, today=place.today, areas=tuple(place.areas))
    consultants = [staff["consultant@demo.example"], staff["consultant2@demo.example"]]
    coaches = [staff[f"participation_coach{n}@demo.example"] for n in ("", "2", "3")]
    guides = consultants if one.category == Category.MANDATORY else [consultants[0], *coaches]
    guide = chance.choice(guides)
    coach = guide if guide in coaches else chance.choice(coaches)
    Story(one, town=place, guide=guide, coach=coach, chance=chance).tell()


def _hire() -> dict[str, User]:
    hashed = make_password(PASSWORD)
    staff = {
        one.email: accounts.open_account(one.email, name=one.name, hashed=hashed, roles=[one.role])
        for one in STAFF
    }
    by = staff[f"{Role.APP_ADMIN.value}@demo.example"]
    made = {
        code: teams.found_team(code, name=name, kind=kind, category=category, by=by)
        for code, name, kind, category in TEAMS
    }
    for one in STAFF:
        if one.team:
            teams.join(made[one.team], user=staff[one.email], by=by, is_lead=one.leads)
    return staff


def _map_areas(by: User) -> dict[str, Neighbourhood]:
    return {
        facts["code"]: network.add_neighbourhood(by=by, **facts)
        for facts in town()["neighbourhoods"]
    }


def _found_organisations(by: User, areas: dict[str, Neighbourhood]) -> dict[str, Organisation]:
    return {
        facts["name"]: network.add_organisation(
            by=by, **{**facts, "neighbourhood": areas[facts["neighbourhood"]]}
        )
        for facts in town()["organisations"]
    }


def _open_offers(
    by: User, areas: dict[str, Neighbourhood], known: dict[str, Organisation]
) -> list[Offer]:
    return [_open_offer(dict(facts), by=by, areas=areas, known=known) for facts in town()["offers"]]


def _open_offer(
    facts: dict[str, Any],
    *,
    by: User,
    areas: dict[str, Neighbourhood],
    known: dict[str, Organisation],
) -> Offer:
    low, high = facts.pop("spoken", ("", ""))
    ladder = facts.pop("ladder", (None, None))
    slots = [
        Slot(one.weekday, time.fromisoformat(one.starts), time.fromisoformat(one.ends))
        for one in map(hours, facts.pop("when"))
    ]
    return offers.add(
        known[facts.pop("organisation")],
        by=by,
        slots=slots,
        neighbourhood=areas[facts.pop("where")],
        oral_min=low,
        oral_max=high,
        ladder_min=ladder[0],
        ladder_max=ladder[1],
        starts_on=today() - timedelta(days=300),
        waiting_list=True,
        **{"capacity": 24, **facts},
    )
