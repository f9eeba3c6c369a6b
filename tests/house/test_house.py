"""The checks behind `./run check` find what they are there for."""

import os
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.browser.parts import Judged, parts, together
from tests.house import locked, summary, templates, translations, turns
from tests.house.migrated import Databases

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


FIELD = '<div class="field"><label for="id_{0}">Naam</label><input id="id_{0}" value="{1}"></div>'
PAGE = '<h1>Aanbod</h1><ul class="list"><li>{0}</li></ul>' + FIELD


def page(words="Koken", *, instead=("", "")):
    return PAGE.format(words, 7).replace(*instead)


@pytest.mark.parametrize(
    "same", [page("Fietsen"), page(instead=("id_Koken", "id_x")), page(instead=('"7"', '"8"'))]
)
def test_other_words_in_the_same_places_are_drawn_alike(same):
    assert parts(same) == parts(page())


@pytest.mark.parametrize(
    "instead",
    [
        ("list", "other-list"), ("<li>", "<li><a>Meer</a>"), ("<li>", '<li lang="ar">'),
        ("Naam", ""), ('for="id_Koken"', 'for="id_other"'), ("<label", '<label role="note"'),
        ("h1>", "h3>"), ("<ul", "<h3>Les</h3><ul"), ("<ul", "<h1>Les</h1><ul"),
        ("<ul", '<ul id="id_Koken"'), ("<ul", '<ul aria-labelledby="nobody"'),
        ("<li>Koken</li>", ""), ("<input", '<input aria-describedby="id_Koken"'),
        ("<ul", "<main><ul"),
    ],
)  # fmt: skip
def test_whatever_axe_may_mind_is_a_part_of_its_own(instead):
    assert parts(page(instead=instead)) - parts(page())


def test_a_page_of_each_kind_and_of_the_rest_as_few_as_show_every_part_there_is():
    pages = [("a one", {1, 2}), ("a most", {1, 2, 3}), ("a own", {4}), ("b same", {3, 2})]

    def first_letter(page):
        return page[0]

    assert together(pages, but=set(), kind=first_letter) == ["a most", "b same", "a own"]
    assert together(pages, but={4}, kind=first_letter) == ["a most"]
    assert together(pages, but={1, 2, 3, 4}, kind=first_letter) == []


def test_what_is_clean_on_one_database_is_so_on_the_next_by_those_rules_in_this_run(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("MEEDOEN_TESTS_TOGETHER", str(tmp_path / "run"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    Judged("rules").clean({1, 2})
    Judged("rules").clean({2, 3})

    assert Judged("rules").before == set()
    monkeypatch.setenv("DATABASE_URL", "postgres://127.0.0.1/meedoen")
    assert Judged("rules").before == {1, 2, 3}
    assert Judged("other rules").before == set()
    monkeypatch.setenv("MEEDOEN_TESTS_TOGETHER", str(tmp_path / "another run"))
    assert Judged("rules").before == set()
    monkeypatch.delenv("MEEDOEN_TESTS_TOGETHER")
    Judged("rules").clean({1})
    assert Judged("rules").before == set()


def test_a_database_is_made_once_and_again_when_making_it_failed(tmp_path):
    with pytest.raises(RuntimeError), Databases(tmp_path).made_once("town"):
        raise RuntimeError
    with Databases(tmp_path).made_once("town") as first:
        pass
    with Databases(tmp_path).made_once("town") as second:
        pass

    assert (first, second) == (True, False)


def test_a_copy_holds_what_the_first_held_and_goes_its_own_way(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    databases = Databases(tmp_path)
    with closing(sqlite3.connect(databases.name("town"))) as town, town:
        town.execute("CREATE TABLE people (name text)")
    databases.copy("own", of="town")
    with closing(sqlite3.connect(databases.name("own"))) as own, own:
        own.execute("INSERT INTO people VALUES ('Samira')")

    with closing(sqlite3.connect(databases.name("town"))) as town:
        assert town.execute("SELECT count(*) FROM people").fetchall() == [(0,)]
    assert databases.url("own") == f"sqlite:///{tmp_path}/databases/own.sqlite3"


def test_two_runs_on_one_server_do_not_meet(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:secret@127.0.0.1:5432/meedoen")
    runs = [tmp_path / "one", tmp_path / "two"]
    for run in runs:
        run.mkdir()
    one, two = map(Databases, runs)

    assert one.name("town") == Databases(runs[0]).name("town")
    assert one.name("town") != two.name("town")
    assert one.name("town") != one.name("migrated")
    assert one.url("town") == f"postgres://me:secret@127.0.0.1:5432/{one.name('town')}"


def test_tests_of_one_group_stay_on_one_worker(request):
    """How xdist is told: by the name behind the test. Without it, it hands out each by itself."""
    group = request.node.get_closest_marker("xdist_group").args[0]
    is_alone = "PYTEST_XDIST_WORKER" not in os.environ
    assert is_alone or request.node.nodeid.endswith(f"@{group}")


class Item:
    """A test as pytest knows it."""

    def __init__(self, nodeid, *marks, fixturenames=("db",)):
        self.nodeid, self.fixturenames = nodeid, fixturenames
        self.marks = [mark.mark for mark in marks]

    def get_closest_marker(self, name):
        return next((mark for mark in self.marks if mark.name == name), None)

    def add_marker(self, marker):
        self.marks.append(marker.mark)


def test_the_long_groups_come_first_then_the_largest_files_and_no_test_gets_lost():
    town, axe = (pytest.mark.xdist_group(name) for name in ("town", "axe 0"))
    items: list[Any] = [
        Item("a.py::one"), Item("b.py::one"), Item("b.py::two"), Item("t.py::one", town),
        Item("x.py::one", axe), Item("t.py::two", town), Item("b.py::pure", fixturenames=()),
        Item("c.py::one", pytest.mark.django_db, fixturenames=()),
    ]  # fmt: skip
    turns.grouped(items)
    turns.long_first(items)

    assert [item.nodeid for item in items] == [
        "x.py::one", "b.py::pure", "t.py::one", "t.py::two", "b.py::one", "b.py::two", "a.py::one",
        "c.py::one",
    ]  # fmt: skip
