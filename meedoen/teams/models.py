"""Teams and who belongs to them, with dates (R45, R69 to R72)."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.prepared import Slot
from meedoen.core.time import today
from meedoen.privacy.choices import Ground
from meedoen.teams.choices import Category, TeamKind


class Team(models.Model):
    """A team of colleagues. `category` says whose participants come here by default."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(_("naam"), max_length=100)
    kind = models.CharField(max_length=12, choices=TeamKind, default=TeamKind.DELIVERY)
    category = models.CharField(max_length=12, choices=Category, blank=True)

    class Meta:
        verbose_name = _("team")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["category"],
                condition=~models.Q(category=""),
                name="teams_one_team_per_category",
                violation_error_message=_("Een ander team ontvangt deze groep al."),
            )
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"code", "name", "kind", "category"}

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date | Slot) -> Self:
        """Memberships of this day."""
        return self.filter(since__lte=day).filter(
            models.Q(until__isnull=True) | models.Q(until__gt=day)
        )


class Membership(models.Model):
    """Somebody belongs to a team, from a day until another; or leads it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_lead = models.BooleanField(_("geeft leiding"), default=False)
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("teamlid")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "user"],
                condition=models.Q(until__isnull=True),
                name="teams_member_once",
                violation_error_message=_("Deze collega zit al in dit team."),
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="teams_membership_dates",
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 5
        personal = {"user"}
        plain = {"team", "is_lead", "since", "until"}

    def __str__(self) -> str:
        return f"{self.team_id}"
