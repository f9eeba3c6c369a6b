"""Every page, as every role that can reach it, at a desk and on a phone: axe finds nothing.

Every page is read. A browser opens one of each address, and as few of the others as show all that
the pages are made of; on the second database of a run only what the first did not show.
"""

import html
import json
import re
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import quote, urljoin, urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page

from meedoen.accounts.choices import Role
from tests.browser.conftest import DESK, PATIENCE, PHONE
from tests.browser.parts import Judged, parts, together
from tests.house.migrated import ROOT

SIZES = {"desk": DESK, "phone": PHONE}
ROLES = (Role.CONSULTANT, Role.WGI_COORDINATOR, Role.ASSESSOR, Role.APP_ADMIN, Role.DIRECTOR)
pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
SKIPPED = re.compile(
    r"\.pdf$|\.ics$|\.zip$|\.json$|/hsds/|/uitloggen/|\.csv|/tabel/|^/galerij/"
    r"|^mailto:|^tel:|^https?://(?!127\.0\.0\.1)"
)
SAFE = "/?&=%+:,;-_.~"
HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JUDGED = Judged(f"{AXE} {RULES}")


# Whatever else is in the address, these pages look the same.
ALIKE = re.compile(r"(/[0-9]+/|/uitstellen/\w+/|/werklijst/\w+/|/concept/\*/[a-z_]+/)")


def _kind(url: str) -> str:
    """Pages of one kind are drawn by the same template from the same kinds of facts."""
    parts = urlsplit(url)
    names = sorted({part.split("=")[0] for part in parts.query.split("&")})
    asked = "several" if len(names) > 1 else names[0]
    return ALIKE.sub("/1/", UUID.sub("*", parts.path)) + "?" + asked


def _violations(page: Page) -> list[str]:
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules},"
        " resultTypes: ['violations'], preload: false})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 150)))",
        RULES,
    )
    return list(found)


def _scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))


class Judge:
    """Opens pages at a desk and on a phone, and says what is wrong with each."""

    def __init__(self, page: Page):
        self._page, self._sizes = page, list(SIZES)
        self.errors: list[str] = []
        page.context.add_init_script(AXE)
        page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.errors.append(said.text)

    def wrong_with(self, url: str) -> list[str]:
        """What axe finds, and what scrolls sideways."""
        response = self._page.goto(url)
        assert response is not None
        assert response.status == 200, url
        wrong = []
        for name in self._sizes:
            self._page.set_viewport_size(SIZES[name])
            wrong += [f"{name}: {violation}" for violation in _violations(self._page)]
            if _scrolls_sideways(self._page):
                wrong.append(f"{name}: the page scrolls sideways")
        # The next page begins in the window as it is.
        self._sizes.reverse()
        if not wrong:
            JUDGED.clean(parts(response.text()))
        return wrong


class Reader:
    """Pages as this visitor gets them, without a window: to follow links, and to compare."""

    def __init__(self, page: Page, server: str):
        cookies = page.context.cookies(server)
        self._headers = {
            "Cookie": "; ".join(f"{one['name']}={one['value']}" for one in cookies),
            "Accept-Language": "nl-NL",
        }
        self._place = urlsplit(server).netloc

    def read(self, url: str) -> str:
        """The page, or nothing for what is no page. A link that leads elsewhere is followed."""
        with closing(HTTPConnection(self._place, timeout=PATIENCE / 1000)) as line:
            line.request("GET", quote(url, safe=SAFE), headers=self._headers)
            answer = line.getresponse()
            content = answer.read()
        if answer.status in {301, 302, 303}:
            return self.read(urljoin(url, answer.headers["Location"]))
        assert answer.status == 200, url
        return content.decode() if "html" in answer.headers["Content-Type"] else ""


def _walked(reader: Reader, *, each: int) -> dict[str, list[int]]:
    """What the pages are made of that this visitor reaches by links, by their address.

    So many of each kind are read (`each`): what one person has, another may not have.
    """
    waiting, found, seen, been = ["/"], {}, Counter(), set()
    while waiting:
        url = waiting.pop(0)
        if url in been or seen[_kind(url)] == each:
            continue
        seen[_kind(url)] += 1
        been.add(url)
        page = reader.read(url)
        if not page:
            continue
        found[url] = sorted(parts(page))
        links = [html.unescape(link) for link in HREF.findall(page)]
        waiting += [
            urljoin(url, link).split("#")[0]
            for link in links
            if not link.startswith("#") and not SKIPPED.search(link)
        ]
    return found


@pytest.fixture
def reached(databases, open_as, server):
    """What this role reaches. Every worker has a copy of the same town, and one of them walks."""

    def by(role):
        kept = databases.folder / f"reached-{role.value}.json"
        with databases.made_once(kept.stem) as to_walk:
            if to_walk:
                reader = Reader(open_as(role), server.url)
                # Who sees most, reads most: a second one of each kind.
                each = 2 if role == Role.CONSULTANT else 1
                kept.write_text(json.dumps(_walked(reader, each=each)))
        return json.loads(kept.read_text())

    return by


@pytest.mark.parametrize(
    "half", [pytest.param(n, marks=pytest.mark.xdist_group(f"axe {n}")) for n in (0, 1)]
)
def test_axe_finds_nothing_on_any_page(half, reached, open_as):
    # What was judged before this test began: both halves have to choose from the same.
    before = JUDGED.before
    # The two halves walk at the same time, each from its own end.
    found = {role: reached(role) for role in (ROLES if half else ROLES[::-1])}
    assert {role.value: len(pages) for role, pages in found.items() if len(pages) <= 5} == {}
    assert sum(map(len, found.values())) > 300
    # What another role sees in a page made of the same parts is drawn by the same templates.
    pages = [((role, url), set(made_of)) for role in ROLES for url, made_of in found[role].items()]
    chosen = together(pages, but=before, kind=lambda one: _kind(one[1]).split("?")[0])[half::2]
    assert before or len(chosen) > 50

    wrong = {}
    errors: list[str] = []
    for role in dict.fromkeys(role for role, _url in chosen):
        judge = Judge(open_as(role))
        for url in [url for whose, url in chosen if whose == role]:
            if problems := judge.wrong_with(url):
                wrong[url] = problems
        errors += judge.errors
    assert wrong == {}
    assert errors == []


@pytest.mark.xdist_group("axe 1")
def test_the_pages_for_everybody_pass_too(server, chromium):
    context = chromium.new_context(viewport=DESK, base_url=server.url)
    judge = Judge(context.new_page())
    assert {url: judge.wrong_with(url) for url in ("/inloggen/", "/galerij/")} == {
        "/inloggen/": [],
        "/galerij/": [],
    }
    context.close()
