"""A new version: begun once, changed without overwriting anybody, published whole or not at all."""

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import NotAllowed, NotPossible, TooLate
from meedoen.journeys import access as journeys, actions as roads
from meedoen.journeys.choices import Route
from meedoen.journeys.models import Flow
from meedoen.journeys.tests.factories import make_journey
from meedoen.workflow import access, actions
from meedoen.workflow.choices import State
from meedoen.workflow.models import Revision
from meedoen.workflow.rules.versions import numbered

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_user(Role.APP_ADMIN)


@pytest.fixture
def draft(admin):
    return actions.begin(journeys.current_flow(Route.NEIGHBOURHOOD), by=admin)


def edit(draft, admin, **facts):
    return actions.edit(draft, "intake", by=admin, version=draft.version, **facts)


def test_a_new_version_counts_for_who_begins_after_it(admin, draft, audited):
    old = make_journey()
    edit(draft, admin, label="Kennismaken", term_days=20)

    flow = actions.publish(draft, by=admin, version=draft.version, note="Duidelijker")

    assert (flow.version, draft.state, draft.flow) == (2, State.PUBLISHED, flow)
    assert flow.definition["version"] == 2
    assert make_journey().road.phase("intake").label == "Kennismaken"
    old.refresh_from_db()
    assert old.road.phase("intake").label == "Intake"
    for action in ("workflow.begun", "workflow.edited", "workflow.published"):
        assert audited(action, draft), action


def test_of_each_road_there_is_one_draft(admin, draft):
    again = actions.begin(draft.base, by=make_user(Role.STAFF_ADVISER))
    other = actions.begin(journeys.current_flow(Route.REGULAR), by=admin)

    assert again == draft
    assert other != draft
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(
            route=draft.route, base=draft.base, definition=draft.definition, made_by=admin
        )


def test_two_people_change_at_once_and_the_second_hears_it(admin, draft):
    stale = draft.version
    edit(draft, admin, label="Eerste")
    second = access.to_edit(admin, draft.pk)

    with pytest.raises(TooLate):
        actions.edit(second, "intake", by=admin, version=stale, label="Tweede")
    with pytest.raises(TooLate):
        actions.publish(second, by=admin, version=stale)
    assert access.to_edit(admin, draft.pk).definition["phases"][4]["label"] == "Eerste"


@pytest.mark.parametrize(
    "facts", [{"label": ""}, {"role": "participant"}, {"term_days": 0.5}, {"left_out": True}]
)
def test_what_would_break_the_road_is_refused(admin, draft, facts):
    with pytest.raises(NotPossible):
        edit(draft, admin, **facts)
    assert access.to_edit(admin, draft.pk).definition == draft.base.definition


def test_nothing_changed_is_not_a_version(admin, draft):
    with pytest.raises(NotPossible, match="nog niets veranderd"):
        actions.publish(draft, by=admin, version=draft.version)


def test_a_broken_draft_is_not_published(admin, draft):
    broken = {**draft.definition, "start": "intake"}
    Revision.objects.filter(pk=draft.pk).update(definition=broken)

    with pytest.raises(NotPossible):
        actions.publish(access.to_edit(admin, draft.pk), by=admin, version=draft.version)
    assert Flow.objects.filter(route=draft.route).count() == 1


def test_a_draft_of_yesterdays_road_is_not_published(admin, draft):
    edit(draft, admin, label="Kennismaken")
    roads.publish_flow(numbered(draft.base.definition, 2))

    with pytest.raises(NotPossible, match="nieuwere versie"):
        actions.publish(draft, by=admin, version=draft.version)


def test_publishing_twice_makes_one_version(admin, draft):
    edit(draft, admin, label="Kennismaken")
    actions.publish(draft, by=admin, version=draft.version)

    with pytest.raises(NotPossible):
        actions.publish(draft, by=admin, version=draft.version)
    assert Flow.objects.filter(route=draft.route).count() == 2


def test_a_draft_can_go_away_and_a_new_one_begins_as_the_road_is(admin, draft, audited):
    edit(draft, admin, label="Kennismaken")
    actions.drop(draft, by=admin)

    assert audited("workflow.dropped", draft)
    fresh = actions.begin(draft.base, by=admin)
    assert fresh != draft
    assert fresh.definition == draft.base.definition


def test_only_who_looks_after_the_road_changes_it(draft):
    leader = make_user(Role.WGI_COORDINATOR)
    for attempt in (
        lambda: actions.begin(draft.base, by=leader),
        lambda: actions.edit(draft, "intake", by=leader, version=1, label="x"),
        lambda: actions.publish(draft, by=leader, version=1),
        lambda: actions.drop(draft, by=leader),
    ):
        with pytest.raises(NotAllowed):
            attempt()
