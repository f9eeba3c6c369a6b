"""The figures: how many people, and how they climbed."""

from meedoen.reports.pages.behind import Behind, Counted, people_behind
from meedoen.reports.pages.climbing import Climbing, Climbs, climbs
from meedoen.reports.pages.counts import (
    Asked,
    Cell,
    Figures,
    Row,
    Table,
    figures,
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
