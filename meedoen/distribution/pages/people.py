"""The people at one place, the people without one, and one person with everything possible."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from meedoen.accounts.models import User
from meedoen.distribution import access
from meedoen.distribution.choices import MarkKind
from meedoen.distribution.models import Entry, Mark, Outcome, Place, Placing, Round, Settled

PAGE = 100
SUITED_SHOWN, OTHER_SHOWN = 12, 8


@dataclass(frozen=True)
class Line:
    """One person as a proposal shows them."""

    placing: Placing
    fixed: Mark | None = None

    @property
    def entry(self) -> Entry:
        return self.placing.entry

    @property
    def name(self) -> str:
        return self.entry.journey.participant.display_name

    @property
    def fits(self) -> list[str]:
        """What speaks for it, the heaviest first."""
        return list(self.placing.why.get("fits", ()))

    @property
    def look_outs(self) -> list[str]:
        return list(self.placing.why.get("look_outs", ()))

    @property
    def otherwise(self) -> list[str]:
        """Why not elsewhere, or why nowhere."""
        return list(self.placing.why.get("otherwise", ()))


@dataclass(frozen=True)
class PeoplePage:
    """Some people of a round; `after` is where the next page begins."""

    lines: list[Line]
    settled: list[Settled] = field(default_factory=list)
    after: int | None = None

    @property
    def seen(self) -> set[UUID]:
        """Of whom something is shown."""
        shown = {one.entry.journey.participant_id for one in self.lines}
        return shown | {one.entry.journey.participant_id for one in self.settled}


def place_page(place: Place, user: User) -> PeoplePage:
    """Who is proposed at this place, and who was really given it."""
    outcome = access.latest(place.round)
    rows: Sequence[Placing] = ()
    if outcome is not None:
        waiting = access.placings(outcome, user).filter(place=place, entry__settled__isnull=True)
        rows = list(waiting)
    fixed = {
        one.entry_id: one
        for one in access.standing_marks(place.round, user)
        if one.kind == MarkKind.FIX and one.place_id == place.pk
    }
    seen = access.entries_of(place.round, user).values("pk")
    settled = Settled.objects.filter(place=place, entry__in=seen)
    related = ("entry__journey__participant", "decided_by", "placing__place__offer")
    return PeoplePage(
        [Line(one, fixed.get(one.entry_id)) for one in rows],
        list(settled.select_related(*related).order_by("decided_at", "pk")),
    )


def left_page(outcome: Outcome, user: User, *, after: int = 0) -> PeoplePage:
    """Who has no place in this proposal and why, longest waiting first, so many at a time."""
    rows = access.placings(outcome, user).filter(place__isnull=True, entry__settled__isnull=True)
    found = list(rows.filter(entry__number__gt=after)[: PAGE + 1])
    shown = found[:PAGE]
    more = shown[-1].entry.number if len(found) > PAGE else None
    return PeoplePage([Line(one) for one in shown], after=more)


@dataclass(frozen=True)
class Option:
    """One place for one person: what speaks for and against, and whether it can be fixed."""

    place: Place
    score: int
    said: Any
    may_fix: bool
    is_proposed: bool
    mark: Mark | None

    @property
    def suits(self) -> bool:
        """Whether the proposal may use this pair."""
        return self.score >= 0


@dataclass(frozen=True)
class PersonPage:
    """One person in a round, with every place that comes near."""

    line: Line | None
    settled: Settled | None
    marks: list[Mark]
    suited: list[Option]
    others: list[Option]
    more_suited: int
    more_others: int

    @property
    def options(self) -> list[Option]:
        """Everything that can be chosen on this page."""
        return [*self.suited, *self.others]


def person_page(entry: Entry, user: User) -> PersonPage:
    """Why this person has this place, and what else there is, as it is known now."""
    one = entry.round
    placing = access.last_placing(entry)
    marks = [mark for mark in access.standing_marks(one, user) if mark.entry_id == entry.pk]
    options = _options(one, entry, placing, marks)
    suited = [option for option in options if option.suits]
    others = [option for option in options if not option.suits]
    others.sort(key=lambda option: (not option.may_fix, len(option.said.broken)))
    return PersonPage(
        line=Line(placing) if placing else None,
        settled=getattr(entry, "settled", None),
        marks=marks,
        suited=suited[:SUITED_SHOWN],
        others=others[:OTHER_SHOWN],
        more_suited=max(len(suited) - SUITED_SHOWN, 0),
        more_others=max(len(others) - OTHER_SHOWN, 0),
    )


def _options(
    one: Round, entry: Entry, placing: Placing | None, marks: Sequence[Mark]
) -> list[Option]:
    from meedoen.distribution.rules.proposing import per_place

    asked = access.ask(one, [entry], with_marks=False)
    best = per_place(asked.question, asked.question.scores)[0]
    allowed = per_place(asked.question, asked.question.allowed)[0]
    told = {mark.place_id: mark for mark in marks}
    order = sorted(range(len(asked.places)), key=lambda number: (-best[number], number))
    return [
        Option(
            place=asked.places[number],
            score=int(best[number]),
            said=asked.question.say(0, number),
            may_fix=bool(allowed[number] >= 0),
            is_proposed=placing is not None and placing.place_id == asked.places[number].pk,
            mark=told.get(asked.places[number].pk),
        )
        for number in order
    ]
