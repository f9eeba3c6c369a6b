"""One participant's way along a road."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.journeys.choices import Exit
from meedoen.journeys.models.flows import Flow, road_of
from meedoen.journeys.rules import Phase, Road
from meedoen.network.models import Neighbourhood
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground
from meedoen.teams.choices import Category
from meedoen.teams.models import Team


class JourneyQuerySet(models.QuerySet["Journey"]):
    def open(self) -> Self:
        """Journeys that have not ended."""
        return self.filter(closed_at__isnull=True)

    def without_contact(self) -> Self:
        """Nobody is the fixed contact person yet. Asked by the moment, which is empty just then
        (`journeys_exactly_one_fixed_contact`): by the person SQLite takes the index on persons,
        where it thinks nobody is few."""
        return self.filter(coach_assigned_at__isnull=True)


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
            # How much everybody carries, by phase, without touching the rows themselves.
            models.Index(
                fields=["fixed_contact", "phase", "participant", "closed_at"],
                name="journeys_carried",
                condition=OPEN & models.Q(fixed_contact__isnull=False),
            ),
            # Who has nobody yet, longest waiting first; counted without touching the rows.
            models.Index(
                fields=["started_on", "id", "participant", "closed_at", "coach_assigned_at"],
                name="journeys_without_contact",
                condition=OPEN & models.Q(coach_assigned_at__isnull=True),
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
        return road_of(self.flow_id)

    @property
    def current_phase(self) -> Phase:
        """The phase it is in, with its words."""
        return self.road.phase(self.phase)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
