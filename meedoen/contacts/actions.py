"""Writing down a contact. One row, one log line, and the journey knows when we last spoke."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.contacts import rules
from meedoen.contacts.choices import Channel
from meedoen.contacts.models import ContactMoment
from meedoen.core.errors import NotPossible
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys import actions as journeys
from meedoen.journeys.models import Binding, Journey

BATCH = 500


def write(
    journey: Journey, *, by: User, note: str, token: UUID | None = None, **facts: Any
) -> ContactMoment:
    """A contact is written down. The same form sent twice (same token) gives one note.

    Facts: `channel`, `on`, `topic`, `was_reached`, `motivation`, `next_step`, `next_step_on`.
    """
    return _once(journey, by=by, token=token or new_id(), binding=None, note=note, **facts)


@transaction.atomic
def warn(
    journey: Journey, *, by: User, note: str, token: UUID | None = None, **facts: Any
) -> ContactMoment:
    """The contact was a warning about an agreement. Refused while nothing binds (R9)."""
    bound = journeys.require_binding(journey)
    return _once(journey, by=by, token=token or new_id(), binding=bound, note=note, **facts)


@transaction.atomic
def bulk_note(items: Iterable[Mapping[str, Any]], *, by: User, remember: bool = True) -> int:
    """Many contacts at once, each with its log line: for filling a demo or a measurement.

    Each item names its `journey` and the facts of `write`; `by` and `at` may differ per item.
    `remember` also sets the day of the last contact of each journey.
    """
    moments = []
    latest: dict[UUID, tuple[Journey, date]] = {}
    for item in items:
        facts = {"by": by, "on": today(), "channel": Channel.CALL, **item}
        journey = facts["journey"]
        moments.append(ContactMoment(participant_id=journey.participant_id, **facts))
        if moments[-1].was_reached:
            known = latest.get(journey.pk)
            day = facts["on"] if known is None else max(known[1], facts["on"])
            latest[journey.pk] = (journey, day)
    ContactMoment.objects.bulk_create(moments, batch_size=BATCH)
    audit.record_many(
        audit.event(_verb(one), one, by=one.by, participant=one.participant_id, facts=_facts(one))
        for one in moments
    )
    for journey, day in latest.values() if remember else ():
        journeys.note_contact(journey, on=day)
    return len(moments)


def _once(journey: Journey, *, by: User, token: UUID, **facts: Any) -> ContactMoment:
    try:
        return _write(journey, by=by, token=token, **facts)
    except IntegrityError:
        mine = ContactMoment.objects.filter(token=token, journey=journey, by=by).first()
        if mine is None:
            raise
        return mine


@transaction.atomic
def _write(
    journey: Journey, *, by: User, token: UUID, binding: Binding | None, **facts: Any
) -> ContactMoment:
    day = facts.setdefault("on", today())
    problem = rules.day_problem(day, today=today()) or rules.next_step_problem(
        next_step=facts.get("next_step", ""),
        next_step_on=facts.get("next_step_on"),
        today=today(),
    )
    if problem:
        raise NotPossible(problem)
    moment = ContactMoment(
        journey=journey,
        participant_id=journey.participant_id,
        by=by,
        token=token,
        is_warning=binding is not None,
        binding=binding,
        **{"channel": Channel.CALL, **facts},
    )
    moment.save(force_insert=True)
    if moment.was_reached:
        journeys.note_contact(journey, on=day)
    audit.record(
        _verb(moment), moment, by=by, participant=moment.participant_id, facts=_facts(moment)
    )
    return moment


def _verb(moment: ContactMoment) -> str:
    return "contacts.warned" if moment.is_warning else "contacts.written"


def _facts(moment: ContactMoment) -> dict[str, str]:
    return {"channel": str(moment.channel), "on": moment.on.isoformat()}
