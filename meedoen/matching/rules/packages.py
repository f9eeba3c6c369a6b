"""Two offers that go together: one for the language, one for taking part (R30, R49)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import product

from django.utils.translation import gettext as _, ngettext

from meedoen.matching.rules.facts import OfferFacts
from meedoen.matching.rules.suggesting import Suggestion
from meedoen.offers import rules as offers
from meedoen.offers.choices import Side
from meedoen.offers.rules import Slot

SHOWN = 5
# Of each side so many are laid beside each other, the best first.
CANDIDATES = 60
# No offer stands in more proposals than this: five times the same lesson is no choice.
EACH_AT_MOST = 2
SAME_PLACE, TOO_MANY_HOURS = 1, -2
# From one neighbourhood to another, as long as nobody knows the distance.
USUAL_ROAD = 30

Roads = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Pair:
    """A package of two, with why they go together and what to look out for."""

    language: Suggestion
    participation: Suggestion
    score: int
    why: tuple[str, ...]
    look_outs: tuple[str, ...]

    @property
    def offers(self) -> tuple[OfferFacts, OfferFacts]:
        return self.language.offer, self.participation.offer

    @property
    def key(self) -> tuple[str, str]:
        """The numbers of both offers."""
        return self.language.offer.id, self.participation.offer.id


def packages(
    language: Sequence[Suggestion], participation: Sequence[Suggestion], *,
    roads: Roads | None = None,
) -> list[Pair]:  # fmt: skip
    """The best packages of one from each list, best first; the lists come best first.

    Both run in the same period, no moments clash, and there is time to get from the one to the
    other. Highest score first: the points of both, one more in the same neighbourhood, two less
    when it is more hours than this person wants. Equal scores by the earliest beginning of both,
    then by the names, then by the numbers. The same facts give the same answer.
    """
    pairs = []
    for one, other in product(language[:CANDIDATES], participation[:CANDIDATES]):
        if goes_together(one.offer, other.offer, roads=roads or {}):
            pairs.append((_order(one, other), one, other))
    pairs.sort(key=lambda pair: pair[0])
    found: list[Pair] = []
    times: dict[str, int] = {}
    for _place, one, other in pairs:
        both = (one.offer.id, other.offer.id)
        # When one side is chosen already, that one stands in all of them.
        counted = [key for key, side in zip(both, (language, participation), strict=True)
                   if len(side) > 1]  # fmt: skip
        if all(times.get(key, 0) < EACH_AT_MOST for key in counted):
            found.append(_pair(one, other))
            for key in counted:
                times[key] = times.get(key, 0) + 1
        if len(found) == SHOWN:
            break
    return found


def goes_together(one: OfferFacts, other: OfferFacts, *, roads: Roads) -> bool:
    """Whether one person can do both, in the same period."""
    return (
        one.id != other.id
        and offers.periods_overlap(one.timetable, other.timetable)
        and not (one.day_parts & other.day_parts and offers.clashes(one.timetable, other.timetable))
        and _in_time(one, other, roads)
    )


def sides(suggested: Sequence[Suggestion]) -> tuple[list[Suggestion], list[Suggestion]]:
    """What is suggested, apart: language, and taking part. What is both needs no other."""
    return (
        [one for one in suggested if one.offer.side == Side.LANGUAGE],
        [one for one in suggested if one.offer.side == Side.PARTICIPATION],
    )


def _in_time(one: OfferFacts, other: OfferFacts, roads: Roads) -> bool:
    """Whether there is time on the same day to get from the one to the other."""
    if _same_place(one, other) or not (one.neighbourhood and other.neighbourhood):
        return True
    low, high = sorted((one.neighbourhood, other.neighbourhood))
    needed = roads.get((low, high), USUAL_ROAD)
    return all(
        _minutes_between(a, b) >= needed
        for a in one.slots
        for b in other.slots
        if a.weekday == b.weekday
    )


def _minutes_between(one: Slot, other: Slot) -> int:
    first, then = sorted((one, other), key=lambda slot: slot.starts_at)
    return _minutes(then.starts_at) - _minutes(first.ends_at)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _same_place(one: OfferFacts, other: OfferFacts) -> bool:
    return bool(one.neighbourhood) and one.neighbourhood == other.neighbourhood


def _asked(one: Suggestion, other: Suggestion) -> int:
    return one.offer.minutes_per_week + other.offer.minutes_per_week


def _is_too_much(one: Suggestion, other: Suggestion) -> bool:
    wanted = one.person.hours_per_week
    return wanted is not None and _asked(one, other) > wanted * 60


def _score(one: Suggestion, other: Suggestion) -> int:
    points = one.score + other.score
    if _same_place(one.offer, other.offer):
        points += SAME_PLACE
    return points + (TOO_MANY_HOURS if _is_too_much(one, other) else 0)


def _order(one: Suggestion, other: Suggestion) -> tuple[int, date, str, str, str, str]:
    begins = max(one.today, *(each.offer.starts_on or one.today for each in (one, other)))
    return (
        -_score(one, other), begins, one.offer.sort_name or one.offer.name,
        other.offer.sort_name or other.offer.name, one.offer.id, other.offer.id,
    )  # fmt: skip


def _pair(one: Suggestion, other: Suggestion) -> Pair:
    why = [_("De tijden botsen niet en de perioden vallen samen.")]
    if _same_place(one.offer, other.offer):
        place = one.offer.neighbourhood_name or one.offer.neighbourhood
        why.append(_("Allebei in %(place)s.") % {"place": place})
    look_outs = []
    days = {slot.weekday for side in (one, other) for slot in side.offer.slots}
    if days:
        why.append(
            ngettext("Samen op %(num)d dag in de week.", "Samen op %(num)d dagen in de week.",
                     len(days)) % {"num": len(days)}
        )  # fmt: skip
    if _is_too_much(one, other):
        look_outs.append(
            _("Samen meer uren dan de deelnemer noemt: %(wanted)s uur per week.")
            % {"wanted": one.person.hours_per_week}
        )
    elif one.person.hours_per_week is not None and _asked(one, other):
        why.append(_("Samen niet meer uren dan de deelnemer noemt."))
    return Pair(one, other, _score(one, other), tuple(why), tuple(look_outs))
