"""Pointing people to something nearby: what was sent to whom, and the answer (R96)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.models import Journey
from meedoen.messages.choices import Way
from meedoen.messages.models import Message
from meedoen.offers.models import Offer
from meedoen.privacy.choices import Ground
from meedoen.trends.choices import Reply


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def for_list(self) -> Self:
        """Everything a line shows, in one query."""
        return self.select_related(
            "offer__organisation", "journey__participant", "sent_by", "answered_by", "message"
        )


class Invitation(models.Model):
    """One offer, pointed out to one person. It obliges nobody to anything (R9)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    message = models.OneToOneField(Message, models.PROTECT, related_name="+")
    token = models.UUIDField(default=new_id, editable=False)
    way = models.CharField(max_length=8, choices=Way)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=now)
    reply = models.CharField(_("antwoord"), max_length=7, choices=Reply, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendering")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["journey", "sent_at"], name="trends_invitation_journey"),
            models.Index(fields=["offer", "sent_at"], name="trends_invitation_offer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["token", "journey"],
                name="trends_invited_once",
                violation_error_message=_("Dit is al gestuurd."),
            ),
            models.CheckConstraint(
                condition=models.Q(reply="", answered_at__isnull=True, answered_by__isnull=True)
                | (
                    ~models.Q(reply="")
                    & models.Q(answered_at__isnull=False, answered_by__isnull=False)
                ),
                name="trends_reply_by_somebody",
                violation_error_message=_("Wie het antwoord opschreef, hoort erbij te staan."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "message", "reply", "sent_by", "answered_by"}
        plain = {"offer", "token", "way", "sent_at", "answered_at", "version"}

    def __str__(self) -> str:
        return str(self.sent_at)
