"""Holding an intake, over several talks and with several colleagues, and giving advice."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import now, today
from meedoen.intake import access, rules
from meedoen.intake.actions.lists import publish_list, withdraw_list
from meedoen.intake.actions.talks import (
    begin,
    complete,
    must_be_open,
    must_have_consent,
    part_of,
    save_section,
)
from meedoen.intake.models import Advice, Intake, QuestionList, SectionAnswers
from meedoen.journeys import access as roads, actions as journeys
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.ladder import actions as ladder
from meedoen.ladder.models import Measurement
from meedoen.language import actions as language
from meedoen.participants.models import Participant

__all__ = [
    "advise", "begin", "complete", "fill", "measure_ladder", "measure_language", "publish_list",
    "save_section", "withdraw_list",
]  # fmt: skip

BATCH = 500


@transaction.atomic
def advise(
    journey: Journey,
    *,
    core_question: str,
    by: User,
    version: int,
    analysis: str = "",
    recommendation: str = "",
    with_language: bool = False,
    with_participation: bool = False,
) -> Advice:
    """The advice is given: one sentence that says what this person needs, and what we advise.

    `version` is the last advice that the writer saw (0 for none). A changed advice is a new
    version; the former stays to be read.
    """
    must_be_open(journey)
    if not core_question.strip():
        raise NotPossible(_("Schrijf in één zin wat deze persoon nodig heeft om vooruit te komen."))
    words = {
        "core_question": core_question.strip(),
        "analysis": analysis,
        "recommendation": recommendation,
        "with_language": with_language,
        "with_participation": with_participation,
    }
    Journey.objects.select_for_update(of=("self",)).filter(pk=journey.pk).first()
    standing = access.advice_of(journey)
    if standing is None or any(getattr(standing, name) != text for name, text in words.items()):
        if standing is not None and standing.version != version:
            raise _other_advice(standing)
        standing = _next_advice(
            journey, number=standing.version + 1 if standing else 1, by=by, **words
        )
    journeys.reach(journey, Fact.ADVICE_GIVEN, by=by)
    return standing


@transaction.atomic
def measure_language(participant: Participant, *, by: User, **facts: Any) -> None:
    """The level per skill is recorded, and the road knows it. Facts as `language.record` takes."""
    language.record(participant, by=by, **facts)
    _reach_if_open(participant, Fact.LANGUAGE_MEASURED, by=by)


@transaction.atomic
def measure_ladder(participant: Participant, *, by: User, **facts: Any) -> Measurement:
    """The step is recorded, and the road knows it. Facts as `ladder.measure` takes."""
    measurement = ladder.measure(participant, by=by, **facts)
    _reach_if_open(participant, Fact.LADDER_MEASURED, by=by)
    return measurement


@transaction.atomic
def fill(items: Iterable[Mapping[str, Any]], *, by: User) -> int:
    """Many intakes at once, for a demo or a measurement. No facts are reached on the road.

    An item names its `journey`, and may hold `answers` (section to answers), `advice` (the words
    of `advise`), `started_at`, `completed_at`, `advised_at` and `by`.
    """
    published = access.current_list()
    given = [{"by": by, **item} for item in items]
    intakes = [_filled_intake(item, published) for item in given]
    parts = [
        _filled_section(intake, section, answers)
        for intake, item in zip(intakes, given, strict=True)
        for section, answers in item.get("answers", {}).items()
    ]
    advices = [_filled_advice(item) for item in given if item.get("advice")]
    Intake.objects.bulk_create(intakes, batch_size=BATCH)
    SectionAnswers.objects.bulk_create(parts, batch_size=BATCH)
    Advice.objects.bulk_create(advices, batch_size=BATCH)
    audit.record_many(
        audit.event("intake.begun", one, by=one.started_by, participant=one.journey.participant_id)
        for one in intakes
    )
    audit.record_many(
        audit.event("intake.advised", one, by=one.by, participant=one.journey.participant_id)
        for one in advices
    )
    return len(intakes)


def _filled_intake(item: Mapping[str, Any], published: QuestionList) -> Intake:
    done = item.get("completed_at")
    return Intake(
        journey=item["journey"],
        question_list=published,
        started_at=item.get("started_at") or done or now(),
        started_by=item["by"],
        completed_at=done,
        completed_by=item["by"] if done else None,
    )


def _filled_section(intake: Intake, section: str, answers: Mapping[str, Any]) -> SectionAnswers:
    part = part_of(intake, section)
    kept = rules.tidy(part, answers)
    must_have_consent(part, kept)
    return SectionAnswers(
        intake=intake,
        section=section,
        answers=kept,
        version=1,
        saved_by=intake.started_by,
        saved_at=intake.completed_at or intake.started_at,
    )


def _filled_advice(item: Mapping[str, Any]) -> Advice:
    at = item.get("advised_at") or item.get("completed_at") or now()
    return Advice(
        journey=item["journey"],
        by=item["by"],
        given_at=at,
        given_on=localtime(at).date(),
        **item["advice"],
    )


def _next_advice(journey: Journey, *, number: int, by: User, **words: Any) -> Advice:
    made = Advice(journey=journey, version=number, by=by, given_on=today(), **words)
    made.save(force_insert=True)
    facts = {
        "version": number,
        "language": made.with_language,
        "participation": made.with_participation,
    }
    audit.record("intake.advised", made, by=by, participant=journey.participant_id, facts=facts)
    return made


def _reach_if_open(participant: Participant, fact: Fact, *, by: User) -> None:
    journey = roads.latest(participant)
    if journey is not None and journey.is_open:
        journeys.reach(journey, fact, by=by)


def _other_advice(standing: Advice) -> TooLate:
    return TooLate(
        _("%(name)s schreef intussen een ander advies.") % {"name": standing.by.name},
        next_step=_("Lees het hieronder, pas uw tekst aan en sla opnieuw op."),
        now={"advice": standing},
    )
