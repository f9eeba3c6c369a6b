"""The story of a participant in their own words, what they want to develop, and what needs care."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.intake.choices import Theme
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground
from meedoen.profiles.choices import NeedKind, NeedState, Part

WORDS = 500


class TextQuerySet(models.QuerySet["Text"]):
    def that_count(self) -> Self:
        """Of each part the last text."""
        newer = Text.objects.filter(
            participant=models.OuterRef("participant"),
            part=models.OuterRef("part"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(newer))


class Text(models.Model):
    """One version of one part of the story. Every version stays to be read; the last one counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    part = models.CharField(max_length=15, choices=Part)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = TextQuerySet.as_manager()

    class Meta:
        verbose_name = _("deel van een profiel")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "part", "version"], name="profiles_text_version"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="profiles_text_version_counts"
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"participant", "text", "by"}
        plain = {"part", "version", "at"}

    def __str__(self) -> str:
        return f"{self.part} {self.version}"


class NeedQuerySet(models.QuerySet["Need"]):
    def wishes(self) -> Self:
        """What somebody wants to develop (Ontwikkelwens)."""
        return self.filter(kind=NeedKind.WISH)

    def open(self) -> Self:
        """What has not been reached or let go."""
        return self.filter(state=NeedState.OPEN)

    def in_order(self) -> Self:
        """What matters most first; what has ended last."""
        ended = models.Case(
            models.When(state=NeedState.OPEN, then=0), default=1, output_field=models.IntegerField()
        )
        return self.order_by(ended, "place", "id")


class Need(models.Model):
    """A development wish or a point of attention. It is the participant's; we only write it down.

    Named after the municipal data model: Ontwikkelwens and Aandachtspunt, each with Subdoel.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=NeedKind)
    text = models.CharField(_("in eigen woorden"), max_length=WORDS)
    theme = models.CharField(_("waar gaat het over"), max_length=20, choices=Theme, blank=True)
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.OPEN)
    state_on = models.DateField(default=today)
    place = models.PositiveSmallIntegerField(default=0)
    noted_at = models.DateTimeField(default=now)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("ontwikkelwens of aandachtspunt")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="profiles_need_has_words",
                violation_error_message=_("Schrijf het op in de woorden van de deelnemer."),
            )
        ]
        indexes = [models.Index(fields=["participant", "kind", "place"], name="profiles_needs")]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"participant", "kind", "text", "theme", "state", "noted_by"}
        plain = {"state_on", "place", "noted_at", "version"}

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"

    @property
    def is_wish(self) -> bool:
        return self.kind == NeedKind.WISH

    @property
    def is_open(self) -> bool:
        return self.state == NeedState.OPEN


class SubGoal(models.Model):
    """A step towards a wish or with a point of attention (Subdoel).

    When is a wish in words, such as "voor de zomer": no day that anybody could miss (R9). What
    binds is a commitment in the plan.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="subgoals")
    what = models.CharField(_("welke stap"), max_length=300)
    hoped_for = models.CharField(_("liefst wanneer"), max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.OPEN)
    state_on = models.DateField(default=today)
    noted_at = models.DateTimeField(default=now)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("subdoel")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what=""),
                name="profiles_subgoal_has_words",
                violation_error_message=_("Schrijf op welke stap het is."),
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"need", "what", "hoped_for", "state", "noted_by"}
        plain = {"state_on", "noted_at", "version"}

    def __str__(self) -> str:
        return self.state

    @property
    def is_open(self) -> bool:
        return self.state == NeedState.OPEN


class Remark(models.Model):
    """What the participant says of what we wrote (R33, AVG art. 16). Never changed afterwards."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    text = models.TextField(_("opmerking"))
    said_on = models.DateField(_("gezegd op"), default=today)
    noted_at = models.DateTimeField(default=now)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("opmerking van de deelnemer")
        ordering = ["-said_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="profiles_remark_has_words",
                violation_error_message=_("Schrijf op wat de deelnemer zegt."),
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"participant", "text", "noted_by"}
        plain = {"said_on", "noted_at"}

    def __str__(self) -> str:
        return f"{self.said_on}"
