"""What is typed in a profile."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.intake.choices import Theme
from meedoen.profiles.choices import NeedState
from meedoen.profiles.models import WORDS

DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"]


class VersionForm(CleanForm):
    """A form that knows which version was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def go_on_from(self, version: int) -> None:
        """The writer has seen what stands there now; saving again goes on from that."""
        self.data = {**dict(self.data.items()), "version": str(version)}


class TokenForm(CleanForm):
    """A form that makes something carries its id, so that a double click makes it once."""

    token = forms.UUIDField(
        label=_("Formulier"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("Ververs de pagina en probeer het opnieuw.")},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_id

    def clean_token(self) -> UUID:
        return self.cleaned_data["token"] or new_id()


class TextForm(VersionForm):
    """One part of the story. Empty is fine."""

    text = LongTextField(label=_("In eigen woorden"), required=False, rows=8)


class TakeForm(CleanForm):
    """Which answer of the intake comes into the profile."""

    code = CleanCharField(max_length=30)


class NeedForm(VersionForm, TokenForm):
    """A wish or a point of attention."""

    text = LongTextField(
        label=_("In eigen woorden"),
        max_length=WORDS,
        rows=3,
        error_messages={"required": _("Schrijf het op in de woorden van de deelnemer.")},
    )
    theme = forms.ChoiceField(
        label=_("Waar gaat het over?"),
        choices=[("", _("nog niet gekozen")), *Theme.choices],
        required=False,
        help_text=_("Zo vinden wij later aanbod dat erbij past."),
    )


class SubGoalForm(VersionForm, TokenForm):
    """A step on the way."""

    what = CleanCharField(
        label=_("Welke stap?"),
        max_length=300,
        error_messages={"required": _("Schrijf op welke stap het is.")},
    )
    hoped_for = CleanCharField(
        label=_("Liefst wanneer?"),
        max_length=100,
        required=False,
        help_text=_("Een wens, geen verplichting. Bijvoorbeeld: voor de zomer."),
    )


class StateForm(CleanForm):
    """How far a wish or a step is."""

    state = forms.ChoiceField(choices=NeedState.choices)


class RemarkForm(TokenForm):
    """What the participant says of what we wrote."""

    text = LongTextField(
        label=_("Wat zegt de deelnemer?"),
        rows=4,
        help_text=_("In de woorden van de deelnemer. Hierna kan niemand het nog veranderen."),
        error_messages={"required": _("Schrijf op wat de deelnemer zegt.")},
    )
    said_on = forms.DateField(
        label=_("Gezegd op"),
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Vul in op welke dag."),
            "invalid": _("Dit is geen datum. Schrijf dag, maand en jaar: 14-3-2027."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["said_on"].initial = today

    def clean_said_on(self) -> Any:
        said_on = self.cleaned_data["said_on"]
        if said_on > today():
            raise forms.ValidationError(_("Deze dag moet nog komen. Vul in wanneer het was."))
        if said_on.year < 2000:
            raise forms.ValidationError(_("Dit jaar kan niet kloppen."))
        return said_on
