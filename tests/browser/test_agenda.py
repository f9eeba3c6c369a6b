"""On the phone, between two visits: an appointment in a few taps, one note for two people."""

import re

import pytest
from playwright.sync_api import expect

from meedoen.accounts.choices import Role
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("agenda")]


def test_a_coach_plans_with_a_few_taps_and_writes_one_note_for_two(open_as):
    page = open_as(Role.PARTICIPATION_COACH, size=PHONE)
    page.goto("/afspraken/nieuw/")
    people = page.locator("#people input[name=people]")
    people.first.check()
    page.get_by_role("radio", name="morgen", exact=True).check()
    page.get_by_label("Hoe laat?").fill("16:40")
    page.get_by_role("radio", name="kwartier", exact=True).check()
    page.get_by_role("button", name="Zet in de agenda").click()
    expect(page.get_by_text("De afspraak staat in de agenda.")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("16:40–16:55"))).to_be_visible()

    page.goto("/deelnemers/contact-met-meer-mensen/")
    people.nth(0).check()
    people.nth(1).check()
    page.locator("#people-search").press_sequentially("zzz")
    expect(page.get_by_text("Niemand anders gevonden")).to_be_visible()
    expect(page.locator("#people input[name=people]:checked")).to_have_count(2)
    page.get_by_label("Alleen over").first.fill("Vroeg naar de fietsles.")
    page.get_by_label("Wat is er gezegd?").fill("Samen koffie gedronken in het buurthuis.")
    page.get_by_role("button", name="Notitie opslaan").click()
    expect(page.get_by_text("De notitie is opgeslagen bij 2 mensen.")).to_be_visible()
