"""One row: every cell read, what is the matter with it, and what the row is as a whole."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from meedoen.imports.choices import LEVELS, Decision, Field, Kind, Status
from meedoen.imports.rules import contact, dates, languages, levels, people
from meedoen.imports.rules.columns import header_key
from meedoen.imports.rules.readings import (
    Reading,
    World,
    doubt,
    fine,
    hides_something,
    plain,
    with_note,
    words,
    wrong,
)
from meedoen.imports.rules.sheets import Line, Raw, is_empty, shown
from meedoen.participants.rules import Identity

_TOTAL = re.compile(
    r"^(sub|eind)?\s?(totaal|totalen|total|aantal|som|sum|gemiddelde?|average|count)\b"
)


@dataclass(frozen=True, slots=True)
class Fix:
    """What a person did with a cell: wrote something else, or said that it is right."""

    text: str | None = None
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A row as it reads now."""

    readings: dict[Field, Reading] = field(default_factory=dict)

    def value(self, about: Field) -> Any:
        """What a cell says, or nothing."""
        found = self.readings.get(about)
        return found.value if found else None

    @property
    def kind(self) -> Kind:
        """The most serious thing that is the matter."""
        kinds = {reading.kind for reading in self.readings.values()}
        return next(
            (kind for kind in (Kind.WRONG, Kind.DOUBT, Kind.NOTE) if kind in kinds), Kind.FINE
        )

    @property
    def surname(self) -> str:
        """Surname with what stands before it."""
        return " ".join(filter(None, (self.value(Field.PREFIX), self.value(Field.LAST_NAME))))

    @property
    def identity(self) -> Identity:
        """What doubles are looked for on."""
        return Identity.of(
            self.value(Field.FIRST_NAME) or "",
            self.surname,
            phone=self.value(Field.PHONE) or "",
            email=self.value(Field.EMAIL) or "",
            birth_date=self.value(Field.BIRTH_DATE),
        )


def status_of(kind: Kind, *, known: bool, alike: bool, decision: str = Decision.NONE) -> Status:
    """What the row is as a whole: what is wrong comes first, then who is known, then doubt.

    Somebody who looked and said "these are two people" settles who is known and alike.
    """
    if kind == Kind.WRONG:
        return Status.WRONG
    if decision == Decision.SAME:
        return Status.KNOWN
    if decision == Decision.IMPORT:
        known = alike = False
    if known:
        return Status.KNOWN
    return Status.DOUBTFUL if alike or kind == Kind.DOUBT else Status.NEW


def check(
    cells: Mapping[Field, Raw], world: World, fixes: Mapping[Field, Fix] | None = None
) -> Checked:
    """Read every cell of a row, with what was mended in it."""
    fixes = fixes or {}
    now = {about: _mended(cells.get(about, ""), fixes.get(about)) for about in (*cells, *fixes)}
    readings = {about: _read(about, cell, world) for about, cell in now.items()}
    if Field.FULL_NAME in readings and not {Field.FIRST_NAME, Field.LAST_NAME} & set(fixes):
        _split_full_name(readings)
    _check_names(readings, words(now.get(Field.EMAIL, "")))
    for about in (Field.BIRTH_DATE, Field.CATEGORY):
        readings.setdefault(about, _read(about, "", world))
    _check_order(readings)
    for about, fix in fixes.items():
        if fix.stays and readings[about].may_stay:
            readings[about] = replace(
                readings[about], kind=Kind.NOTE, reason=_("Nagekeken."), proposals=()
            )
    return Checked(readings)


def _check_order(readings: dict[Field, Reading]) -> None:
    """Nobody is registered before they were born."""
    born, since = (readings.get(about) for about in (Field.BIRTH_DATE, Field.REGISTERED_ON))
    if born and since and born.value and since.value and since.value <= born.value:
        readings[Field.REGISTERED_ON] = wrong(_("Deze dag ligt voor de geboortedatum."))


def _mended(cell: Raw, fix: Fix | None) -> Raw:
    return cell if fix is None or fix.text is None else fix.text


def _read(about: Field, cell: Raw, world: World) -> Reading:
    reading = _reader(about)(cell, world)
    if not hides_something(cell) or about == Field.QUESTION:
        return reading
    return with_note(reading, _("Er stonden onzichtbare tekens in; die zijn weggehaald."))


def _reader(about: Field) -> Callable[[Raw, World], Reading]:
    if about in (Field.SPOKEN, Field.SPEAKING, Field.LISTENING):
        return lambda cell, world: levels.level(cell)
    if about in LEVELS:
        return lambda cell, world: levels.level(cell, written=True)
    return _READERS[about]


_READERS: dict[Field, Callable[[Raw, World], Reading]] = {
    Field.FIRST_NAME: lambda cell, world: people.name(cell),
    Field.PREFIX: lambda cell, world: people.name(cell),
    Field.LAST_NAME: lambda cell, world: people.name(cell),
    Field.FULL_NAME: lambda cell, world: people.name(cell),
    Field.CALLED: lambda cell, world: people.name(cell),
    Field.BIRTH_DATE: dates.birth_date,
    Field.PHONE: lambda cell, world: contact.phone(cell),
    Field.EMAIL: contact.email,
    Field.NEIGHBOURHOOD: contact.neighbourhood,
    Field.POSTCODE: lambda cell, world: contact.postcode(cell),
    Field.LANGUAGES: lambda cell, world: languages.spoken_languages(cell),
    Field.LADDER: lambda cell, world: levels.ladder_step(cell),
    Field.CATEGORY: lambda cell, world: levels.category(cell),
    Field.REGISTERED_ON: dates.past_date,
    Field.FOUND_THROUGH: lambda cell, world: people.found_through(cell),
    Field.QUESTION: lambda cell, world: people.long_text(cell),
}


def _split_full_name(readings: dict[Field, Reading]) -> None:
    whole = readings[Field.FULL_NAME]
    if whole.kind == Kind.WRONG or not whole.value:
        return
    cut, first, last = people.split_name(whole.value)
    readings[Field.FIRST_NAME], readings[Field.LAST_NAME] = fine(first), fine(last)
    if whole.kind == Kind.FINE:
        readings[Field.FULL_NAME] = cut


def _check_names(readings: dict[Field, Reading], mail: str) -> None:
    """Somebody needs a name; one of the two is asked for, none at all is wrong."""
    whole = readings.get(Field.FULL_NAME)
    if whole and whole.kind in (Kind.DOUBT, Kind.WRONG):
        return
    first = readings.setdefault(Field.FIRST_NAME, fine(""))
    last = readings.setdefault(Field.LAST_NAME, fine(""))
    if first.value or last.value or Kind.WRONG in (first.kind, last.kind):
        if first.kind == Kind.FINE and not first.value:
            readings[Field.FIRST_NAME] = doubt(
                _("De voornaam ontbreekt. Vul hem in als u hem weet."), value=""
            )
        if last.kind == Kind.FINE and not last.value:
            readings[Field.LAST_NAME] = doubt(
                _("De achternaam ontbreekt. Vul hem in als u hem weet."), value=""
            )
        return
    by_mail = _names_in_mail(mail)
    readings[Field.FIRST_NAME] = wrong(_("De naam ontbreekt."), *by_mail[:1])
    readings[Field.LAST_NAME] = wrong(_("De naam ontbreekt."), *by_mail[1:])


def _names_in_mail(mail: str) -> list[str]:
    """A mail address such as `fatma.yilmaz@…` often holds the name: proposed, never taken."""
    parts = re.split(r"[._]", mail.partition("@")[0]) if "@" in mail else []
    likely = len(parts) == 2 and all(len(part) > 1 and part.isalpha() for part in parts)
    return [part.title() for part in parts] if likely else []


@dataclass(frozen=True, slots=True)
class Passed:
    """A line that is not a person, and why it was passed over."""

    row: int
    why: str


def split_lines(
    lines: Sequence[Line], header_row: int | None
) -> tuple[list[tuple[int, Line]], list[Passed]]:
    """The lines with a person, by their row number in the file, and the lines passed over."""
    start = 0 if header_row is None else header_row + 1
    header = _as_key(lines[header_row]) if header_row is not None else None
    found: list[tuple[int, Line]] = []
    passed: list[Passed] = []
    for number, line in enumerate(lines[start:], start + 1):
        why = _why_passed(line, header)
        if why:
            passed.append(Passed(number, why))
        else:
            found.append((number, line))
    return found, passed


def _as_key(line: Line) -> tuple[str, ...]:
    return tuple(header_key(words(cell)) for cell in line)


def _why_passed(line: Line, header: tuple[str, ...] | None) -> str:
    if is_empty(line) or not any(words(cell) for cell in line):
        return _("lege rij")
    texts = [text for cell in line if (text := words(cell))]
    if len(texts) <= 3 and _TOTAL.match(plain(texts[0])):
        return _("totaalregel: “%(text)s”") % {"text": " ".join(texts)[:40]}
    if len(texts) > 2 and header and header_key(texts[0]) in header and _as_key(line) == header:
        return _("de kopregel staat er nog een keer")
    if len(texts) == 1 and (len(texts[0].split()) > 3 or texts[0].endswith(":")):
        return _("regel met alleen tekst: “%(text)s”") % {"text": texts[0][:40]}
    return ""


def cells_of(line: Line, mapping: Mapping[int, Field]) -> dict[Field, Raw]:
    """The cells of a line by what they are about; the rest is left behind."""
    return {about: line[place] for place, about in mapping.items() if place < len(line)}


def summed(checked: Iterable[Status]) -> dict[str, int]:
    """How many rows there are of each status."""
    counts = dict.fromkeys(("rows", *Status.values), 0)
    for status in checked:
        counts["rows"] += 1
        counts[status] += 1
    return counts


def written(cell: Raw, fix: Fix | None) -> str:
    """What stands in a cell now, to show and to mend."""
    return fix.text if fix and fix.text is not None else shown(cell)
