"""The road as pure decisions: which phase follows from which facts, and what binds whom.

A flow definition is data (`flows/*.json`); its conditions are names of the rules below.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.journeys.choices import DONE_ANEW, Exit, Fact
from meedoen.teams.choices import Category

Words = str | Promise


@dataclass(frozen=True)
class Facts:
    """What is known of a journey when its phase is decided."""

    category: str
    done: frozenset[str] = frozenset()
    is_bound: bool = False
    has_coach: bool = False


@dataclass(frozen=True)
class Condition:
    """A named rule: whether it holds, and what still has to be done when it does not."""

    holds: Callable[[Facts], bool]
    todo: Words


def _done(fact: Fact) -> Callable[[Facts], bool]:
    return lambda facts: fact in facts.done


CONDITIONS: dict[str, Condition] = {
    "intake_started": Condition(_done(Fact.INTAKE_STARTED), _("Begin de intake.")),
    "intake_completed": Condition(_done(Fact.INTAKE_COMPLETED), _("Rond de intake af.")),
    "language_measured": Condition(_done(Fact.LANGUAGE_MEASURED), _("Leg het taalniveau vast.")),
    "ladder_measured": Condition(
        _done(Fact.LADDER_MEASURED), _("Vul samen de participatieladder in.")
    ),
    "advice_given": Condition(_done(Fact.ADVICE_GIVEN), _("Schrijf het advies met de kernvraag.")),
    "advice_approved": Condition(
        _done(Fact.ADVICE_APPROVED), _("Laat de teamleider het advies goedkeuren.")
    ),
    "coach_assigned": Condition(
        lambda facts: facts.has_coach, _("Wijs een vaste contactpersoon toe.")
    ),
    "plan_proposed": Condition(_done(Fact.PLAN_PROPOSED), _("Leg het plan voor.")),
    "plan_accepted": Condition(_done(Fact.PLAN_ACCEPTED), _("Vraag of het plan past.")),
    "is_bound": Condition(lambda facts: facts.is_bound, _("Laat de overeenkomst tekenen.")),
    "first_part_started": Condition(
        _done(Fact.FIRST_PART_STARTED), _("Meld wanneer het eerste onderdeel begint.")
    ),
    "closing_started": Condition(_done(Fact.CLOSING_STARTED), _("Plan het eindgesprek.")),
    "closing_held": Condition(_done(Fact.CLOSING_HELD), _("Houd het eindgesprek.")),
    "aftercare_done": Condition(_done(Fact.AFTERCARE_DONE), _("Rond de nazorg af.")),
}


@dataclass(frozen=True)
class Phase:
    """One phase of the road, as the definition describes it."""

    code: str
    label: str
    explanation: str = ""
    role: str = ""
    enter: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    term_days: int | None = None
    papers: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Road:
    """A flow definition, read."""

    route: str
    version: int
    start: str
    phases: tuple[Phase, ...]
    index: Mapping[str, int] = field(default_factory=dict)

    def phase(self, code: str) -> Phase:
        """The phase with this code."""
        return self.phases[self.index[code]]

    def walked_from_start(self) -> tuple[Phase, ...]:
        """The phases of a journey; those before registration belong to outreach."""
        return self.phases[self.index[self.start] :]

    def asks(self, condition: str) -> bool:
        """Whether somewhere on this road nobody goes on without this."""
        return any(condition in (*phase.enter, *phase.leave) for phase in self.phases)

    def before(self, code: str) -> tuple[Phase, ...]:
        """The phases somebody in this phase may go back to."""
        return self.phases[self.index[self.start] : self.index[code]]


def phases_of(roads: Iterable[Road]) -> list[tuple[str, str]]:
    """Code and label of the phases of these roads, each once, in the order they are walked."""
    found: dict[str, str] = {}
    for road in roads:
        for phase in road.walked_from_start():
            found.setdefault(phase.code, phase.label)
    return list(found.items())


def read_road(definition: Mapping[str, Any]) -> Road:
    """A definition as a road, without what this version leaves out.

    KeyError or ValueError tells what is wrong with it.
    """
    phases = tuple(
        Phase(
            code=one["code"],
            label=one["label"],
            explanation=one.get("explanation", ""),
            role=one.get("role", ""),
            enter=tuple(one.get("enter", ())),
            leave=tuple(one.get("leave", ())),
            term_days=one.get("term_days"),
            papers=tuple(one.get("papers") or filter(None, [one.get("paper")])),
            optional=one.get("optional", False),
        )
        for one in definition["phases"]
        if not one.get("left_out")
    )
    for phase in phases:
        for name in (*phase.enter, *phase.leave):
            if name not in CONDITIONS:
                raise ValueError(f"phase {phase.code} names the unknown rule {name}")
    index = {phase.code: number for number, phase in enumerate(phases)}
    if len(index) != len(phases) or definition["start"] not in index:
        raise ValueError("phase codes must be unique and hold the start")
    return Road(definition["route"], definition["version"], definition["start"], phases, index)


def phases_ahead(road: Road, *, current: str, facts: Facts) -> list[Phase]:
    """The phases that are entered now, in order, because everything asked for is there."""
    ahead = []
    place = road.index[current]
    while place + 1 < len(road.phases):
        here, following = road.phases[place], road.phases[place + 1]
        if not here.leave or not all(_holds(name, facts) for name in here.leave):
            break
        if not all(_holds(name, facts) for name in following.enter):
            break
        ahead.append(following)
        place += 1
    return ahead


def todo(road: Road, *, current: str, facts: Facts) -> list[Words]:
    """What still has to be done before the road goes on, in the order of the definition."""
    place = road.index[current]
    names = list(road.phases[place].leave)
    if place + 1 < len(road.phases):
        names += [name for name in road.phases[place + 1].enter if name not in names]
    return [CONDITIONS[name].todo for name in names if not _holds(name, facts)]


def facts_to_withdraw(road: Road, *, to: str) -> set[str]:
    """The facts that must come about anew when somebody goes back to this phase."""
    asked = {name for phase in road.phases[road.index[to] :] for name in phase.leave}
    return {fact.value for fact in DONE_ANEW if fact.value in asked}


def is_on_trajectory(facts: Facts) -> bool:
    """Op traject gezet (R105): plan accepted, agreement signed where needed, first part started."""
    return (
        Fact.PLAN_ACCEPTED in facts.done
        and facts.is_bound
        and Fact.FIRST_PART_STARTED in facts.done
    )


def may_oblige(*, category: str, is_bound: bool) -> bool:
    """R9: a voluntary participant owes nothing until the agreement is signed."""
    return is_bound or category == Category.MANDATORY


def days_between(entered: datetime, left: datetime) -> int:
    """How many days somebody was in a phase; entered and left on one day is none."""
    return (left.date() - entered.date()).days


def exit_problem(reason: str, *, is_bound: bool) -> Words:
    """Why this exit does not fit, or nothing. Before signing, leaving is always neutral (R9)."""
    if reason == Exit.DROPPED_OUT and not is_bound:
        return _("Uitval bestaat hier niet: er is niets getekend. Kies een neutrale reden.")
    if reason == Exit.WITHDRAWN and is_bound:
        return _("De overeenkomst is al getekend. Kies een andere reden.")
    return ""


def _holds(name: str, facts: Facts) -> bool:
    return CONDITIONS[name].holds(facts)
