"""What a colleague types about an offer, checked as typing."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.network import access as network
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers import rules
from meedoen.offers.choices import (
    ORAL_LEVELS,
    WEEKDAYS,
    DualForm,
    Joining,
    Kind,
    LevelAsked,
    Side,
    Theme,
    Timing,
)
from meedoen.offers.models import Offer
from meedoen.offers.rules import Slot
from meedoen.participants.choices import LANGUAGES

DATE_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]
ANY_LEVEL = [("", _("maakt niet uit"))]
ORAL = [*ANY_LEVEL, *((code, label) for code, label in LevelAsked.choices if code in ORAL_LEVELS)]
WRITTEN = [*ANY_LEVEL, *LevelAsked.choices]
STEPS = [
    ("", _("maakt niet uit")),
    *((str(step), format_lazy("{} {}", _("trede"), step)) for step in range(1, 7)),
]
EMPTY_ROWS = 3
MOST_ROWS = 20
LOST = _("De tijden kwamen niet goed over. Vul ze opnieuw in.")


class TimeInput(forms.TimeInput):
    input_type = "time"


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


class OfferForm(CleanForm):
    """Everything we want to know of an offer; only four fields are needed to begin."""

    name = CleanCharField(label=_("Naam"), max_length=150)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisatie"), empty_label=_("Kies een organisatie")
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=[("", _("Kies een soort")), *Kind.choices])
    side = forms.ChoiceField(
        label=_("Telt als"),
        choices=Side.choices,
        widget=forms.RadioSelect,
        initial=Side.PARTICIPATION,
    )
    description = LongTextField(
        label=_("Wat doet u daar?"),
        required=False,
        rows=3,
        help_text=_("In gewone woorden, zoals u het een deelnemer vertelt."),
    )
    themes = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"),
        required=False,
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    dual_form = forms.ChoiceField(
        label=_("Taal samen met"),
        required=False,
        choices=[("", _("niet van toepassing")), *DualForm.choices],
        help_text=_("Alleen als taal en meedoen er samen gaan."),
    )
    address = CleanCharField(label=_("Adres"), required=False)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(),
        label=_("Wijk"),
        required=False,
        empty_label=_("hele stad of online"),
    )
    starts_on = date_field(_("Begint op"), help_text=_("Leeg als het al loopt."))
    ends_on = date_field(_("Eindigt op"), help_text=_("Leeg als het doorloopt."))
    timing = forms.ChoiceField(
        label=_("Wanneer op de weg"), choices=Timing.choices, initial=Timing.BOTH, required=False
    )
    oral_min = forms.ChoiceField(
        label=_("Spreken en luisteren, minstens"), required=False, choices=ORAL
    )
    oral_max = forms.ChoiceField(
        label=_("Spreken en luisteren, hoogstens"), required=False, choices=ORAL
    )
    written_min = forms.ChoiceField(
        label=_("Lezen en schrijven, minstens"), required=False, choices=WRITTEN
    )
    written_max = forms.ChoiceField(
        label=_("Lezen en schrijven, hoogstens"), required=False, choices=WRITTEN
    )
    ladder_min = forms.TypedChoiceField(
        label=_("Ladder, vanaf"), required=False, choices=STEPS, coerce=int, empty_value=None
    )
    ladder_max = forms.TypedChoiceField(
        label=_("Ladder, tot en met"), required=False, choices=STEPS, coerce=int, empty_value=None
    )
    languages = forms.MultipleChoiceField(
        label=_("Uitleg kan ook in"),
        required=False,
        choices=list(LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    women_only = forms.BooleanField(label=_("Alleen voor vrouwen"), required=False)
    childcare = forms.BooleanField(label=_("Er is opvang voor kinderen"), required=False)
    capacity = number_field(_("Aantal plaatsen"), 9999, help_text=_("Leeg als er geen grens is."))
    waiting_list = forms.BooleanField(
        label=_("Er is een wachtlijst als het vol is"), required=False
    )
    cost = CleanCharField(
        label=_("Kosten in euro"),
        required=False,
        max_length=12,
        help_text=_("Leeg of 0 is gratis."),
    )
    cost_text = CleanCharField(
        label=_("Kosten waarvoor"),
        required=False,
        help_text=_("Zoals: per maand, of voor het boek."),
    )
    contact_phone = CleanCharField(label=_("Telefoon"), required=False, max_length=20)
    contact_email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Dit is geen e-mailadres.")},
    )
    joining = forms.ChoiceField(
        label=_("Aanmelden"), choices=Joining.choices, initial=Joining.EITHER, required=False
    )
    joining_text = LongTextField(label=_("Hoe gaat aanmelden?"), required=False, rows=2)
    accessibility = LongTextField(
        label=_("Toegankelijkheid"),
        required=False,
        rows=2,
        help_text=_("Zoals: begane grond, aangepast toilet, halte voor de deur."),
    )
    version = forms.IntegerField(
        required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, offer: Offer | None = None, **kwargs: Any):
        self.offer = offer
        if offer is not None:
            kwargs.setdefault("initial", initial_of(offer))
        super().__init__(*args, **kwargs)
        organisations, areas = network.organisations(), network.neighbourhoods()
        if offer is not None:  # what stands there may be kept, also when we no longer work there
            organisations |= Organisation.objects.filter(pk=offer.organisation_id)
            areas |= Neighbourhood.objects.filter(pk__in=[offer.neighbourhood_id])
        cast(forms.ModelChoiceField, self.fields["organisation"]).queryset = organisations
        cast(forms.ModelChoiceField, self.fields["neighbourhood"]).queryset = areas

    def clean_contact_phone(self) -> str:
        number = self.cleaned_data["contact_phone"]
        if number and not re.fullmatch(r"[+0-9 ()-]{6,20}", number):
            raise forms.ValidationError(_("Dit is geen telefoonnummer. Schrijf het met cijfers."))
        return number

    def clean_cost(self) -> int:
        """Euros as people type them, in cents."""
        typed = self.cleaned_data["cost"].replace("€", "").strip()
        if not typed:
            return 0
        match = re.fullmatch(r"([0-9]{1,5})(?:[.,]([0-9]{2}|-))?", typed)
        if match is None:
            raise forms.ValidationError(_("Schrijf het bedrag zo: 25 of 12,50."))
        cents = match[2] if match[2] and match[2] != "-" else "0"
        return int(match[1]) * 100 + int(cents)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        starts, ends = facts.get("starts_on"), facts.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("De einddatum ligt voor de begindatum."))
        for low, high in (("oral_min", "oral_max"), ("written_min", "written_max")):
            problem = rules.level_range_problem(facts.get(low) or "", facts.get(high) or "")
            if problem:
                self.add_error(high, problem)
        low_step, high_step = facts.get("ladder_min"), facts.get("ladder_max")
        if low_step and high_step and low_step > high_step:
            self.add_error("ladder_max", _("De laagste trede ligt boven de hoogste."))
        capacity = facts.get("capacity")
        if self.offer is not None and capacity is not None and capacity < self.offer.taken:
            self.add_error(
                "capacity",
                _("Er zijn al %(taken)d plaatsen bezet.") % {"taken": self.offer.taken},
            )
        return facts

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as the verbs of the directory take it."""
        facts = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        facts["cost_cents"] = facts.pop("cost")
        facts["timing"] = facts["timing"] or Timing.BOTH
        facts["joining"] = facts["joining"] or Joining.EITHER
        return facts


class SessionForm(CleanForm):
    """One weekly moment; an empty row is no moment."""

    weekday = forms.TypedChoiceField(
        label=_("Dag"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("kies een dag")), *((str(day), name) for day, name in WEEKDAYS)],
    )
    starts_at = forms.TimeField(
        label=_("Van"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=TimeInput(format="%H:%M"),
        error_messages={"invalid": _("Schrijf de tijd als 9:30.")},
    )
    ends_at = forms.TimeField(
        label=_("Tot"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=TimeInput(format="%H:%M"),
        error_messages={"invalid": _("Schrijf de tijd als 9:30.")},
    )

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
        found = [row.slot for row in self.forms if row.has_changed() or row.initial]
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
    return _SessionRows(
        data, initial=initial, prefix="tijd", form_kwargs={"empty_permitted": True},
        error_messages={"missing_management_form": str(LOST)},
    )  # fmt: skip


def initial_of(offer: Offer) -> dict[str, Any]:
    """What the form shows of an offer that exists."""
    facts = {name: getattr(offer, name) for name in OfferForm.base_fields if hasattr(offer, name)}
    euros, cents = divmod(offer.cost_cents, 100)
    facts["cost"] = "" if not offer.cost_cents else f"{euros},{cents:02}"
    facts["organisation"], facts["neighbourhood"] = offer.organisation_id, offer.neighbourhood_id
    return facts


class FilterForm(CleanForm):
    """How somebody looks through the directory; what makes no sense is left aside."""

    q = CleanCharField(label=_("Zoek"), required=False)
    side = forms.ChoiceField(
        label=_("Taal of meedoen"), required=False, choices=[("", _("alles")), *Side.choices]
    )
    kind = forms.ChoiceField(
        label=_("Soort"), required=False, choices=[("", _("alle soorten")), *Kind.choices]
    )
    wijk = forms.ChoiceField(label=_("Wijk"), required=False)
    niveau = forms.ChoiceField(
        label=_("Spreekt nu"),
        required=False,
        choices=[("", _("elk niveau")), *((code, label) for code, label in ORAL[1:])],
    )
    vrij = forms.BooleanField(label=_("Alleen met vrije plaatsen"), required=False)
    gestopt = forms.BooleanField(label=_("Ook gestopt aanbod"), required=False)
    organisatie = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        areas = [(area.code, area.name) for area in network.neighbourhoods()]
        cast(forms.ChoiceField, self.fields["wijk"]).choices = [("", _("alle wijken")), *areas]

    @property
    def wanted(self) -> dict[str, Any]:
        """The filters that were given and make sense."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}
