"""The frame round every page shows each role its own places."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.tests.factories import make_user
from meedoen.config.frame import MANAGED, PLACES, frame


def framed(user, address="/"):
    request = RequestFactory().get(address)
    request.user = user
    request._messages = []
    return frame(request)


def test_a_stranger_has_no_menu_and_may_nothing():
    shown = framed(AnonymousUser())

    assert shown["user"] is None
    assert len(shown["nav"]) == 0
    assert not any(shown["may"](permission) for permission in Permission)


def test_a_request_that_never_met_a_user_has_a_frame_too():
    request = RequestFactory().get("/")
    assert frame(request)["user"] is None


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_role_sees_the_places_it_may_enter_and_no_others(role):
    user = make_user(role)
    shown = framed(user)

    expected = [
        reverse(place.name) for place in PLACES if place.needs is None or user.has(place.needs)
    ]
    managed = [reverse(place.name) for place in MANAGED if place.needs in user.permissions]
    assert [item.url for item in shown["nav"]] == expected + managed[:1]
    inside = framed(user, "/beheer/")
    assert [item.url for item in inside["managed"]] == managed
    assert inside["nav"].items[-1].active is bool(managed)
    assert shown["may"](Permission.REGISTER) is user.has(Permission.REGISTER)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "name"), [("/", "workbench:home"), ("/deelnemers/", "workbench:caseload")]
)
def test_the_place_where_one_is_stands_out_alone(address, name):
    shown = framed(make_user(Role.CONSULTANT), address)
    assert [item.url for item in shown["nav"] if item.active] == [reverse(name)]
