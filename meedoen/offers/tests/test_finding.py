"""Searching the directory by word: parts of words, accents, several words; and who keeps them."""

import importlib

import pytest
from django.apps import apps

from meedoen.accounts.choices import Role
from meedoen.network.models import Organisation
from meedoen.network.tests.factories import make_organisation
from meedoen.offers import access, actions
from meedoen.offers.choices import AnswerKind, Kind, Theme
from meedoen.offers.models import Ending, Mention, Offer, OfferWord
from meedoen.offers.pages import Search, listing, narrowing, town_map
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def found(text, **wanted):
    """The names of what is found, as the list shows them."""
    return [row.name for row in listing(search(text, **wanted)).rows]


def search(text, **wanted):
    return Search(wanted, access.typed(text))


@pytest.mark.parametrize(
    "text",
    ["fiets", "kinderfiets", "FIETS", "fïets", "erfiet", "repar", "werkplaats", "wi", "2",
     "kinder repar", "wijkhuis fiets", "sporten", "Tigré"],
)  # fmt: skip
def test_a_part_of_a_word_finds_it_wherever_it_stands(text):
    make_offer(
        name="Kinderfietsen 2", organisation=make_organisation(name="Wijkhuis Café"),
        description="Reparatiewerkplaats, bij mooi weer buiten. Uitleg in het Tigre.",
        themes=[Theme.SPORT],
    )  # fmt: skip
    make_offer(name="Naaien", organisation=make_organisation(name="Atelier"))

    assert found(text) == ["Kinderfietsen 2"]


@pytest.mark.parametrize("text", ["fiets naaien", "xylofoon", "fietss", "fiets_1", "100%"])
def test_every_word_has_to_hold_and_signs_mean_nothing(text):
    atelier = make_organisation(name="Atelier")
    make_offer(name="Fietsles", organisation=atelier)
    make_offer(name="Naaien", organisation=atelier)

    assert found(text) == []


def test_nothing_but_signs_asks_for_nothing():
    make_offer(name="Fietsles")

    assert found("%_ …") == ["Fietsles"]


def test_a_very_long_word_is_found_by_what_it_begins_with():
    make_offer(name="Lang", description="a" * 3000)

    assert found("a" * 200) == ["Lang"]


def test_words_go_together_with_the_other_conditions():
    make_offer(name="Fietsles", kind=Kind.ENCOUNTER)
    make_offer(name="Fietstocht", kind=Kind.SPORT_CULTURE)

    assert found("fiets", kind=Kind.ENCOUNTER) == ["Fietsles"]
    assert town_map(search("fiets", kind=Kind.ENCOUNTER)).elsewhere == 1
    assert town_map(search("fiets")).elsewhere == 2


def test_a_correction_changes_by_what_it_is_found(coach):
    offer = make_offer(name="Fietsles")
    other = make_offer(name="Fietstocht")

    actions.correct(offer, version=1, by=coach, name="Naailes")

    assert found("naai") == ["Naailes"]
    assert found("fiets") == [other.name]


def test_what_a_provider_proposed_is_found_once_it_is_taken_over(coach):
    offer = make_offer(name="Fietsles")
    link, _secret = actions.ask(offer.organisation, days=7, by=coach)
    proposed = {"description": "Nu ook met bakfietsen en steppen"}
    answer = actions.say_wrong(link, offer, text="", proposed=proposed, by=coach)
    assert found("steppen") == []

    actions.accept(answer, version=1, by=coach)

    assert answer.kind == AnswerKind.WRONG
    assert found("steppen") == ["Fietsles"]


def test_stopped_offers_are_found_when_somebody_asks_for_those_too(coach):
    offer = make_offer(name="Fietsles")
    actions.close(offer, version=1, by=coach)

    assert found("fiets") == []
    assert found("fiets", gestopt=True) == ["Fietsles"]


def test_a_programme_with_another_name_is_found_by_that(coach):
    programme = actions.add_programme("Brugklas", by=coach)
    make_offer(name="Fietsles", programme=programme)

    actions.correct_programme(programme, version=1, by=coach, name="Startklas")

    assert found("brug") == []
    assert found("startk") == ["Fietsles"]
    assert "startklas" in Offer.objects.get().search_key


def test_an_organisation_with_another_name_is_found_by_that():
    offer = make_offer(name="Fietsles", organisation=make_organisation(name="Wijkhuis"))
    Organisation.objects.filter(pk=offer.organisation_id).update(name="Buurtkamer")

    actions.reword(Offer.objects.filter(organisation=offer.organisation_id))

    assert found("wijkhuis") == []
    assert found("buurtkamer") == ["Fietsles"]


def test_words_are_kept_once_and_keeping_them_again_changes_nothing():
    make_offer(name="Fietsles samen samen", organisation=make_organisation(name="Wijkhuis A"))
    make_offer(name="Fietsles", organisation=make_organisation(name="Wijkhuis B"))
    before = sorted(Mention.objects.values_list("pk", "word__word", "offer"))

    actions.keep_words(Offer.objects.all())

    assert OfferWord.objects.filter(word="fietsles").count() == 1
    assert sorted(Mention.objects.values_list("pk", "word__word", "offer")) == before


def test_the_words_of_offers_that_were_there_before_are_learned_once():
    make_offer(name="Fietsles")
    make_offer(name="Naaien")
    kept = sorted(Mention.objects.values_list("word__word", "offer"))
    step = importlib.import_module("meedoen.offers.migrations.0007_words_by_number")
    Mention.objects.all().delete()
    OfferWord.objects.all().delete()

    step.learn(apps, None)
    step.learn(apps, None)

    assert sorted(Mention.objects.values_list("word__word", "offer")) == kept


def test_the_endings_of_words_that_were_there_before_are_learned_once():
    make_offer(name="Fietsles 2 bij")
    kept = sorted(Ending.objects.values_list("ending", "word__word"))
    step = importlib.import_module("meedoen.offers.migrations.0008_endings")
    Ending.objects.all().delete()

    step.learn(apps, None)
    step.learn(apps, None)

    assert sorted(Ending.objects.values_list("ending", "word__word")) == kept
    assert (b"sles", "fietsles") in kept


def test_searching_costs_the_same_for_two_or_twenty(login, queries, coach):
    client = login(coach)
    for _number in range(2):
        make_offer(name="Fietsles", by=coach)
    ask = [("/aanbod/", {"q": "fiets"}), ("/aanbod/kaart/", {"q": "fiets les", "vrij": "on"})]
    few = [queries(lambda one=one: client.get(*one)) for one in ask]

    for _number in range(18):
        make_offer(name="Fietsles", by=coach)

    assert [queries(lambda one=one: client.get(*one)) for one in ask] == few


def test_keeping_the_words_of_many_offers_costs_no_query_for_each(queries):
    for _number in range(20):
        make_offer(name="Fietsles")
    all_of_them = list(Offer.objects.all())
    few = queries(lambda: actions.keep_words(all_of_them[:2]))

    assert queries(lambda: actions.keep_words(all_of_them)) == few


def test_words_can_be_asked_of_any_offers():
    fits, other = make_offer(name="Fietsles"), make_offer(name="Fietstocht")
    assert set(access.mentioning(Offer.objects.all(), "fiets")) == {fits, other}
    assert set(access.mentioning(Offer.objects.filter(pk=fits.pk), "fiets")) == {fits}


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize(
    "text", ["fiets", "fiets kinder", "les", "kinder ls", "bi fiets", "vo", "ij fiets", "tuin"]
)
def test_rare_or_common_the_same_is_found(monkeypatch, few, text):
    monkeypatch.setattr(narrowing, "FEW", few)
    atelier = make_organisation(name="Atelier")
    for name in ("Kinderfietsen", "Fietsles voor kinderen", "Naailes", "Bij de fiets", "Rijles"):
        make_offer(name=name, organisation=atelier)

    wanted = [offer.name for offer in Offer.objects.all() if _holds(offer, text)]
    assert found(text) == wanted
    assert sorted(offer.name for offer in access.mentioning(Offer.objects.all(), text)) == wanted
    assert town_map(search(text)).elsewhere == len(wanted)


def _holds(offer, text):
    told = offer.search_key.split()
    return all(
        any(one.startswith(word) if len(word) < 3 else word in one for one in told)
        for word in text.split()
    )
