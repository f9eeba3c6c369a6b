"""The functional administrator changes the intake; new intakes get it, running ones keep theirs."""

import re

import pytest
from playwright.sync_api import Page, expect

from meedoen.accounts.choices import Role
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("questionnaires")]

SAVE = "Opslaan in het concept"
NEW = "Welk verhaal vertelt u graag?"


def _register(page: Page, name: str, phone: str) -> str:
    """Somebody new; the address of the dossier."""
    page.goto("/aanmelden/")
    page.locator("[name=first_name]").fill(name)
    page.locator("[name=last_name]").fill(f"{name}mans")
    page.locator("[name=phone]").fill(phone)
    page.locator("[name=is_told]").check()
    page.locator("[name=category][value=voluntary]").check()
    page.locator("main form button[type=submit]").last.click()
    page.goto(f"/zoeken/?q={name}")
    page.get_by_role("main").get_by_role("link", name=re.compile(name)).first.click()
    page.wait_for_url(re.compile(r"/deelnemers/[0-9a-f-]{36}/$"))
    return page.url


def _begin_intake(page: Page, dossier: str) -> None:
    page.goto(dossier + "intake/")
    page.get_by_role("button", name="Intake beginnen").click()
    page.wait_for_url(re.compile(r"/intake/vraag/$"))


def _open_draft(page: Page) -> str:
    page.goto("/beheer/")
    page.get_by_role("link", name="Vragenlijsten").click()
    page.get_by_role("link", name="Verder met het concept").click()
    expect(page.get_by_role("heading", name="Concept: Intake")).to_be_visible()
    return page.url


def _change_and_add(page: Page) -> None:
    """Other words for one question; a new one, after an attempt that is refused."""
    page.get_by_role("link", name="Wat is nu belangrijk in uw leven?").click()
    page.locator("[name=label]").fill("Wat is nu het belangrijkst in uw leven?")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("gewijzigd", exact=True)).to_be_visible()

    page.get_by_role("link", name="Vraag toevoegen").click()
    page.get_by_role("link", name="Korte tekst").click()
    page.locator("[name=label]").fill("Wat is uw etnische achtergrond?")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text(re.compile("“etnische” gaat over afkomst")).first).to_be_visible()
    page.locator("[name=label]").fill(NEW)
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("nieuw", exact=True)).to_be_visible()


def _move_by_keyboard(page: Page) -> None:
    """Twice up: the hand stays on the button of the row that moves."""
    page.get_by_role("button", name=f"Omhoog: {NEW}").focus()
    for place in (5, 4):
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"“{NEW}” staat op plaats {place} van 6")).to_be_visible()
        expect(page.get_by_role("button", name=f"Omhoog: {NEW}")).to_be_focused()


def _retire_and_try(page: Page) -> None:
    """One question stops; then the part is tried as a colleague will see it."""
    page.get_by_role("link", name="Welke momenten hebben u gemaakt").click()
    page.get_by_role("button", name="Deze vraag niet meer stellen").click()
    expect(page.get_by_text("wordt straks niet meer gevraagd")).to_be_visible()
    page.get_by_role("link", name="Voorbeeld").click()
    page.get_by_label(NEW).fill("Over de markt.")
    page.get_by_role("button", name="Proberen").click()
    expect(page.get_by_text("Zo zou het bewaard worden")).to_be_visible()


def _publish(page: Page, draft: str) -> None:
    """Look at everything that is different, and make it the version."""
    page.goto(draft + "publiceren/")
    for what in ("Nieuw (2)", "Gewijzigd (2)", "Gestopt (2)"):
        expect(page.get_by_role("heading", name=what)).to_be_visible()
    expect(page.get_by_text("Was: Wat is nu belangrijk in uw leven?")).to_be_visible()
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text("Gepubliceerd: eigen versie 1")).to_be_visible()
    expect(page.get_by_text("nu in gebruik")).to_be_visible()


def test_an_administrator_makes_the_next_version_of_the_intake(open_as):
    worker = open_as(Role.PARTICIPATION_COACH)
    old = _register(worker, "Eerdere", "0612345611")
    _begin_intake(worker, old)
    page = open_as(Role.APP_ADMIN)
    draft = _open_draft(page)
    page.get_by_role("link", name="Levensverhaal").click()
    _change_and_add(page)
    _move_by_keyboard(page)
    _retire_and_try(page)
    _publish(page, draft)

    new = _register(worker, "Latere", "0612345622")
    _begin_intake(worker, new)
    worker.goto(new + "intake/levensverhaal/")
    expect(worker.get_by_label(NEW)).to_be_visible()
    expect(worker.get_by_text("Wat is nu het belangrijkst in uw leven?")).to_be_visible()
    worker.goto(old + "intake/levensverhaal/")
    expect(worker.get_by_text("Wat is nu belangrijk in uw leven?")).to_be_visible()
    expect(worker.get_by_text("Welke momenten hebben u gemaakt").first).to_be_visible()
    expect(worker.get_by_label(NEW)).to_have_count(0)

    page.get_by_role("link", name="Vergelijken").click()
    expect(page.get_by_text("alleen in de nieuwe").first).to_be_visible()
    page.goto("/beheer/vragenlijsten/")
    page.get_by_role("button", name="Concept beginnen").click()
    expect(page.get_by_role("heading", name="Concept: Intake")).to_be_visible()


def test_without_script_and_on_a_phone_a_question_moves_too(server, chromium, open_as):
    signed_in = open_as(Role.STAFF_ADVISER, size=PHONE)
    context = chromium.new_context(
        viewport=PHONE, base_url=server.url, java_script_enabled=False,
        storage_state=signed_in.context.storage_state(),
    )  # fmt: skip
    page = context.new_page()
    page.goto("/beheer/vragenlijsten/")
    go_on = page.get_by_role("link", name="Verder met het concept")
    go_on.or_(page.get_by_role("button", name="Concept beginnen")).first.click()
    page.get_by_role("link", name="Mensen om u heen").click()
    first = page.locator(".order__words a").first.inner_text()
    page.get_by_role("button", name=f"Omlaag: {first}").click()
    expect(page.get_by_text(f"“{first}” staat op plaats 2 van")).to_be_visible()
    expect(
        page.locator(".order__row").nth(1).get_by_role("link", name=first, exact=True)
    ).to_be_visible()
    expect(page.get_by_role("button", name=f"Omlaag: {first}")).to_be_focused()
    context.close()
