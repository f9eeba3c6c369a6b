"""What is missing in the demo town, what colleagues noticed, and who was pointed to what."""

from datetime import timedelta
from random import Random

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.core.time import now, pretend
from meedoen.journeys.models import Journey
from meedoen.network.models import Neighbourhood
from meedoen.offers.choices import Theme
from meedoen.offers.models import Offer
from meedoen.participants import actions as participants
from meedoen.trends import actions as trends
from meedoen.trends.choices import Missing, Reply, SignalKind, Source, Voice

# One in so many people looks for something that is not there; so many hear of something.
EACH, HEARD = 3, 4
PHASES = ("planning", "acceptance", "agreement", "in_trajectory")
WISHES = (
    (Theme.COOKING, [Missing.DAY_PART], "In de avond, als de kinderen slapen."),
    (Theme.SPORT, [Missing.WOMEN, Missing.AREA], "Zwemmen met andere vrouwen uit de buurt."),
    (Theme.LANGUAGE_DAILY, [Missing.CHILDCARE], ""),
    (Theme.WORK, [Missing.LEVEL], "Leren op een werkplek, ook met weinig Nederlands."),
    (Theme.COMPUTER, [Missing.NOTHING], "Leren mailen met school."),
    (Theme.LANGUAGE_DAILY, [Missing.CHILDCARE, Missing.DAY_PART], ""),
    (Theme.CREATIVE, [Missing.PLACES], ""),
)
NOTES = ("", "Ik moest aan u denken toen ik dit zag.", "")
# Days ago, kind, sentence, theme, neighbourhood, and what was said at each step since.
SIGNALS: tuple[tuple[int, SignalKind, str, str, str, tuple[str, ...]], ...] = (
    (90, SignalKind.BOTTLENECK, "Ouders missen de taalles omdat er geen opvang is.",
     Theme.LANGUAGE_DAILY, "overdie",
     ("Drie coaches horen hetzelfde.", "De speelzaal van het buurthuis is op dinsdag leeg.",
      "Taalles met opvang op dinsdagochtend.", "Twaalf ouders komen nu elke week.")),
    (60, SignalKind.CHANCE, "De moestuin zoekt mensen die willen helpen.", Theme.GARDEN, "de-mare",
     ("De beheerder wil graag.", "Een vaste middag voor nieuwe buren.",
      "Tuinmiddag op woensdag.")),
    (40, SignalKind.TREND, "Meer mensen vragen om hulp bij brieven van school.",
     Theme.CHILDREN_SCHOOL, "oudorp",
     ("Vooral na de zomer, en vooral over de app van school.",
      "Een spreekuur in de school zelf.")),
    (21, SignalKind.TENSION, "Buren klagen over drukte voor het wijkcentrum op vrijdag.",
     Theme.NEIGHBOURHOOD, "de-hoef", ("Het gaat om de tijd waarop twee groepen wisselen.",)),
    (6, SignalKind.BOTTLENECK, "In de avond is er in de wijk niets om samen te koken.",
     Theme.COOKING, "kooimeer", ()),
)  # fmt: skip
IDEAS = (
    (5, "Samen koken met recepten van thuis, en dan met de straat eten."),
    (18, "Een fietsles op zaterdag, als mijn man op de kinderen past."),
    (30, "Een koffie-uur voor oma’s en opa’s die nog weinig Nederlands spreken."),
)


def look_around(staff: dict[str, User], areas: dict[str, Neighbourhood], *, seed: int) -> None:
    """Needs, signals in every state, ideas with and without an answer, and invitations."""
    chance = Random(seed)
    people = list(
        Journey.objects.open()
        .filter(fixed_contact__isnull=False, phase__in=PHASES)
        .select_related("participant__neighbourhood", "neighbourhood", "fixed_contact")
        .order_by("started_on", "participant__sort_name")
    )
    _miss(people, chance)
    _signal(staff, areas)
    _speak(people, staff)
    _point(people, chance)


def _miss(people: list[Journey], chance: Random) -> None:
    for number, journey in enumerate(people[::EACH]):
        by = journey.fixed_contact
        assert by is not None
        theme, missing, words = WISHES[number % len(WISHES)]
        with pretend(now() - timedelta(days=chance.randint(1, 50))):
            need = trends.note_need(
                journey, theme=theme, missing=[one.value for one in missing], words=words,
                source=Source.COLLEAGUE if words else Source.MATCHING, by=by,
            )  # fmt: skip
        if number % 6 == 5:
            trends.close_need(need, verb="find", by=by)


def _signal(staff: dict[str, User], areas: dict[str, Neighbourhood]) -> None:
    lead = staff[f"{Role.WGI_COORDINATOR.value}@demo.example"]
    coach = staff[f"{Role.PARTICIPATION_COACH.value}@demo.example"]
    for days, kind, text, theme, area, said in SIGNALS:
        with pretend(now() - timedelta(days=days)):
            signal = trends.note_signal(
                text=text, kind=kind, by=coach, owner=lead, theme=theme,
                neighbourhood=areas.get(area),
            )  # fmt: skip
        for number, words in enumerate(said, start=1):
            with pretend(now() - timedelta(days=days - number * days // 5)):
                step = signal.next_step
                assert step is not None
                trends.step(signal, verb=step.verb, version=signal.version, words=words, by=lead)
        if signal.result:
            trends.tell_back(
                signal, words="Uw signaal hielp: de les met opvang loopt.", by=lead,
                version=signal.version,
            )  # fmt: skip
    with pretend(now() - timedelta(days=35)):
        aside = trends.note_signal(
            text="Iemand wil een eigen zwembad in de wijk.", kind=SignalKind.CHANCE, by=coach,
            owner=lead, theme=Theme.SPORT,
        )  # fmt: skip
        trends.lay_aside(
            aside, version=aside.version, by=lead,
            reason="Dat kunnen wij niet. Wel: vrouwenzwemmen in het zwembad dat er is.",
        )  # fmt: skip


def _speak(people: list[Journey], staff: dict[str, User]) -> None:
    lead = staff[f"{Role.WGI_COORDINATOR.value}@demo.example"]
    for (days, text), journey in zip(IDEAS, people[1::5], strict=False):
        by = journey.fixed_contact
        assert by is not None
        with pretend(now() - timedelta(days=days)):
            idea = trends.note_idea(
                text=text, voice=Voice.PARTICIPANT, by=by, journey=journey,
                neighbourhood=journey.participant.neighbourhood,
            )  # fmt: skip
        if days > 25:
            trends.answer_idea(
                idea, version=idea.version, by=lead,
                answer="Goed idee. De bibliotheek wil het in het voorjaar proberen.",
            )  # fmt: skip


def _point(people: list[Journey], chance: Random) -> None:
    offers = list(Offer.objects.open().for_list().order_by("sort_name", "pk"))
    replies = (Reply.WANTS, Reply.NOT_NOW, Reply.WENT, Reply.SILENT, "")
    for number, journey in enumerate(people[::HEARD] if offers else ()):
        by, person = journey.fixed_contact, journey.participant
        assert by is not None
        if number % 2:
            participants.correct(person, by=by, version=person.version, preferred_channel="mail")
        with pretend(now() - timedelta(days=chance.randint(2, 25))):
            sent = trends.invite(
                [journey], offer=offers[number % min(6, len(offers))], by=by,
                note=NOTES[number % len(NOTES)],
            )  # fmt: skip
        answer = replies[number % len(replies)]
        if answer:
            trends.reply(sent[0], answer=answer, version=sent[0].version, by=by)
