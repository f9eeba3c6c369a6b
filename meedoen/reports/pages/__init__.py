"""The figures: how many people, and how they climbed."""

from meedoen.reports.pages.climbing import Climbing, Climbs, climbs
from meedoen.reports.pages.counts import (
    Asked,
    Behind,
    Cell,
    Counted,
    Figures,
    Row,
    Table,
    figures,
    people_behind,
)

__all__ = [
    "Asked",
    "Behind",
    "Cell",
    "Climbing",
    "Climbs",
    "Counted",
    "Figures",
    "Row",
    "Table",
    "climbs",
    "figures",
    "people_behind",
]
