"""Refusals in words, and what is not found."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.utils.translation import gettext_lazy

from meedoen.audit.models import Event
from meedoen.core.errors import NotAllowed, NotPossible, Refusal, TooLate, found
from meedoen.core.ids import new_id


@pytest.fixture
def event(db):
    return Event.objects.create(action="test.made", object_type="x.y", object_id="1")


def test_one_record_is_found_by_its_id_as_text_or_as_uuid(event):
    assert found(Event.objects.all(), pk=event.pk) == event
    assert found(Event.objects.all(), pk=str(event.pk)) == event


@pytest.mark.parametrize(
    "wrong", ["geen-nummer", "", "0", "\x00", "é" * 40, "x" * 10_000, "' OR 1=1 --", "-1"]
)
def test_an_id_that_is_no_id_is_missing(event, wrong):
    with pytest.raises(Http404):
        found(Event.objects.all(), pk=wrong)


def test_hidden_and_missing_look_alike(event):
    heard = []
    for queryset, pk in ((Event.objects.none(), event.pk), (Event.objects.all(), new_id())):
        with pytest.raises(Http404) as missing:
            found(queryset, pk=pk)
        heard.append(str(missing.value))
    assert heard[0] == heard[1]


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["x", "", "1.5", 10**40, -(10**40), "\x00"])
def test_a_number_that_is_no_number_is_missing(wrong):
    with pytest.raises(Http404):
        found(ContentType.objects.all(), pk=wrong)


@pytest.mark.parametrize("code", ["a\x00b", "\ud800", "x" * 100_000])
def test_a_text_that_no_database_keeps_is_missing(event, code):
    with pytest.raises(Http404):
        found(Event.objects.all(), action=code)


def test_two_records_where_one_was_asked_is_a_mistake_of_ours(event):
    Event.objects.create(action="test.made", object_type="x.y", object_id="2")
    with pytest.raises(Event.MultipleObjectsReturned):
        found(Event.objects.all(), action="test.made")


@pytest.mark.parametrize(
    ("kind", "status"), [(Refusal, 409), (NotAllowed, 403), (NotPossible, 409), (TooLate, 409)]
)
def test_each_refusal_has_a_status_a_title_and_its_own_words(kind, status):
    heard = kind(gettext_lazy("Dat gaat zo niet."), next_step="Vraag het na.", now={"a": 1})

    assert heard.status == status
    assert str(heard.title)
    assert str(heard) == "Dat gaat zo niet."
    assert heard.next_step == "Vraag het na."
    assert heard.now == {"a": 1}
    assert kind("Nee.").now == {}
