"""Keeping the directory right: adding, correcting, confirming, closing, giving out places."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.text import fold
from meedoen.core.time import today
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers import rules
from meedoen.offers.actions.placing import stand
from meedoen.offers.actions.wording import keep_words, search_key
from meedoen.offers.choices import ORAL_LEVELS, Status, Theme
from meedoen.offers.models import Offer, ServiceArea, Session
from meedoen.offers.rules import Slot


@transaction.atomic
def add(
    organisation: Organisation,
    *,
    name: str,
    by: User,
    slots: Sequence[Slot] = (),
    areas: Iterable[Neighbourhood] = (),
    **facts: Any,
) -> Offer:
    """We know of something that people can join, and who told us is us: it counts as confirmed."""
    offer = Offer(organisation=organisation, name=name, **facts)
    meant = _sorted(areas)
    _check(offer, slots)
    derive(offer, slots, meant)
    offer.full_clean()
    offer.save(force_insert=True)
    _write_sessions(offer, slots)
    _write_areas(offer, meant)
    keep_words([offer])
    audit.record("offers.added", offer, by=by, facts={"kind": offer.kind, "side": offer.side})
    return offer


@transaction.atomic
def correct(
    offer: Offer,
    *,
    version: int,
    by: User,
    slots: Sequence[Slot] | None = None,
    areas: Iterable[Neighbourhood] | None = None,
    **facts: Any,
) -> Offer:
    """The facts were wrong or have changed. Whoever corrects it has also confirmed it."""
    told = sorted(facts)
    facts.setdefault("verified_by_provider", False)
    new_slots = offer.slots if slots is None else tuple(slots)
    meant = offer.area_list if areas is None else _sorted(areas)
    for field, value in facts.items():
        setattr(offer, field, value)
    offer.verified_on = today()
    _check(offer, new_slots)
    _check_capacity(offer)
    derive(offer, new_slots, meant)
    offer.full_clean()
    derived = {name: getattr(offer, name) for name in (*facts, *DERIVED)}
    change(offer, version=version, **derived)
    if slots is not None:
        Session.objects.filter(offer=offer).delete()
        _write_sessions(offer, new_slots)
    if areas is not None:
        ServiceArea.objects.filter(offer=offer).delete()
        _write_areas(offer, meant)
    keep_words([offer])
    audit.record("offers.corrected", offer, by=by, facts={"fields": told})
    return offer


@transaction.atomic
def confirm(offer: Offer, *, by: User) -> Offer:
    """Somebody asked, and all of it is still right."""
    if not offer.is_open:
        raise NotPossible(_("Dit aanbod is gestopt."), next_step=_("Zet het eerst weer open."))
    change(offer, version=offer.version, verified_on=today(), verified_by_provider=False)
    audit.record("offers.confirmed", offer, by=by)
    return offer


@transaction.atomic
def close(offer: Offer, *, version: int, by: User) -> Offer:
    """Nobody new can go there; what was chosen or planned before stays readable."""
    change(offer, version=version, status=Status.CLOSED)
    audit.record("offers.closed", offer, by=by)
    return offer


@transaction.atomic
def reopen(offer: Offer, *, version: int, by: User) -> Offer:
    """It runs again, and that was just confirmed."""
    change(offer, version=version, status=Status.OPEN, verified_on=today())
    audit.record("offers.reopened", offer, by=by)
    return offer


@transaction.atomic
def take_place(offer: Offer, *, by: User) -> Offer:
    """Somebody gets a place. Of two for the last place, one hears at once that it is gone."""
    room = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
    if not Offer.objects.filter(room, pk=offer.pk).update(taken=F("taken") + 1):
        raise TooLate(
            _("De laatste plaats bij “%(offer)s” is net vergeven.") % {"offer": offer.name},
            next_step=_("Kies ander aanbod, of vraag of er een wachtlijst is."),
        )
    offer.refresh_from_db(fields=["taken"])
    audit.record("offers.place_taken", offer, by=by, facts={"taken": offer.taken})
    return offer


@transaction.atomic
def give_back(offer: Offer, *, by: User) -> Offer:
    """Somebody does not come (any more): the place is free again."""
    if not Offer.objects.filter(pk=offer.pk, taken__gt=0).update(taken=F("taken") - 1):
        raise NotPossible(_("Bij dit aanbod is geen plaats bezet."))
    offer.refresh_from_db(fields=["taken"])
    audit.record("offers.place_given_back", offer, by=by, facts={"taken": offer.taken})
    return offer


DERIVED = (
    "address", "neighbourhood", "day_parts", "area_codes", "search_key", "sort_name", "verified_on",
)  # fmt: skip


def _check(offer: Offer, slots: Sequence[Slot]) -> None:
    problems = rules.slot_problems(slots)
    problems += [
        problem
        for low, high in (
            (offer.oral_min, offer.oral_max),
            (offer.written_min, offer.written_max),
        )
        if (problem := rules.level_range_problem(low, high))
    ]
    if problem := rules.age_range_problem(offer.age_min, offer.age_max):
        problems.append(problem)
    if {offer.oral_min, offer.oral_max} - {"", *ORAL_LEVELS}:
        problems.append(_("Voor spreken en luisteren gelden de niveaus A0 tot en met C2."))
    if set(offer.themes) - set(Theme.values):
        problems.append(_("Dit thema kennen we niet."))
    if problems:
        raise NotPossible(" ".join(problems), next_step=_("Verbeter het en sla opnieuw op."))


def _check_capacity(offer: Offer) -> None:
    """Nobody loses a place by a number; who wants one meanwhile waits until this is written."""
    offer.taken = Offer.objects.select_for_update().get(pk=offer.pk).taken
    if offer.capacity is not None and offer.capacity < offer.taken:
        raise NotPossible(
            _("Er zijn al %(taken)d plaatsen bezet.") % {"taken": offer.taken},
            next_step=_("Kies minstens dat aantal, of laat eerst iemand stoppen."),
        )


def derive(offer: Offer, slots: Sequence[Slot], areas: Sequence[Neighbourhood]) -> None:
    """What follows from the rest: where it is, in which parts of the week, how it is found.

    Whoever writes the offer by itself keeps its words too (`keep_words`).
    """
    offer.day_parts = rules.day_parts(slots)
    stand(offer, areas)
    offer.search_key = search_key(offer)
    offer.sort_name = fold(offer.name)[:150]


def _write_sessions(offer: Offer, slots: Sequence[Slot]) -> None:
    offer._sessions = [
        Session(offer=offer, weekday=slot.weekday, starts_at=slot.starts_at, ends_at=slot.ends_at)
        for slot in sorted(slots)
    ]
    Session.objects.bulk_create(offer._sessions)


def _sorted(areas: Iterable[Neighbourhood]) -> list[Neighbourhood]:
    return sorted(set(areas), key=lambda area: area.name)


def _write_areas(offer: Offer, areas: list[Neighbourhood]) -> None:
    offer._areas = areas
    ServiceArea.objects.bulk_create([ServiceArea(offer=offer, neighbourhood=one) for one in areas])
