"""What was measured along the way in the demo: growth, own estimates, wishes, and one mistake."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from meedoen.core.time import now, pretend, today
from meedoen.ladder import actions as ladder
from meedoen.ladder.choices import Moment, Question
from meedoen.ladder.models import Measurement
from meedoen.language import actions as language
from meedoen.language.choices import LearningRoute, Level, Method, Skill, WhyWithdrawn
from meedoen.language.models import LevelRecord
from meedoen.participants.models import Participant

SEED = 20_262
EVERY = 6
UP = {
    Level.ALFA_B: Level.ALFA_C, Level.ALFA_C: Level.A1, Level.A0: Level.A1, Level.A1: Level.A2,
    Level.A2: Level.B1, Level.B1: Level.B2,
}  # fmt: skip
WISHES = (
    "Zelf met de juf praten.", "Brieven van de gemeente lezen.", "Bellen met de huisarts.",
    "Werken in een winkel.", "Mijn kinderen helpen met lezen.",
)  # fmt: skip
STEP_FOUR = {Question.PAID_WORK: False, Question.UNPAID_WORK: True}


def add_growth() -> None:
    """Every so many people were tested again, said what they think themselves, and made a plan."""
    people = list(Participant.objects.order_by("phone"))
    known: dict[UUID, list[LevelRecord]] = {}
    for row in LevelRecord.objects.select_related("assessor").order_by("measured_on", "skill"):
        known.setdefault(row.participant_id, []).append(row)
    measured = [one for one in people if one.pk in known]
    for number, participant in enumerate(measured[::EVERY]):
        chance = Random(SEED + number)
        _tested_again(participant, known[participant.pk], chance=chance)
        _wishes(participant, known[participant.pk], chance=chance)
    _recorded_in_the_wrong_dossier(measured)


def _tested_again(participant: Participant, rows: list[LevelRecord], *, chance: Random) -> None:
    """Half a year later, or last week when it was shorter ago, with the own estimate beside it."""
    first = rows[0]
    on = min(first.measured_on + timedelta(days=chance.randint(120, 200)), _last_week())
    if on <= first.measured_on:
        return
    skills = {Skill(row.skill): Level(row.level) for row in rows}
    better = [
        language.Entry(skill, UP[level] if chance.random() < 0.6 else level)
        for skill, level in skills.items()
        if level in UP
    ]
    own = [
        language.Entry(skill, level)
        for skill, level in skills.items()
        if skill in {Skill.SPEAKING, Skill.READING} and chance.random() < 0.8
    ]
    with pretend(now() - (today() - on)):
        language.record(
            participant, by=first.assessor, entries=better, own=own, measured_on=on,
            method=Method.TEST, tool="TOA",
        )  # fmt: skip


def _wishes(participant: Participant, rows: list[LevelRecord], *, chance: Random) -> None:
    level = Level(rows[0].level)
    language.plan_learning(
        participant,
        targets={None: UP.get(UP.get(level, Level.A2), Level.B1)},
        wish=chance.choice(WISHES),
        route=chance.choice((LearningRoute.NEIGHBOURHOOD, LearningRoute.BUDDY)),
        wished_by=today() + timedelta(days=chance.randint(120, 300)),
        version=0,
        by=rows[0].assessor,
    )


def _recorded_in_the_wrong_dossier(measured: list[Participant]) -> None:
    """One step that belonged to somebody else; it can still be read, with the reason."""
    if not measured:
        return
    newest = Measurement.objects.of(measured[0]).newest_first().first()
    if newest is None:
        return
    wrong = ladder.measure(
        measured[0], by=newest.recorded_by, answers=STEP_FOUR, moment=Moment.INTERIM,
        measured_on=max(newest.measured_on, _last_week()), note="Helpt elke week in de keuken.",
    )  # fmt: skip
    ladder.withdraw(
        wrong, why=WhyWithdrawn.WRONG_DOSSIER, by=newest.recorded_by,
        reason="Dit gesprek was met iemand anders; daar staat het nu goed.",
    )  # fmt: skip


def _last_week() -> date:
    return today() - timedelta(days=7)
