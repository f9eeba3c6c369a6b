"""The match page: the person first, then what fits, the package, and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from meedoen.core.time import today
from meedoen.core.ui import Overlay
from meedoen.intake import access as intake_access, pages as intake
from meedoen.journeys.models import Journey
from meedoen.matching import access, rules
from meedoen.matching.models import Choice
from meedoen.matching.rules import OfferFacts, PersonFacts, Reason, Suggestion
from meedoen.offers import access as offers, rules as offer_rules
from meedoen.offers.choices import Side
from meedoen.offers.models import Offer

SHOWN = 3
MAIN_WEIGHT = 2
LEFT_OUT_SHOWN = 10


@dataclass(frozen=True)
class Card:
    """One offer with why it fits and what to look out for."""

    offer: Offer
    fits: list[Reason]
    look_outs: list[Reason]
    free: int | None
    score: int
    misfits: list[Reason] = field(default_factory=list)

    @property
    def main(self) -> list[Reason]:
        """The reasons that make the difference: wishes that weigh, and that the times suit."""
        return [one for one in self.fits if _is_main(one)]

    @property
    def wished(self) -> list[Reason]:
        """The wish that something left out would serve: a reason to make it fit."""
        return [one for one in self.fits if one.code == "theme"]

    @property
    def other(self) -> list[Reason]:
        """What fits as well, for who wants to know all of it."""
        return [one for one in self.fits if not _is_main(one)]

    @property
    def overlay(self) -> list[Overlay]:
        """The offer over the week of the participant."""
        return [Overlay(self.offer.name, self.offer.day_parts)]

    @property
    def has_week(self) -> bool:
        """Whether there is something to lay over the week."""
        return self.free is not None and self.offer.day_parts > 0


@dataclass(frozen=True)
class Column:
    """One side of the package: the best offers, and the rest folded away."""

    side: str
    title: str
    cards: list[Card]
    more: list[Card]


@dataclass(frozen=True)
class Package:
    """What was chosen so far, seen as a whole (R49)."""

    choices: list[Choice]
    has_language: bool
    has_participation: bool
    is_dual: bool
    clashes: list[str]
    free: int | None
    overlays: list[Overlay]

    @property
    def grid_free(self) -> int:
        """The free day-parts; as long as nobody asked, those of the offers."""
        if self.free is not None:
            return self.free
        mask = 0
        for overlay in self.overlays:
            mask |= overlay.mask
        return mask

    @property
    def missing(self) -> str:
        """What a dual package still asks, in words; a suggestion and no duty."""
        if self.is_dual or not self.choices:
            return ""
        if not self.has_language:
            return _("Nog geen taal. Een pakket is duaal als taal en meedoen samengaan.")
        if not self.has_participation:
            return _("Nog geen meedoen. Een pakket is duaal als taal en meedoen samengaan.")
        return _("Taal en meedoen lopen niet in dezelfde periode. Zo is het pakket niet duaal.")


@dataclass(frozen=True)
class Match:
    """Everything on the match page."""

    question: str
    wishes: str
    core_question: str
    known: list[rules.Line]
    free: int | None
    unknown: list[str]
    package: Package
    columns: list[Column]
    both: list[Card]
    left_out: list[Card]
    left_out_total: int
    offers_total: int
    withdrawn: list[Choice]


def match(journey: Journey, *, show_all: bool = False) -> Match:
    """What suits this participant now: the same few queries for ten offers or a thousand."""
    told = intake.person_facts(journey)
    advice = intake_access.advice_of(journey)
    every = list(access.all_of(journey))
    choices = [choice for choice in every if choice.is_standing]
    person = access.person_facts(journey, known=told, taken=choices)
    taken = {choice.offer_id for choice in choices}
    by_id = {str(offer.pk): offer for offer in offers.open_offers() if offer.pk not in taken}
    facts = [access.offer_facts(offer) for offer in by_id.values()]
    ranking = rules.suggest(person, facts, today=today())
    lines = rules.person_in_words(person)
    left_out = ranking.left_out if show_all else ranking.left_out[:LEFT_OUT_SHOWN]
    return Match(
        question=journey.participant.question,
        wishes=_own_words(told.wishes, journey.participant.question),
        core_question=advice.core_question if advice else "",
        known=[line for line in lines if line[1]],
        free=person.free,
        unknown=[label for label, value in lines if not value],
        package=package(choices, free=person.free),
        columns=_columns(ranking.suggested, by_id),
        both=_cards(_on_side(ranking.suggested, Side.BOTH), by_id),
        left_out=_cards(left_out, by_id),
        left_out_total=len(ranking.left_out),
        offers_total=len(by_id) + len(taken),
        withdrawn=[choice for choice in reversed(every) if not choice.is_standing],
    )


def package(choices: Sequence[Choice], *, free: int | None) -> Package:
    """The chosen offers together: dual or not, and where their times clash."""
    chosen = [choice.offer for choice in choices]
    return Package(
        choices=list(choices),
        has_language=any(offer.has_language for offer in chosen),
        has_participation=any(offer.has_participation for offer in chosen),
        is_dual=offer_rules.is_dual([(offer.side, offer.timetable) for offer in chosen]),
        clashes=[
            _("%(one)s en %(other)s vallen samen op %(when)s.")
            % {
                "one": one.name,
                "other": other.name,
                "when": offer_rules.schedule_text([clash.overlap]),
            }
            for number, one in enumerate(chosen)
            for other in chosen[number + 1 :]
            for clash in offer_rules.clashes(one.timetable, other.timetable)
        ],
        free=free,
        overlays=[Overlay(offer.name, offer.day_parts) for offer in chosen],
    )


@dataclass(frozen=True)
class Then:
    """One line of what was known, and what stands there now when that differs."""

    label: str
    value: str
    now: str = ""


@dataclass(frozen=True)
class Record:
    """A choice as it was made, readable without anything but itself."""

    choice: Choice
    offer_name: str
    weighed_at: datetime
    rule_version: str
    position: int | None
    out_of: int
    score: int
    highest: int
    against_advice: bool
    reason: str
    person: list[Then]
    offer: list[Then]
    fits: list[dict[str, Any]]
    look_outs: list[dict[str, Any]]
    misfits: list[dict[str, Any]]
    has_changed: bool


def record(choice: Choice) -> Record:
    """What was known at the moment of choosing, with what has changed since."""
    weighing, result = choice.weighing, choice.weighing.result
    person_now: PersonFacts = access.person_facts(choice.journey)
    offer_now: OfferFacts = access.offer_facts(choice.offer)
    person = _then(result["person"], dict(rules.person_in_words(person_now)))
    offer = _then(result["offer"], dict(rules.offer_in_words(offer_now)))
    said: Mapping[str, list[dict[str, Any]]] = {
        verdict: [one for one in result["reasons"] if one["verdict"] == verdict]
        for verdict in ("fits", "look_out", "misfit")
    }
    return Record(
        choice=choice,
        offer_name=weighing.offer_facts["name"],
        weighed_at=weighing.weighed_at,
        rule_version=weighing.rule_version,
        position=weighing.position,
        out_of=weighing.out_of,
        score=result["score"],
        highest=result["highest"],
        against_advice=weighing.against_advice,
        reason=weighing.reason,
        person=person,
        offer=offer,
        fits=said["fits"],
        look_outs=said["look_out"],
        misfits=said["misfit"],
        has_changed=any(line.now for line in [*person, *offer]),
    )


def _then(kept: Sequence[Sequence[str]], now: Mapping[str, str]) -> list[Then]:
    """Lines as they were; a value of now only where the line still exists and says otherwise."""
    return [
        Then(label, value, _now(now[label]) if label in now and now[label] != value else "")
        for label, value in kept
    ]


def _now(value: str) -> str:
    return value or _("niet bekend")


def _is_main(reason: Reason) -> bool:
    return reason.weight >= MAIN_WEIGHT or reason.code == "free_time"


def _own_words(wishes: str, question: str) -> str:
    """The wishes without the question that stands above them already."""
    lines = [line for line in wishes.splitlines() if line.strip() and line.strip() != question]
    return "\n".join(lines)


def _columns(suggested: Sequence[Suggestion], by_id: Mapping[str, Offer]) -> list[Column]:
    columns = []
    for side in (Side.LANGUAGE, Side.PARTICIPATION):
        cards = _cards(_on_side(suggested, side), by_id)
        columns.append(Column(side.value, str(side.label), cards[:SHOWN], cards[SHOWN:]))
    return columns


def _on_side(suggested: Sequence[Suggestion], side: Side) -> list[Suggestion]:
    return [one for one in suggested if one.offer.side == side]


def _cards(suggestions: Sequence[Suggestion], by_id: Mapping[str, Offer]) -> list[Card]:
    return [
        Card(
            offer=by_id[one.offer.id],
            fits=one.fits,
            look_outs=one.look_outs,
            free=one.person.free,
            score=one.score,
            misfits=one.misfits,
        )
        for one in suggestions
    ]
