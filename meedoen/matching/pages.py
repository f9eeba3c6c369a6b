"""The match page: the person first, then what fits, the package, and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import combinations
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.core.time import short_date, today
from meedoen.core.ui import Overlay, Week
from meedoen.intake import access as intake_access, pages as intake
from meedoen.journeys.models import Journey
from meedoen.matching import access, rules
from meedoen.matching.access import Chosen, Listed
from meedoen.matching.choices import Verdict
from meedoen.matching.models import Choice
from meedoen.matching.rules import OfferFacts, PersonFacts, Reason, Suggestion
from meedoen.offers import rules as offer_rules
from meedoen.offers.choices import DualForm, Kind, Side, Theme

SHOWN = 3
MAIN_WEIGHT = 2
LEFT_OUT_SHOWN = 10


@dataclass(frozen=True)
class Card:
    """One offer with why it fits and what to look out for, in words once somebody reads it."""

    listed: Listed
    weighed: Suggestion

    @property
    def id(self) -> str:
        return self.offer.id

    @property
    def offer(self) -> OfferFacts:
        return self.listed.facts

    @property
    def kind(self) -> str:
        return str(Kind(self.offer.kind).label)

    @property
    def side(self) -> str:
        return str(Side(self.offer.side).label)

    @property
    def dual_form(self) -> str:
        """How language and taking part go together there; nothing when they do not."""
        return str(DualForm(self.listed.dual_form).label) if self.listed.dual_form else ""

    @property
    def when(self) -> str:
        """Days and times, and the period when that is known."""
        words = offer_rules.schedule_text(self.offer.slots) or _("op afspraak")
        if not (self.offer.starts_on and self.offer.ends_on):
            return words
        days = {"begin": short_date(self.offer.starts_on), "eind": short_date(self.offer.ends_on)}
        return words + ", " + _("%(begin)s tot en met %(eind)s") % days

    @property
    def where(self) -> str:
        return ", ".join(filter(None, (self.offer.organisation, self.listed.address)))

    @cached_property
    def fits(self) -> list[Reason]:
        """Why it fits, the heaviest reason first."""
        return self.weighed.fits

    @property
    def main(self) -> list[Reason]:
        """The reasons that make the difference: wishes that weigh, and that the times suit."""
        return [one for one in self.fits if _is_main(one)]

    @property
    def other(self) -> list[Reason]:
        """What fits as well, for who wants to know all of it."""
        return [one for one in self.fits if not _is_main(one)]

    @property
    def wished(self) -> list[Reason]:
        """The wish that something left out would serve: a reason to make it fit."""
        return self.weighed.said(Verdict.FITS, code="theme")

    @property
    def look_outs(self) -> list[Reason]:
        return self.weighed.look_outs

    @property
    def misfits(self) -> list[Reason]:
        return self.weighed.misfits

    @property
    def week(self) -> Week | None:
        """The free parts of the week, when there is something to lay over them."""
        free = self.weighed.person.free
        return Week(free) if free is not None and self.offer.day_parts else None

    @property
    def overlay(self) -> list[Overlay]:
        """The offer over the week of the participant."""
        return [Overlay(self.offer.name, self.offer.day_parts)]


@dataclass(frozen=True)
class Column:
    """One side of the package: the best offers; the rest only when it was asked for."""

    side: str
    title: str
    cards: list[Card]
    more: list[Card]
    waiting: int


@dataclass(frozen=True)
class Line:
    """One choice in the package."""

    id: UUID
    offer: OfferFacts
    side: str
    when: str
    chosen_at: datetime


@dataclass(frozen=True)
class Package:
    """What was chosen so far, seen as a whole (R49)."""

    choices: list[Line]
    has_language: bool
    has_participation: bool
    is_dual: bool
    clashes: list[str]
    clash: int
    free: int | None
    overlays: list[Overlay]

    @property
    def week(self) -> Week:
        """The free day-parts; as long as nobody asked, those of the offers."""
        if self.free is not None:
            return Week(self.free)
        mask = 0
        for overlay in self.overlays:
            mask |= overlay.mask
        return Week(mask)

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
    free: Week | None
    unknown: list[str]
    package: Package
    columns: list[Column]
    both: Column
    left_out: list[Card]
    left_out_total: int
    offers_total: int
    unserved: list[Theme]
    withdrawn: list[Chosen]


def match(journey: Journey, *, show_all: bool = False) -> Match:
    """What suits this participant now: the same few queries for ten offers or a thousand."""
    told = intake.person_facts(journey)
    advice = intake_access.advice_of(journey)
    every, directory = access.choices_and_directory(journey)
    standing = [choice for choice in every if choice.withdrawn_at is None]
    chosen = [choice.offer for choice in standing]
    person = access.person_facts(journey, known=told, taken=chosen)
    taken = {offer.id for offer in chosen}
    by_id = {one.facts.id: one for one in directory if one.facts.id not in taken}
    ranking = rules.suggest(person, [one.facts for one in by_id.values()], today=today())
    lines = rules.person_in_words(person)
    left_out = ranking.left_out if show_all else ranking.left_out[:LEFT_OUT_SHOWN]
    language, participation, both = (
        _column(ranking.suggested, side, by_id, show_all=show_all)
        for side in (Side.LANGUAGE, Side.PARTICIPATION, Side.BOTH)
    )
    return Match(
        question=journey.participant.question,
        wishes=_own_words(told.wishes, journey.participant.question),
        core_question=advice.core_question if advice else "",
        known=[line for line in lines if line[1]],
        free=None if person.free is None else Week(person.free),
        unknown=[label for label, value in lines if not value],
        package=package(standing, free=person.free),
        columns=[language, participation],
        both=both,
        left_out=[Card(by_id[one.offer.id], one) for one in left_out],
        left_out_total=len(ranking.left_out),
        offers_total=len(by_id) + len(taken),
        unserved=_unserved(person, [one.offer for one in ranking.suggested] + chosen),
        withdrawn=[choice for choice in reversed(every) if choice.withdrawn_at],
    )


def package(choices: Sequence[Chosen], *, free: int | None) -> Package:
    """The chosen offers together: dual or not, and where their times clash."""
    chosen = [choice.offer for choice in choices]
    clashes = [
        (one, other, clash.overlap)
        for one, other in combinations(chosen, 2)
        for clash in offer_rules.clashes(one.timetable, other.timetable)
    ]
    return Package(
        choices=[_line(choice) for choice in choices],
        has_language=any(offer.side != Side.PARTICIPATION for offer in chosen),
        has_participation=any(offer.side != Side.LANGUAGE for offer in chosen),
        is_dual=offer_rules.is_dual([(offer.side, offer.timetable) for offer in chosen]),
        clashes=[
            _("%(one)s en %(other)s vallen samen op %(when)s.")
            % {"one": one.name, "other": other.name, "when": offer_rules.schedule_text([moment])}
            for one, other, moment in clashes
        ],
        clash=offer_rules.day_parts(moment for _one, _other, moment in clashes),
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


def _unserved(person: PersonFacts, offers: Sequence[OfferFacts]) -> list[Theme]:
    """The wishes that nothing serves which fits or was chosen (R32)."""
    served = {code for offer in offers for code in offer.themes}
    return [theme for theme in Theme if theme.value in person.themes and theme.value not in served]


def _column(
    suggested: Sequence[Suggestion], side: Side, by_id: Mapping[str, Listed], *, show_all: bool
) -> Column:
    cards = [Card(by_id[one.offer.id], one) for one in suggested if one.offer.side == side]
    more = cards[SHOWN:]
    return Column(
        side=side.value,
        title=str(side.label),
        cards=cards[:SHOWN],
        more=more if show_all else [],
        waiting=0 if show_all else len(more),
    )


def _line(choice: Chosen) -> Line:
    return Line(
        id=choice.id,
        offer=choice.offer,
        side=str(Side(choice.offer.side).label),
        when=offer_rules.schedule_text(choice.offer.slots) or _("op afspraak"),
        chosen_at=choice.chosen_at,
    )
