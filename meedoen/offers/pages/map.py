"""The directory on the map of our own areas: how much there is in each."""

from collections import Counter
from dataclasses import dataclass

from meedoen.network import access as network, rules as drawing
from meedoen.offers.pages.narrowing import Search


@dataclass(frozen=True)
class Area:
    """One area, with how many offers are there or are meant for who lives there."""

    code: str
    name: str
    offers: int
    is_chosen: bool


@dataclass(frozen=True)
class Spot:
    """An area as it is drawn."""

    area: Area
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """The picture, and the same facts as a list; `elsewhere` is the whole town, or online."""

    areas: list[Area]
    spots: list[Spot]
    width: int
    height: int
    elsewhere: int


def town_map(search: Search) -> Map:
    """What was asked for, counted by area: two queries, whatever the size of it all."""
    chosen = search.wanted.get("wijk", "")
    numbers: Counter[str] = Counter()
    known = network.drawn_areas()
    codes = {area.code for area in known}
    for where, number in search.without("wijk").by_area():
        for code in codes.intersection(where.split()) or {""}:
            numbers[code] += number
    areas = {
        area.code: Area(area.code, area.name, numbers[area.code], area.code == chosen)
        for area in known
    }
    drawn = drawing.picture({area.code: area.shape for area in known})
    spots = [Spot(areas[one.key], one.path, one.x, one.y) for one in drawn.areas] if drawn else []
    return Map(
        areas=list(areas.values()),
        spots=spots,
        width=drawn.width if drawn else 0,
        height=drawn.height if drawn else 0,
        elsewhere=numbers[""],
    )
