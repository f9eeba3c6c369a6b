"""The conversation at the start: versioned question lists, answers per section, the advice."""

from functools import lru_cache
from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.intake.rules import Outline, read_list
from meedoen.journeys.models import Journey
from meedoen.privacy.choices import Ground


class QuestionList(models.Model):
    """One version of the intake. A running intake keeps the version it began with (R64)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    published_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("vragenlijst")
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="intake_list_once")]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"code", "version", "definition", "published_at"}

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


@lru_cache(maxsize=32)
def _outline(list_id: UUID) -> Outline:
    return read_list(QuestionList.objects.get(pk=list_id).definition)


class Intake(models.Model):
    """The intake of one journey: may take several talks, with several colleagues."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.OneToOneField(Journey, models.PROTECT, related_name="+")
    question_list = models.ForeignKey(QuestionList, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=now)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("intake")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(completed_at__isnull=True, completed_by__isnull=True)
                | models.Q(completed_at__isnull=False, completed_by__isnull=False),
                name="intake_completed_by_someone",
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"journey", "started_by", "completed_by"}
        plain = {"question_list", "started_at", "completed_at", "version"}

    def __str__(self) -> str:
        return str(self.question_list_id)

    @property
    def outline(self) -> Outline:
        """The list of this intake, in the version it began with."""
        return _outline(self.question_list_id)


class SectionAnswers(models.Model):
    """What was answered in one section; only the answers given, everything may stay open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="+")
    section = models.CharField(max_length=30)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=now)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # The open page that saved last: its own later texts never count as somebody else's.
    saved_from = models.CharField(max_length=36, blank=True)

    class Meta:
        verbose_name = _("deel van een intake")
        constraints = [
            models.UniqueConstraint(fields=["intake", "section"], name="intake_section_once")
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"intake", "answers", "saved_by"}
        plain = {"section", "version", "saved_at", "saved_from"}

    def __str__(self) -> str:
        return self.section


class AdviceQuerySet(models.QuerySet["Advice"]):
    def latest_first(self) -> Self:
        """The advice that counts comes first."""
        return self.order_by("-version")


class Advice(models.Model):
    """What this one person needs to get on: the kernvraag, and what we advise (R76, R103).

    Every version stays; the last one counts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    core_question = models.CharField(_("kernvraag"), max_length=300)
    analysis = models.TextField(_("analyse"), blank=True)
    recommendation = models.TextField(_("advies"), blank=True)
    with_language = models.BooleanField(_("taal"), default=False)
    with_participation = models.BooleanField(_("meedoen"), default=False)
    given_on = models.DateField(default=today)
    given_at = models.DateTimeField(default=now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("advies")
        constraints = [
            models.UniqueConstraint(fields=["journey", "version"], name="intake_advice_version"),
            models.CheckConstraint(
                condition=~models.Q(core_question=""),
                name="intake_advice_has_a_core_question",
                violation_error_message=_("Schrijf in één zin wat deze persoon nodig heeft."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "journey", "core_question", "analysis", "recommendation", "with_language",
            "with_participation", "by",
        }  # fmt: skip
        plain = {"version", "given_on", "given_at"}

    def __str__(self) -> str:
        return f"{self.version}"
