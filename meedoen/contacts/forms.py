"""What a colleague types after a contact: one text, the rest by tapping."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.contacts import rules
from meedoen.contacts.choices import Channel, Motivation, Topic
from meedoen.contacts.models import ContactMoment
from meedoen.contacts.pages import Wanted
from meedoen.core.forms import CleanCharField, CleanForm, IdsField, LongTextField
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

    @classmethod
    def begun(cls, asked: Mapping[str, Any]) -> Self:
        """A new form, begun with what an appointment tells already: day, how, what about."""
        known: dict[str, Any] = {}
        if asked.get("via") in Channel.values:
            known["channel"] = asked["via"]
        if asked.get("over") in Topic.values:
            known["topic"] = asked["over"]
        try:
            on = date.fromisoformat(str(asked.get("dag", "")))
        except ValueError:
            return cls(initial=known)
        return cls(initial=known if rules.day_problem(on, today=today()) else {**known, "on": on})

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
        self.check_next_step(facts)
        return facts

    def check_next_step(self, facts: dict[str, Any]) -> None:
        """A day needs a step, and lies ahead."""
        problem = rules.next_step_problem(
            next_step=facts.get("next_step", ""),
            next_step_on=facts.get("next_step_on"),
            today=today(),
        )
        if problem and "next_step" not in self.errors:
            where = "next_step" if not facts.get("next_step") else "next_step_on"
            self.add_error(where, str(problem))


class TogetherForm(ContactForm):
    """One note about several people, and for each a line of their own if need be."""

    people = IdsField(
        label=_("Over wie gaat het?"), error_messages={"required": _("Kies een of meer mensen.")}
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("is_warning", "not_reached", "motivation"):
            del self.fields[name]
        self.fields["channel"].initial = Channel.OUTSIDE

    @classmethod
    def going_on(cls, typed: Any) -> Self:
        """What was typed so far, not yet judged: somebody is looking for people to tick."""
        return cls(initial={name: typed[name] for name in cls.base_fields if name in typed})

    def clean_people(self) -> list[UUID]:
        people: list[UUID] = self.cleaned_data["people"]
        if len(people) > rules.MOST_TOGETHER:
            raise forms.ValidationError(
                _("Dat zijn er te veel voor een notitie: hoogstens %(aantal)d mensen.")
                % {"aantal": rules.MOST_TOGETHER}
            )
        return people

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        own: dict[UUID, str] = {}
        line = CleanCharField(required=False, max_length=1000)
        for person in facts.get("people", []):
            try:
                text = line.clean(self.data.get(f"own_{person}", ""))
            except forms.ValidationError as error:
                self.add_error("people", error)
                continue
            if text:
                own[person] = text
        facts["own"] = own
        return facts


def own_lines(typed: Mapping[str, Any]) -> dict[UUID, str]:
    """What was typed about one person only, to show it again as it was."""
    lines: dict[UUID, str] = {}
    for name, text in typed.items():
        if name.startswith("own_"):
            try:
                lines[UUID(name.removeprefix("own_"))] = str(text)
            except ValueError:
                continue
    return lines


class CorrectionForm(ContactForm):
    """What a contact said, to put it right."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("is_warning", "later", "token"):
            del self.fields[name]

    @classmethod
    def of(cls, moment: ContactMoment) -> Self:
        """The form as the contact stands now."""
        names = ("channel", "note", "next_step", "next_step_on", "on", "topic", "motivation")
        known = {name: getattr(moment, name) for name in (*names, "version")}
        return cls(initial={**known, "not_reached": not moment.was_reached})

    def clean_on(self) -> date:
        # Long ago stays long ago: the verb looks only at what was changed.
        on: date = self.cleaned_data["on"]
        return on

    def check_next_step(self, facts: dict[str, Any]) -> None:
        if facts.get("next_step_on") and not facts.get("next_step"):
            super().check_next_step(facts)


class WithdrawForm(CleanForm):
    """Why a contact is taken back."""

    because = CleanCharField(
        label=_("Waarom trekt u dit in?"),
        help_text=_("Bijvoorbeeld: bij de verkeerde persoon opgeschreven."),
        max_length=300,
        error_messages={"required": _("Schrijf op waarom u dit intrekt.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class TimelineForm(CleanForm):
    """How the timeline is narrowed; what cannot be read counts as not chosen."""

    hoe = forms.ChoiceField(
        label=_("Hoe"), required=False, choices=[("", _("alles")), *Channel.choices]
    )
    waarover = forms.ChoiceField(
        label=_("Waarover"), required=False, choices=[("", _("alles")), *Topic.choices]
    )
    wie = forms.ChoiceField(label=_("Wie schreef"), required=False)

    def __init__(self, *args: Any, writers: list[tuple[UUID, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["wie"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("iedereen")), *((str(pk), name) for pk, name in writers)]

    def wanted(self) -> Wanted:
        """What is asked of the timeline."""
        self.is_valid()
        typed = self.cleaned_data
        by = typed.get("wie", "")
        return Wanted(
            channel=typed.get("hoe", ""),
            topic=typed.get("waarover", ""),
            by=UUID(by) if by else None,
        )

    def query(self, marker: str = "") -> str:
        """The same choices as part of an address, going on from this marker."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode({**chosen, "na": marker} if marker else chosen)
