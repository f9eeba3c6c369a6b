"""What was said with a participant, when, and what happens next (R83)."""

from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.contacts.choices import Channel, Motivation, Topic
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.journeys.models import Binding, Journey
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground


class ContactMomentQuerySet(models.QuerySet["ContactMoment"]):
    def about(self, participant_id: UUID) -> Self:
        """Every contact with one participant, latest first."""
        return self.filter(participant_id=participant_id).order_by("-on", "-id")


class ContactMoment(models.Model):
    """One conversation, message or visit, in the words of whoever had it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField(_("dag"), default=today)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    channel = models.CharField(_("hoe"), max_length=10, choices=Channel)
    topic = models.CharField(_("waarover"), max_length=15, choices=Topic, blank=True)
    was_reached = models.BooleanField(default=True)
    note = models.TextField(_("wat er is gezegd"))
    motivation = models.PositiveSmallIntegerField(null=True, blank=True, choices=Motivation)
    next_step = models.CharField(_("wat wij daarna doen"), max_length=300, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    is_warning = models.BooleanField(default=False)
    binding = models.ForeignKey(Binding, models.PROTECT, related_name="+", null=True)
    # Comes with the form, so that a form that is sent twice gives one note.
    token = models.UUIDField(unique=True, default=new_id, editable=False)

    objects = ContactMomentQuerySet.as_manager()

    class Meta:
        verbose_name = _("contactmoment")
        indexes = [
            models.Index(fields=["participant", "on", "id"], name="contacts_participant"),
            models.Index(
                fields=["next_step_on"],
                name="contacts_next_step",
                condition=models.Q(next_step_on__isnull=False),
            ),
        ]
        constraints = [
            # R9: a warning needs something that binds.
            models.CheckConstraint(
                condition=models.Q(is_warning=False) | models.Q(binding__isnull=False),
                name="contacts_no_warning_before_signing",
            ),
            models.CheckConstraint(
                condition=models.Q(motivation__isnull=True) | models.Q(motivation__range=(1, 5)),
                name="contacts_motivation_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(next_step_on__isnull=True) | ~models.Q(next_step=""),
                name="contacts_next_day_has_a_step",
                violation_error_message=_("Schrijf er ook bij wat wij dan doen."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "journey", "participant", "by", "topic", "note", "motivation", "next_step",
            "is_warning", "was_reached",
        }  # fmt: skip
        plain = {"on", "at", "channel", "next_step_on", "binding", "token"}

    def __str__(self) -> str:
        return self.get_channel_display()
