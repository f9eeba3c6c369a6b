"""Finding an intake and an advice; the door has checked who may see the dossier."""

from typing import Any

from meedoen.intake.models import Advice, Intake, QuestionList, SectionAnswers
from meedoen.journeys.models import Journey

CODE = "intake"


def current_list() -> QuestionList:
    """The version that an intake which begins today will keep."""
    return QuestionList.objects.filter(code=CODE).order_by("-version")[:1].get()


def intake_of(journey: Journey) -> Intake | None:
    """The intake of this journey, if it has begun."""
    intakes = Intake.objects.filter(journey=journey).select_related("started_by", "completed_by")
    intake = intakes.first()
    if intake is not None:
        intake.journey = journey
    return intake


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


def answers_of(journey: Journey, *sections: str) -> dict[str, Any]:
    """What was answered in these sections, by question; one query."""
    saved = SectionAnswers.objects.filter(intake__journey=journey, section__in=sections)
    found: dict[str, Any] = {}
    for answers in saved.values_list("answers", flat=True):
        found.update(answers)
    return found
