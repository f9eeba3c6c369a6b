"""Making a new version on screen, with everything that can be typed wrong."""

import re

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.ids import new_id
from meedoen.journeys.access import current_flow
from meedoen.journeys.choices import Route
from meedoen.journeys.models import Flow
from meedoen.workflow import actions
from meedoen.workflow.models import Revision

pytestmark = pytest.mark.django_db

PLACE = "/stroomschema/"
JUNK = ["\x00", "x" * 1_000_000, "<script>", "' OR 1=1 --", "\u202e", "-1", "9" * 30, "[]"]


@pytest.fixture
def admin():
    return make_user(Role.APP_ADMIN)


@pytest.fixture
def client(login, admin):
    return login(admin)


@pytest.fixture
def draft(admin):
    return actions.begin(current_flow(Route.NEIGHBOURHOOD), by=admin)


def place(draft, part=""):
    return f"{PLACE}concept/{draft.pk}/{part}"


def typed(**facts):
    return {
        "label": "Intake", "explanation": "Wij luisteren.", "role": "consultant",
        "term_days": "15", "papers": ["intake"], "version": "1", **facts,
    }  # fmt: skip


def version_in(text):
    """The hidden version that a form carries."""
    found = re.search(r'name="version" value="(\d+)"', text)
    assert found
    return found[1]


def test_from_begin_to_published(client):
    started = client.post(f"{PLACE}concept/nieuw/", {"weg": "regular"})
    draft = Revision.objects.get()
    assert started["Location"] == place(draft)
    assert client.post(f"{PLACE}concept/nieuw/", {"weg": "regular"})["Location"] == place(draft)
    assert "Nog niets." in client.get(place(draft)).content.decode()

    saved = client.post(place(draft, "intake/"), typed(label="Kennismaken", term_days="20"))
    assert saved["Location"] == place(draft)
    text = client.get(place(draft)).content.decode()
    for words in ("Kennismaken", "20 werkdagen", "15 werkdagen", "gewijzigd", '<svg class="lanes"'):
        assert words in text, words

    version = version_in(text)
    assert client.post(place(draft), {"version": version, "note": " "}).status_code == 422
    done = client.post(place(draft), {"version": version, "note": "Duidelijker"})

    flow = Flow.objects.filter(route="regular").latest("version")
    assert done["Location"] == f"{PLACE}versies/{flow.pk}/"
    shown = client.get(done["Location"]).content.decode()
    assert "Duidelijker" in shown
    assert "Kennismaken" in shown
    history = client.get(f"{PLACE}versies/").content.decode()
    assert "geldt nu" in history
    assert "Kennismaken" in client.get(f"{PLACE}?weg=regular").content.decode()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"label": ""}, "Geef deze fase een naam."),
        ({"label": "x" * 41}, "te lang"),
        ({"label": "Advies"}, "Een andere fase heet ook zo."),
        ({"explanation": ""}, "wat deze fase vraagt"),
        ({"term_days": "0"}, "minstens 1 werkdag"),
        ({"term_days": "261"}, "hoogstens 260"),
        ({"term_days": "tien"}, "heel getal"),
        ({"role": "participant"}, "Kies een andere rol."),
        ({"role": "app_admin"}, "geldige"),
        ({"papers": ["diploma"]}, "geldige"),
    ],
)
def test_wrong_typing_is_said_at_its_field_and_kept(client, draft, facts, said):
    answer = client.post(place(draft, "intake/"), typed(explanation="Wij horen.") | facts)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    if "explanation" not in facts:
        assert "Wij horen." in text
    draft.refresh_from_db()
    assert draft.version == 1


def test_somebody_else_was_first_and_both_texts_are_there(client, admin, draft):
    actions.edit(draft, "intake", by=admin, version=1, explanation="Van een collega.")

    answer = client.post(place(draft, "intake/"), typed(explanation="Van mij."))

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Van een collega." in text
    assert "Van mij." in text
    version = version_in(text)
    again = client.post(place(draft, "intake/"), typed(explanation="Van mij.", version=version))
    assert again.status_code == 302


def test_an_optional_phase_is_left_out_and_named_rules_are_only_read(client, draft):
    page = client.get(place(draft, "warm_up/")).content.decode()
    assert "is_in" in page
    facts = {"label": "Opwarmfase", "explanation": "x", "role": "participation_coach", "version": 1}
    assert client.post(place(draft, "warm_up/"), facts).status_code == 302

    assert "doet niet mee" in client.get(place(draft)).content.decode()
    fixed = client.get(place(draft, "intake/")).content.decode()
    assert "is_in" not in fixed
    assert "Vul samen de participatieladder in." in fixed
    assert 'name="leave"' not in fixed


def test_a_draft_goes_away(client, draft):
    assert client.post(place(draft, "weg/")).status_code == 302
    assert client.get(place(draft)).status_code == 404
    assert client.post(place(draft, "weg/")).status_code == 404


def test_unknown_things_are_missing(client, draft):
    assert client.get(place(draft, "onzin/")).status_code == 404
    assert client.get(f"{PLACE}concept/{new_id()}/").status_code == 404
    assert client.get(f"{PLACE}versies/{new_id()}/").status_code == 404


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.WGI_COORDINATOR, Role.CONSULTANT])
def test_others_do_not_change_the_road(login, draft, role):
    client = login(make_user(role))

    for part in ("", "intake/"):
        assert client.get(place(draft, part)).status_code == 403
        assert client.post(place(draft, part), typed()).status_code == 403
    assert client.post(place(draft, "weg/")).status_code == 403
    assert client.post(f"{PLACE}concept/nieuw/", {"weg": "regular"}).status_code == 403
    assert "concept/" not in client.get(f"{PLACE}versies/").content.decode()


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_any_form_is_answered(client, draft, junk):
    for part, fields in (("intake/", typed()), ("", {"version": "1", "note": "x"})):
        assert client.post(place(draft, part), {}).status_code == 422
        for name in fields:
            answer = client.post(place(draft, part), {**fields, name: junk})
            assert answer.status_code in {302, 409, 422}, (part, name)


def test_the_history_costs_the_same_for_one_version_or_many(client, admin, queries):
    few = queries(lambda: client.get(f"{PLACE}versies/"))
    for number in range(4):
        draft = actions.begin(current_flow(Route.REGULAR), by=admin)
        actions.edit(draft, "intake", by=admin, version=1, label=f"Intake {number}")
        actions.publish(draft, by=admin, version=2, note="x")

    assert queries(lambda: client.get(f"{PLACE}versies/")) == few
