"""The page with all building blocks."""

import re

from meedoen.core import gallery


def test_anybody_can_see_all_building_blocks_and_nothing_is_read(client):
    """Without the mark for databases: a single query would fail this test."""
    answer = client.get("/galerij/")
    html = answer.content.decode()

    assert answer.status_code == 200
    assert "<h1" in html
    for landmark in ("<table", "<form", "<dialog", "utrecht-alert", "<details"):
        assert landmark in html
    assert "Uitloggen" not in html


def test_no_two_things_on_the_gallery_have_one_id(client):
    html = client.get("/galerij/").content.decode()
    names = re.findall(r'\sid="([^"]+)"', html)
    assert len(names) > 20
    assert sorted(names) == sorted(set(names))


def test_every_label_on_the_gallery_points_at_a_field(client):
    html = client.get("/galerij/").content.decode()
    names = set(re.findall(r'\sid="([^"]+)"', html))
    pointed = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', html))
    described = {
        name
        for names_of in re.findall(r'aria-(?:describedby|labelledby|controls)="([^"]+)"', html)
        for name in names_of.split()
    }
    assert pointed
    assert pointed <= names
    assert described <= names


def test_the_wrong_form_of_the_gallery_shows_each_error_at_its_field():
    wrong = gallery.samples()["wrong"]
    assert {"name", "email", "born", "childcare", "may_call"} <= set(wrong.errors)
    assert wrong["story"].value() == "Koken met buren."
