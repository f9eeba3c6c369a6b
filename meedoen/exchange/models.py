"""Packages that were handed in, and what came from elsewhere under which number."""

import gzip
import json
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.exchange.choices import Root, State
from meedoen.offers.choices import Kind, Side
from meedoen.privacy.choices import Ground


class Batch(models.Model):
    """One package that somebody handed in: what is in it, and what is the matter with it."""

    FLOW: ClassVar[Table] = {
        State.CHECKED: {"start": State.RUNNING},
        State.RUNNING: {"finish": State.DONE, "fail": State.FAILED},
        State.FAILED: {"start": State.RUNNING},
        State.DONE: {},
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    filename = models.CharField(_("bestand"), max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.CHECKED)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CARE_SUPPORT)
    side = models.CharField(max_length=13, choices=Side, default=Side.PARTICIPATION)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # For each kind of record how many are new, changed and the same.
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    problem_counts = models.JSONField(default=dict)
    samples = models.JSONField(default=list)
    # The records that hold, packed; gone when they were taken over.
    content = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = _("pakket")
        ordering = ["-uploaded_at", "-pk"]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 1
        personal = {"filename", "uploaded_by", "started_by", "problems", "samples", "content"}
        plain = {
            "state", "kind", "side", "uploaded_at", "started_at", "finished_at", "counts",
            "problem_counts",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def trees(self) -> dict[str, dict[str, dict[str, Any]]]:
        """The records that hold, by kind and number."""
        if self.content is None:
            return {}
        return dict(json.loads(gzip.decompress(bytes(self.content))))

    @property
    def to_write(self) -> int:
        """How many records are new or changed."""
        return sum(n for line in self.counts.values() for word, n in line.items() if word != "same")


class Imported(models.Model):
    """A record that came from elsewhere: its number there, as it came, and what it became here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=24, choices=Root)
    hsds_id = models.UUIDField()
    object_id = models.UUIDField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    # As it came in, unknown fields and all.
    record = models.JSONField(default=dict)
    # How we wrote it ourselves right after: what differs later was changed here.
    mapped = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("overgenomen record")
        constraints = [
            models.UniqueConstraint(fields=["kind", "hsds_id"], name="exchange_imported_once"),
            models.UniqueConstraint(
                fields=["object_id"],
                name="exchange_imported_object",
                condition=models.Q(object_id__isnull=False),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 10
        # A directory names the people who answer the phone.
        personal = {"record"}
        plain = {"kind", "hsds_id", "object_id", "digest", "mapped", "changed_at"}

    def __str__(self) -> str:
        return f"{self.kind} {self.hsds_id}"
