"""What was put off, until when and why; and the limits that the organisation chose."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core import time
from meedoen.core.ids import new_id
from meedoen.journeys.models import Journey
from meedoen.privacy.choices import Ground
from meedoen.watch.choices import Kind


class Threshold(models.Model):
    """After how many days one kind shows, where the organisation chose other days than ours."""

    kind = models.CharField(_("wat"), max_length=12, choices=Kind, primary_key=True)
    soon = models.SmallIntegerField(_("binnenkort"))
    week = models.SmallIntegerField(_("deze week"))
    now = models.SmallIntegerField(_("nu"))
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=time.now)

    class Meta:
        verbose_name = _("termijn van de werklijst")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(soon__lte=models.F("week"), week__lte=models.F("now")),
                name="watch_limits_go_up",
                violation_error_message=_("De dagen moeten oplopen: binnenkort, deze week, nu."),
            )
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"kind", "soon", "week", "now", "version", "changed_by", "changed_at"}

    def __str__(self) -> str:
        return self.get_kind_display()


class SnoozeQuerySet(models.QuerySet["Snooze"]):
    def on(self, day: object) -> Self:
        """Put off on this day."""
        return self.filter(until__gt=day, woken_at__isnull=True)


class Snooze(models.Model):
    """One thing about one person does not show until a day, because of a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    until = models.DateField(_("tot"))
    reason = models.CharField(_("waarom"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=time.now)
    woken_at = models.DateTimeField(null=True)

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitgesteld werk")
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "kind"],
                condition=models.Q(woken_at__isnull=True),
                name="watch_put_off_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="watch_put_off_says_why",
                violation_error_message=_("Schrijf op waarom dit kan wachten."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 1
        personal = {"journey", "reason", "by"}
        plain = {"kind", "until", "at", "woken_at"}

    def __str__(self) -> str:
        return self.get_kind_display()
