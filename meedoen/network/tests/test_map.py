"""The shapes of our areas: read from a file the user gives, drawn by ourselves."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event
from meedoen.network import rules
from meedoen.network.models import Neighbourhood
from meedoen.network.tests.factories import make_neighbourhood

RING: rules.Ring = [[4.70, 52.60], [4.80, 52.60], [4.80, 52.70], [4.70, 52.70], [4.70, 52.60]]
EAST: rules.Ring = [[round(x + 0.1, 2), y] for x, y in RING]


def feature(ring, kind="Polygon", **properties):
    told = [ring] if kind == "Polygon" else [[ring]]
    geometry = {"type": kind, "coordinates": told}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def test_areas_are_drawn_in_proportion_with_north_up():
    drawn = rules.picture({"west": [[RING]], "east": [[EAST]], "none": []})

    assert [one.key for one in drawn.areas] == ["west", "east"]
    west, east = drawn.areas
    assert west.x < east.x
    assert west.y == east.y
    assert drawn.width == 600
    assert 400 < drawn.height < 600
    assert west.path.startswith("M12.0 ")
    assert west.path.endswith("Z")
    assert rules.picture({"none": []}) is None


def test_a_line_without_surface_still_has_a_middle():
    dot: rules.Ring = [[4.7, 52.6]] * 4
    drawn = rules.picture({"line": [[dot]]})
    assert drawn.areas[0].x == 12.0


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "geen GeoJSON"),
        ({"features": {}}, "geen GeoJSON"),
        (collection({"geometry": None}), "geen vorm"),
        (collection("x"), "geen vorm"),
        (collection({"geometry": {"type": "Point", "coordinates": [4, 52]}}), "geen vlak"),
        (collection(feature(RING[:3])), "minder dan vier"),
        (collection(feature([[121000, 515000]] * 4)), "WGS 84"),
        (collection(feature([["a", "b"]] * 4)), "WGS 84"),
        (collection(feature([[None, 1]] * 4)), "WGS 84"),
        (collection(feature(RING * 5000)), "vereenvoudig"),
    ],
)
def test_a_file_that_holds_no_areas_is_refused_with_a_reason(told, said):
    with pytest.raises(ValueError, match=said):
        rules.features(told)


@pytest.fixture
def draw(db, tmp_path):
    user = make_user(Role.APP_ADMIN)

    def run(told, *options):
        file = tmp_path / "wijken.geojson"
        file.write_bytes(told if isinstance(told, bytes) else json.dumps(told).encode())
        out = StringIO()
        call_command("draw_areas", str(file), "--user", user.email, *options, stdout=out)
        return out.getvalue()

    return run


def test_the_command_matches_by_name_or_code_and_writes_only_when_told(draw):
    oudorp = make_neighbourhood("oudorp", wijk_codes=["WK036102"])
    make_neighbourhood("overdie", aliases=["Overdie-Oost"])
    file = collection(
        feature(RING, wijkcode="WK036102"),
        feature(EAST, kind="MultiPolygon", naam="overdie-oost"),
        feature(EAST, naam="Elders"),
    )
    assert "niets gewijzigd" in draw(file)
    assert Neighbourhood.objects.get(pk=oudorp.pk).shape == []

    assert "Oudorp: 1" in draw(file, "--write")
    assert Neighbourhood.objects.get(pk=oudorp.pk).shape == [[RING]]
    assert Neighbourhood.objects.get(code="overdie").shape == [[EAST]]
    assert Event.objects.filter(action="network.neighbourhood_drawn").count() == 2


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (b"{", "geen goede JSON"),
        (b"\xff\xfe", "geen goede JSON"),
        (b"[" * 100_000, "geen goede JSON"),
        (collection(feature(RING, naam="Nergens")), "Geen gebied"),
        (collection(feature(RING[:2])), "vier punten"),
    ],
)
def test_the_command_says_what_is_wrong_and_changes_nothing(draw, told, said):
    make_neighbourhood("oudorp")
    with pytest.raises(CommandError, match=said):
        draw(told, "--write")
    assert Neighbourhood.objects.get().shape == []
