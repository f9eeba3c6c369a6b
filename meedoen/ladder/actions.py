"""Measuring, withdrawing what was a mistake, and taking over steps from a list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.time import now, today
from meedoen.ladder import rules
from meedoen.ladder.choices import (
    HORIZON_MONTHS,
    Moment,
    Question,
    Source,
    Step,
)
from meedoen.ladder.models import Climb, Measurement, Withdrawal
from meedoen.language.choices import WhyWithdrawn
from meedoen.participants.models import Participant

BATCH = 500


@transaction.atomic
def measure(
    participant: Participant,
    *,
    by: User,
    answers: Mapping[Question, bool],
    moment: Moment,
    recorded: Step | None = None,
    override_reason: str = "",
    growth_answers: Mapping[Question, bool] | None = None,
    growth_note: str = "",
    growth_horizon_months: int = HORIZON_MONTHS,
    due_to_trajectory: bool = False,
    with_participant: bool = True,
    measured_on: date | None = None,
    note: str = "",
) -> Measurement:
    """The step is determined by the five questions; another step is possible and says why.

    The same measurement sent twice (a double click, a page sent again) is kept once.
    """
    measurement = _measured(
        participant,
        answers,
        recorded=recorded,
        override_reason=override_reason.strip(),
        growth_answers=growth_answers or {},
        growth_note=growth_note.strip(),
        growth_horizon_months=growth_horizon_months,
        due_to_trajectory=due_to_trajectory,
        with_participant=with_participant,
        measured_on=measured_on or today(),
        moment=moment,
        note=note.strip(),
        recorded_by=by,
    )
    measurement.clean_fields(exclude=["participant", "recorded_by"])
    return _kept_once(measurement, by=by)


@transaction.atomic
def withdraw(measurement: Measurement, *, why: WhyWithdrawn, reason: str, by: User) -> Withdrawal:
    """This measurement was a mistake: it stays to be read, with the reason, and counts no more.

    What was withdrawn already (a double click, a colleague) stays as it was.
    """
    if not reason.strip():
        raise NotPossible(_("Schrijf op wat er niet klopte."), next_step=_("Eén zin is genoeg."))
    _lock(measurement.participant)
    standing = Withdrawal.objects.filter(measurement=measurement).first()
    if standing is not None:
        return standing
    made = Withdrawal(measurement=measurement, why=why, reason=reason.strip(), by=by, at=now())
    made.clean_fields(exclude=["measurement", "by"])
    made.save(force_insert=True)
    _climb_anew([measurement.participant_id])
    audit.record(
        "ladder.withdrawn", made, by=by, participant=measurement.participant_id, facts={"why": why}
    )
    return made


@transaction.atomic
def record_many(items: Sequence[Mapping[str, Any]], *, by: User) -> list[Measurement]:
    """Many steps at once, each item with the participant and the day.

    With `answers` an item is a measurement like any other (the keys of `measure`). Without, it
    is a step (`recorded`) as it stood in a list: no computed step, and marked as such.
    """
    made = [_from_item(dict(item), by=by) for item in items]
    Measurement.objects.bulk_create(made, batch_size=BATCH)
    _climb_anew(one.participant_id for one in made)
    audit.record_many(
        audit.event(
            "ladder.measured" if one.source == Source.CONVERSATION else "ladder.listed",
            one,
            by=one.recorded_by,
            participant=one.participant_id,
            facts=_facts(one),
        )
        for one in made
    )
    return made


@transaction.atomic
def remove_many(participants: Iterable[UUID], *, by: User) -> int:
    """Steps that came with a list go again with that list; what was measured cannot go."""
    wanted = Measurement.objects.from_list().filter(participant__in=list(participants))
    gone = list(wanted)
    audit.record_many(
        audit.event("ladder.removed", one, by=by, participant=one.participant_id) for one in gone
    )
    wanted.delete()
    _climb_anew(one.participant_id for one in gone)
    return len(gone)


def _measured(
    participant: Participant,
    answers: Mapping[Question, bool],
    *,
    recorded: int | None,
    growth_answers: Mapping[Question, bool],
    override_reason: str,
    **facts: Any,
) -> Measurement:
    computed = rules.check_complete(answers)
    step = computed if recorded is None else Step(recorded)
    rules.check_recorded(step, computed=computed, reason=override_reason)
    rules.check_date(facts["measured_on"], today=today(), born=participant.birth_date)
    later = rules.kept(growth_answers)
    return Measurement(
        participant=participant,
        answers=_stored(rules.kept(answers)),
        computed=computed,
        recorded=step,
        override_reason=override_reason if step != computed else "",
        growth_answers=_stored(later),
        growth_step=rules.computed_step(later),
        **facts,
    )


def _kept_once(measurement: Measurement, *, by: User) -> Measurement:
    """This measurement, or the same one that was kept a moment ago."""
    participant = measurement.participant
    _lock(participant)
    last = Measurement.objects.of(participant).counting().order_by("-recorded_at").first()
    if last is not None and last.is_same_as(measurement):
        return last
    measurement.save(force_insert=True)
    _climb_anew([participant.pk])
    audit.record(
        "ladder.measured", measurement, by=by, participant=participant.pk, facts=_facts(measurement)
    )
    return measurement


def _climb_anew(participants: Iterable[UUID]) -> None:
    """What the figures count follows from the measurements that count now."""
    people = sorted(set(participants))
    for at in range(0, len(people), BATCH):
        some = people[at : at + BATCH]
        # Two who write about one person wait for each other, and the second reads what both wrote.
        list(Participant.objects.select_for_update(of=("self",)).filter(pk__in=some).order_by("pk"))
        Climb.objects.filter(participant__in=some).delete()
        Climb.objects.bulk_create(_climbs(some), batch_size=BATCH)


def _climbs(people: Sequence[UUID]) -> Iterator[Climb]:
    counting = Measurement.objects.counting().filter(participant__in=people)
    rows: Any = counting.order_by("participant", "measured_on", "recorded_at", "pk").values_list(
        "participant", "pk", "measured_on", "recorded", "due_to_trajectory", "growth_step",
        "growth_horizon_months",
    )  # fmt: skip
    for person, theirs in groupby(rows, key=lambda row: row[0]):
        line = [rules.Measured(*facts) for _person, *facts in theirs]
        for climbed in rules.climbs(line):
            yield Climb(
                measurement_id=climbed.measurement, participant_id=person, start=climbed.start,
                now=climbed.now, by_us=climbed.by_us, hoped=climbed.hoped,
                expected_by=climbed.expected_by, measured_on=climbed.measured_on,
                until=climbed.until,
            )  # fmt: skip


def _lock(participant: Participant) -> None:
    """Two of the same at one moment wait for each other here."""
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)


def _from_item(item: dict[str, Any], *, by: User) -> Measurement:
    participant: Participant = item.pop("participant")
    facts = {"moment": Moment.T0_INTAKE, "recorded_by": item.pop("by", by), **item}
    answers = facts.pop("answers", None)
    if answers is not None:
        defaults: dict[str, Any] = {"recorded": None, "override_reason": "", "growth_answers": {}}
        return _measured(participant, answers, **{**defaults, **facts})
    rules.check_date(facts["measured_on"], today=today(), born=participant.birth_date)
    facts["recorded"] = Step(facts["recorded"])
    return Measurement(
        participant=participant, source=Source.LIST, **{"with_participant": False, **facts}
    )


def _stored(answers: Mapping[Question, bool]) -> dict[str, bool]:
    return {question.value: answer for question, answer in answers.items()}


def _facts(measurement: Measurement) -> dict[str, object]:
    return {
        "moment": measurement.moment,
        "measured_on": measurement.measured_on.isoformat(),
        "source": measurement.source,
        "differs": measurement.differs,
    }
