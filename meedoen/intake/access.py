"""Finding an intake and an advice; the door has checked who may see the dossier.

The one door of its own: an assessor fills in the test part of an intake, and sees no more of it.
"""

from uuid import UUID

from django.db.models import Subquery
from django.http import Http404

from meedoen.accounts.models import User
from meedoen.intake.models import Advice, Intake, QuestionList, SectionAnswers, Talk
from meedoen.intake.rules import Section
from meedoen.journeys import access as roads
from meedoen.journeys.models import Journey
from meedoen.language import access as language
from meedoen.participants.models import Participant

CODE = "intake"


def current_list() -> QuestionList:
    """The version that an intake which begins today will keep."""
    return QuestionList.objects.usable().filter(code=CODE)[:1].get()


def intake_of(journey: Journey) -> Intake | None:
    """The intake of this journey, if it has begun."""
    newest = QuestionList.objects.usable().filter(code=CODE).values("version")[:1]
    intakes = Intake.objects.filter(journey=journey).annotate(newest=Subquery(newest))
    related = intakes.select_related("started_by", "completed_by", "question_list")
    intake = related.defer("question_list__definition").first()
    if intake is not None:
        intake.journey = journey
        intake.newest_version = intake.newest
    return intake


def to_test(user: User, participant_id: UUID, *, slug: str) -> tuple[Intake, Section]:
    """The running intake of this participant, and the test part of it at this address."""
    participant = language.to_measure(user, participant_id)
    intake = tested_intake(participant)
    part = intake.outline.by_slug(slug) if intake else None
    if intake is None or part is None or part.test_part is None:
        raise Http404
    return intake, part.test_part


def tested_intake(participant: Participant) -> Intake | None:
    """The running intake in which an assessor has a part, if there is one."""
    journey = roads.latest(participant)
    intake = intake_of(journey) if journey is not None and journey.is_open else None
    if intake is None or not intake.outline.test_parts:
        return None
    intake.journey.participant = participant
    return intake


def talks_of(intake: Intake) -> list[Talk]:
    """Who wrote something down on which day, the last one first."""
    talks = Talk.objects.filter(intake=intake).select_related("by")
    return list(talks.order_by("-held_on", "-last_saved_at", "-id"))


def sections_of(intake: Intake) -> dict[str, SectionAnswers]:
    """What was answered, by section."""
    saved = SectionAnswers.objects.filter(intake=intake).select_related("saved_by")
    return {one.section: one for one in saved}


def section_of(intake: Intake, section: str) -> SectionAnswers | None:
    """What was answered in one section, if anything."""
    saved = SectionAnswers.objects.filter(intake=intake, section=section)
    return saved.select_related("saved_by").first()


def advice_of(journey: Journey) -> Advice | None:
    """The advice that counts."""
    return Advice.objects.filter(journey=journey).latest_first().select_related("by").first()


def advices_of(journey: Journey) -> list[Advice]:
    """All versions of the advice, the last one first."""
    return list(Advice.objects.filter(journey=journey).latest_first().select_related("by"))
