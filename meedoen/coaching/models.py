"""Where a coach works, with dates (R89). Nowhere in particular is fine (R90)."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.periods import in_order
from meedoen.core.time import today
from meedoen.network.models import Neighbourhood
from meedoen.privacy.choices import Ground


class WorkAreaQuerySet(models.QuerySet["WorkArea"]):
    def on(self, day: date) -> Self:
        """Where people worked on this day."""
        return self.filter(since__lte=day).filter(
            models.Q(until__isnull=True) | models.Q(until__gt=day)
        )


class WorkArea(models.Model):
    """A colleague works in this neighbourhood, from a day until another (R45, R89)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+")
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    objects = WorkAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("werkgebied")
        ordering = ["neighbourhood__name", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "neighbourhood"],
                condition=models.Q(until__isnull=True),
                name="coaching_area_once",
                violation_error_message=_("Deze collega werkt al in deze wijk."),
            ),
            in_order("coaching_area_dates"),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 5
        personal = {"user"}
        plain = {"neighbourhood", "since", "until"}

    def __str__(self) -> str:
        return f"{self.neighbourhood_id}"
