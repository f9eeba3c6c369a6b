"""Holding an intake, over several talks and with several colleagues, and giving advice."""

from collections.abc import Iterable, Mapping
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
from meedoen.ladder import actions as ladder
from meedoen.ladder.models import Measurement
from meedoen.language import actions as language
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
    # One writer at a time in one intake, so that a first save cannot meet another first save.
    Intake.objects.select_for_update().filter(pk=intake.pk).first()
    standing = access.section_of(intake, section)
    mark = "" if is_final else page
    if standing is None:
        standing = SectionAnswers(intake=intake, section=section, answers={}, version=0)
    elif standing.answers == kept:
        return standing
    elif standing.version != version and not (page and standing.saved_from == page):
        raise _too_late(standing)
    fields = sorted(one.code for one in rules.differences(part, kept, standing.answers))
    moment = now()
    if standing.version == 0:
        standing.version, standing.answers = 1, kept
        standing.saved_at, standing.saved_by, standing.saved_from = moment, by, mark
        standing.save(force_insert=True)
    else:
        change(
            standing, version=standing.version, answers=kept, saved_at=moment, saved_by=by,
            saved_from=mark,
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
            raise TooLate(
                _("%(name)s schreef intussen een ander advies.") % {"name": standing.by.name},
                next_step=_("Lees het hieronder, pas uw tekst aan en sla opnieuw op."),
                now={"advice": standing},
            )
        number = standing.version + 1 if standing else 1
        standing = Advice(journey=journey, version=number, by=by, given_on=today(), **words)
        standing.save(force_insert=True)
        audit.record(
            "intake.advised", standing, by=by, participant=journey.participant_id,
            facts={
                "version": number, "language": with_language, "participation": with_participation,
            },
        )  # fmt: skip
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
    intakes, parts, advices = [], [], []
    for item in items:
        who, begun = item.get("by", by), item.get("started_at") or now()
        done = item.get("completed_at")
        intake = Intake(
            journey=item["journey"], question_list=published, started_at=begun, started_by=who,
            completed_at=done, completed_by=who if done else None,
        )  # fmt: skip
        intakes.append(intake)
        for section, answers in item.get("answers", {}).items():
            kept = rules.tidy(_part(intake, section), answers)
            parts.append(
                SectionAnswers(
                    intake=intake, section=section, answers=kept, saved_by=who, saved_at=begun
                )
            )
        if item.get("advice"):
            at = item.get("advised_at") or done or now()
            advices.append(
                Advice(
                    journey=item["journey"],
                    by=who,
                    given_at=at,
                    given_on=localtime(at).date(),
                    **item["advice"],
                )
            )
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
