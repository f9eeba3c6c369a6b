"""The head of every page about one participant: who, with whom, and where on the road."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meedoen.core.time import add_working_days, short_date, today
from meedoen.journeys import access, rules
from meedoen.journeys.models import Binding, Journey, PhaseVisit
from meedoen.participants.models import Participant


@dataclass(frozen=True)
class RoadStep:
    """One phase as the road shows it. `state` is done, now, next or later."""

    code: str
    label: rules.Words
    explanation: rules.Words
    state: str
    when: str
    until: date | None = None


@dataclass(frozen=True)
class Head:
    """What stays on top of every page of a dossier."""

    participant: Participant
    journey: Journey | None
    road: list[RoadStep]
    todo: list[rules.Words]
    is_bound: bool
    is_free: bool
    is_late: bool
    deputy: str = ""

    @property
    def phase(self) -> rules.Words:
        """Where this person is now, in words."""
        if self.journey is None:
            return _("Geen traject")
        if not self.journey.is_open:
            return _("Afgesloten")
        return self.journey.current_phase.label


def head(participant: Participant, journey: Journey | None = None) -> Head:
    """The head of the dossier: one query (two without the journey), whatever the history."""
    journey = journey or access.latest(participant)
    if journey is None:
        return Head(participant, None, [], [], is_bound=False, is_free=False, is_late=False)
    past = access.past_of(journey)
    facts = past.facts
    free = journey.is_open and not rules.may_oblige(
        category=journey.category, is_bound=facts.is_bound
    )
    term = journey.current_phase.term_days
    since = timezone.localtime(journey.entered_phase_at).date()
    late = bool(journey.is_open and term and add_working_days(since, term) < today())
    return Head(
        participant=participant,
        journey=journey,
        road=_road(journey, past.entered),
        todo=rules.todo(journey.road, current=journey.phase, facts=facts)
        if journey.is_open
        else [],
        is_bound=facts.is_bound,
        is_free=free,
        is_late=late,
        deputy=past.deputy,
    )


def _road(journey: Journey, entered: Mapping[str, datetime]) -> list[RoadStep]:
    place = journey.road.index[journey.phase]
    steps = []
    for phase in journey.road.walked_from_start():
        number = journey.road.index[phase.code]
        if number < place or (number == place and not journey.is_open):
            state = "done"
        elif number == place:
            state = "now"
        else:
            state = "next" if number == place + 1 and journey.is_open else "later"
        shown = short_date(entered.get(phase.code)) if number <= place else ""
        until = None
        if state == "now" and phase.term_days:
            since = timezone.localtime(journey.entered_phase_at).date()
            until = add_working_days(since, phase.term_days)
        steps.append(RoadStep(phase.code, phase.label, phase.explanation, state, shown, until))
    return steps


@dataclass(frozen=True)
class History:
    """Everything that happened on the road, latest first."""

    visits: list[PhaseVisit]
    bindings: list[Binding]


def history(journey: Journey) -> History:
    """Phases with dates and who moved, and what bound when."""
    visits = PhaseVisit.objects.filter(journey=journey).select_related("entered_by", "left_by")
    return History(
        visits=list(visits.order_by("-entered_at", "-id")),
        bindings=list(Binding.objects.filter(journey=journey).order_by("-since")),
    )
