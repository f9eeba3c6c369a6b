"""Holding an intake, over several talks and with several colleagues, and giving advice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.time import now
from meedoen.intake import access, rules
from meedoen.intake.actions.talks import must_have_consent, part_of
from meedoen.intake.models import Advice, Intake, QuestionList, SectionAnswers
from meedoen.journeys import access as roads, actions as journeys
from meedoen.journeys.choices import Fact
from meedoen.ladder import access as steps, actions as ladder
from meedoen.ladder.models import Measurement
from meedoen.language import access as levels, actions as language
from meedoen.language.models import LevelRecord, ScriptRecord
from meedoen.participants.models import Participant

BATCH = 500


@transaction.atomic
def measure_language(participant: Participant, *, by: User, **facts: Any) -> None:
    """The level per skill is recorded, and the road knows it. Facts as `language.record` takes."""
    language.record(participant, by=by, **facts)
    _reach_if_open(participant, Fact.LANGUAGE_MEASURED, by=by)


@transaction.atomic
def withdraw_language(
    participant: Participant, rows: Sequence[LevelRecord | ScriptRecord], *, by: User, **facts: Any
) -> None:
    """These levels no longer count; when none is left, the road asks for them again.

    Facts as `language.withdraw` takes.
    """
    language.withdraw(rows, by=by, **facts)
    journey = roads.latest(participant)
    if journey is not None and not levels.is_known_since(participant, journey.started_on):
        journeys.retract(journey, Fact.LANGUAGE_MEASURED, by=by)


@transaction.atomic
def withdraw_ladder(measurement: Measurement, *, by: User, **facts: Any) -> None:
    """This step no longer counts; when none is left, the road asks for it again.

    Facts as `ladder.withdraw` takes.
    """
    ladder.withdraw(measurement, by=by, **facts)
    journey = roads.latest(measurement.participant)
    if journey is not None and not steps.is_known_since(
        measurement.participant, journey.started_on
    ):
        journeys.retract(journey, Fact.LADDER_MEASURED, by=by)


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


def _reach_if_open(participant: Participant, fact: Fact, *, by: User) -> None:
    journey = roads.latest(participant)
    if journey is not None and journey.is_open:
        journeys.reach(journey, fact, by=by)
