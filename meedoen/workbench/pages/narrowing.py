"""What a list of people can be narrowed by."""

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.core.cache import caches
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from meedoen.core.prepared import Prepared
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Flow
from meedoen.journeys.rules import phases_of
from meedoen.network import access as network

Choice = tuple[str, Any]
KEY, SECONDS = "workbench-options", 60


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
    """Neighbourhoods and phases, at most a minute old: they change once a year, and every list asks
    for them."""
    memory = caches["memory"]
    known = memory.get(KEY)
    if not isinstance(known, Options):
        known = _read()
        memory.set(KEY, known, timeout=SECONDS)
    return known


def _read() -> Options:
    """One query; a flow that was read before is not read again."""
    areas: list[Choice] = []
    versions: list[tuple[Any, str, int]] = []
    for pk, text, version in EVERYTHING.rows():
        if version == 0:
            areas.append((str(pk), text))
        else:
            versions.append((pk, text, version))
    return Options(
        areas=sorted(areas, key=itemgetter(1)), phases=phases_of(journeys.roads_of(versions))
    )
