"""What each phase asks, for somebody who is new."""

from dataclasses import dataclass

from meedoen.core.errors import Words
from meedoen.journeys.rules import CONDITIONS, Phase, Road
from meedoen.workflow.rules.numbers import is_before_binding
from meedoen.workflow.rules.versions import paper_names, role_name


@dataclass(frozen=True)
class Told:
    """One phase in words: who, what has to be done, which papers, and what comes next."""

    phase: Phase
    role: str
    steps: list[Words]
    before: list[Words]
    papers: str
    following: str
    comes_in: str
    is_free: bool


def told(road: Road) -> list[Told]:
    """Every phase of a road in words, in order."""
    start = road.index[road.start]
    lines = []
    for place, phase in enumerate(road.phases):
        following = road.phases[place + 1] if place + 1 < len(road.phases) else None
        earlier = road.phases[place - 1] if place > start else None
        lines.append(
            Told(
                phase=phase,
                role=role_name(phase.role),
                steps=[CONDITIONS[name].todo for name in phase.leave],
                before=[CONDITIONS[name].todo for name in phase.enter],
                papers=paper_names(phase.papers),
                following=str(following.label) if following else "",
                comes_in=str(earlier.label) if earlier else "",
                is_free=is_before_binding(road, phase.code),
            )
        )
    return lines
