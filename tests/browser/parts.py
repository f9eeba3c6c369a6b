"""What a page is made of: every kind of element, within what it stands in, and what it lacks.

What axe finds follows from the element, its classes and those around it, from its role, from
whether it has a name, and from how headings follow each other. Pages made of the same parts are
drawn alike, whatever the words in them.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from meedoen.core.ids import new_id

Page = TypeVar("Page")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNSEEN = {"script", "link", "meta", "base", "template"}
# Of these the value counts; of other attributes it counts that they are there.
TOLD = {
    "class", "role", "type", "scope", "tabindex", "rel", "lang", "dir", "autocomplete",
    "aria-current", "aria-expanded", "aria-hidden", "aria-live", "aria-pressed", "aria-selected",
}  # fmt: skip
# What no style and no rule asks for.
UNTOLD = {
    "action", "cols", "content", "d", "datetime", "enctype", "for", "href", "id", "max",
    "maxlength", "media", "method", "min", "minlength", "name", "novalidate", "rows", "src",
    "step", "value",
}  # fmt: skip
POINTS = {"aria-labelledby", "aria-describedby", "aria-controls", "for", "list"}
CONTROLS = {"input", "select", "textarea"}
# These are nothing without something inside, and not anything may be inside.
HOLDS = {"ul", "ol", "dl", "menu", "table", "thead", "tbody", "tr", "fieldset", "details", "figure"}
WORDED = {"a", "button", "label", "legend", "summary", "caption", "th", "option", "title"} | {
    f"h{level}" for level in range(1, 7)
}


@dataclass
class Element:
    """One element while it is read."""

    tag: str
    within: str
    facts: dict[str, str]
    is_hidden: bool
    has_words: bool = False
    inside: set[str] = field(default_factory=set)


class Parts(HTMLParser):
    """The parts of a page, each by a number."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.found: set[int] = set()
        self._open = [Element("", "", {}, is_hidden=False)]
        self._heading = ""
        self._ids: Counter[str] = Counter()
        self._labelled: set[str] = set()
        self._pointing: list[tuple[str, str]] = []
        self._controls: list[tuple[str, str]] = []
        self._once: Counter[str] = Counter()
        self.feed(page)
        while self._open:
            self._close()
        self._of_the_whole()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            return
        facts = {name: value or "" for name, value in attrs}
        around = self._open[-1]
        around.inside.add(tag)
        told = sorted(
            f"{name}={value}" if name in TOLD else name
            for name, value in facts.items()
            if name not in UNTOLD and not name.startswith(("data-", "hx-"))
        )
        within = f"{around.within}>{tag}[{' '.join(told)}{' href' * ('href' in facts)}]"
        # A drawing that nobody hears is one part, whatever its lines are.
        hidden = around.is_hidden or facts.get("aria-hidden") == "true"
        one = Element(tag, around.within if around.is_hidden else within, facts, hidden)
        self._read(one)
        self._open.append(one)
        if tag in VOID:
            self._close()

    def _read(self, one: Element) -> None:
        if "id" in one.facts:
            self._ids[one.facts["id"]] += 1
        for name in POINTS & one.facts.keys():
            self._pointing += [(f"{one.within} {name}", to) for to in one.facts[name].split()]
        if one.tag == "label" and one.facts.get("for"):
            self._labelled.add(one.facts["for"])
        if one.tag in CONTROLS and one.facts.get("type") != "hidden":
            is_in_label = any(other.tag == "label" for other in self._open)
            own = is_in_label or "aria-label" in one.facts or "aria-labelledby" in one.facts
            self._controls.append((one.within, "" if own else one.facts.get("id", "nameless")))
        if one.tag in {"h1", "main", "title"}:
            self._once[one.tag] += 1
        if len(one.tag) == 2 and one.tag[0] == "h" and one.tag[1].isdigit():
            self._note(f"{one.tag} after {self._heading}")
            self._heading = one.tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID | UNSEEN:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self._open):
            while self._open[-1].tag != tag:
                self._close()
            self._close()

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._open[-1].is_hidden:
            self._note(f"{self._open[-1].within} words")
            self._open[-1].has_words = True

    def _close(self) -> None:
        one = self._open.pop()
        told = one.within
        if one.tag in HOLDS:
            told += f" holds {sorted(one.inside)}"
        if one.tag in WORDED:
            told += f" {one.has_words or 'aria-label' in one.facts}"
        self._note(told)
        if self._open and (one.has_words or one.facts.get("alt")):
            self._open[-1].has_words = True

    def _of_the_whole(self) -> None:
        """What is seen only when all is read: names that lead nowhere, or that are there twice."""
        for within, to in self._pointing:
            self._note(f"{within} {to in self._ids}")
        for within, name in self._controls:
            self._note(f"{within} named {not name or name in self._labelled}")
        self._note(f"once {sorted(self._once.items())}")
        self._note(f"twice {[name for name, times in self._ids.items() if times > 1]}")

    def _note(self, told: str) -> None:
        self.found.add(crc32(told.encode()))


def parts(page: str) -> set[int]:
    """What this page is made of."""
    return Parts(page).found


def together(
    pages: Iterable[tuple[Page, set[int]]], *, but: set[int], kind: Callable[[Page], str]
) -> list[Page]:
    """Of every kind of page the one that shows most, and of the rest as few as show every part.

    With parts that were shown before (`but`), only as few as show the others.
    """
    waiting, shown, chosen = list(pages), set(but), list[Page]()
    if not but:
        fullest: dict[str, tuple[Page, set[int]]] = {}
        for page, made_of in waiting:
            if len(made_of) > len(fullest.get(kind(page), (page, set()))[1]):
                fullest[kind(page)] = page, made_of
        chosen = [page for page, _made_of in fullest.values()]
        shown.update(*(made_of for _page, made_of in fullest.values()))
    while waiting := [one for one in waiting if one[1] - shown]:
        best, made_of = max(waiting, key=lambda one: len(one[1] - shown))
        shown |= made_of
        chosen.append(best)
    return chosen


class Judged:
    """Parts that were found clean, and are so on the next database in this run of `./run test`."""

    def __init__(self, rules: str):
        named = os.environ.get("MEEDOEN_TESTS_TOGETHER")
        self._folder = Path(named) / f"{crc32(rules.encode())}" if named else None
        self._database = os.environ.get("DATABASE_URL", "sqlite").split(":")[0]

    @property
    def before(self) -> set[int]:
        """What was found clean on another database."""
        kept = self._folder.glob("*.json") if self._folder else ()
        others = [one for one in kept if not one.name.startswith(self._database)]
        return {part for one in others for part in json.loads(one.read_text())}

    def clean(self, made_of: set[int]) -> None:
        """Nothing is wrong with these in any window."""
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{self._database}-{new_id()}.json").write_text(
                json.dumps(sorted(made_of))
            )
