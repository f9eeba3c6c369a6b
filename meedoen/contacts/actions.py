"""Writing down a contact. One row, one log line, and the journey knows when we last spoke."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.contacts import rules
from meedoen.contacts.choices import Channel
from meedoen.contacts.models import ContactMoment, EarlierText
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.journeys import actions as journeys
from meedoen.journeys.models import Binding, Journey

BATCH = 500
# What its writer may put right afterwards.
CORRECTABLE = (
    "on", "channel", "topic", "was_reached", "note", "motivation", "next_step", "next_step_on",
)  # fmt: skip


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


def write_together(
    journeys_of: Iterable[Journey],
    *,
    by: User,
    token: UUID,
    note: str,
    own: Mapping[UUID, str] | None = None,
    **facts: Any,
) -> list[ContactMoment]:
    """One note about several people: each gets a contact of their own, all of them or none.

    `own` holds for some people (by participant) what is only about them. The same form sent
    twice (same token) gives each one note. It is never a warning: that is said to one person.
    """
    about = list(journeys_of)
    if not about:
        raise NotPossible(_("Kies eerst over wie dit gaat."))
    try:
        return _write_together(about, by=by, token=token, note=note, own=own or {}, **facts)
    except IntegrityError:
        # Sent twice at the same moment: the other one has written them by now.
        return _write_together(about, by=by, token=token, note=note, own=own or {}, **facts)


@transaction.atomic
def correct(moment: ContactMoment, *, by: User, version: int, **facts: Any) -> ContactMoment:
    """The writer puts a contact right; what stood there before can still be read."""
    if moment.withdrawn_at is not None:
        raise NotPossible(
            _("Dit contact is ingetrokken."), next_step=_("Schrijf een nieuw contact.")
        )
    changed = {
        name: facts[name]
        for name in CORRECTABLE
        if name in facts and facts[name] != getattr(moment, name)
    }
    _check_days({name: facts.get(name, getattr(moment, name)) for name in CORRECTABLE}, changed)
    if not changed:
        return moment
    before = {name: getattr(moment, name) for name in CORRECTABLE}
    change(moment, version=version, corrected_at=now(), **changed)
    EarlierText.objects.create(moment=moment, version=version, **before)
    _recall(moment)
    audit.record(
        "contacts.corrected", moment, by=by, participant=moment.participant_id,
        facts={"fields": sorted(changed)},
    )  # fmt: skip
    return moment


@transaction.atomic
def withdraw(moment: ContactMoment, *, by: User, version: int, because: str) -> ContactMoment:
    """The writer takes a contact back: it no longer counts, and can still be read with why."""
    if moment.withdrawn_at is not None:
        return moment
    change(moment, version=version, withdrawn_at=now(), withdrawn_because=because)
    _recall(moment)
    audit.record("contacts.withdrawn", moment, by=by, participant=moment.participant_id)
    return moment


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
    moment = _moment(
        journey, by=by, token=token, is_warning=binding is not None, binding=binding, **facts
    )
    _check_days(vars(moment))
    moment.save(force_insert=True)
    if moment.was_reached:
        journeys.note_contact(journey, on=moment.on)
    audit.record(
        _verb(moment), moment, by=by, participant=moment.participant_id, facts=_facts(moment)
    )
    return moment


@transaction.atomic
def _write_together(
    about: list[Journey], *, by: User, token: UUID, note: str, own: Mapping[UUID, str], **facts: Any
) -> list[ContactMoment]:
    tokens = {uuid5(token, f"{by.pk} {one.participant_id}"): one for one in about}
    known = list(ContactMoment.objects.filter(token__in=tokens, by=by))
    there = {moment.token for moment in known}
    made = [
        _moment(
            journey, by=by, token=key, together=token,
            note=f"{note}\n\n{own.get(journey.participant_id, '')}".strip(), **facts,
        )
        for key, journey in tokens.items()
        if key not in there
    ]  # fmt: skip
    if not made:
        return known
    _check_days(vars(made[0]))
    ContactMoment.objects.bulk_create(made, batch_size=BATCH)
    journeys.note_contact_of_many([one.journey for one in made], on=made[0].on)
    audit.record_many(
        audit.event(_verb(one), one, by=by, participant=one.participant_id, facts=_facts(one))
        for one in made
    )
    return known + made


def _moment(journey: Journey, **facts: Any) -> ContactMoment:
    facts = {"channel": Channel.CALL, "on": today(), **facts}
    return ContactMoment(journey=journey, participant_id=journey.participant_id, **facts)


def _check_days(facts: Mapping[str, Any], changed: Iterable[str] | None = None) -> None:
    """Days fit; of a contact that is put right only what was changed is looked at."""
    problem: rules.Words = ""
    if changed is None or "on" in changed:
        problem = rules.day_problem(facts["on"], today=today())
    if not problem and (changed is None or {"next_step", "next_step_on"} & set(changed)):
        problem = rules.next_step_problem(
            next_step=facts["next_step"], next_step_on=facts["next_step_on"], today=today()
        )
    if problem:
        raise NotPossible(problem)


def _recall(moment: ContactMoment) -> None:
    """When we last spoke follows from the contacts that still stand."""
    spoken = ContactMoment.objects.filter(journey=moment.journey_id, was_reached=True).standing()
    journeys.recall_contact(moment.journey, on=spoken.aggregate(last=Max("on"))["last"])


def _verb(moment: ContactMoment) -> str:
    return "contacts.warned" if moment.is_warning else "contacts.written"


def _facts(moment: ContactMoment) -> dict[str, str]:
    return {"channel": str(moment.channel), "on": moment.on.isoformat()}
