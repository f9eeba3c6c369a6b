"""The map of our own areas: reading shapes, and drawing them in one flat picture.

A shape is a list of polygons, each a list of rings, each a list of points (longitude, latitude).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, isfinite, radians
from typing import Any

Point = Sequence[float]
Ring = list[Point]
Shape = list[list[Ring]]

WIDE = 600.0
EDGE = 12.0
LEAST = 1.0  # two points nearer to each other than this, in the picture, are one
MOST_POINTS = 20_000


@dataclass(frozen=True)
class Drawn:
    """One area in the picture: the line around it, and where its name stands."""

    key: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """All areas in one picture; north is up."""

    width: int
    height: int
    areas: tuple[Drawn, ...]


@dataclass(frozen=True)
class Feature:
    """One area in a file with shapes: the names it goes by there, and its shape."""

    names: tuple[str, ...]
    shape: Shape


def features(told: Any) -> list[Feature]:
    """The areas in a GeoJSON file; ValueError with a Dutch reason when it is none."""
    if not isinstance(told, dict) or not isinstance(told.get("features"), list):
        raise ValueError("Dit is geen GeoJSON met gebieden (FeatureCollection).")
    found = []
    for number, one in enumerate(told["features"], start=1):
        geometry = one.get("geometry") if isinstance(one, dict) else None
        if not isinstance(geometry, dict):
            raise ValueError(f"Gebied {number} heeft geen vorm.")
        names = one.get("properties")
        values = names.values() if isinstance(names, dict) else ()
        words = tuple(str(value).strip() for value in values if isinstance(value, str | int))
        found.append(Feature(words, _shape(geometry, number)))
    return found


def _shape(geometry: Mapping[str, Any], number: int) -> Shape:
    kind, told = geometry.get("type"), geometry.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"}:
        raise ValueError(f"Gebied {number} is geen vlak (Polygon of MultiPolygon).")
    try:
        polygons: Any = [told] if kind == "Polygon" else told
        shape: Shape = [[[_point(point) for point in ring] for ring in one] for one in polygons]
    except (TypeError, ValueError, IndexError, OverflowError):
        raise ValueError(
            f"Gebied {number}: een punt is geen lengtegraad en breedtegraad. "
            "Sla het bestand op in WGS 84 (EPSG:4326)."
        ) from None
    rings = [ring for polygon in shape for ring in polygon]
    if not rings or any(len(ring) < 4 for ring in rings):
        raise ValueError(f"Gebied {number}: een lijn heeft minder dan vier punten.")
    if sum(map(len, rings)) > MOST_POINTS:
        raise ValueError(f"Gebied {number} heeft meer dan {MOST_POINTS} punten: vereenvoudig het.")
    return shape


def _point(told: Any) -> Point:
    x, y = float(told[0]), float(told[1])
    if not (isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90):
        raise ValueError("outside the world")
    return round(x, 6), round(y, 6)


def picture(shapes: Mapping[str, Shape]) -> Picture | None:
    """The areas as lines in one picture; None when no area has a shape."""
    drawable = {key: shape for key, shape in shapes.items() if shape and shape[0] and shape[0][0]}
    points = [point for shape in drawable.values() for point in _points(shape)]
    if not points:
        return None
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrow = cos(radians((south + north) / 2))
    wide, high = (east - west) * narrow or 1e-6, (north - south) or 1e-6
    scale = min((WIDE - 2 * EDGE) / wide, (WIDE - 2 * EDGE) / high)

    def place(point: Point) -> Point:
        x, y = point
        return EDGE + (x - west) * narrow * scale, EDGE + (north - y) * scale

    drawn = tuple(_draw(key, shape, place) for key, shape in drawable.items())
    return Picture(round(wide * scale + 2 * EDGE), round(high * scale + 2 * EDGE), drawn)


def _points(shape: Shape) -> Iterable[Point]:
    return ((point[0], point[1]) for polygon in shape for ring in polygon for point in ring)


def _draw(key: str, shape: Shape, place: Any) -> Drawn:
    rings = [_thinned([place((p[0], p[1])) for p in ring]) for polygon in shape for ring in polygon]
    path = " ".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings if ring
    )
    biggest = max(rings, key=_reach)
    x, y = _middle(biggest)
    return Drawn(key, path, round(x, 1), round(y, 1))


def _thinned(ring: Ring) -> Ring:
    """The ring without points that nobody can see apart."""
    kept: Ring = []
    for point in ring:
        if not kept or hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= LEAST:
            kept.append(point)
    return kept


def _reach(ring: Ring) -> float:
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _middle(ring: Ring) -> Point:
    """The point on which a cardboard ring would rest; its average when it has no surface."""
    surface = x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        surface += cross
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    if abs(surface) < 1e-6:
        return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
    return x_sum / (3 * surface), y_sum / (3 * surface)
