"""The main road, as told in the README: from a list of people to somebody on a trajectory."""

import re

import pytest
from playwright.sync_api import Page, expect

from meedoen.accounts.choices import Role
from meedoen.core.time import today
from tests.browser import road

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("road")]


def _count_this_month(page: Page) -> int:
    page.goto("/cijfers/")
    counter = page.locator(".counter").first
    expect(counter).to_be_visible()
    return int(re.sub(r"\D", "", counter.inner_text()))


def test_from_a_messy_list_to_a_participant_on_a_trajectory(open_as, tmp_path):
    leader = open_as(Role.TEAM_LEADER_INTEGRATION)
    before = _count_this_month(leader)
    page = open_as(Role.CONSULTANT)

    road.import_list(page, road.make_list(tmp_path))
    dossier = road.open_person(page, "Zilver")
    expect(page.get_by_text("Nog geen verplichtingen")).to_be_visible()
    road.hold_intake(page, dossier)
    road.measure(page, dossier)
    road.advise(page, dossier)
    road.choose_offers(page, dossier)
    road.make_plan(page, dossier)
    road.assign_coach(page, dossier, "Pim Coach")
    road.accept(page, dossier)
    road.sign(page, dossier)
    expect(page.get_by_text("Nog geen verplichtingen")).to_have_count(0)
    road.start_first_part(page, dossier)

    assert _count_this_month(leader) == before + 1
    leader.goto(dossier + "weg/")
    day = f"{today().day:02}-{today().month:02}-{today().year}"
    for phase in (
        "Aangemeld",
        "Intake",
        "Advies",
        "Plan maken",
        "Akkoord",
        "Overeenkomst",
        "Op traject",
    ):
        row = leader.locator("li.road__phase", has_text=phase).first
        expect(row).to_contain_text(day)


def test_a_coach_keeps_what_was_typed_when_the_form_is_not_right(open_as):
    page = open_as(Role.PARTICIPATION_COACH)
    page.goto("/aanmelden/")
    page.locator("[name=first_name]").fill("Onaf Testpersoon")
    page.locator("[name=birth_date]").fill("31-02-1990")
    page.locator("main form button[type=submit]").last.click()

    expect(page.locator("[name=first_name]")).to_have_value("Onaf Testpersoon")
    expect(page.get_by_text(re.compile("Schrijf de datum zo")).first).to_be_visible()
