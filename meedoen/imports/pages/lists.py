"""A list as its pages show it: its columns, its rows by what they need, the lists so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy as _lazy, ngettext

from meedoen.accounts.models import User
from meedoen.core.ui import Link
from meedoen.imports import access
from meedoen.imports.choices import Decision, State, Status
from meedoen.imports.models import Batch, Row, Source
from meedoen.imports.pages.rows import RowView, row_views
from meedoen.imports.rules import rows
from meedoen.imports.rules.columns import Column, lay_out, letter
from meedoen.imports.rules.sheets import Sheet, from_json

SIZE = 50
SKIPPED = "overslaan"
# Which rows a page shows, by the word in its address; what needs a hand comes first.
TABS: dict[str, Status] = {
    "twijfel": Status.DOUBTFUL,
    "fout": Status.WRONG,
    "bekend": Status.KNOWN,
    "nieuw": Status.NEW,
}


@dataclass(frozen=True)
class Tab:
    """One way to look at the rows."""

    label: str
    word: str
    count: int
    active: bool


_EXPLAINED = {
    "twijfel": _lazy("Hier vragen wij u een keuze. Daarna kan de rij worden overgenomen."),
    "fout": _lazy("Hier klopt iets niet. Verbeter het, of laat de rij voor later staan."),
    "bekend": _lazy("Deze mensen hebben al een dossier. Ze worden niet nog een keer aangemeld."),
    "nieuw": _lazy("Deze rijen worden overgenomen. Opmerkingen staan erbij."),
    SKIPPED: _lazy("U koos om deze rijen niet over te nemen."),
}


@dataclass(frozen=True)
class CheckPage:
    """The rows of a list that wait, fifty at a time."""

    batch: Batch
    counts: dict[str, int]
    tabs: list[Tab]
    word: str
    views: list[RowView]
    next_after: int | None
    after: int

    @property
    def ready(self) -> int:
        """How many rows can be taken over now."""
        return self.counts[Status.NEW]

    @property
    def tab_links(self) -> list[Link]:
        """The tabs with where they lead."""
        return tab_links(self.batch, self.tabs)

    @property
    def explanation(self) -> str:
        """What these rows have in common."""
        return str(_EXPLAINED[self.word])

    @property
    def passed(self) -> list[rows.Passed]:
        """The lines that are no person."""
        return [rows.Passed(int(one["row"]), str(one["why"])) for one in self.batch.passed]


def check_page(batch: Batch, user: User, *, word: str = "", after: int = 0) -> CheckPage:
    """One page of rows of one status; without a choice those that need a hand."""
    counts = access.counts(batch)
    tabs = tabs_of(counts, word)
    active = next(tab.word for tab in tabs if tab.active)
    queryset = Row.objects.filter(batch=batch, number__gt=after).waiting()
    if active == SKIPPED:
        queryset = queryset.filter(decision=Decision.SKIP)
    else:
        queryset = queryset.filter(status=TABS[active]).exclude(decision=Decision.SKIP)
    found = list(queryset.order_by("number")[: SIZE + 1])
    following = found[SIZE - 1].number if len(found) > SIZE else None
    views = row_views(batch, found[:SIZE], user)
    return CheckPage(batch, counts, tabs, active, views, following, after)


def tabs_of(counts: dict[str, int], word: str) -> list[Tab]:
    """The ways to look, with how many rows each has."""
    numbers = {name: counts[status] for name, status in TABS.items()}
    numbers[SKIPPED] = counts["skipped"]
    if word not in numbers:
        word = next((name for name, number in numbers.items() if number), "nieuw")
    labels = {name: str(status.label) for name, status in TABS.items()}
    labels[SKIPPED] = _("Niet overnemen")
    return [
        Tab(labels[name], name, number, name == word)
        for name, number in numbers.items()
        if number or name == word or name != SKIPPED
    ]


def tab_links(batch: Batch, tabs: Sequence[Tab]) -> list[Link]:
    """The tabs with their addresses."""
    address = reverse("imports:check", args=[batch.pk])
    return [
        Link(f"{tab.label} ({tab.count})", f"{address}?toon={tab.word}", tab.active) for tab in tabs
    ]


@dataclass(frozen=True)
class ColumnView:
    """One column on the page where columns are chosen."""

    place: int
    letter: str
    header: str
    chosen: str
    sure: bool
    refused: str
    samples: tuple[str, ...]


def _column_views(batch: Batch, layout: Iterable[Column]) -> list[ColumnView]:
    """The columns with what is proposed, or with what was chosen before."""
    return [
        ColumnView(
            column.place,
            letter(column.place),
            column.header,
            batch.mapping.get(str(column.place), ""),
            column.sure,
            column.remark if column.refused else "",
            column.samples,
        )
        for column in layout
    ]


def columns_of(batch: Batch) -> list[ColumnView]:
    """The columns of a list with examples, while its lines are still kept."""
    source = Source.objects.filter(batch=batch).first()
    lines = [tuple(map(from_json, line)) for line in source.lines] if source else []
    sheet = Sheet("", lines)
    row = batch.header_row
    layout = lay_out(sheet) if row is None else lay_out(sheet, header_row=row)
    return _column_views(batch, layout.columns)


@dataclass(frozen=True)
class Line:
    """One list in the overview."""

    batch: Batch
    text: str


def overview(user: User) -> list[Line]:
    """The lists that this user works on, latest first."""
    found = access.visible_to(user).select_related("uploaded_by")[:30]
    return [Line(batch, _state_text(batch)) for batch in found]


def _state_text(batch: Batch) -> str:
    if batch.state == State.DONE:
        return ngettext(
            "%(count)d persoon overgenomen", "%(count)d mensen overgenomen", batch.done
        ) % {"count": batch.done}
    return str(State(batch.state).label)
