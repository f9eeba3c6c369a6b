"""The flow chart: the same lines for the picture and for the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from meedoen.accounts.models import User
from meedoen.core.small import SMALL, small_cells, with_totals
from meedoen.core.ui import Link
from meedoen.journeys.choices import Route
from meedoen.journeys.models import Flow
from meedoen.journeys.rules import Phase, Road, read_road
from meedoen.workflow import access
from meedoen.workflow.access import Scope
from meedoen.workflow.choices import Listing
from meedoen.workflow.pages.counts import Counts, all_roads, counts
from meedoen.workflow.rules.numbers import hides_late, is_before_binding, tells
from meedoen.workflow.rules.picture import Picture, draw
from meedoen.workflow.rules.versions import role_name

Hidden = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Number:
    """One number as the page shows it, with the list behind it for who may open that."""

    text: str
    url: str = ""


NOTHING = Number("–")


@dataclass(frozen=True)
class Line:
    """One phase with its numbers. `is_free`: here a participant owes nothing yet (R9)."""

    phase: Phase
    role: str
    now: Number
    half: Number
    most: Number
    late: Number
    is_counted: bool
    is_free: bool

    @property
    def term(self) -> str:
        """What is agreed about the time this phase takes."""
        days = self.phase.term_days
        if not days:
            return "–"
        return ngettext("%(days)d werkdag", "%(days)d werkdagen", days) % {"days": days}


@dataclass(frozen=True)
class Chart:
    """Everything on the page of one road."""

    flow: Flow
    road: Road
    picture: Picture
    lines: list[Line]
    gone: list[Line]
    counted_at: str
    hides: bool
    may_open: bool
    routes: list[Link]
    whose: list[Link]

    @property
    def by_code(self) -> dict[str, Line]:
        """The line of each phase, for the boxes of the picture."""
        return {line.phase.code: line for line in self.lines}


def chart(user: User, *, route: str, whose: str) -> Chart:
    """The road with its numbers, as far as this user may see them."""
    possible = access.scopes(user)
    scope = next((one for one in possible if one.whose == whose), possible[0])
    roads, newest = all_roads()
    found = counts(scope, roads)
    route = route if route in newest else _usual(found)
    flow = newest[route]
    road = roads[flow.pk]
    hidden = _hidden(found, roads, newest) if scope.hides else frozenset[tuple[str, str]]()
    maker = _Maker(road, scope, found, hidden)
    lines = [maker.line(phase) for phase in road.phases]
    return Chart(
        flow=flow,
        road=road,
        picture=_picture(road, lines),
        lines=lines,
        gone=[maker.line(phase) for phase in _gone(found, roads, road)],
        counted_at=_clock(found.at),
        hides=scope.hides,
        may_open=scope.may_open,
        routes=[
            Link(Route(one).label.capitalize(), _query(one, scope), one == route) for one in newest
        ],
        whose=[Link(one.whose.label, _query(route, one), one == scope) for one in possible],
    )


def preview(definition: Mapping[str, object]) -> Picture:
    """The picture of a version that is not published yet: without numbers."""
    road = read_road(definition)
    return _picture(road, [])


def _picture(road: Road, lines: Sequence[Line]) -> Picture:
    counted = {line.phase.code for line in lines if line.is_counted}
    plain = frozenset(phase.code for phase in road.phases if phase.code not in counted)
    return draw(
        road, plain=plain, back=_("Terug naar een eerdere fase kan altijd, met een reden"),
        out=_("Stoppen kan in elke fase"),
    )  # fmt: skip


class _Maker:
    """Turns counts into lines for one road and one user."""

    def __init__(self, road: Road, scope: Scope, found: Counts, hidden: Hidden):
        self.road, self.scope, self.found, self.hidden = road, scope, found, hidden

    def line(self, phase: Phase) -> Line:
        place = (self.road.route, phase.code)
        is_gone = phase.code not in self.road.index
        is_before = not is_gone and self.road.index[phase.code] < self.road.index[self.road.start]
        is_last = not is_gone and phase.code == self.road.phases[-1].code
        people = self.found.people.get(place, 0)
        is_counted = not is_before and not (is_last and not people)
        return Line(
            phase=phase,
            role=role_name(phase.role),
            now=self._now(phase.code, people) if is_counted else NOTHING,
            half=self._half(phase.code) if is_counted else NOTHING,
            most=self._most(phase.code) if is_counted else NOTHING,
            late=self._late(phase, people) if is_counted else NOTHING,
            is_counted=is_counted,
            is_free=not is_gone and is_before_binding(self.road, phase.code),
        )

    def _now(self, code: str, people: int) -> Number:
        if self.scope.hides and 0 < people < SMALL:
            return Number(f"<{SMALL}")
        if (self.road.route, code) in self.hidden:
            return Number(_("verborgen"))
        return Number(str(people), self._url(code, Listing.NOW) if people else "")

    def _late(self, phase: Phase, people: int) -> Number:
        if not phase.term_days:
            return NOTHING
        place = (self.road.route, phase.code)
        late = self.found.late.get(place, 0)
        hides = place in self.hidden or hides_late(now=people, late=late)
        if self.scope.hides and hides:
            return Number(f"<{SMALL}" if late < SMALL else _("verborgen"))
        return Number(str(late), self._url(phase.code, Listing.LATE) if late else "")

    def _half(self, code: str) -> Number:
        took = self.found.days.get((self.road.route, code))
        if took is None or not tells(took, hides=self.scope.hides):
            return NOTHING
        return Number(_days(took.half), self._url(code, Listing.DONE))

    def _most(self, code: str) -> Number:
        took = self.found.days.get((self.road.route, code))
        if took is None or not tells(took, hides=self.scope.hides):
            return NOTHING
        return Number(_days(took.most), self._url(code, Listing.SLOW, dagen=str(took.most)))

    def _url(self, code: str, listing: Listing, **more: str) -> str:
        if not self.scope.may_open:
            return ""
        chosen = {"weg": self.road.route, "fase": code, "lijst": listing.value}
        return urlencode({**chosen, "wie": self.scope.whose.value, **more})


def _hidden(found: Counts, roads: Mapping[UUID, Road], newest: Mapping[str, Flow]) -> Hidden:
    """The cells that the page of figures hides too, so that the two together tell no more."""
    routes = [route.value for route in Route]
    codes = list(
        dict.fromkeys(
            phase.code
            for route in routes
            for phase in roads[newest[route].pk].walked_from_start()[:-1]
        )
    )
    grid = with_totals([[found.people.get((route, code), 0) for route in routes] for code in codes])
    return frozenset(
        (routes[column], codes[row])
        for row, column in small_cells(grid)
        if row < len(codes) and column < len(routes)
    )


def _gone(found: Counts, roads: Mapping[UUID, Road], road: Road) -> list[Phase]:
    """Phases of earlier versions in which somebody still is."""
    known = {
        phase.code: phase
        for one in roads.values()
        if one.route == road.route
        for phase in one.phases
    }
    return [
        known[code]
        for (route, code), number in found.people.items()
        if route == road.route and number and code not in road.index and code in known
    ]


def _usual(found: Counts) -> str:
    """The neighbourhood road, unless all people of this scope walk the other."""
    walked = {route for (route, _code), number in found.people.items() if number}
    return Route.REGULAR.value if walked == {Route.REGULAR.value} else Route.NEIGHBOURHOOD.value


def _query(route: str, scope: Scope) -> str:
    return f"?{urlencode({'weg': route, 'wie': scope.whose.value})}"


def _days(number: int) -> str:
    return ngettext("%(days)d dag", "%(days)d dagen", number) % {"days": number}


def _clock(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M")
