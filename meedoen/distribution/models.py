"""Rounds in which people are distributed: who, where, what was fixed, proposed and decided."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.distribution.choices import PLACED, Answer, Kind, MarkKind, Reason, State
from meedoen.journeys.models import Journey
from meedoen.offers.models import Offer
from meedoen.privacy.choices import Ground
from meedoen.teams.models import Team


class Round(models.Model):
    """One group start, or one lot of new people to divide among coaches."""

    FLOW: ClassVar[Table] = {
        State.DRAFT: {"queue": State.SOLVING, "solve": State.SOLVED, "drop": State.DROPPED},
        State.SOLVING: {"solve": State.SOLVED},
        State.SOLVED: {
            "queue": State.SOLVING, "solve": State.SOLVED, "finish": State.CONFIRMED,
            "drop": State.DROPPED,
        },
        State.CONFIRMED: {},
        State.DROPPED: {},
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(_("naam"), max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    token = models.UUIDField(default=new_id, unique=True, editable=False)

    class Meta:
        verbose_name = _("verdeelronde")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[State.CONFIRMED, State.DROPPED], ended_at__isnull=False
                )
                | (
                    ~models.Q(state__in=[State.CONFIRMED, State.DROPPED])
                    & models.Q(ended_at__isnull=True)
                ),
                name="distribution_round_ended",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"made_by", "ended_by"}
        plain = {"kind", "name", "state", "team", "made_at", "total", "done", "ended_at", "token"}

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether anything can still be decided."""
        return self.state in (State.DRAFT, State.SOLVED)

    @property
    def is_for_groups(self) -> bool:
        return self.kind == Kind.GROUPS


class Entry(models.Model):
    """One person in a round, at their place on the list: who has waited longest comes first."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField(_("plek op de lijst"))
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("deelnemer in een verdeelronde")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "journey"], name="distribution_entry_once"),
            models.UniqueConstraint(fields=["round", "number"], name="distribution_entry_number"),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "number"}
        plain = {"round"}

    def __str__(self) -> str:
        return str(self.number)


class PlaceQuerySet(models.QuerySet["Place"]):
    def with_given(self) -> Self:
        """With how many people were really given each place already."""
        settled = Settled.objects.filter(place=models.OuterRef("pk")).order_by().values("place")
        number = settled.annotate(number=models.Count("pk")).values("number")
        counted = models.Subquery(number, output_field=models.IntegerField())
        return self.annotate(given_here=Coalesce(counted, models.Value(0)))


class Place(models.Model):
    """One offer, or one colleague, with the room there is in this round."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="places")
    number = models.PositiveIntegerField(_("plek op de lijst"))
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", null=True)
    coach = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    room = models.PositiveSmallIntegerField(_("plaatsen"))

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("plek in een verdeelronde")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offer__isnull=True, coach__isnull=False)
                | models.Q(offer__isnull=False, coach__isnull=True),
                name="distribution_place_is_one_thing",
            ),
            models.UniqueConstraint(fields=["round", "offer"], name="distribution_offer_once"),
            models.UniqueConstraint(fields=["round", "coach"], name="distribution_coach_once"),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 5
        personal = {"coach"}
        plain = {"round", "number", "offer", "room"}

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What people call it."""
        return self.offer.name if self.offer else self.coach.name if self.coach else ""

    @property
    def given(self) -> int:
        """How many people were really given this place; without a query after `with_given`."""
        known: int | None = self.__dict__.get("given_here")
        return Settled.objects.filter(place=self).count() if known is None else known


class MarkQuerySet(models.QuerySet["Mark"]):
    def standing(self) -> Self:
        """Marks that were not lifted."""
        return self.filter(lifted_at__isnull=True)


class Mark(models.Model):
    """Somebody fixed or forbade one pair beforehand, and says why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="marks")
    place = models.ForeignKey(Place, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=6, choices=MarkKind)
    reason = models.TextField(_("waarom"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    lifted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    lifted_at = models.DateTimeField(null=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("keuze vooraf")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="distribution_mark_has_a_reason",
                violation_error_message=_("Schrijf in één zin op waarom."),
            ),
            models.UniqueConstraint(
                fields=["entry", "place"],
                condition=models.Q(lifted_at__isnull=True),
                name="distribution_mark_once",
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=models.Q(lifted_at__isnull=True, kind=MarkKind.FIX),
                name="distribution_fixed_once",
                violation_error_message=_("Deze deelnemer is al ergens vastgezet."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"entry", "place", "kind", "reason", "made_by", "lifted_by"}
        plain = {"made_at", "lifted_at"}

    def __str__(self) -> str:
        return self.get_kind_display()


class Outcome(models.Model):
    """One proposal as it came out: kept, so that two can be laid side by side."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField()
    rule_version = models.CharField(max_length=40)
    people = models.PositiveIntegerField()
    served = models.PositiveIntegerField()
    points = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("voorstel")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="distribution_outcome_once"),
            models.CheckConstraint(
                condition=models.Q(served__lte=models.F("people")), name="distribution_served"
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"asked_by"}
        plain = {"round", "number", "rule_version", "people", "served", "points", "made_at"}

    def __str__(self) -> str:
        return str(self.number)


class Placing(models.Model):
    """What one proposal says of one person, why, and what was known then. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="placings")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="placings")
    place = models.ForeignKey(Place, models.CASCADE, related_name="placings", null=True)
    reason = models.CharField(max_length=10, choices=Reason)
    score = models.PositiveIntegerField(default=0)
    why = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("voorgestelde plek")
        constraints = [
            models.UniqueConstraint(fields=["outcome", "entry"], name="distribution_placed_once"),
            models.CheckConstraint(
                condition=models.Q(place__isnull=False, reason__in=sorted(PLACED))
                | (models.Q(place__isnull=True) & ~models.Q(reason__in=sorted(PLACED))),
                name="distribution_placed_or_why_not",
            ),
        ]
        indexes = [models.Index(fields=["outcome", "place"], name="distribution_placing_place")]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"entry", "place", "reason", "score", "why", "facts"}
        plain = {"outcome"}

    def __str__(self) -> str:
        return self.get_reason_display()


class Settled(models.Model):
    """What a person decided about somebody: as was proposed, or otherwise with the reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="settled")
    placing = models.ForeignKey(Placing, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", null=True)
    reason = models.TextField(_("waarom"), blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("besluit over een plek")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer=Answer.ACCEPTED, place__isnull=False)
                | (models.Q(answer=Answer.OTHERWISE) & ~models.Q(reason="")),
                name="distribution_decision_says_why",
                violation_error_message=_("Schrijf in één zin op waarom."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"entry", "placing", "answer", "place", "reason", "decided_by"}
        plain = {"decided_at"}

    def __str__(self) -> str:
        return self.get_answer_display()
