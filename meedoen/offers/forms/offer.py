"""Everything we want to know of an offer, checked as typing."""

import re
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.network import access as network
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers import access, rules
from meedoen.offers.choices import (
    ORAL_LEVELS,
    DualForm,
    Joining,
    Kind,
    LevelAsked,
    Side,
    Theme,
    Timing,
)
from meedoen.offers.forms.times import date_field, number_field
from meedoen.offers.models import Location, Offer, Programme
from meedoen.participants.choices import LANGUAGES

ANY_LEVEL = [("", _("maakt niet uit"))]
ORAL = [*ANY_LEVEL, *((code, label) for code, label in LevelAsked.choices if code in ORAL_LEVELS)]
WRITTEN = [*ANY_LEVEL, *LevelAsked.choices]
STEPS = [
    ("", _("maakt niet uit")),
    *((str(step), format_lazy("{} {}", _("trede"), step)) for step in range(1, 7)),
]


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
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Hoort bij programma"),
        required=False,
        empty_label=_("geen"),
    )
    location = forms.ModelChoiceField(
        Location.objects.none(),
        label=_("Locatie"),
        required=False,
        empty_label=_("ergens anders, of online"),
        help_text=_("Staat de plek in de lijst, dan komen adres en wijk daar vandaan."),
    )
    address = CleanCharField(label=_("Adres"), required=False)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(),
        label=_("Wijk"),
        required=False,
        empty_label=_("hele stad of online"),
    )
    areas = forms.ModelMultipleChoiceField(
        Neighbourhood.objects.none(),
        label=_("Bedoeld voor"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets aangevinkt is: voor iedereen."),
    )
    rests_in_holidays = forms.BooleanField(
        label=_("Ligt stil in de schoolvakanties"), required=False
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
    age_min = number_field(
        _("Leeftijd, vanaf"), rules.OLDEST, help_text=_("In jaren. Leeg als het niet uitmaakt.")
    )
    age_max = number_field(
        _("Leeftijd, tot en met"), rules.OLDEST, help_text=_("In jaren. Leeg als er geen grens is.")
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
    documents_needed = LongTextField(
        label=_("Wat neemt iemand mee?"),
        required=False,
        rows=2,
        max_length=1000,
        help_text=_("Een ding per regel, zoals: identiteitsbewijs."),
    )
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
        choices: dict[str, QuerySet[Any]] = {
            "organisation": network.organisations(),
            "neighbourhood": network.neighbourhoods(),
            "areas": network.neighbourhoods(),
            "location": access.locations(),
            "programme": access.programmes(),
        }
        for name, records in choices.items():
            stands = self.initial.get(name) if offer is not None else []
            # What stands there may be kept, also when it is of the past.
            kept = records.model._default_manager.filter(
                pk__in=stands if isinstance(stands, list) else [stands]
            )
            cast(forms.ModelChoiceField, self.fields[name]).queryset = records | kept

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

    def clean_documents_needed(self) -> list[str]:
        lines = self.cleaned_data["documents_needed"].splitlines()
        return [line.strip() for line in lines if line.strip()]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        starts, ends = facts.get("starts_on"), facts.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("De einddatum ligt voor de begindatum."))
        for low, high in (("oral_min", "oral_max"), ("written_min", "written_max")):
            problem = rules.level_range_problem(facts.get(low) or "", facts.get(high) or "")
            if problem:
                self.add_error(high, problem)
        problem = rules.age_range_problem(facts.get("age_min"), facts.get("age_max"))
        if problem:
            self.add_error("age_max", problem)
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


def initial_of(offer: Offer) -> dict[str, Any]:
    """What the form shows of an offer that exists."""
    facts = {name: getattr(offer, name) for name in OfferForm.base_fields if hasattr(offer, name)}
    euros, cents = divmod(offer.cost_cents, 100)
    facts["cost"] = "" if not offer.cost_cents else f"{euros},{cents:02}"
    for name in ("organisation", "neighbourhood", "location", "programme"):
        facts[name] = getattr(offer, f"{name}_id")
    facts["areas"] = [area.pk for area in offer.area_list]
    facts["documents_needed"] = "\n".join(offer.documents_needed)
    return facts
