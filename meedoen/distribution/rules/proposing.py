"""From a question to a proposal: who goes where, and for each person why, and why not elsewhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext as _, ngettext

from meedoen.distribution.choices import PLACED, Reason
from meedoen.distribution.rules.asking import Question
from meedoen.distribution.rules.solving import NEVER, Whole, solve

Pair = tuple[int, int]
# Sentences about how far off the nearest place is.
NEAREST = 2


@dataclass(frozen=True)
class Proposed:
    """One person: the place (`NEVER` for none), how it came, and what the pair scores."""

    place: int
    reason: Reason
    score: int = 0


@dataclass(frozen=True)
class Proposal:
    """Everybody, in the order of the list; `best` holds what each person scores at each place."""

    everybody: list[Proposed]
    best: Whole
    room: list[int]
    forbidden: frozenset[Pair] = frozenset()

    @property
    def served(self) -> int:
        """How many have a place."""
        return sum(one.reason in PLACED for one in self.everybody)

    @property
    def total(self) -> int:
        """The sum of what the places score for who has them."""
        return sum(one.score for one in self.everybody)


def propose(
    question: Question, *, fixed: Mapping[int, int] | None = None,
    forbidden: Collection[Pair] = (),
) -> Proposal:  # fmt: skip
    """The best distribution in which fixed pairs stand and forbidden pairs do not occur.

    A fixed pair that breaks a hard rule by now, or finds no room, leaves the person without a
    place: what people decided is never replaced by something else without their knowing.
    """
    fixed, barred = fixed or {}, frozenset(forbidden)
    columns = np.array(question.columns, np.int64)
    scores, room = question.scores.copy(), list(question.room)
    best = per_place(question, scores)
    everybody: list[Proposed | None] = [None] * len(scores)
    for person, place in sorted(fixed.items()):
        everybody[person] = _fix(question.allowed[person], place, columns, room)
    for person, place in barred:
        scores[person, columns == place] = NEVER
    free = [person for person, one in enumerate(everybody) if one is None]
    found = solve(scores[free], room)
    for person, column in zip(free, found.at.tolist(), strict=True):
        everybody[person] = (
            Proposed(int(columns[column]), Reason.BEST, int(scores[person, column]))
            if column >= 0
            else Proposed(NEVER, _why_not(person, best, scores))
        )
    return Proposal([one for one in everybody if one], best, _rooms(question), barred)


def per_place(question: Question, scores: Whole) -> Whole:
    """What each person scores at each place at best; a place without room fits nobody."""
    best = np.full((len(scores), len(question.names)), NEVER, np.int64)
    for column, place in enumerate(question.columns):
        np.maximum(best[:, place], scores[:, column], out=best[:, place])
    return best


def _fix(row: Whole, place: int, columns: Whole, room: list[int]) -> Proposed:
    mine = np.flatnonzero(columns == place)
    if not mine.size:
        return Proposed(NEVER, Reason.FIX_FULL)
    if row[mine].max() < 0:
        return Proposed(NEVER, Reason.FIX_MISFIT)
    for column in mine:
        if room[column] > 0:
            room[column] -= 1
            return Proposed(place, Reason.FIXED, int(row[column]))
    return Proposed(NEVER, Reason.FIX_FULL)


def _why_not(person: int, best: Whole, scores: Whole) -> Reason:
    if (scores[person] >= 0).any():
        return Reason.FULL
    return Reason.MARKED if (best[person] >= 0).any() else Reason.NO_FIT


def _rooms(question: Question) -> list[int]:
    room = [0] * len(question.names)
    for place, people in zip(question.columns, question.room, strict=True):
        room[place] += people
    return room


@dataclass(frozen=True)
class Why:
    """Why somebody has this place and no other, in sentences."""

    fits: list[str] = field(default_factory=list)
    look_outs: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)


def explain(question: Question, proposal: Proposal, person: int) -> Why:
    """What speaks for the place of this person, and why the next best place is not theirs."""
    one = proposal.everybody[person]
    row = proposal.best[person]
    if one.reason not in PLACED:
        return Why(otherwise=_without(question, proposal, person))
    said = question.say(person, one.place)
    others = [place for place in np.argsort(-row, kind="stable").tolist() if place != one.place]
    next_best = next((place for place in others if row[place] >= 0), None)
    if one.reason == Reason.FIXED:
        told = [_("Met de hand op deze plek vastgezet.")]
    elif next_best is None:
        told = [_("Dit is de enige plek die past bij wat nu bekend is.")]
    else:
        told = [_next_best(question, proposal, person, next_best)]
    return Why(said.fits, said.look_outs, told)


def _next_best(question: Question, proposal: Proposal, person: int, other: int) -> str:
    one, row = proposal.everybody[person], proposal.best[person]
    told = {
        "place": question.names[other], "score": int(row[other]),
        "own": int(row[one.place]), "own_place": question.names[one.place],
    }  # fmt: skip
    if (person, other) in proposal.forbidden:
        return _("Niet bij %(place)s: dat is met de hand uitgesloten.") % told
    if row[other] > row[one.place]:
        return (
            _("%(place)s past beter (%(score)d tegen %(own)d punten), maar zo is er voor "
              "meer mensen een plek die past, of past het samen beter.") % told
        )  # fmt: skip
    if row[other] == row[one.place]:
        return _("%(place)s past even goed (%(score)d punten). Zo komt het samen het best uit.") % (
            told
        )
    return _("Het eerstvolgende is %(place)s (%(score)d tegen %(own)d punten).") % told


def _without(question: Question, proposal: Proposal, person: int) -> list[str]:
    """Why there is no place for this person, and what comes nearest."""
    one, row = proposal.everybody[person], proposal.best[person]
    suited = np.flatnonzero(row >= 0).tolist()
    if one.reason == Reason.FULL:
        able = [place for place in suited if (person, place) not in proposal.forbidden]
        able.sort(key=lambda place: (-row[place], place))
        words = ngettext(
            "Er past %(number)d plek, maar die is vol: %(places)s.",
            "Er passen %(number)d plekken, maar die zijn vol: %(places)s.",
            len(able),
        )
        return [words % {"number": len(able), "places": _listed(question.names, able)}]
    if one.reason == Reason.MARKED:
        told = {"places": _listed(question.names, suited)}
        return [_("Wat past is met de hand uitgesloten: %(places)s.") % told]
    if one.reason in (Reason.FIX_FULL, Reason.FIX_MISFIT):
        return [_("Deze plek is met de hand gekozen, maar kan nu niet. Kies opnieuw.")]
    return _nearest(question, person)


def _nearest(question: Question, person: int) -> list[str]:
    """The places of which least is in the way, with what would have to change."""
    with_room = sorted(set(question.columns))
    said = [(place, question.say(person, place).broken) for place in with_room]
    near = sorted((len(broken), place, broken) for place, broken in said if broken)
    return [
        _("Het dichtst bij: %(place)s. %(why)s")
        % {"place": question.names[place], "why": " ".join(broken)}
        for _number, place, broken in near[:NEAREST]
    ]


def _listed(names: Sequence[str], places: Sequence[int], most: int = 4) -> str:
    told = ", ".join(names[place] for place in places[:most])
    if len(places) <= most:
        return told
    return _("%(places)s en nog %(number)d") % {"places": told, "number": len(places) - most}
