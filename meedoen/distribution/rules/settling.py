"""Equal outcomes settled: of all best distributions the one that the written rule asks for.

First on the list, first: the highest score of one's own, then the first place on the list. Who is
settled stays; the others may still move along ways that lose nothing.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def settle(worth: Whole, at: Whole, price: Whole, room: Whole) -> Whole:
    """The same worth in all, settled by the order of people and places."""
    ties = _Ties(worth, at, price, room)
    for who in range(len(at)):
        ties.settle(who)
    return ties.at


class _Ties:
    """Which places somebody could go to without a loss, and from which place to which.

    Sets of places are whole numbers with a bit for each place. `into[k]` holds the places from
    which one step leads to place k: somebody not yet settled can go there without a loss, or
    there is room that neither place puts a price on.
    """

    def __init__(self, worth: Whole, at: Whole, price: Whole, room: Whole):
        self.worth, self.at = worth, at.copy()
        gain = worth - price
        self.tight = gain == gain.max(axis=1)[:, None]
        points = len(room)
        self.members = [set(np.flatnonzero(at == place).tolist()) for place in range(points)]
        # How many of those who stand at one place (row) could go to another without a loss.
        self.count = np.array([self.tight[at == place].sum(axis=0) for place in range(points)])
        self.left = [int(one) for one in room - np.bincount(at, minlength=points)]
        self.is_free = [bool(one) for one in price == 0]
        self.into = [_bits(np.flatnonzero(column).tolist()) for column in self.count.T]
        self.roomy = _bits(place for place, left in enumerate(self.left) if left > 0)

    def settle(self, who: int) -> None:
        """Give this person the best of their best places that can be had, and keep them there."""
        place = int(self.at[who])
        self._leave(who, place)
        wishes = self._wishes(who, place)
        if not wishes:
            return
        before = self._ways(place, until=wishes[0])
        wanted = next((one for one in wishes if one in before), place)
        if wanted == place:
            return
        self._free_up(wanted, place, before)
        self.at[who] = wanted
        self._take(wanted)
        self._give_up(place)

    def _wishes(self, who: int, place: int) -> list[int]:
        """What comes before the place of now, best first, where somebody can still make room."""
        best = np.flatnonzero(self.tight[who])
        order = best[np.argsort(-self.worth[who, best], kind="stable")].tolist()
        sooner = order[: order.index(place)]
        return [one for one in sooner if self.members[one] or self.left[one] > 0]

    def _ways(self, target: int, *, until: int) -> dict[int, int]:
        """From which places there is a way to this one, each with its next step, `until` found."""
        step: dict[int, int] = {}
        seen, front = 1 << target, [target]
        while front:
            following = []
            for place in front:
                new = self._before(place) & ~seen
                if new >> until & 1:
                    step[until] = place
                    return step
                seen |= new
                for one in _places(new):
                    step[one] = place
                    following.append(one)
            front = following
        return step

    def _before(self, place: int) -> int:
        return self.into[place] | (self.roomy if self.is_free[place] else 0)

    def _free_up(self, wanted: int, target: int, step: dict[int, int]) -> None:
        """Let one go on from each place on the way, so that there is room where it begins."""
        way = [wanted]
        while way[-1] != target:
            way.append(step[way[-1]])
        # From the end: whoever comes in is counted there before the next one leaves.
        for place, following in reversed(list(pairwise(way))):
            movers = [one for one in self.members[place] if self.tight[one, following]]
            if movers:
                who = min(movers)
                self._leave(who, place)
                self._give_up(place)
                self._arrive(who, following)
                self._take(following)

    def _leave(self, who: int, place: int) -> None:
        self.members[place].discard(who)
        row, mine = self.count[place], self.tight[who]
        row -= mine
        for other in np.flatnonzero(mine & (row == 0)).tolist():
            self.into[other] &= ~(1 << place)

    def _arrive(self, who: int, place: int) -> None:
        self.at[who] = place
        self.members[place].add(who)
        row, mine = self.count[place], self.tight[who]
        for other in np.flatnonzero(mine & (row == 0)).tolist():
            self.into[other] |= 1 << place
        row += mine

    def _take(self, place: int) -> None:
        self.left[place] -= 1
        if self.left[place] <= 0:
            self.roomy &= ~(1 << place)

    def _give_up(self, place: int) -> None:
        self.left[place] += 1
        if self.left[place] > 0:
            self.roomy |= 1 << place


def _bits(places: Iterable[int]) -> int:
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits


def _places(bits: int) -> Iterator[int]:
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last
