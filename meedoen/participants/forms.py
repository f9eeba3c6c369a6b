"""What is typed about a person: at registration, and when something has to be put right."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.network import access as network
from meedoen.participants import rules
from meedoen.participants.choices import LANGUAGES, Category, Channel, FoundThrough
from meedoen.participants.models import EMAIL, Participant
from meedoen.participants.rules import Identity

DAYS = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"]
LANGUAGE_FIELDS = ("language", "language_2", "language_3")
# The order in which they are asked: first what somebody on the phone has to know.
FIRST = ("first_name", "last_name", "phone", "language", "question", "found_through")


def _optional(choices: Any, nothing: Any = _("weet ik nog niet")) -> list[tuple[Any, Any]]:
    return [("", nothing), *choices]


class PersonForm(CleanForm):
    """The facts about one person. Nothing is asked for but a name."""

    first_name = CleanCharField(label=_("Voornaam"), max_length=100, required=False)
    last_name = CleanCharField(label=_("Achternaam"), max_length=100, required=False)
    phone = CleanCharField(
        label=_("Telefoon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Taal die wij samen kunnen spreken"),
        choices=_optional(LANGUAGES.items()),
        required=False,
    )
    question = LongTextField(
        label=_("Wat wil deze persoon graag? In eigen woorden"), rows=3, required=False
    )
    found_through = forms.ChoiceField(
        label=_("Waar ontmoet, of hoe gekomen"),
        choices=_optional(FoundThrough.choices),
        required=False,
    )
    neighbourhood = forms.ChoiceField(label=_("Wijk"), required=False)
    called = CleanCharField(
        label=_("Wil genoemd worden"),
        help_text=_("Alleen als dat anders is dan de voornaam."),
        max_length=100,
        required=False,
    )
    birth_date = forms.DateField(
        label=_("Geboortedatum"),
        help_text=_("Bijvoorbeeld 31-12-1990. Helpt om dubbele dossiers te voorkomen."),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Schrijf de datum zo: 31-12-1990.")},
    )
    email = CleanCharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        validators=[EMAIL],
        widget=forms.EmailInput,
    )
    preferred_channel = forms.ChoiceField(
        label=_("Liefst"), choices=_optional(Channel.choices), required=False
    )
    language_2 = forms.ChoiceField(
        label=_("Tweede taal"), choices=_optional(LANGUAGES.items(), _("geen")), required=False
    )
    language_3 = forms.ChoiceField(
        label=_("Derde taal"), choices=_optional(LANGUAGES.items(), _("geen")), required=False
    )
    interpreter_language = forms.ChoiceField(
        label=_("Tolk nodig"),
        choices=_optional(LANGUAGES.items(), _("geen tolk nodig")),
        required=False,
    )
    postcode4 = CleanCharField(label=_("Postcode, vier cijfers"), max_length=7, required=False)
    best_times = CleanCharField(
        label=_("Wanneer het best te bereiken"), max_length=200, required=False
    )
    childcare_needed = forms.BooleanField(
        label=_("Er is opvang voor kinderen nodig"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.areas = {str(one.pk): one for one in network.neighbourhoods()}
        field = self.fields["neighbourhood"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _optional([(pk, one.name) for pk, one in self.areas.items()])

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What is asked on the first view of the page."""
        return [self[name] for name in FIRST]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What may come later."""
        return [self[name] for name in PersonForm.base_fields if name not in FIRST]

    @property
    def more_is_open(self) -> bool:
        """Whether something among the later fields needs a look."""
        return any(field.errors for field in self.more_fields)

    def clean_phone(self) -> str:
        number = rules.phone_number(self.cleaned_data["phone"])
        if number is None:
            raise forms.ValidationError(
                _("Dit is geen telefoonnummer. Voorbeelden: 06 12345678 of +49 30 1234567.")
            )
        return number

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        problem = rules.birth_date_problem(born, today=today())
        if problem:
            raise forms.ValidationError(problem)
        return born

    def clean_postcode4(self) -> str:
        digits = str(self.cleaned_data["postcode4"])[:4].strip()
        if digits and not re.fullmatch(r"[1-9][0-9]{3}", digits):
            raise forms.ValidationError(_("Een postcode begint met vier cijfers."))
        return digits

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors.get("first_name") and not (
            cleaned.get("first_name") or cleaned.get("last_name")
        ):
            self.add_error("first_name", _("Vul een voornaam of een achternaam in."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was typed, as the facts of a participant."""
        typed = dict(self.cleaned_data)
        chosen = [typed.pop(name) for name in LANGUAGE_FIELDS]
        facts = {name: typed[name] for name in PersonForm.base_fields if name in typed}
        facts["languages"] = list(dict.fromkeys(code for code in chosen if code))
        facts["neighbourhood"] = self.areas.get(facts["neighbourhood"])
        return facts

    def identity(self) -> Identity:
        """What is compared to find doubles."""
        typed = self.cleaned_data
        return Identity.of(
            typed["first_name"], typed["last_name"], phone=typed["phone"], email=typed["email"],
            birth_date=typed["birth_date"],
        )  # fmt: skip


class RegistrationForm(PersonForm):
    """A new person. The token makes that a double click gives one dossier."""

    category = forms.ChoiceField(
        label=_("Doet mee"),
        choices=[
            (Category.VOLUNTARY, _("vrijwillig")),
            (Category.MANDATORY, _("verplicht, volgens de wet")),
        ],
        initial=Category.VOLUNTARY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies vrijwillig of verplicht.")},
    )
    is_told = forms.BooleanField(
        label=_("Ik heb verteld wat wij opschrijven en waarom, en mag contact opnemen"),
        required=False,
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    anyway = CleanCharField(max_length=64, required=False, widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        told = today() if typed["is_told"] else None
        return {**super().facts(), "category": typed["category"], "consent_on": told}


class CorrectionForm(PersonForm):
    """What was written down about somebody, to put right. The category is not changed here."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000,
        error_messages={"required": _("Open deze pagina opnieuw en probeer het nog eens.")},
    )  # fmt: skip

    @staticmethod
    def starting_from(participant: Participant) -> dict[str, Any]:
        """What stands there now, as the form shows it."""
        start = {name: getattr(participant, name, "") for name in PersonForm.base_fields}
        codes = [*participant.languages, "", "", ""]
        start.update(zip(LANGUAGE_FIELDS, codes, strict=False))
        return start | {
            "neighbourhood": str(participant.neighbourhood_id or ""),
            "phone": participant.phone_text,
            "version": participant.version,
        }

    def keeping(self, participant: Participant) -> dict[str, Any]:
        """The facts, with the languages for which the page has no room."""
        facts = self.facts()
        beyond = participant.languages[len(LANGUAGE_FIELDS) :]
        facts["languages"] = list(dict.fromkeys([*facts["languages"], *beyond]))
        return facts
