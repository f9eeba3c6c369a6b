"""Demand against supply: how often nothing fits, and how much there is with a place free (R32).

Under ten people a number is hidden for who leads no team, and so is what would give it away: in
all tables together, for the numbers of one add up to those of another. An open offer is no
secret; how much there is stands beside it for everybody.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import Words
from meedoen.core.paging import Page, keyset
from meedoen.core.small import SMALL, hide
from meedoen.core.time import today
from meedoen.language.choices import Level
from meedoen.network import access as network
from meedoen.offers import access as offers
from meedoen.offers.choices import ORAL_LEVELS, PARTS, WEEKDAYS, Theme
from meedoen.offers.rules import day_part_bit
from meedoen.participants.rules import display_name
from meedoen.trends import access, rules
from meedoen.trends.models import UnmetNeed

NO_AREA = "geen"
LEVELS = (Level.UNKNOWN.value, *ORAL_LEVELS)
ALL: tuple[str, str] = ("alle", "alle")


@dataclass(frozen=True)
class Cell:
    """How often nothing fits, with the list behind it for who may open that; and what there is."""

    demand: str
    supply: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    label: Words
    cells: list[Cell]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """Demand and supply side by side."""

    code: str
    title: str
    definition: str
    first: str
    columns: list[Words]
    rows: list[Row]


@dataclass(frozen=True)
class Supply:
    """The page of demand and supply."""

    tables: list[Table]
    total: str
    offers: int
    hides: bool
    has_needs: bool


class _Need(NamedTuple):
    theme: str
    area: str
    level: str
    free: int | None
    person: UUID


class _Offer(NamedTuple):
    themes: Sequence[str]
    area: str
    low: str
    high: str
    day_parts: int


@dataclass(frozen=True)
class _Count:
    """One number: how many needs, and of how many people."""

    needs: int
    people: int


class _Tally:
    """Needs counted under keys, with the people behind each number."""

    def __init__(self) -> None:
        self.needs: Counter[Hashable] = Counter()
        self.people: defaultdict[Hashable, set[UUID]] = defaultdict(set)

    def add(self, key: Hashable, need: _Need) -> None:
        """One more need under this key."""
        self.needs[key] += 1
        self.people[key].add(need.person)

    def sizes(self, keys: Sequence[Hashable]) -> dict[Hashable, int]:
        """How many people stand behind each number."""
        return {key: len(self.people.get(key, ())) for key in keys}


def supply_and_demand(user: User) -> Supply:
    """All tables from three questions: the needs, the offers, the neighbourhoods."""
    hides = not user.has(Permission.TEAM_SEE)
    may_open = user.has(Permission.DOSSIER_SEE) and user.has(Permission.MATCH)
    areas: list[tuple[str, Words]] = [(str(one.pk), one.name) for one in network.neighbourhoods()]
    needs = _needs({code for code, _name in areas})
    there = _offers({code for code, _name in areas})
    areas.append((NO_AREA, _("Andere of nog niet bekend")))
    tally = _tally(needs)
    hidden = _hidden(tally, [code for code, _name in areas]) if hides else set()
    write = _Writer(tally, hidden, may_open=may_open)
    return Supply(
        tables=[
            _by_theme(write, areas, there), _by_level(write, there), _by_part(write, there)
        ],
        total=write.text(ALL),
        offers=len(there),
        hides=bool(hidden),
        has_needs=bool(needs),
    )  # fmt: skip


@dataclass(frozen=True)
class _Writer:
    tally: _Tally
    hidden: set[Hashable]
    may_open: bool

    def text(self, key: Hashable) -> str:
        """A number, or that it is hidden."""
        number = self.tally.needs.get(key, 0)
        if key not in self.hidden:
            return str(number)
        return f"<{SMALL}" if number < SMALL else _("verborgen")

    def cell(self, key: Hashable, supply: int, **behind: str) -> Cell:
        """Demand and supply; the list behind the number opens for who may see the people."""
        is_open = self.may_open and key not in self.hidden and self.tally.needs.get(key, 0)
        return Cell(self.text(key), str(supply), behind_url(**behind) if is_open else "")


def behind_url(**behind: str) -> str:
    """The address of the list behind one number."""
    return urlencode({name: value for name, value in behind.items() if value})


def _needs(areas: set[str]) -> list[_Need]:
    rows = UnmetNeed.objects.open().order_by().values_list(
        "theme", "neighbourhood", "level", "free", "journey__participant"
    )  # fmt: skip
    found = []
    for theme, area, level, free, person in rows:
        here = str(area) if str(area) in areas else NO_AREA
        known = level if level in LEVELS else Level.UNKNOWN.value
        found.append(_Need(theme, here, known, free, person))
    return found


def _offers(areas: set[str]) -> list[_Offer]:
    """What runs and has a place free."""
    rows = offers.open_offers().filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today()),
        Q(capacity__isnull=True) | Q(taken__lt=F("capacity")),
    )
    plain = rows.order_by().values_list(
        "themes", "neighbourhood", "oral_min", "oral_max", "day_parts"
    )
    return [
        _Offer(themes, str(area) if str(area) in areas else NO_AREA, low, high, parts)
        for themes, area, low, high, parts in plain
    ]


def _tally(needs: Sequence[_Need]) -> _Tally:
    tally = _Tally()
    for need in needs:
        tally.add(ALL, need)
        tally.add((need.theme, need.area), need)
        tally.add((need.theme, "alle"), need)
        tally.add(("alle", need.area), need)
        tally.add(("niveau", need.level), need)
        for day in range(7):
            for part in range(3):
                if need.free is not None and need.free & day_part_bit(day, part):
                    tally.add(("dagdeel", day * 3 + part), need)
    return tally


def _hidden(tally: _Tally, areas: Sequence[str]) -> set[Hashable]:
    """What is hidden in all tables together; free time is told apart, for it adds up to nothing."""
    themes = [theme.value for theme in Theme]
    lines: list[list[Hashable]] = [
        [*((theme, area) for area in areas), (theme, "alle")] for theme in themes
    ]
    lines += [[*((theme, area) for theme in themes), ("alle", area)] for area in areas]
    lines += [
        [*((theme, "alle") for theme in themes), ALL], [*(("alle", area) for area in areas), ALL],
        [*(("niveau", level) for level in LEVELS), ALL],
    ]  # fmt: skip
    keys = list(dict.fromkeys(key for line in lines for key in line))
    hidden = hide(tally.sizes(keys), lines)
    everybody = len(tally.people.get(ALL, ()))
    for number in range(21):
        key = ("dagdeel", number)
        size = len(tally.people.get(key, ()))
        # The rest of the people is as telling as the number itself.
        if 0 < size < SMALL or 0 < everybody - size < SMALL:
            hidden.add(key)
    return hidden


def _by_theme(write: _Writer, areas: Sequence[tuple[str, Words]], there: Sequence[_Offer]) -> Table:
    """What nobody asks and nobody offers is left out: neither is anything about a person."""
    supply: Counter[tuple[str, str]] = Counter()
    for one in there:
        for theme in {*one.themes, "alle"}:
            supply[theme, one.area] += 1
            supply[theme, "alle"] += 1
    asked = write.tally.needs
    columns = [
        (code, name) for code, name in areas
        if code != NO_AREA or asked["alle", code] or supply["alle", code]
    ] + [("alle", _("totaal"))]  # fmt: skip
    lines: list[tuple[str, Words]] = [
        (theme.value, theme.label)
        for theme in Theme
        if asked[theme.value, "alle"] or supply[theme.value, "alle"]
    ]
    rows = [
        Row(
            _upper(label),
            [
                write.cell(
                    (theme, area), supply[theme, area],
                    thema="" if theme == "alle" else theme, wijk="" if area == "alle" else area,
                )
                for area, _name in columns
            ],
            is_total=theme == "alle",
        )
        for theme, label in [*lines, ("alle", _("Totaal"))]
    ]  # fmt: skip
    return Table(
        code="wijk-thema",
        title=_("Per onderwerp en wijk"),
        definition=_(
            "Vraag: hoe vaak er voor een wens niets past, zolang wij nog zoeken. Iemand met twee "
            "wensen telt twee keer. Aanbod: wat er loopt over dit onderwerp, met een plaats vrij; "
            "aanbod over meer onderwerpen telt bij elk daarvan."
        ),
        first=_("Onderwerp"),
        columns=[name for _code, name in columns],
        rows=rows,
    )


def _by_level(write: _Writer, there: Sequence[_Offer]) -> Table:
    rows = [
        Row(
            str(Level(level).label),
            [write.cell(
                ("niveau", level),
                sum(rules.lies_within(level, one.low, one.high) for one in there),
                niveau=level,
            )],
        )
        for level in LEVELS
    ]  # fmt: skip
    return Table(
        code="niveau",
        title=_("Per niveau van spreken en luisteren"),
        definition=_(
            "Vraag: het niveau op de dag dat het werd vastgelegd. Aanbod: waar iemand met dit "
            "niveau terechtkan. Is het niveau niet bekend, dan sluit dat niemand uit."
        ),
        first=_("Niveau"),
        columns=[_("vraag en aanbod")],
        rows=rows,
    )


def _by_part(write: _Writer, there: Sequence[_Offer]) -> Table:
    rows = [
        Row(
            str(name).capitalize(),
            [write.cell(
                ("dagdeel", day * 3 + part),
                sum(bool(one.day_parts & day_part_bit(day, part)) for one in there),
                dagdeel=str(day * 3 + part),
            ) for day in range(7)],
        )
        for part, name in PARTS
    ]  # fmt: skip
    return Table(
        code="dagdeel",
        title=_("Per dagdeel"),
        definition=_(
            "Vraag: wie op dit dagdeel vrij is en nog zoekt. Iemand telt mee bij elk dagdeel dat "
            "vrij is. Aanbod: wat op dit dagdeel is, met een plaats vrij."
        ),
        first=_("Dagdeel"),
        columns=[name for _number, name in WEEKDAYS],
        rows=rows,
    )


def _upper(text: Words) -> str:
    words = str(text)
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Asked:
    """Which number was opened."""

    theme: str = ""
    area: str = ""
    level: str = ""
    part: int | None = None


@dataclass(frozen=True)
class Behind:
    """One need behind a number."""

    id: UUID
    participant_id: UUID
    name: str
    theme: str
    area: str
    missing: str
    noted_at: datetime
    has_signal: bool


_BEHIND = (
    "id", "noted_at", "theme", "missing", "signal", "neighbourhood__name", "journey__participant",
    "journey__participant__first_name", "journey__participant__last_name",
    "journey__participant__called",
)  # fmt: skip


def needs_behind(user: User, asked: Asked, *, marker: str = "") -> Page:
    """The needs behind a number, as far as this user sees the people; two queries at most."""
    found = access.visible_to(user).open()
    if asked.theme:
        found = found.filter(theme=asked.theme)
    if asked.area == NO_AREA:
        found = found.exclude(neighbourhood__in=network.neighbourhoods())
    elif asked.area:
        found = found.filter(neighbourhood=UUID(asked.area))
    if asked.level:
        found = found.filter(level=asked.level)
    if asked.part is not None:
        bit = 1 << asked.part
        found = found.annotate(on=F("free").bitand(bit)).filter(on=bit)
    page = keyset(found.values(*_BEHIND), order=["noted_at", "id"], marker=marker)
    return Page([_behind(row) for row in page.rows], page.next_marker)


def _behind(row: Mapping[str, Any]) -> Behind:
    person = "journey__participant"
    return Behind(
        id=row["id"],
        participant_id=row[person],
        name=display_name(
            row[f"{person}__first_name"], row[f"{person}__last_name"], row[f"{person}__called"]
        ),
        theme=str(Theme(row["theme"]).label),
        area=row["neighbourhood__name"] or "",
        missing=rules.words_of(row["missing"]),
        noted_at=row["noted_at"],
        has_signal=row["signal"] is not None,
    )
