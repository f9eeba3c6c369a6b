"""The flow chart and its table tell the same numbers, and each number opens its list."""

import re

import pytest
from playwright.sync_api import Page, expect

from meedoen.accounts.choices import Role
from tests.browser.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flow")]

BOXES = """boxes => boxes.map(box => [
  [...box.querySelectorAll(".lanes__label tspan")].map(one => one.textContent).join(" "),
  [...box.querySelectorAll("text")].map(one => one.textContent.trim()),
])"""


def _drawn(page: Page) -> dict[str, list[str]]:
    """Per phase what stands in its box: now, half, most, late."""
    found = {}
    for label, texts in page.eval_on_selector_all(".lanes__phase", BOXES):
        late = _first(r"(\S+) wacht(?:en)? langer", texts) or _first(r"wachten .+: (.+)", texts)
        found[label] = [
            _first(r"(\S+) nu$", texts),
            _first(r"helft: (.+)", texts),
            _first(r"9 van 10: (.+)", texts),
            "0" if late == "niemand" else late,
        ]
    return found


def _tabled(page: Page) -> dict[str, list[str]]:
    """Per phase what stands in its row."""
    found = {}
    for row in page.locator("main tbody tr").all():
        label = row.locator("td").first.locator("a").inner_text()
        cells = [cell.inner_text().strip() for cell in row.locator("td.numeric").all()]
        late = re.split(r"\s+dan ", cells[3])[0].strip()
        found[label] = [one.replace("–", "") for one in (*cells[:3], late)]
    return found


def _first(pattern: str, texts: list[str]) -> str:
    found = filter(None, (re.match(pattern, text) for text in texts))
    return next((match[1].strip() for match in found), "")


@pytest.mark.parametrize("role", [Role.WGI_COORDINATOR, Role.CONSULTANT, Role.DIRECTOR])
def test_the_picture_and_its_table_tell_the_same_numbers(role, open_as):
    page = open_as(role, size=DESK)
    for route in ("neighbourhood", "regular"):
        page.goto(f"/stroomschema/?weg={route}")
        drawn, tabled = _drawn(page), _tabled(page)

        assert len(drawn) >= 10
        assert drawn == tabled
        assert any(numbers[0] for numbers in drawn.values())


def test_a_number_opens_its_list_from_the_picture_and_from_the_table(open_as):
    page = open_as(Role.WGI_COORDINATOR, size=DESK)
    page.goto("/stroomschema/?weg=neighbourhood")
    number = int(_tabled(page)["Op traject"][0])
    page.locator(".lanes__phase", has_text="Op traject").locator("a").first.click()
    expect(page.locator("h1")).to_have_text("Op traject: nu in deze fase")
    assert page.locator("main tbody tr").count() == min(number, 50)

    page.go_back()
    page.locator("main tbody tr", has_text="Op traject").locator("td.numeric a").first.click()
    expect(page.locator("h1")).to_have_text("Op traject: nu in deze fase")


def test_the_picture_can_be_walked_by_keyboard_and_on_a_phone_the_table_stands_for_it(open_as):
    page = open_as(Role.WGI_COORDINATOR, size=DESK)
    page.goto("/stroomschema/?weg=neighbourhood")
    link = page.locator(".lanes a").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/stroomschema/mensen/"))

    phone = open_as(Role.WGI_COORDINATOR, size=PHONE)
    phone.goto("/stroomschema/?weg=neighbourhood")
    expect(phone.locator(".lanes")).to_be_hidden()
    expect(phone.locator("main tbody")).to_be_visible()
