"""Teams, who belongs to them, and what colleagues can take on, with dates (R45, R69 to R90)."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.periods import in_order
from meedoen.core.prepared import Slot
from meedoen.core.time import today
from meedoen.privacy.choices import Ground
from meedoen.teams.choices import Category, Skill, TeamKind


def _running_on(day: date | Slot) -> models.Q:
    """Begun by this day and not ended: `until` is the first day that no longer counts."""
    return models.Q(since__lte=day) & (models.Q(until__isnull=True) | models.Q(until__gt=day))


class TeamQuerySet(models.QuerySet["Team"]):
    def open(self) -> Self:
        """Teams that have not been closed."""
        return self.filter(closed_on__isnull=True)


class Team(models.Model):
    """A team of colleagues. `category` says whose participants come here by default."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(_("naam"), max_length=100)
    kind = models.CharField(max_length=12, choices=TeamKind, default=TeamKind.DELIVERY)
    category = models.CharField(max_length=12, choices=Category, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(category=""),
                name="teams_closed_receives_nobody",
                violation_error_message=_("Een gesloten team ontvangt niemand."),
            ),
            models.UniqueConstraint(
                fields=["category"],
                condition=~models.Q(category=""),
                name="teams_one_team_per_category",
                violation_error_message=_("Een ander team ontvangt deze groep al."),
            ),
        ]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"code", "name", "kind", "category", "closed_on"}

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date | Slot) -> Self:
        """Memberships of this day."""
        return self.filter(_running_on(day))


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
            in_order("teams_membership_dates"),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 5
        personal = {"user"}
        plain = {"team", "is_lead", "since", "until"}

    def __str__(self) -> str:
        return f"{self.team_id}"


class Workload(models.Model):
    """What one colleague can take on: hours a week, how much fits, which languages are spoken."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(User, models.PROTECT, related_name="+")
    hours_per_week = models.PositiveSmallIntegerField(_("uren per week"), null=True, blank=True)
    # How many people suit this colleague, counted as people of weight one.
    room = models.PositiveSmallIntegerField(_("hoeveel past"), null=True, blank=True)
    languages = models.JSONField(_("talen"), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("werkgegevens")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours_per_week__isnull=True)
                | models.Q(hours_per_week__gte=1, hours_per_week__lte=48),
                name="teams_hours_of_a_week",
                violation_error_message=_("Een werkweek heeft 1 tot en met 48 uur."),
            ),
            models.CheckConstraint(
                condition=models.Q(room__isnull=True) | models.Q(room__lte=200),
                name="teams_room_is_believable",
                violation_error_message=_("Meer dan 200 deelnemers past bij niemand."),
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 2
        personal = {"user", "languages"}
        plain = {"hours_per_week", "room", "version"}

    def __str__(self) -> str:
        return f"{self.user_id}"


class SpecialisationQuerySet(models.QuerySet["Specialisation"]):
    def on(self, day: date) -> Self:
        """What counted on this day."""
        return self.filter(_running_on(day))


class Specialisation(models.Model):
    """A colleague does this task from experience, from a day until another (R84)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    skill = models.CharField(max_length=20, choices=Skill)
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    objects = SpecialisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("specialisatie")
        ordering = ["skill", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "skill"],
                condition=models.Q(until__isnull=True),
                name="teams_skill_once",
                violation_error_message=_("Deze specialisatie loopt al."),
            ),
            in_order("teams_skill_dates"),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 5
        personal = {"user"}
        plain = {"skill", "since", "until"}

    def __str__(self) -> str:
        return self.get_skill_display()


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        """Who is away on this day."""
        return self.filter(_running_on(day))

    def not_over(self, day: date) -> Self:
        """Away on this day, or later."""
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gt=day))


class Absence(models.Model):
    """A colleague is away, and nothing more: why is nobody's business and has no field.

    `until` is the first day back; open when nobody knows yet.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    since = models.DateField(_("eerste dag afwezig"), default=today)
    until = models.DateField(_("eerste dag terug"), null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("afwezigheid")
        ordering = ["-since"]
        indexes = [models.Index(fields=["user", "since"], name="teams_absence_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(until__isnull=True),
                name="teams_one_open_absence",
                violation_error_message=_("Deze collega is al afwezig zonder einddatum."),
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="teams_absence_dates",
                violation_error_message=_("De eerste dag terug ligt voor de eerste dag afwezig."),
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 2
        personal = {"user", "since", "until", "noted_by"}
        plain = {"version"}

    def __str__(self) -> str:
        return f"{self.since}"
