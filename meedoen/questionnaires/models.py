"""Drafts of question lists: what the next version will ask. The versions stand with the intake."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.intake.models import QuestionList
from meedoen.privacy.choices import Ground


class DraftQuerySet(models.QuerySet["Draft"]):
    def open(self) -> Self:
        """Drafts that are still worked on."""
        return self.filter(closed_at__isnull=True)

    def published(self) -> Self:
        """Drafts that became a version."""
        return self.filter(published__isnull=False)

    def for_list(self) -> Self:
        """With the version it began from and the colleagues who worked on it, in one query."""
        return self.select_related("based_on", "begun_by", "changed_by", "closed_by")


class Draft(models.Model):
    """The next version of a list, worked on together; one at a time for each list.

    Closed is closed: published as a version, or laid aside. The database keeps it so.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=30)
    based_on = models.ForeignKey(QuestionList, models.PROTECT, related_name="+")
    definition = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(default=now)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    published = models.OneToOneField(QuestionList, models.PROTECT, related_name="+", null=True)
    note = models.CharField(_("waarom deze versie"), max_length=300, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept van een vragenlijst")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(closed_at__isnull=True),
                name="questionnaires_one_open_draft",
                violation_error_message=_("Er is al een concept van deze lijst."),
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="questionnaires_closed_by_someone",
                violation_error_message=_("Zeg wie het concept afsluit."),
            ),
            models.CheckConstraint(
                condition=models.Q(published__isnull=True) | models.Q(closed_at__isnull=False),
                name="questionnaires_published_is_closed",
                violation_error_message=_("Een gepubliceerd concept is klaar."),
            ),
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 10
        personal = {"begun_by", "changed_by", "closed_by"}
        plain = {
            "code", "based_on", "definition", "version", "begun_at", "changed_at", "closed_at",
            "published", "note",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.closed_at is None
