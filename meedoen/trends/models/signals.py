"""What colleagues notice in the neighbourhood, and what comes of it (R43, R79, R113)."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.journeys.models import Journey
from meedoen.network.models import Neighbourhood
from meedoen.offers.choices import Theme
from meedoen.offers.models import Offer
from meedoen.privacy.choices import Ground
from meedoen.trends import rules
from meedoen.trends.choices import OPEN_SIGNALS, SignalKind, SignalState, Voice


class SignalQuerySet(models.QuerySet["Signal"]):
    def open(self) -> Self:
        """Signals of which something can still come."""
        return self.filter(state__in=OPEN_SIGNALS)

    def for_list(self) -> Self:
        """Everything a line shows, in one query."""
        return self.select_related("owner", "neighbourhood", "noted_by", "offer")


class Signal(models.Model):
    """A bottleneck, trend, chance or tension about a theme or a neighbourhood; nobody is in it."""

    FLOW: ClassVar[Table] = rules.SIGNAL_FLOW

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("soort"), max_length=10, choices=SignalKind)
    text = models.CharField(_("wat valt op"), max_length=300)
    story = models.TextField(_("toelichting"), blank=True)
    theme = models.CharField(_("onderwerp"), max_length=20, choices=Theme, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SignalState, default=SignalState.RECORDED)
    state_since = models.DateTimeField(default=now)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", null=True, blank=True)
    result = models.CharField(_("resultaat"), max_length=300, blank=True)
    token = models.UUIDField(default=new_id, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)
    told_back_at = models.DateTimeField(null=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("signaal")
        ordering = ["state_since", "pk"]
        indexes = [
            models.Index(fields=["state_since", "id"], name="trends_signal_walk"),
            models.Index(fields=["owner", "state_since"], name="trends_signal_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="trends_signal_says_something",
                violation_error_message=_("Schrijf in één zin op wat u opvalt."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SignalState.RESULT) | ~models.Q(result=""),
                name="trends_result_in_words",
                violation_error_message=_("Schrijf in één zin op wat het opleverde."),
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 10
        personal = {"owner", "noted_by"}
        plain = {
            "kind", "text", "story", "theme", "neighbourhood", "state", "state_since", "offer",
            "result", "token", "version", "noted_at", "told_back_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_SIGNALS

    @property
    def next_step(self) -> rules.Step | None:
        """The one thing to do next."""
        return rules.NEXT.get(SignalState(self.state))


class SignalStep(models.Model):
    """One thing that happened with a signal: rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=SignalState)
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("stap van een signaal")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verb="lay_aside") | ~models.Q(words=""),
                name="trends_aside_says_why",
                violation_error_message=_("Schrijf op waarom dit opzij gaat."),
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 10
        personal = {"by"}
        plain = {"signal", "verb", "state", "words", "at"}

    def __str__(self) -> str:
        return self.verb


class IdeaQuerySet(models.QuerySet["Idea"]):
    def waiting(self) -> Self:
        """Ideas to which nobody has said anything yet."""
        return self.filter(answered_at__isnull=True)

    def for_list(self) -> Self:
        """Everything a line shows, in one query."""
        return self.select_related("neighbourhood", "noted_by", "answered_by", "signal")


class Idea(models.Model):
    """What somebody would like to see in the neighbourhood, and what we said to it (R113).

    `journey` is who said it; only who may see the dossier finds out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    text = models.CharField(_("idee"), max_length=500)
    voice = models.CharField(_("van wie"), max_length=11, choices=Voice)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+", null=True, blank=True)
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="+", null=True, blank=True)
    theme = models.CharField(_("onderwerp"), max_length=20, choices=Theme, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    answer_by = models.DateField(_("antwoord vóór"), null=True, blank=True)
    answer = models.TextField(_("ons antwoord"), blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    token = models.UUIDField(default=new_id, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idee")
        ordering = ["noted_at", "pk"]
        indexes = [
            models.Index(fields=["noted_at", "id"], name="trends_idea_walk"),
            models.Index(
                fields=["answer_by"],
                name="trends_idea_promised",
                condition=models.Q(answered_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (
                    ~models.Q(answer="")
                    & models.Q(answered_at__isnull=False, answered_by__isnull=False)
                ),
                name="trends_idea_answered",
                violation_error_message=_("Een antwoord heeft woorden, een dag en een naam."),
            ),
            models.CheckConstraint(
                condition=models.Q(journey__isnull=True) | models.Q(voice=Voice.PARTICIPANT),
                name="trends_idea_of_a_participant",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "text", "answer", "noted_by", "answered_by"}
        plain = {
            "voice", "signal", "theme", "neighbourhood", "answer_by", "answered_at", "token",
            "version", "noted_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.text
