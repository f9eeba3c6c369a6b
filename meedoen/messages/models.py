"""The outbox: what was said to whom, written in the transaction of the work it tells about."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.messages import rules
from meedoen.messages.choices import Kind, Problem, State, Way
from meedoen.privacy.choices import Ground


class MessageQuerySet(models.QuerySet["Message"]):
    def about(self, participant_id: object) -> Self:
        """Messages to one participant, latest first."""
        return self.filter(participant_id=participant_id).order_by("-created_at", "-id")

    def due(self, moment: datetime) -> Self:
        """Mails whose turn it is, the oldest first."""
        return self.filter(state=State.QUEUED, due_at__lte=moment).order_by("due_at", "id")

    def left_behind(self, moment: datetime) -> Self:
        """Mails that a worker took up and never finished."""
        return self.filter(state=State.SENDING, claimed_at__lte=moment - rules.CLAIM_LASTS)


class Message(models.Model):
    """One message to one person. `key` makes that the same event is told only once."""

    FLOW: ClassVar[Mapping[str, Mapping[str, str]]] = rules.FLOW

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    way = models.CharField(max_length=8, choices=Way)
    # Not a foreign key: participants stand higher, and the log does the same.
    participant_id = models.UUIDField(null=True, blank=True)
    to_name = models.CharField(max_length=250)
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=10, default="nl")
    state = models.CharField(max_length=8, choices=State)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    due_at = models.DateTimeField(default=now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("bericht")
        indexes = [
            models.Index(
                fields=["due_at", "id"], name="messages_due",
                condition=models.Q(state=State.QUEUED),
            ),
            models.Index(
                fields=["participant_id", "created_at"], name="messages_participant",
                condition=models.Q(participant_id__isnull=False),
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(way=Way.MAIL) | ~models.Q(address=""),
                name="messages_mail_has_an_address",
                violation_error_message=_("Zonder e-mailadres kan er geen e-mail weg."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[State.QUEUED, State.SENDING, State.SENT])
                | models.Q(way=Way.MAIL),
                name="messages_only_mail_leaves_by_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.SENT, State.DONE], finished_at__isnull=False)
                | (
                    ~models.Q(state__in=[State.SENT, State.DONE])
                    & models.Q(finished_at__isnull=True)
                ),
                name="messages_finished_has_a_moment",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "key", "participant_id", "to_name", "address", "subject", "body", "language",
            "created_by", "finished_by",
        }  # fmt: skip
        plain = {
            "kind", "way", "state", "attempts", "problem", "due_at", "claimed_at", "finished_at",
            "created_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_waiting_for_us(self) -> bool:
        """Whether a colleague still has to do something with it."""
        return self.state in {State.TO_DO, State.FAILED}
