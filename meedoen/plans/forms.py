"""What is typed while a plan is made, answered, signed and begun."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, DayField, LongTextField
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.ladder.choices import Step
from meedoen.language.choices import Level
from meedoen.network.models import Neighbourhood
from meedoen.offers.choices import PARTS, WEEKDAYS
from meedoen.offers.models import Offer
from meedoen.participants.choices import LANGUAGES
from meedoen.plans import rules
from meedoen.plans.choices import Answer, CommitmentSide, ComponentKind, ComponentSide, Timing
from meedoen.plans.models import Component, Goal

NONE = ("", _("niet gekozen"))
WEEK = [
    (str(day * 3 + part), f"{day_name} {part_name}")
    for day, day_name in WEEKDAYS
    for part, part_name in PARTS
]


class GoalField(forms.ModelChoiceField):
    """A goal by its words."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.text)


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


class VersionForm(CleanForm):
    """A form that changes something carries the version that was on the screen."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0


class PlanForm(VersionForm):
    """The question on top, where to, and when we look together how it goes."""

    core_question = LongTextField(
        label=_("Kernvraag"),
        help_text=_("Wat heeft deze persoon nodig om vooruit te komen? Eén zin."),
        max_length=500,
        rows=2,
        required=False,
    )
    language_target = forms.ChoiceField(
        label=_("Doel voor taal"),
        choices=[NONE, *[choice for choice in Level.choices if choice[0] != Level.UNKNOWN]],
        required=False,
    )
    ladder_target = forms.TypedChoiceField(
        label=_("Doel voor meedoen (trede)"),
        choices=[NONE, *[(str(step.value), f"{step.value}. {step.label}") for step in Step]],
        coerce=int,
        empty_value=None,
        required=False,
    )
    first_talk_on = DayField(label=_("Eerste gesprek over hoe het gaat"))
    second_talk_on = DayField(label=_("Tweede gesprek over hoe het gaat"))
    what_changed = LongTextField(
        label=_("Wat verandert er in deze versie, en waarom?"), rows=2, max_length=2000
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["what_changed"]


class GoalForm(TokenForm, VersionForm):
    """One goal, in the words of the participant."""

    text = LongTextField(
        label=_("Wat wil de deelnemer?"),
        help_text=_("In eigen woorden: “Ik wil zelf met de juf kunnen praten.”"),
        max_length=500,
        rows=2,
        error_messages={"required": _("Schrijf het doel op in de woorden van de deelnemer.")},
    )


class WishForm(CleanForm):
    """Which wish of the profile becomes a goal."""

    wish = forms.UUIDField()


class PartForm(TokenForm, VersionForm):
    """One part of the plan."""

    title = CleanCharField(
        label=_("Wat gaat iemand doen?"),
        max_length=150,
        error_messages={"required": _("Schrijf op wat iemand gaat doen.")},
    )
    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=ComponentKind.choices,
        widget=forms.RadioSelect,
        initial=ComponentKind.ACTIVITY,
    )
    side = forms.ChoiceField(
        label=_("Telt als"),
        choices=[("", _("volgt uit de soort")), *ComponentSide.choices],
        required=False,
        help_text=_("Taal en meedoen tegelijk maakt het plan duaal."),
    )
    goal = GoalField(
        label=_("Bij welk doel hoort dit?"),
        queryset=Goal.objects.none(),
        required=False,
        empty_label=_("nog geen doel gekozen"),
    )
    why = CleanCharField(
        label=_("Waarom past dit?"),
        help_text=_("Komt zo op papier. Bijvoorbeeld: u kookt graag, en het is dichtbij."),
        max_length=500,
        required=False,
    )
    provider = CleanCharField(label=_("Bij wie?"), max_length=150, required=False)
    location = CleanCharField(label=_("Waar?"), max_length=200, required=False)
    neighbourhood = forms.ModelChoiceField(
        label=_("Wijk"),
        queryset=Neighbourhood.objects.none(),
        required=False,
        empty_label=_("niet gekozen"),
    )
    sessions = CleanCharField(
        label=_("Dagen en tijden"),
        help_text=_("Bijvoorbeeld: maandag en woensdag 9.15 tot 11.45 uur."),
        max_length=200,
        required=False,
    )
    day_parts = forms.MultipleChoiceField(
        label=_("Dagdelen"), choices=WEEK, required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = DayField(label=_("Begint op"))
    ends_on = DayField(label=_("Eindigt op"), help_text=_("Leeg als dat nog niet vaststaat."))
    hours_per_week = forms.DecimalField(
        label=_("Uren per week"),
        min_value=0,
        max_value=60,
        decimal_places=1,
        required=False,
        localize=True,
    )
    timing = forms.ChoiceField(
        label=_("Wanneer in het traject?"),
        choices=Timing.choices,
        initial=Timing.DURING,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        goals: Any,
        neighbourhoods: Any,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        cast(GoalField, self.fields["goal"]).queryset = goals
        cast(forms.ModelChoiceField, self.fields["neighbourhood"]).queryset = neighbourhoods

    def clean_day_parts(self) -> int:
        return sum(1 << int(bit) for bit in set(self.cleaned_data["day_parts"]))

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if problem := rules.dates_problem(facts.get("starts_on"), facts.get("ends_on")):
            self.add_error("ends_on", problem)
        if not facts.get("side") and facts.get("kind"):
            facts["side"] = rules.side_of(facts["kind"])
        return facts

    @staticmethod
    def start(part: Component) -> dict[str, Any]:
        """What stands in the form of a part that is already there."""
        bits = [str(bit) for bit in range(21) if part.day_parts >> bit & 1]
        names = (
            "title", "kind", "side", "goal", "why", "provider", "location", "neighbourhood",
            "sessions", "starts_on", "ends_on", "hours_per_week", "timing", "version",
        )  # fmt: skip
        return {**{name: getattr(part, name) for name in names}, "day_parts": bits}


class OfferForm(CleanForm):
    """One offer out of those that were chosen for this person."""

    offer = forms.ModelChoiceField(queryset=Offer.objects.none())

    def __init__(self, *args: Any, offers: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["offer"]).queryset = offers


class CommitmentForm(TokenForm, VersionForm):
    """One promise. A day for the participant is only asked for once something binds (R9)."""

    side = forms.ChoiceField(
        label=_("Wie belooft dit?"),
        choices=CommitmentSide.choices,
        widget=forms.RadioSelect,
        initial=CommitmentSide.ORGANISATION,
    )
    what = CleanCharField(
        label=_("Wat spreken we af?"),
        help_text=_(
            "Komt zo op papier: “U belt als u niet kunt komen.” “Wij gaan de eerste keer mee.”"
        ),
        max_length=300,
        error_messages={"required": _("Schrijf op wat er is afgesproken.")},
    )
    who = CleanCharField(
        label=_("Wie doet het?"),
        help_text=_("Leeg: de deelnemer zelf, of bij ons de vaste contactpersoon."),
        max_length=120,
        required=False,
    )
    when_text = CleanCharField(
        label=_("Wanneer, in woorden"),
        help_text=_("Bijvoorbeeld: elke maandag, of na de vakantie."),
        max_length=120,
        required=False,
    )
    due_on = DayField(label=_("Voor welke dag?"))

    def __init__(self, *args: Any, is_bound: bool, is_new: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["side"], self.fields["due_on"]
        elif not is_bound:
            self.fields["due_on"].label = _("Voor welke dag doen wij dit?")
            self.fields["due_on"].help_text = _(
                "Alleen voor wat wij beloven. Voor de deelnemer pas na het tekenen."
            )


class DueForm(VersionForm):
    """The day by which a promise is kept."""

    due_on = DayField(label=_("Voor welke dag?"), help_text=_("Leeg: geen dag."))


class ProposeForm(CleanForm):
    """What stood on the screen when the plan was laid before the participant."""

    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class ExplainedForm(CleanForm):
    """In which language it was explained, and with whose help."""

    explained_in = forms.ChoiceField(
        label=_("In welke taal is het uitgelegd?"), choices=list(LANGUAGES.items()), initial="nl"
    )
    interpreter = CleanCharField(
        label=_("Tolk"),
        help_text=_("Naam of dienst. Leeg als er geen tolk bij was."),
        max_length=120,
        required=False,
    )


class AnswerForm(ExplainedForm):
    """What the participant said to the plan."""

    answer = forms.ChoiceField(
        label=_("Wat zegt de deelnemer?"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat de deelnemer zei.")},
    )
    remarks = LongTextField(
        label=_("Opmerkingen van de deelnemer"), rows=3, max_length=5000, required=False
    )
    questions = LongTextField(
        label=_("Welke vragen zijn er gesteld?"), rows=2, max_length=5000, required=False
    )
    on = DayField(label=_("Op welke dag?"), required=True, initial=today)
    copy_given = forms.BooleanField(label=_("De deelnemer kreeg het plan mee"), required=False)

    field_order = [
        "answer", "remarks", "questions", "explained_in", "interpreter", "on", "copy_given",
    ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if facts.get("answer") == Answer.WITH_REMARKS and not facts.get("remarks"):
            self.add_error("remarks", _("Schrijf de opmerkingen van de deelnemer op."))
        return facts


class SignForm(TokenForm, ExplainedForm):
    """The participant signs: by drawing, or by typing the own name."""

    strokes = CleanCharField(
        label=_("Handtekening"), required=False, max_length=200_000, widget=forms.HiddenInput
    )
    typed_name = CleanCharField(label=_("Of typ hier uw naam"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        drawn = facts.get("strokes") not in ("", "[]", None)
        if not drawn and not facts.get("typed_name") and not self.errors:
            self.add_error("strokes", _("Zet uw handtekening, of typ uw naam."))
        if not drawn:
            facts["strokes"] = ""
        return facts


class StartForm(CleanForm):
    """The day on which somebody really began, or stopped."""

    on = DayField(label=_("Op welke dag?"), required=True, initial=today)


class ReviseForm(CleanForm):
    """Why there is a new version."""

    what_changed = LongTextField(
        label=_("Wat verandert er, en waarom?"),
        help_text=_("Eén of twee zinnen. Dit staat bij de versies van het plan."),
        rows=3,
        max_length=2000,
        error_messages={"required": _("Schrijf op wat er verandert en waarom.")},
    )
