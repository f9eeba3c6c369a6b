"""The list of people this user may see: narrowed, sorted, fifty at a time.

Each way to sort walks an index in that order and stops after a page, so that the list costs the
same for a coach with 80 dossiers and a team leader with 50,000.
"""

import base64
import binascii
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.paging import MADE_UP, read_marker, write_marker
from meedoen.core.prepared import Prepared
from meedoen.core.time import short_date, today
from meedoen.participants import access
from meedoen.workbench.choices import ENDED, Sort, Whose
from meedoen.workbench.pages.lines import Person, Row, people
from meedoen.workbench.pages.questions import ORDERS, Shape, written

SIZE = 50
# From here on walking an index is quicker than collecting and sorting.
FEW = 2000
# Marks that the never spoken have all been shown.
SPOKEN = "s."
Rows = tuple[list[Row], str]


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to, how it is sorted, and where it goes on."""

    phase: str = ""
    neighbourhood: UUID | None = None
    category: str = ""
    whose: str = Whose.ALL
    sort: str = Sort.NAME
    marker: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether an empty list may be due to what was chosen."""
        chosen = self.phase or self.neighbourhood or self.category or self.marker
        return bool(chosen) or self.whose != Whose.ALL


@dataclass(frozen=True)
class Caseload:
    """One page of the list."""

    people: list[Person]
    next_marker: str
    language_only: bool

    def cells(self, ladder: Sequence[str], ended: str) -> Iterator[tuple[str, ...]]:
        """What a row shows: where it leads and the name, and the other columns."""
        for pk, name, area, phase, since, step, contact, last, todo, _runs, is_over in self.people:
            yield (
                str(pk), name, area, ended if is_over else str(phase), short_date(since),
                ladder[step or 0], contact, short_date(last), str(todo),
            )  # fmt: skip


def caseload(user: User, wanted: Wanted) -> Caseload:
    """One page of the people this user may see; without an exact total, which would cost more."""
    if not user.has(Permission.LANGUAGE_SEE):
        return Caseload([], "", False)
    viewers = access.viewers_of(user)
    ways = {Sort.NAME: _by_name, Sort.PHASE: _by_phase, Sort.CONTACT: _by_contact}
    try:
        rows, marker = ways[Sort(wanted.sort)](Look(user, viewers, wanted))
    except MADE_UP:  # a marker that was tampered with
        rows, marker = _by_name(Look(user, viewers, Wanted()))
    return Caseload(people(rows), marker, access.sees_language_only(user))


@dataclass(frozen=True)
class Look:
    """Somebody looks, as these viewers, at the people who are wanted."""

    user: User
    viewers: list[UUID]
    wanted: Wanted

    @property
    def sees_many(self) -> bool:
        """Counted, and no further than needed."""
        if self.wanted.whose == Whose.MINE or self.wanted.sort == Sort.NAME:
            return False
        return access.sees_more_than(self.user, FEW, viewers=self.viewers)


@cache
def _question(shape: Shape) -> Prepared:
    return Prepared(partial(written, shape))


def _asked(look: Look, *, after: tuple[Any, ...], sort: str) -> list[Row]:
    """The rows of one page and one more, in the order of their index."""
    user, wanted = look.user, look.wanted
    shape = Shape(
        sort=sort,
        phase=wanted.phase if wanted.phase in {"", ENDED} else "one",
        has_area=wanted.neighbourhood is not None,
        has_category=bool(wanted.category),
        is_mine=wanted.whose == Whose.MINE,
        viewers=len(look.viewers),
        is_whole_only=not user.has(Permission.LANGUAGE_MEASURE),
        sees_many=look.sees_many,
        is_later=bool(after),
        size=SIZE,
    )
    values: dict[str, Any] = {f"viewer{n}": viewer for n, viewer in enumerate(look.viewers)}
    values |= {f"after{n}": value for n, value in enumerate(after)}
    values |= {
        "today": today(),
        "user": user.pk,
        "phase": wanted.phase,
        "category": wanted.category,
    }
    rows = _question(shape).rows(area=wanted.neighbourhood, **values)
    return [Row._make(row) for row in rows]


def _by_name(look: Look) -> Rows:
    after = _read(look.wanted.marker)
    return _cut(_asked(look, after=after, sort=Sort.NAME), after=after)


def _cut(found: Iterable[Row], *, after: tuple[str, UUID] | tuple[()]) -> Rows:
    """One page by name; of somebody with several journeys the last."""
    latest = {row.participant: row for row in found}
    keys = {pk: (row.sort_name, pk.hex) for pk, row in latest.items()}
    wanted = [pk for pk in latest if not after or keys[pk] > (after[0], after[1].hex)]
    rows = [latest[pk] for pk in sorted(wanted, key=keys.__getitem__)]
    if len(rows) <= SIZE:
        return rows, ""
    last = rows[SIZE - 1]
    return rows[:SIZE], _write(last.sort_name, last.participant)


def _by_phase(look: Look) -> Rows:
    return _walked(look, look.wanted.marker, sort=Sort.PHASE)


def _by_contact(look: Look) -> Rows:
    """Who was never spoken comes first, then whom we have not spoken for longest."""
    begin = look.wanted.marker
    if not look.sees_many:
        return _walked(look, begin, sort=Sort.CONTACT)
    rows: list[Row] = []
    if not begin.startswith(SPOKEN):
        rows, marker = _walked(look, begin, sort="never")
        if marker:
            return rows, marker
    rest = "" if rows else begin.removeprefix(SPOKEN)
    more, marker = _walked(look, rest, sort="spoken", room=max(SIZE - len(rows), 1))
    return [*rows, *more], f"{SPOKEN}{marker}" if marker else ""


def _walked(look: Look, marker: str, *, sort: str, room: int | None = None) -> Rows:
    """The page after this marker; one that was tampered with gives the first page."""
    order, size = ORDERS[sort], room or SIZE
    try:
        after = tuple(read_marker(marker, len(order)))
        rows = _asked(look, after=after, sort=sort)
    except MADE_UP:
        rows = _asked(look, after=(), sort=sort)
    if len(rows) <= size:
        return rows, ""
    last = rows[size - 1]
    return rows[:size], write_marker([str(getattr(last, name)) for name in order])


def _write(sort_name: str, pk: UUID) -> str:
    return base64.urlsafe_b64encode(f"{pk.hex}{sort_name}".encode()).decode().rstrip("=")


def _read(marker: str) -> tuple[str, UUID] | tuple[()]:
    """Where the page before this one ended; what was tampered with is the beginning."""
    try:
        text = base64.urlsafe_b64decode(marker + "=" * (-len(marker) % 4)).decode()
        return (text[32:].replace("\x00", ""), UUID(text[:32])) if text else ()
    except (ValueError, binascii.Error):
        return ()
