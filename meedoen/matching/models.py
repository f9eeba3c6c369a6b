"""Which offers a coach and a participant chose, and what was known when they did (R93)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.models import Journey
from meedoen.offers.models import Offer, Session
from meedoen.privacy.choices import Ground


class Weighing(models.Model):
    """What was known and said at the moment of choosing: rows are added, never changed.

    Everything stands in the row itself, sentences included, so that it can be read years later
    whatever became of the person, the offer or the rules.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule_version = models.CharField(max_length=20)
    person_facts = models.JSONField()
    offer_facts = models.JSONField()
    result = models.JSONField()
    position = models.PositiveIntegerField(null=True)
    out_of = models.PositiveIntegerField()
    against_advice = models.BooleanField()
    reason = models.TextField(_("waarom toch"), blank=True)
    weighed_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("afweging")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(against_advice=False) | ~models.Q(reason=""),
                name="matching_against_advice_has_a_reason",
                violation_error_message=_("Schrijf in één zin op waarom u dit toch kiest."),
            ),
            models.CheckConstraint(
                condition=models.Q(against_advice=False, position__isnull=False)
                | models.Q(against_advice=True, position__isnull=True),
                name="matching_position_when_suggested",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"person_facts", "result", "reason", "position", "against_advice"}
        plain = {"rule_version", "offer_facts", "out_of", "weighed_at"}

    def __str__(self) -> str:
        return self.rule_version


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def standing(self) -> Self:
        """Choices that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def for_list(self) -> Self:
        """Everything a line shows: one query, and one for the sessions."""
        return self.select_related(
            "offer__organisation", "offer__neighbourhood", "weighing", "chosen_by"
        ).prefetch_related(
            models.Prefetch(
                "offer__sessions",
                queryset=Session.objects.order_by("weekday", "starts_at"),
                to_attr="_sessions",
            )
        )


class Choice(models.Model):
    """One offer, chosen for one journey. Withdrawing keeps the row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    weighing = models.OneToOneField(Weighing, models.PROTECT, related_name="choice")
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=now)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("keuze")
        ordering = ["chosen_at", "pk"]
        indexes = [models.Index(fields=["journey", "chosen_at"], name="matching_choice_journey")]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "offer"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="matching_chosen_once",
                violation_error_message=_("Dit aanbod is al gekozen."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="matching_withdrawn_by_somebody",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "offer", "weighing", "chosen_by", "withdrawn_by"}
        plain = {"chosen_at", "withdrawn_at"}

    def __str__(self) -> str:
        return str(self.chosen_at)

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None
