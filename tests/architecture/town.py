"""Walking through the demo town, as a browser without script does."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User

NOT_FOLLOWED = re.compile(r"^(mailto:|tel:|#|/static/|/uitloggen/|https?://)")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def colleague(role: Role) -> User:
    """The demo's colleague with this role."""
    return User.objects.get(email=f"{role.value}@demo.example")


@dataclass
class Form:
    """One form on a page: where it goes, how, and what it would send untouched."""

    action: str
    method: str
    fields: dict[str, list[str]]
    is_upload: bool
    # What is typed, and what points to a record by its id: the names of those fields.
    written: set[str] = field(default_factory=set)
    points: set[str] = field(default_factory=set)


class PageReader(HTMLParser):
    """The links and forms of a page, as a browser without script sees them."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._select: str | None = None
        self._textarea: str | None = None
        self._options: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in facts:
            self.links.append(facts["href"])
        elif tag == "form":
            upload = "multipart" in facts.get("enctype", "")
            method = facts.get("method", "get").lower()
            self.forms.append(Form(facts.get("action", ""), method, {}, upload))
        elif not self.forms:
            return
        elif tag in {"input", "button"} and facts.get("name"):
            self._input(facts, is_button=tag == "button")
        elif tag == "select" and facts.get("name"):
            self._select, self._options = facts["name"], []
        elif tag == "option" and self._select:
            self._options.append((facts.get("value", ""), "selected" in facts))
            self._note(self._select, facts)
        elif tag == "textarea" and facts.get("name"):
            self._textarea = facts["name"]
            self.forms[-1].fields.setdefault(facts["name"], [""])
            self.forms[-1].written.add(facts["name"])

    def _input(self, facts: dict[str, str], *, is_button: bool) -> None:
        fields = self.forms[-1].fields
        kind = facts.get("type", "text")
        self._note(facts["name"], facts)
        if kind in {"checkbox", "radio"}:
            fields.setdefault(facts["name"], [])
            if "checked" in facts:
                fields[facts["name"]].append(facts.get("value", "on"))
        elif not is_button or facts["name"] not in fields:
            fields.setdefault(facts["name"], []).append(facts.get("value", ""))
            if kind in {"text", "search", "tel", "email"}:
                self.forms[-1].written.add(facts["name"])

    def _note(self, name: str, facts: dict[str, str]) -> None:
        if UUID.fullmatch(facts.get("value", "")):
            self.forms[-1].points.add(name)

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1].fields[self._textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            first = [value for value, _selected in self._options[:1]]
            self.forms[-1].fields[self._select] = chosen or first
            self._select = None
        elif tag == "textarea":
            self._textarea = None


def read(response: Any) -> PageReader:
    """The links and forms of an answer; whoever asks again gets what was read before."""
    if not hasattr(response, "page_read"):
        response.page_read = PageReader(response.content.decode())
    reader: PageReader = response.page_read
    return reader


def is_page(response: Any) -> bool:
    """Whether this answer is a page to look at."""
    return response.status_code == 200 and "html" in response["Content-Type"]


def visits(
    client: Client, *, each: int = 1, limit: int = 600, known: Mapping[str, Any] | None = None
) -> Iterator[tuple[str, Any]]:
    """Every page that can be reached by links, so many of each kind, with its answer.

    What is known is not asked again: a GET changes nothing.
    """
    waiting, seen, been = ["/"], Counter[str](), set[str]()
    while waiting and len(been) < limit:
        url = waiting.pop(0)
        if url in been or seen[kind_of(url)] >= each:
            continue
        seen[kind_of(url)] += 1
        been.add(url)
        response: Any = known[url] if known and url in known else client.get(url)
        yield url, response
        if is_page(response):
            links = [link for link in read(response).links if not NOT_FOLLOWED.match(link)]
            waiting += [urljoin(url, link).split("#")[0] for link in links]
        elif response.status_code in {301, 302, 303}:
            waiting.append(urljoin(url, response["Location"]))


def kind_of(url: str) -> str:
    """Pages of one kind differ only in whom they are about."""
    parts = urlsplit(url)
    names = ",".join(sorted(part.split("=")[0] for part in parts.query.split("&")))
    return UUID.sub("*", parts.path) + "?" + names


@dataclass(frozen=True)
class Walk:
    """What one role found by following every link, and what that asked of the database."""

    pages: dict[str, Any]
    statements: list[str]

    @property
    def dossiers(self) -> list[str]:
        """The pages about one participant."""
        return [url for url in self.pages if re.match(r"^/deelnemers/[0-9a-f-]{36}/", url)]


class Walks:
    """The walk of each role through the town, made once: a GET changes nothing."""

    def __init__(self) -> None:
        self._walks: dict[Role, Walk] = {}

    def of(self, role: Role) -> Walk:
        """Every kind of page that this role reaches."""
        if role not in self._walks:
            client = signed_in(role)
            with CaptureQueriesContext(connection) as captured:
                pages = dict(visits(client))
            self._walks[role] = Walk(pages, [query["sql"] for query in captured])
        return self._walks[role]


def signed_in(role: Role) -> Client:
    """A browser in which the demo's colleague with this role has signed in."""
    client = Client(raise_request_exception=True)
    client.force_login(colleague(role))
    return client
