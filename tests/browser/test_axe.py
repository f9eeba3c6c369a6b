"""Every page, at a desk and on a phone, as every role that can reach it: axe finds nothing."""

import html
import json
import re
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import quote, urljoin, urlsplit
from zlib import crc32

import pytest
from playwright.sync_api import ConsoleMessage, Page

from meedoen.accounts.choices import Role
from tests.browser.conftest import DESK, PATIENCE, PHONE
from tests.browser.judged import Judged
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


def _half(kind: str) -> int:
    """Two workers share the pages; each takes the same half every time."""
    return crc32(kind.encode()) % 2


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

    def __init__(self, page: Page, server: str):
        self._page, self._sizes = page, list(SIZES)
        self._reader = Reader(page, server)
        self.errors: list[str] = []
        page.context.add_init_script(AXE)
        page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.errors.append(said.text)

    def wrong_with(self, url: str) -> list[str]:
        """What axe finds, what scrolls sideways; a page that was clean before is so still."""
        if JUDGED.knows_some and JUDGED.is_clean(self._reader.read(url)):
            return []
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
        if not wrong and not self.errors:
            JUDGED.clean(response.text())
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


def _walked(reader: Reader, *, each: int) -> dict[str, str]:
    """One address of each kind of page that this visitor reaches by links.

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
        found.setdefault(_kind(url), url)
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


def _to_judge(reached, half):
    """Who opens which pages of this half."""
    # The two halves walk at the same time, each from its own end.
    found = {role: reached(role) for role in (ROLES if half else ROLES[::-1])}
    known, turns = set(), []
    for role in ROLES:
        assert len(found[role]) > 5, role
        # What another role sees on a page of the same kind is drawn by the same template.
        kinds = [one for one in found[role] if one not in known and _half(one) == half]
        known.update(kinds)
        turns.append((role, {kind: found[role][kind] for kind in kinds}))
    return turns


@pytest.mark.parametrize(
    "half", [pytest.param(n, marks=pytest.mark.xdist_group(f"axe {n}")) for n in (0, 1)]
)
def test_axe_finds_nothing_on_any_page(half, reached, open_as, server):
    wrong, asked = {}, 0
    errors: list[str] = []
    for role, pages in _to_judge(reached, half):
        judge = Judge(open_as(role), server.url)
        for kind, url in pages.items():
            asked += 1
            if found := judge.wrong_with(url):
                wrong[kind] = found
        errors += judge.errors
    assert asked > 50
    assert wrong == {}
    assert errors == []


@pytest.mark.xdist_group("axe 1")
def test_the_pages_for_everybody_pass_too(server, chromium):
    context = chromium.new_context(viewport=DESK, base_url=server.url)
    judge = Judge(context.new_page(), server.url)
    assert {url: judge.wrong_with(url) for url in ("/inloggen/", "/galerij/")} == {
        "/inloggen/": [],
        "/galerij/": [],
    }
    context.close()
