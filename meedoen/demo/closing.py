"""How closing interviews and the months after them went, in the demo town."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from meedoen.accounts.models import User
from meedoen.closing import access, actions
from meedoen.closing.choices import Ambassador, Cause, Outcome, TakesPart, Wanted
from meedoen.closing.models import ClosingInterview
from meedoen.core.time import is_working_day, pretend
from meedoen.journeys.models import Journey

CAUSES = (Cause.TIME, Cause.CHILDCARE, Cause.LEVEL, Cause.PLACE, Cause.OTHER_WISH, Cause.UNTOLD)
HELPED = (
    "Dat er de eerste keer iemand meeging.",
    "De vrijwilligster op dinsdag, zij praat rustig.",
    "Les op een tijd dat de kinderen op school zijn.",
    "Samen koken: dan gaat praten vanzelf.",
)
HINDERED = (
    "In de winter was het ver fietsen.",
    "De groep was soms te groot.",
    "Het huiswerk naast het werk.",
    "",
)
BETTER = ("Meer oefenen met bellen.", "Eerder beginnen met meedoen.", "")
ONWARD = (
    ("Blijft elke week koken in het wijkcentrum.", "Wijkcentrum"),
    ("Begint met een opleiding in de zorg.", "ROC"),
    ("Geeft zelf taalles aan nieuwe buren.", "Bibliotheek"),
    ("Werkt drie dagen in een winkel.", "Winkelcentrum"),
)
WORDS = (
    "Ik durf nu zelf te bellen.",
    "Het lukt, als mensen rustig praten.",
    "Dit is nu niet nodig.",
)
NOTES = (
    "Gaat nog elke week, heeft er vrienden gemaakt.",
    "Is verder gegaan bij een andere groep, dichter bij huis.",
    "Is gestopt, de tijden pasten niet meer.",
    "",
)
ANSWERS = (TakesPart.SAME, TakesPart.OTHER, TakesPart.NO, TakesPart.NOT_REACHED)


def look_back(talk: ClosingInterview, *, on: date, by: User, chance: Random) -> Journey:
    """One closing interview, laid down; four in five would like us to call later."""
    onward, where = chance.choice(ONWARD)
    wanted = Wanted.YES if chance.random() < 0.8 else Wanted.NO
    outcomes = {
        one.goal_id: (chance.choice(list(Outcome)).value, chance.choice(WORDS))
        for one in access.outcomes_of(talk)
    }
    held = actions.hold(
        talk, by=by, version=talk.version, held_on=on, outcomes=outcomes,
        helped=chance.choice(HELPED), hindered=chance.choice(HINDERED),
        satisfaction=chance.choice((3, 4, 4, 5)), said=chance.choice(BETTER),
        onward=onward, onward_where=where, aftercare=wanted.value,
        reach_by="call" if wanted == Wanted.YES else "",
        reach_note="na vier uur" if wanted == Wanted.YES else "",
        ambassador=chance.choice(list(Ambassador)).value,
    )  # fmt: skip
    held.journey.refresh_from_db()
    return held.journey


def follow(journey: Journey, *, by: User, chance: Random, today: date, late: int = 16) -> None:
    """Every contact whose day has come is made, some days later; the last ones may wait."""
    for one in access.contacts_of(journey):
        day = one.due_on + timedelta(days=chance.randint(0, 5))
        while not is_working_day(day):
            day += timedelta(days=1)
        if day > today - timedelta(days=late):
            return
        answer, note = chance.choices(list(zip(ANSWERS, NOTES, strict=True)), (5, 3, 2, 1))[0]
        question = "Wil graag leren fietsen." if chance.random() < 0.08 else ""
        moment = timezone.make_aware(datetime.combine(day, time(chance.randint(9, 16), 20)))
        one.journey = journey
        with pretend(moment):
            actions.record(
                one, by=by, version=one.version, outcome=answer, on=day, note=note,
                new_question=question, step=chance.choice((None, None, 3, 4)),
            )  # fmt: skip
