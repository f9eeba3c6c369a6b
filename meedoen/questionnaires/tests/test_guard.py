"""What a question list never asks, in the many ways in which people ask it."""

import json

import pytest
from hypothesis import given, strategies as st

from meedoen.intake.apps import LISTS
from meedoen.questionnaires import rules
from meedoen.questionnaires.choices import INSTEAD, Topic

ASKED = {
    Topic.ORIGIN: [
        "Wat is uw land van herkomst?", "Herkomst", "Geboorteland", "In welk land bent u geboren?",
        "Waar bent u geboren?", "Wat is uw geboorteplaats?", "Wat is uw nationaliteit?",
        "Welke nationaliteiten heeft u?", "Dubbele nationaliteit", "Welk paspoort heeft u?",
        "Wat is uw afkomst?", "Afkomstig uit", "Wat is uw etniciteit?", "Etnische achtergrond",
        "Tot welke etnische groep hoort u?", "Welk ras?", "Huidskleur", "Bent u allochtoon?",
        "Heeft u een migratieachtergrond?", "Waar komt u vandaan?",
        "Waar komen uw ouders oorspronkelijk vandaan?", "Uit welk land komt u?",
        "Uit welke cultuur komt u?", "Culturele achtergrond", "Land van uw ouders",
        "In welk land zijn uw ouders geboren?", "Waar liggen uw wortels?", "Wat zijn uw roots?",
        "Van welke stam bent u?", "Waar bent u opgegroeid?", "Moederland", "Marokkaanse",
        "Bent u Syriër?", "GEBOORTELAND", "Ge\u00adboorte\u00adland", "geboorte-land",
        "Welk land komt u uit?", "Vanuit welk land bent u gekomen?",
    ],
    Topic.RELIGION: [
        "Wat is uw geloof?", "Bent u gelovig?", "Gelooft u in God?", "Welke religie heeft u?",
        "Religieuze overtuiging", "Godsdienst", "Gaat u naar de kerk?", "mensen van de moskee",
        "Kerk of moskee", "Gaat u naar een moskee?", "Levensbeschouwing", "Bidt u?",
        "Doet u mee aan de ramadan?", "Draagt u een hoofddoek?", "Eet u halal?", "moslim",
        "Christelijk", "hindoe\u00efsme", "Bent u joods?", "katholiek", "Welke feestdagen viert u?",
        "tempel", "geloofsgemeenschap", "Ge-loof", "synagoge", "bijbelgroep",
    ],
    Topic.HEALTH: [
        "Heeft u een diagnose?", "Welke ziekte heeft u?", "Bent u ziek?", "Ziektegeschiedenis",
        "Welke medicijnen gebruikt u?", "Medicijngebruik", "Gebruikt u medicatie?",
        "Bent u zwanger?", "Zwangerschap", "Bent u in verwachting?", "Heeft u een handicap?",
        "Heeft u een beperking?", "Hoe is uw gezondheid?", "Gezondheidsproblemen",
        "Heeft u psychische klachten?", "Lichamelijke klachten", "Heeft u een trauma?",
        "Bent u depressief?", "Depressie", "Bent u onder behandeling?", "Heeft u een psycholoog?",
        "Psychiater", "Krijgt u therapie?", "Bent u arbeidsongeschikt?", "Heeft u ADHD?",
        "suikerziekte", "Heeft u allergie\u00ebn?", "Heeft u pijn?", "Verslaving", "PTSS",
        "Medische gegevens", "Is er kanker in de familie?", "Drinkt u alcohol?",
        "chronische ziektes",
    ],
    Topic.CRIMINAL: ["Heeft u een strafblad?", "Bent u ooit veroordeeld?", "Contact met justitie"],
    Topic.NUMBER: ["Wat is uw BSN?", "Burgerservicenummer", "burger-service-nummer", "sofinummer"],
    Topic.PRIVATE: [
        "Wat is uw seksuele geaardheid?", "Wat is uw politieke voorkeur?",
        "Bent u lid van een vakbond?",
    ],
}  # fmt: skip
FINE = [
    "Welke talen spreekt u?", "Talen die u spreekt", "Wat kunt u doen op een dag?",
    "Hoe ziet een gewone dag eruit?", "Spreekt u Arabisch, Turks of Pools?",
    "Wat is uw moedertaal?",
    "In welke taal wilt u praten?", "Hoeveel dagdelen kunt u meedoen?", "Wat lukt nu niet?",
    "Wat zou helpen?", "Waar kunnen wij rekening mee houden?", "Met wie praat u in een week?",
    "Sinds welk jaar woont u in Nederland?", "Wat betekent de verhuizing naar Nederland voor u?",
    "Waar komt u graag?", "Waar bent u trots op?", "Gezond leven", "Sport en bewegen",
    "Een afspraak maken bij de dokter", "Uw kind ziek melden op school", "Gelooft u in uzelf?",
    "Een zorgverzekering kiezen", "In welk land heeft u gewerkt?", "Welk vak heeft u geleerd?",
    "Werken in de gezondheidszorg", "Hoeveel kinderen heeft u?", "Wanneer kunt u beginnen?",
    "Woont u in de Kerkstraat of daarbij?", "Welke klas, welk klaslokaal?", "Volksuniversiteit",
    "Wat vindt u van de buurt?", "Wat wilt u leren koken?", "Wilt u meer mensen leren kennen?",
    "Hoe gaat lang zitten, staan of lopen?", "Kunt u de trap op?", "Kasten maken", "Stamppot koken",
    "Wat wilt u vieren met de buurt?", "Heeft u een computer?", "Wat is uw droom?", "Zoekt u werk?",
    "Welke hulp zoekt u?", "Mogen wij met hen overleggen?", "Hoe leert u het liefst?",
    "Wilt u vaste dagen?", "Wat bevalt u hier?", "Rasp of mes?", "Godert", "Waar werkt u?",
]  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "text"), [(topic, text) for topic, texts in ASKED.items() for text in texts]
)
def test_it_is_refused_with_the_word_and_what_to_ask_instead(topic, text):
    found = rules.findings(text)

    assert topic in [one.topic for one in found]
    told = next(one for one in found if one.topic == topic)
    assert told.word
    assert told.word in told.message
    assert str(INSTEAD[topic]) in told.message


@pytest.mark.parametrize("text", FINE)
def test_an_ordinary_question_is_not_refused(text):
    assert rules.findings(text) == []


def test_an_explanation_may_say_what_is_not_to_be_asked():
    assert rules.findings_in_advice("Vraag niet naar geloof en schrijf het niet op.") == []
    assert rules.findings_in_advice("Geen ziekte, geen diagnose: wat betekent het?") != []
    assert rules.findings_in_advice("Geen diagnose. Alleen wat lukt.") == []
    assert rules.findings_in_advice("Schrijf de diagnose op. Niet te lang.") != []
    assert rules.findings_in_advice("Bent u niet ziek?") != []


def test_everything_that_meedoen_brings_may_be_asked():
    files = sorted(LISTS.glob("*.json"))
    assert files
    for file in files:
        definition = json.loads(file.read_text(encoding="utf-8"))
        asks, explains = rules.texts_of(definition)
        assert rules.messages(sorted(asks)) == []
        assert rules.messages(sorted(explains), advice=True) == []


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text):
    assert len(rules.findings(text)) <= len(Topic)
    assert len(rules.findings_in_advice(text)) <= len(Topic)
