"""The roads as data, in versions."""

from functools import lru_cache
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.choices import Route
from meedoen.journeys.rules import Road, read_road
from meedoen.privacy.choices import Ground


class Flow(models.Model):
    """One version of one road. A running journey keeps the version it began with (R62)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    route = models.CharField(max_length=15, choices=Route)
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    published_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("stroomschema")
        constraints = [
            models.UniqueConstraint(fields=["route", "version"], name="journeys_flow_once")
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"route", "version", "definition", "published_at"}

    def __str__(self) -> str:
        return f"{self.get_route_display()} {self.version}"


@lru_cache(maxsize=64)
def road_of(flow_id: UUID) -> Road:
    """The road of one version, read once."""
    return read_road(Flow.objects.get(pk=flow_id).definition)


def forget_roads() -> None:
    """Read definitions anew (after a test has emptied the database)."""
    road_of.cache_clear()
