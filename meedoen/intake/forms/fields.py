"""A field for each kind of question, and the way there and back between kept and typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from meedoen.core.forms import CleanCharField, LongTextField
from meedoen.core.text import clean, fold
from meedoen.core.time import today
from meedoen.intake import rules
from meedoen.intake.choices import (
    DAY_PARTS,
    FULL_DAYS,
    LANGUAGE_SKILLS,
    LANGUAGE_STEPS,
    MOST_LANGUAGES,
    PARTS,
    Kind,
)
from meedoen.intake.rules import Question

DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"]
OPEN = ("", _("open laten"))
FIRST_YEAR, LAST_YEAR = 1900, 2100


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


class SensibleDateField(forms.DateField):
    """A day in somebody's life or plans: one that exists, and not of another century."""

    def to_python(self, value: Any) -> Any:
        day = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def _date(question: Question) -> forms.Field:
    return SensibleDateField(
        required=False,
        input_formats=DAYS,
        error_messages={
            "invalid": _(
                "Deze dag bestaat niet. Kijk de datum na, en schrijf dag, maand en jaar, zoals"
                " 14-3-2027."
            )
        },
        widget=forms.DateInput(format="%d-%m-%Y"),
        help_text=_("Dag, maand en jaar, zoals 14-3-2027."),
    )


def _number(question: Question) -> forms.Field:
    low, high = question.low, question.highest(year=today().year)
    wrong = str(_("Schrijf hier een heel getal, in cijfers."))
    if low is not None and high is not None:
        wrong = _("Schrijf hier een getal in cijfers, van %(low)s tot en met %(high)s.") % {
            "low": low, "high": high,
        }  # fmt: skip
    return forms.IntegerField(
        required=False,
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
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


class LanguageRows(forms.Widget):
    """Languages, each with four steps: as many rows as there are, and always one to spare."""

    def __init__(self, *, least: int = 1, attrs: dict[str, Any] | None = None):
        super().__init__(attrs)
        self.least = least

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        cells = ("language", *LANGUAGE_SKILLS)
        rows = [
            {cell: str(data.get(f"{name}_{number}_{cell}") or "") for cell in cells}
            for number in range(MOST_LANGUAGES)
        ]
        return [row for row in rows if any(text.strip() for text in row.values())]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def rows(self, value: Any) -> list[dict[str, str]]:
        """What stands in each row as text, empty rows included."""
        given = list(value or [])
        room = min(max(self.least, len(given) + 1), MOST_LANGUAGES)
        cells = ("language", *LANGUAGE_SKILLS)
        return [
            {cell: str(row.get(cell, "")) for cell in cells}
            for row in [*given, *({} for _spare in range(room - len(given)))]
        ]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The rows as hidden fields: they go along while somebody chooses between two texts."""
        cells = (
            (f"{name}_{number}_{cell}", text)
            for number, row in enumerate(value or [])
            for cell, text in row.items()
        )
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', cells)


class LanguagesField(forms.Field):
    """Languages with how well somebody speaks, understands, reads and writes them."""

    hidden_widget = LanguageRows
    steps = LANGUAGE_STEPS
    skills = LANGUAGE_SKILLS

    def __init__(self, *, least: int):
        super().__init__(required=False, widget=LanguageRows(least=least))

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = [self._row(row) for row in value or []]
        names = [fold(row["language"]) for row in rows]
        if len(set(names)) != len(names):
            raise forms.ValidationError(_("Eén taal staat er twee keer. Haal er een weg."))
        return rows

    def _row(self, row: dict[str, str]) -> dict[str, Any]:
        name = clean(row["language"])
        if not fold(name).strip():
            raise forms.ValidationError(_("Schrijf er ook bij welke taal het is."))
        if len(name) > rules.LONGEST_LANGUAGE:
            raise forms.ValidationError(
                _("De naam van een taal is hoogstens %(most)s tekens lang.")
                % {"most": rules.LONGEST_LANGUAGE}
            )
        steps = {skill: row[skill] for skill in LANGUAGE_SKILLS if row[skill]}
        if not set(steps.values()) <= {str(step) for step in LANGUAGE_STEPS}:
            raise forms.ValidationError(_("Kies bij elke taal uit de lijst hoe goed het gaat."))
        return {"language": name, **{skill: int(step) for skill, step in steps.items()}}


def _languages(question: Question) -> forms.Field:
    return LanguagesField(least=question.rows)


FIELDS: dict[Kind, Callable[[Question], forms.Field]] = {
    Kind.SHORT: _short, Kind.LONG: _long, Kind.CHOICE: _choice, Kind.SEVERAL: _several,
    Kind.YES_NO: _yes_no, Kind.DATE: _date, Kind.NUMBER: _number, Kind.SCALE: _scale,
    Kind.GRID: _grid, Kind.LANGUAGE_GRID: _languages,
}  # fmt: skip


def as_typed(question: Question, value: Any) -> Any:
    """An answer as it is kept, the way a field shows it."""
    if question.kind == Kind.YES_NO:
        return "yes" if value else "no"
    if question.kind == Kind.GRID:
        return [str(bit) for bit in range(DAY_PARTS) if value >> bit & 1]
    if question.kind == Kind.DATE:
        year, month, day = value.split("-")
        return f"{day}-{month}-{year}"
    return str(value) if question.kind == Kind.SCALE else value


def as_kept(question: Question, value: Any) -> Any:
    """What a field gives, the way it is kept; None when it stayed open."""
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
