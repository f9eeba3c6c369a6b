"""What a colleague taps and types to meet somebody: when, where, and little else."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.appointments import access, rules
from meedoen.appointments.choices import Reminder, Subject, Where
from meedoen.appointments.models import Appointment
from meedoen.core.errors import Words
from meedoen.core.forms import CleanCharField, CleanForm, IdsField
from meedoen.core.ids import new_id
from meedoen.core.time import is_working_day, today
from meedoen.network import access as network
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.participants.choices import LANGUAGES
from meedoen.participants.models import Participant

DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"]
TIMES = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
NEAR = 6
SHORT_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MINUTES = [
    ("15", _("kwartier")),
    ("30", _("half uur")),
    ("45", _("drie kwartier")),
    ("60", _("een uur")),
    ("90", _("anderhalf uur")),
    ("120", _("twee uur")),
]
HOSTS = ("host", "host_2", "host_3")


class TimeInput(forms.TimeInput):
    input_type = "time"


def _time(label: Any, **options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=TIMES,
        widget=TimeInput(format="%H:%M"),
        error_messages={
            "invalid": _("Schrijf de tijd als uur:minuten, zoals 14:30."),
            "required": _("Kies hoe laat het begint."),
        },
        **options,
    )


class AppointmentForm(CleanForm):
    """A new appointment. A day, a time and a place are enough."""

    people = IdsField(
        label=_("Met wie?"), error_messages={"required": _("Kies met wie u afspreekt.")}
    )
    subject = forms.ChoiceField(
        label=_("Waarvoor?"),
        choices=Subject.choices,
        initial=Subject.PROGRESS,
        widget=forms.RadioSelect,
    )
    near = forms.ChoiceField(label=_("Op welke dag?"), required=False, widget=forms.RadioSelect)
    day = forms.DateField(
        label=_("Of op een andere dag"),
        help_text=_("Bijvoorbeeld 14-3-2027."),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y"),
        error_messages={"invalid": _("Deze dag bestaat niet. Schrijf dag-maand-jaar.")},
    )
    start = _time(_("Hoe laat?"))
    minutes = forms.ChoiceField(
        label=_("Hoe lang?"),
        choices=MINUTES,
        initial="60",
        required=False,
        widget=forms.RadioSelect,
    )
    until = _time(_("Of tot hoe laat"), required=False)
    where = forms.ChoiceField(
        label=_("Waar?"), choices=Where.choices, initial=Where.OFFICE, widget=forms.RadioSelect
    )
    place = CleanCharField(
        label=_("Plaats of adres"),
        help_text=_("Een adres van iemand thuis gaat nooit mee naar een agenda buiten Meedoen."),
        required=False,
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Bij welke organisatie?"),
        required=False,
        empty_label=_("geen"),
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(),
        label=_("In welke wijk?"),
        required=False,
        empty_label=_("niet gekozen"),
    )
    host = forms.ChoiceField(label=_("Wie van ons is erbij?"))
    host_2 = forms.ChoiceField(label=_("Nog een collega"), required=False)
    host_3 = forms.ChoiceField(label=_("En nog een collega"), required=False)
    interpreter_language = forms.ChoiceField(
        label=_("Tolk voor"),
        choices=[("", _("geen tolk nodig")), *LANGUAGES.items()],
        required=False,
    )
    interpreter_by = CleanCharField(
        label=_("Wie regelt de tolk?"), max_length=120, required=False
    )  # fmt: skip
    interpreter_ready = forms.BooleanField(label=_("De tolk is geregeld"), required=False)
    reminder = forms.ChoiceField(
        label=_("Herinnering voor de deelnemer"),
        choices=Reminder.choices,
        initial=Reminder.DAY,
        widget=forms.RadioSelect,
    )
    note = CleanCharField(
        label=_("Voor collega's"),
        help_text=_("Bijvoorbeeld: neem het plan mee. Geen ziektes, geen geloof."),
        max_length=300,
        required=False,
    )
    token = CleanCharField(widget=forms.HiddenInput, required=False, max_length=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in access.colleagues()}
        for name in HOSTS:
            nobody = [("", _("Kies een collega") if name == "host" else _("niemand"))]
            self._offer(name, [*nobody, *((pk, one.name) for pk, one in self.colleagues.items())])
            self.fields[name].error_messages["invalid_choice"] = _(
                "Deze collega werkt hier niet meer, of spreekt geen deelnemers. Kies iemand anders."
            )
        self.fields["host"].initial = str(user.pk)
        self._offer("near", [("", _("andere dag")), *_near_days(today())])
        for name, known in (
            ("organisation", network.organisations()),
            ("neighbourhood", network.neighbourhoods()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = known
            field.error_messages["invalid_choice"] = _("Deze staat niet in de lijst. Kies opnieuw.")
        if "token" in self.fields:
            self.fields["token"].initial = new_id

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @classmethod
    def begun(cls, people: Iterable[Participant], *, user: User) -> Self:
        """A new form, begun with what we know of the first of these people."""
        first = next(iter(people), None)
        language = first.interpreter_language if first else ""
        return cls(user=user, initial={"interpreter_language": language})

    @classmethod
    def going_on(cls, typed: Mapping[str, Any], *, user: User) -> Self:
        """What was typed so far, not yet judged: somebody is looking for people to tick."""
        known = {name: typed[name] for name in cls.base_fields if name in typed}
        return cls(user=user, initial={**known, "interpreter_ready": "interpreter_ready" in typed})

    def clean_token(self) -> UUID:
        try:
            return UUID(self.cleaned_data["token"])
        except ValueError:
            return new_id()

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        self._read_moment(facts)
        chosen = dict.fromkeys(facts.pop(name, "") for name in HOSTS)
        facts["hosts"] = [self.colleagues[pk] for pk in chosen if pk]
        is_extra = facts.get("interpreter_by") or facts.get("interpreter_ready")
        if is_extra and not facts.get("interpreter_language"):
            self.add_error("interpreter_language", _("Kies ook voor welke taal de tolk is."))
        return facts

    def _read_moment(self, facts: dict[str, Any]) -> None:
        """Day, time and length as two moments; whatever does not fit is said at its field."""
        near, day = facts.pop("near", ""), facts.pop("day", None)
        start, until = facts.pop("start", None), facts.pop("until", None)
        minutes = int(facts.pop("minutes", "") or 60)
        if "day" in self.errors or "near" in self.errors:
            return
        day = day or (date.fromisoformat(near) if near else None)
        if day is None:
            self.add_error("day", _("Kies een dag, of schrijf er een op."))
            return
        if problem := self.day_problem(day):
            self.add_error("day", str(problem))
            return
        if start is None or "until" in self.errors:
            return
        zone = timezone.get_default_timezone()
        starts_at = rules.moment_of(day, start, zone=zone)
        ends_at = rules.moment_of(day, until, zone=zone) if until else None
        for name, typed, moment in (("start", start, starts_at), ("until", until, ends_at)):
            if typed and moment is None:
                self.add_error(name, _("Die nacht slaat de klok dit uur over. Kies een ander."))
                return
        assert starts_at is not None
        ends_at = ends_at or starts_at + timedelta(minutes=minutes)
        if problem := rules.length_problem(starts_at, ends_at):
            self.add_error("until", str(problem))
        facts["starts_at"], facts["ends_at"] = starts_at, ends_at

    def day_problem(self, day: date) -> Words:
        """Why nothing can be planned on this day, or nothing."""
        return rules.day_problem(day, today=today())


class ChangeForm(AppointmentForm):
    """An appointment as it stands, to move it or to change something about it."""

    reason = CleanCharField(
        label=_("Waarom wordt het anders?"), max_length=300, required=False
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.stands_on = timezone.localtime(appointment.starts_at).date()
        for name in ("people", "token", "near"):
            del self.fields[name]
        self.fields["day"].label = _("Op welke dag?")
        self.fields["minutes"].initial = ""

    @classmethod
    def of(cls, appointment: Appointment, *, user: User) -> Self:
        """The form as the appointment stands now."""
        names = (
            "subject", "where", "place", "organisation", "neighbourhood", "note", "reminder",
            "interpreter_language", "interpreter_by", "interpreter_ready", "version",
        )  # fmt: skip
        start = timezone.localtime(appointment.starts_at)
        hosts = [str(pk) for pk in appointment.hosts.order_by("id").values_list("user", flat=True)]
        known = {name: getattr(appointment, name) for name in names}
        known |= {"host": "", **dict(zip(HOSTS, hosts, strict=False))}
        length = appointment.ends_at - appointment.starts_at
        minutes = str(int(length.total_seconds() // 60))
        known |= {"day": start.date(), "start": start.time()}
        if minutes in dict(MINUTES):
            known["minutes"] = minutes
        else:
            known["until"] = timezone.localtime(appointment.ends_at).time()
        return cls(user=user, appointment=appointment, initial=known)

    def day_problem(self, day: date) -> Words:
        # What was, may be put right on the day it was.
        return "" if day == self.stands_on else super().day_problem(day)


class ClosingForm(CleanForm):
    """How it went, in one tap; a word about it may follow."""

    outcome = forms.ChoiceField(
        choices=[("keep", _("geweest")), ("miss", _("niet gesproken")), ("cancel", _("afgezegd"))]
    )
    note = CleanCharField(label=_("Waarom? (mag leeg)"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class WeekForm(CleanForm):
    """From which day the agenda is shown; what cannot be read means today."""

    vanaf = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def start(self) -> date | None:
        """The first day, or nothing for today."""
        self.is_valid()
        start: date | None = self.cleaned_data.get("vanaf")
        far = timedelta(days=3 * 366)
        return start if start and abs(start - today()) < far else None


def _near_days(first: date) -> list[tuple[str, Any]]:
    """The coming working days, to tap."""
    days: list[date] = []
    day = first
    while len(days) < NEAR:
        if is_working_day(day) or day == first:
            days.append(day)
        day += timedelta(days=1)
    near = {first: _("vandaag"), first + timedelta(days=1): _("morgen")}
    return [
        (one.isoformat(), near.get(one, f"{SHORT_DAYS[one.weekday()]} {one.day}-{one.month}"))
        for one in days
    ]


def written(moment: datetime) -> str:
    """The day of a moment as the address of the form for a contact has it."""
    return timezone.localtime(moment).date().isoformat()
