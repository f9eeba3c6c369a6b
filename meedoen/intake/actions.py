"""Holding an intake, over several talks and with several colleagues, and giving advice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.time import now, today
from meedoen.intake import access, rules
from meedoen.intake.models import Advice, Intake, QuestionList, SectionAnswers
from meedoen.intake.rules import Section
from meedoen.journeys import access as roads, actions as journeys
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.ladder import access as steps, actions as ladder
from meedoen.ladder.models import Measurement
from meedoen.language import access as levels, actions as language
from meedoen.language.models import LevelRecord, ScriptRecord
from meedoen.participants.models import Participant

BATCH = 500


@transaction.atomic
def publish_list(definition: dict[str, Any]) -> QuestionList | None:
    """A version of the list becomes the one for intakes that begin from now on.

    Publishing the same version again changes nothing: a version is never rewritten.
    """
    outline = rules.read_list(definition)
    published, made = QuestionList.objects.get_or_create(
        code=outline.code, version=outline.version, defaults={"definition": definition}
    )
    return published if made else None


@transaction.atomic
def begin(journey: Journey, *, by: User) -> Intake:
    """The first talk begins. Beginning twice gives the same intake."""
    _must_be_open(journey)
    intake, made = Intake.objects.get_or_create(
        journey=journey,
        defaults={"question_list": access.current_list(), "started_by": by},
    )
    if made:
        audit.record("intake.begun", intake, by=by, participant=journey.participant_id)
    journeys.reach(journey, Fact.INTAKE_STARTED, by=by)
    return intake


@transaction.atomic
def save_section(
    intake: Intake,
    *,
    section: str,
    answers: Mapping[str, Any],
    version: int,
    by: User,
    page: str = "",
    is_final: bool = True,
) -> SectionAnswers:
    """What was said in one part is kept, unless a colleague wrote there since `version`.

    The loser gets TooLate with what stands there, to choose from; nothing is overwritten.
    `page` names the open page that types: while it saves by itself (not `is_final`) its own
    earlier texts do not count as somebody else's.
    """
    part = _part(intake, section)
    kept = rules.tidy(part, answers)
    _must_have_consent(part, kept)
    _must_be_open(intake.journey)
    standing = _standing(intake, section, by=by)
    if standing.answers == kept:
        return standing
    if standing.version != version and not (page and standing.saved_from == page):
        raise _too_late(standing)
    fields = sorted(one.code for one in rules.differences(part, kept, standing.answers))
    change(
        standing, version=standing.version, answers=kept, saved_at=now(), saved_by=by,
        saved_from="" if is_final else page,
    )  # fmt: skip
    audit.record(
        "intake.section_saved", standing, by=by, participant=intake.journey.participant_id,
        facts={"section": section, "version": standing.version, "fields": fields},
    )  # fmt: skip
    return standing


@transaction.atomic
def complete(intake: Intake, *, by: User) -> Intake:
    """The talks are done. Nothing is mandatory: an empty section is no obstacle (R102)."""
    _must_be_open(intake.journey)
    if intake.completed_at is None:
        moment = now()
        change(intake, version=intake.version, completed_at=moment, completed_by=by)
        audit.record("intake.completed", intake, by=by, participant=intake.journey.participant_id)
    journeys.reach(intake.journey, Fact.INTAKE_COMPLETED, by=by)
    return intake


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
    _must_be_open(journey)
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
    part = _part(intake, section)
    kept = rules.tidy(part, answers)
    _must_have_consent(part, kept)
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


def _standing(intake: Intake, section: str, *, by: User) -> SectionAnswers:
    """What stands in a section now. One writer at a time in one intake."""
    Intake.objects.select_for_update().filter(pk=intake.pk).first()
    standing = access.section_of(intake, section)
    if standing is None:
        standing = SectionAnswers(intake=intake, section=section, version=0, saved_by=by)
        standing.save(force_insert=True)
    return standing


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


def _part(intake: Intake, section: str) -> Section:
    part = intake.outline.section(section)
    if part is None:
        raise NotPossible(
            _("Dit deel hoort niet bij deze intake."),
            next_step=_("Ga terug naar het overzicht van de intake."),
        )
    return part


def _must_be_open(journey: Journey) -> None:
    if not journey.is_open:
        raise NotPossible(
            _("Dit traject is afgesloten."),
            next_step=_("Begin een nieuw traject als deze persoon terug is."),
        )


def _must_have_consent(part: Section, answers: Mapping[str, Any]) -> None:
    if rules.without_consent(part, answers):
        raise NotPossible(
            _("Voor deze gegevens is toestemming nodig."),
            next_step=_("Vraag het de deelnemer, en kies “ja” bij de toestemming."),
        )


def _other_advice(standing: Advice) -> TooLate:
    return TooLate(
        _("%(name)s schreef intussen een ander advies.") % {"name": standing.by.name},
        next_step=_("Lees het hieronder, pas uw tekst aan en sla opnieuw op."),
        now={"advice": standing},
    )


def _too_late(standing: SectionAnswers) -> TooLate:
    return TooLate(
        _("%(name)s heeft dit deel intussen ook ingevuld.") % {"name": standing.saved_by.name},
        next_step=_("Kies per vraag welke tekst blijft."),
        now={
            "answers": standing.answers,
            "version": standing.version,
            "by": standing.saved_by.name,
            "at": standing.saved_at,
        },
    )
