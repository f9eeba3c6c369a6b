"""What was said with a participant, when, and what happens next (R83)."""

from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.contacts.choices import Channel, Motivation, Topic
from meedoen.core.ids import new_id
from meedoen.core.prepared import Slot
from meedoen.core.time import now, today
from meedoen.journeys.models import Binding, Journey
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground


class ContactMomentQuerySet(models.QuerySet["ContactMoment"]):
    def about(self, participant_id: UUID | Slot) -> Self:
        """Every contact with one participant, latest first."""
        return self.filter(participant_id=participant_id).order_by("-on", "-id")

    def standing(self) -> Self:
        """Contacts that their writer has not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


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
    # The same for all notes that were written in one go, about several people.
    together = models.UUIDField(null=True, editable=False)
    corrected_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(_("waarom ingetrokken"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

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
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""),
                name="contacts_withdrawn_has_a_reason",
                violation_error_message=_("Schrijf op waarom u dit intrekt."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "journey", "participant", "by", "topic", "note", "motivation", "next_step",
            "is_warning", "was_reached", "together", "withdrawn_because",
        }  # fmt: skip
        plain = {
            "on", "at", "channel", "next_step_on", "binding", "token", "corrected_at",
            "withdrawn_at", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.get_channel_display()


class EarlierText(models.Model):
    """What a contact said before its writer put it right. Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    moment = models.ForeignKey(ContactMoment, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    until = models.DateTimeField(default=now)
    on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    topic = models.CharField(max_length=15, choices=Topic, blank=True)
    was_reached = models.BooleanField()
    note = models.TextField()
    motivation = models.PositiveSmallIntegerField(null=True, choices=Motivation)
    next_step = models.CharField(max_length=300, blank=True)
    next_step_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("eerdere tekst van een contactmoment")
        constraints = [
            models.UniqueConstraint(fields=["moment", "version"], name="contacts_earlier_once")
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"moment", "topic", "was_reached", "note", "motivation", "next_step"}
        plain = {"version", "until", "on", "channel", "next_step_on"}

    def __str__(self) -> str:
        return f"{self.moment_id} {self.version}"
