"""What binds somebody, and who stands beside them."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.periods import in_order
from meedoen.core.prepared import Slot
from meedoen.core.time import now
from meedoen.journeys.choices import AssignmentRole, BindingGround
from meedoen.journeys.models.journeys import Journey
from meedoen.privacy.choices import Ground
from meedoen.teams.choices import Category


class Binding(models.Model):
    """From here on this participant can be held to something (R9).

    Whatever obliges (a deadline, a warning, required attendance) points to one of these;
    without it the database refuses. For a voluntary participant only the signed agreement
    makes one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    category = models.CharField(max_length=12, choices=Category)
    ground = models.CharField(max_length=18, choices=BindingGround)
    evidence = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("grond voor verplichtingen")
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(until__isnull=True),
                name="journeys_bound_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(ground=BindingGround.LEGAL_DUTY)
                | models.Q(category=Category.MANDATORY),
                name="journeys_no_legal_duty_for_voluntary",
            ),
            models.CheckConstraint(
                condition=~models.Q(ground=BindingGround.SIGNED_AGREEMENT) | ~models.Q(evidence=""),
                name="journeys_signed_needs_evidence",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "category", "evidence"}
        plain = {"ground", "since", "until"}

    def __str__(self) -> str:
        return self.get_ground_display()


class CoachAssignmentQuerySet(models.QuerySet["CoachAssignment"]):
    def standing(self) -> Self:
        """Not ended: who is fixed contact person, and who deputises now or soon."""
        return self.filter(until__isnull=True)

    def deputies_on(self, day: date | Slot, moment: datetime | Slot) -> Self:
        """Who deputises on this day, asked by date."""
        lasting = models.Q(last_day__isnull=True) | models.Q(last_day__gte=day)
        return self.standing().filter(lasting, role=AssignmentRole.DEPUTY, since__lte=moment)


class CoachAssignment(models.Model):
    """Who was fixed contact person (or deputy) when, and why that changed (R77, R109)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    coach = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=6, choices=AssignmentRole, default=AssignmentRole.FIXED)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    # Only for a deputy: the last day as agreed. After it, access has ended by itself.
    last_day = models.DateField(null=True)
    reason = models.TextField(blank=True)
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CoachAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("toewijzing")
        indexes = [
            models.Index(
                fields=["coach", "role"], name="journeys_assigned_now",
                condition=models.Q(until__isnull=True),
            ),
            models.Index(fields=["journey", "since"], name="journeys_assigned"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(until__isnull=True, role=AssignmentRole.FIXED),
                name="journeys_one_fixed_contact",
                violation_error_message=_("Deze deelnemer heeft al een vaste contactpersoon."),
            ),
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(until__isnull=True, role=AssignmentRole.DEPUTY),
                name="journeys_one_deputy",
                violation_error_message=_("Er neemt al iemand waar voor deze deelnemer."),
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(role=AssignmentRole.DEPUTY),
                name="journeys_fixed_has_no_last_day",
            ),
            in_order("journeys_assignment_dates"),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "coach", "reason", "assigned_by"}
        plain = {"role", "since", "until", "last_day"}

    def __str__(self) -> str:
        return self.get_role_display()
