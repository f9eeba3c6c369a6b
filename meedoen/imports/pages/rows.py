"""One row as a page shows it: its cells, what is said about them, who looks like it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.core.time import short_date
from meedoen.imports import access
from meedoen.imports.choices import LEVELS, Decision, Field, Kind, Status
from meedoen.imports.models import Batch, Row
from meedoen.imports.rules import rows
from meedoen.imports.rules.doubles import in_one_sentence
from meedoen.imports.rules.readings import Reading, World
from meedoen.imports.rules.sheets import shown
from meedoen.language.choices import Level
from meedoen.language.rules import ONLY_READING_AND_WRITING
from meedoen.participants import access as participants
from meedoen.participants.models import Participant

FEW = 7
TONES = {
    Status.NEW: "ok",
    Status.KNOWN: "petrol",
    Status.DOUBTFUL: "attention",
    Status.WRONG: "attention",
}
# Columns in which the same slip often stands many times: mended everywhere in one go.
REPEATED = (Field.NEIGHBOURHOOD, Field.LANGUAGES, Field.CATEGORY, Field.FOUND_THROUGH)


@dataclass(frozen=True)
class Cell:
    """One cell as it is shown and mended."""

    about: Field
    label: str
    text: str
    before: str
    reading: Reading
    options: tuple[str, ...] = ()
    typed: str | None = None

    @property
    def needs_hand(self) -> bool:
        """Whether this cell keeps the row from being taken over."""
        return self.reading.kind in (Kind.DOUBT, Kind.WRONG)

    @property
    def says_more(self) -> bool:
        """Whether there is anything to say about this cell."""
        return self.reading.kind != Kind.FINE or self.typed is not None

    @property
    def asks(self) -> bool:
        """Whether there is something to choose or to type."""
        return self.needs_hand or bool(self.reading.proposals) or self.typed is not None

    @property
    def may_repeat(self) -> bool:
        """Whether the same is likely to stand in other rows too."""
        return self.about in REPEATED

    @property
    def now(self) -> str:
        """What stands in the field to type in: what was typed last, saved or not."""
        return self.text if self.typed is None else self.typed

    @property
    def is_free(self) -> bool:
        """Whether anything may be typed."""
        return not self.options

    @property
    def buttons(self) -> tuple[str, ...]:
        """What can be chosen in one click: what is proposed, or all when that is little."""
        if len(self.options) > FEW:
            return self.reading.proposals
        empty = ("",) if self.about == Field.NEIGHBOURHOOD else ()
        return tuple(dict.fromkeys((*self.reading.proposals, *self.options, *empty)))

    @property
    def rest(self) -> tuple[str, ...]:
        """What can be chosen besides, when that is a lot."""
        return tuple(option for option in self.options if option not in self.buttons)

    @property
    def is_long(self) -> bool:
        """Whether it needs room to write."""
        return self.about == Field.QUESTION


@dataclass(frozen=True)
class Twin:
    """Somebody who may be the same person: another row, or a dossier."""

    text: str
    name: str = ""
    born: str = ""
    url_id: UUID | None = None


@dataclass(frozen=True)
class RowView:
    """One row on the page."""

    row: Row
    name: str
    born: str
    cells: list[Cell]
    twins: list[Twin] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """What the row is."""
        return Status(self.row.status)

    @property
    def tone(self) -> str:
        """How the status looks."""
        return TONES[self.status]

    @property
    def is_taken(self) -> bool:
        """Whether somebody was made from this row."""
        return self.row.participant_id is not None

    @property
    def is_skipped(self) -> bool:
        """Whether somebody said: not this row."""
        return self.row.decision == Decision.SKIP

    @property
    def asks_same(self) -> bool:
        """Whether it has to be said if this is one person or two."""
        return bool(self.twins) and self.row.decision == Decision.NONE

    @property
    def is_known(self) -> bool:
        """Whether nobody doubts that this person has a dossier."""
        return self.status == Status.KNOWN

    @property
    def telling(self) -> list[Cell]:
        """The cells with something to say about."""
        return [cell for cell in self.cells if cell.says_more]


def row_views(batch: Batch, found: Sequence[Row], user: User) -> list[RowView]:
    """These rows with all that a page shows of them, in a fixed number of queries."""
    world = access.world()
    for row in found:
        row.batch = batch
    people = _people({UUID(person) for row in found for person, _why in row.known}, user)
    other_names = _names_of(batch, {number for row in found for number, _why in row.alike})
    return [row_view(row, world, twins=_twins(row, people, other_names)) for row in found]


def row_view(
    row: Row,
    world: World,
    *,
    twins: list[Twin] | None = None,
    typed: dict[Field, str] | None = None,
) -> RowView:
    """One row, read as it stands now. `typed` is what somebody typed that was not saved."""
    checked = rows.check(row.raw, world, row.mended)
    labels = row.batch.header_of
    cells = [
        _cell(
            row,
            about,
            labels.get(about, str(about.label)),
            checked,
            world,
            (typed or {}).get(about),
        )
        for about in sorted(checked.readings, key=list(Field).index)
    ]
    name = f"{checked.value(Field.FIRST_NAME) or ''} {checked.surname}".strip()
    born = checked.value(Field.BIRTH_DATE)
    return RowView(row, name or _("zonder naam"), short_date(born), cells, twins or [])


def _cell(
    row: Row, about: Field, label: str, checked: rows.Checked, world: World, typed: str | None
) -> Cell:
    raw, fix = row.raw.get(about, ""), row.mended.get(about)
    text = rows.written(raw, fix)
    before = shown(raw) if fix and fix.text is not None and fix.text != shown(raw) else ""
    return Cell(
        about, label, text, before, checked.readings[about], options_for(about, world), typed
    )


def options_for(about: Field, world: World) -> tuple[str, ...]:
    """What can be chosen, for a cell in which only a few things can stand."""
    if about == Field.NEIGHBOURHOOD:
        return tuple(place.name for place in world.places)
    if about == Field.CATEGORY:
        return (_("vrijwillig"), _("verplicht"))
    if about == Field.LADDER:
        return (*map(str, range(1, 7)), _("onbekend"))
    if about in LEVELS:
        unfit = {Level.UNKNOWN, Level.CAN_NOT_READ_WRITE}
        if about in (Field.SPOKEN, Field.SPEAKING, Field.LISTENING):
            unfit |= ONLY_READING_AND_WRITING
        levels = (level for level in Level if level not in unfit)
        return (*(str(level.label) for level in levels), _("onbekend"))
    return ()


@dataclass(frozen=True)
class _Person:
    name: str
    born: str
    team: str
    visible: bool


def _people(ids: set[UUID], user: User) -> dict[UUID, _Person]:
    """Dossiers that look like a row; whom this user may not see stays without a name."""
    if not ids:
        return {}
    seen = set(participants.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    return {
        one.pk: _Person(one.name, short_date(one.birth_date), one.team.name, one.pk in seen)
        for one in Participant.objects.filter(pk__in=ids).select_related("team")
    }


def _names_of(batch: Batch, numbers: set[int]) -> dict[int, str]:
    if not numbers:
        return {}
    found = {}
    for row in Row.objects.filter(batch=batch, number__in=numbers):
        first, last = row.raw.get(Field.FIRST_NAME, ""), row.raw.get(Field.LAST_NAME, "")
        whole = row.raw.get(Field.FULL_NAME, "")
        found[row.number] = f"{first} {last}".strip() or str(whole)
    return found


def _twins(row: Row, people: dict[UUID, _Person], names: dict[int, str]) -> list[Twin]:
    found = []
    for person_id, why in row.known:
        person = people.get(UUID(person_id))
        if person is None:
            continue
        said = in_one_sentence(why)
        if person.visible:
            found.append(Twin(said, person.name, person.born, UUID(person_id)))
        else:
            found.append(Twin(said, _("een dossier bij %(team)s") % {"team": person.team}))
    for number, why in row.alike:
        name = names.get(number, "")
        label = _("rij %(number)d: %(name)s") if name else _("rij %(number)d")
        found.append(Twin(in_one_sentence(why), label % {"number": number, "name": name}))
    return found
