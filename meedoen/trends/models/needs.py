"""A wish for which nothing fits: what was missing, and whether something was found (R32, R39)."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.models import Journey
from meedoen.language.choices import Level
from meedoen.network.models import Neighbourhood
from meedoen.offers.choices import Theme
from meedoen.privacy.choices import Ground
from meedoen.trends.choices import NeedState, Source
from meedoen.trends.models.signals import Signal
from meedoen.trends.rules import words_of


class UnmetNeedQuerySet(models.QuerySet["UnmetNeed"]):
    def open(self) -> Self:
        """What we still look for, for people whose journey runs."""
        return self.filter(state=NeedState.OPEN, journey__closed_at__isnull=True)

    def for_list(self) -> Self:
        """Everything a line shows, in one query."""
        return self.select_related("neighbourhood", "noted_by", "closed_by", "signal")


class UnmetNeed(models.Model):
    """One wish of one person that nothing serves. Level and free time are those of that day."""

    FLOW: ClassVar[Table] = {"open": {"find": "found", "let_go": "gone"}}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    theme = models.CharField(_("onderwerp"), max_length=20, choices=Theme)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    missing = models.JSONField(_("wat ontbreekt"), default=list, blank=True)
    words = models.TextField(_("in eigen woorden"), blank=True)
    level = models.CharField(max_length=20, choices=Level, default=Level.UNKNOWN)
    free = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    state = models.CharField(max_length=6, choices=NeedState, default=NeedState.OPEN)
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="+", null=True)

    objects = UnmetNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wat ontbreekt")
        ordering = ["-noted_at", "-pk"]
        indexes = [
            models.Index(
                fields=["theme", "neighbourhood"], name="trends_need_open",
                condition=models.Q(state=NeedState.OPEN),
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "theme"],
                condition=models.Q(state=NeedState.OPEN),
                name="trends_need_once",
                violation_error_message=_("Dit staat al vast voor deze deelnemer."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=NeedState.OPEN, closed_at__isnull=True, closed_by__isnull=True
                )
                | (
                    ~models.Q(state=NeedState.OPEN)
                    & models.Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
                name="trends_need_closed_by_somebody",
                violation_error_message=_("Wie dit afsloot, hoort erbij te staan."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "journey", "theme", "neighbourhood", "missing", "words", "level", "free", "noted_by",
            "closed_by",
        }  # fmt: skip
        plain = {"source", "state", "version", "noted_at", "closed_at", "signal"}

    def __str__(self) -> str:
        return self.get_theme_display()

    @property
    def is_open(self) -> bool:
        return self.state == NeedState.OPEN

    @property
    def missing_words(self) -> str:
        """What was missing, as one line."""
        return words_of(self.missing)
