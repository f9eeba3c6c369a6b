"""Every page, at a desk and on a phone, as every role that can reach it: axe finds nothing."""

import html
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from meedoen.accounts.choices import Role
from tests.browser.conftest import DESK, PHONE

SIZES = {"desk": DESK, "phone": PHONE}
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("axe")]

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
SKIPPED = re.compile(
    r"\.pdf$|\.ics$|\.zip$|\.json$|/hsds/|/uitloggen/|\.csv|/tabel/"
    r"|^mailto:|^tel:|^https?://(?!127\.0\.0\.1)"
)
HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _kind(url: str) -> str:
    parts = urlsplit(url)
    names = ",".join(sorted(part.split("=")[0] for part in parts.query.split("&")))
    return re.sub(r"/\d+/", "/1/", UUID.sub("*", parts.path)) + "?" + names


def _violations(page: Page) -> list[str]:
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 150)))",
        RULES,
    )
    return list(found)


def _scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))


@pytest.fixture(scope="session")
def judged() -> set[str]:
    """Pages that were judged already; what another role sees there is drawn by the same page."""
    return set()


def _wrong_with(page: Page) -> list[str]:
    """What is wrong with this page, at a desk and on a phone."""
    wrong = []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        wrong += [f"{name}: {found}" for found in _violations(page)]
        if _scrolls_sideways(page):
            wrong.append(f"{name}: the page scrolls sideways")
    return wrong


def _links(page: Page, url: str) -> list[str]:
    """Where a page leads to that has been judged already: read, and not drawn again."""
    response = page.request.get(url)
    assert response.status == 200, url
    return [html.unescape(link) for link in HREF.findall(response.text())]


@pytest.mark.parametrize(
    "role", [Role.CONSULTANT, Role.WGI_COORDINATOR, Role.ASSESSOR, Role.APP_ADMIN, Role.DIRECTOR]
)
def test_axe_finds_nothing_on_any_page(role, open_as, judged):
    page = open_as(role)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    waiting, seen, wrong = ["/", "/galerij/"], set(), {}
    while waiting:
        url = waiting.pop(0)
        kind = _kind(url)
        if kind in seen:
            continue
        seen.add(kind)
        if kind in judged:
            links = _links(page, url)
        else:
            judged.add(kind)
            response = page.goto(url)
            assert response is not None
            assert response.status == 200, url
            if found := _wrong_with(page):
                wrong[kind] = found
            links = page.eval_on_selector_all(
                "a[href]", "links => links.map(a => a.getAttribute('href'))"
            )
        waiting += [
            urljoin(url, link).split("#")[0]
            for link in links
            if not link.startswith("#") and not SKIPPED.search(link)
        ]
    assert len(seen) > 5
    assert wrong == {}
    assert errors == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_sign_in_page_and_a_missing_page_pass_too(size, server, chromium):
    context = chromium.new_context(viewport=size, base_url=server.url)
    page = context.new_page()
    for url in ("/inloggen/", "/galerij/"):
        page.goto(url)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert _violations(page) == [], url
        assert not _scrolls_sideways(page), url
    context.close()
