"""Who has a place at an offer, who was invited, and who waits in which order."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.models import Journey
from meedoen.offers.models import Offer
from meedoen.participants.models import Participant
from meedoen.places.choices import FLOW, HOLDING, OPEN, State
from meedoen.privacy.choices import Ground

IS_OPEN = models.Q(state__in=OPEN)
IN_FRONT_FIRST = models.F("ahead_at").asc(nulls_last=True)


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def open(self) -> Self:
        """Who waits, is invited or has a place."""
        return self.filter(IS_OPEN)

    def holding(self) -> Self:
        """Who takes a place now, also when they did not begin yet."""
        return self.filter(state__in=HOLDING)

    def line(self) -> Self:
        """Who waits, in order: first who was put in front with a reason, then who asked first."""
        return self.filter(state=State.WAITING).order_by(IN_FRONT_FIRST, "asked_at", "id")

    def kept_before(self, day: date) -> Self:
        """Invitations of which the last day lies before this one."""
        return self.filter(state=State.OFFERED, held_until__lt=day)

    def invited_until(self, day: object) -> Self:
        """Invitations of which the last day is this one or lies before it."""
        return self.filter(state=State.OFFERED, held_until__lte=day)


class Enrolment(models.Model):
    """One person and one offer, from asking for a place until it is over."""

    FLOW: ClassVar[Table] = FLOW

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State)
    why = models.CharField(_("waarom deze plaats"), max_length=300, blank=True)
    asked_at = models.DateTimeField(default=now)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ahead_at = models.DateTimeField(null=True)
    ahead_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    ahead_reason = models.CharField(_("waarom vooraan"), max_length=300, blank=True)
    held_until = models.DateField(_("vrijgehouden tot en met"), null=True)
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    placed_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("plaats")
        ordering = ["asked_at", "pk"]
        indexes = [
            models.Index(
                fields=["offer", "state", "ahead_at", "asked_at"],
                name="places_of_offer",
                condition=IS_OPEN,
            ),
            models.Index(fields=["journey", "asked_at"], name="places_of_journey"),
            models.Index(
                fields=["held_until"], name="places_kept", condition=models.Q(state=State.OFFERED)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "offer"],
                condition=IS_OPEN,
                name="places_one_open",
                violation_error_message=_("Voor dit aanbod is al een plaats gevraagd."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.OFFERED) | models.Q(held_until__isnull=False),
                name="places_kept_until_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=(State.PLACED, State.ENDED))
                | models.Q(placed_on__isnull=False),
                name="places_placed_on_a_day",
            ),
            models.CheckConstraint(
                condition=(IS_OPEN & models.Q(ended_on__isnull=True))
                | (~IS_OPEN & models.Q(ended_on__isnull=False)),
                name="places_over_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(ahead_at__isnull=True, ahead_by__isnull=True, ahead_reason="")
                | (
                    models.Q(ahead_at__isnull=False, ahead_by__isnull=False)
                    & ~models.Q(ahead_reason="")
                ),
                name="places_in_front_with_a_reason",
                violation_error_message=_("Schrijf op waarom deze deelnemer voorgaat."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"participant", "journey", "offer", "why", "ahead_reason"}
        plain = {
            "state", "asked_at", "asked_by", "ahead_at", "ahead_by", "held_until", "offered_by",
            "placed_on", "started_on", "ended_on", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.state

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def is_invited(self) -> bool:
        return self.state == State.OFFERED

    @property
    def has_place(self) -> bool:
        return self.state == State.PLACED

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_in_front(self) -> bool:
        return self.ahead_at is not None

    @property
    def has_begun(self) -> bool:
        return self.has_place and self.started_on is not None
