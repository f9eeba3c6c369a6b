"""The year of one resident, told with the verbs that colleagues use, each on its own day."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from meedoen.accounts.models import User
from meedoen.contacts import actions as contacts
from meedoen.core.ids import new_id
from meedoen.core.time import is_working_day, pretend
from meedoen.demo import people as words, talks
from meedoen.demo.people import Person
from meedoen.intake import actions as intake
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Journey
from meedoen.ladder import actions as ladder
from meedoen.ladder.choices import Moment, Question
from meedoen.language import actions as language
from meedoen.language.actions import Entry
from meedoen.language.choices import Level, Method, Skill
from meedoen.matching import actions as matching
from meedoen.network.models import Neighbourhood
from meedoen.offers.models import Offer
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import Participant
from meedoen.plans import access as plan_access, actions as plans
from meedoen.plans.choices import Answer, CommitmentSide

SPOKEN = (Level.A0, Level.A1, Level.A1, Level.A2, Level.A2, Level.B1)
WRITTEN = (Level.ALFA_B, Level.A0, Level.A1, Level.A1, Level.A2)
# A weekday afternoon line, drawn as a signature: strokes of points in 1000 by 400.
SIGNATURE = [
    [[120, 220], [180, 120], [230, 260], [290, 140], [350, 250], [430, 180]],
    [[460, 230], [560, 200], [700, 215], [840, 190]],
]


class Over(Exception):
    """The story has come to today, or ends here."""


@dataclass
class Town:
    """Where the story plays: areas, what is on offer, who works there, and what day it is."""

    areas: dict[str, Neighbourhood]
    language_offers: list[Offer]
    participation_offers: list[Offer]
    assessor: User
    today: date
    going: Counter[str] = field(default_factory=Counter)

    def with_room(self, offers: list[Offer]) -> list[Offer]:
        """Offers for which not everybody who chose it can fill the last place."""
        return [one for one in offers if self.going[one.name] < (one.capacity or 0)]


class Story:
    """One resident, from registration to wherever they are today."""

    def __init__(self, person: Person, *, town: Town, guide: User, coach: User, chance: Random):
        self.person, self.town, self.guide, self.coach = person, town, guide, coach
        self.chance = chance
        self.day = town.today - timedelta(days=person.registered_days_ago)
        self.latest = timezone.make_aware(datetime.combine(self.day, time()) - timedelta(days=7))
        self.participant: Participant
        self.journey: Journey

    def tell(self) -> Journey:
        """Everything that has happened so far."""
        chapters: tuple[Callable[[], None], ...] = (
            self._register, self._hold_intake, self._measure, self._advise, self._choose,
            self._propose, self._agree, self._sign, self._start, self._go_along, self._close,
        )  # fmt: skip
        try:
            for chapter in chapters:
                chapter()
        except Over:
            pass
        return self.journey

    def _moment(self) -> datetime:
        hour, minute = self.chance.randint(9, 16), self.chance.choice((0, 10, 15, 30, 45))
        moment = timezone.make_aware(datetime.combine(self.day, time(hour, minute)))
        self.latest = max(moment, self.latest + timedelta(minutes=25))
        return self.latest

    def _wait(self, least: int, most: int) -> datetime:
        """Some days later, on a working day; over when that lies after today."""
        self.day += timedelta(days=self.chance.randint(least, most))
        while not is_working_day(self.day):
            self.day += timedelta(days=1)
        if self.day >= self.town.today:
            raise Over
        return self._moment()

    def _may_stop(self, odds: float, reason: Exit, note: str) -> None:
        if self.chance.random() < odds:
            with pretend(self._wait(5, 20)):
                self.journey = journeys.end(self.journey, reason=reason, by=self.guide, note=note)
            raise Over

    def _register(self) -> None:
        one = self.person
        while not is_working_day(self.day):
            self.day -= timedelta(days=1)
        with pretend(self._moment()):
            self.participant = participants.register(
                by=self.guide, first_name=one.first_name, last_name=one.last_name,
                birth_date=one.birth_date, category=one.category, phone=one.phone,
                email=one.email, languages=["nl", one.language],
                neighbourhood=self.town.areas[one.neighbourhood],
                question=words.QUESTIONS[one.question], found_through=one.found_through,
                registered_on=self.day, consent_on=self.day,
                interpreter_language=one.language if self.chance.random() < 0.25 else "",
                childcare_needed=self.chance.random() < 0.25,
            )  # fmt: skip
            self.journey = journeys.start(self.participant, by=self.guide)

    def _hold_intake(self) -> None:
        if self.chance.random() < 0.04:
            raise Over
        self._may_stop(0.04, Exit.NO_CONTACT, "Nummer klopte niet meer.")
        with pretend(self._wait(3, 12)):
            held = intake.begin(self.journey, by=self.guide)
            wish, themes = self.chance.choice(words.WISHES)
            answers: dict[str, dict[str, Any]] = {
                "question": {
                    "question": words.QUESTIONS[self.person.question], "themes": themes,
                },
                "strengths": {
                    "good_at": self.chance.choice(words.STRENGTHS),
                    "interests": themes,
                    "wishes": wish,
                },
                "obstacles": {"obstacles_words": self.chance.choice(words.OBSTACLES)},
                "daily_life": {"availability": self._free_parts()},
            }  # fmt: skip
            for section, given in answers.items():
                intake.save_section(held, section=section, answers=given, version=0, by=self.guide)
            contacts.write(
                self.journey, by=self.guide, channel="office", on=self.day, topic="acquaintance",
                note="Intakegesprek. Vertelt open, weet goed wat hij of zij wil.", motivation=4,
            )  # fmt: skip
            if self.chance.random() < 0.15:
                raise Over
            self.held = held

    def _free_parts(self) -> int:
        """Which mornings and afternoons of the week are free, as the intake keeps them."""
        parts = [day * 3 + part for day in range(5) for part in range(2)]
        return sum(1 << part for part in self.chance.sample(parts, self.chance.randint(4, 9)))

    def _measure(self) -> None:
        with pretend(self._wait(0, 6)):
            spoken, written = self.chance.choice(SPOKEN), self.chance.choice(WRITTEN)
            entries = [
                Entry(Skill.SPEAKING, spoken), Entry(Skill.LISTENING, spoken),
                Entry(Skill.READING, written), Entry(Skill.WRITING, written),
            ]  # fmt: skip
            tester = self.town.assessor if self.chance.random() < 0.4 else self.guide
            if tester is self.town.assessor:
                participants.grant(
                    self.participant, ground=GrantGround.ASSESSMENT, by=self.guide, user=tester
                )
            language.record(
                self.participant, by=tester, entries=entries, method=Method.CONVERSATION
            )
            talks.go_on(
                self.held, by=self.guide, tester=tester, language=self.person.language,
                number=self.person.question, on=self.day,
            )  # fmt: skip
            self._climb(Moment.T0_INTAKE, self.chance.choices((1, 2, 3, 4, 5), (4, 6, 3, 1, 1))[0])
            for fact in (Fact.LANGUAGE_MEASURED, Fact.LADDER_MEASURED):
                self.journey = journeys.reach(self.journey, fact, by=self.guide)
            intake.complete(self.held, by=self.guide)
            self.journey.refresh_from_db()

    def _climb(self, moment: Moment, step: int, *, because_of_us: bool = False) -> None:
        self.step = step
        answers = {
            1: {Question.PAID_WORK: False, Question.UNPAID_WORK: False,
                Question.ACTIVITIES: False, Question.CONTACTS: False},
            2: {Question.PAID_WORK: False, Question.UNPAID_WORK: False,
                Question.ACTIVITIES: False, Question.CONTACTS: True},
            3: {Question.PAID_WORK: False, Question.UNPAID_WORK: False, Question.ACTIVITIES: True},
            4: {Question.PAID_WORK: False, Question.UNPAID_WORK: True},
            5: {Question.PAID_WORK: True, Question.SUPPORT: True},
            6: {Question.PAID_WORK: True, Question.SUPPORT: False},
        }  # fmt: skip
        ladder.measure(
            self.participant, by=self.guide, answers=answers[step], moment=moment,
            growth_answers=answers[min(step + 1, 6)], due_to_trajectory=because_of_us,
        )  # fmt: skip

    def _advise(self) -> None:
        self._may_stop(0.05, Exit.WITHDRAWN if self._is_free() else Exit.MOVED, "Wil nu niet.")
        if self.chance.random() < 0.06:
            raise Over
        with pretend(self._wait(2, 12)):
            intake.advise(
                self.journey, by=self.guide, version=0,
                core_question=self.chance.choice(words.CORE_QUESTIONS),
                analysis="Gemotiveerd. Heeft baat bij taal die direct gebruikt wordt.",
                recommendation="Taalles en meedoen tegelijk, dicht bij huis.",
                with_language=True, with_participation=True,
            )  # fmt: skip
            self.journey.refresh_from_db()

    def _is_free(self) -> bool:
        return self.journey.category == "voluntary"

    def _choose(self) -> None:
        if self.chance.random() < 0.05:
            raise Over
        with pretend(self._wait(1, 6)):
            for offers in (self.town.language_offers, self.town.participation_offers):
                offer = self.chance.choice(self.town.with_room(offers))
                self.town.going[offer.name] += 1
                matching.choose(
                    self.journey,
                    offer=offer,
                    by=self.guide,
                    reason="Kent daar al iemand en durft er daarom heen.",
                )
            self.journey.refresh_from_db()

    def _propose(self) -> None:
        with pretend(self._wait(2, 8)):
            plan = plans.draft(self.journey, by=self.guide)
            for goal in self.chance.sample(words.GOALS, 2):
                plans.add_goal(plan, text=goal, by=self.guide)
            plans.add_commitment(
                plan, side=CommitmentSide.PARTICIPANT, by=self.guide,
                what="Ik kom naar de les en bel als het niet lukt.", when_text="elke week",
            )  # fmt: skip
            plans.add_commitment(
                plan, side=CommitmentSide.ORGANISATION, by=self.guide,
                what="Wij gaan de eerste keer mee.", due_on=self.day + timedelta(days=14),
            )  # fmt: skip
            if self.chance.random() < 0.08:
                raise Over
            plan.refresh_from_db()
            plans.propose(plan, edits=plan.edits, by=self.guide)
            self.journey.refresh_from_db()
            self.journey = journeys.assign_coach(self.journey, coach=self.coach, by=self.guide)
            self.plan = plan

    def _agree(self) -> None:
        if self.chance.random() < 0.06:
            raise Over
        with pretend(self._wait(1, 9)):
            answer = Answer.WITH_REMARKS if self.chance.random() < 0.2 else Answer.ACCEPTED
            remarks = "Liever niet op woensdag." if answer == Answer.WITH_REMARKS else ""
            self.plan.refresh_from_db()
            plans.answer(
                self.plan, answer=answer, by=self.coach, remarks=remarks, explained_in="nl"
            )
            self.journey.refresh_from_db()

    def _sign(self) -> None:
        if not self._is_free():
            return
        if self.chance.random() < 0.06:
            raise Over
        with pretend(self._wait(0, 6)):
            plans.sign_agreement(
                self.journey, by=self.coach, token=new_id(), strokes=SIGNATURE, explained_in="nl"
            )
            self.journey.refresh_from_db()

    def _start(self) -> None:
        moment = self._wait(2, 16)
        with pretend(moment):
            plan = plan_access.in_force(self.journey)
            for part in plan_access.components_of(plan) if plan else []:
                plans.start_component(part, on=self.day, by=self.coach)
            self.journey.refresh_from_db()

    def _go_along(self) -> None:
        end = self.day + timedelta(days=self.chance.randint(170, 260))
        while self.day < end:
            if self.chance.random() < 0.015:
                self._may_stop(1.0, self.chance.choice((Exit.DROPPED_OUT, Exit.MOVED)), "")
            channel, topic, note, motivation = self.chance.choice(words.NOTES)
            with pretend(self._wait(12, 38)):
                contacts.write(
                    self.journey, by=self.coach, channel=channel, on=self.day, topic=topic,
                    note=note, motivation=motivation,
                )  # fmt: skip

    def _close(self) -> None:
        with pretend(self._wait(3, 14)):
            self.journey = journeys.reach(self.journey, Fact.CLOSING_STARTED, by=self.coach)
        with pretend(self._wait(4, 14)):
            higher = min(6, self.step + self.chance.choice((0, 1, 1, 2)))
            self._climb(Moment.T1_END, higher, because_of_us=higher == 3)
            self.journey = journeys.reach(self.journey, Fact.CLOSING_HELD, by=self.coach)
        with pretend(self._wait(30, 60)):
            self.journey = journeys.reach(self.journey, Fact.AFTERCARE_DONE, by=self.coach)
            self.journey = journeys.end(self.journey, reason=Exit.COMPLETED, by=self.coach)
