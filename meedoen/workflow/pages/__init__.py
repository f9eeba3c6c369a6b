"""What the pages of the flow chart show."""

from meedoen.workflow.pages.chart import Chart, Line, Number, chart, preview
from meedoen.workflow.pages.counts import Counts, count, counts, forget
from meedoen.workflow.pages.editing import (
    History,
    Proposal,
    Version,
    history,
    proposal,
    road_of,
    route_links,
    version,
)
from meedoen.workflow.pages.people import Asked, Behind, people_behind
from meedoen.workflow.pages.told import Told, told

__all__ = [
    "Asked", "Behind", "Chart", "Counts", "History", "Line", "Number", "Proposal", "Told",
    "Version", "chart", "count", "counts", "forget", "history", "people_behind", "preview",
    "proposal", "road_of", "route_links", "told", "version",
]  # fmt: skip
