"""Weekly moments, days and numbers as people type them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanForm
from meedoen.offers import rules
from meedoen.offers.choices import WEEKDAYS
from meedoen.offers.rules import Slot

DATE_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]
EMPTY_ROWS = 3
MOST_ROWS = 20
LOST = _("De tijden kwamen niet goed over. Vul ze opnieuw in.")


class TimeInput(forms.TimeInput):
    input_type = "time"


def time_field(label: Any) -> forms.TimeField:
    """A time as people type it: 9:30 or 9.30."""
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=TimeInput(format="%H:%M"),
        error_messages={"invalid": _("Schrijf de tijd als 9:30.")},
    )


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day as people type it."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(format="%d-%m-%Y"),
        error_messages={"invalid": _("Schrijf de datum als dag-maand-jaar, zoals 23-11-2026.")},
        validators=[
            RegexValidator(r"^(19|20)\d\d-", _("Klopt het jaar? Schrijf het met vier cijfers."))
        ],
        **options,
    )


def number_field(label: Any, highest: int, **options: Any) -> forms.IntegerField:
    """A whole number that cannot be below zero."""
    return forms.IntegerField(
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Vul een heel getal in.")},
        validators=[
            MinValueValidator(0, _("Vul een getal in vanaf %(limit_value)d.")),
            MaxValueValidator(highest, _("Vul een getal in tot en met %(limit_value)d.")),
        ],
        **options,
    )


class SessionForm(CleanForm):
    """One weekly moment; an empty row is no moment."""

    weekday = forms.TypedChoiceField(
        label=_("Dag"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("kies een dag")), *((str(day), name) for day, name in WEEKDAYS)],
    )
    starts_at = time_field(_("Van"))
    ends_at = time_field(_("Tot"))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        given = [facts.get(name) is not None for name in ("weekday", "starts_at", "ends_at")]
        if self.errors or not any(given):
            return facts
        if not all(given):
            raise forms.ValidationError(_("Vul de dag en beide tijden in, of laat de rij leeg."))
        if facts["ends_at"] <= facts["starts_at"]:
            self.add_error("ends_at", _("De eindtijd ligt niet na de begintijd."))
        return facts

    @property
    def slot(self) -> Slot | None:
        """The moment, if this row holds one."""
        facts = self.cleaned_data
        if facts.get("weekday") is None:
            return None
        return Slot(facts["weekday"], facts["starts_at"], facts["ends_at"])


class _Sessions(forms.BaseFormSet):
    def clean(self) -> None:
        if any(self.errors):
            return
        problems = rules.slot_problems(self.slots)
        if problems:
            raise forms.ValidationError(problems)

    @property
    def slots(self) -> list[Slot]:
        """The moments of all filled rows."""
        found = [row.slot for row in self.forms]
        return [slot for slot in found if slot is not None]


_SessionRows = forms.formset_factory(
    SessionForm, formset=_Sessions, extra=EMPTY_ROWS, max_num=MOST_ROWS, validate_max=True,
    absolute_max=MOST_ROWS,
)  # fmt: skip


def session_rows(data: Mapping[str, Any] | None, slots: Sequence[Slot] = ()) -> Any:
    """The rows with weekly moments: those of now, and empty ones to add."""
    initial = [
        {"weekday": slot.weekday, "starts_at": slot.starts_at, "ends_at": slot.ends_at}
        for slot in slots
    ]
    # A row that nobody touched is read like any other: else its moment would be gone.
    return _SessionRows(
        data, initial=initial, prefix="tijd", form_kwargs={"empty_permitted": False},
        error_messages={"missing_management_form": str(LOST)},
    )  # fmt: skip
