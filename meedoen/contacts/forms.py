"""What a colleague types after a contact: one text, the rest by tapping."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.contacts import rules
from meedoen.contacts.choices import Channel, Motivation, Topic
from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.ids import new_id
from meedoen.core.time import today

DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"]
LATER = [
    ("", _("geen dag")),
    ("1", _("morgen")),
    ("7", _("over een week")),
    ("14", _("over twee weken")),
    ("28", _("over vier weken")),
]


def _optional(choices: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    return [("", _("niet gekozen")), *choices]


class ContactForm(CleanForm):
    """One contact. `may_warn` says whether the page offers a warning at all (R9)."""

    channel = forms.ChoiceField(
        label=_("Hoe hadden wij contact?"),
        choices=Channel.choices,
        initial=Channel.CALL,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe u contact had.")},
    )
    note = LongTextField(
        label=_("Wat is er gezegd?"),
        help_text=_("Kort, en zo dat de deelnemer het mag lezen. Geen ziektes, geen geloof."),
        rows=4,
        error_messages={"required": _("Schrijf kort op wat er is gezegd.")},
    )
    not_reached = forms.BooleanField(label=_("Het lukte niet om iemand te spreken"), required=False)
    next_step = CleanCharField(
        label=_("Wat doen wij hierna?"), required=False, max_length=300
    )  # fmt: skip
    later = forms.ChoiceField(
        label=_("Wanneer doen wij dat?"), choices=LATER, required=False, widget=forms.RadioSelect
    )
    next_step_on = forms.DateField(
        label=_("Of op een andere dag"),
        help_text=_("Bijvoorbeeld 14-3-2027."),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y"),
    )
    on = forms.DateField(
        label=_("Op welke dag was het contact?"),
        help_text=_("Dag-maand-jaar."),
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y"),
    )
    topic = forms.ChoiceField(
        label=_("Waarover ging het?"),
        choices=_optional(Topic.choices),
        required=False,
        widget=forms.RadioSelect,
    )
    motivation = forms.TypedChoiceField(
        label=_("Hoeveel zin had deze persoon erin?"),
        choices=_optional(Motivation.choices),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    is_warning = forms.BooleanField(
        label=_("Dit was een waarschuwing over een afspraak"), required=False
    )
    token = CleanCharField(widget=forms.HiddenInput, required=False, max_length=None)

    def __init__(self, *args: Any, may_warn: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.may_warn = may_warn
        self.fields["on"].initial = today
        self.fields["token"].initial = new_id

    def clean_token(self) -> UUID:
        try:
            return UUID(self.cleaned_data["token"])
        except ValueError:
            return new_id()

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        problem = rules.day_problem(on, today=today())
        if problem:
            raise forms.ValidationError(str(problem))
        return on

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        later = facts.pop("later", "")
        if later and not facts.get("next_step_on") and "next_step_on" not in self.errors:
            facts["next_step_on"] = today() + timedelta(days=int(later))
        facts["was_reached"] = not facts.pop("not_reached", False)
        problem = rules.next_step_problem(
            next_step=facts.get("next_step", ""),
            next_step_on=facts.get("next_step_on"),
            today=today(),
        )
        if problem and "next_step" not in self.errors:
            where = "next_step" if not facts.get("next_step") else "next_step_on"
            self.add_error(where, str(problem))
        return facts
