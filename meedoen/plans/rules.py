"""Decisions about a plan: whether it is dual, what is missing, what can be signed or started."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _

from meedoen.core.text import tokens
from meedoen.offers import rules as offers
from meedoen.offers.choices import Side as OfferSide
from meedoen.offers.rules import Slot, Timetable
from meedoen.plans.choices import ComponentKind, ComponentSide, Timing

_COUNTS_AS = {
    ComponentSide.LANGUAGE: OfferSide.LANGUAGE,
    ComponentSide.PARTICIPATION: OfferSide.PARTICIPATION,
    ComponentSide.BOTH: OfferSide.BOTH,
}
_SIDE_OF_KIND = {
    ComponentKind.LANGUAGE_COURSE: ComponentSide.LANGUAGE,
    ComponentKind.ACTIVITY: ComponentSide.PARTICIPATION,
    ComponentKind.REFERRAL: ComponentSide.OTHER,
    ComponentKind.CARE_SUPPORT: ComponentSide.OTHER,
}


@dataclass(frozen=True)
class Part:
    """What the rules ask about one part of a plan."""

    title: str
    side: str
    starts_on: date | None = None
    ends_on: date | None = None
    timing: str = Timing.DURING
    day_parts: int = 0
    serves: str = ""

    @property
    def period(self) -> Timetable:
        """From when until when; an open end runs on."""
        return Timetable((), self.starts_on, self.ends_on)


@dataclass(frozen=True)
class Clash:
    """Two parts that ask for the same person in the same part of the week."""

    one: str
    other: str
    when: tuple[str, ...]


def side_of(kind: str, *, offer_side: str = "", offer_kind: str = "") -> ComponentSide:
    """On which side a part counts: help on neither, the rest as the offer says, or by kind."""
    if kind == ComponentKind.CARE_SUPPORT or offer_kind == ComponentKind.CARE_SUPPORT.value:
        return ComponentSide.OTHER
    if offer_side:
        return ComponentSide(offer_side)
    return _SIDE_OF_KIND[ComponentKind(kind)]


def kind_of_offer(*, offer_side: str, offer_kind: str) -> ComponentKind:
    """Which of the four kinds of parts (R78) something from the directory becomes."""
    if offer_kind == ComponentKind.CARE_SUPPORT.value:
        return ComponentKind.CARE_SUPPORT
    if offer_side == OfferSide.LANGUAGE:
        return ComponentKind.LANGUAGE_COURSE
    return ComponentKind.ACTIVITY


def hours_per_week(slots: Iterable[Slot]) -> Decimal | None:
    """How many hours a week these moments take together; None when there are no fixed times."""
    minutes = sum(
        (slot.ends_at.hour - slot.starts_at.hour) * 60 + slot.ends_at.minute - slot.starts_at.minute
        for slot in slots
    )
    return (Decimal(minutes) / 60).quantize(Decimal("0.1")) if minutes else None


def begins(starts_on: date | None, *, ends_on: date | None, today: date) -> date | None:
    """When something from the directory begins for somebody who joins it now.

    What has been running for a year begins for this person today at the earliest. Without a
    first day nothing is promised, and what is over keeps the days it had.
    """
    if starts_on is None or (ends_on is not None and ends_on < today):
        return starts_on
    return max(starts_on, today)


def is_dual(parts: Iterable[Part]) -> bool:
    """Language and taking part at the same time (R49). What comes afterwards counts by itself."""
    parts = list(parts)
    return any(
        offers.is_dual(
            [
                (_COUNTS_AS[ComponentSide(part.side)], part.period)
                for part in parts
                if part.timing == timing and part.side in _COUNTS_AS
            ]
        )
        for timing in Timing
    )


def dual_gap(parts: Iterable[Part]) -> str:
    """Why the plan is not dual, in a sentence; nothing when it is. Never a reason to stop (R49)."""
    parts = list(parts)
    if is_dual(parts):
        return ""
    sides = {part.side for part in parts}
    if ComponentSide.LANGUAGE not in sides and ComponentSide.PARTICIPATION not in sides:
        return _("Er is nog geen taal en nog geen meedoen in dit plan.")
    if ComponentSide.LANGUAGE not in sides:
        return _("Er is nog geen taal in dit plan.")
    if ComponentSide.PARTICIPATION not in sides:
        return _("Er is nog geen meedoen in dit plan.")
    return _("Taal en meedoen lopen niet in dezelfde tijd. Kijk of ze elkaar kunnen overlappen.")


def clashes(parts: Sequence[Part]) -> list[Clash]:
    """Parts that fall in the same part of the week while both run: worth a look, no verdict."""
    found = []
    for one, other in combinations(parts, 2):
        both = one.day_parts & other.day_parts
        if both and one.timing == other.timing and offers.periods_overlap(one.period, other.period):
            found.append(Clash(one.title, other.title, tuple(offers.day_part_names(both))))
    return found


def without_need(parts: Iterable[Part]) -> list[str]:
    """Parts of which nobody wrote down which goal or wish they serve (R56)."""
    return [part.title for part in parts if not part.serves]


def missing(*, core_question: str, goals: int, parts: int, has_advice: bool) -> list[str]:
    """What has to be there before a plan can be laid before the participant."""
    gaps = []
    if not has_advice:
        gaps.append(_("Geef eerst het advies: daaruit komt de kernvraag."))
    if not core_question.strip():
        gaps.append(_("Schrijf de kernvraag op, in één zin."))
    if not goals and not parts:
        gaps.append(_("Zet ten minste één doel of één onderdeel in het plan."))
    return gaps


def dates_problem(starts_on: date | None, ends_on: date | None) -> str:
    """What is wrong with a period, or nothing."""
    if starts_on and ends_on and ends_on < starts_on:
        return _("De einddatum ligt voor de begindatum.")
    return ""


def start_problem(
    on: date, *, today: date, proposed_on: date | None, signed_on: date | None
) -> str:
    """Why a part cannot have begun on this day, or nothing."""
    if on > today:
        return _("Deze datum ligt in de toekomst. Meld het als het onderdeel echt is begonnen.")
    if signed_on and on < signed_on:
        return _("Op deze dag was de overeenkomst nog niet getekend.")
    if proposed_on and on < proposed_on:
        return _("Op deze dag was het plan nog niet voorgelegd.")
    return ""


def answer_day_problem(on: date, *, today: date, proposed_on: date) -> str:
    """Why the answer cannot have been given on this day, or nothing."""
    if on > today:
        return _("Deze datum ligt in de toekomst.")
    if on < proposed_on:
        return _("Op deze dag was het plan nog niet voorgelegd.")
    return ""


def is_own_name(typed: str, *, names: Iterable[str]) -> bool:
    """Whether somebody typed a name of their own: at least one word of it must be the same."""
    return bool(set(tokens(typed)) & {word for name in names for word in tokens(name)})


def shows_due(*, side_is_participant: bool, is_bound: bool) -> bool:
    """R9: a date by which the participant must do something shows only while something binds."""
    return is_bound or not side_is_participant
