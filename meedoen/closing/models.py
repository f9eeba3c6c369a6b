"""Looking back with somebody, asking later how it goes, and how a journey ended."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.closing.choices import (
    Ambassador,
    Cause,
    ContactState,
    Outcome,
    Satisfaction,
    State,
    TakesPart,
    Wanted,
)
from meedoen.contacts.models import ContactMoment
from meedoen.core.ids import new_id
from meedoen.core.prepared import Slot
from meedoen.core.time import now
from meedoen.documents.models import Document
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.ladder.models import Measurement
from meedoen.participants.choices import Channel
from meedoen.plans.models import Goal
from meedoen.privacy.choices import Ground

DRAFT, HELD = models.Q(state=State.DRAFT), models.Q(state=State.HELD)
PLANNED = models.Q(state=ContactState.PLANNED)


def closing_stands(whose: str = "journey") -> models.Exists:
    """That the closing interview of this journey counts: a step back on the road undoes it."""
    facts = Milestone.objects.standing().filter(fact=Fact.CLOSING_HELD)
    return models.Exists(facts.filter(journey=models.OuterRef(whose)))


class InterviewQuerySet(models.QuerySet["ClosingInterview"]):
    def held(self) -> Self:
        """Versions that were laid down."""
        return self.filter(state=State.HELD)

    def in_force(self) -> Self:
        """Of each journey the last version that was laid down, as long as it stands."""
        later = ClosingInterview.objects.filter(
            journey=models.OuterRef("journey"),
            number__gt=models.OuterRef("number"),
            state=State.HELD,
        )
        return self.held().filter(~models.Exists(later), closing_stands())


class ClosingInterview(models.Model):
    """One version of the talk in which we look back and ahead. Once held it never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("versie"))
    state = models.CharField(max_length=5, choices=State, default=State.DRAFT)
    planned_on = models.DateField(_("afgesproken op"), null=True, blank=True)
    held_on = models.DateField(_("gehouden op"), null=True, blank=True)
    helped = models.TextField(_("wat hielp"), blank=True)
    hindered = models.TextField(_("wat lastig was"), blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True, choices=Satisfaction)
    said = models.TextField(_("wat beter kan"), blank=True)
    onward = models.TextField(_("hoe het verder gaat"), blank=True)
    onward_where = models.CharField(_("waar"), max_length=200, blank=True)
    aftercare = models.CharField(_("nazorg"), max_length=3, choices=Wanted, blank=True)
    reach_by = models.CharField(_("hoe te bereiken"), max_length=10, choices=Channel, blank=True)
    reach_note = models.CharField(max_length=200, blank=True)
    ambassador = models.CharField(max_length=5, choices=Ambassador, blank=True)
    why = models.TextField(_("waarom een nieuwe versie"), blank=True)
    # Language and ladder as they were known when this version was laid down.
    measured = models.JSONField(default=list)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", null=True)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=now)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=now)
    held_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    version = models.PositiveIntegerField(default=1)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("eindgesprek")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["held_on"], name="closing_held_on", condition=HELD),
        ]
        constraints = [
            models.UniqueConstraint(fields=["journey", "number"], name="closing_number_once"),
            models.UniqueConstraint(
                fields=["journey"], condition=DRAFT, name="closing_one_draft",
                violation_error_message=_("Er is al een eindgesprek in de maak."),
            ),
            models.CheckConstraint(
                condition=DRAFT
                | models.Q(held_on__isnull=False, held_by__isnull=False)
                & ~models.Q(aftercare=""),
                name="closing_held_is_whole",
                violation_error_message=_("Vul in op welke dag het was, en of nazorg gewenst is."),
            ),
            models.CheckConstraint(
                condition=models.Q(satisfaction__isnull=True)
                | models.Q(satisfaction__range=(1, 5)),
                name="closing_satisfaction_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(why=""),
                name="closing_correction_says_why",
                violation_error_message=_("Schrijf op wat er verbeterd moet worden."),
            ),
        ]  # fmt: skip

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "journey", "helped", "hindered", "satisfaction", "said", "onward", "onward_where",
            "aftercare", "reach_by", "reach_note", "ambassador", "why", "measured", "document",
            "begun_by", "saved_by", "held_by",
        }  # fmt: skip
        plain = {
            "number", "state", "planned_on", "held_on", "begun_at", "saved_at", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_held(self) -> bool:
        return self.state == State.HELD

    @property
    def wants_aftercare(self) -> bool:
        return self.aftercare == Wanted.YES


class GoalOutcome(models.Model):
    """How far one goal of the plan came, in the words of the participant."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    interview = models.ForeignKey(ClosingInterview, models.PROTECT, related_name="outcomes")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    text = models.CharField(_("doel"), max_length=500)
    place = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    words = models.TextField(_("in eigen woorden"), blank=True)
    sealed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("uitkomst van een doel")
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "goal"], name="closing_goal_once")
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"interview", "goal", "text", "outcome", "words"}
        plain = {"place", "sealed"}

    def __str__(self) -> str:
        return f"{self.place}"


class Departure(models.Model):
    """That a journey ended: how, on which day, and what ended with it. Taken back, it stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=32, choices=Exit)
    cause = models.CharField(max_length=12, choices=Cause, blank=True)
    ended_on = models.DateField(_("geëindigd op"))
    phase = models.CharField(max_length=30)
    note = models.TextField(blank=True)
    # The parts of the plan that ended with it, to run again when this was a mistake.
    parts = models.JSONField(default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    undone_why = models.TextField(blank=True)

    class Meta:
        verbose_name = _("einde van een traject")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(undone_at__isnull=True),
                name="closing_ended_once",
            ),
            # R9: only of dropping out, which needs a signature, we keep why.
            models.CheckConstraint(
                condition=models.Q(reason=Exit.DROPPED_OUT) & ~models.Q(cause="")
                | ~models.Q(reason=Exit.DROPPED_OUT) & models.Q(cause=""),
                name="closing_only_a_drop_out_has_a_cause",
                violation_error_message=_("Alleen bij uitval hoort een oorzaak."),
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | ~models.Q(undone_why=""),
                name="closing_undone_says_why",
                violation_error_message=_("Schrijf op waarom het een vergissing was."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "reason", "cause", "note", "by", "undone_by", "undone_why"}
        plain = {"ended_on", "phase", "parts", "at", "undone_at"}

    def __str__(self) -> str:
        return self.get_reason_display()


class AftercareQuerySet(models.QuerySet["AftercareContact"]):
    def planned(self) -> Self:
        """What still lies ahead."""
        return self.filter(state=ContactState.PLANNED)

    def due_on(self, day: date | Slot) -> Self:
        """What is to be done on this day or was before it, of journeys that are in aftercare."""
        due = self.planned().filter(due_on__lte=day, journey__closed_at__isnull=True)
        return due.filter(closing_stands())

    def for_list(self) -> Self:
        """Everything one row shows, in one query."""
        return self.select_related("by", "measurement", "journey__participant")


class AftercareContact(models.Model):
    """One moment after the closing at which we ask whether taking part lasts (R6)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    closed_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField(_("gepland op"))
    state = models.CharField(max_length=7, choices=ContactState, default=ContactState.PLANNED)
    outcome = models.CharField(max_length=11, choices=TakesPart, blank=True)
    done_on = models.DateField(null=True)
    note = models.TextField(_("wat er is gezegd"), blank=True)
    new_question = models.TextField(_("nieuwe vraag"), blank=True)
    measurement = models.ForeignKey(Measurement, models.PROTECT, related_name="+", null=True)
    contact = models.ForeignKey(ContactMoment, models.PROTECT, related_name="+", null=True)
    why = models.CharField(_("waarom verzet of overgeslagen"), max_length=300, blank=True)
    # Skipped because the journey ended; planned again when that was a mistake.
    departure = models.ForeignKey(Departure, models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = AftercareQuerySet.as_manager()

    class Meta:
        verbose_name = _("nazorgcontact")
        ordering = ["months"]
        indexes = [
            models.Index(fields=["due_on", "id"], name="closing_due", condition=PLANNED),
            models.Index(fields=["closed_on", "months", "outcome"], name="closing_lasting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["journey", "months"], name="closing_months_once"),
            models.CheckConstraint(
                condition=models.Q(state=ContactState.DONE, done_on__isnull=False)
                & ~models.Q(outcome="")
                | ~models.Q(state=ContactState.DONE) & models.Q(outcome="", done_on__isnull=True),
                name="closing_done_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ContactState.SKIPPED) | ~models.Q(why=""),
                name="closing_skipped_says_why",
                violation_error_message=_("Schrijf op waarom u dit contact overslaat."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "journey", "outcome", "note", "new_question", "measurement", "contact", "why", "by",
        }  # fmt: skip
        plain = {
            "months", "closed_on", "first_due_on", "due_on", "state", "done_on", "departure",
            "at", "version",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.months}"

    @property
    def is_planned(self) -> bool:
        return self.state == ContactState.PLANNED

    @property
    def is_done(self) -> bool:
        return self.state == ContactState.DONE

    @property
    def is_moved(self) -> bool:
        return self.due_on != self.first_due_on
