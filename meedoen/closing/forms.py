"""What is typed when we look back, ask later how it goes, end a journey, or begin again."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.closing import rules
from meedoen.closing.actions.interviews import Outcomes
from meedoen.closing.choices import (
    MEANINGS,
    Ambassador,
    Cause,
    Outcome,
    Satisfaction,
    TakesPart,
    Wanted,
)
from meedoen.closing.models import AftercareContact, ClosingInterview, GoalOutcome
from meedoen.contacts.choices import Channel as ContactChannel
from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.time import today
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey
from meedoen.ladder.choices import Step
from meedoen.ladder.rules import instrument
from meedoen.participants.choices import Category, Channel

DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"]
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
OPEN = ("", _("nog niet gevraagd"))
NOT_SAID = ("", _("niet gezegd"))


class DayField(forms.DateField):
    """A day as people write it, within reason."""

    def __init__(self, *, label: Any, required: bool = False, help_text: Any = "", **options: Any):
        super().__init__(
            label=label,
            required=required,
            input_formats=DAYS,
            help_text=help_text or _("Bijvoorbeeld 14-3-2027."),
            widget=forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off"}),
            error_messages={
                "required": _("Vul een datum in."),
                "invalid": _("Dit is geen datum. Schrijf dag, maand en jaar: 14-3-2027."),
            },
            **options,
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not EARLIEST <= value < LATEST:
            raise forms.ValidationError(_("Dit jaar kan niet kloppen."))


class VersionForm(CleanForm):
    """A form that changes something carries the version that was on the screen."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0


def _one_of(label: Any, choices: Iterable[Any], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect,
        required=options.pop("required", False), **options,
    )  # fmt: skip


class BeginForm(CleanForm):
    """The closing interview is planned, with or without a day."""

    planned_on = DayField(label=_("Op welke dag praat u samen?"), help_text=_("Mag open blijven."))


class InterviewForm(VersionForm):
    """The talk: nothing is needed to keep it; a day and the wish for aftercare to lay it down."""

    helped = LongTextField(label=_("Wat hielp u?"), rows=3, required=False)
    hindered = LongTextField(label=_("Wat was lastig?"), rows=3, required=False)
    satisfaction = forms.TypedChoiceField(
        label=_("Wat vindt u ervan, alles bij elkaar?"),
        choices=[OPEN, *Satisfaction.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    said = LongTextField(label=_("Wat kunnen wij beter doen?"), rows=2, required=False)
    onward = LongTextField(label=_("Hoe gaat u nu verder?"), rows=3, required=False)
    onward_where = CleanCharField(label=_("Waar of bij wie?"), required=False)
    ambassador = _one_of(
        _("Wilt u anderen helpen om ook mee te doen?"),
        [OPEN, *Ambassador.choices],
        help_text=_("Bijvoorbeeld vertellen hoe het ging, of iemand de eerste keer meenemen."),
    )
    aftercare = _one_of(
        _("Mogen wij later vragen hoe het gaat?"),
        [OPEN, *Wanted.choices],
        help_text=_(
            "Wij vragen het in het jaar daarna een paar keer. Het is een vraag, geen controle."
        ),
    )
    reach_by = _one_of(_("Hoe bereiken wij u dan het best?"), [OPEN, *Channel.choices])
    reach_note = CleanCharField(label=_("Wanneer, of via wie?"), required=False)
    held_on = DayField(
        label=_("Op welke dag was het gesprek?"), help_text=_("Nodig om het vast te leggen.")
    )

    def __init__(self, *args: Any, outcomes: Iterable[GoalOutcome], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked = list(outcomes)
        for one in self.asked:
            self.fields[f"goal_{one.goal_id.hex}"] = _one_of(one.text, [OPEN, *Outcome.choices])
            self.fields[f"words_{one.goal_id.hex}"] = LongTextField(
                label=_("Wat zegt u daar zelf over?"), rows=2, required=False
            )

    @staticmethod
    def start(interview: ClosingInterview, outcomes: Iterable[GoalOutcome]) -> dict[str, Any]:
        """What was kept so far."""
        names = [name for name in InterviewForm.base_fields if name != "version"]
        kept = {name: getattr(interview, name) for name in names}
        for one in outcomes:
            kept[f"goal_{one.goal_id.hex}"] = one.outcome
            kept[f"words_{one.goal_id.hex}"] = one.words
        return {**kept, "version": interview.version}

    @property
    def goals(self) -> list[tuple[GoalOutcome, Any, Any]]:
        """Each goal with its two fields."""
        return [
            (one, self[f"goal_{one.goal_id.hex}"], self[f"words_{one.goal_id.hex}"])
            for one in self.asked
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, for the verb."""
        typed = self.cleaned_data
        texts = {name: typed[name] for name in self.base_fields}
        return {**texts, "outcomes": self._outcomes()}

    def _outcomes(self) -> Outcomes:
        typed, said = self.cleaned_data, dict[UUID, tuple[str, str]]()
        for one in self.asked:
            key = one.goal_id.hex
            said[one.goal_id] = (typed[f"goal_{key}"], typed[f"words_{key}"])
        return said

    def must_be_whole(self, journey: Journey) -> bool:
        """Whether it can be laid down; what is missing is said at its field."""
        on = self.cleaned_data["held_on"]
        if on is None:
            self.add_error("held_on", _("Vul de dag van het gesprek in."))
        else:
            problem = rules.held_day_problem(
                on, today=today(), on_trajectory_on=journey.on_trajectory_on
            )
            if problem:
                self.add_error("held_on", str(problem))
        if not self.cleaned_data["aftercare"]:
            self.add_error("aftercare", _("Vraag of wij later mogen bellen, en kies ja of nee."))
        return not self.errors


class WhyForm(CleanForm):
    """One reason, in words."""

    why = LongTextField(label=_("Waarom?"), rows=3, max_length=2000)

    def __init__(self, *args: Any, label: Any, missing: Any, longest: int = 2000, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["why"] = LongTextField(
            label=label, rows=3, max_length=longest, error_messages={"required": missing}
        )


class ContactForm(VersionForm):
    """How it goes with somebody, so many months later."""

    outcome = _one_of(
        _("Doet deze persoon nog mee?"),
        TakesPart.choices,
        required=True,
        error_messages={"required": _("Kies of deze persoon nog meedoet.")},
    )
    channel = _one_of(_("Hoe hadden wij contact?"), ContactChannel.choices)
    note = LongTextField(
        label=_("Wat is er gezegd?"),
        help_text=_("Kort, en zo dat de deelnemer het mag lezen. Geen ziektes, geen geloof."),
        rows=3,
        required=False,
    )
    new_question = LongTextField(
        label=_("Is er een nieuwe vraag?"),
        help_text=_("Dan kan deze persoon opnieuw bij ons beginnen."),
        rows=2,
        required=False,
    )
    step = forms.TypedChoiceField(
        label=_("Welke zin past nu het best? (trede van de ladder)"),
        choices=[
            NOT_SAID, *((step.value, instrument().meaning(step).sentence) for step in Step)
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    on = DayField(label=_("Op welke dag?"), required=True)

    def __init__(self, *args: Any, contact: AftercareContact, may_measure: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.contact = contact
        self.fields["on"].initial = contact.done_on or today()
        self.fields["channel"].initial = ContactChannel.CALL
        if contact.is_done:
            del self.fields["channel"]
        if not may_measure:
            del self.fields["step"]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        problem = rules.spoken_day_problem(on, today=today(), closed_on=self.contact.closed_on)
        if problem:
            raise forms.ValidationError(str(problem))
        return on

    def clean_channel(self) -> str:
        return self.cleaned_data["channel"] or ContactChannel.CALL


class MoveForm(VersionForm):
    """Another day for a planned contact."""

    to = DayField(label=_("Naar welke dag?"), required=True)
    why = CleanCharField(label=_("Waarom? (mag leeg blijven)"), max_length=300, required=False)

    def clean_to(self) -> date:
        to: date = self.cleaned_data["to"]
        if problem := rules.move_problem(to, today=today()):
            raise forms.ValidationError(str(problem))
        return to


class SkipForm(VersionForm):
    """Why a planned contact is left out."""

    why = CleanCharField(
        label=_("Waarom slaat u dit contact over?"),
        max_length=300,
        error_messages={"required": _("Schrijf op waarom u dit contact overslaat.")},
    )


class EndForm(CleanForm):
    """How a journey ends. Before signing only neutral ways are offered (R9)."""

    reason = _one_of(
        _("Hoe eindigt het?"), [], required=True,
        error_messages={"required": _("Kies hoe het eindigt.")},
    )  # fmt: skip
    cause = _one_of(_("Waarom stopt de deelnemer?"), [NOT_SAID, *Cause.choices])
    on = DayField(label=_("Sinds welke dag?"), help_text=_("Leeg betekent vandaag."))
    note = LongTextField(label=_("Toelichting"), rows=3, required=False)

    def __init__(self, *args: Any, journey: Journey, is_bound: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.journey = journey
        self.fields["on"].initial = today
        ways = rules.exits_for(journey.category, is_bound=is_bound)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.label) for one in ways]
        self.meanings = [(one.label, MEANINGS[one]) for one in ways if one in MEANINGS]
        if Exit.DROPPED_OUT not in ways:
            del self.fields["cause"]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"] or today()
        problem = rules.ended_day_problem(on, today=today(), started_on=self.journey.started_on)
        if problem:
            raise forms.ValidationError(str(problem))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        problem = rules.cause_problem(
            cleaned.get("reason", ""), cause=cleaned.get("cause", "") or ""
        )
        if problem and "cause" not in self.errors:
            self.add_error("cause", str(problem))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What was chosen, for the verb."""
        return {**self.cleaned_data, "reason": Exit(self.cleaned_data["reason"])}


class AgainForm(CleanForm):
    """Somebody is back: what they want now, and what may come along."""

    question = LongTextField(
        label=_("Wat wil deze persoon nu? In eigen woorden"), rows=3, required=False
    )
    category = _one_of(
        _("Doet mee"), Category.choices, required=True,
        error_messages={"required": _("Kies vrijwillig of verplicht.")},
    )  # fmt: skip
    take_answers = forms.BooleanField(
        label=_("Neem de antwoorden van de vorige intake mee"),
        help_text=_(
            "Alleen als de deelnemer dat wil. Wat toestemming nodig heeft, vraagt u opnieuw."
        ),
        required=False,
    )

    def __init__(self, *args: Any, has_answers: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not has_answers:
            del self.fields["take_answers"]
