"""The checks behind `./run check` find what they are there for."""

import pytest

from tests.house import locked, summary, templates, translations

REPORT = (
    '<testsuites><testsuite tests="5" failures="{0}" errors="0" skipped="1" time="2.4"/>'
    "</testsuites>"
)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<button type="button" onclick="go()">',
        '<a href="javascript:go()">',
        '<script src="https://elsewhere.example/x.js"></script>',
        "{{ text|safe }}",
        "{% autoescape false %}",
    ],
)
def test_what_the_content_policy_forbids_is_found_in_a_template(markup):
    assert templates.forbidden(f"<p>\n{markup}\n") == [(2, templates.forbidden(markup)[0][1])]


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="{{ static("core/app.js") }}" defer></script>',
        "{# <style> in a comment #}",
        '<p class="on-top" data-online="yes">style = own</p>',
        '<a href="{{ url("core:page") }}">',
    ],
)
def test_an_honest_template_is_left_alone(markup):
    assert templates.forbidden(markup) == []


def test_the_list_of_texts_is_the_same_each_time_and_holds_no_date():
    text = translations.catalogue()

    assert text == translations.catalogue()
    assert "POT-Creation-Date" not in text
    assert str(translations.ROOT) not in text


def test_a_package_without_a_pin_is_found():
    assert locked.problems("requirements.txt", ["django>=5.2"]) == []
    assert locked.problems("requirements.txt", ["nowhere-to-be-found"]) == [
        "requirements.txt does not pin nowhere-to-be-found"
    ]
    assert "asks for django>=99" in locked.problems("requirements.txt", ["django>=99"])[0]


def test_the_summary_counts_each_database_and_is_not_fooled_by_a_missing_report(tmp_path):
    (tmp_path / "SQLite.xml").write_text(REPORT.format(0))
    (tmp_path / "PostgreSQL.xml").write_text(REPORT.format(1))

    good = summary.line("SQLite", summary.counted(tmp_path / "SQLite.xml"))
    bad = summary.line("PostgreSQL", summary.counted(tmp_path / "PostgreSQL.xml"))
    none = summary.line("Oracle", summary.counted(tmp_path / "Oracle.xml"))

    assert good == ("  SQLite       4 passed, 0 failed, 1 skipped, in 2 s", True)
    assert bad == ("  PostgreSQL   3 passed, 1 failed, 1 skipped, in 2 s", False)
    assert none == ("  Oracle       did not finish", False)
