"""The same list on the command line."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from meedoen.accounts.choices import Role
from meedoen.core.time import now
from meedoen.imports.models import Batch, Row
from meedoen.imports.tests.factories import HEADER, line, make_batch, make_neighbourhoods, xlsx
from meedoen.participants.models import Participant
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultant():
    make_neighbourhoods()
    return make_member(Role.CONSULTANT, team=make_team())


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "lijst.xlsx"
    made.write_bytes(
        xlsx(
            ["Lijst van het team"],
            [],
            HEADER,
            line(1),
            line(2, phone=610000002),
            line(3, birth="31-02-1980"),
            line(4, place="Kooimeer/Zuid"),
            [],
            line(5, phone="0610000001"),
            ["Totaal: 5"],
        )
    )
    return str(made)


def test_a_dry_run_counts_and_changes_nothing(consultant, path, capsys):
    call_command("import_participants", path, "--dry-run", "--json")

    answer = json.loads(capsys.readouterr().out)
    counts = {key: answer[key] for key in ("rows", "new", "known", "doubtful", "wrong")}
    assert counts == {"rows": 5, "new": 2, "known": 0, "doubtful": 2, "wrong": 1}
    assert [one["row"] for one in answer["rows_detail"]] == [4, 5, 6, 7, 9]
    wrong = answer["rows_detail"][2]
    assert wrong["status"] == "wrong"
    assert wrong["reasons"] == ["Geb.datum: 31 februari bestaat niet in 1980."]
    assert "0 was weggevallen" in answer["rows_detail"][1]["notes"][0]
    assert "Lijkt op rij 4" in answer["rows_detail"][4]["reasons"][0]
    assert [one["row"] for one in answer["skipped"]] == [8, 10]
    assert not Batch.objects.exists()
    assert not Participant.objects.exists()


def test_a_dry_run_in_words(consultant, path, capsys):
    call_command("import_participants", path, "--dry-run")

    said = capsys.readouterr().out
    assert said.startswith("5 rijen gelezen: 2 nieuw, 0 bekend, 2 twijfel, 1 fout.")
    assert "rij 6 (fout): Geb.datum: 31 februari bestaat niet in 1980." in said


def test_the_good_rows_are_taken_over_and_can_be_turned_back(consultant, path, capsys):
    call_command("import_participants", path, "--user", consultant.email)

    said = capsys.readouterr().out
    assert "2 mensen aangemeld" in said
    assert Participant.objects.count() == 2
    batch = Batch.objects.get()
    assert f"--undo {batch.pk}" in said

    call_command("import_participants", "--undo", str(batch.pk), "--user", consultant.email)
    assert not Participant.objects.exists()


def test_who_is_known_is_counted_as_known(consultant, path, capsys):
    call_command("import_participants", path, "--user", consultant.email)
    capsys.readouterr()

    call_command("import_participants", path, "--dry-run", "--json")

    assert json.loads(capsys.readouterr().out)["known"] == 2


def test_columns_can_be_said_in_a_file(consultant, tmp_path, capsys):
    people = tmp_path / "lijst.csv"
    people.write_text("A1;B1;C1\nEen;Test;vrijwillig\n", encoding="utf-8")
    chosen = tmp_path / "kolommen.json"
    chosen.write_text('{"A1": "first_name", "B": "last_name", "C1": "category"}', encoding="utf-8")

    call_command(
        "import_participants", str(people), "--mapping", str(chosen), "--dry-run", "--json"
    )

    assert json.loads(capsys.readouterr().out)["columns"]["B1"] == "last_name"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["/bestaat/niet.xlsx", "--dry-run"], "kan niet gelezen worden"),
        ([], "Noem het bestand"),
        (["--undo", "1", "--user", "niemand@example.org"], "geen gebruiker"),
    ],
)
def test_a_mistake_is_told_without_a_trace(consultant, arguments, said):
    with pytest.raises(CommandError, match=said) as error:
        call_command("import_participants", *arguments)

    assert error.value.returncode == 1


def test_a_file_that_is_no_list_is_told(consultant, tmp_path):
    broken = tmp_path / "lijst.xlsx"
    broken.write_bytes(b"PK\x03\x04kapot")

    with pytest.raises(CommandError, match="beschadigd"):
        call_command("import_participants", str(broken), "--dry-run")


def test_more_mistakes_are_told(consultant, path, tmp_path):
    wrong = tmp_path / "kolommen.json"
    wrong.write_text('{"Bestaat niet": "first_name"}', encoding="utf-8")
    for arguments, said in (
        ([path], "--user"),
        ([path, "--user", consultant.email, "--team", "nergens"], "geen team"),
        ([path, "--mapping", str(wrong), "--dry-run"], "past niet"),
        (["--undo", "geen-nummer", "--user", consultant.email], "geen nummer"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("import_participants", *arguments)


def test_the_nightly_command_cleans_up(consultant, capsys):
    batch = make_batch(line(1), by=consultant)
    Batch.objects.filter(pk=batch.pk).update(uploaded_at=now() - timedelta(days=40))

    call_command("expire_lists")

    assert "1 lijsten" in capsys.readouterr().out
    assert not Row.objects.exists()
