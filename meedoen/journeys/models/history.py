"""What happened on the way: the phases, and the facts that moved somebody on."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.choices import Direction, Fact, Route
from meedoen.journeys.models.journeys import Journey
from meedoen.privacy.choices import Ground
from meedoen.teams.models import Team


class PhaseVisit(models.Model):
    """That somebody was in a phase: from when until when, who moved them, and why back.

    Route, team and the number of days are kept here too, so that lead times are counted from
    one index, and stay with the team that did the work.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    route = models.CharField(max_length=15, choices=Route)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    phase = models.CharField(max_length=30)
    direction = models.CharField(max_length=5, choices=Direction)
    reason = models.TextField(blank=True)
    entered_at = models.DateTimeField(default=now)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    days = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("verblijf in een fase")
        indexes = [
            models.Index(fields=["journey", "entered_at"], name="journeys_visit_journey"),
            models.Index(
                fields=["route", "phase", "days", "left_at", "team"],
                name="journeys_visit_days",
                condition=models.Q(left_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(left_at__isnull=True),
                name="journeys_in_one_phase",
            ),
            models.CheckConstraint(
                condition=~models.Q(direction=Direction.BACK) | ~models.Q(reason=""),
                name="journeys_back_has_a_reason",
                violation_error_message=_("Schrijf op waarom u teruggaat."),
            ),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True)
                | models.Q(left_at__gte=models.F("entered_at")),
                name="journeys_visit_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True, days__isnull=True)
                | models.Q(left_at__isnull=False, days__isnull=False),
                name="journeys_visit_days_when_left",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "reason", "entered_by", "left_by"}
        plain = {"route", "team", "phase", "direction", "entered_at", "left_at", "days"}

    def __str__(self) -> str:
        return self.phase


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def standing(self) -> Self:
        """Facts that have not been withdrawn by a step back."""
        return self.filter(withdrawn_at__isnull=True)


class Milestone(models.Model):
    """A fact of the work on this journey, written down where it happened."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    fact = models.CharField(max_length=20, choices=Fact)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("mijlpaal")
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "fact"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="journeys_fact_once",
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "by"}
        plain = {"fact", "at", "withdrawn_at"}

    def __str__(self) -> str:
        return self.fact
