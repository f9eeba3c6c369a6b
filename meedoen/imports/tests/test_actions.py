"""From a list that was handed in to people on their way, and back."""

from datetime import date, timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import NotAllowed, NotPossible, TooLate
from meedoen.core.time import today
from meedoen.imports import access, actions
from meedoen.imports.choices import Decision, Field, State, Status
from meedoen.imports.models import Batch, ColumnMemory, Row, Source
from meedoen.imports.rules import columns, files
from meedoen.imports.tests.factories import HEADER, line, make_batch, make_neighbourhoods, xlsx
from meedoen.journeys.models import Journey
from meedoen.ladder.models import Measurement
from meedoen.language.models import LevelRecord
from meedoen.participants import actions as participants
from meedoen.participants.models import Participant
from meedoen.teams.choices import Category
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultant():
    make_neighbourhoods()
    make_team("inburgering", category=Category.MANDATORY)
    return make_member(Role.CONSULTANT, team=make_team())


def _row(batch: Batch, number: int) -> Row:
    return Row.objects.select_related("batch").get(batch=batch, number=number)


def _take_over(batch: Batch, by) -> Batch:
    actions.start(batch, by=by)
    return actions.run(batch, by=by, size=2)


def test_consultant_reads_a_list_and_everybody_good_is_on_the_way(consultant, audited):
    batch = make_batch(
        line(1), line(2, category="verplicht", place="De Mare"), line(3, birth="31-02-1980"),
        line(4, place="Overdi"), by=consultant,
    )  # fmt: skip
    assert access.counts(batch) | {"taken": 0} == {
        "rows": 4, "taken": 0, "skipped": 0, "new": 2, "known": 0, "doubtful": 1, "wrong": 1,
    }  # fmt: skip

    _take_over(batch, consultant)

    assert (batch.state, batch.done) == (State.DONE, 2)
    people = list(Participant.objects.order_by("sort_name"))
    assert [one.category for one in people] == [Category.VOLUNTARY, Category.MANDATORY]
    assert str(people[1].neighbourhood) == "De Mare"
    assert people[0].phone == "+31610000001"
    assert people[0].registered_on == date(2026, 3, 2)
    assert Journey.objects.count() == 2
    assert Measurement.objects.get(participant=people[0]).recorded == 2
    assert LevelRecord.objects.filter(participant=people[0]).count() == 5
    assert audited("imports.finished", batch)
    assert audited("participants.registered", people[0])


def test_what_was_taken_over_stands_in_the_dossier_only(consultant):
    batch = make_batch(line(1), line(2, birth=""), by=consultant)

    _take_over(batch, consultant)

    taken, waiting = _row(batch, 2), _row(batch, 3)
    assert (taken.cells, taken.marks, taken.reasons) == ({}, [], [])
    assert taken.participant is not None
    assert waiting.cells
    assert not Source.objects.exists()


def test_columns_that_are_never_kept_are_not_stored_anywhere(consultant):
    sheet = files.read(
        xlsx(["Voornaam", "Achternaam", "BSN", "Nationaliteit"], ["Een", "Test", "111222333", "x"])
    )

    batch = actions.upload(sheet, by=consultant, filename="lijst.xlsx")

    assert "111222333" not in str(Source.objects.get(batch=batch).lines)
    assert batch.mapping == {"0": "first_name", "1": "last_name"}


def test_the_choice_of_columns_is_remembered_for_the_next_list(consultant):
    sheet = files.read(xlsx(["Naam A", "Naam B", "Vrijw"], ["Een", "Test", "vrijwillig"]))
    batch = actions.upload(sheet, by=consultant, filename="lijst.xlsx")
    chosen = {0: Field.FIRST_NAME, 1: Field.LAST_NAME, 2: Field.CATEGORY}

    actions.choose_columns(batch, mapping=chosen, by=consultant)

    memory = access.remembered(batch.headers)
    assert columns.lay_out(sheet, remembered=memory).mapping == chosen
    assert ColumnMemory.objects.count() == 1


def test_a_list_without_a_name_or_with_two_of_the_same_is_refused(consultant):
    batch = make_batch(line(1), by=consultant, checked=False)

    with pytest.raises(NotPossible, match="naam"):
        actions.choose_columns(batch, mapping={3: Field.PHONE}, by=consultant)
    with pytest.raises(NotPossible, match="Twee kolommen"):
        actions.choose_columns(
            batch, mapping={0: Field.FIRST_NAME, 1: Field.FIRST_NAME}, by=consultant
        )
    with pytest.raises(NotPossible, match="staat niet"):
        actions.choose_columns(batch, mapping={99: Field.FIRST_NAME}, by=consultant)


def test_a_mended_cell_makes_the_row_good(consultant, audited):
    batch = make_batch(line(1, birth="31-02-1980"), by=consultant)
    row = _row(batch, 2)
    assert row.status == Status.WRONG

    actions.mend(row, about=Field.BIRTH_DATE, text="28-2-1980", version=row.version, by=consultant)

    row.refresh_from_db()
    assert (row.status, row.version) == (Status.NEW, 2)
    assert audited("imports.mended", row)
    _take_over(batch, consultant)
    assert Participant.objects.get().birth_date == date(1980, 2, 28)


def test_one_answer_mends_every_row_with_the_same_word(consultant):
    batch = make_batch(*(line(n, place="Overdi") for n in range(1, 5)), by=consultant)
    row = _row(batch, 2)

    changed = actions.mend(
        row, about=Field.NEIGHBOURHOOD, text="Overdie", version=1, by=consultant, everywhere=True
    )

    assert changed == 4
    assert access.counts(batch)["new"] == 4


def test_two_people_mend_one_cell_and_the_second_hears_it(consultant):
    batch = make_batch(line(1, birth="31-02-1980"), by=consultant)
    mine, theirs = _row(batch, 2), _row(batch, 2)
    actions.mend(mine, about=Field.BIRTH_DATE, text="28-2-1980", version=1, by=consultant)

    with pytest.raises(TooLate) as refusal:
        actions.mend(theirs, about=Field.BIRTH_DATE, text="1-3-1980", version=1, by=consultant)

    assert refusal.value.now["fixes"] == {"birth_date": {"text": "28-2-1980"}}
    assert _row(batch, 2).mended[Field.BIRTH_DATE].text == "28-2-1980"


def test_a_doubtful_cell_can_be_right_as_it_stands(consultant):
    batch = make_batch(line(1, question="gaat naar de moskee"), by=consultant)
    row = _row(batch, 2)
    assert row.status == Status.DOUBTFUL
    assert "moskee" not in str(row.reasons)

    actions.mend(row, about=Field.QUESTION, stays=True, version=1, by=consultant)

    assert _row(batch, 2).status == Status.NEW


def test_who_stands_twice_in_the_list_is_asked_and_may_be_two_people(consultant):
    batch = make_batch(line(1), line(2, phone="0610000001"), line(3), by=consultant)
    assert access.counts(batch)["doubtful"] == 1
    row = _row(batch, 3)
    assert row.alike == [[2, ["hetzelfde telefoonnummer"]]]

    actions.decide(row, decision=Decision.IMPORT, version=1, by=consultant)

    assert _row(batch, 3).status == Status.NEW


def test_mending_one_row_frees_the_row_that_looked_like_it(consultant):
    batch = make_batch(line(1), line(2, phone="0610000001"), by=consultant)
    first = _row(batch, 2)

    actions.mend(first, about=Field.PHONE, text="0612121212", version=1, by=consultant)

    assert _row(batch, 3).status == Status.NEW


def test_who_has_a_dossier_already_is_known_and_not_registered_again(consultant):
    _take_over(make_batch(line(1), by=consultant), consultant)

    batch = make_batch(line(1), line(2, phone="0610000001"), line(3), by=consultant)

    assert access.counts(batch)["known"] == 1
    assert access.counts(batch)["doubtful"] == 1
    _take_over(batch, consultant)
    assert Participant.objects.count() == 2


def test_who_was_registered_since_the_check_is_not_taken_over(consultant):
    batch = make_batch(line(1), line(2), by=consultant)
    participants.register(
        by=consultant, first_name="Testpersoon", last_name="Nummerb", category=Category.VOLUNTARY,
        birth_date=date(1980, 1, 2),
    )  # fmt: skip

    _take_over(batch, consultant)

    assert Participant.objects.count() == 2
    assert access.counts(batch)["known"] == 1


def test_same_person_and_not_at_all_are_not_taken_over(consultant):
    batch = make_batch(line(1), line(2), line(3), by=consultant)
    actions.decide(_row(batch, 3), decision=Decision.SAME, version=1, by=consultant)
    actions.decide(_row(batch, 4), decision=Decision.SKIP, version=1, by=consultant)

    _take_over(batch, consultant)

    assert Participant.objects.count() == 1
    assert access.counts(batch)["skipped"] == 1


def test_asking_twice_to_take_over_happens_once(consultant):
    batch = make_batch(line(1), line(2), by=consultant)
    again = Batch.objects.get(pk=batch.pk)
    actions.start(batch, by=consultant)
    with pytest.raises(TooLate):
        actions.start(again, by=consultant)
    again.refresh_from_db()
    actions.start(again, by=consultant)

    actions.run(batch, by=consultant)
    actions.run(again, by=consultant)

    assert Participant.objects.count() == 2


def test_an_accident_halfway_loses_nobody_and_makes_nobody_twice(consultant):
    batch = make_batch(*(line(n) for n in range(1, 6)), by=consultant)
    actions.start(batch, by=consultant)
    actions.import_chunk(batch, by=consultant, size=2)

    actions.run(Batch.objects.get(pk=batch.pk), by=consultant, size=2)

    batch.refresh_from_db()
    assert Participant.objects.count() == 5
    assert (batch.state, batch.done, batch.percent) == (State.DONE, 5, 100)


def test_rows_that_waited_can_be_taken_over_later(consultant):
    batch = make_batch(line(1), line(2, birth="31-02-1980"), by=consultant)
    _take_over(batch, consultant)
    row = _row(batch, 3)

    actions.mend(row, about=Field.BIRTH_DATE, text="1-2-1980", version=1, by=consultant)
    batch.refresh_from_db()
    _take_over(batch, consultant)

    assert Participant.objects.count() == 2
    assert batch.state == State.DONE


def test_a_list_is_turned_back_whole(consultant, audited):
    batch = make_batch(line(1), line(2), line(3, birth=""), by=consultant)
    _take_over(batch, consultant)

    assert actions.undo(batch, by=consultant) == 2

    assert not Participant.objects.exists()
    assert not Journey.objects.exists()
    assert not LevelRecord.objects.exists()
    assert not Measurement.objects.exists()
    assert not Row.objects.exists()
    assert batch.state == State.UNDONE
    assert audited("imports.undone", batch)


def test_a_list_is_not_turned_back_when_somebody_worked_in_a_dossier(consultant):
    batch = make_batch(line(1), line(2), by=consultant)
    _take_over(batch, consultant)
    person = Participant.objects.order_by("sort_name")[0]
    participants.correct(person, by=consultant, version=1, called="Test")

    with pytest.raises(NotPossible, match=person.case_number):
        actions.undo(batch, by=consultant)

    assert Participant.objects.count() == 2


def test_nothing_changes_in_a_row_that_was_taken_over(consultant):
    batch = make_batch(line(1), by=consultant)
    _take_over(batch, consultant)
    row = _row(batch, 2)

    with pytest.raises(NotPossible, match="overgenomen"):
        actions.mend(row, about=Field.PHONE, text="x", version=1, by=consultant)
    with pytest.raises(NotPossible, match="overgenomen"):
        actions.decide(row, decision=Decision.SKIP, version=1, by=consultant)


def test_a_list_that_is_not_wanted_is_thrown_away(consultant):
    batch = make_batch(line(1), by=consultant)

    actions.discard(batch, by=consultant)

    assert not Batch.objects.exists()
    assert not Row.objects.exists()
    assert not Source.objects.exists()


def test_a_list_with_people_in_it_is_not_thrown_away(consultant):
    batch = make_batch(line(1), by=consultant)
    _take_over(batch, consultant)

    with pytest.raises(NotPossible, match="overgenomen"):
        actions.discard(batch, by=consultant)


def test_a_list_with_nothing_good_cannot_be_taken_over(consultant):
    batch = make_batch(line(1, birth="31-02-1980"), by=consultant)

    with pytest.raises(NotPossible, match="geen enkele rij"):
        actions.start(batch, by=consultant)


def test_rows_that_wait_go_after_thirty_days(consultant):
    done = make_batch(line(1), line(2, birth=""), by=consultant)
    _take_over(done, consultant)
    make_batch(line(5), by=consultant)

    assert actions.expire(today=today() + timedelta(days=30)) == 0
    assert actions.expire(today=today() + timedelta(days=32)) == 2

    assert Participant.objects.count() == 1
    assert not Row.objects.waiting().exists()
    assert Batch.objects.get() == done


def test_who_may_not_import_hands_in_nothing(consultant):
    sheet = files.read(xlsx(HEADER, line(1)))

    with pytest.raises(NotAllowed):
        actions.upload(sheet, by=make_user(Role.ASSESSOR), filename="x.xlsx")


def test_the_own_lists_and_those_of_the_own_team_are_seen(consultant):
    batch = make_batch(line(1), by=consultant)
    leader = make_member(Role.WGI_COORDINATOR, team=make_team(), lead=True)
    other = make_member(Role.CONSULTANT, team=make_team())

    assert access.visible_to(consultant).contains(batch)
    assert access.visible_to(leader).contains(batch)
    assert not access.visible_to(other).contains(batch)
    assert not access.visible_to(make_user(Role.DIRECTOR)).contains(batch)


def test_judging_costs_the_same_number_of_queries_for_two_rows_or_twenty(consultant, queries):
    make_batch(line(1), by=consultant)
    few = make_batch(line(1), line(2), by=consultant, checked=False)
    many = make_batch(*(line(n) for n in range(1, 21)), by=consultant, checked=False)

    two = queries(lambda: actions.choose_columns(few, mapping=few.fields, by=consultant))
    twenty = queries(lambda: actions.choose_columns(many, mapping=many.fields, by=consultant))

    assert two == twenty


def test_one_row_that_cannot_be_taken_over_does_not_hold_up_the_others(consultant, monkeypatch):
    batch = make_batch(line(1), line(2), line(3), by=consultant)
    real = participants.register_many

    def refuses_two(people, **more):
        if any(one["last_name"] == "Nummerc" for one in people):
            raise NotPossible("Dat kan niet.")
        return real(people, **more)

    monkeypatch.setattr(participants, "register_many", refuses_two)
    _take_over(batch, consultant)

    assert Participant.objects.count() == 2
    row = Row.objects.waiting().get()
    assert (row.status, row.reasons[-1]["text"]) == (Status.WRONG, "Dat kan niet.")
