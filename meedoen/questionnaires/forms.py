"""What is typed about parts, questions and answers, checked as typing; and what is never asked."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as now_, gettext_lazy as _

from meedoen.core.errors import Refusal, TooLate
from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.intake.choices import Kind
from meedoen.questionnaires import rules
from meedoen.questionnaires.rules import Definition, Part

ANSWERS = {Kind.SCALE, Kind.NUMBER}
LOST = _("De lijst kwam niet goed over. Ga terug en probeer het opnieuw.")


class SeenForm(CleanForm):
    """A form about something that colleagues may change too: `seen` is how it stood."""

    seen = CleanCharField(widget=forms.HiddenInput, required=False, max_length=40)
    late: TooLate | None = None
    refusal: Refusal | None = None

    def go_on_from(self, seen: str) -> None:
        """The writer sees what stands there now; saving again goes on from that."""
        typed = cast(QueryDict, self.data).copy()
        typed["seen"] = seen
        self.data = typed

    def refuse(self, name: str, text: str, *, advice: bool = False) -> None:
        """Say at the field what a question list never asks."""
        for told in rules.messages([text], advice=advice):
            self.add_error(name, told)


class SectionForm(SeenForm):
    """One part of the conversation."""

    label = CleanCharField(
        label=_("Naam van het deel"),
        max_length=80,
        error_messages={"required": _("Geef het deel een naam.")},
    )
    explanation = LongTextField(
        label=_("Uitleg voor wie het gesprek voert"), required=False, rows=3, max_length=500
    )
    minutes = forms.IntegerField(
        label=_("Hoeveel minuten kost dit ongeveer?"),
        min_value=1,
        max_value=120,
        initial=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3}),
        error_messages={
            "required": _("Vul een aantal minuten in."),
            "invalid": _("Schrijf een getal, zoals 10."),
        },
    )
    guide = forms.TypedMultipleChoiceField(
        label=_("Vragen om over na te denken"),
        help_text=_("Deze vragen uit de handreiking staan naast het gesprek."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies vragen uit de lijst.")},
    )

    def __init__(self, data: Any = None, *, definition: Definition, section: Part | None = None):
        first: dict[str, Any] = {}
        if section:
            first["seen"] = rules.stamp(rules.section_as_seen(definition, section["code"]))
            first |= {name: section.get(name) for name in ("label", "explanation", "guide")}
            first["minutes"] = section.get("minutes", 5)
        super().__init__(data, initial=first)
        guide = [(str(n), text) for n, text in enumerate(definition["guide"], start=1)]
        cast(forms.ChoiceField, self.fields["guide"]).choices = guide
        if not guide:
            del self.fields["guide"]

    def clean(self) -> dict[str, Any]:
        self.refuse("label", self.cleaned_data.get("label", ""))
        self.refuse("explanation", self.cleaned_data.get("explanation", ""), advice=True)
        return self.cleaned_data

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept of a part."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class QuestionForm(SeenForm):
    """One question: the fields that its kind needs, and no more."""

    label = CleanCharField(
        label=_("De vraag"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf de vraag.")},
    )
    help = CleanCharField(
        label=_("Uitleg of voorbeeld onder de vraag"), required=False, max_length=300
    )
    options = LongTextField(
        label=_("Antwoorden om uit te kiezen"),
        help_text=_("Eén antwoord op elke regel."),
        rows=6,
        max_length=4000,
        error_messages={"required": _("Schrijf minstens één antwoord.")},
    )
    low = forms.IntegerField(label=_("Laagste"), required=False, min_value=0, max_value=9999)
    high = forms.IntegerField(label=_("Hoogste"), required=False, min_value=1, max_value=9999)
    low_label = CleanCharField(label=_("Woorden bij het laagste"), required=False, max_length=40)
    high_label = CleanCharField(label=_("Woorden bij het hoogste"), required=False, max_length=40)
    section = forms.ChoiceField(
        label=_("In welk deel?"),
        required=False,
        error_messages={"invalid_choice": _("Kies een deel uit de lijst.")},
    )
    same_meaning = forms.BooleanField(
        label=_("Het is dezelfde vraag, in andere woorden"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str,
        definition: Definition,
        place: rules.Place | None = None,
        published_label: str = "",
    ):
        super().__init__(data, initial=_first(kind, definition, place))
        self.kind, self.published_label = kind, published_label
        self.place = place
        self.asks_meaning = False
        for name in self._not_needed():
            del self.fields[name]
        if place is not None:
            parts = [(one["code"], one["label"]) for one in definition["sections"]]
            cast(forms.ChoiceField, self.fields["section"]).choices = parts
        for name in {"low", "high"} & self.fields.keys():
            self.fields[name].required = kind == Kind.SCALE
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "numeric", "maxlength": 4}
            )
            self.fields[name].error_messages["required"] = _("Vul een getal in.")

    def _not_needed(self) -> set[str]:
        unneeded = {"section", "same_meaning"} if self.place is None else {"options"}
        if not rules.with_options(self.kind):
            unneeded.add("options")
        if self.kind != Kind.SCALE:
            unneeded |= {"low_label", "high_label"}
        if self.kind not in ANSWERS:
            unneeded |= {"low", "high"}
        if self.place is not None and isinstance(self.place.question.get("high"), str):
            unneeded |= {"low", "high"}
        return unneeded

    def clean_options(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        labels = [line for line in lines if line]
        long = next((line for line in labels if len(line) > 100), "")
        if long:
            raise forms.ValidationError(
                now_("Dit antwoord is te lang: “%(start)s…”. Houd het onder de 100 tekens.")
                % {"start": long[:30]}
            )
        return labels

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        self.refuse("label", typed.get("label", ""))
        self.refuse("help", typed.get("help", ""), advice=True)
        for name in {"low_label", "high_label"} & typed.keys():
            self.refuse(name, typed[name])
        for told in rules.messages(typed.get("options", [])):
            self.add_error("options", told)
        low, high = typed.get("low"), typed.get("high")
        if low is not None and high is not None and not low < high:
            self.add_error("high", _("Het hoogste getal is groter dan het laagste."))
        elif self.kind == Kind.SCALE and low is not None and high is not None and high - low > 10:
            self.add_error("high", _("Een schaal heeft hoogstens elf stappen."))
        self._check_meaning(typed)
        return typed

    def _check_meaning(self, typed: dict[str, Any]) -> None:
        label = typed.get("label", "")
        if not label or not self.published_label:
            return
        self.asks_meaning = rules.reads_as_another(self.published_label, label)
        if self.asks_meaning and not typed.get("same_meaning"):
            self.add_error(
                "same_meaning",
                _(
                    "Dit lijkt een andere vraag. Is het een andere vraag? Stop deze dan, en maak "
                    "een nieuwe: zo blijven oude antwoorden bij de oude vraag."
                ),
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept of a question."""
        left_out = {"seen", "section", "same_meaning", "options"}
        facts = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        if self.place is None:
            facts["kind"] = self.kind
        if "options" in self.cleaned_data:
            facts["options"] = rules.new_options(self.cleaned_data["options"])
        return facts


class AnswersForm(SeenForm):
    """The answers of a choice question, each in its words, and room for one more."""

    new = CleanCharField(label=_("Nog een antwoord"), required=False, max_length=100)

    def __init__(self, data: Any = None, *, options: list[Part], seen: str, leaving: str = ""):
        super().__init__(data, initial={"seen": seen})
        self.options = options
        for number, one in enumerate(options):
            self.fields[f"label_{one['code']}"] = CleanCharField(
                label=now_("Antwoord %(number)s") % {"number": number + 1},
                initial=one["label"],
                required=one["code"] != leaving,
                max_length=100,
                error_messages={"required": _("Schrijf het antwoord, of laat het vervallen.")},
            )

    def clean(self) -> dict[str, Any]:
        for name, text in list(self.cleaned_data.items()):
            if name != "seen":
                self.refuse(name, text)
        return self.cleaned_data

    @property
    def labels(self) -> dict[str, str]:
        """The words of each answer."""
        return {one["code"]: self.cleaned_data[f"label_{one['code']}"] for one in self.options}

    @property
    def moves(self) -> list[dict[str, Any]]:
        """Each answer with its place, for the buttons that move it."""
        last = len(self.options) - 1
        return [
            {**one, "place": place, "is_first": place == 0, "is_last": place == last}
            for place, one in enumerate(self.options)
        ]

    @property
    def rows(self) -> list[tuple[dict[str, Any], Any]]:
        """Each answer with its field."""
        return [(row, self[f"label_{row['code']}"]) for row in self.moves]


class PublishForm(CleanForm):
    """The moment a draft becomes a version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    note = CleanCharField(
        label=_("Waarom deze versie?"),
        help_text=_("Eén zin voor collega's, zoals: korter, na overleg met de coaches."),
        required=False,
        max_length=300,
    )

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0


def _first(kind: str, definition: Definition, place: rules.Place | None) -> dict[str, Any]:
    if place is None:
        return {"low": 1, "high": 5} if kind == Kind.SCALE else {}
    names = ("label", "help", "low", "high", "low_label", "high_label")
    first = {name: place.question.get(name) for name in names}
    seen = rules.stamp(rules.question_as_seen(definition, place.question["code"]))
    return {**first, "section": place.section["code"], "seen": seen}
