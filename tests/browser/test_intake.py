"""An intake as it goes in real life: in several talks, with a bad line, and two people at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from meedoen.accounts.choices import Role
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("intake")]

SAVED = re.compile("Opgeslagen om")
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('meedoen:draft:')).length"
WAITS = "Nog niet verstuurd, wel bewaard op dit apparaat."
Open = Callable[..., Page]


def _register(page: Page, name: str, phone: str) -> str:
    """Somebody new, with an intake that has just begun; the address of the dossier."""
    page.goto("/nieuw-contact/")
    page.locator("[name=first_name]").fill(name)
    page.locator("[name=phone]").fill(phone)
    page.locator("[name=is_told]").check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/deelnemers/[0-9a-f-]{36}/"))
    found = re.search(r".*/deelnemers/[0-9a-f-]{36}/", page.url)
    assert found
    page.goto(found[0] + "intake/")
    page.get_by_role("button", name="Intake beginnen").click()
    page.wait_for_url(re.compile(r"/intake/vraag/$"))
    return found[0]


def _drafts(page: Page) -> int:
    return int(
        page.evaluate(
            "Object.keys(localStorage).filter(k => k.startsWith('meedoen:draft:')).length"
        )
    )


def _has_arrived(page: Page) -> None:
    """The server has it all, so nothing stays on the device."""
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.locator("form[data-stored]")).to_have_count(0)
    assert _drafts(page) == 0


def _sign_in(page: Page) -> None:
    page.fill("input[name=login]", f"{Role.CONSULTANT.value}@demo.example")
    page.fill("input[name=password]", "meedoen-demo")
    page.get_by_role("button", name="Inloggen").click()


def _answer(page: Page, name: str) -> str:
    return str(page.locator(f"[name={name}]").input_value())


def _type_while_the_line_is_cut(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("[name=motivation]").fill("Dan kan ik zelf naar mijn werk.")
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.get_by_role("button", name="Opslaan en verder").click()
    expect(page.locator("[name=motivation]")).to_have_value("Dan kan ik zelf naar mijn werk.")
    assert _drafts(page) == 1
    page.context.set_offline(False)
    expect(page.get_by_text(WAITS)).to_be_hidden()
    _has_arrived(page)


def _type_after_the_sign_in_expired(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=hoped_change]").fill("Mijn werk begint in mei.")
    expect(page.get_by_text(WAITS)).to_be_visible()
    assert _drafts(page) == 1
    page.get_by_role("link", name="Hier inloggen en terugkomen").click()
    _sign_in(page)
    page.wait_for_url(re.compile("/intake/vraag/$"))
    expect(page.locator("[name=hoped_change]")).to_have_value("Mijn werk begint in mei.")
    _has_arrived(page)


def test_an_intake_in_two_sittings_with_a_cut_line_and_an_expired_sign_in(open_as: Open):
    page = open_as(Role.CONSULTANT, size=PHONE)
    dossier = _register(page, "Fietser", "0619774100")
    page.locator("[name=question]").fill("Ik wil leren fietsen.")
    expect(page.get_by_text(SAVED)).to_be_visible()
    _type_while_the_line_is_cut(page)
    _type_after_the_sign_in_expired(page)
    page.close()

    later = open_as(Role.CONSULTANT, size=PHONE)
    later.goto(dossier + "intake/")
    expect(later.get_by_text("Dit gesprek, vandaag")).to_be_visible()
    later.get_by_role("link", name="Verder waar u was").click()
    later.wait_for_url(dossier + "intake/kracht-en-wensen/")
    later.locator("[name=good_at]").fill("Fietsen maken")
    later.get_by_role("button", name="Opslaan en verder").click()
    later.wait_for_url(dossier + "intake/wat-in-de-weg-staat/")
    assert _drafts(later) == 0
    later.goto(dossier + "intake/")
    for told in (
        "Ik wil leren fietsen.", "Dan kan ik zelf naar mijn werk.", "Mijn werk begint in mei.",
        "Fietsen maken",
    ):  # fmt: skip
        expect(later.get_by_text(told)).to_be_visible()


def test_signing_in_again_in_a_new_tab_sends_what_waited(open_as: Open):
    page = open_as(Role.CONSULTANT)
    _register(page, "Winkelier", "0619774101")
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=question]").fill("Ik wil een eigen winkel.")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Inloggen in een nieuw tabblad").click()
    other = opened.value
    _sign_in(other)
    expect(other.get_by_text("U bent weer ingelogd")).to_be_visible()
    other.close()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator("[name=question]")).to_have_value("Ik wil een eigen winkel.")
    _has_arrived(page)


def test_on_a_shared_computer_nobody_meets_anothers_text_and_signing_out_wipes(open_as: Open):
    page = open_as(Role.CONSULTANT)
    dossier = _register(page, "Buurvrouw", "0619774102")
    page.context.set_offline(True)
    page.locator("[name=question]").fill("Alleen voor ons tweeën.")
    expect(page.get_by_text(WAITS)).to_be_visible()
    key = page.evaluate(f"{DRAFTS[:-7]}[0]")
    assert re.fullmatch(r"meedoen:draft:[0-9a-f]{16}:[0-9a-f]{24}", key)

    page.context.set_offline(False)
    _has_arrived(page)
    page.evaluate(
        "key => localStorage.setItem(key, JSON.stringify({at: Date.now(), page: '',"
        " version: '0', seen: '', typed: [['question', 'Van een ander']]}))",
        f"meedoen:draft:{'0' * 16}:{'0' * 24}",
    )
    page.goto(dossier + "intake/vraag/")
    expect(page.locator("[name=question]")).to_have_value("Alleen voor ons tweeën.")
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(re.compile("/inloggen/"))
    assert _drafts(page) == 0


def test_two_people_in_one_section_choose_and_nothing_is_lost(open_as: Open):
    first = open_as(Role.CONSULTANT)
    dossier = _register(first, "Kokkin", "0619774103")
    second = open_as(Role.CONSULTANT, size=PHONE)
    second.goto(dossier + "intake/vraag/")

    first.locator("[name=question]").fill("Koken voor de buurt")
    first.locator("[name=hoped_change]").fill("Er komt een buurthuis")
    expect(first.get_by_text(SAVED)).to_be_visible()
    second.locator("[name=motivation]").fill("Mensen leren kennen")
    expect(second.get_by_text("Een collega vulde intussen ook iets in")).to_be_visible()
    second.locator("[name=question]").fill("Een eigen restaurant")
    expect(second.get_by_role("button", name="Beide teksten bekijken")).to_be_visible()
    second.get_by_role("button", name="Beide teksten bekijken").click()

    expect(second.get_by_text("Er is niets verloren")).to_be_visible()
    expect(second.get_by_text("Koken voor de buurt")).to_be_visible()
    expect(second.get_by_text("Een eigen restaurant")).to_be_visible()
    expect(second.locator("[name=take_hoped_change]")).to_have_count(0)
    second.get_by_label("Allebei bewaren").check()
    second.get_by_role("button", name="Zo opslaan").click()
    second.wait_for_url(dossier + "intake/vraag/")

    expect(second.locator("[name=question]")).to_have_value(
        "Koken voor de buurt\n\nEen eigen restaurant"
    )
    assert _answer(second, "hoped_change") == "Er komt een buurthuis"
    assert _answer(second, "motivation") == "Mensen leren kennen"
    assert _drafts(second) == 0


def test_a_whole_intake_on_a_phone_by_pressing_next(open_as: Open):
    page = open_as(Role.CONSULTANT, size=PHONE)
    dossier = _register(page, "Wandelaar", "0619774104")
    for number in range(1, 13):
        expect(page.get_by_text(f"Deel {number} van 12")).to_be_visible()
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        assert not wide, page.url
        page.get_by_role("button", name=re.compile("^Opslaan en")).click()
        page.wait_for_load_state()
    page.wait_for_url(dossier + "intake/")
    page.get_by_role("button", name="Intake afronden").click()
    expect(page.get_by_text("De intake is afgerond")).to_be_visible()
