"""The story of a resident of the made-up town in their own words.

Each resident has a chance of their own here, so that nothing else in the town changes by it.
"""

from random import Random

from meedoen.accounts.models import User
from meedoen.intake import pages as told
from meedoen.journeys.models import Journey
from meedoen.participants.models import Participant
from meedoen.profiles import actions as profiles
from meedoen.profiles.choices import NeedKind, NeedState, Part

STORIES = (
    "Mijn moeder had een winkel en ik hielp na school. Hier was het eerst stil.\nNu niet meer.",
    "Vroeger had ik een naaiatelier.\nToen kwam de reis. Nu wil ik zelf weer iets maken.",
    "Mijn vader zei altijd: wie leert, is nooit arm. De verhuizing was zwaar, maar ik ben trots.",
)
FUTURES = (
    "Over drie jaar werk ik in een keuken en praat ik Nederlands met iedereen.",
    "Ik zie mijzelf met een eigen kraam op de markt in de wijk.",
    "Dan help ik nieuwe mensen in het buurthuis, zoals anderen mij nu helpen.",
)
ABLE = (
    "Zes jaar school, daarna altijd gewerkt. Ik spreek drie talen en reken snel uit mijn hoofd.",
    "Ik kan koken voor vijftig mensen. Dat deed ik op bruiloften.",
    "Ik repareer alles: fietsen, lampen, naaimachines.",
)
NOW = (
    "De buurvrouw past op dinsdag op. Het buurthuis is om de hoek.",
    "Ik fiets overal heen en de ochtenden zijn vrij.",
    "Mijn zus woont dichtbij en gaat de eerste keer mee.",
)
WISHES = (
    ("Ik wil zelf met de juf kunnen praten.", "children_school",
     ("Een keer meegaan met een andere ouder.", "op de volgende ouderavond")),
    ("Ik wil koken voor de buurt.", "cooking", ("Kijken in de keuken van het buurthuis.", "")),
    ("Ik wil een vriendin om Nederlands mee te praten.", "meeting",
     ("Naar het taalcafé.", "voor de zomer")),
    ("Ik wil mijn eigen post lezen.", "paperwork", ("Elke week één brief samen lezen.", "")),
    ("Ik wil weer aan het werk met mijn handen.", "creative",
     ("Langs bij het naaiatelier.", "als de jongste naar school gaat")),
)  # fmt: skip
CARE = (
    ("Ik kan alleen als de kinderen op school zijn.", "children_school",
     ("Activiteiten zoeken tussen 9 en 14 uur.", "")),
    ("In een grote groep zeg ik niets.", "meeting", ("Beginnen in een kleine groep.", "")),
    ("Alleen met de bus vind ik nog spannend.", "", ("De eerste keer samen reizen.", "")),
)  # fmt: skip
REMARKS = (
    "Er stond dat ik nooit heb gewerkt. Dat klopt niet: ik had een winkel.",
    "Ik wil wel naar de les, maar niet op woensdag. Dan help ik mijn zus.",
    "Ik heet liever bij mijn voornaam.",
)


def tell(journey: Journey, *, by: User) -> None:
    """Half of the people have told something of themselves; a few said something of our words."""
    person = journey.participant
    chance = _chance(person)
    if chance.random() < 0.5:
        return
    words = told.told(journey)
    if "good_at" in words:
        profiles.take_over(person, Part.STRENGTHS, words=words["good_at"].text, by=by)
    for part, texts in ((Part.BIOGRAPHY, STORIES), (Part.PERSPECTIVE, FUTURES),
                        (Part.CAPACITY, ABLE), (Part.POSSIBILITIES, NOW)):  # fmt: skip
        if chance.random() < 0.5:
            profiles.write(person, part, text=chance.choice(texts), version=0, by=by)
    _name_needs(person, chance, by=by)
    if chance.random() < 0.15:
        profiles.remark(person, text=chance.choice(REMARKS), by=by)


def _name_needs(person: Participant, chance: Random, *, by: User) -> None:
    for number, (text, theme, (step, when)) in enumerate(chance.sample(WISHES, 2)):
        wish = profiles.add_need(person, kind=NeedKind.WISH, text=text, theme=theme, by=by)
        if number == 0:
            profiles.add_subgoal(wish, what=step, hoped_for=when, by=by)
        elif chance.random() < 0.2:
            profiles.set_need(wish, state=NeedState.REACHED, by=by)
    if chance.random() < 0.6:
        text, theme, (step, when) = chance.choice(CARE)
        care = profiles.add_need(person, kind=NeedKind.ATTENTION, text=text, theme=theme, by=by)
        profiles.add_subgoal(care, what=step, hoped_for=when, by=by)


def _chance(person: Participant) -> Random:
    return Random(f"{person.phone} profile")
