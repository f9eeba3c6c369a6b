"""The ladder by keyboard alone: from opening the page to the recorded step."""

import re

import pytest
from playwright.sync_api import Page, expect

from meedoen.accounts.choices import Role
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("ladder")]
MOST_TABS = 80
EVIDENCE = "Helpt elke donderdag in de keuken van het buurthuis."


def _register(page: Page, name: str) -> str:
    """Somebody new, of whom nobody has measured anything; the address of the dossier."""
    page.goto("/aanmelden/")
    page.locator("[name=first_name]").fill(name)
    page.locator("[name=question]").fill("Ik wil mensen leren kennen.")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/deelnemers/[0-9a-f-]{36}/"))
    found = re.match(r".*/deelnemers/[0-9a-f-]{36}/", page.url)
    assert found is not None
    return found.group()


def _focused(page: Page) -> str:
    """What has the focus, in words: the label of a field, or the text of the thing itself."""
    return str(
        page.evaluate(
            "() => { const e = document.activeElement;"
            " const label = e.labels && e.labels[0];"
            " return (label || e).textContent.trim().replace(/\\s+/g, ' '); }"
        )
    )


def _tab_to(page: Page, name: str) -> None:
    """Tab until something with these words has the focus; the way there must not be endless."""
    for _step in range(MOST_TABS):
        page.keyboard.press("Tab")
        if re.search(name, _focused(page)):
            return
    raise AssertionError(f"no way by keyboard to {name}; at {_focused(page)}")


def _asked(page: Page, question: str) -> None:
    """The question is there, and the focus is on it, so that it is read aloud and Tab goes on."""
    heading = page.locator("#ladder-question")
    expect(heading).to_have_text(re.compile(question))
    expect(heading).to_be_focused()


def _answer(page: Page, word: str) -> None:
    """From the question one or two tabs to the answer, and Enter."""
    for _step in range(2):
        page.keyboard.press("Tab")
        if _focused(page) == word:
            break
    assert _focused(page) == word
    page.keyboard.press("Enter")


def test_the_whole_conversation_by_keyboard_with_growth_and_evidence(open_as):
    page = open_as(Role.CONSULTANT)
    page.goto(_register(page, "Toets Bordlezer") + "ladder/")
    expect(page.locator("#ladder-question")).to_have_text("Heeft u betaald werk?")
    _tab_to(page, "^Nee$")
    page.keyboard.press("Enter")

    _asked(page, "werk zonder loon")
    _answer(page, "Nee")
    _asked(page, "een club of een groep")
    lit = page.locator(".ladder__step", has_text="kan nog")
    expect(lit).to_have_count(3)
    _answer(page, "Nee")
    _asked(page, "niet bij u in huis wonen")
    expect(lit).to_have_count(2)

    _tab_to(page, "^Vorige vraag$")
    page.keyboard.press("Enter")
    _asked(page, "een club of een groep")
    _tab_to(page, "^Wijzigen: .*zonder loon")
    page.keyboard.press("Enter")
    _asked(page, "werk zonder loon")
    _answer(page, "Ja")

    _asked(page, "over een jaar betaald werk")
    _answer(page, "Ja")
    _asked(page, "over een jaar nog hulp")
    _answer(page, "Ja")

    _asked(page, "Trede 4: Onbetaald werk")
    expect(page.get_by_text("Eén trede omhoog verwacht").first).to_be_visible()
    _tab_to(page, "Waaraan ziet u dit")
    page.keyboard.type(EVIDENCE)
    _tab_to(page, "^Trede vastleggen$")
    page.keyboard.press("Enter")

    expect(page.get_by_text("De trede is vastgelegd.")).to_be_visible()
    expect(page.get_by_text(EVIDENCE)).to_be_visible()
    expect(page.get_by_text("Over een jaar: trede 5.")).to_be_visible()


def test_measuring_again_begins_behind_a_heading_that_opens_by_keyboard(open_as):
    page = open_as(Role.CONSULTANT, size=PHONE)
    page.goto(_register(page, "Toets Opnieuw") + "ladder/")
    _tab_to(page, "^Ja$")
    page.keyboard.press("Enter")
    _asked(page, "Krijgt u daar hulp bij")
    _answer(page, "Nee")
    _tab_to(page, "overslaan$")
    page.keyboard.press("Enter")
    _asked(page, "Trede 6: Betaald werk")

    _tab_to(page, "^6. Betaald werk$")
    page.keyboard.press("ArrowDown")
    assert _focused(page).startswith("5.")
    _tab_to(page, "^Trede vastleggen$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Schrijf op waarom")
    _tab_to(page, "^Waarom een andere trede")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Waarom een andere trede?")).to_be_focused()
    page.keyboard.type("De jobcoach begint maandag.")
    _tab_to(page, "^Trede vastleggen$")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De trede is vastgelegd.")).to_be_visible()
    expect(page.get_by_text("De jobcoach begint maandag.")).to_be_visible()

    _tab_to(page, "^Opnieuw samen de vijf vragen doen$")
    page.keyboard.press("Enter")
    _tab_to(page, "^Nee$")
    page.keyboard.press("Enter")
    _asked(page, "werk zonder loon")


def test_without_script_every_question_is_a_page_and_the_focus_is_on_it(open_as, chromium, server):
    signed_in = open_as(Role.CONSULTANT)
    dossier = _register(signed_in, "Toets Scriptloos")
    context = chromium.new_context(
        java_script_enabled=False, base_url=server.url,
        storage_state=signed_in.context.storage_state(),
    )  # fmt: skip
    page = context.new_page()
    page.goto(dossier + "ladder/")
    for question in ("zonder loon", "een club", "in huis wonen", "over een jaar betaald werk"):
        page.get_by_role("button", name="Nee", exact=True).press("Enter")
        heading = page.locator("#ladder-question")
        expect(heading).to_have_text(re.compile(question))
        assert heading.get_attribute("autofocus") is not None
    page.get_by_role("button", name="Vragen over een jaar overslaan").press("Enter")
    page.get_by_role("button", name="Trede vastleggen").press("Enter")

    expect(page.get_by_text("De trede is vastgelegd.")).to_be_visible()
    context.close()
