"""What happened, and who looked. Rows are added, never changed: the database sees to it.

People are named by id and by the name they had then, without a foreign key, so that the
log outlives an account and never holds up a change elsewhere.
"""

from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.privacy.choices import Ground


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, participant_id: UUID) -> Self:
        """Everything that was done in one dossier, latest first."""
        return self.filter(participant_id=participant_id).order_by("-at", "-id")


class Event(models.Model):
    """One thing that was done: action, object, result, origin, actor, moment (BIO2 8.15.01)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(default=now)
    action = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    participant_id = models.UUIDField(null=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    result = models.CharField(max_length=10, default="ok")
    origin = models.CharField(max_length=60, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebeurtenis")
        indexes = [
            models.Index(fields=["participant_id", "at"], name="audit_event_participant"),
            models.Index(fields=["at"], name="audit_event_at"),
            # What was done with things that are nobody's dossier: when did this last change?
            models.Index(
                fields=["object_id", "at"],
                name="audit_event_object",
                condition=models.Q(participant_id__isnull=True),
            ),
        ]

    class Privacy:
        ground = Ground.ACCOUNTABILITY
        keep_years = 5
        personal = {"actor_id", "actor_name", "participant_id", "object_id", "facts", "origin"}
        plain = {"at", "action", "object_type", "result"}

    def __str__(self) -> str:
        return f"{self.action} {self.object_type}"


class LookQuerySet(models.QuerySet["Look"]):
    def about(self, participant_id: UUID) -> Self:
        """Everybody who looked into one dossier, latest first."""
        return self.filter(participant_id=participant_id).order_by("-at", "-id")


class Look(models.Model):
    """Somebody opened a part of a dossier (in the manner of NEN 7513)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(default=now)
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=200)
    actor_roles = models.CharField(max_length=300)
    participant_id = models.UUIDField()
    part = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzage")
        indexes = [models.Index(fields=["participant_id", "at"], name="audit_look_participant")]

    class Privacy:
        ground = Ground.ACCOUNTABILITY
        keep_years = 5
        personal = {"actor_id", "actor_name", "actor_roles", "participant_id", "reason"}
        plain = {"at", "part"}

    def __str__(self) -> str:
        return self.part
