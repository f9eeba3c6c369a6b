"""The best distribution, proven: most people first, then the highest total, then the written rule.

Transport by successive shortest paths in whole numbers. People stand at places; the graph that is
searched has places as its points, so that it stays small however many people there are. Prices of
places come along, and with them the proof: nobody could do better at these prices than they do.

Equal outcomes are settled by one rule, so that the same question has one answer: whoever is first
on the list goes first. They get the place with their own highest score, and of equal ones the
first on the list of places; then the next, and so on, as long as nothing is lost for the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from meedoen.distribution.rules.settling import settle

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
# A pair that breaks a hard rule, in a table of scores.
NEVER = -1
_FAR = 1 << 40


class NotProven(Exception):
    """The outcome could not be proven to be the best: it is not shown to anybody."""


@dataclass(frozen=True)
class Solution:
    """Who goes where (`NEVER` for nowhere), how many are served, and the sum of their scores."""

    at: Whole
    served: int
    total: int


def solve(scores: Whole, room: Sequence[int] | Whole) -> Solution:
    """The best distribution of people (rows) over places (columns) with so much room each.

    `scores` holds whole numbers from zero; below zero means that the pair breaks a hard rule.
    """
    people, places = scores.shape
    if not people:
        return Solution(np.empty(0, np.int64), 0, 0)
    worth = worth_of(scores)
    spread = _Spread(worth, np.append(np.asarray(room, np.int64), people + 1))
    spread.run()
    at = settle(worth, spread.at, spread.price, spread.room)
    prove(worth, at, spread.price, spread.room)
    is_served = at < places
    total = int(scores[is_served, at[is_served]].sum())
    return Solution(np.where(is_served, at, NEVER), int(is_served.sum()), total)


def worth_of(scores: Whole) -> Whole:
    """What each pair is worth, with nowhere as the last column.

    Being served weighs more than all that others can lose by it: making room moves at most one
    person for each place.
    """
    people, places = scores.shape
    top = int(scores.max(initial=0))
    served = (min(people, places) + 1) * top + 1
    worth = np.zeros((people, places + 1), np.int64)
    worth[:, :places] = np.where(scores < 0, -_FAR, scores + served)
    return worth


def prove(worth: Whole, at: Whole, price: Whole, room: Whole) -> None:
    """Check, apart from how it was found, that no other distribution is worth more.

    Duality: at these prices everybody has the best they can get, no place holds too many, and
    only full places have a price. Whole numbers, so there is no rounding.
    """
    rows = np.arange(len(at))
    load = np.bincount(at, minlength=len(room))
    own = worth[rows, at] - price[at]
    is_best = bool((own == (worth - price).max(axis=1)).all())
    is_full = bool((load[price > 0] == room[price > 0]).all())
    fits = bool((load <= room).all()) and bool((price >= 0).all()) and price[-1] == 0
    if not (is_best and is_full and fits):
        raise NotProven


class _Spread:
    """People who stand at places, the prices of the places, and what moving one person costs."""

    def __init__(self, worth: Whole, room: Whole):
        people, points = worth.shape
        self.worth, self.room = worth, room
        self.at = np.full(people, NEVER, np.int64)
        self.price = np.zeros(points, np.int64)
        self.load = np.zeros(points, np.int64)
        self.members: list[set[int]] = [set() for _ in range(points)]
        # What is lost when the one who minds least goes from this place (row) to that one.
        self.loss = np.full((points, points), _FAR, np.int64)
        self.best = worth.max(axis=1)
        self.raised = 0

    def run(self) -> None:
        """Place everybody, cheapest first; who fits nowhere stands at nowhere."""
        waiting = np.arange(len(self.at))
        while waiting.size:
            self._raise_prices(waiting)
            gain = self.best[waiting] - self.raised
            tight = self.worth[waiting] - self.price == gain[:, None]
            while self._fill(waiting, tight):
                left = self.at[waiting] < 0
                waiting, tight = waiting[left], tight[left]
                if not waiting.size:
                    return

    def _raise_prices(self, waiting: Whole) -> None:
        """Raise the prices just so far that somebody who waits can be placed."""
        entry = (self.best[waiting, None] - self.worth[waiting]).min(axis=0)
        far = self._distances(entry - self.raised + self.price)
        step = int(far[self.load < self.room].min())
        self.price += np.maximum(step - far, 0)
        self.raised += step

    def _distances(self, far: Whole) -> Whole:
        """What it costs at least to bring somebody who waits to each place (Dijkstra)."""
        cost = self.loss - self.price[:, None] + self.price
        has_room = self.load < self.room
        far, open_ones = far.copy(), far.copy()
        for _ in range(len(far)):
            nearest = int(open_ones.argmin())
            reached = int(open_ones[nearest])
            if reached >= _FAR or has_room[nearest]:
                break
            open_ones[nearest] = 2 * _FAR
            through = cost[nearest] + reached
            is_nearer = through < far
            far[is_nearer] = open_ones[is_nearer] = through[is_nearer]
        return far

    def _fill(self, waiting: Whole, tight: Flags) -> bool:
        """Place as many as the prices of now allow along shortest ways; whether that was anybody.

        `tight` says for those who wait which places are their best at these prices.
        """
        level = self._levels()
        some = False
        for number in np.flatnonzero((tight & (level >= 0)).any(axis=1)):
            while True:
                choices = np.flatnonzero(tight[number] & (level >= 0))
                if not choices.size:
                    break
                place = int(choices[level[choices].argmin()])
                if self._make_room(place, level):
                    self._enter(int(waiting[number]), place)
                    some = True
                    break
        return some

    def _levels(self) -> Whole:
        """How many people have to move before there is room at each place; below zero: never."""
        arcs = self.loss == self.price[:, None] - self.price
        level = np.where(self.load < self.room, 0, NEVER)
        front = level == 0
        depth = 0
        while front.any():
            depth += 1
            front = arcs[:, front].any(axis=1) & (level < 0)
            level[front] = depth
        return level

    def _make_room(self, place: int, level: Whole) -> bool:
        """Let people go on, each to a place nearer to room; whether there is room here now."""
        way = [place]
        while way:
            here = way[-1]
            if self.load[here] < self.room[here]:
                way.pop()
                if not way:
                    return True
                self._move(way[-1], here)
                continue
            onward = self.loss[here] == self.price[here] - self.price
            nearer = (level == level[here] - 1) & (level >= 0)
            steps = np.flatnonzero(onward & nearer)
            if steps.size:
                way.append(int(steps[0]))
            else:
                level[here] = NEVER
                way.pop()
        return False

    def _move(self, place: int, other: int) -> None:
        crowd = np.fromiter(self.members[place], np.int64)
        lost = self.worth[crowd, place] - self.worth[crowd, other]
        who = int(crowd[lost == self.loss[place, other]].min())
        self.members[place].discard(who)
        self.load[place] -= 1
        self._weigh(place)
        self._enter(who, other)

    def _enter(self, who: int, place: int) -> None:
        self.at[who] = place
        self.members[place].add(who)
        self.load[place] += 1
        mine = self.worth[who, place] - self.worth[who]
        np.minimum(self.loss[place], mine, out=self.loss[place])

    def _weigh(self, place: int) -> None:
        crowd: Whole = np.fromiter(self.members[place], np.int64)
        if not crowd.size:
            self.loss[place] = _FAR
            return
        rows = self.worth[crowd]
        self.loss[place] = (rows[:, [place]] - rows).min(axis=0)
