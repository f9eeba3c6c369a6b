"""Where somebody stood on the participation ladder, and when. Rows are only ever added."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.ladder import rules
from meedoen.ladder.choices import (
    HORIZON_MONTHS,
    INSTRUMENT_VERSION,
    Growth,
    Meaning,
    Moment,
    Question,
    Source,
    Step,
)
from meedoen.language.choices import WhyWithdrawn
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def of(self, participant: Participant) -> Self:
        """The measurements of one participant."""
        return self.filter(participant=participant)

    def counting(self) -> Self:
        """What was not withdrawn."""
        return self.filter(withdrawal__isnull=True)

    def newest_first(self) -> Self:
        """The last measured on top; of two on one day the last recorded."""
        return self.order_by("-measured_on", "-recorded_at", "-pk")

    def latest_only(self) -> Self:
        """For each participant only where they stand now: one row a person, one query for all."""
        newest = Measurement.objects.counting().filter(participant=models.OuterRef("participant"))
        return self.filter(pk=models.Subquery(newest.newest_first().values("pk")[:1]))

    def first_only(self) -> Self:
        """For each participant only where they started."""
        oldest = Measurement.objects.counting().filter(participant=models.OuterRef("participant"))
        return self.filter(
            pk=models.Subquery(
                oldest.order_by("measured_on", "-recorded_at", "-pk").values("pk")[:1]
            )
        )

    def from_list(self) -> Self:
        """Steps that came in with a list and were not measured by us."""
        return self.filter(source=Source.LIST)

    def for_list(self) -> Self:
        """Everything that a line of the history shows, in one query."""
        return self.select_related("recorded_by", "withdrawal__by")


class Measurement(models.Model):
    """One time that somebody's step was determined, together where possible (R63, domain 2.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    measured_on = models.DateField(_("gemeten op"))
    moment = models.CharField(_("moment"), max_length=10, choices=Moment)
    source = models.CharField(max_length=12, choices=Source, default=Source.CONVERSATION)
    instrument_version = models.CharField(max_length=10, default=INSTRUMENT_VERSION)
    answers = models.JSONField(default=dict, blank=True)
    computed = models.PositiveSmallIntegerField(_("berekend"), choices=Step, null=True, blank=True)
    recorded = models.PositiveSmallIntegerField(_("vastgelegd"), choices=Step)
    override_reason = models.TextField(_("reden van het verschil"), blank=True)
    due_to_trajectory = models.BooleanField(_("alleen door ons eigen traject"), default=False)
    growth_answers = models.JSONField(default=dict, blank=True)
    growth_step = models.PositiveSmallIntegerField(
        _("verwacht"), choices=Step, null=True, blank=True
    )
    growth_horizon_months = models.PositiveSmallIntegerField(default=HORIZON_MONTHS)
    growth_note = models.TextField(_("toelichting op de groei"), blank=True)
    with_participant = models.BooleanField(_("samen met de deelnemer"), default=True)
    note = models.TextField(_("waaraan u het ziet"), blank=True)
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("meting op de participatieladder")
        ordering = ["-measured_on", "-recorded_at", "-pk"]
        indexes = [
            # The last step of somebody is answered from this alone.
            models.Index(
                fields=["participant", "-measured_on", "-recorded_at", "-id", "recorded"],
                name="ladder_of_participant",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recorded__gte=1, recorded__lte=6),
                name="ladder_recorded_is_a_step",
            ),
            models.CheckConstraint(
                condition=models.Q(computed__isnull=True)
                | models.Q(computed=models.F("recorded"))
                | ~models.Q(override_reason=""),
                name="ladder_override_says_why",
                violation_error_message=_(
                    "De trede is anders dan de vragen aangeven. Schrijf op waarom."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(source=Source.LIST) | models.Q(computed__isnull=False),
                name="ladder_measured_is_computed",
                violation_error_message=_("Nog niet alle vragen zijn beantwoord."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "participant", "answers", "computed", "recorded", "override_reason",
            "due_to_trajectory", "growth_answers", "growth_step", "growth_note", "note",
            "recorded_by",
        }  # fmt: skip
        plain = {
            "measured_on", "moment", "source", "instrument_version", "growth_horizon_months",
            "with_participant", "recorded_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.recorded}"

    @property
    def step(self) -> Step:
        """The step that counts."""
        return Step(self.recorded)

    @property
    def differs(self) -> bool:
        """Whether another step was recorded than the questions gave."""
        return self.computed is not None and self.computed != self.recorded

    def is_same_as(self, other: "Measurement") -> bool:
        """Whether both say the same; when they were written down does not matter."""
        names = {field.attname for field in self._meta.concrete_fields} - {"id", "recorded_at"}
        return all(getattr(self, name) == getattr(other, name) for name in names)

    @property
    def growth(self) -> Growth | None:
        """How much growth was expected."""
        return rules.growth(self.step, Step(self.growth_step) if self.growth_step else None)

    @property
    def meaning(self) -> Meaning:
        """What the step means, in the words of the version that was used."""
        return rules.instrument(self.instrument_version).meaning(self.step)

    @property
    def given_answers(self) -> dict[Question, bool]:
        """The answers on the way down, by question."""
        return rules.kept({Question(key): bool(value) for key, value in self.answers.items()})


class Withdrawal(models.Model):
    """That a measurement was a mistake: it stays to be read and counts no more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measurement = models.OneToOneField(Measurement, models.PROTECT, related_name="withdrawal")
    why = models.CharField(_("waarom"), max_length=14, choices=WhyWithdrawn)
    reason = models.TextField(_("toelichting"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("intrekking van een meting")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="ladder_withdrawal_says_why",
                violation_error_message=_("Schrijf op wat er niet klopte."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"measurement", "reason", "by"}
        plain = {"why", "at"}

    def __str__(self) -> str:
        return self.get_why_display()


class ClimbQuerySet(models.QuerySet["Climb"]):
    def newest_between(self, first: date, last: date) -> Self:
        """For each participant the last measurement of these days, if there is one."""
        holds = models.Q(until__isnull=True) | models.Q(until__gt=last)
        return self.filter(holds, measured_on__gte=first, measured_on__lte=last)


class Climb(models.Model):
    """From where somebody started to one measurement of a later day: what the figures count.

    Derived from the measurements that count, in the same transaction, and never decided upon.
    """

    measurement = models.OneToOneField(
        Measurement, models.CASCADE, primary_key=True, related_name="+"
    )
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", db_index=False)
    start = models.PositiveSmallIntegerField()
    now = models.PositiveSmallIntegerField()
    by_us = models.BooleanField()
    hoped = models.PositiveSmallIntegerField(null=True)
    expected_by = models.DateField(null=True)
    measured_on = models.DateField()
    # The day of the next measurement: until then this one says where somebody is.
    until = models.DateField(null=True)

    objects = ClimbQuerySet.as_manager()

    class Meta:
        verbose_name = _("verschil met de start")
        indexes = [
            # Everything the figures ask, without touching the rows themselves; in the order of the
            # people, so that what is asked of them is found one after the other.
            models.Index(
                fields=[
                    "participant",
                    "measured_on",
                    "until",
                    "start",
                    "now",
                    "by_us",
                    "hoped",
                    "expected_by",
                ],
                name="ladder_climbs_counted",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("measured_on")),
                name="ladder_climb_in_order",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "participant", "measurement", "start", "now", "by_us", "hoped", "expected_by",
        }  # fmt: skip
        plain = {"measured_on", "until"}

    def __str__(self) -> str:
        return f"{self.start} {self.now}"
