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


class QuestionListQuerySet(models.QuerySet["QuestionList"]):
    def usable(self) -> Self:
        """With which an intake can begin; the newest version comes first."""
        return self.filter(withdrawn_at=None).order_by("-version")


class QuestionList(models.Model):
    """One version of the intake. A running intake keeps the version it began with (R64)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    published_at = models.DateTimeField(default=now)
    # No intake begins with it any more; running intakes keep it.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionListQuerySet.as_manager()

    class Meta:
        verbose_name = _("vragenlijst")
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="intake_list_once")]

    class Privacy:
        ground = Ground.NO_PERSON
        keep_years = 10
        personal: set[str] = set()
        plain = {"code", "version", "definition", "published_at", "withdrawn_at"}

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

    # The version with which an intake would begin today, where access has looked it up.
    newest_version: int | None = None

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


class Talk(models.Model):
    """One sitting: what somebody wrote down in this intake on one day. It may take many (R74)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="+")
    held_on = models.DateField(default=today)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    began_at = models.DateTimeField(default=now)
    last_saved_at = models.DateTimeField(default=now)
    sections = models.JSONField(default=list)

    class Meta:
        verbose_name = _("gesprek")
        constraints = [
            models.UniqueConstraint(fields=["intake", "by", "held_on"], name="intake_talk_once")
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"intake", "by", "held_on"}
        plain = {"began_at", "last_saved_at", "sections"}

    def __str__(self) -> str:
        return f"{self.held_on}"


class SectionAnswers(models.Model):
    """What was answered in one section; only the answers given, everything may stay open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="+")
    section = models.CharField(max_length=30)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=now)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # By question, the open page that is still typing it: its own earlier texts never count as
    # somebody else's.
    typed_in = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("deel van een intake")
        constraints = [
            models.UniqueConstraint(fields=["intake", "section"], name="intake_section_once")
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"intake", "answers", "saved_by"}
        plain = {"section", "version", "saved_at", "typed_in"}

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
