"""What is typed about an advice: the words, the talk about it, and what the team leader says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import DAYS, CleanCharField, CleanForm, LongTextField
from meedoen.core.time import today
from meedoen.intake.choices import AdvisedRoad
from meedoen.intake.models import PARTS, Advice
from meedoen.participants.choices import LANGUAGES
from meedoen.participants.models import Participant


def _why(label: Any) -> LongTextField:
    return LongTextField(label=label, required=False, rows=2, max_length=2000)


class AdviceForm(CleanForm):
    """The advice; only the kernvraag is asked for."""

    core_question = CleanCharField(
        label=_("Kernvraag"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf in één zin wat deze persoon nodig heeft.")},
    )
    analysis = LongTextField(label=_("Hoe komen wij daarop?"), required=False, rows=5)
    road = forms.ChoiceField(
        label=_("Welke weg past?"),
        choices=[*AdvisedRoad.choices, ("", _("dat weten wij nog niet"))],
        required=False,
        widget=forms.RadioSelect,
    )
    recommendation = LongTextField(label=_("Waarom deze weg?"), required=False, rows=3)
    language_course = _why(_("Taalles"))
    activity = _why(_("Meedoen in de wijk"))
    referral = _why(_("Verwijzing"))
    care_support = _why(_("Hulp en ondersteuning"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @property
    def parts(self) -> list[Any]:
        """The four kinds of parts, each asking why."""
        return [self[name] for name in PARTS]

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def go_on_from(self, version: int) -> None:
        """The writer sees what stands there now; saving again makes a version after that."""
        self.data = {**dict(self.data.items()), "version": str(version)}

    @staticmethod
    def initial_from(advice: Advice | None) -> dict[str, Any]:
        """What stands there now, to go on from."""
        if advice is None:
            return {"version": 0}
        names = ("core_question", "analysis", "road", "recommendation", *PARTS, "version")
        return {name: getattr(advice, name) for name in names}


class ShareForm(CleanForm):
    """When and how the participant heard the advice."""

    on = forms.DateField(
        label=_("Besproken op"),
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Vul in op welke dag."),
            "invalid": _("Dit is geen datum. Schrijf dag, maand en jaar: 14-3-2027."),
        },
    )
    language = forms.ChoiceField(
        label=_("In welke taal?"),
        choices=list(LANGUAGES.items()),
        error_messages={"invalid_choice": _("Kies een taal uit de lijst.")},
    )
    with_interpreter = forms.BooleanField(label=_("Er was een tolk bij"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError(_("Deze dag moet nog komen. Vul in wanneer het was."))
        if on.year < 2000:
            raise forms.ValidationError(_("Dit jaar kan niet kloppen."))
        return on

    @staticmethod
    def initial_for(participant: Participant, advice: Advice) -> dict[str, Any]:
        """Today, in the language in which we need an interpreter, or else in Dutch."""
        language = participant.interpreter_language
        return {
            "on": today(),
            "language": language or "nl",
            "with_interpreter": bool(language),
            "version": advice.version,
        }


class JudgeForm(CleanForm):
    """What the team leader says of the version on the screen; a return asks for a sentence."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    sentence = CleanCharField(
        label=_("Wat moet er anders?"),
        help_text=_("Eén zin. De schrijver en wie het dossier mag zien, lezen dit."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        if self.is_return and not self.cleaned_data.get("sentence"):
            self.add_error("sentence", _("Schrijf in één zin wat er anders moet."))
        return self.cleaned_data

    @property
    def is_return(self) -> bool:
        """Whether the button to give it back was pressed."""
        return self.data.get("do") == "return"
