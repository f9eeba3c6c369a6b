"""The templates are strict, safe and Dutch."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup

from meedoen.config.jinja import SEAM, many
from meedoen.core.ids import new_id


def drawn(source, **context):
    return engines["jinja2"].from_string(source).render(context)


@pytest.mark.parametrize(
    "source",
    ["{{ nowhere }}", "{{ person.nowhere }}", "{% if nowhere %}x{% endif %}",
     "{% for x in nowhere %}x{% endfor %}", "{{ 'x' ~ nowhere }}", "{{ nowhere|upper }}"],
)  # fmt: skip
def test_a_name_that_is_not_there_is_a_mistake_and_not_an_empty_place(source):
    with pytest.raises(UndefinedError):
        drawn(source, person={})


def test_every_template_is_read_in_the_strict_way():
    env = engines["jinja2"].env
    assert env.undefined is StrictUndefined
    assert env.autoescape is True


def test_what_people_typed_is_never_markup():
    typed = "<script>alert('x')</script> & \"y\""
    html = drawn('<p title="{{ typed }}">{{ typed }}</p>', typed=typed)

    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2
    assert html.count("&#34;y&#34;") == 2
    assert "&amp;" in html


def test_what_people_typed_is_never_markup_inside_a_translation_either():
    source = (
        "{% trans who=who %}Gesprek met {{ who }}{% endtrans %} {{ _('Hallo %(who)s', who=who) }}"
    )
    html = drawn(source, who="<b>x</b>")
    assert html == "Gesprek met &lt;b&gt;x&lt;/b&gt; Hallo &lt;b&gt;x&lt;/b&gt;"


def test_dates_links_and_files_are_written_our_way():
    day, moment = date(2026, 3, 1), datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    source = "{{ day|dutch_date }}; {{ day|short_date }}; {{ moment|dutch_datetime }}"

    assert drawn(source, day=day, moment=moment) == "1 maart 2026; 01-03-2026; 2 juli 2026 om 00:30"
    assert drawn("{{ none|dutch_date }}", none=None) == ""
    assert drawn("{{ url('account_login') }} {{ static('core/app.css') }}") == (
        "/inloggen/ /static/core/app.css"
    )
    with pytest.raises(NoReverseMatch):
        drawn("{{ url('nergens:heen') }}")


def test_one_and_many_are_counted_in_words():
    source = "{% trans n=n %}{{ n }} deelnemer{% pluralize %}{{ n }} deelnemers{% endtrans %}"
    assert [drawn(source, n=n) for n in (1, 2)] == ["1 deelnemer", "2 deelnemers"]


def test_a_piece_for_each_row_escapes_what_is_not_marked_as_safe():
    piece = Markup('<li title="100%">%s: %s</li>')
    rows = [("<b>", Markup("<i>veilig</i>")), ("d\"Or & 'Zn", ""), (f"a{SEAM}<b", "5%")]

    list_of_two = many(piece, rows)

    assert isinstance(list_of_two, Markup)
    assert list_of_two == Markup("").join(
        Markup('<li title="100%">{}: {}</li>').format(*row) for row in rows
    )
    assert many(piece, []) == ""


def test_an_address_with_identifiers_is_the_one_that_django_makes():
    one, other = new_id(), new_id()
    for name, given in (
        ("dossier:overview", [one]), ("intake:language", [other]),
        ("contacts:correct", [one, other]), ("contacts:correct", [other, one]),
        ("contacts:correct", [one, one]),
    ):  # fmt: skip
        source = "{{ url(name, " + ", ".join(f"given[{n}]" for n in range(len(given))) + ") }}"
        assert drawn(source, name=name, given=given) == reverse(name, args=given)
    with pytest.raises(NoReverseMatch):
        drawn("{{ url('dossier:overview', one, other) }}", one=one, other=other)
