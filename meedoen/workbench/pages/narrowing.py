"""What a list of people can be narrowed by."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from meedoen.core.prepared import Prepared
from meedoen.journeys.choices import Route
from meedoen.journeys.models import Flow, road_of
from meedoen.network import access as network

Choice = tuple[str, Any]


@dataclass(frozen=True)
class Options:
    """Neighbourhoods by name, and phases in the order of the road."""

    areas: list[Choice]
    phases: list[Choice]


def _everything() -> QuerySet[Any, Any]:
    areas = network.neighbourhoods().order_by().values_list("pk", "name", Value(0))
    flows = Flow.objects.values_list("pk", Cast("route", CharField()), "version")
    return areas.union(flows, all=True)


EVERYTHING = Prepared(_everything)


def options() -> Options:
    """Neighbourhoods and phases in one query; a flow that was read before is not read again."""
    found: list[Choice] = []
    latest: dict[str, tuple[int, Any]] = {}
    for pk, text, version in EVERYTHING.rows():
        if version == 0:
            found.append((str(pk), text))
        else:
            latest[text] = max(latest.get(text, (0, None)), (version, pk), key=lambda one: one[0])
    phases: dict[str, Any] = {}
    for route in Route.values:
        if route in latest:
            road = road_of(latest[route][1])
            for phase in road.walked_from_start():
                phases.setdefault(phase.code, phase.label)
    return Options(sorted(found, key=lambda one: one[1]), list(phases.items()))
