"""Choosing several people at once: who was ticked, then who was found, or else the own caseload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from meedoen.accounts.models import User
from meedoen.journeys.models import Journey
from meedoen.participants import access
from meedoen.participants.rules import display_name, read_sought

FOUND = 12
OWN = 30
MOST = 60
_COLUMNS = ("pk", "first_name", "last_name", "called", "case_number", "neighbourhood__name")

SHOW = access.Show(columns=("pk",))


@dataclass(frozen=True, slots=True)
class Picked:
    """One person who can be ticked, with what was typed about only this person."""

    id: UUID
    name: str
    about: str
    own: str = ""


@dataclass(frozen=True)
class Picker:
    """Who was ticked, who can be ticked besides, and what was looked for."""

    chosen: list[Picked] = field(default_factory=list)
    others: list[Picked] = field(default_factory=list)
    text: str = ""


def pick(
    user: User,
    *,
    chosen: Sequence[UUID] = (),
    text: str = "",
    own: Mapping[UUID, str] | None = None,
) -> Picker:
    """The people to tick: two queries, or three while looking for somebody.

    Without a text these are the people this user is contact person of, and only those whose
    journey runs; who is ticked stays on top, as long as this user may see them.
    """
    lines = own or {}
    seen = access.visible_to(user)
    ticked = _people(seen.filter(pk__in=list(chosen)[:MOST]), lines)
    text = text.strip()
    if sought := read_sought(text):
        # Found by a word of the name; the whole dossier has to be visible, not only the language.
        rows = access.matching(user, sought, limit=FOUND, show=SHOW)
        near = [pk for (pk,) in rows] or access.nearly(user, sought, limit=FOUND)
        people = seen.filter(pk__in=near)
    elif text:
        people = seen.none()
    else:
        mine = Journey.objects.open().filter(fixed_contact=user).order_by("-last_contact_on")
        people = seen.filter(pk__in=mine.values("participant")[:OWN])
    others = [one for one in _people(people, lines) if one.id not in {row.id for row in ticked}]
    return Picker(ticked, others, text)


def _people(people: Any, lines: Mapping[UUID, str]) -> list[Picked]:
    rows = people.order_by("sort_name", "pk").values_list(*_COLUMNS)
    return [
        Picked(pk, display_name(first, last, called), area or number, lines.get(pk, ""))
        for pk, first, last, called, number, area in rows
    ]
