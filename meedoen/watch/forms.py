"""What is typed when something can wait, and when the limits are chosen."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, DayField
from meedoen.core.time import today
from meedoen.watch.choices import Band, Kind
from meedoen.watch.models import Threshold
from meedoen.watch.pages import Filter
from meedoen.watch.rules import Limits

WEEK = timedelta(days=7)


class PutOffForm(CleanForm):
    """Until when, and why."""

    until = DayField(label=_("Tot welke dag kan dit wachten?"), required=True)
    reason = CleanCharField(
        label=_("Waarom?"),
        max_length=300,
        help_text=_("Eén zin. Uw collega’s lezen dit ook."),
        error_messages={"required": _("Schrijf op waarom dit kan wachten.")},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = today() + WEEK


class LimitsForm(CleanForm):
    """After how many days one kind shows."""

    soon = forms.IntegerField(label=_("Binnenkort vanaf dag"), min_value=-60, max_value=365)
    week = forms.IntegerField(label=_("Deze week vanaf dag"), min_value=-60, max_value=365)
    now = forms.IntegerField(label=_("Nu vanaf dag"), min_value=-60, max_value=365)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @classmethod
    def starting_from(cls, limits: Limits, standing: Threshold | None) -> "LimitsForm":
        """The form with what holds now."""
        version = standing.version if standing else 0
        days = {"soon": limits.soon, "week": limits.week, "now": limits.now}
        return cls(initial={**days, "version": version})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"soon", "week", "now"} <= cleaned.keys() and (problem := self.limits.problem()):
            self.add_error(None, str(problem))
        return cleaned

    @property
    def limits(self) -> Limits:
        """What was typed, as limits."""
        typed = self.cleaned_data
        return Limits(typed["soon"], typed["week"], typed["now"])


class FilterForm(CleanForm):
    """What the list of the team is narrowed to; what cannot be read counts as not chosen."""

    soort = forms.ChoiceField(
        label=_("Wat"), required=False, choices=[("", _("alles")), *Kind.choices]
    )
    wie = CleanCharField(label=_("Contactpersoon"), required=False)
    heel = forms.ChoiceField(required=False, choices=[("", ""), *Band.choices])

    def wanted(self) -> Filter:
        """What is asked of the list."""
        self.is_valid()
        chosen = self.cleaned_data
        return Filter(chosen.get("soort", ""), chosen.get("wie", ""), chosen.get("heel", ""))

    def whole(self, band: str) -> str:
        """The same choices as part of an address, with all of this pile."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode({**chosen, "heel": band})
