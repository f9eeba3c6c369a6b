"""The match page: the person first, then what fits, the package, and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from meedoen.core.time import today
from meedoen.core.ui import Week
from meedoen.intake import access as intake_access, pages as intake
from meedoen.journeys.models import Journey
from meedoen.matching import access, rules
from meedoen.matching.access import Chosen, Listed
from meedoen.matching.pages.cards import Card
from meedoen.matching.pages.packages import Package, Proposal, package, proposals
from meedoen.matching.rules import OfferFacts, PersonFacts, Suggestion
from meedoen.matching.rules.facts import in_line
from meedoen.offers.choices import Side, Theme
from meedoen.places import access as places
from meedoen.places.access import Own

SHOWN = 3
LEFT_OUT_SHOWN = 10


@dataclass(frozen=True)
class Column:
    """One side of the package: the best offers; the rest only when it was asked for."""

    side: str
    title: str
    cards: list[Card]
    more: list[Card]
    waiting: int


@dataclass(frozen=True)
class Match:
    """Everything on the match page."""

    question: str
    wishes: str
    needs: list[str]
    core_question: str
    known: list[rules.Line]
    free: Week | None
    unknown: list[str]
    package: Package
    proposals: list[Proposal]
    columns: list[Column]
    both: Column
    left_out: list[Card]
    left_out_total: int
    offers_total: int
    unserved: list[Theme]
    withdrawn: list[Chosen]
    own: Own


def match(journey: Journey, *, show_all: bool = False) -> Match:
    """What suits this participant now: the same few queries for ten offers or a thousand."""
    told = intake.person_facts(journey)
    advice = intake_access.advice_of(journey)
    held = access.held()
    every, directory = access.choices_and_directory(journey)
    standing = [choice for choice in every if choice.withdrawn_at is None]
    chosen = [choice.offer for choice in standing]
    needs = access.open_needs(journey.participant)
    person = access.person_facts(journey, known=told, taken=chosen, needs=needs, far=held.far)
    taken = {offer.id for offer in chosen}
    by_id = {one.facts.id: one for one in directory if one.facts.id not in taken}
    own = places.own(journey.participant_id)
    for offer in own.queues.keys() & by_id.keys():
        by_id[offer] = replace(by_id[offer], facts=in_line(by_id[offer].facts, own.queues))
    offers = [one.facts for one in by_id.values()]
    ranking = rules.suggest(person, offers, today=today(), rules=held.rules)
    lines = rules.person_in_words(person)
    return Match(
        question=journey.participant.question,
        wishes=_own_words(told.wishes, journey.participant.question),
        needs=[need.text for need in needs if need.is_wish],
        core_question=advice.core_question if advice else "",
        known=[line for line in lines if line[1]],
        free=None if person.free is None else Week(person.free),
        unknown=[label for label, value in lines if not value],
        package=package(standing, person=person, held=held.rules),
        proposals=proposals(
            ranking.suggested,
            [rules.weigh(person, one, today=today(), rules=held.rules) for one in chosen],
            {**by_id, **{one.offer.id: one.listed for one in standing}},
            roads=rules.roads(held.far, told.travels_by),
        ),
        **_lists(ranking, by_id, show_all=show_all),
        offers_total=len(by_id) + len(taken),
        unserved=_unserved(person, [one.offer for one in ranking.suggested] + chosen),
        withdrawn=[choice for choice in reversed(every) if choice.withdrawn_at],
        own=own,
    )


def _lists(
    ranking: rules.Ranking, by_id: Mapping[str, Listed], *, show_all: bool
) -> dict[str, Any]:
    """The columns with what fits, and what was left out."""
    language, participation, both = (
        _column(ranking.suggested, side, by_id, show_all=show_all)
        for side in (Side.LANGUAGE, Side.PARTICIPATION, Side.BOTH)
    )
    left_out = ranking.left_out if show_all else ranking.left_out[:LEFT_OUT_SHOWN]
    return {
        "columns": [language, participation],
        "both": both,
        "left_out": [Card(by_id[one.offer.id], one) for one in left_out],
        "left_out_total": len(ranking.left_out),
    }


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
