"""Several people at once: who suits each, counting what was given to the ones before."""

from bisect import bisect_left, insort
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from meedoen.coaching.rules.facts import Candidate, Need
from meedoen.coaching.rules.proposing import Judged, Order, judge, order


class Share(NamedTuple):
    """For one person: the proposal (nobody when everybody is away), and the first of the list."""

    proposed: Judged | None
    first: list[Judged]


def shares(
    needs: Mapping[UUID, Need], candidates: Sequence[Candidate], *, on: date,
    languages: Mapping[str, str], part: int = 1, shown: int = 1,
) -> dict[UUID, Share]:  # fmt: skip
    """A proposal for several people at once: each next one counts what was given before.

    `part` divides the weight: a deputy carries a part of it.
    """
    lists = _Lists(candidates, on=on, languages=languages)
    shared = {}
    for key, need in needs.items():
        first = lists.first(need, shown)
        proposed = first[0] if first and first[0].can_be_proposed else None
        shared[key] = Share(proposed, first)
        if proposed is not None:
            lists.give(proposed.candidate.id, need.weight // part)
    return shared


def share_out(
    needs: Mapping[UUID, Need], candidates: Sequence[Candidate], *, on: date,
    languages: Mapping[str, str], part: int = 1,
) -> dict[UUID, UUID]:  # fmt: skip
    """The same, and just who: who fits nobody is left out."""
    shared = shares(needs, candidates, on=on, languages=languages, part=part)
    return {
        key: one.proposed.candidate.id for key, one in shared.items() if one.proposed is not None
    }


class _Lists:
    """Everybody in order, once for all people who need the same; only who gets more work moves."""

    def __init__(self, candidates: Sequence[Candidate], *, on: date, languages: Mapping[str, str]):
        self.loads = {one.id: one for one in candidates}
        self.on, self.languages = on, languages
        self.lists: dict[Hashable, tuple[Need, list[tuple[Order, Judged]]]] = {}

    def first(self, need: Need, number: int) -> list[Judged]:
        """The best for this need, best first."""
        known = self.lists.get(need.kind)
        if known is None:
            placed = sorted((self._placed(need, one) for one in self.loads.values()), key=_place)
            known = self.lists[need.kind] = (need, placed)
        return [judged for _place, judged in known[1][:number]]

    def give(self, who: UUID, weight: int) -> None:
        """Somebody carries so much more from now on."""
        before = self.loads[who]
        after = self.loads[who] = replace(before, load=before.load + weight)
        for need, placed in self.lists.values():
            where = self._placed(need, before)[0]
            del placed[bisect_left(placed, where, key=_place)]
            insort(placed, self._placed(need, after), key=_place)

    def _placed(self, need: Need, candidate: Candidate) -> tuple[Order, Judged]:
        judged = judge(need, candidate, on=self.on, languages=self.languages)
        return order(judged), judged


def _place(one: tuple[Order, Judged]) -> Order:
    return one[0]
