"""What is said of an advice in the made-up town: by the participant, and by the team leader.

Each resident has a chance of their own here, so that nothing else in the town changes by it.
"""

from random import Random

from meedoen.accounts.models import User
from meedoen.core.time import today
from meedoen.intake import access as advices, actions as intake
from meedoen.journeys.models import Journey
from meedoen.participants.models import Participant

BACK = "Schrijf er nog bij welke taalles u bedoelt, en waarom juist die."


def talk_over(journey: Journey, *, by: User) -> None:
    """Most advices have been talked over with the participant, in a language they understand."""
    person, advice = journey.participant, advices.advice_of(journey)
    if advice is not None and _chance(person, "talk").random() < 0.8:
        language = person.interpreter_language or "nl"
        intake.share(
            advice, on=today(), language=language, by=by,
            with_interpreter=bool(person.interpreter_language),
        )  # fmt: skip


def judge(journey: Journey, *, by: User, author: User) -> None:
    """The team leader approves most advices at once; some still wait, a few came back first."""
    advice, chance = advices.advice_of(journey), _chance(journey.participant, "judge")
    if advice is None or chance.random() < 0.12:
        return
    if chance.random() < 0.12:
        intake.give_back(advice, sentence=BACK, version=advice.version, by=by)
        if chance.random() < 0.4:
            return
        again = {name: getattr(advice, name) for name in intake.WORDS}
        again["language_course"] = "De ochtendles in het buurthuis: klein, en onder schooltijd."
        advice = intake.advise(journey, version=advice.version, by=author, **again)
    intake.approve(advice, version=advice.version, by=by)


def _chance(person: Participant, about: str) -> Random:
    return Random(f"{person.phone} {about}")
