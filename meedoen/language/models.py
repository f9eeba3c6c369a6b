"""What somebody could in Dutch, per skill, how that was found out, and what they want to learn.

Rows are only added. What was recorded by mistake stays to be read and no longer counts.
"""

from typing import Self

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.language import rules
from meedoen.language.choices import (
    LearningRoute,
    Level,
    Method,
    Script,
    Skill,
    Stage,
    WhyWithdrawn,
)
from meedoen.language.rules import Reached
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground

ORAL_LEVELS = [level for level in Level if level not in rules.ONLY_READING_AND_WRITING]
# What somebody thinks of it stands beside what was found out, and never in its place.
SELF_LAST = models.Case(
    models.When(method=Method.SELF, then=1), default=0, output_field=models.IntegerField()
)


class LevelRecordQuerySet(models.QuerySet["LevelRecord"]):
    def counting(self) -> Self:
        """What was not withdrawn."""
        return self.filter(withdrawal__isnull=True)

    def newest_first(self) -> Self:
        """The last found out on top; of two on one day the last recorded."""
        return self.order_by("-measured_on", "-recorded_at", "-pk")

    def best_first(self) -> Self:
        """What was found out before what somebody thinks themselves; of those the last on top."""
        return self.order_by(SELF_LAST, "-measured_on", "-recorded_at", "-pk")

    def latest_only(self) -> Self:
        """For each participant and skill only the level of now: one query for everybody."""
        newest = LevelRecord.objects.counting().filter(
            participant=models.OuterRef("participant"), skill=models.OuterRef("skill")
        )
        return self.filter(pk=models.Subquery(newest.best_first().values("pk")[:1]))

    def first_only(self) -> Self:
        """For each participant and skill only the level at the start."""
        oldest = LevelRecord.objects.counting().filter(
            participant=models.OuterRef("participant"), skill=models.OuterRef("skill")
        )
        oldest = oldest.order_by(SELF_LAST, "measured_on", "-recorded_at", "-pk")
        return self.filter(pk=models.Subquery(oldest.values("pk")[:1]))

    def from_list(self) -> Self:
        """Levels that came in with a list and were not found out by us."""
        return self.filter(method=Method.LIST)

    def for_list(self) -> Self:
        """Everything that a line of the history shows, in one query."""
        return self.select_related("assessor", "withdrawal__by")


class LevelRecord(models.Model):
    """The level of one skill on one day, with how and by whom it was found out (domain 4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    skill = models.CharField(_("vaardigheid"), max_length=12, choices=Skill)
    level = models.CharField(_("niveau"), max_length=20, choices=Level)
    plus = models.BooleanField(_("op weg naar het volgende niveau"), default=False)
    method = models.CharField(_("hoe vastgesteld"), max_length=12, choices=Method)
    tool = models.CharField(_("welke toets"), max_length=80, blank=True)
    measured_on = models.DateField(_("vastgesteld op"))
    assessor = models.ForeignKey(User, models.PROTECT, related_name="+")
    note = models.TextField(_("toelichting"), blank=True)
    recorded_at = models.DateTimeField(default=now)

    objects = LevelRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("taalniveau")
        ordering = ["-measured_on", "-recorded_at", "-pk"]
        indexes = [
            models.Index(
                fields=["participant", "skill", "-measured_on", "-recorded_at"],
                name="language_of_participant",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(skill__in=[Skill.READING, Skill.WRITING])
                | models.Q(level__in=ORAL_LEVELS),
                name="language_level_suits_skill",
                violation_error_message=_("Dit niveau is alleen voor lezen en schrijven."),
            ),
            models.CheckConstraint(
                condition=models.Q(plus=False) | ~models.Q(level__in=sorted(rules.NO_IN_BETWEEN)),
                name="language_plus_has_a_next",
                violation_error_message=_("Bij dit niveau past geen “op weg naar het volgende”."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"participant", "skill", "level", "plus", "assessor", "note"}
        plain = {"method", "tool", "measured_on", "recorded_at"}

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.skill}"

    @property
    def reached(self) -> Reached:
        """The level, with whether the next is near."""
        return Reached(Level(self.level), self.plus)

    def is_same_as(self, other: "LevelRecord") -> bool:
        """Whether both say the same; when they were written down does not matter."""
        names = {field.attname for field in self._meta.concrete_fields} - {"id", "recorded_at"}
        return all(getattr(self, name) == getattr(other, name) for name in names)

    @property
    def is_self_assessed(self) -> bool:
        """Whether the participant said it, rather than somebody who tested or listened."""
        return rules.is_self_assessed(Method(self.method))


class ScriptRecordQuerySet(models.QuerySet["ScriptRecord"]):
    def counting(self) -> Self:
        """What was not withdrawn."""
        return self.filter(withdrawal__isnull=True)

    def newest_first(self) -> Self:
        """The last found out on top."""
        return self.order_by("-measured_on", "-recorded_at", "-pk")

    def latest_only(self) -> Self:
        """For each participant only what holds now."""
        newest = ScriptRecord.objects.counting().filter(participant=models.OuterRef("participant"))
        return self.filter(pk=models.Subquery(newest.newest_first().values("pk")[:1]))

    def for_list(self) -> Self:
        """Everything that a line of the history shows, in one query."""
        return self.select_related("assessor", "withdrawal__by")

    def from_list(self) -> Self:
        """What came in with a list."""
        return self.filter(method=Method.LIST)


class ScriptRecord(models.Model):
    """Which letters somebody reads and writes, as known on one day (AA, A or NVT at DUO).

    With how far somebody is in learning our alphabet, when that was found out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    script = models.CharField(_("alfabet"), max_length=8, choices=Script)
    stage = models.PositiveSmallIntegerField(
        _("leren lezen en schrijven"), choices=Stage, null=True, blank=True
    )
    method = models.CharField(_("hoe vastgesteld"), max_length=12, choices=Method)
    tool = models.CharField(_("welke toets"), max_length=80, blank=True, default="")
    measured_on = models.DateField(_("vastgesteld op"))
    assessor = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    objects = ScriptRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("alfabet")
        ordering = ["-measured_on", "-recorded_at", "-pk"]
        indexes = [
            models.Index(
                fields=["participant", "-measured_on", "-recorded_at"], name="language_script_of"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__isnull=True) | models.Q(stage__range=(0, 5)),
                name="language_stage_exists",
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"participant", "script", "stage", "assessor"}
        plain = {"method", "tool", "measured_on", "recorded_at"}

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.script}"

    @property
    def says(self) -> tuple[Script, Stage | None]:
        """The alphabet, and how far somebody is in learning ours."""
        return Script(self.script), None if self.stage is None else Stage(self.stage)


class Withdrawal(models.Model):
    """That a level or alphabet was recorded by mistake: it stays to be read and counts no more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    level = models.OneToOneField(
        LevelRecord, models.PROTECT, related_name="withdrawal", null=True, blank=True
    )
    script = models.OneToOneField(
        ScriptRecord, models.PROTECT, related_name="withdrawal", null=True, blank=True
    )
    why = models.CharField(_("waarom"), max_length=14, choices=WhyWithdrawn)
    reason = models.TextField(_("toelichting"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("intrekking van een taalniveau")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__isnull=False, script__isnull=True)
                | models.Q(level__isnull=True, script__isnull=False),
                name="language_withdraws_one_thing",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="language_withdrawal_says_why",
                violation_error_message=_("Schrijf op wat er niet klopte."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"level", "script", "reason", "by"}
        plain = {"why", "at"}

    def __str__(self) -> str:
        return self.get_why_display()


class LearningPath(models.Model):
    """How somebody wants to go on learning Dutch (R92). Each change is a new version.

    The day by which is a wish of the participant and never a deadline (R9).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("versie"))
    wish = models.TextField(_("wat iemand met taal wil kunnen"), blank=True)
    route = models.CharField(_("hoe"), max_length=14, choices=LearningRoute, blank=True)
    hours_per_week = models.DecimalField(
        _("uren per week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    wished_by = models.DateField(_("liefst voor"), null=True, blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("leerpad")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "number"], name="language_path_once"),
            models.CheckConstraint(
                condition=models.Q(hours_per_week__isnull=True)
                | models.Q(hours_per_week__gt=0, hours_per_week__lte=60),
                name="language_path_hours",
                violation_error_message=_("Vul een aantal uren in tussen 0,5 en 60."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "participant", "wish", "route", "hours_per_week", "wished_by", "note", "by",
        }  # fmt: skip
        plain = {"number", "made_at"}

    def __str__(self) -> str:
        return f"{self.number}"


class LearningTarget(models.Model):
    """The level somebody wants to reach in one skill, or (without a skill) in all together."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    path = models.ForeignKey(LearningPath, models.PROTECT, related_name="targets")
    skill = models.CharField(_("vaardigheid"), max_length=12, choices=Skill, blank=True)
    level = models.CharField(_("doel"), max_length=20, choices=Level)

    class Meta:
        verbose_name = _("doel van een leerpad")
        constraints = [
            models.UniqueConstraint(fields=["path", "skill"], name="language_target_once"),
            models.CheckConstraint(
                condition=models.Q(skill__in=["", Skill.READING, Skill.WRITING])
                | models.Q(level__in=ORAL_LEVELS),
                name="language_target_suits_skill",
                violation_error_message=_("Dit niveau is alleen voor lezen en schrijven."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"path", "skill", "level"}
        plain: set[str] = set()

    def __str__(self) -> str:
        return self.level
