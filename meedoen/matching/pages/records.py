"""A choice as it was made, and what has changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from meedoen.matching import access, rules
from meedoen.matching.models import Choice
from meedoen.matching.rules import OfferFacts, PersonFacts


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


def changes(then: Mapping[str, Any], person: Mapping[str, str], offer: OfferFacts) -> list[Then]:
    """What is otherwise now than when this was chosen, as far as it matters for the choice.

    `then` is the result that was kept; `person` what is known now, in words. That places come
    and go, and that somebody called to ask, is no reason to look again.
    """
    now = dict(rules.offer_in_words(offer))
    for quiet in (_("Vrije plaatsen"), _("Laatst bevestigd")):
        now.pop(quiet, None)
    lines = [*_then(then["person"], person), *_then(then["offer"], now)]
    return [line for line in lines if line.now]


def _then(kept: Sequence[Sequence[str]], now: Mapping[str, str]) -> list[Then]:
    """Lines as they were; a value of now only where the line still exists and says otherwise."""
    return [
        Then(label, value, _now(now[label]) if label in now and now[label] != value else "")
        for label, value in kept
    ]


def _now(value: str) -> str:
    return value or _("niet bekend")
