"""A new version of a road, from first idea to published: who made it, what it says."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.choices import Route
from meedoen.journeys.models import Flow
from meedoen.privacy.choices import Ground
from meedoen.workflow.choices import State


class Revision(models.Model):
    """A proposed version of one road; `version` counts its edits, so that nobody overwrites."""

    FLOW: ClassVar[Table] = {
        State.DRAFT: {"publish": State.PUBLISHED, "drop": State.DROPPED},
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    route = models.CharField(max_length=15, choices=Route)
    base = models.ForeignKey(Flow, models.PROTECT, related_name="+")
    definition = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    note = models.TextField(_("waarom"), blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    flow = models.OneToOneField(Flow, models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("nieuwe versie van een stroomschema")
        constraints = [
            models.UniqueConstraint(
                fields=["route"],
                condition=models.Q(state=State.DRAFT),
                name="workflow_one_draft",
                violation_error_message=_("Voor deze weg is er al een concept."),
            ),
            models.CheckConstraint(
                condition=(models.Q(state=State.PUBLISHED) & models.Q(flow__isnull=False))
                | (~models.Q(state=State.PUBLISHED) & models.Q(flow__isnull=True)),
                name="workflow_published_is_a_flow",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT, decided_by__isnull=True)
                | (~models.Q(state=State.DRAFT) & models.Q(decided_by__isnull=False)),
                name="workflow_decided_by_somebody",
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 10
        personal = {"made_by", "decided_by"}
        plain = {
            "route", "base", "definition", "state", "version", "note", "made_at", "decided_at",
            "flow",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_route_display()}, {self.get_state_display()}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT
