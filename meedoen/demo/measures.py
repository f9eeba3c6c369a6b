"""What was measured along the way in the demo: growth, own estimates, wishes, and one mistake."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from meedoen.core.time import now, pretend, today
from meedoen.ladder import actions as ladder
from meedoen.ladder.choices import Moment, Question, Step
from meedoen.ladder.models import Measurement
from meedoen.language import actions as language
from meedoen.language.choices import LearningRoute, Level, Method, Skill, WhyWithdrawn
from meedoen.language.models import LevelRecord
from meedoen.participants.models import Participant

SEED = 20_262
EVERY = 6
RECORDED_BY = "consultant@demo.example"
UP = {
    Level.ALFA_B: Level.ALFA_C, Level.ALFA_C: Level.A1, Level.A0: Level.A1, Level.A1: Level.A2,
    Level.A2: Level.B1, Level.B1: Level.B2,
}  # fmt: skip
WISHES = (
    "Zelf met de juf praten.", "Brieven van de gemeente lezen.", "Bellen met de huisarts.",
    "Werken in een winkel.", "Mijn kinderen helpen met lezen.",
)  # fmt: skip
SOON = 80
# How many steps higher people stood when measured again, and whether only we gave that.
LATER = ((1, False), (1, True), (0, False), (1, False), (2, False), (0, False), (-1, False))
PAID, HELP, UNPAID, GROUP, COMPANY = Question
ANSWERS = {
    Step.ISOLATED: {PAID: False, UNPAID: False, GROUP: False, COMPANY: False},
    Step.SOCIAL_CONTACTS: {PAID: False, UNPAID: False, GROUP: False, COMPANY: True},
    Step.ORGANISED_ACTIVITIES: {PAID: False, UNPAID: False, GROUP: True},
    Step.UNPAID_WORK: {PAID: False, UNPAID: True},
    Step.PAID_WORK_SUPPORTED: {PAID: True, HELP: True},
    Step.PAID_WORK: {PAID: True, HELP: False},
}
NOTES = {
    Step.ISOLATED: "Is vooral thuis, spreekt weinig mensen.",
    Step.SOCIAL_CONTACTS: "Drinkt elke week koffie bij de buren.",
    Step.ORGANISED_ACTIVITIES: "Komt elke week bij de groep in het buurthuis.",
    Step.UNPAID_WORK: "Helpt elke week in de keuken.",
    Step.PAID_WORK_SUPPORTED: "Werkt drie dagen, met een jobcoach.",
    Step.PAID_WORK: "Heeft een contract bij de winkel.",
}


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
    _measured_again()
    _recorded_in_the_wrong_dossier()


def _measured_again() -> None:
    """Whoever began long enough ago was measured again: higher, alike, and sometimes lower."""
    firsts = Measurement.objects.first_only().select_related("participant", "recorded_by")
    latest = dict(Measurement.objects.latest_only().values_list("participant", "measured_on"))
    items: list[dict[str, Any]] = []
    for number, first in enumerate(firsts.order_by("participant__phone")):
        on = first.measured_on + timedelta(days=SOON + number % 60)
        if on >= _last_week() or latest[first.participant_id] > first.measured_on:
            continue
        up, by_us = LATER[number % len(LATER)]
        step = Step(min(max(first.recorded + up, 1), 6))
        items.append({
            "participant": first.participant, "by": first.recorded_by, "measured_on": on,
            "answers": ANSWERS[step], "moment": Moment.INTERIM, "note": NOTES[step],
            "due_to_trajectory": by_us and step == Step.ORGANISED_ACTIVITIES,
            "growth_answers": ANSWERS[Step(min(step + 1, 6))],
        })  # fmt: skip
    if items:
        ladder.record_many(items, by=items[0]["by"])


def _tested_again(participant: Participant, rows: list[LevelRecord], *, chance: Random) -> None:
    """Half a year later, or last week when it was shorter ago, with the own estimate beside it."""
    first = rows[0]
    on = min(first.measured_on + timedelta(days=chance.randint(120, 200)), _last_week())
    if (on - first.measured_on).days < SOON:
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


def _recorded_in_the_wrong_dossier() -> None:
    """One step that belonged to somebody else; it can still be read, with the reason."""
    by_one = Measurement.objects.filter(recorded_by__email=RECORDED_BY).order_by(
        "participant__phone", "-measured_on"
    )
    newest = by_one.select_related("participant", "recorded_by").first()
    if newest is None:
        return
    wrong = ladder.measure(
        newest.participant, by=newest.recorded_by, moment=Moment.INTERIM,
        answers=ANSWERS[Step.UNPAID_WORK],
        measured_on=max(newest.measured_on, _last_week()), note="Helpt elke week in de keuken.",
    )  # fmt: skip
    ladder.withdraw(
        wrong, why=WhyWithdrawn.WRONG_DOSSIER, by=newest.recorded_by,
        reason="Dit gesprek was met iemand anders; daar staat het nu goed.",
    )  # fmt: skip


def _last_week() -> date:
    return today() - timedelta(days=7)
