"""Somebody is back: a new journey on the same dossier."""

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.closing import access
from meedoen.closing.actions.aftercare import stop
from meedoen.closing.actions.holding import log
from meedoen.core.errors import NotPossible
from meedoen.core.time import today
from meedoen.intake import access as intakes, actions as intake
from meedoen.intake.models import Intake
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.models import Journey, PhaseVisit
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import Participant


@transaction.atomic
def begin_again(
    participant: Participant, *, by: User, category: str, question: str, take_answers: bool = False
) -> Journey:
    """A new journey, at its beginning, on the same dossier; what was before stays to be read.

    Whoever is still in aftercare ends that first. Colleagues of then no longer see the dossier.
    The answers of the last intake come along only when the participant chose so.
    """
    person = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    last = journeys.latest(person)
    if last is not None and last.is_open:
        if _is_just_begun(last, by=by):
            return last
        _end_aftercare(last, by=by)
    _put_right(person, category=category, question=question, by=by)
    participants.leave_to_leaders(person, by=by, but=by)
    participants.grant(person, ground=GrantGround.REGISTERED, by=by, user=by)
    participants.grant(person, ground=GrantGround.ROUTED, by=by, team=person.team)
    made = road.start(person, by=by, on=today())
    log("began_again", made, made, by=by, category=category, answers=take_answers)
    before = intakes.intake_of(last) if last is not None and take_answers else None
    if before is not None:
        _take_along(before, made, by=by)
    return made


def _is_just_begun(journey: Journey, *, by: User) -> bool:
    """A double click: this same colleague began it today and nothing happened in it yet."""
    mine = PhaseVisit.objects.filter(journey=journey, entered_by=by)
    is_again = journeys.earlier(journey).exists()
    return is_again and journey.started_on == today() and mine.exists()


def _end_aftercare(journey: Journey, *, by: User) -> None:
    if not access.has_closed(journey):
        raise NotPossible(
            _("Voor deze deelnemer loopt al een traject."),
            next_step=_("Ga verder in dat traject, of sluit het eerst af."),
        )
    stop(journey, by=by, why=_("Er begint een nieuw traject."))


def _put_right(person: Participant, *, category: str, question: str, by: User) -> None:
    facts: dict[str, object] = {}
    if question and question != person.question:
        facts["question"] = question
    if category != person.category:
        facts |= {"category": category, "team": participants.receiving_team(category, by=by)}
    if facts:
        participants.correct(person, by=by, version=person.version, **facts)


def _take_along(before: Intake, journey: Journey, *, by: User) -> None:
    """What was told then, except for what needs consent: that is asked anew."""
    made = intake.begin(journey, by=by)
    for code, told in intakes.sections_of(before).items():
        part = made.outline.section(code)
        if part is None:
            continue
        consented = {one.needs for one in part.questions if one.needs}
        free = {
            name: answer
            for name, answer in told.answers.items()
            if (asked := part.question(name)) and not asked.needs and name not in consented
        }
        if free:
            intake.save_section(made, section=code, answers=free, version=0, by=by)
