"""The ladder as a decision: five questions from the top down, one step at the end (domain 2.3).

The whole instrument is here, and nothing else: which question comes, which step it gives, what
growth was expected and what came true, and where the dossier says something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _t, gettext_lazy as _

from meedoen.core.errors import NotPossible
from meedoen.ladder.choices import (
    INSTRUMENT_VERSION,
    INSTRUMENTS,
    Growth,
    Instrument,
    Outcome,
    Question,
    Step,
)

Answers = Mapping[Question, bool]

FIRST = Question.PAID_WORK
# For each question: where yes leads, and where no leads.
TREE: dict[Question, tuple[Question | Step, Question | Step]] = {
    Question.PAID_WORK: (Question.SUPPORT, Question.UNPAID_WORK),
    Question.SUPPORT: (Step.PAID_WORK_SUPPORTED, Step.PAID_WORK),
    Question.UNPAID_WORK: (Step.UNPAID_WORK, Question.ACTIVITIES),
    Question.ACTIVITIES: (Step.ORGANISED_ACTIVITIES, Question.CONTACTS),
    Question.CONTACTS: (Step.SOCIAL_CONTACTS, Step.ISOLATED),
}
OLDEST = date(1990, 1, 1)
# How far back we look for a contact before we ask whether it still goes on every week.
LATELY = timedelta(weeks=6)
WEEKLY = frozenset({Step.ORGANISED_ACTIVITIES, Step.UNPAID_WORK})
PAID = frozenset({Step.PAID_WORK_SUPPORTED, Step.PAID_WORK})
# Whom the intake names that count as company outside the home, met in the flesh (domain 2.2).
OUTSIDE = frozenset({"family", "friends", "neighbours", "parents", "colleagues"})


@dataclass(frozen=True)
class DossierFacts:
    """What the dossier says about an ordinary week; None is: nobody asked or nothing is known."""

    talks_with: frozenset[str] | None = None
    has_work: bool | None = None
    seeks_work: bool = False
    was_spoken_lately: bool | None = None
    language_parts: tuple[str, ...] = ()
    other_parts: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Everything of our own plan that runs now."""
        return self.language_parts + self.other_parts


def instrument(version: str = INSTRUMENT_VERSION) -> Instrument:
    """The wording that belongs to this version; the present one when that version is not known."""
    return INSTRUMENTS.get(version, INSTRUMENTS[INSTRUMENT_VERSION])


def asked(answers: Answers) -> list[Question]:
    """The questions on the way down with these answers; the last may still be open."""
    way: list[Question] = []
    here: Question | Step = FIRST
    while isinstance(here, Question):
        way.append(here)
        if here not in answers:
            break
        here = _after(here, answers[here])
    return way


def computed_step(answers: Answers) -> Step | None:
    """The step that these answers lead to; None while a question is still open."""
    last = asked(answers)[-1]
    if last not in answers:
        return None
    end = _after(last, answers[last])
    return end if isinstance(end, Step) else None


def next_question(answers: Answers) -> Question | None:
    """Which question comes now; None when the step is known."""
    last = asked(answers)[-1]
    return None if last in answers else last


def kept(answers: Answers) -> dict[Question, bool]:
    """Only the answers that count: an answer to a question that is no longer asked falls away."""
    return {question: answers[question] for question in asked(answers) if question in answers}


def still_possible(answers: Answers) -> frozenset[Step]:
    """The steps that these answers leave open; one step is left when all is answered."""
    found = computed_step(answers)
    if found is not None:
        return frozenset({found})
    return _below(asked(answers)[-1])


def growth(recorded: Step, expected: Step | None) -> Growth | None:
    """How much growth is expected; None when nobody asked. Staying or going down is no growth."""
    if expected is None:
        return None
    difference = expected - recorded
    if difference <= 0:
        return Growth.NONE
    return Growth.ONE if difference == 1 else Growth.MORE


def check_recorded(recorded: Step, *, computed: Step | None, reason: str) -> None:
    """A step other than the questions give is possible, but says why (domain 2.3)."""
    if computed is not None and recorded != computed and not reason.strip():
        raise NotPossible(
            _("De trede is anders dan de vragen aangeven. Schrijf op waarom."),
            next_step=_("Vul de reden in, of kies de trede die uit de vragen komt."),
        )


def check_complete(answers: Answers) -> Step:
    """The computed step, or a refusal that says that a question is still open."""
    step = computed_step(answers)
    if step is None:
        raise NotPossible(
            _("Nog niet alle vragen zijn beantwoord."),
            next_step=_("Beantwoord de vraag die nog open staat."),
        )
    return step


def check_date(measured_on: date, *, today: date, born: date | None) -> None:
    """A measurement happened: not in the future, and not before the person was born."""
    wrong = date_error(measured_on, today=today, born=born)
    if wrong:
        raise NotPossible(wrong, next_step=_("Verbeter de datum."))


def date_error(measured_on: date, *, today: date, born: date | None) -> str:
    """What is wrong with the date, in Dutch; nothing when it is fine."""
    if measured_on > today:
        return str(_("De datum ligt in de toekomst."))
    if born is not None and measured_on <= born:
        return str(_("De datum ligt voor de geboortedatum."))
    if measured_on < OLDEST:
        return str(_("De datum ligt te ver terug. Kijk of het jaar klopt."))
    return ""


def hints(recorded: Step, expected: Step | None, *, due_to_trajectory: bool) -> list[str]:
    """What to look at again before saving; never a refusal."""
    said: list[str] = []
    if expected is not None and expected < recorded:
        said.append(str(_("U verwacht een lagere trede dan nu. Klopt dat?")))
    if recorded in (Step.ORGANISED_ACTIVITIES, Step.PAID_WORK_SUPPORTED) and not due_to_trajectory:
        said.append(
            str(_("Komt deze trede alleen door onze eigen cursus? Geef dat dan hieronder aan."))
        )
    return said


def contradictions(step: Step, facts: DossierFacts, *, due_to_trajectory: bool) -> list[str]:
    """Where the dossier says something else than this step: a question, never a refusal."""
    said = [
        *_about_company(step, facts),
        *_about_work(step, facts),
        *_about_our_parts(step, facts, due_to_trajectory=due_to_trajectory),
    ]
    if step in WEEKLY and facts.was_spoken_lately is False:
        said.append(
            _t(
                "Trede %(step)s gaat over elke week. De laatste zes weken staat er geen contact "
                "in het dossier. Is het nog steeds elke week?"
            )
            % {"step": step.value}
        )
    return said


def outcome(
    expected: Step,
    reached: Step,
    *,
    due_to_trajectory: bool,
    expected_on: date,
    horizon_months: int,
    today: date,
) -> Outcome:
    """What came true of an expectation. What only our own course gives is kept apart (2.5)."""
    is_over = today >= months_later(expected_on, horizon_months)
    return came_true(expected, reached, due_to_trajectory=due_to_trajectory, is_over=is_over)


def came_true(expected: Step, reached: Step, *, due_to_trajectory: bool, is_over: bool) -> Outcome:
    """The same, when it is known whether the time for it is over."""
    if due_to_trajectory and reached >= expected:
        return Outcome.BY_US
    if reached > expected:
        return Outcome.HIGHER
    if reached == expected:
        return Outcome.AS_EXPECTED
    return Outcome.LOWER if is_over else Outcome.OPEN


@dataclass(frozen=True)
class Measured:
    """One measurement that counts, as a line of steps sees it."""

    id: UUID
    on: date
    step: int
    by_us: bool = False
    hoped: int | None = None
    horizon_months: int = 0


@dataclass(frozen=True)
class Climbed:
    """From where somebody started to one later measurement, which held until the next one."""

    measurement: UUID
    start: int
    now: int
    by_us: bool
    hoped: int | None
    expected_by: date | None
    measured_on: date
    until: date | None


def climbs(measured: Sequence[Measured]) -> list[Climbed]:
    """What one person's measurements, oldest first, tell of rising and falling.

    The start is the first day, and of that day what was recorded last. Each measurement of a later
    day is a climb from there.
    """
    start = next((one for one in reversed(measured) if one.on == measured[0].on), None)
    if start is None:
        return []
    due = months_later(start.on, start.horizon_months) if start.hoped else None
    following = [one.on for one in measured[1:]] + [None]
    return [
        Climbed(one.id, start.step, one.step, one.by_us, start.hoped, due, one.on, until)
        for one, until in zip(measured, following, strict=True)
        if one.on > start.on
    ]


def was_spoken_lately(last: date | None, *, since: date, today: date) -> bool | None:
    """Whether somebody was spoken these last weeks; None while the journey is that young."""
    if last is not None and today - last <= LATELY:
        return True
    return None if today - since <= LATELY else False


def months_later(day: date, months: int) -> date:
    """The same day so many months later; of a shorter month the last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def _about_company(step: Step, facts: DossierFacts) -> list[str]:
    if not facts.talks_with:
        return []
    met = facts.talks_with & OUTSIDE
    if step == Step.ISOLATED and met:
        return [
            _t(
                "In de intake staat dat iemand in een gewone week mensen buiten het eigen huis "
                "spreekt. Dan past trede 2 misschien beter."
            )
        ]
    if step in {Step.SOCIAL_CONTACTS, Step.UNPAID_WORK} and not met:
        return [
            _t(
                "Bij trede %(step)s hoort elke week contact met mensen buiten het eigen huis. "
                "In de intake staat dat contact niet. Is dat veranderd?"
            )
            % {"step": step.value}
        ]
    return []


def _about_work(step: Step, facts: DossierFacts) -> list[str]:
    if facts.has_work and step not in PAID:
        return [
            _t("In de intake staat dat iemand werk heeft. Is dat betaald werk, en loopt het nog?")
        ]
    if facts.seeks_work and step in PAID:
        return [_t("In de intake staat dat iemand werk zoekt. Is er intussen betaald werk?")]
    return []


def _about_our_parts(step: Step, facts: DossierFacts, *, due_to_trajectory: bool) -> list[str]:
    names = ", ".join(facts.parts)
    if facts.parts and step < Step.ORGANISED_ACTIVITIES:
        return [
            _t(
                "Uit het plan loopt: %(parts)s. Gaat iemand daar elke week heen? Dan past een "
                "hogere trede, die alleen door ons eigen traject komt."
            )
            % {"parts": names}
        ]
    if facts.parts and step == Step.ORGANISED_ACTIVITIES and not due_to_trajectory:
        return [
            _t(
                "Uit het plan loopt: %(parts)s. Gaat iemand verder nergens heen? Geef dan aan dat "
                "de trede alleen door ons eigen traject komt."
            )
            % {"parts": names}
        ]
    if facts.language_parts and step == Step.PAID_WORK:
        return [
            _t("Naast het werk loopt taalles: %(parts)s. Volgens de ladder is het dan trede 5.")
            % {"parts": ", ".join(facts.language_parts)}
        ]
    if due_to_trajectory and not facts.parts:
        return [
            _t(
                "Er loopt nu geen onderdeel van het plan. Kan deze trede dan alleen door ons eigen "
                "traject komen?"
            )
        ]
    return []


def _after(question: Question, answer: bool) -> Question | Step:
    yes, no = TREE[question]
    return yes if answer else no


def _below(place: Question | Step) -> frozenset[Step]:
    if isinstance(place, Step):
        return frozenset({place})
    yes, no = TREE[place]
    return _below(yes) | _below(no)
