"""The path of one participant through the phases; the flow as data."""

from functools import lru_cache
from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.journeys.choices import AssignmentRole, BindingGround, Direction, Exit, Fact, Route
from meedoen.journeys.rules import Phase, Road, read_road
from meedoen.network.models import Neighbourhood
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground
from meedoen.teams.choices import Category
from meedoen.teams.models import Team


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
def _road(flow_id: UUID) -> Road:
    return read_road(Flow.objects.get(pk=flow_id).definition)


class JourneyQuerySet(models.QuerySet["Journey"]):
    def open(self) -> Self:
        """Journeys that have not ended."""
        return self.filter(closed_at__isnull=True)


OPEN = models.Q(closed_at__isnull=True)


class Journey(models.Model):
    """One participant's way from registration to lasting participation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    flow = models.ForeignKey(Flow, models.PROTECT, related_name="+")
    category = models.CharField(max_length=12, choices=Category)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+", null=True)
    phase = models.CharField(max_length=30)
    entered_phase_at = models.DateTimeField(default=now)
    started_on = models.DateField(default=today)
    fixed_contact = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    coach_assigned_at = models.DateTimeField(null=True)
    on_trajectory_on = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    exit = models.CharField(max_length=32, choices=Exit, blank=True)
    exit_note = models.TextField(blank=True)
    exit_binding = models.ForeignKey(
        "journeys.Binding", models.PROTECT, related_name="+", null=True
    )
    version = models.PositiveIntegerField(default=1)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("traject")
        indexes = [
            models.Index(fields=["participant"], name="journeys_participant"),
            models.Index(
                fields=["on_trajectory_on", "category", "neighbourhood"],
                name="journeys_on_trajectory",
                condition=models.Q(on_trajectory_on__isnull=False),
            ),
            models.Index(fields=["started_on", "category"], name="journeys_started"),
            models.Index(fields=["closed_at", "phase", "category"], name="journeys_phase_now"),
            # What lists walk in the order they show, whoever looks.
            models.Index(
                fields=["entered_phase_at", "id"], name="journeys_open_since", condition=OPEN
            ),
            models.Index(
                fields=["phase", "entered_phase_at", "id"],
                name="journeys_phase_since",
                condition=OPEN,
            ),
            models.Index(
                fields=["last_contact_on", "id"], name="journeys_open_contact", condition=OPEN
            ),
            models.Index(
                fields=["fixed_contact", "entered_phase_at"],
                name="journeys_mine",
                condition=OPEN & models.Q(fixed_contact__isnull=False),
            ),
            # What the flow chart counts, without touching the rows themselves; SQLite looks at
            # `closed_at` again, so it stands here too.
            models.Index(
                fields=["flow", "phase", "entered_phase_at", "team", "closed_at"],
                name="journeys_flow_now",
                condition=OPEN,
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(closed_at__isnull=True),
                name="journeys_one_open",
                violation_error_message=_("Voor deze deelnemer loopt al een traject."),
            ),
            # R77, R109: one column holds at most one contact person; this holds that there is one.
            models.CheckConstraint(
                condition=models.Q(coach_assigned_at__isnull=True, fixed_contact__isnull=True)
                | models.Q(coach_assigned_at__isnull=False, fixed_contact__isnull=False),
                name="journeys_exactly_one_fixed_contact",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, exit="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(exit="")),
                name="journeys_exit_has_a_reason",
            ),
            # R9: blame needs a ground.
            models.CheckConstraint(
                condition=~models.Q(exit=Exit.DROPPED_OUT) | models.Q(exit_binding__isnull=False),
                name="journeys_no_drop_out_before_signing",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "participant",
            "category",
            "neighbourhood",
            "exit",
            "exit_note",
            "fixed_contact",
        }
        plain = {
            "flow", "team", "phase", "entered_phase_at", "started_on", "coach_assigned_at",
            "on_trajectory_on", "last_contact_on", "closed_at", "exit_binding", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.phase

    @property
    def road(self) -> Road:
        """The road this journey walks, in the version it began with."""
        return _road(self.flow_id)

    @property
    def current_phase(self) -> Phase:
        """The phase it is in, with its words."""
        return self.road.phase(self.phase)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


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


class CoachAssignment(models.Model):
    """Who was fixed contact person (or deputy) when, and why that changed (R77, R109)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    coach = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=6, choices=AssignmentRole, default=AssignmentRole.FIXED)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("toewijzing")
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(until__isnull=True, role=AssignmentRole.FIXED),
                name="journeys_one_fixed_contact",
                violation_error_message=_("Deze deelnemer heeft al een vaste contactpersoon."),
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "coach", "reason", "assigned_by"}
        plain = {"role", "since", "until"}

    def __str__(self) -> str:
        return self.get_role_display()


def forget_roads() -> None:
    """Read definitions anew (after a test has emptied the database)."""
    _road.cache_clear()
