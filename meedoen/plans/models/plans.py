"""The trajectory plan in versions, its goals and its parts."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.periods import begins_before_end
from meedoen.core.time import now
from meedoen.journeys.models import Binding, Journey
from meedoen.language.choices import Level
from meedoen.network.models import Neighbourhood
from meedoen.offers.models import Offer
from meedoen.plans.choices import (
    OPEN,
    ComponentKind,
    ComponentSide,
    PlanState,
    Timing,
)
from meedoen.plans.rules import Part
from meedoen.privacy.choices import Ground

WEEK = 1 << 21


class Plan(models.Model):
    """One version of what we do together. Once laid before the participant it is frozen (R65)."""

    FLOW: ClassVar[Table] = {
        "draft": {"propose": "proposed"},
        "proposed": {"accept": "accepted", "decline": "declined", "replace": "superseded"},
        "accepted": {"replace": "superseded"},
        "declined": {},
        "superseded": {},
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("versie"))
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    core_question = models.CharField(_("kernvraag"), max_length=500, blank=True)
    language_target = models.CharField(
        _("doel voor taal"), max_length=20, choices=Level, blank=True
    )
    ladder_target = models.PositiveSmallIntegerField(_("doel voor meedoen"), null=True, blank=True)
    first_talk_on = models.DateField(_("eerste gesprek over hoe het gaat"), null=True, blank=True)
    second_talk_on = models.DateField(_("tweede gesprek over hoe het gaat"), null=True, blank=True)
    what_changed = models.TextField(_("wat er verandert en waarom"), blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    proposed_at = models.DateTimeField(null=True)
    agreement_offered_on = models.DateField(null=True)
    # `version` guards the texts of the plan itself, `edits` counts every change in it.
    version = models.PositiveIntegerField(default=1)
    edits = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("plan")
        ordering = ["-number"]
        # The work list walks the talks that plans in force agreed on, by their day.
        indexes = [
            models.Index(
                fields=[f"{talk}_talk_on", "id"],
                condition=models.Q(state=PlanState.ACCEPTED, **{f"{talk}_talk_on__isnull": False}),
                name=f"plans_{talk}_talk",
            )
            for talk in ("first", "second")
        ]
        constraints = [
            models.UniqueConstraint(fields=["journey", "number"], name="plans_number_once"),
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(state__in=[state.value for state in OPEN]),
                name="plans_one_new_version",
                violation_error_message=_("Er is al een nieuwe versie van dit plan."),
            ),
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(state=PlanState.ACCEPTED),
                name="plans_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(state=PlanState.DRAFT, proposed_at__isnull=True)
                | (~models.Q(state=PlanState.DRAFT) & models.Q(proposed_at__isnull=False)),
                name="plans_only_a_draft_is_not_proposed",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(what_changed=""),
                name="plans_new_version_says_why",
                violation_error_message=_("Schrijf op wat er verandert en waarom."),
            ),
            models.CheckConstraint(
                condition=models.Q(ladder_target__isnull=True)
                | models.Q(ladder_target__range=(1, 6)),
                name="plans_ladder_steps",
                violation_error_message=_("De ladder heeft zes treden."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "journey", "core_question", "language_target", "ladder_target", "what_changed",
            "made_by",
        }  # fmt: skip
        plain = {
            "number", "state", "first_talk_on", "second_talk_on", "made_at", "proposed_at",
            "agreement_offered_on", "version", "edits",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT

    @property
    def is_in_force(self) -> bool:
        """The participant has said yes to this version and no newer one replaced it."""
        return self.state == PlanState.ACCEPTED


class Goal(models.Model):
    """What the participant wants, in their own words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    text = models.CharField(_("doel in eigen woorden"), max_length=500)
    place = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("doel")
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="plans_goal_has_words")
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"plan", "text"}
        plain = {"place", "version"}

    def __str__(self) -> str:
        return f"{self.place}"


class ComponentQuerySet(models.QuerySet["Component"]):
    def for_page(self) -> Self:
        """In the order of the plan, with the goal each part serves, in one query."""
        return self.select_related("goal", "neighbourhood")

    def running(self) -> Self:
        """Where somebody goes now, in the version in force and the one that is being made."""
        now = self.filter(started_on__isnull=False, stopped_on__isnull=True)
        alive = now.filter(plan__state__in=(PlanState.ACCEPTED, *OPEN))
        return alive.select_related("offer", "plan")


class Component(models.Model):
    """One part of the plan: a course, something in the neighbourhood, a referral, help (R78)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    # The same part keeps its line from version to version.
    line = models.UUIDField(default=new_id)
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("soort"), max_length=16, choices=ComponentKind)
    side = models.CharField(_("taal of meedoen"), max_length=13, choices=ComponentSide)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", null=True)
    title = models.CharField(_("wat"), max_length=150)
    provider = models.CharField(_("bij wie"), max_length=150, blank=True)
    location = models.CharField(_("waar"), max_length=200, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    starts_on = models.DateField(_("begint op"), null=True, blank=True)
    ends_on = models.DateField(_("eindigt op"), null=True, blank=True)
    hours_per_week = models.DecimalField(
        _("uren per week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    day_parts = models.PositiveIntegerField(_("wanneer in de week"), default=0)
    sessions = models.CharField(_("dagen en tijden"), max_length=200, blank=True)
    timing = models.CharField(max_length=6, choices=Timing, default=Timing.DURING)
    goal = models.ForeignKey(Goal, models.SET_NULL, related_name="+", null=True, blank=True)
    why = models.CharField(_("waarom dit past"), max_length=500, blank=True)
    # R9: attendance can only be required where something binds.
    attendance_required = models.BooleanField(_("aanwezigheid afgesproken"), default=False)
    binding = models.ForeignKey(Binding, models.PROTECT, related_name="+", null=True)
    started_on = models.DateField(_("begonnen op"), null=True)
    stopped_on = models.DateField(_("gestopt op"), null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ComponentQuerySet.as_manager()

    class Meta:
        verbose_name = _("onderdeel van een plan")
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attendance_required=False) | models.Q(binding__isnull=False),
                name="plans_no_attendance_before_signing",
            ),
            begins_before_end("plans_component_dates"),
            models.CheckConstraint(
                condition=models.Q(stopped_on__isnull=True)
                | models.Q(started_on__isnull=False, stopped_on__gte=models.F("started_on")),
                name="plans_stopped_after_start",
                violation_error_message=_("Stoppen kan pas na het begin."),
            ),
            models.CheckConstraint(
                condition=models.Q(day_parts__lt=WEEK), name="plans_component_week"
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""), name="plans_component_has_a_title"
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "plan", "kind", "side", "offer", "title", "provider", "location", "neighbourhood",
            "goal", "why", "attendance_required", "started_on", "stopped_on",
        }  # fmt: skip
        plain = {
            "line", "place", "starts_on", "ends_on", "hours_per_week", "day_parts", "sessions",
            "timing", "binding", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.place}"

    @property
    def has_started(self) -> bool:
        return self.started_on is not None

    @property
    def part(self) -> Part:
        """This part as the rules look at it; a part that has stopped ends there."""
        return Part(
            title=self.title,
            side=self.side,
            starts_on=self.started_on or self.starts_on,
            ends_on=self.stopped_on or self.ends_on,
            timing=self.timing,
            day_parts=self.day_parts,
            serves=self.why or (str(self.goal_id) if self.goal_id else ""),
        )
