"""By hand: `import-hsds` and `export-hsds`, with files, folders, reports and refusals."""

import csv
import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event
from meedoen.exchange.models import Batch, Imported
from meedoen.exchange.rules import packages
from meedoen.exchange.tests.factories import organization, package, service, uid
from meedoen.network.models import Organisation
from meedoen.offers.models import Location, Offer, Programme, ServiceArea, Session
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_member(Role.WGI_COORDINATOR)


def run(name, *arguments, **options):
    """What the command says."""
    said = io.StringIO()
    call_command(name, *map(str, arguments), stdout=said, **options)
    return said.getvalue()


def folder(path, **tables):
    """A folder with csv files, as an office would keep it."""
    path.mkdir()
    for name, rows in tables.items():
        with (path / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows(rows)
    return path


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "pakket.json"
    path.write_bytes(package())
    return path


def test_a_file_is_taken_over_in_the_name_of_who_may_and_told(keeper, file):
    said = run("import_hsds", file)

    assert "dienst: 1 nieuw" in said
    assert said.endswith("Overgenomen.\n")
    assert Offer.objects.get().name == "Spreekuur"
    assert Batch.objects.get().uploaded_by == keeper
    event = Event.objects.get(action="exchange.taken_over")
    assert (event.actor_name, event.origin) == (keeper.name, "import")
    assert "dienst: 1 hetzelfde" in run("import_hsds", file)
    assert Offer.objects.count() == 1


def test_a_look_without_taking_over_leaves_nothing(keeper, file):
    assert run("import_hsds", file, "--dry-run").endswith("Er is niets overgenomen.\n")
    assert not Offer.objects.exists()
    assert not Batch.objects.exists()


def test_a_folder_of_csv_is_a_package_and_what_we_do_not_know_is_told(keeper, tmp_path):
    where = folder(
        tmp_path / "map", organizations=[organization()],
        services=[service(minimum_age=16), service("Los", organization_id=uid("niemand"))],
        gasten=[{"id": 1}],
    )  # fmt: skip
    (where / "lees-mij.txt").write_text("Dit leest niemand.")
    said = run("import_hsds", where)

    assert (Offer.objects.get().name, Offer.objects.get().age_min) == ("Spreekuur", 16)
    assert "services.csv, regel 3" in said
    assert "gasten.csv" in said
    assert "lees-mij" not in said


def test_a_folder_with_too_many_files_or_none_is_refused(keeper, tmp_path):
    crowded = folder(tmp_path / "vol", **{f"t{n}": [] for n in range(packages.MOST_FILES + 1)})
    (tmp_path / "leeg").mkdir()
    for path in (crowded, tmp_path / "leeg"):
        with pytest.raises(CommandError, match="Er is niets overgenomen"):
            run("import_hsds", path)
    assert not Batch.objects.exists()


def test_the_report_as_json_is_for_programs(keeper, tmp_path):
    path = tmp_path / "pakket.json"
    path.write_bytes(package(services=[service(), service("Los", organization_id=uid("niemand"))]))
    report = json.loads(run("import_hsds", path, "--json", "--dry-run"))

    assert (report["written"], report["counts"]["service"]) == (False, {"new": 1})
    assert [one["field"] for one in report["problems"]] == ["organization_id"]


@pytest.mark.parametrize("content", [b"", b"geen pakket", b"PK\x03\x04" + b"\xff" * 50, b"{"])
def test_what_is_no_package_is_refused_in_words(keeper, tmp_path, content):
    path = tmp_path / "pakket.zip"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="Er is niets overgenomen"):
        run("import_hsds", path)
    assert not Batch.objects.exists()


def test_a_file_that_is_not_there_is_told(keeper, tmp_path):
    with pytest.raises(CommandError, match="is er niet"):
        run("import_hsds", tmp_path / "weg.json")


def test_without_anybody_who_may_nothing_is_taken_over(file):
    make_user(Role.PRIVACY_OFFICER)
    with pytest.raises(CommandError, match="--user"):
        run("import_hsds", file)
    with pytest.raises(CommandError, match="--user"):
        run("import_hsds", file, user="niemand@example.org")
    assert not Offer.objects.exists()


def test_the_one_who_is_named_stands_in_the_log(keeper, file):
    other = make_member(Role.WGI_COORDINATOR)
    run("import_hsds", file, user=other.email.upper(), kind="encounter", side="both")

    assert Batch.objects.get().uploaded_by == other
    assert (Offer.objects.get().kind, Offer.objects.get().side) == ("encounter", "both")


@pytest.mark.parametrize("name", ["uit.zip", "uit.json"])
def test_what_was_written_comes_back_the_same(keeper, tmp_path, name):
    make_offer(name="Naaien", age_min=18, age_max=27, by=keeper)
    first, second = tmp_path / name, tmp_path / f"weer-{name}"
    assert "1 diensten staan in" in run("export_hsds", first)
    for model in (ServiceArea, Session, Offer, Location, Programme, Organisation, Imported):
        model.objects.all().delete()

    assert "Overgenomen" in run("import_hsds", first)
    run("export_hsds", second)

    assert Offer.objects.get().ages == "18 tot en met 27 jaar"
    assert second.read_bytes() == first.read_bytes()


def test_a_zip_that_is_unpacked_in_a_folder_is_the_same_package(keeper, tmp_path):
    make_offer(name="Naaien", by=keeper)
    run("export_hsds", tmp_path / "uit.zip")
    with zipfile.ZipFile(tmp_path / "uit.zip") as archive:
        archive.extractall(tmp_path / "map")
    said = run("import_hsds", tmp_path / "map", "--json")
    assert json.loads(said)["counts"]["service"] == {"same": 1}


def test_a_name_or_place_that_cannot_be_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"\.zip of \.json"):
        run("export_hsds", tmp_path / "uit.xlsx")
    with pytest.raises(CommandError, match="Schrijven lukte niet"):
        run("export_hsds", tmp_path / "weg" / "uit.json")
