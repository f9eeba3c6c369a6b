"""Every form of every page takes junk without breaking: a Dutch message, never a 500.

The forms are found by walking through the town; each gets every kind of junk in every field,
fields left out, fields too many, versions of yesterday, and is sent twice.
"""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.urls import resolve

from meedoen.accounts.choices import Role
from meedoen.core.ids import new_id
from tests.architecture.town import UUID, is_page, read, signed_in

# One worker builds the town and walks through it, once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("town")]

JUNK = {
    "a NUL byte": "a\x00b",
    "html, sql, json, a template, half a surrogate and right-to-left marks": (
        "\u202e\u200f<script>alert(1)</script>'; DROP TABLE participants_participant; --"
        ' %s %(x)s {0} {{ 7*7 }} {"a": [1, {"b": null}]}\ufffd\ufffd'
    ),
    "a number": "99999999999999999999",
    "a negative number": "-1",
    "a word": "geen getal en geen datum",
    "an impossible date": "31-02-2026",
    "a year far away": "01-01-9999",
    "an unknown id": str(new_id()),
    "only spaces": "   ",
    "json": '{"a": [1, {"b": null}]}',
    "lines": "een\r\ntwee\r\n\r\n" * 50,
}
LONG = "x" * 30_000
LONGEST = "x" * 1_000_000
KEPT = {"csrfmiddlewaretoken"}
NEVER_SENT = {"/uitloggen/"}
ROLES = (
    Role.CONSULTANT, Role.PARTICIPATION_COACH, Role.WGI_COORDINATOR, Role.TEAM_LEADER_INTEGRATION,
    Role.ASSESSOR, Role.APP_ADMIN,
)  # fmt: skip


@pytest.fixture(scope="module")
def forms(walks, django_db_blocker):
    """Every kind of form once: who sees it, where it goes, what it sends untouched.

    Forms of one view with the same fields are of one kind, whatever they are about.
    """
    found = {}
    with django_db_blocker.unblock():
        for role in ROLES:
            for url, page in walks.of(role).pages.items():
                if not is_page(page):
                    continue
                for form in read(page).forms:
                    target = urljoin(url, form.action or url)
                    path = urlsplit(target).path
                    if form.method == "post" and path not in NEVER_SENT:
                        kind = (resolve(path).view_name, tuple(sorted(form.fields)))
                        found.setdefault(kind, (role, target, form))
    return list(found.values())


@pytest.fixture(scope="module")
def send(town, django_db_blocker):
    """Send a form as this colleague, and undo whatever it did."""
    with django_db_blocker.unblock():
        browsers = {role: signed_in(role) for role in ROLES}

    def sent(role, target, fields):
        with transaction.atomic():
            response = browsers[role].post(target, fields)
            transaction.set_rollback(True)
        return response

    return sent


def _check_understood(response, told):
    assert response.status_code < 500, told
    assert response.status_code in {200, 204, 302, 303, 400, 403, 404, 409, 413, 422, 429}, told


def test_there_are_forms_to_try(forms):
    assert len(forms) > 25


def test_every_form_takes_junk_in_every_field(forms, send):
    for role, target, form in forms:
        # A button without fields has nowhere to put junk: it is only pressed.
        kinds = JUNK if form.fields.keys() - KEPT else {"nothing": ""}
        for told, junk in kinds.items():
            fields = {
                name: values if name in KEPT else [junk] for name, values in form.fields.items()
            }
            _check_understood(send(role, target, fields), f"{target} with {told}")


def test_one_bad_field_among_good_ones(forms, send):
    for role, target, form in forms:
        for name in form.fields.keys() - KEPT:
            # Whatever points to something also gets what looks right and is not there.
            points = name in form.points
            for told in ("a number", "an unknown id") if points else ("a number",):
                fields = {**form.fields, name: [JUNK[told]]}
                _check_understood(send(role, target, fields), f"{target} {name} with {told}")


def test_very_long_text_is_said_and_not_cut(forms, send):
    for role, target, form in forms:
        names = sorted(form.fields.keys() - KEPT)
        long = {**form.fields, **{name: [LONG] for name in names}}
        _check_understood(send(role, target, long), f"{target} with long texts")
        # A megabyte in one field, so that the form and not the size of the whole refuses it.
        for name in [one for one in names if one in form.written][:1] or names[:1]:
            fields = {**form.fields, name: [LONGEST]}
            _check_understood(send(role, target, fields), f"{target} {name} with a megabyte")


def test_missing_and_extra_fields(forms, send):
    for role, target, form in forms:
        _check_understood(send(role, target, {}), f"{target} with nothing")
        extra = {**form.fields, "is_superuser": ["on"], "binding": ["1"], "due_on": ["2020-01-01"]}
        _check_understood(send(role, target, extra), f"{target} with too much")


def test_a_version_of_yesterday_is_refused_or_shown(forms, send):
    tried = 0
    for role, target, form in forms:
        if "version" not in form.fields:
            continue
        tried += 1
        fields = {**form.fields, "version": ["0"]}
        _check_understood(send(role, target, fields), f"{target} with an old version")
    assert tried > 0


def test_junk_in_addresses(walks):
    client = signed_in(Role.CONSULTANT)
    for url in walks.of(Role.CONSULTANT).pages:
        path = urlsplit(url).path
        for query in (
            "?q=%00&fase=<b>&wijk=x&soort=%ff",
            "?pagina=%27&marker=%ff&vanaf=e30&na=e30",
            "?sorteer=x&volgorde=%27--&dag=31-02-2026&van=x&tot=9999-99-99",
        ):
            _check_understood(client.get(path + query), path + query)
        if UUID.search(path):
            assert client.get(UUID.sub(str(new_id()), path)).status_code == 404
            assert client.get(UUID.sub("geen-id", path)).status_code == 404
        assert re.match(r"^/", path)
