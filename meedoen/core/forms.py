"""Forms check typing, not policy."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy as _
from markupsafe import Markup

from meedoen.core.errors import Refusal
from meedoen.core.text import clean
from meedoen.core.time import today

SHORT = 200
LONG = 20_000
DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y"]
EARLIEST = date(1990, 1, 1)
AHEAD, YEAR_AHEAD = timedelta(days=365 * 20), timedelta(days=366)


def put_into_words(
    choices: Iterable[tuple[Any, Any]],
) -> Callable[[], list[tuple[Any, str]]]:
    """These choices, with their labels looked up once for each language, not for each page."""
    kept = list(choices)

    @cache
    def in_language(_language: str | None) -> list[tuple[Any, str]]:
        return [(code, str(label)) for code, label in kept]

    return lambda: in_language(get_language())


class CleanCharField(forms.CharField):
    """Text without invisible characters; longer than allowed is said, never cut."""

    def __init__(self, **options: Any):
        options.setdefault("max_length", SHORT)
        super().__init__(**options)
        self.error_messages["max_length"] = _(
            "Dit is te lang: hoogstens %(limit_value)d tekens, u typte er %(show_value)d."
        )

    def to_python(self, value: Any) -> Any:
        if value is None:
            return self.empty_value
        return super().to_python(clean(str(value)))


class LongTextField(CleanCharField):
    """Room for a story."""

    def __init__(self, *, rows: int = 4, **options: Any):
        options.setdefault("max_length", LONG)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)


class DayField(forms.DateField):
    """A day as people write it, within reason; `ahead` says how far it may lie in the future."""

    def __init__(
        self, *, label: Any, required: bool = False, ahead: timedelta = AHEAD, **options: Any
    ):
        self.ahead = ahead
        options.setdefault("help_text", _("Bijvoorbeeld 14-3-2027."))
        super().__init__(
            label=label,
            required=required,
            input_formats=DAYS,
            widget=forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off"}),
            error_messages={
                "required": _("Vul een datum in."),
                "invalid": _("Dit is geen datum. Schrijf dag, maand en jaar: 14-3-2027."),
            },
            **options,
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not EARLIEST <= value <= today() + self.ahead:
            raise forms.ValidationError(_("Dit jaar kan niet kloppen."))


class IdsField(forms.Field):
    """Several records that were ticked in a list of the page's own making, by their ids."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        chosen = set(value or ())
        ids = ids_in(value or ())
        if len(ids) < len(chosen):
            raise forms.ValidationError(_("Deze keuze kwam niet goed over. Kies opnieuw."))
        return ids


def ids_in(values: Iterable[Any]) -> list[UUID]:
    """The ids among what was sent; what cannot be read counts as not chosen."""
    ids: dict[UUID, None] = {}
    for one in values:
        try:
            ids[UUID(str(one))] = None
        except ValueError:
            continue
    return list(ids)


class CleanForm(forms.Form):
    """The base of all our forms: Dutch, without browser bubbles, each error at its field."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def options_of(bound: forms.BoundField) -> Markup | None:
    """The choices of a plain select as they stand on the page, what was chosen marked.

    Drawn once for every answer: lists of choices hardly change, and pages are full of them.
    Nothing for other fields, and for choices in groups.
    """
    widget = bound.field.widget
    if type(widget) is not forms.Select or bound.field.disabled:
        return None
    chosen = frozenset(widget.format_value(bound.value()))
    choices = []
    for code, label in widget.choices:
        if isinstance(label, list):  # a group
            return None
        choices.append(("" if code is None else str(code), str(label)))
    return _options(tuple(choices), chosen)


@lru_cache(maxsize=2_000)
def _options(choices: tuple[tuple[str, str], ...], chosen: frozenset[str]) -> Markup:
    """As `forms.Select` does: only the first of those chosen is marked."""
    marked = next((at for at, (code, _label) in enumerate(choices) if code in chosen), None)
    piece, mark = Markup('<option value="{}"{}>{}</option>'), Markup(" selected")
    return Markup("").join(
        piece.format(code, mark if at == marked else "", label)
        for at, (code, label) in enumerate(choices)
    )


def sent_again_wins(form: CleanForm, refusal: Refusal, *, told: str) -> bool:
    """What was typed stays; sent again it goes by what stands there now, knowingly.

    `told` says that somebody else was first. False when nothing stands there to compare with: then
    the form says what the refusal says.
    """
    standing = refusal.now
    if "version" not in form.fields or "version" not in standing:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return False
    form.add_error(None, told)
    again = cast(QueryDict, form.data).copy()
    again["version"] = str(standing["version"])
    form.data = cast(Any, again)
    return True
