"""Sharing out the people of one colleague: a deputy or another contact person for each."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoen.accounts.models import User
from meedoen.coaching import access, rules
from meedoen.coaching.pages.candidates import candidates, language_names, needs
from meedoen.core.time import today
from meedoen.journeys.models import Journey, JourneyQuerySet
from meedoen.teams.models import Absence

AT_ONCE = 50
# So many colleagues can be chosen for each, best first; the others on request.
SHOWN = 24


@dataclass(frozen=True)
class Line:
    """One participant on the list, with who is proposed and why."""

    journey_id: UUID
    participant_id: UUID
    name: str
    neighbourhood: str
    phase: str
    proposed: UUID | None
    reasons: list[str]
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class Sharing:
    """The people of one colleague who still need somebody, so many at a time."""

    colleague: User
    lines: list[Line]
    others: int
    choices: list[tuple[str, str]]
    absence: Absence | None
    away: str
    shows_all: bool

    @property
    def shows_some(self) -> bool:
        """Whether not every colleague stands behind every person."""
        return not self.shows_all and len(self.choices) > SHOWN


def to_cover(colleague: User, *, user: User, shows_all: bool = False) -> Sharing:
    """Who needs a deputy while this colleague is away; those who have one are left out."""
    absence = Absence.objects.filter(user=colleague).not_over(today()).order_by("since").first()
    has_deputy = access.covered().values("journey")
    mine = access.people_of(colleague, user=user).exclude(pk__in=has_deputy)
    on = max(today(), absence.since) if absence else today()
    part = rules.DEPUTY_PART
    return _shared(colleague, mine, absence=absence, on=on, part=part, shows_all=shows_all)


def to_hand_over(colleague: User, *, user: User, shows_all: bool = False) -> Sharing:
    """Who needs another fixed contact person because this colleague leaves or has left."""
    mine = access.people_of(colleague, user=user)
    return _shared(colleague, mine, absence=None, on=today(), part=1, shows_all=shows_all)


def _shared(
    colleague: User, mine: JourneyQuerySet, *, absence: Absence | None, on: date, part: int,
    shows_all: bool,
) -> Sharing:  # fmt: skip
    waiting = mine.select_related("participant__neighbourhood").order_by(
        "participant__sort_name", "pk"
    )
    journeys = list(waiting[: AT_ONCE + 1])
    others = waiting.count() - AT_ONCE if len(journeys) > AT_ONCE else 0
    journeys = journeys[:AT_ONCE]
    able = [one for one in candidates() if one.id != colleague.pk]
    choices = [(str(one.id), one.name) for one in able]
    names, wanted = language_names(), needs(journeys)
    shared = rules.shares(wanted, able, on=on, languages=names, part=part, shown=SHOWN)
    by_id = {one.id: one for one in able}
    lines = []
    for journey in journeys:
        share, reasons = shared[journey.pk], []
        proposed = share.proposed.candidate.id if share.proposed else None
        if proposed:
            judged = rules.judge(wanted[journey.pk], by_id[proposed], on=on, languages=names)
            reasons = [*judged.pros, *judged.cons]
        few = [(str(one.candidate.id), one.candidate.name) for one in share.first]
        offered = choices if shows_all or len(able) <= SHOWN else few
        lines.append(_line(journey, proposed, reasons, offered))
    words = (
        rules.away_words(rules.Away(absence.since, absence.until), on=today()) if absence else ""
    )
    return Sharing(colleague, lines, others, choices, absence, words, shows_all)


def _line(
    journey: Journey, proposed: UUID | None, reasons: list[str], choices: list[tuple[str, str]]
) -> Line:
    place = journey.participant.neighbourhood
    return Line(
        journey_id=journey.pk,
        participant_id=journey.participant_id,
        name=journey.participant.display_name,
        neighbourhood=place.name if place else "",
        phase=str(journey.current_phase.label),
        proposed=proposed,
        reasons=reasons,
        choices=choices,
    )
