"""Distributing over groups: the rules of matching, with the places of this round."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from meedoen.distribution.rules.asking import Said
from meedoen.distribution.rules.scoring import score
from meedoen.distribution.rules.solving import NEVER, Whole
from meedoen.matching.rules import STANDARD, OfferFacts, PersonFacts, RuleSet, weigh


class Groups:
    """People and offers with room in this round; see `Question`."""

    def __init__(
        self, people: Sequence[PersonFacts], offers: Sequence[OfferFacts], room: Sequence[int],
        *, today: date, rules: RuleSet = STANDARD,
    ):  # fmt: skip
        self.people = people
        # Whether there is room, the distribution decides; the places of this round are what counts.
        self.offers = [
            replace(one, free_places=max(places, 1))
            for one, places in zip(offers, room, strict=True)
        ]
        self.room = room
        self.today = today
        self.rules = rules
        self.columns = range(len(offers))

    @property
    def names(self) -> list[str]:
        """What the offers are called."""
        return [one.name for one in self.offers]

    @cached_property
    def allowed(self) -> Whole:
        """The score of matching for every pair."""
        return score(self.people, self.offers, today=self.today, rules=self.rules)

    @cached_property
    def scores(self) -> Whole:
        """The same, without groups of women for who did not ask for one.

        Nobody's gender is known here (R8), and a guess would be wrong half of the time.
        """
        asks = np.array([one.wants_women_only for one in self.people], bool)
        apart = np.array([one.women_only for one in self.offers], bool)
        return np.where(~asks[:, None] & apart, NEVER, self.allowed)

    def say(self, person: int, place: int) -> Said:
        """The sentences of matching, without the count of places: that is told apart."""
        one, offer = self.people[person], self.offers[place]
        found = weigh(one, offer, today=self.today, rules=self.rules)
        broken = [f"{why.words} {why.change}".strip() for why in found.misfits]
        if found.offer.women_only and not found.person.wants_women_only:
            broken.append(_("Alleen voor vrouwen: dat stellen wij voor aan wie er zelf om vraagt."))
        return Said(
            [one.words for one in found.fits if one.code != "places"],
            [one.words for one in found.look_outs],
            broken,
        )
