"""Typing checks: what nobody sees is left out, what is too long is said, nothing breaks."""

import re

import pytest
from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language, override
from hypothesis import given, settings, strategies as st
from pytest_django.asserts import assertHTMLEqual

from meedoen.core.forms import (
    LONG,
    SHORT,
    CleanCharField,
    CleanForm,
    LongTextField,
    options_of,
    put_into_words,
)


class Sample(CleanForm):
    name = CleanCharField(label="Naam")
    code = CleanCharField(required=False, max_length=5)
    story = LongTextField(required=False)


def test_nul_bytes_and_invisible_characters_never_get_past_a_form():
    form = Sample(
        {"name": "Test\x00\u200bpersoon \u202eEen ", "code": "\x00", "story": "a\r\nb\x07"}
    )

    assert form.is_valid()
    assert form.cleaned_data == {"name": "Testpersoon Een", "code": "", "story": "a\nb"}


@pytest.mark.parametrize("empty", ["", "   ", "\x00", "\u200b\u200b", "\n\t", None])
def test_a_name_of_nothing_visible_is_no_name(empty):
    form = Sample({"name": empty})

    assert form.errors == {"name": ["Dit veld is verplicht."]}


@pytest.mark.parametrize(
    ("field", "limit"), [("name", SHORT), ("code", 5), ("story", LONG)]
)  # fmt: skip
def test_too_long_is_said_in_dutch_with_both_numbers_and_nothing_is_cut(field, limit):
    typed = "x" * (limit + 3)
    form = Sample({"name": "Testpersoon", field: typed})

    assert form.errors == {
        field: [f"Dit is te lang: hoogstens {limit} tekens, u typte er {limit + 3}."]
    }
    assert form[field].value() == typed
    assert Sample({"name": "Testpersoon", field: typed[:limit]}).is_valid()


def test_invisible_characters_do_not_count_as_length():
    assert Sample({"name": "Testpersoon", "code": "a\u200bb\u200bc\u200bd\u200be"}).is_valid()


def test_a_field_says_its_own_words_when_it_has_them():
    field = CleanCharField(error_messages={"required": "Hoe heet u?"})
    with pytest.raises(forms.ValidationError, match="Hoe heet u"):
        field.clean("")


@given(
    st.dictionaries(st.sampled_from(["name", "code", "story", "vreemd"]), st.text(st.characters()))
)
@settings(deadline=None)
def test_no_text_breaks_a_form(data):
    form = Sample(data)
    assert form.is_valid() is not bool(form.errors)
    for value in form.cleaned_data.values():
        assert "\x00" not in value
        value.encode()
    assert "</form>" not in form.as_p()


def test_forms_show_no_bubbles_of_the_browser_and_no_colons():
    form = Sample()
    assert "required" not in str(form["story"])
    assert not form.use_required_attribute
    assert str(form["name"].label_tag()) == '<label for="id_name">Naam</label>'
    assert 'rows="4"' in str(form["story"])


def test_a_story_has_as_many_lines_as_it_is_given():
    assert LongTextField(rows=9).widget.attrs["rows"] == 9


def test_choices_are_put_into_words_once_for_each_language():
    asked = []

    def said():
        asked.append(get_language())
        return f"maandag ({get_language()})"

    choices = put_into_words([("", "elke dag"), ("0", lazy(said, str)())])
    with override("nl"):
        assert choices() == choices() == [("", "elke dag"), ("0", "maandag (nl)")]
    with override("en"):
        assert choices()[1] == ("0", "maandag (en)")
    assert asked == ["nl", "en"]


class Chosen(CleanForm):
    """A select as people meet it, and those that are drawn in another way."""

    one = forms.ChoiceField(choices=[("", "geen"), ("a", "<b>"), ("b", "twee"), ("b", "nog eens")])
    number = forms.ChoiceField(choices=[(None, "geen"), (1, "een"), (True, "ja")])
    grouped = forms.ChoiceField(choices=[("groep", [("a", "A")])])
    fixed = forms.ChoiceField(choices=[("a", "A")], disabled=True)
    many = forms.MultipleChoiceField(choices=[("a", "A")])


@pytest.mark.parametrize(
    ("field", "value"),
    [("one", value) for value in ("", "a", "b", "x", '"', None)]
    + [("number", value) for value in ("", "1", "True", None)],
)
def test_a_select_is_drawn_as_django_draws_it(field, value):
    bound = Chosen({} if value is None else {field: value})[field]

    whole = re.sub(r"<select[^>]*>", "<select>", str(bound))

    assertHTMLEqual(f"<select>{options_of(bound)}</select>", whole)


@pytest.mark.parametrize("field", ["grouped", "fixed", "many"])
def test_what_is_not_a_plain_select_is_left_to_its_widget(field):
    assert options_of(Chosen({})[field]) is None
