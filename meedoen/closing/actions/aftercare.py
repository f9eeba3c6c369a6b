"""Asking after one, three, six and twelve months whether taking part lasts (R6)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _, ngettext

from meedoen.accounts.models import User
from meedoen.closing import access, rules
from meedoen.closing.actions.holding import log
from meedoen.closing.actions.leaving import leave
from meedoen.closing.choices import ContactState, TakesPart
from meedoen.closing.models import AftercareContact, ClosingInterview
from meedoen.contacts import actions as contacts
from meedoen.contacts.choices import Channel, Topic
from meedoen.contacts.models import ContactMoment
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.time import now, today
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Journey
from meedoen.ladder import actions as ladder
from meedoen.ladder.choices import Moment
from meedoen.ladder.models import Measurement


def plan_or_finish(interview: ClosingInterview, *, by: User) -> None:
    """After the talk: plan when we ask how it goes, or be done when that is not wanted.

    A correction of the day moves what still lies ahead, unless somebody moved it by hand.
    """
    journey, closed_on = interview.journey, interview.held_on
    assert closed_on is not None
    if not interview.wants_aftercare:
        _skip_open(journey, why=_("De deelnemer wil geen nazorg."), by=by)
        leave(journey, reason=Exit.COMPLETED, on=closed_on, by=by)
        return
    known = {one.months: one for one in AftercareContact.objects.filter(journey=journey)}
    for months in settings.AFTERCARE_MONTHS:
        day = rules.contact_day(closed_on, months=months)
        if months not in known:
            made = AftercareContact(
                journey=journey, months=months, closed_on=closed_on, first_due_on=day, due_on=day
            )
            made.save(force_insert=True)
            log("aftercare_planned", made, journey, by=by, months=months, on=day.isoformat())
        elif known[months].closed_on != closed_on:
            one = known[months]
            is_free = one.is_planned and not one.is_moved
            days = {"first_due_on": day, "due_on": day} if is_free else {}
            change(one, version=one.version, closed_on=closed_on, **days)


@transaction.atomic
def record(
    contact: AftercareContact,
    *,
    by: User,
    version: int,
    outcome: str,
    on: date,
    channel: str = Channel.CALL,
    note: str = "",
    new_question: str = "",
    step: int | None = None,
) -> AftercareContact:
    """What we heard is written down, once: here, on the timeline, and on the ladder if asked.

    While the journey is open it can be put right; the contact on the timeline stays as it was.
    After the last one the journey ends by itself, and well.
    """
    journey = journeys.held_open(contact.journey)
    fresh = AftercareContact.objects.get(pk=contact.pk)
    said = {
        "outcome": TakesPart(outcome),
        "done_on": on,
        "note": note,
        "new_question": new_question,
    }
    if fresh.is_done and all(getattr(fresh, name) == value for name, value in said.items()):
        return fresh
    _must_stand(journey)
    problem = rules.spoken_day_problem(on, today=today(), closed_on=fresh.closed_on)
    if problem:
        raise NotPossible(problem)
    if not fresh.is_done:
        said["contact"] = _on_timeline(fresh, journey, by=by, channel=channel, **said)
    if step is not None:
        said["measurement"] = _on_ladder(journey, step=step, on=on, by=by)
    change(
        fresh, version=version, state=ContactState.DONE, why="", departure=None, by=by, at=now(),
        **said,
    )  # fmt: skip
    log("aftercare_done", fresh, journey, by=by, months=fresh.months, outcome=outcome)
    _finish_if_done(journey, on=on, by=by)
    return fresh


@transaction.atomic
def move(
    contact: AftercareContact, *, by: User, version: int, to: date, why: str = ""
) -> AftercareContact:
    """Another day suits better."""
    journey, fresh = _open_contact(contact)
    if fresh.due_on == to:
        return fresh
    if problem := rules.move_problem(to, today=today()):
        raise NotPossible(problem)
    change(fresh, version=version, due_on=to, why=why)
    log("aftercare_moved", fresh, journey, by=by, months=fresh.months, on=to.isoformat())
    return fresh


@transaction.atomic
def skip(contact: AftercareContact, *, by: User, version: int, why: str) -> AftercareContact:
    """This time we do not ask, and say why. After the last one the journey ends by itself."""
    if not why.strip():
        raise NotPossible(_("Schrijf op waarom u dit contact overslaat."))
    standing = AftercareContact.objects.get(pk=contact.pk)
    if standing.state == ContactState.SKIPPED and standing.why == why:
        return standing
    journey, fresh = _open_contact(contact)
    change(fresh, version=version, state=ContactState.SKIPPED, why=why, by=by, at=now())
    log("aftercare_skipped", fresh, journey, by=by, months=fresh.months)
    _finish_if_done(journey, on=today(), by=by)
    return fresh


@transaction.atomic
def stop(journey: Journey, *, by: User, why: str) -> Journey:
    """The participant wants no more aftercare: what was planned falls away, the journey ends."""
    journey = journeys.held_open(journey)
    _must_stand(journey)
    if not why.strip():
        raise NotPossible(_("Schrijf op waarom de nazorg stopt."))
    _skip_open(journey, why=why, by=by)
    return _finish(journey, on=today(), by=by)


@transaction.atomic
def finish(journey: Journey, *, by: User) -> Journey:
    """Nothing is planned any more: the aftercare is done and the journey ends well."""
    journey = journeys.held_open(journey)
    _must_stand(journey)
    if AftercareContact.objects.filter(journey=journey).planned().exists():
        raise NotPossible(
            _("Er staat nog een contact gepland."),
            next_step=_("Leg het vast, of sla het over met een reden."),
        )
    return _finish(journey, on=today(), by=by)


def _finish_if_done(journey: Journey, *, on: date, by: User) -> None:
    if not AftercareContact.objects.filter(journey=journey).planned().exists():
        _finish(journey, on=on, by=by)


def _finish(journey: Journey, *, on: date, by: User) -> Journey:
    if AftercareContact.objects.filter(journey=journey, state=ContactState.DONE).exists():
        journey = road.reach(journey, Fact.AFTERCARE_DONE, by=by)
    return leave(journey, reason=Exit.COMPLETED, on=on, by=by).journey


def _must_stand(journey: Journey) -> None:
    if not access.has_closed(journey):
        raise NotPossible(
            _("Het eindgesprek is nog niet gehouden."),
            next_step=_("Houd eerst het eindgesprek. Daarna begint de nazorg."),
        )


def _open_contact(contact: AftercareContact) -> tuple[Journey, AftercareContact]:
    journey = journeys.held_open(contact.journey)
    _must_stand(journey)
    fresh = AftercareContact.objects.get(pk=contact.pk)
    if not fresh.is_planned:
        raise TooLate(
            _("Dit contact staat niet meer open."),
            next_step=_("Kijk bij de nazorg wat er is vastgelegd."),
        )
    return journey, fresh


def _skip_open(journey: Journey, *, why: str, by: User) -> None:
    for one in AftercareContact.objects.filter(journey=journey).planned():
        change(one, version=one.version, state=ContactState.SKIPPED, why=why[:300], by=by, at=now())
        log("aftercare_skipped", one, journey, by=by, months=one.months)


def _on_timeline(
    contact: AftercareContact, journey: Journey, *, by: User, channel: str, **said: Any
) -> ContactMoment:
    after = ngettext("Nazorg na %(n)d maand", "Nazorg na %(n)d maanden", contact.months)
    words = [f"{after % {'n': contact.months}}: {said['outcome'].label}.", said["note"]]
    if said["new_question"]:
        words.append(_("Nieuwe vraag: %(question)s") % {"question": said["new_question"]})
    return contacts.write(
        journey, by=by, token=contact.pk, channel=channel, on=said["done_on"],
        topic=Topic.PARTICIPATION, was_reached=said["outcome"] != TakesPart.NOT_REACHED,
        note="\n".join(filter(None, words)),
    )  # fmt: skip


def _on_ladder(journey: Journey, *, step: int, on: date, by: User) -> Measurement:
    return ladder.measure(
        journey.participant, by=by, answers=rules.answers_of(step), moment=Moment.FOLLOW_UP,
        measured_on=on, note=_("Gekozen bij de nazorg."),
    )  # fmt: skip
