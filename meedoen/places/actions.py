"""Asking for a place, keeping it, the line, and giving it back. The only writer.

Everything that counts places first holds the offer, so that of two people for the last place one
gets it and the other hears so at once. `Offer.taken` is kept up in the same transaction.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change, move
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.offers import actions as offers
from meedoen.offers.models import Offer
from meedoen.places import access, rules
from meedoen.places.choices import State
from meedoen.places.models import Enrolment
from meedoen.places.rules import Room


@transaction.atomic
def keep(
    journey: Journey,
    *,
    offer: Offer,
    by: User,
    until: date | None = None,
    why: str = "",
    token: UUID | None = None,
) -> Enrolment:
    """A place is kept for somebody until a day, while they think about it: an invitation (R9).

    Sent twice it is kept once. Whoever waits already goes before somebody new.
    """
    journey, offer = journeys.held_open(journey), _hold(offer)
    there = _made_before(token, journey, offer) or access.open_one(journey, offer)
    if there is not None:
        return _invite(there, offer, until=until, by=by) if there.is_waiting else there
    _require_running(offer)
    room = access.room(offer)
    if not room.is_open:
        raise _full(offer, room)
    until = _kept_until(until)
    offers.take_place(offer, by=by)
    made = _made(
        journey, offer, token=token, by=by, state=State.OFFERED, why=why, held_until=until,
        offered_by=by,
    )  # fmt: skip
    _record("places.kept", made, by=by, until=str(until))
    return made


@transaction.atomic
def wait(
    journey: Journey, *, offer: Offer, by: User, why: str = "", token: UUID | None = None
) -> Enrolment:
    """Somebody joins the line, at the end; sent twice they stand in it once."""
    journey, offer = journeys.held_open(journey), _hold(offer)
    there = _made_before(token, journey, offer) or access.open_one(journey, offer)
    if there is not None:
        return there
    _require_running(offer)
    if not offer.waiting_list:
        raise NotPossible(
            _("“%(offer)s” heeft geen wachtlijst.") % {"offer": offer.name},
            next_step=_("Kies ander aanbod, of vraag de aanbieder om een wachtlijst."),
        )
    made = _made(journey, offer, token=token, by=by, state=State.WAITING, why=why)
    _record("places.asked", made, by=by)
    return made


@transaction.atomic
def invite(enrolment: Enrolment, *, by: User, until: date | None = None) -> Enrolment:
    """The first in the line is invited: the place is kept for them. Nobody is placed unasked."""
    offer = _hold(enrolment.offer)
    enrolment = _fresh(enrolment, offer)
    if enrolment.state in (State.OFFERED, State.PLACED):
        return enrolment
    return _invite(enrolment, offer, until=until, by=by)


@transaction.atomic
def accept(enrolment: Enrolment, *, by: User) -> Enrolment:
    """They say yes: the place is theirs, and no longer lapses by itself."""
    enrolment = _fresh(enrolment, _hold(enrolment.offer))
    if enrolment.has_place:
        return enrolment
    if enrolment.state == State.LAPSED:
        raise NotPossible(
            _("De plaats werd niet langer vrijgehouden."),
            next_step=_("Kijk of er nog plaats is, en houd die opnieuw vrij."),
        )
    if enrolment.is_waiting:
        raise NotPossible(
            _("Deze deelnemer staat nog op de wachtlijst."),
            next_step=_("Nodig eerst uit als er een plaats vrij is."),
        )
    _move(enrolment, "place", placed_on=today())
    _record("places.accepted", enrolment, by=by)
    return enrolment


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: User) -> Enrolment:
    """It is not going to be this. Nobody asks why, and asking again is always possible."""
    offer = _hold(enrolment.offer)
    enrolment = _fresh(enrolment, offer)
    if not enrolment.is_open:
        return enrolment
    if enrolment.has_begun:
        raise NotPossible(
            _("De deelnemer doet hier al mee."),
            next_step=_("Meld in het plan dat dit onderdeel stopt; dan komt de plaats vrij."),
        )
    return _leave(enrolment, offer, on=today(), by=by)


@transaction.atomic
def put_in_front(enrolment: Enrolment, *, reason: str, version: int, by: User) -> Enrolment:
    """Somebody goes before the others, for a reason that everybody may read later."""
    enrolment = _waiting(enrolment)
    if not reason.strip():
        raise NotPossible(_("Schrijf op waarom deze deelnemer voorgaat."))
    if enrolment.is_in_front and enrolment.ahead_reason == reason:
        return enrolment
    change(
        enrolment, version=version, ahead_reason=reason, ahead_by=by,
        ahead_at=enrolment.ahead_at or now(),
    )  # fmt: skip
    _record("places.put_in_front", enrolment, by=by)
    return enrolment


@transaction.atomic
def put_back(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Back to the own place in the line: the moment of asking counts again."""
    enrolment = _waiting(enrolment)
    if enrolment.is_in_front:
        change(enrolment, version=enrolment.version, ahead_reason="", ahead_by=None, ahead_at=None)
        _record("places.put_back", enrolment, by=by)
    return enrolment


@transaction.atomic
def begin(journey: Journey, *, offer: Offer, on: date, by: User) -> Enrolment:
    """Somebody has really begun: they take the place that was kept, or else one that is free."""
    offer = _hold(offer)
    there = access.open_one(journey, offer)
    if there is None or there.is_waiting:
        if offer.is_full:
            raise _full(offer, access.room(offer, but=there))
        offers.take_place(offer, by=by)
    if there is None:
        there = _made(
            journey, offer, by=by, state=State.PLACED, placed_on=on, started_on=on, token=None
        )
    elif there.has_place:
        change(there, version=there.version, started_on=on)
    else:
        _move(there, "place", placed_on=on, started_on=on)
    _record("places.begun", there, by=by)
    return there


@transaction.atomic
def stop(journey: Journey, *, offer: Offer, on: date, by: User) -> None:
    """Somebody no longer goes there: the place is free for whoever is first in the line."""
    offer = _hold(offer)
    there = access.open_one(journey, offer)
    if there is not None and there.has_place:
        _leave(there, offer, on=on, by=by)


@transaction.atomic
def leave(journey: Journey, *, on: date, by: User) -> int:
    """The road ends: every place comes free and every line closes up. How many."""
    theirs = Enrolment.objects.open().filter(journey=journey).select_related("offer")
    standing = list(theirs.order_by("offer_id"))
    for one in standing:
        offer = _hold(one.offer)
        _leave(_fresh(one, offer), offer, on=on, by=by)
    return len(standing)


@transaction.atomic
def come_back(journey: Journey, *, offer: Offer, since: date, by: User) -> bool:
    """The ending was a mistake: they go on where they were, unless the place is gone by now."""
    offer = _hold(offer)
    there = access.open_one(journey, offer)
    if (there is None or not there.has_place) and offer.is_full:
        return False
    begin(journey, offer=offer, on=since, by=by)
    return True


@transaction.atomic
def expire(*, on: date) -> int:
    """The turn of the day: places that were kept until yesterday are free again. How many."""
    over = list(Enrolment.objects.kept_before(on).select_related("offer").order_by("offer_id"))
    lapsed = 0
    for one in over:
        offer = _hold(one.offer)
        fresh = _fresh(one, offer)
        by = fresh.offered_by or fresh.asked_by
        if fresh.is_invited and fresh.held_until and fresh.held_until < on:
            _move(fresh, "lapse", held_until=fresh.held_until, ended_on=on)
            offers.give_back(offer, by=by)
            _record("places.lapsed", fresh, by=by)
            lapsed += 1
    return lapsed


def _invite(enrolment: Enrolment, offer: Offer, *, until: date | None, by: User) -> Enrolment:
    _require_running(offer)
    room = access.room(offer, but=enrolment)
    if offer.is_full:
        raise _full(offer, room)
    if room.waiting and not room.is_open:
        raise NotPossible(
            _("Iemand anders is eerder aan de beurt: deze deelnemer is nummer %(number)d.")
            % {"number": room.number},
            next_step=_("Nodig de eerste uit, of zet deze deelnemer met een reden vooraan."),
        )
    until = _kept_until(until)
    offers.take_place(offer, by=by)
    _move(enrolment, "offer", held_until=until, offered_by=by)
    _record("places.invited", enrolment, by=by, until=str(until))
    return enrolment


def _leave(enrolment: Enrolment, offer: Offer, *, on: date, by: User) -> Enrolment:
    """Out of the line, or out of the place, which comes free."""
    if not enrolment.is_waiting:
        offers.give_back(offer, by=by)
    has_begun = enrolment.has_begun
    _move(enrolment, "end" if has_begun else "withdraw", ended_on=on)
    _record("places.ended" if has_begun else "places.withdrawn", enrolment, by=by)
    return enrolment


def _hold(offer: Offer) -> Offer:
    """The offer as it stands now; who else wants a place there waits until we are done."""
    return Offer.objects.select_for_update().get(pk=offer.pk)


def _fresh(enrolment: Enrolment, offer: Offer) -> Enrolment:
    fresh = Enrolment.objects.select_related("offered_by", "asked_by").get(pk=enrolment.pk)
    fresh.offer = offer
    return fresh


def _waiting(enrolment: Enrolment) -> Enrolment:
    fresh = _fresh(enrolment, _hold(enrolment.offer))
    if not fresh.is_waiting:
        raise NotPossible(
            _("Deze deelnemer staat niet meer op de wachtlijst."),
            next_step=_("Ververs de pagina en kijk hoe het er nu voor staat."),
        )
    return fresh


def _made_before(token: UUID | None, journey: Journey, offer: Offer) -> Enrolment | None:
    """What a double click already made; a token that belongs elsewhere is refused."""
    there = Enrolment.objects.filter(pk=token).first() if token else None
    if there is not None and (there.journey_id, there.offer_id) != (journey.pk, offer.pk):
        raise TooLate(
            _("Dit formulier is al eens gebruikt."),
            next_step=_("Ververs de pagina en begin opnieuw."),
        )
    return there


def _made(
    journey: Journey, offer: Offer, *, by: User, token: UUID | None, **facts: Any
) -> Enrolment:
    made = Enrolment(
        id=token or new_id(), participant_id=journey.participant_id, journey=journey,
        offer=offer, asked_by=by, asked_at=now(), **facts,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def _move(enrolment: Enrolment, verb: str, **facts: Any) -> None:
    """Along the flow; what is kept until a day is so only as long as it is an invitation."""
    facts = {"held_until": None, **facts}
    move(enrolment, verb, version=enrolment.version + 1, **facts)


def _kept_until(until: date | None) -> date:
    until = until or today() + timedelta(days=settings.PLACE_HOLD_DAYS)
    if problem := rules.hold_problem(until, today=today()):
        raise NotPossible(problem, next_step=_("Kies een andere dag."))
    return until


def _require_running(offer: Offer) -> None:
    if not offer.is_open:
        raise NotPossible(
            _("“%(offer)s” is gestopt.") % {"offer": offer.name},
            next_step=_("Kies ander aanbod."),
        )


def _full(offer: Offer, room: Room) -> TooLate:
    return TooLate(
        _("Bij “%(offer)s” is geen plaats vrij.") % {"offer": offer.name}
        if offer.is_full
        else _("Bij “%(offer)s” wachten al mensen op de plaats die vrij is.")
        % {"offer": offer.name},
        next_step=room.next_step,
    )


def _record(action: str, enrolment: Enrolment, *, by: User, **facts: Any) -> None:
    audit.record(
        action, enrolment, by=by, participant=enrolment.participant_id,
        facts={"offer": str(enrolment.offer_id), **facts},
    )  # fmt: skip
