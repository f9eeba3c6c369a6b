"""When we meet whom, where, and how that went; and the calendar of a colleague."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.appointments import rules
from meedoen.appointments.choices import OPEN, Reminder, State, Subject, Where
from meedoen.core.flow import Table
from meedoen.core.ids import new_id
from meedoen.core.prepared import Slot
from meedoen.core.time import now
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.participants.choices import LANGUAGES
from meedoen.participants.models import Participant
from meedoen.privacy.choices import Ground


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def open(self) -> Self:
        """What lies ahead, or waits for a word about how it went."""
        return self.filter(state__in=OPEN)

    def for_page(self) -> Self:
        """With where they are, in one query."""
        return self.select_related("organisation", "neighbourhood")

    def between(self, start: datetime | Slot, end: datetime | Slot) -> Self:
        """What begins in this stretch of time, in order."""
        return self.filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "id")

    def during(self, start: datetime, end: datetime) -> Self:
        """What shares a moment with this stretch; nothing lasts longer than the rule allows."""
        return self.filter(
            starts_at__lt=end, ends_at__gt=start, starts_at__gt=start - rules.LONGEST
        )

    def of_host(self, user: User | Slot) -> Self:
        """Those in which this colleague takes part."""
        hosts = Host.objects.filter(appointment=models.OuterRef("pk"), user=user)
        return self.filter(models.Exists(hosts))

    def with_participant(self, participant_id: UUID) -> Self:
        """Those in which this participant takes part."""
        going = Guest.objects.filter(
            appointment=models.OuterRef("pk"), participant_id=participant_id
        )
        return self.filter(models.Exists(going))


class Appointment(models.Model):
    """One meeting of participants and colleagues. Moving it keeps where it came from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField(_("waarvoor"), max_length=15, choices=Subject)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    where = models.CharField(_("waar"), max_length=12, choices=Where)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.CharField(_("voor collega's"), max_length=300, blank=True)
    interpreter_language = models.CharField(
        _("tolk"), max_length=10, blank=True, choices=list(LANGUAGES.items())
    )
    interpreter_by = models.CharField(_("wie regelt de tolk"), max_length=120, blank=True)
    interpreter_ready = models.BooleanField(_("tolk is geregeld"), default=False)
    reminder = models.CharField(max_length=10, choices=Reminder, default=Reminder.NONE)
    remind_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    closing_note = models.CharField(_("waarom"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)
    # Comes with the form, so that a form that is sent twice gives one appointment.
    token = models.UUIDField(unique=True, default=new_id, editable=False)

    FLOW: ClassVar[Table] = rules.FLOW

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraak")
        indexes = [
            models.Index(fields=["starts_at", "id"], name="appointments_start"),
            models.Index(
                fields=["remind_at"],
                name="appointments_remind",
                condition=models.Q(remind_at__isnull=False, state__in=["planned", "moved"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="appointments_end_after_start",
                violation_error_message=_("De eindtijd ligt niet na de begintijd."),
            ),
            models.CheckConstraint(
                condition=~models.Q(interpreter_language="")
                | models.Q(interpreter_by="", interpreter_ready=False),
                name="appointments_interpreter_has_a_language",
                violation_error_message=_("Kies ook voor welke taal de tolk is."),
            ),
            models.CheckConstraint(
                condition=models.Q(reminder="none", remind_at__isnull=True)
                | (~models.Q(reminder="none") & models.Q(remind_at__isnull=False)),
                name="appointments_reminder_has_a_moment",
            ),
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {
            "subject", "where", "place", "organisation", "neighbourhood", "note",
            "interpreter_language", "interpreter_by", "closing_note", "made_by",
        }  # fmt: skip
        plain = {
            "starts_at", "ends_at", "interpreter_ready", "reminder", "remind_at", "state",
            "made_at", "changed_at", "version", "token",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.get_subject_display()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def shown_place(self) -> str:
        """Where it is, for who may see the dossier."""
        return self._place(for_calendar=False)

    @property
    def calendar_place(self) -> str:
        """Where it is, for a calendar outside this program: a home is left out."""
        return self._place(for_calendar=True)

    def _place(self, *, for_calendar: bool) -> str:
        known = self.organisation or self.neighbourhood
        return rules.shown_place(
            self.where,
            place=self.place,
            organisation=known.name if known else "",
            for_calendar=for_calendar,
        )


class Guest(models.Model):
    """A participant who is invited, and whether they were reminded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="guests")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("deelnemer bij een afspraak")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "participant"], name="appointments_guest_once"
            )
        ]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"appointment", "participant"}
        plain = {"reminded_at"}

    def __str__(self) -> str:
        return f"{self.appointment_id}"


class Host(models.Model):
    """A colleague who is there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="hosts")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("collega bij een afspraak")
        constraints = [
            models.UniqueConstraint(fields=["appointment", "user"], name="appointments_host_once")
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 5
        personal = {"appointment", "user"}
        plain: set[str] = set()

    def __str__(self) -> str:
        return f"{self.appointment_id}"


class Move(models.Model):
    """That an appointment was moved: when and where it was before, who moved it, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="moves")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=400, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("verplaatsing van een afspraak")
        indexes = [models.Index(fields=["appointment", "at"], name="appointments_move_order")]

    class Privacy:
        ground = Ground.PUBLIC_TASK
        keep_years = 5
        personal = {"appointment", "by", "place", "reason"}
        plain = {"at", "starts_at", "ends_at"}

    def __str__(self) -> str:
        return f"{self.appointment_id}"


class Feed(models.Model):
    """A secret address under which a colleague's own calendar can be read, until it is ended.

    Only a digest of the secret is kept: whoever reads this table cannot read the calendar.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    # The day it was last read; the log has a line for each such day.
    read_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("agenda-adres")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(ended_at__isnull=True),
                name="appointments_one_feed",
                violation_error_message=_("U heeft al een agenda-adres."),
            )
        ]

    class Privacy:
        ground = Ground.STAFF
        keep_years = 2
        personal = {"user", "digest"}
        plain = {"made_at", "ended_at", "read_on"}

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
