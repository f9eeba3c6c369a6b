"""A round as a question for the rules: the facts of now of everybody and every place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from meedoen.coaching import pages as coaching
from meedoen.core.time import today
from meedoen.distribution.choices import MarkKind
from meedoen.distribution.models import Entry, Mark, Place, Round
from meedoen.matching import access as matching
from meedoen.matching.rules import as_json
from meedoen.offers.models import Session

if TYPE_CHECKING:
    from meedoen.distribution.rules.asking import Question


Built = tuple["Question", list[dict[str, Any]], str]


@dataclass(frozen=True)
class Asked:
    """A question, with who and what its rows and places are, and what people decided beforehand."""

    question: "Question"
    entries: list[Entry]
    places: list[Place]
    facts: list[dict[str, Any]]
    fixed: dict[int, int]
    forbidden: list[tuple[int, int]]
    # The version of the rules of matching that was asked; a round for coaches asks none.
    rules: str


def ask(
    one: Round,
    entries: Sequence[Entry],
    *,
    places: Sequence[Place] | None = None,
    with_marks: bool = True,
) -> Asked:
    """What is asked for these people: the same few queries for ten or ten thousand.

    What was really given away already is no longer there to give.
    """
    if places is None:
        related = ("offer__organisation", "offer__neighbourhood", "coach")
        rows = Place.objects.filter(round=one).with_given().select_related(*related)
        places = list(rows.order_by("number").prefetch_related(_with_sessions()))
    room = [max(place.room - place.given, 0) for place in places]
    build = _groups if one.is_for_groups else _coaches
    question, facts, rules = build(entries, places, room)
    fixed, forbidden = _marks(one, entries, places) if with_marks else ({}, [])
    return Asked(question, list(entries), list(places), facts, fixed, forbidden, rules)


def _with_sessions() -> Prefetch[str]:
    moments = Session.objects.order_by("weekday", "starts_at")
    return Prefetch("offer__sessions", queryset=moments, to_attr="_sessions")


def _groups(entries: Sequence[Entry], places: Sequence[Place], room: Sequence[int]) -> Built:
    from meedoen.distribution.rules.groups import Groups

    held = matching.held()
    known = matching.people_facts([entry.journey for entry in entries], far=held.far)
    people = [known[entry.journey_id] for entry in entries]
    offers = [matching.offer_facts(place.offer) for place in places if place.offer]
    question = Groups(people, offers, room, today=today(), rules=held.rules)
    return question, [as_json(one) for one in people], held.rules.name


def _coaches(entries: Sequence[Entry], places: Sequence[Place], room: Sequence[int]) -> Built:
    from meedoen.distribution.rules.coaches import Coaches, as_facts

    known = coaching.needs([entry.journey for entry in entries])
    needs = [known[entry.journey_id] for entry in entries]
    able = {one.id: one for one in coaching.candidates()}
    # Who no longer guides anybody has no room; the place stays on the list.
    here = [(place, able.get(place.coach_id)) for place in places if place.coach_id]
    question = Coaches(
        needs,
        [one or _gone(place) for place, one in here],
        [left if one else 0 for left, (_place, one) in zip(room, here, strict=True)],
        on=today(),
        languages=coaching.language_names(),
    )
    return question, [as_facts(one) for one in needs], ""


def _gone(place: Place) -> Any:
    from meedoen.coaching.rules import Candidate

    assert place.coach is not None
    return Candidate(place.coach.pk, place.coach.name)


def _marks(
    one: Round, entries: Sequence[Entry], places: Sequence[Place]
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    rows = {entry.pk: number for number, entry in enumerate(entries)}
    columns = {place.pk: number for number, place in enumerate(places)}
    fixed: dict[int, int] = {}
    forbidden = []
    marks = Mark.objects.standing().filter(entry__round=one).order_by("pk")
    for entry, place, kind in marks.values_list("entry", "place", "kind"):
        if entry not in rows or place not in columns:
            continue
        if kind == MarkKind.FIX:
            fixed[rows[entry]] = columns[place]
        else:
            forbidden.append((rows[entry], columns[place]))
    return fixed, forbidden
