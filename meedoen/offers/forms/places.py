"""Locations, programmes, free periods and exceptions as people type them."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.network import access as network
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers import rules
from meedoen.offers.forms.times import date_field, time_field
from meedoen.offers.models import Location, Offer, Programme
from meedoen.offers.rules import Change, Moment, short_day


def _coordinate(label: Any, most: int, example: str) -> forms.DecimalField:
    said = _("Schrijf een getal met een punt, zoals %(example)s.") % {"example": example}
    return forms.DecimalField(
        label=label,
        required=False,
        max_value=most,
        min_value=-most,
        max_digits=9,
        decimal_places=6,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": said,
            "max_value": said,
            "min_value": said,
            "max_digits": said,
            "max_decimal_places": _("Hoogstens zes cijfers achter de punt."),
            "max_whole_digits": said,
        },
    )


class _OwnerForm(CleanForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisatie"),
        required=False,
        empty_label=_("geen vaste organisatie"),
    )
    version = forms.IntegerField(
        required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        stands = (kwargs.get("initial") or {}).get("organisation")
        owners = network.organisations() | Organisation.objects.filter(pk__in=[stands])
        cast(forms.ModelChoiceField, self.fields["organisation"]).queryset = owners

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class LocationForm(_OwnerForm):
    """A building or a spot; name and address are enough."""

    name = CleanCharField(label=_("Naam"), max_length=150)
    address = CleanCharField(label=_("Adres"), max_length=200)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label=_("Wijk"), required=False, empty_label=_("geen wijk")
    )
    accessibility = LongTextField(
        label=_("Toegankelijkheid"),
        required=False,
        rows=2,
        help_text=_("Zoals: begane grond, aangepast toilet, halte voor de deur."),
    )
    latitude = _coordinate(_("Breedtegraad"), 90, "52.631")
    longitude = _coordinate(_("Lengtegraad"), 180, "4.749")
    field_order = ("name", "address", "neighbourhood", "organisation", "accessibility")

    def __init__(self, *args: Any, location: Location | None = None, **kwargs: Any):
        self.location = location
        super().__init__(*args, **kwargs)
        stands = (kwargs.get("initial") or {}).get("neighbourhood")
        areas = network.neighbourhoods() | Neighbourhood.objects.filter(pk__in=[stands])
        cast(forms.ModelChoiceField, self.fields["neighbourhood"]).queryset = areas

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if self.errors:
            return facts
        if (facts.get("latitude") is None) != (facts.get("longitude") is None):
            self.add_error("longitude", _("Vul de breedtegraad en de lengtegraad samen in."))
        same = Location.objects.filter(name=facts.get("name"), address=facts.get("address"))
        if self.location is not None:
            same = same.exclude(pk=self.location.pk)
        if same.exists():
            self.add_error("name", _("Deze locatie staat er al."))
        return facts


class ProgrammeForm(_OwnerForm):
    """A name under which offers run together."""

    name = CleanCharField(label=_("Naam"), max_length=150)
    description = LongTextField(label=_("Omschrijving"), required=False, rows=3)
    is_active = forms.BooleanField(label=_("Loopt"), required=False, initial=True)
    field_order = ("name", "organisation", "description", "is_active")

    def __init__(self, *args: Any, programme: Programme | None = None, **kwargs: Any):
        self.programme = programme
        super().__init__(*args, **kwargs)
        if programme is None:
            del self.fields["is_active"]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        same = Programme.objects.filter(name__iexact=name)
        if self.programme is not None:
            same = same.exclude(pk=self.programme.pk)
        if same.exists():
            raise forms.ValidationError(_("Dit programma staat er al."))
        return name


class ClosureForm(CleanForm):
    """A period in which nothing runs."""

    name = CleanCharField(label=_("Naam"), max_length=80, help_text=_("Zoals: kerstvakantie."))
    starts_on = date_field(_("Eerste dag"))
    ends_on = date_field(_("Laatste dag"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Voor wie"),
        required=False,
        empty_label=_("schoolvakantie: alles wat dan stilligt"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        owners = cast(forms.ModelChoiceField, self.fields["organisation"])
        owners.queryset = network.organisations()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for name in ("starts_on", "ends_on"):
            if facts.get(name) is None and name not in self.errors:
                self.add_error(name, _("Vul een datum in."))
        starts, ends = facts.get("starts_on"), facts.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste dag."))
        elif starts and ends and (ends - starts).days > 366:
            self.add_error("ends_on", _("Dat is langer dan een jaar. Klopt de datum?"))
        return facts


class ExceptionForm(CleanForm):
    """One date on which it is otherwise: off, or at another moment."""

    moment = forms.ChoiceField(label=_("Welke keer"))
    note = CleanCharField(
        label=_("Waarom"), required=False, help_text=_("Zoals: de docent is ziek.")
    )
    moved_to = date_field(
        _("In plaats daarvan op"), help_text=_("Leeg als het die keer niet doorgaat.")
    )
    moved_starts_at = time_field(_("Van"))
    moved_ends_at = time_field(_("Tot"))

    def __init__(self, *args: Any, offer: Offer, moments: list[Moment], **kwargs: Any):
        self.offer = offer
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["moment"]).choices = [
            (_key(one), f"{short_day(one.on)}, {rules.clock(one.starts_at)}")
            for one in moments
            if not one.is_moved and not one.is_off
        ]
        self._moments = {_key(one): one for one in moments}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.errors:
            problem = rules.change_problem(self.change, self.offer.slots)
            if problem:
                self.add_error("moved_starts_at" if facts.get("moved_to") else "moment", problem)
        return facts

    @property
    def change(self) -> Change:
        """What was typed, as a plain value."""
        facts = self.cleaned_data
        moment = self._moments[facts["moment"]]
        return Change(
            on=moment.on,
            starts_at=moment.starts_at,
            moved_to=facts.get("moved_to"),
            moved_starts_at=facts.get("moved_starts_at"),
            moved_ends_at=facts.get("moved_ends_at"),
            note=facts.get("note") or "",
        )


def _key(moment: Moment) -> str:
    return f"{moment.on.isoformat()}T{moment.starts_at:%H:%M}"
