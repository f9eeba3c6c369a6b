"""Two people on one record: the first one wins, the other one hears it."""

from typing import ClassVar

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import Table, change, move, next_state

FLOW: Table = {"draft": {"send": "sent"}, "sent": {"accept": "accepted", "withdraw": "draft"}}


@pytest.fixture
def paper(db):
    """A table of our own with one row, gone after the test."""
    with isolate_apps("meedoen.core"):

        class Paper(models.Model):
            FLOW: ClassVar[Table] = FLOW
            id = models.IntegerField(primary_key=True)
            state = models.CharField(max_length=20, default="draft")
            version = models.IntegerField(default=1)
            title = models.CharField(max_length=50, default="Eerste")

            class Meta:
                app_label = "core"
                db_table = "core_test_paper"

            def __str__(self):
                return self.title

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE core_test_paper (id integer PRIMARY KEY, state varchar(20) NOT NULL, "
            "version integer NOT NULL, title varchar(50) NOT NULL)"
        )
    Paper.objects.create(id=1)
    Paper.objects.create(id=2)
    return Paper


def test_a_verb_moves_the_record_with_its_facts(paper):
    one = paper.objects.get(pk=1)
    move(one, "send", title="Verstuurd")

    stored = paper.objects.get(pk=1)
    assert (stored.state, stored.title) == (one.state, one.title) == ("sent", "Verstuurd")
    assert paper.objects.get(pk=2).state == "draft"


def test_whoever_moves_second_hears_what_stands_there_now(paper):
    mine, theirs = paper.objects.get(pk=1), paper.objects.get(pk=1)
    move(theirs, "send", title="Van een ander")

    with pytest.raises(TooLate) as heard:
        move(mine, "send", title="Van mij")

    assert heard.value.status == 409
    assert heard.value.now == {"id": 1, "state": "sent", "version": 1, "title": "Van een ander"}
    assert "Iemand anders" in str(heard.value.message)
    assert heard.value.next_step
    assert (mine.state, mine.title) == ("draft", "Eerste")
    assert paper.objects.get(pk=1).title == "Van een ander"


@pytest.mark.parametrize("verb", ["accept", "withdraw", "onbekend", ""])
def test_a_verb_that_does_not_fit_is_refused_and_changes_nothing(paper, verb):
    one = paper.objects.get(pk=1)
    with pytest.raises(NotPossible) as heard:
        move(one, verb)
    assert heard.value.status == 409
    assert heard.value.next_step
    assert paper.objects.get(pk=1).state == one.state == "draft"


def test_from_an_end_or_an_unknown_state_nothing_leads_on():
    assert next_state(FLOW, "sent", "withdraw") == "draft"
    for state in ("accepted", "nergens"):
        with pytest.raises(NotPossible):
            next_state(FLOW, state, "send")


def test_a_change_counts_the_version_on(paper):
    one = paper.objects.get(pk=1)
    change(one, version=1, title="Tweede")
    change(one, version=2, title="Derde")

    stored = paper.objects.get(pk=1)
    assert (stored.version, stored.title) == (one.version, one.title) == (3, "Derde")


@pytest.mark.parametrize("stale", [0, 1, 3, -1])
def test_a_change_of_another_version_loses_and_overwrites_nothing(paper, stale):
    change(paper.objects.get(pk=1), version=1, title="Van een ander")
    mine = paper.objects.get(pk=1)

    with pytest.raises(TooLate) as heard:
        change(mine, version=stale, title="Van mij")

    assert heard.value.now["title"] == "Van een ander"
    assert mine.title == paper.objects.get(pk=1).title == "Van een ander"


def test_a_record_that_is_gone_is_said_too(paper):
    one = paper.objects.get(pk=1)
    paper.objects.all().delete()
    with pytest.raises(TooLate) as heard:
        move(one, "send")
    assert heard.value.now == {}
