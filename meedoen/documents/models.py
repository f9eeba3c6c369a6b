"""Papers that are kept: what was handed over or signed, byte for byte."""

from typing import Self

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.documents.choices import Kind
from meedoen.documents.rules import fingerprint
from meedoen.privacy.choices import Ground


class DocumentQuerySet(models.QuerySet["Document"]):
    def for_list(self) -> Self:
        """Everything but the paper itself, for pages that name documents."""
        return self.select_related("created_by").defer("content")


class Document(models.Model):
    """One kept paper. Once sealed, the database refuses every change and removal (R10, R66)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    title = models.CharField(_("titel"), max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(_("vingerafdruk"), max_length=64)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed = models.BooleanField(_("verzegeld"), default=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0),
                name="documents_not_empty",
                violation_error_message=_("Dit document is leeg."),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"title", "content", "created_by"}
        plain = {"kind", "sha256", "size", "created_at", "sealed"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    def is_intact(self) -> bool:
        """Whether the paper is still the one that was kept."""
        content = bytes(self.content)
        return len(content) == self.size and fingerprint(content) == self.sha256
