"""The path of one participant through the phases; the flow as data."""

from meedoen.journeys.models.flows import Flow, forget_roads, road_of
from meedoen.journeys.models.history import Milestone, PhaseVisit
from meedoen.journeys.models.journeys import Journey, JourneyQuerySet
from meedoen.journeys.models.ties import Binding, CoachAssignment

__all__ = [
    "Binding", "CoachAssignment", "Flow", "Journey", "JourneyQuerySet", "Milestone", "PhaseVisit",
    "forget_roads", "road_of",
]  # fmt: skip
