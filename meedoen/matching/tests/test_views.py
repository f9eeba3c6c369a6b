"""The match page in the browser: demand first, choosing, reading back, and who may."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Look
from meedoen.core.time import today
from meedoen.intake import actions as intake
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.matching.models import Choice
from meedoen.matching.tests.factories import make_choice
from meedoen.offers import actions as offers
from meedoen.offers.choices import Side
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def journey(coach):
    return make_journey(by=coach, phase="planning", question="Ik wil leren koken met de buren.")


@pytest.fixture
def client(login, coach):
    return login(coach)


def page_of(journey):
    return reverse("matching:match", args=[journey.participant_id])


def choose_at(journey):
    return reverse("matching:choose", args=[journey.participant_id])


def test_the_persons_own_words_come_before_any_offer(client, journey):
    make_offer(name="Praatcafé")
    page = client.get(page_of(journey)).content.decode()

    assert page.index("Ik wil leren koken met de buren.") < page.index("Praatcafé")


def test_two_columns_reasons_and_what_was_left_out(client, journey):
    make_offer(name="Praatcafé", side=Side.LANGUAGE)
    make_offer(name="Moestuin", side=Side.PARTICIPATION, kind="liveability_project")
    make_offer(name="Brugklas Noord", side=Side.BOTH, kind="bridge_class")
    make_offer(name="Vol koor", side=Side.PARTICIPATION, capacity=1, taken=1)
    page = client.get(page_of(journey)).content.decode()

    order = [page.index(text) for text in (
        "Taal en meedoen in één</h2>", "Brugklas Noord", ">Taal</h2>", "Praatcafé",
        ">Meedoen</h2>", "Moestuin", "Waarom niet?", "Vol koor", "Er zou een plaats vrij",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "Gratis." in page


def test_age_is_named_under_why_not_and_kept_with_the_choice(client, login, coach):
    journey = make_journey(by=coach, phase="planning", birth_date=date(1980, 5, 1))
    years = today().year - 1980 - (today() < date(today().year, 5, 1))
    offer = make_offer(name="Taal op de werkvloer", age_min=18, age_max=27, by=coach)
    make_offer(name="Koor", age_max=99)

    page = client.get(page_of(journey)).content.decode()
    order = [page.index(text) for text in (
        "Past bij de leeftijd: tot en met 99 jaar.", "Waarom niet?", "Taal op de werkvloer",
        f"Is voor mensen van 18 tot en met 27 jaar. De deelnemer is {years} jaar.",
        f"De aanbieder zou ook iemand van {years} jaar moeten toelaten.",
    )]  # fmt: skip
    assert order == sorted(order)
    for_whom = client.get(reverse("matching:people", args=[offer.pk])).content.decode()
    assert f"De deelnemer is {years} jaar." in for_whom

    client.post(choose_at(journey), {"offer": offer.pk, "reason": "De aanbieder vindt het goed."})
    choice = Choice.objects.get()
    assert ["Leeftijd", "18 tot en met 27 jaar"] in choice.weighing.result["offer"]
    offers.correct(offer, version=1, by=coach, age_max=60)
    record = client.get(reverse("matching:choice", args=[journey.participant_id, choice.pk]))
    assert "18 tot en met 60 jaar" in record.content.decode()


def test_coach_chooses_twice_by_accident_and_sees_one_choice(client, journey):
    offer = make_offer(name="Praatcafé")
    for _ in range(2):
        answer = client.post(choose_at(journey), {"offer": offer.pk}, follow=True)

    assert answer.status_code == 200
    assert "Het pakket tot nu toe" in answer.content.decode()
    assert Choice.objects.count() == 1


def test_package_shows_dual_and_clash(client, journey, coach):
    moments = [slot(1, "9.30", "11.30")]
    make_choice(journey, by=coach, side=Side.LANGUAGE, slots=moments)
    make_choice(journey, by=coach, side=Side.PARTICIPATION, slots=moments)
    page = client.get(page_of(journey)).content.decode()

    assert "Duaal" in page
    assert "vallen samen op dinsdag 9.30 tot 11.30 uur" in page


def test_choosing_a_misfit_without_a_reason_asks_at_the_spot(client, journey):
    offer = make_offer(name="Vol koor", capacity=1, taken=1)
    answer = client.post(choose_at(journey), {"offer": offer.pk, "reason": "   "})

    assert answer.status_code == 422
    assert "Schrijf in één zin op waarom u dit toch kiest." in answer.content.decode()
    assert not Choice.objects.exists()

    answer = client.post(choose_at(journey), {"offer": offer.pk, "reason": "Er komt plaats."})
    assert answer.status_code == 302
    assert Choice.objects.get().weighing.reason == "Er komt plaats."


def test_a_reason_that_is_too_long_is_kept_and_refused(client, journey):
    offer = make_offer(capacity=1, taken=1)
    answer = client.post(choose_at(journey), {"offer": offer.pk, "reason": "x" * 1001})

    assert answer.status_code == 422
    assert "x" * 1001 in answer.content.decode()


@pytest.mark.parametrize(
    "junk", [{}, {"offer": ""}, {"offer": "\x00"}, {"offer": "1; DROP"}, {"offer": uuid4()}]
)
def test_junk_instead_of_an_offer_is_not_found(client, journey, junk):
    assert client.post(choose_at(journey), junk).status_code == 404


def test_a_choice_can_be_read_back_and_let_go(client, journey, coach):
    choice = make_choice(journey, by=coach, name="Praatcafé")
    where = reverse("matching:choice", args=[journey.participant_id, choice.pk])
    page = client.get(where).content.decode()
    assert "Waarom Praatcafé" in page
    assert "Nummer 1 van de voorstellen" in page

    gone = reverse("matching:withdraw", args=[journey.participant_id, choice.pk])
    for _ in range(2):
        assert client.post(gone).status_code == 302
    assert "Eerder gekozen (1)" in client.get(page_of(journey)).content.decode()
    assert "Teruggedraaid op" in client.get(where).content.decode()


def test_looking_is_written_down(client, journey, coach):
    choice = make_choice(journey, by=coach)
    before = Look.objects.about(journey.participant_id).count()
    client.get(page_of(journey))
    client.get(reverse("matching:choice", args=[journey.participant_id, choice.pk]))

    looks = Look.objects.about(journey.participant_id)
    assert looks.count() == before + 2
    assert looks[0].part == "aanbod"


def test_what_the_intake_says_is_used(client, journey, coach):
    make_offer(name="Maandaggroep", slots=[slot(0, "9.00", "11.00")], themes=["cooking"])
    make_offer(name="Dinsdaggroep", slots=[slot(1, "9.00", "11.00")])
    before = client.get(page_of(journey)).content.decode()
    assert before.count("Vraag of de deelnemer dan kan.") == 2

    begun = intake.begin(journey, by=coach)
    intake.save_section(
        begun, section="daily_life", answers={"availability": 1}, version=0, by=coach
    )
    intake.save_section(
        begun, section="question", answers={"themes": ["cooking"]}, version=0, by=coach
    )
    after = client.get(page_of(journey)).content.decode()

    assert "Past bij de wens: koken en eten." in after
    assert "Valt op vrije dagdelen: maandagochtend." in after
    assert "Past als de deelnemer ook kan op dinsdagochtend." in after


def test_a_closed_journey_shows_what_was_chosen_and_offers_nothing(client, journey, coach):
    make_choice(journey, by=coach, name="Praatcafé")
    journeys.end(journey, reason=Exit.MOVED, by=coach)
    answer = client.get(page_of(journey))

    assert answer.status_code == 200
    assert "Er loopt nu geen traject" in answer.content.decode()
    assert "Praatcafé" in answer.content.decode()
    assert client.post(choose_at(journey), {"offer": make_offer().pk}).status_code == 409


def test_an_empty_directory_says_what_to_do(client, journey):
    assert "Nog geen aanbod" in client.get(page_of(journey)).content.decode()


def test_the_page_costs_the_same_for_three_or_thirty_offers(client, journey, coach, queries):
    make_choice(journey, by=coach)
    make_offer(capacity=1, taken=1)
    few = queries(lambda: client.get(page_of(journey)))
    for number in range(24):
        make_offer(capacity=1 if number % 2 else None, taken=number % 2)
    make_choice(journey, by=coach)

    assert queries(lambda: client.get(page_of(journey))) == few


def test_the_page_costs_fifteen_queries(client, journey, coach, queries):
    make_choice(journey, by=coach)
    make_offer()
    client.get(page_of(journey))

    assert queries(lambda: client.get(page_of(journey))) <= 15


def test_only_the_best_are_drawn_until_all_are_asked_for(client, journey):
    for number in range(5):
        make_offer(name=f"Groep {number}")
    few = client.get(page_of(journey)).content.decode()
    assert few.count("<article") == 3
    assert "Nog 2 die passen" in few

    assert client.get(page_of(journey), {"alles": "1"}).content.decode().count("<article") == 5


def test_two_in_one_morning_are_shown_calmly_and_an_overlap_is_marked(client, journey, coach):
    make_choice(journey, by=coach, slots=[slot(1, "9.00", "10.00")])
    make_choice(journey, by=coach, slots=[slot(1, "10.00", "11.30")])
    page = client.get(page_of(journey)).content.decode()
    assert ">1+2<" in page
    assert "week__cell--clash" not in page

    make_choice(journey, by=coach, slots=[slot(1, "11.00", "11.45")])
    page = client.get(page_of(journey)).content.decode()
    assert ">1+2+3<" in page
    assert "past niet" in page


def test_outsiders_find_nothing(login, journey, coach):
    choice = make_choice(journey, by=coach)
    outsider = login(make_member(Role.PARTICIPATION_COACH))
    where = [journey.participant_id, choice.pk]

    assert outsider.get(page_of(journey)).status_code == 404
    assert outsider.post(choose_at(journey), {"offer": choice.offer_id}).status_code == 404
    assert outsider.get(reverse("matching:choice", args=where)).status_code == 404
    assert outsider.post(reverse("matching:withdraw", args=where)).status_code == 404
    assert Choice.objects.standing().count() == 1


def test_a_choice_is_only_found_in_its_own_dossier(client, journey, coach):
    choice = make_choice(make_journey(by=coach), by=coach)

    where = reverse("matching:choice", args=[journey.participant_id, choice.pk])
    assert client.get(where).status_code == 404


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.DIRECTOR, Role.APP_ADMIN])
def test_other_roles_see_no_dossier(login, journey, role):
    assert login(make_user(role)).get(page_of(journey)).status_code == 404


def test_anonymous_goes_to_sign_in_and_wrong_methods_are_refused(client, journey, login):
    from django.test import Client

    answer = Client().get(page_of(journey))
    assert answer.status_code == 302
    assert "/inloggen/" in answer["Location"]
    assert client.post(page_of(journey)).status_code == 405
    assert client.get(choose_at(journey)).status_code == 405


def test_everybody_may_read_the_rules():
    from django.test import Client

    assert reverse("matching:rules") == "/aanbod/regels/"
    answer = Client().get(reverse("matching:rules"))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Vrije dagdelen" in page
    assert "Afkomst, godsdienst, gezondheid en geslacht tellen niet mee." in page
