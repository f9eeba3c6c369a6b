"""Which figures, and which number behind them; what cannot be read counts as not chosen."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm
from meedoen.core.time import today
from meedoen.network import access as network
from meedoen.network.models import Neighbourhood
from meedoen.reports import rules
from meedoen.reports.choices import Measure
from meedoen.reports.pages import Asked, Behind, Climbing
from meedoen.teams.choices import Category

YEARS = 4


class FiguresForm(CleanForm):
    """The line of choices above the figures.

    Who sees small numbers hidden (`hides`) chooses a calendar year and nothing else: what could be
    compared would give them away.
    """

    periode = forms.ChoiceField(label=_("Periode"), required=False)
    soort = forms.ChoiceField(
        label=_("Doet mee"), required=False, choices=[("", _("iedereen")), *Category.choices]
    )

    def __init__(self, *args: Any, hides: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.hides = hides
        field = self.fields["periode"]
        assert isinstance(field, forms.ChoiceField)
        years = [(str(year), str(year)) for year in range(today().year, today().year - YEARS, -1)]
        field.choices = years if hides else [("", _("afgelopen jaar")), *years]
        if hides:
            for name in [name for name in self.fields if name != "periode"]:
                del self.fields[name]

    @property
    def period(self) -> rules.Period:
        """Over which months is counted."""
        self.is_valid()
        year = self.cleaned_data.get("periode", "")
        if not year and not self.hides:
            return rules.last_months(today())
        return rules.calendar_year(int(year or today().year))

    def asked(self) -> Asked:
        """Which figures are wanted."""
        return Asked(self.period, self.cleaned_data.get("soort", ""))


class ClimbingForm(FiguresForm):
    """The line of choices above the ladder in figures."""

    wijk = forms.ModelChoiceField(
        label=_("Wijk"),
        required=False,
        queryset=Neighbourhood.objects.none(),
        empty_label=_("alle wijken"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields.get("wijk")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = network.neighbourhoods()

    def climbing(self) -> Climbing:
        """Which people are counted."""
        period = self.period
        area = self.cleaned_data.get("wijk")
        return Climbing(period, self.cleaned_data.get("soort", ""), area.pk if area else None)


class BehindForm(CleanForm):
    """The address behind one number."""

    wat = forms.ChoiceField(choices=Measure.choices)
    van = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    tot = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    maand = forms.DateField(required=False, input_formats=["%Y-%m"])
    soort = forms.ChoiceField(required=False, choices=[("", ""), *Category.choices])
    fase = CleanCharField(required=False, max_length=30)
    wijk = CleanCharField(required=False, max_length=36)

    def clean_wijk(self) -> str:
        area = str(self.cleaned_data["wijk"])
        if area and area != "geen":
            forms.UUIDField().clean(area)
        return area

    def behind(self) -> Behind | None:
        """Which number was opened, if the address says so."""
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        first, last = self._days()
        area = typed["wijk"]
        return Behind(
            measure=Measure(typed["wat"]),
            first=first,
            last=last,
            category=typed["soort"],
            phase=typed["fase"],
            area=forms.UUIDField().clean(area) if area and area != "geen" else None,
            without_area=area == "geen",
        )

    def _days(self) -> tuple[date | None, date | None]:
        month = self.cleaned_data["maand"]
        if month is None:
            return self.cleaned_data["van"], self.cleaned_data["tot"]
        return month, rules.last_months(month, 1).last
