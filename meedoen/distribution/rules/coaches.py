"""Distributing over coaches: the points of coaching, and room that gets less worth as it fills."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from meedoen.coaching import rules
from meedoen.coaching.rules import POINTS, Candidate, Need
from meedoen.distribution.rules.asking import Said
from meedoen.distribution.rules.solving import NEVER, Whole

# A coach is offered in so many pieces; each next piece counts what the pieces before it weigh.
PIECES = 6
# Points may lie below zero; scores do not. The same for everybody, so it changes nothing.
LOWEST = -sum(points for points in POINTS.values() if points < 0)


class Coaches:
    """People and colleagues with room in this round; see `Question`."""

    def __init__(
        self, needs: Sequence[Need], candidates: Sequence[Candidate], room: Sequence[int],
        *, on: date, languages: Mapping[str, str],
    ):  # fmt: skip
        self.needs, self.candidates = needs, candidates
        self.on, self.languages = on, languages
        weights = [one.weight for one in needs] or [rules.weigh("")]
        usual = sum(weights) // len(weights)
        self.columns: list[int] = []
        self.room: list[int] = []
        self._less: list[int] = []
        for place, (one, people) in enumerate(zip(candidates, room, strict=True)):
            for start, stop in _pieces(people):
                self.columns.append(place)
                self.room.append(stop - start)
                self._less.append(self._weight_of(one, start * usual) - self._weight_of(one, 0))

    @property
    def names(self) -> list[str]:
        """What the colleagues are called."""
        return [one.name for one in self.candidates]

    @cached_property
    def scores(self) -> Whole:
        """The points of coaching; who is away now is never proposed."""
        known: dict[Hashable, list[int]] = {}
        rows = [known.setdefault(one.kind, []) or self._points(one, known) for one in self.needs]
        wide = np.array(rows, np.int64).reshape(len(self.needs), len(self.candidates))
        wide = wide[:, self.columns]
        return np.where(wide < 0, NEVER, np.maximum(wide + np.array(self._less, np.int64), 0))

    @property
    def allowed(self) -> Whole:
        """Who is away takes nobody new on by hand either."""
        return self.scores

    def say(self, person: int, place: int) -> Said:
        """The sentences of coaching."""
        one = self._judge(self.needs[person], self.candidates[place])
        return Said([], [], one.cons) if one.is_away else Said(one.pros, one.cons)

    def _points(self, need: Need, known: dict[Hashable, list[int]]) -> list[int]:
        judged = [self._judge(need, one) for one in self.candidates]
        row = known[need.kind]
        row += [NEVER if one.is_away else one.points + LOWEST for one in judged]
        return row

    def _judge(self, need: Need, candidate: Candidate) -> rules.Judged:
        return rules.judge(need, candidate, on=self.on, languages=self.languages)

    def _weight_of(self, candidate: Candidate, more: int) -> int:
        """What the load of somebody counts for, by itself, when they carry so much more."""
        fuller = replace(candidate, load=candidate.load + more, away=None, roles=frozenset())
        return self._judge(Need(), fuller).points


def _pieces(people: int) -> list[tuple[int, int]]:
    size = max(-(-people // PIECES), 1)
    return [(start, min(start + size, people)) for start in range(0, people, size)]


def as_facts(need: Need) -> dict[str, Any]:
    """What was known of somebody, as it is kept with a proposal."""
    return {
        "category": need.category,
        "neighbourhood": need.neighbourhood_name,
        "languages": sorted(need.languages),
        "interpreter": need.has_interpreter,
        "skills": sorted(need.skills),
        "known_by": sorted(str(one) for one in need.known_by),
        "weight": need.weight,
    }
