"""What somebody could in Dutch, per skill, and how that was found out. Rows are only added."""

from typing import Self

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.language import rules
from meedoen.language.choices import Level, Method, Script, Skill
from meedoen.language.rules import Reached
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground

ORAL_LEVELS = [level for level in Level if level not in rules.ONLY_READING_AND_WRITING]


class LevelRecordQuerySet(models.QuerySet["LevelRecord"]):
    def newest_first(self) -> Self:
        """The last found out on top; of two on one day the last recorded."""
        return self.order_by("-measured_on", "-recorded_at", "-pk")

    def latest_only(self) -> Self:
        """For each participant and skill only the level of now: one query for everybody."""
        newest = LevelRecord.objects.filter(
            participant=models.OuterRef("participant"), skill=models.OuterRef("skill")
        )
        return self.filter(pk=models.Subquery(newest.newest_first().values("pk")[:1]))

    def first_only(self) -> Self:
        """For each participant and skill only the level at the start."""
        oldest = LevelRecord.objects.filter(
            participant=models.OuterRef("participant"), skill=models.OuterRef("skill")
        )
        return self.filter(
            pk=models.Subquery(
                oldest.order_by("measured_on", "-recorded_at", "-pk").values("pk")[:1]
            )
        )

    def from_list(self) -> Self:
        """Levels that came in with a list and were not found out by us."""
        return self.filter(method=Method.LIST)

    def for_list(self) -> Self:
        """Everything that a line of the history shows, in one query."""
        return self.select_related("assessor")


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
    def latest_only(self) -> Self:
        """For each participant only what holds now."""
        newest = ScriptRecord.objects.filter(participant=models.OuterRef("participant"))
        newest = newest.order_by("-measured_on", "-recorded_at", "-pk")
        return self.filter(pk=models.Subquery(newest.values("pk")[:1]))

    def from_list(self) -> Self:
        """What came in with a list."""
        return self.filter(method=Method.LIST)


class ScriptRecord(models.Model):
    """Which letters somebody reads and writes, as known on one day (AA, A or NVT at DUO)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    script = models.CharField(_("alfabet"), max_length=8, choices=Script)
    method = models.CharField(_("hoe vastgesteld"), max_length=12, choices=Method)
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

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"participant", "script", "assessor"}
        plain = {"method", "measured_on", "recorded_at"}

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.script}"
