"""A small town to test doors in: real people in every phase, made by the demo's own verbs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db import transaction

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.demo import actions as demo


@contextmanager
def lent_town(*, people: int) -> Iterator[None]:
    """The demo town for as long as it is needed; afterwards it was never there."""
    with transaction.atomic():
        demo.seed(people=people)
        yield
        transaction.set_rollback(True)


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
        elif tag == "textarea" and facts.get("name"):
            self._textarea = facts["name"]
            self.forms[-1].fields.setdefault(facts["name"], [""])

    def _input(self, facts: dict[str, str], *, is_button: bool) -> None:
        fields = self.forms[-1].fields
        kind = facts.get("type", "text")
        if kind in {"checkbox", "radio"}:
            fields.setdefault(facts["name"], [])
            if "checked" in facts:
                fields[facts["name"]].append(facts.get("value", "on"))
        elif not is_button or facts["name"] not in fields:
            fields.setdefault(facts["name"], []).append(facts.get("value", ""))

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
    """The links and forms of an answer."""
    return PageReader(response.content.decode())
