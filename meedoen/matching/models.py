"""What was chosen and what was known then (R93); the rules as they hold; how far it is."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.models import Journey
from meedoen.matching.rules import Setting, read_settings
from meedoen.network.models import Neighbourhood
from meedoen.offers.models import Offer, Session
from meedoen.privacy.choices import Ground


class RuleVersionQuerySet(models.QuerySet["RuleVersion"]):
    def published(self) -> Self:
        """Versions that hold or have held, the last one first."""
        return self.filter(number__isnull=False).order_by("-number")

    def drafts(self) -> Self:
        """The next version, as long as it does not hold; there is one at most."""
        return self.filter(number__isnull=True)

    def for_list(self) -> Self:
        """With the colleagues who made it, in one query."""
        return self.select_related("changed_by", "published_by")


class RuleVersion(models.Model):
    """Which rules are on and what each weighs, as the organisation chose it (standards 6.8).

    Worked on as a draft; once published it has a number and the database keeps it as it is, with
    the words that the rules had that day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(null=True, unique=True)
    is_draft = models.BooleanField(default=True)
    program = models.CharField(max_length=20)
    definition = models.JSONField()
    note = models.CharField(_("waarom deze versie"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van de regels")
        constraints = [
            models.UniqueConstraint(
                fields=["is_draft"],
                condition=models.Q(is_draft=True),
                name="matching_one_draft",
                violation_error_message=_("Er is al een concept van de regels."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    is_draft=True, number__isnull=True, published_at__isnull=True,
                    published_by__isnull=True,
                )
                | (
                    models.Q(
                        is_draft=False, number__isnull=False, published_at__isnull=False,
                        published_by__isnull=False,
                    )
                    & ~models.Q(note="")
                ),
                name="matching_published_with_a_reason",
                violation_error_message=_("Schrijf in één zin op waarom deze versie er komt."),
            ),
        ]  # fmt: skip

    class Privacy:
        ground = Ground.STAFF
        keep_years = 10
        personal = {"changed_by", "published_by"}
        plain = {
            "number", "is_draft", "program", "definition", "note", "version", "changed_at",
            "published_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """`2026-2.3`; a draft has no number yet."""
        return f"{self.program}.{self.number}" if self.number else str(_("concept"))

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The choice as values."""
        return read_settings(self.definition)


class Distance(models.Model):
    """How far it is from one neighbourhood to another; each pair once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    one = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+")
    other = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+")
    metres = models.PositiveIntegerField(_("afstand in meters"))
    changed_at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("afstand tussen wijken")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="matching_distance_once"),
            models.CheckConstraint(
                condition=~models.Q(one=models.F("other")),
                name="matching_distance_between_two",
                violation_error_message=_("Kies twee verschillende wijken."),
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 10
        personal = {"changed_by"}
        plain = {"one", "other", "metres", "changed_at"}

    def __str__(self) -> str:
        return f"{self.metres} m"


class Weighing(models.Model):
    """What was known and said at the moment of choosing: rows are added, never changed.

    Everything stands in the row itself, sentences included, so that it can be read years later
    whatever became of the person, the offer or the rules.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule_version = models.CharField(max_length=20)
    rules = models.ForeignKey(RuleVersion, models.PROTECT, related_name="+", null=True)
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
        plain = {"rule_version", "rules", "offer_facts", "out_of", "weighed_at"}

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
