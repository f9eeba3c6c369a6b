"""The ladder as a decision: five questions from the top down, one step at the end (domain 2.3)."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from meedoen.core.errors import NotPossible
from meedoen.ladder.choices import (
    INSTRUMENT_VERSION,
    INSTRUMENTS,
    Growth,
    Instrument,
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


def _after(question: Question, answer: bool) -> Question | Step:
    yes, no = TREE[question]
    return yes if answer else no


def _below(place: Question | Step) -> frozenset[Step]:
    if isinstance(place, Step):
        return frozenset({place})
    yes, no = TREE[place]
    return _below(yes) | _below(no)
