"""What is typed during an intake: the questions of one section as a form."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, CleanForm, LongTextField
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.intake import rules
from meedoen.intake.choices import DAY_PARTS, FULL_DAYS, PARTS, Kind
from meedoen.intake.rules import Question, Section

DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"]
OPEN = ("", _("open laten"))
CHOICES_TO_TAKE = {"mine", "theirs", "both"}


def _short(question: Question) -> forms.Field:
    return CleanCharField(required=False)


def _long(question: Question) -> forms.Field:
    return LongTextField(required=False, rows=question.rows)


def _choice(question: Question) -> forms.Field:
    choices = [*((one.code, one.label) for one in question.options), OPEN]
    return forms.ChoiceField(choices=choices, required=False, widget=forms.RadioSelect)


def _several(question: Question) -> forms.Field:
    choices = [(one.code, one.label) for one in question.options]
    return forms.MultipleChoiceField(
        choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _yes_no(question: Question) -> forms.Field:
    return forms.ChoiceField(
        choices=[("yes", _("ja")), ("no", _("nee")), OPEN],
        required=False,
        widget=forms.RadioSelect,
    )


def _date(question: Question) -> forms.Field:
    return forms.DateField(
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y"),
        help_text=_("Dag, maand en jaar, zoals 14-3-2027."),
    )


def _number(question: Question) -> forms.Field:
    return forms.IntegerField(
        required=False,
        min_value=question.low,
        max_value=question.highest(year=today().year),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 6}),
    )


def _scale(question: Question) -> forms.Field:
    low, high = question.low or 1, question.highest(year=today().year) or 5
    words = {low: question.low_label, high: question.high_label}
    steps = [
        (str(step), f"{step} ({words[step]})" if words.get(step) else str(step))
        for step in range(low, high + 1)
    ]
    return forms.ChoiceField(choices=[*steps, OPEN], required=False, widget=forms.RadioSelect)


def _grid(question: Question) -> forms.Field:
    cells = [
        (str(bit), f"{FULL_DAYS[bit // len(PARTS)]} {PARTS[bit % len(PARTS)]}")
        for bit in range(DAY_PARTS)
    ]
    return forms.MultipleChoiceField(
        choices=cells, required=False, widget=forms.CheckboxSelectMultiple
    )


FIELDS: dict[Kind, Callable[[Question], forms.Field]] = {
    Kind.SHORT: _short, Kind.LONG: _long, Kind.CHOICE: _choice, Kind.SEVERAL: _several,
    Kind.YES_NO: _yes_no, Kind.DATE: _date, Kind.NUMBER: _number, Kind.SCALE: _scale,
    Kind.GRID: _grid,
}  # fmt: skip


class SectionForm(CleanForm):
    """One section of the list; every question may stay open."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    page = CleanCharField(widget=forms.HiddenInput, required=False, max_length=None)
    days = FULL_DAYS
    parts = PARTS

    def __init__(
        self,
        section: Section,
        data: Any = None,
        *,
        answers: Mapping[str, Any] | None = None,
        version: int = 0,
    ):
        typed = {"version": version, "page": str(new_id())}
        for question in section.questions:
            value = (answers or {}).get(question.code)
            if value is not None:
                typed[question.code] = _as_typed(question, value)
        super().__init__(data, initial=typed)
        self.section = section
        for question in section.questions:
            field = FIELDS[question.kind](question)
            field.label = question.label
            field.help_text = question.help or field.help_text
            self.fields[question.code] = field

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean_page(self) -> str:
        try:
            return str(UUID(self.cleaned_data["page"]))
        except ValueError:
            return ""

    def clean(self) -> dict[str, Any]:
        for question in rules.without_consent(self.section, self.answers):
            self.add_error(
                question.code,
                _("Hiervoor is toestemming nodig. Vraag het, en kies daarna “ja” hierboven."),
            )
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as they are kept."""
        given = {
            question.code: _as_kept(question, self.cleaned_data.get(question.code))
            for question in self.section.questions
        }
        return rules.tidy(self.section, given)

    @property
    def rows(self) -> list[tuple[Question, Any]]:
        """Each question with its field, in the order of the list."""
        return [(question, self[question.code]) for question in self.section.questions]

    @property
    def take(self) -> dict[str, str]:
        """What was chosen per question, after a colleague had written there too."""
        codes = [question.code for question in self.section.questions]
        chosen = {code: str(self.data.get(f"take_{code}")) for code in codes}
        return {code: word for code, word in chosen.items() if word in CHOICES_TO_TAKE}


def _as_typed(question: Question, value: Any) -> Any:
    if question.kind == Kind.YES_NO:
        return "yes" if value else "no"
    if question.kind == Kind.GRID:
        return [str(bit) for bit in range(DAY_PARTS) if value >> bit & 1]
    if question.kind == Kind.DATE:
        year, month, day = value.split("-")
        return f"{day}-{month}-{year}"
    return str(value) if question.kind == Kind.SCALE else value


def _as_kept(question: Question, value: Any) -> Any:
    if value in (None, "", []):
        return None
    if question.kind == Kind.YES_NO:
        return value == "yes"
    if question.kind == Kind.SCALE:
        return int(value)
    if question.kind == Kind.GRID:
        return sum(1 << int(bit) for bit in set(value))
    if question.kind == Kind.DATE:
        return value.isoformat()
    return value
