"""Lists that are being read in: what was handed in, what stands in each row, what became of it."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.imports.choices import Decision, Field, State, Status
from meedoen.imports.rules.doubles import unmarked
from meedoen.imports.rules.rows import Fix
from meedoen.imports.rules.sheets import Raw, from_json
from meedoen.participants.models import Participant
from meedoen.participants.rules import Identity
from meedoen.privacy.choices import Ground
from meedoen.teams.models import Team

# Rows that were not taken over are personal data without a purpose: they go after this.
KEEP_DAYS = 30


class Batch(models.Model):
    """One list that somebody handed in."""

    FLOW: ClassVar[Table] = {
        State.UPLOADED: {"check": State.CHECKED},
        State.CHECKED: {"check": State.CHECKED, "start": State.IMPORTING},
        State.IMPORTING: {"finish": State.DONE},
        State.DONE: {"start": State.IMPORTING, "undo": State.UNDONE},
        State.UNDONE: {},
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    filename = models.CharField(_("bestand"), max_length=200)
    sheet = models.CharField(_("tabblad"), max_length=100, blank=True)
    remark = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True, blank=True)
    header_row = models.PositiveIntegerField(null=True, blank=True)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    passed = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lijst")
        ordering = ["-uploaded_at", "-pk"]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 1
        personal = {"filename", "uploaded_by", "started_by", "undone_by"}
        plain = {
            "sheet", "remark", "state", "uploaded_at", "team", "header_row", "headers", "mapping",
            "passed", "total", "done", "started_at", "finished_at", "undone_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether cells can be mended and rows decided on."""
        return self.state in (State.CHECKED, State.DONE)

    @property
    def expires_on(self) -> date:
        """The day on which rows that were not taken over are deleted."""
        return (self.finished_at or self.uploaded_at).date() + timedelta(days=KEEP_DAYS)

    @property
    def percent(self) -> int:
        """How far taking over is."""
        return 100 if not self.total else min(100, round(self.done * 100 / self.total))

    @property
    def fields(self) -> dict[int, Field]:
        """Column number to what the column is about."""
        return {int(place): Field(about) for place, about in self.mapping.items()}

    @property
    def header_of(self) -> dict[Field, str]:
        """What the list itself calls a column."""
        return {about: self.headers[place] for place, about in self.fields.items()}

    @property
    def origin(self) -> str:
        """How the log names what this list did."""
        return f"import:{self.pk}"


class Source(models.Model):
    """The lines of the file, kept until the rows are taken over so that columns can be chosen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.OneToOneField(Batch, models.CASCADE, related_name="source")
    lines = models.JSONField()

    class Meta:
        verbose_name = _("regels van een lijst")

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 0
        personal = {"lines"}
        plain = {"batch"}

    def __str__(self) -> str:
        return str(self.batch_id)


class RowQuerySet(models.QuerySet["Row"]):
    def waiting(self) -> Self:
        """Rows that have not been taken over."""
        return self.filter(participant__isnull=True)

    def ready(self) -> Self:
        """Rows that can be taken over now."""
        refused = (Decision.SKIP, Decision.SAME)
        return self.waiting().filter(status=Status.NEW).exclude(decision__in=refused)


class Row(models.Model):
    """One person in a list, as it was written, with what is the matter and what was decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("rij"))
    cells = models.JSONField(default=dict)
    fixes = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.NONE, blank=True)
    reasons = models.JSONField(default=list)
    alike = models.JSONField(default=list)
    known = models.JSONField(default=list)
    marks = models.JSONField(default=list)
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="+", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("rij van een lijst")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="imports_row_once"),
        ]
        indexes = [
            models.Index(fields=["batch", "status", "number"], name="imports_row_status"),
            models.Index(
                fields=["participant"],
                name="imports_row_participant",
                condition=models.Q(participant__isnull=False),
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 0
        personal = {"cells", "fixes", "reasons", "alike", "known", "marks", "participant"}
        plain = {"batch", "number", "status", "decision", "version"}

    def __str__(self) -> str:
        return str(self.number)

    @property
    def raw(self) -> dict[Field, Raw]:
        """The cells as they came in."""
        return {Field(about): from_json(cell) for about, cell in self.cells.items()}

    @property
    def mended(self) -> dict[Field, Fix]:
        """What was done with cells."""
        return {
            Field(about): Fix(fix.get("text"), bool(fix.get("stays")))
            for about, fix in self.fixes.items()
        }

    @property
    def identity(self) -> Identity:
        """What doubles are looked for on, without reading the cells again."""
        return unmarked(self.marks)


class ColumnMemory(models.Model):
    """Which columns mean what in a list with these headers, as chosen last time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signature = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField(default=dict)
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    chosen_on = models.DateField(default=today)

    class Meta:
        verbose_name = _("onthouden kolommen")

    class Privacy:
        ground = Ground.STAFF
        keep_years = 5
        personal = {"chosen_by"}
        plain = {"signature", "mapping", "chosen_on"}

    def __str__(self) -> str:
        return self.signature[:8]
