"""The conversation: one question after the other, and at the end what is recorded.

Nothing is stored until the end. The answers travel along in the form, never in an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanForm, LongTextField
from meedoen.core.time import today
from meedoen.ladder import rules
from meedoen.ladder.choices import Growth, Moment, Question, Step, Wording
from meedoen.ladder.pages import possible_stairs
from meedoen.ladder.rules import DossierFacts
from meedoen.language.choices import WhyWithdrawn
from meedoen.participants.models import Participant

ANSWERS = {"yes": True, "no": False}
# What was typed at the end stays when somebody goes back to a question.
CARRIED = ("note", "growth_note")
DATES = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y"]


class RecordForm(CleanForm):
    """What is recorded once the questions are answered."""

    recorded = forms.TypedChoiceField(
        label=_("Welke trede legt u vast?"),
        choices=[(step.value, f"{step.value}. {step.label}") for step in reversed(Step)],
        coerce=lambda value: Step(int(value)),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Deze trede bestaat niet. Kies een van de zes treden."),
        },
    )
    override_reason = LongTextField(
        label=_("Waarom een andere trede?"),
        help_text=_("Alleen nodig als u een andere trede kiest dan uit de vragen komt."),
        required=False,
        max_length=2000,
        rows=2,
    )
    due_to_trajectory = forms.BooleanField(
        label=_("Deze trede komt alleen door onze eigen cursus of begeleiding"),
        help_text=_(
            "Bijvoorbeeld: iemand gaat elke week naar onze taalles, en verder nergens heen."
        ),
        required=False,
    )
    note = LongTextField(
        label=_("Waaraan ziet u dit?"),
        help_text=_("Eén zin is genoeg, in de woorden van de deelnemer. Schrijf geen ziektes op."),
        required=False,
        max_length=2000,
        rows=2,
    )
    growth_note = LongTextField(
        label=_("Wat is nodig om te groeien?"), required=False, max_length=2000, rows=2
    )
    with_participant = forms.BooleanField(
        label=_("Wij vulden dit samen met de deelnemer in"), required=False, initial=True
    )
    moment = forms.ChoiceField(label=_("Wanneer in de weg?"), choices=Moment.choices)
    measured_on = forms.DateField(
        label=_("Gemeten op"),
        input_formats=DATES,
        widget=forms.DateInput(format="%d-%m-%Y"),
        help_text=_("Dag, maand en jaar, zoals 23-11-2026."),
    )

    def __init__(self, *args: Any, computed: Step, participant: Participant, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.computed = computed
        self.participant = participant

    def clean_measured_on(self) -> Any:
        day = self.cleaned_data["measured_on"]
        wrong = rules.date_error(day, today=today(), born=self.participant.birth_date)
        if wrong:
            raise forms.ValidationError(wrong)
        return day

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = facts.get("recorded")
        if chosen and chosen != self.computed and not facts.get("override_reason"):
            self.add_error(
                "override_reason",
                _("De trede is anders dan de vragen aangeven. Schrijf op waarom."),
            )
        return facts


class WithdrawForm(CleanForm):
    """Why a measurement no longer counts."""

    why = forms.ChoiceField(
        label=_("Waarom telt deze meting niet meer?"),
        choices=WhyWithdrawn.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom het niet meer telt.")},
    )
    reason = LongTextField(
        label=_("Wat klopte er niet?"),
        help_text=_("Eén zin is genoeg. Noem hier geen naam van iemand anders."),
        max_length=1000,
        rows=2,
        error_messages={"required": _("Schrijf op wat er niet klopte.")},
    )

    @property
    def facts(self) -> dict[str, Any]:
        """What `ladder.actions.withdraw` takes, once the form is valid."""
        given = self.cleaned_data
        return {"why": WhyWithdrawn(given["why"]), "reason": given["reason"]}


@dataclass(frozen=True)
class Given:
    """One answer so far, with the button that goes back to its question."""

    name: str
    question: str
    answer: str


class Conversation:
    """Where the conversation is, from what was posted; nothing posted is the first question."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        participant: Participant,
        moment: Moment = Moment.T0_INTAKE,
        dossier: DossierFacts | None = None,
    ):
        data = data or {}
        self.dossier = dossier or DossierFacts()
        self.has_begun = bool(data)
        self.answers = rules.kept(_answers(data, "q"))
        self.later = rules.kept(_answers(data, "g"))
        self.skips_growth = data.get("growth") == "skip"
        self.wants_save = "save" in data
        self.typed = {name: str(data[name]) for name in CARRIED if data.get(name)}
        if "undo" in data:
            self._undo()
        elif "back" in data:
            self._back_to(str(data["back"]))
        self.computed = rules.computed_step(self.answers)
        self.form = self._record_form(data, participant, moment) if self.is_at_the_end else None

    @property
    def question(self) -> Question | None:
        """The question that is asked now; None at the end."""
        if self.computed is None:
            return rules.next_question(self.answers)
        return None if self.skips_growth else rules.next_question(self.later)

    @property
    def asks_growth(self) -> bool:
        """Whether the questions are now about a year from now."""
        return self.computed is not None and self.question is not None

    @property
    def is_at_the_end(self) -> bool:
        return self.computed is not None and self.question is None

    @property
    def number(self) -> int:
        """The how many-th question this is."""
        return len(self.later if self.asks_growth else self.answers) + 1

    @property
    def wording(self) -> Wording | None:
        return rules.instrument().wording(self.question) if self.question else None

    @property
    def field_name(self) -> str:
        """Under which name the answer to the question of now is posted."""
        if self.question is None:
            return ""
        return self.question.value.replace("q", "g") if self.asks_growth else self.question.value

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The answers so far, to carry along."""
        words = {answer: word for word, answer in ANSWERS.items()}
        now = [(question.value, words[answer]) for question, answer in self.answers.items()]
        later = [
            (question.value.replace("q", "g"), words[answer])
            for question, answer in self.later.items()
        ]
        skipped = [("growth", "skip")] if self.skips_growth else []
        return now + later + skipped + ([] if self.form else list(self.typed.items()))

    @property
    def given(self) -> list[Given]:
        """The answers so far in words, each to be changed."""
        words = rules.instrument()
        said = {True: str(_("Ja")), False: str(_("Nee"))}
        now = [
            Given(question.value, str(words.wording(question).now), said[answer])
            for question, answer in self.answers.items()
        ]
        later = [
            Given(
                question.value.replace("q", "g"), str(words.wording(question).later), said[answer]
            )
            for question, answer in self.later.items()
        ]
        return now + later

    @property
    def stairs(self) -> list[tuple[Step, bool]]:
        """The staircase, lowest first, with the steps that are still possible lit."""
        return possible_stairs(self.later if self.asks_growth else self.answers)

    @property
    def meaning(self) -> Any:
        """What the computed step means in plain words."""
        return rules.instrument().meaning(self.computed) if self.computed else None

    @property
    def expected(self) -> Step | None:
        return rules.computed_step(self.later)

    @property
    def growth_text(self) -> str:
        """How much growth is expected, in words; empty when it was not asked."""
        growth = rules.growth(self.computed, self.expected) if self.computed else None
        return str(Growth(growth).label) if growth else ""

    @property
    def hints(self) -> list[str]:
        """What to look at again; never in the way of saving."""
        if self.computed is None:
            return []
        # Where our own parts run, the dossier asks this already, by name.
        is_asked = self._says_due or bool(self.dossier.parts)
        return rules.hints(self.computed, self.expected, due_to_trajectory=is_asked)

    @property
    def contradictions(self) -> list[str]:
        """Where the dossier says something else than the step; never in the way of saving."""
        if self.computed is None:
            return []
        return rules.contradictions(self.computed, self.dossier, due_to_trajectory=self._says_due)

    @property
    def is_ready(self) -> bool:
        """Whether it was asked to save and everything is right."""
        return self.wants_save and self.form is not None and self.form.is_valid()

    @property
    def status(self) -> int:
        """422 when it was asked to save and something is not right."""
        return 422 if self.wants_save and not self.is_ready else 200

    @property
    def facts(self) -> dict[str, Any]:
        """What `ladder.actions.measure` takes, when `is_ready`."""
        recorded = self.form.cleaned_data if self.form else {}
        return {"answers": self.answers, "growth_answers": self.later, **recorded}

    @property
    def _says_due(self) -> bool:
        return bool(self.form and self.form.is_bound and self.form["due_to_trajectory"].value())

    def _record_form(
        self, data: Mapping[str, Any], participant: Participant, moment: Moment
    ) -> RecordForm:
        computed = rules.check_complete(self.answers)
        initial = {"recorded": computed.value, "moment": moment, "measured_on": today()}
        initial |= self.typed
        bound = data if self.wants_save else None
        return RecordForm(bound, initial=initial, computed=computed, participant=participant)

    def _undo(self) -> None:
        """One question back."""
        if self.skips_growth:
            self.skips_growth = False
        elif self.later:
            self.later.popitem()
        elif self.answers:
            self.answers.popitem()
        self.wants_save = False

    def _back_to(self, name: str) -> None:
        """Back to one question: the answers from there on are given anew."""
        self.wants_save = self.skips_growth = False
        asked = list(self.answers)
        if name.startswith("g"):
            self.later = _until(self.later, name.replace("g", "q"))
        elif name in asked:
            self.answers, self.later = _until(self.answers, name), {}


def _until(answers: dict[Question, bool], name: str) -> dict[Question, bool]:
    """The answers before this question."""
    order = [question.value for question in answers]
    if name not in order:
        return answers
    return {question: answers[question] for question in list(answers)[: order.index(name)]}


def _answers(data: Mapping[str, Any], letter: str) -> dict[Question, bool]:
    given: dict[Question, bool] = {}
    for question in Question:
        word = data.get(question.value.replace("q", letter))
        if word in ANSWERS:
            given[question] = ANSWERS[str(word)]
    return given
