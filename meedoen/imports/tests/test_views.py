"""The doors: handing in, choosing columns, mending in place, taking over, turning back."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.imports import actions
from meedoen.imports.choices import State, Status
from meedoen.imports.models import Batch, Row
from meedoen.imports.tests.factories import HEADER, csv, line, make_batch, make_neighbourhoods, xlsx
from meedoen.participants.models import Participant
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def consultant():
    make_neighbourhoods()
    return make_member(Role.CONSULTANT, team=make_team())


@pytest.fixture
def client(login, consultant):
    return login(consultant)


def _file(data: bytes, name: str = "lijst.xlsx") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, data)}


def _at(name: str, batch: Batch, *more) -> str:
    return reverse(f"imports:{name}", args=[batch.pk, *more])


def test_consultant_walks_from_the_file_to_the_people_and_back(
    client, django_capture_on_commit_callbacks
):
    answer = client.post("/lijsten/", _file(xlsx(["Lijst"], HEADER, line(1), line(2, birth="?"))))
    batch = Batch.objects.get()
    assert answer.url == _at("columns", batch)

    page = client.get(answer.url).content.decode()
    assert "Geb.datum" in page
    columns = {f"column_{place}": about for place, about in batch.mapping.items()}
    answer = client.post(_at("columns", batch), columns)
    assert answer.url == _at("check", batch)

    page = client.get(answer.url).content.decode()
    assert "De geboortedatum ontbreekt" in page
    assert "1 rij overnemen" in page

    answer = client.post(_at("start", batch))
    assert answer.url == _at("detail", batch)
    page = client.get(answer.url).content.decode()
    assert "mensen aangemeld" in page
    assert Participant.objects.count() == 1

    client.post(_at("undo", batch))
    assert "teruggedraaid" in client.get(_at("detail", batch)).content.decode()
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "leeg.xlsx", "leeg"),
        (b"%PDF-1.7", "lijst.xlsx", "pdf"),
        (b"PK\x03\x04kapot", "lijst.xlsx", "beschadigd"),
        (b"x" * (11 * 1024 * 1024), "lijst.csv", "te groot"),
    ],
)
def test_a_file_that_is_no_list_is_told_at_the_field(client, data, name, said):
    answer = client.post("/lijsten/", _file(data, name))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Batch.objects.exists()


def test_no_file_at_all_is_told_too(client):
    assert client.post("/lijsten/").status_code == 422


def test_a_csv_file_that_is_called_xlsx_is_simply_read(client):
    answer = client.post("/lijsten/", _file(csv(HEADER, line(1)), "lijst.xlsx"))

    assert answer.status_code == 302


def test_a_choice_of_columns_that_cannot_be_is_told_and_kept(client, consultant):
    batch = make_batch(line(1), by=consultant, checked=False)

    answer = client.post(_at("columns", batch), {"column_3": "phone", "column_4": "phone"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Twee kolommen" in page
    assert page.count('<option value="phone" selected>') == 2


def test_a_cell_is_mended_in_place_and_the_counts_follow(client, consultant):
    batch = make_batch(line(1, birth="31-02-1980"), by=consultant)

    answer = client.post(
        _at("row", batch, 2),
        {"field": "birth_date", "text": "28-2-1980", "version": 1, "toon": "fout"},
        **HTMX,
    )

    page = answer.content.decode()
    assert 'id="rij-2"' in page
    assert "1 rij overnemen" in page
    assert "<html" not in page
    assert Row.objects.get().status == Status.NEW


def test_without_script_mending_leads_back_to_the_list(client, consultant):
    batch = make_batch(line(1, birth="31-02-1980"), by=consultant)

    answer = client.post(
        _at("row", batch, 2), {"field": "birth_date", "text": "28-2-1980", "version": 1}
    )

    assert answer.status_code == 303
    assert answer.url.startswith(_at("check", batch))


def test_what_is_still_wrong_after_mending_says_so(client, consultant):
    batch = make_batch(line(1, birth="31-02-1980"), by=consultant)

    answer = client.post(
        _at("row", batch, 2), {"field": "birth_date", "text": "30-2-1980", "version": 1}, **HTMX
    )

    assert "30 februari bestaat niet" in answer.content.decode()


def test_the_second_of_two_sees_both_texts(client, consultant):
    batch = make_batch(line(1, birth="31-02-1980"), by=consultant)
    first = {"field": "birth_date", "text": "28-2-1980", "version": 1}
    client.post(_at("row", batch, 2), first)

    answer = client.post(_at("row", batch, 2), {**first, "text": "27-2-1980"}, **HTMX)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "28-2-1980" in page
    assert "27-2-1980" in page
    assert Row.objects.get().fixes["birth_date"]["text"] == "28-2-1980"


def test_same_person_is_decided_in_one_click(client, consultant):
    batch = make_batch(line(1), line(2, phone="0610000001"), by=consultant)
    page = client.get(_at("check", batch)).content.decode()
    assert "Is dit dezelfde persoon?" in page

    client.post(_at("decide", batch, 3), {"version": 1, "decision": "import"}, **HTMX)

    assert Row.objects.get(number=3).status == Status.NEW


def test_a_dossier_that_may_not_be_seen_is_named_without_the_person(client, login, consultant):
    other = make_member(Role.CONSULTANT, team=make_team())
    theirs = make_batch(line(1), by=other)
    actions.start(theirs, by=other)
    actions.run(theirs, by=other)
    person = Participant.objects.get()

    batch = make_batch(line(1, first="Testpersoon", birth=""), by=consultant)

    page = client.get(_at("check", batch)).content.decode()
    assert "een dossier bij Team wgi" in page
    assert str(person.pk) not in page


def test_taking_over_twice_is_harmless(client, consultant):
    batch = make_batch(line(1), by=consultant)

    first = client.post(_at("start", batch))
    client.post(_at("start", batch))

    assert first.status_code == 302
    assert Participant.objects.count() == 1


def test_the_progress_refreshes_itself_until_it_is_done(client, consultant):
    batch = make_batch(line(1), by=consultant)
    actions.start(batch, by=consultant)

    page = client.get(_at("detail", batch)).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "Ververs" in page
    assert "HX-Redirect" not in client.get(_at("progress", batch), **HTMX).headers

    actions.run(batch, by=consultant)
    answer = client.get(_at("progress", batch), **HTMX)
    assert answer.headers["HX-Redirect"] == _at("detail", batch)


def test_a_list_is_thrown_away(client, consultant):
    batch = make_batch(line(1), by=consultant)

    client.post(_at("discard", batch))

    assert not Batch.objects.exists()
    assert client.get(_at("detail", batch)).status_code == 404


PAGES = ("detail", "columns", "check", "progress", "row")
POSTS = ("start", "undo", "discard", "decide", "row", "columns")


@pytest.mark.parametrize("name", [*PAGES, *POSTS])
def test_lists_of_others_do_not_exist(client, consultant, name):
    other = make_member(Role.CONSULTANT, team=make_team())
    batch = make_batch(line(1), by=other)
    more = [2] if name in ("row", "decide") else []

    ask = client.get if name in PAGES else client.post
    assert ask(_at(name, batch, *more)).status_code == 404
    assert Batch.objects.get().state == State.CHECKED


def test_who_may_not_read_lists_is_told(login):
    client = login(make_user(Role.ASSESSOR))

    assert client.get("/lijsten/").status_code == 403
    assert client.get(f"/lijsten/{uuid4()}/").status_code == 403


def test_a_visitor_goes_to_sign_in(client, consultant):
    batch = make_batch(line(1), by=consultant)
    client.logout()

    assert client.get(_at("check", batch)).status_code == 302


@pytest.mark.parametrize(
    "junk",
    [
        {},
        {"field": "nothing", "text": "x", "version": "1"},
        {"field": "phone", "text": "\x00\u202e<b>'; DROP TABLE x;--", "version": "1"},
        {"field": "phone", "text": "x" * 1_000_000, "version": "1"},
        {"field": "phone", "text": "x", "version": "-1"},
        {"field": "phone", "text": "x", "version": "9" * 40},
        {"field": ["phone", "email"], "text": "x", "version": "een", "more": "x"},
        {"version": "1", "decision": "\x00"},
        {"version": "1", "decision": "burn"},
    ],
)
@pytest.mark.parametrize("name", ["row", "decide", "columns"])
def test_junk_gets_an_answer_and_never_breaks(client, consultant, name, junk):
    batch = make_batch(line(1, birth="31-02-1980"), by=consultant)
    more = [2] if name != "columns" else []

    answer = client.post(_at(name, batch, *more), junk)

    assert answer.status_code in (302, 303, 422)


@pytest.mark.parametrize("query", ["toon=\x00", "toon=xx&na=-1", "na=99999999999999", "na=een"])
def test_a_strange_address_shows_the_list(client, consultant, query):
    batch = make_batch(line(1), by=consultant)

    assert client.get(f"{_at('check', batch)}?{query}").status_code == 200


def test_row_that_does_not_exist_is_not_found(client, consultant):
    batch = make_batch(line(1), by=consultant)

    assert client.get(_at("row", batch, 99)).status_code == 404
    assert client.get(f"/lijsten/{batch.pk}/rij/{'9' * 30}/").status_code == 404


def test_the_check_page_costs_the_same_for_two_rows_or_forty(client, consultant, queries):
    few = make_batch(*(line(n, birth="") for n in range(2)), by=consultant)
    many = make_batch(*(line(n, birth="", phone="0610000001") for n in range(40)), by=consultant)
    client.get(_at("check", few))

    two = queries(lambda: client.get(_at("check", few)))
    forty = queries(lambda: client.get(_at("check", many)))

    assert forty <= two + 3


def test_more_than_fifty_rows_go_over_pages(client, consultant):
    batch = make_batch(*(line(n, birth="") for n in range(60)), by=consultant)

    first = client.get(_at("check", batch)).content.decode()
    second = client.get(f"{_at('check', batch)}?toon=twijfel&na=51").content.decode()

    assert first.count("<article") == 50
    assert second.count("<article") == 10
    assert "na=51" in first
