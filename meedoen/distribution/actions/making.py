"""Beginning and ending a round. Neither places anybody."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import move
from meedoen.core.text import clean
from meedoen.core.time import now
from meedoen.distribution.choices import Kind, State
from meedoen.distribution.models import Entry, Place, Round
from meedoen.journeys.models import Journey
from meedoen.teams import access as teams


@transaction.atomic
def make(
    *, kind: Kind, name: str, people: Sequence[Journey], room: Mapping[Any, int], by: User,
    token: UUID,
) -> Round:  # fmt: skip
    """These people, in the order of waiting, and these offers or colleagues with so much room.

    Sent twice (a double click, the same token) it is one round.
    """
    by.must(Permission.DISTRIBUTE)
    before = Round.objects.filter(token=token, made_by=by).first()
    if before is not None:
        return before
    if not people:
        raise NotPossible(_("Er is niemand om te verdelen. Kies een andere groep mensen."))
    if not any(room.values()):
        raise NotPossible(
            _("Er is geen enkele plek. Vul bij minstens één plek in hoeveel ruimte er is.")
        )
    one = Round.objects.create(
        kind=kind, name=clean(name), made_by=by, token=token, team=teams.led_by(by).first()
    )
    Entry.objects.bulk_create(
        [Entry(round=one, number=n, journey=who) for n, who in enumerate(people, start=1)],
        batch_size=500,
    )
    what = "offer" if kind == Kind.GROUPS else "coach"
    Place.objects.bulk_create(
        Place(round=one, number=number, room=places, **{f"{what}_id": pk})
        for number, (pk, places) in enumerate(room.items(), start=1)
        if places
    )
    facts = {"kind": kind, "people": len(people), "room": sum(room.values())}
    audit.record("distribution.made", one, by=by, facts=facts)
    audit.record_many(
        audit.event("distribution.entered", one, by=by, participant=who.participant_id)
        for who in people
    )
    return one


@transaction.atomic
def drop(one: Round, *, by: User) -> Round:
    """This round is laid aside; what people confirmed before stays as it is."""
    if one.state != State.DROPPED:
        move(one, "drop", ended_by=by, ended_at=now())
        audit.record("distribution.dropped", one, by=by)
    return one


@transaction.atomic
def finish(one: Round, *, by: User) -> Round:
    """Everything that had to be decided is decided; who has no place keeps waiting, as before."""
    if one.state != State.CONFIRMED:
        move(one, "finish", ended_by=by, ended_at=now())
        left = Entry.objects.filter(round=one, settled__isnull=True).count()
        audit.record("distribution.finished", one, by=by, facts={"undecided": left})
    return one
