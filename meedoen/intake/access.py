"""Finding an intake and an advice; the door has checked who may see the dossier."""

from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import NotPossible, found
from meedoen.intake.choices import Verdict
from meedoen.intake.models import (
    Advice,
    AdviceQuerySet,
    Intake,
    QuestionList,
    SectionAnswers,
    Sharing,
)
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants

CODE = "intake"
# The rule of the road by which a flow asks that a team leader looks at the advice.
APPROVED = "advice_approved"


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
    advice = Advice.objects.filter(journey=journey).latest_first().for_page().first()
    if advice is not None:
        advice.journey = journey
    return advice


def advices_of(journey: Journey) -> list[Advice]:
    """All versions of the advice, the last one first."""
    return list(Advice.objects.filter(journey=journey).latest_first().for_page())


def talks_of(journey: Journey) -> dict[UUID, list[Sharing]]:
    """The talks with the participant about each version of the advice, the last one first."""
    talks: dict[UUID, list[Sharing]] = {}
    for talk in Sharing.objects.filter(advice__journey=journey):
        talks.setdefault(talk.advice_id, []).append(talk)
    return talks


def to_share(user: User, participant_id: UUID) -> Journey:
    """The journey of which this user may write down that the advice was talked about."""
    return journeys.to_work_on(user, participant_id, permission=Permission.ADVICE)


def numbered_advice(journey: Journey, version: int) -> Advice:
    """One version of the advice, by its number."""
    advice = found(Advice.objects.for_page(), journey=journey, version=version)
    advice.journey = journey
    return advice


def to_judge(user: User, participant_id: UUID) -> Advice:
    """The advice that counts, for the team leader of this person where the road asks for it."""
    journey = journeys.to_work_on(user, participant_id, permission=Permission.ADVICE_APPROVE)
    advice = _standing(journey)
    if not asks_approval(journey):
        raise NotPossible(
            _("Bij deze route hoeft niemand het advies goed te keuren."),
            next_step=_("Wilt u iets anders? Bespreek het met uw collega."),
        )
    return advice


def asks_approval(journey: Journey) -> bool:
    """Whether on this road the team leader looks at the advice before it goes on."""
    return journey.road.asks(APPROVED)


def advices_to_judge(user: User) -> AdviceQuerySet:
    """What waits for this team leader: the last versions that nobody has judged yet."""
    if not user.has(Permission.ADVICE_APPROVE):
        return Advice.objects.none()
    waiting = Advice.objects.that_count().filter(
        participants.sees(user, whom="journey__participant_id"),
        journey__flow__in=journeys.flows_asking(APPROVED),
        journey__closed_at=None,
        review=None,
    )
    return waiting.exclude(by=user).for_page().select_related("journey__participant")


def advices_given_back(user: User) -> AdviceQuerySet:
    """What the team leader gave back to this writer, until there is a new version."""
    if not user.has(Permission.ADVICE):
        return Advice.objects.none()
    returned = Advice.objects.that_count().filter(
        participants.sees(user, whom="journey__participant_id"),
        by=user,
        journey__closed_at=None,
        review__verdict=Verdict.RETURNED,
    )
    return returned.for_page().select_related("journey__participant")


def _standing(journey: Journey) -> Advice:
    advice = advice_of(journey)
    if advice is None:
        raise NotPossible(
            _("Er is nog geen advies."), next_step=_("Schrijf eerst het advies met de kernvraag.")
        )
    return advice
