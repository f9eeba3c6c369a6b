"""Finding an intake and an advice; the door has checked who may see the dossier.

The one door of its own: an assessor fills in the test part of an intake, and sees no more of it.
"""

from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, Subquery, UUIDField
from django.http import Http404
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import NotPossible, found
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import today
from meedoen.intake.choices import Verdict
from meedoen.intake.models import (
    Advice,
    AdviceQuerySet,
    Intake,
    QuestionList,
    SectionAnswers,
    Sharing,
    Talk,
)
from meedoen.intake.rules import Section
from meedoen.journeys import access as roads
from meedoen.journeys.models import Journey
from meedoen.language import access as language
from meedoen.participants import access as participants
from meedoen.participants.models import Participant

CODE = "intake"
# So many advices given back are shown at once.
MOST_GIVEN_BACK = 12
# The rule of the road by which a flow asks that a team leader looks at the advice.
APPROVED = "advice_approved"


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
    if intake is None or part is None or part.assessed_part is None:
        raise Http404
    return intake, part.assessed_part


def tested_intake(participant: Participant) -> Intake | None:
    """The running intake in which an assessor has a part, if there is one."""
    journey = roads.latest(participant)
    intake = intake_of(journey) if journey is not None and journey.is_open else None
    if intake is None or not intake.outline.assessed_parts:
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
    for advice in ADVICE.rows(journey=journey.pk):
        found_advice: Advice = advice
        found_advice.journey = journey
        return found_advice
    return None


ADVICE = Prepared(
    lambda: (
        Advice.objects.filter(journey=Slot("journey", UUIDField())).latest_first().for_page()[:1]
    )
)


def advices_of(journey: Journey) -> list[Advice]:
    """All versions of the advice, the last one first."""
    return list(Advice.objects.filter(journey=journey).latest_first().for_page())


def sharings_of(journey: Journey) -> dict[UUID, list[Sharing]]:
    """The talks with the participant about each version of the advice, the last one first."""
    talks: dict[UUID, list[Sharing]] = {}
    for talk in Sharing.objects.filter(advice__journey=journey):
        talks.setdefault(talk.advice_id, []).append(talk)
    return talks


def to_share(user: User, participant_id: UUID) -> Journey:
    """The journey of which this user may write down that the advice was talked about."""
    return roads.to_work_on(user, participant_id, permission=Permission.ADVICE)


def numbered_advice(journey: Journey, version: int) -> Advice:
    """One version of the advice, by its number."""
    advice = found(Advice.objects.for_page(), journey=journey, version=version)
    advice.journey = journey
    return advice


def to_judge(user: User, participant_id: UUID) -> Advice:
    """The advice that counts, for the team leader of this person where the road asks for it."""
    journey = roads.to_work_on(user, participant_id, permission=Permission.ADVICE_APPROVE)
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
        journey__flow__in=roads.flows_asking(APPROVED),
        journey__closed_at=None,
        review=None,
    )
    return waiting.exclude(by=user).for_page().select_related("journey__participant")


def advices_given_back(user: User) -> list[Advice]:
    """What the team leader gave back to this writer, until there is a new version: who waits
    longest first, and of a great many the beginning."""
    if not (user.has(Permission.ADVICE) and user.has(Permission.DOSSIER_SEE)):
        return []
    returned = _given_back(leads=user.has(Permission.TEAM_SEE))
    return returned.rows(user=user.pk, today=today())


@cache
def _given_back(*, leads: bool) -> Prepared:
    def written() -> AdviceQuerySet:
        user = Slot("user", UUIDField())
        seen = participants.granted(
            user, on=Slot("today", DateField()), leads=leads, grounds=participants.FULL
        )
        returned = Advice.objects.that_count().filter(
            Exists(seen.filter(pk=OuterRef("journey__participant_id"))),
            by=user,
            journey__closed_at=None,
            review__verdict=Verdict.RETURNED,
        )
        waiting = returned.for_page().select_related("journey__participant")
        return waiting.order_by("given_at", "id")[:MOST_GIVEN_BACK]

    return Prepared(written)


def _standing(journey: Journey) -> Advice:
    advice = advice_of(journey)
    if advice is None:
        raise NotPossible(
            _("Er is nog geen advies."), next_step=_("Schrijf eerst het advies met de kernvraag.")
        )
    return advice


def answers_of(journey: Journey, *sections: str) -> dict[str, Any]:
    """What was answered in these sections, by question; one query."""
    saved = SectionAnswers.objects.filter(intake__journey=journey, section__in=sections)
    found: dict[str, Any] = {}
    for answers in saved.values_list("answers", flat=True):
        found.update(answers)
    return found
