"""Who would suit somebody best, and why: reasons in sentences, never only a number.

Every reason has points, all of them in `POINTS`. Equal points: who is least full comes first,
then the name, then the id; so the same question always has the same answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _, gettext_lazy as _lazy

from meedoen.accounts.choices import Role
from meedoen.coaching.rules.facts import DEPUTY, FIXED, Away, Candidate, Need
from meedoen.coaching.rules.weighing import Words, as_people
from meedoen.core.time import dutch_date
from meedoen.teams.choices import Category

POINTS = {
    "was_fixed": 40,
    "was_deputy": 20,
    "area": 25,
    "everywhere": 8,
    "language": 20,
    "skill": 15,
    "team": 15,
    "role": 20,
    "leads": -30,
    "room": 30,
    "full": -40,
    "away_soon": -15,
}
TOLD: Mapping[str, Words] = {
    "was_fixed": _lazy("was eerder de vaste contactpersoon"),
    "was_deputy": _lazy("heeft al eens waargenomen"),
    "area": _lazy("werkt in de wijk van de deelnemer"),
    "everywhere": _lazy("heeft geen vaste wijk en is overal inzetbaar"),
    "language": _lazy("spreekt een taal van de deelnemer"),
    "skill": _lazy("doet een taak die nu past, per taak"),
    "team": _lazy("zit in het team van de deelnemer"),
    "role": _lazy(
        "is participatiecoach (vrijwillige deelnemer) of consulent (verplichte deelnemer)"
    ),
    "leads": _lazy("geeft leiding en is geen coach of consulent"),
    "room": _lazy("heeft alle ruimte; naarmate er minder ruimte is, minder punten"),
    "full": _lazy("zit vol"),
    "away_soon": _lazy("is binnen vier weken een tijd afwezig"),
}
GUIDING = frozenset({Role.PARTICIPATION_COACH, Role.CONSULTANT})
Say = Callable[[], str]
Order = tuple[bool, int, int, str, str]
SOON = timedelta(days=28)
NEARLY_FULL = 900


@dataclass(frozen=True)
class Judged:
    """One colleague, with everything that speaks for and against."""

    candidate: Candidate
    points: int
    is_away: bool
    _pros: list[Say] = field(default_factory=list, compare=False)
    _cons: list[Say] = field(default_factory=list, compare=False)

    @property
    def pros(self) -> list[str]:
        """What speaks for them; put into words when somebody reads it."""
        return [say() for say in self._pros]

    @property
    def cons(self) -> list[str]:
        """What to look at before choosing them."""
        return [say() for say in self._cons]

    @property
    def can_be_proposed(self) -> bool:
        """Who is away can be chosen, but is never the proposal."""
        return not self.is_away


class _Scale:
    """Collects the reasons."""

    def __init__(self) -> None:
        self.points = 0
        self.pros: list[Say] = []
        self.cons: list[Say] = []

    def add(self, reason: str, say: Say) -> None:
        points = POINTS[reason]
        self.points += points
        (self.pros if points > 0 else self.cons).append(say)


def judge(need: Need, candidate: Candidate, *, on: date, languages: Mapping[str, str]) -> Judged:
    """What speaks for and against this colleague. `languages` holds the names of codes."""
    scale = _Scale()
    _weigh_acquaintance(scale, need, candidate)
    _weigh_place(scale, need, candidate)
    _weigh_language(scale, need, candidate, languages)
    for skill, words in need.skills.items():
        if skill in candidate.skills:
            scale.add("skill", words.__str__)
    if need.team is not None and need.team in candidate.teams:
        scale.add("team", lambda: _("Zit in het team van deze deelnemer."))
    _weigh_role(scale, need, candidate)
    _weigh_room(scale, candidate)
    _weigh_absence(scale, candidate, on=on)
    return Judged(candidate, scale.points, candidate.is_away(on), scale.pros, scale.cons)


def propose(
    need: Need, candidates: Sequence[Candidate], *, on: date, languages: Mapping[str, str]
) -> list[Judged]:
    """Everybody who may be it, best first; who is away comes last whatever speaks for them."""
    judged = [judge(need, one, on=on, languages=languages) for one in candidates]
    return sorted(judged, key=order)


def order(one: Judged) -> Order:
    """Where somebody stands on the list; nobody stands in the same place."""
    who = one.candidate
    return one.is_away, -one.points, who.filled, who.name, str(who.id)


def best(judged: Sequence[Judged]) -> Judged | None:
    """The proposal: the first, unless everybody is away."""
    return next((one for one in judged if one.can_be_proposed), None)


def _weigh_acquaintance(scale: _Scale, need: Need, candidate: Candidate) -> None:
    known = need.known_by.get(candidate.id)
    if known == FIXED:
        scale.add("was_fixed", lambda: _("Was eerder de vaste contactpersoon van deze deelnemer."))
    elif known == DEPUTY:
        scale.add("was_deputy", lambda: _("Heeft waargenomen voor deze deelnemer."))


def _weigh_place(scale: _Scale, need: Need, candidate: Candidate) -> None:
    if need.neighbourhood is None:
        return
    told = {"area": need.neighbourhood_name}
    if need.neighbourhood in candidate.areas:
        scale.add("area", lambda: _("Werkt in %(area)s.") % told)
    elif not candidate.areas:
        scale.add("everywhere", lambda: _("Heeft geen vaste wijk en is overal inzetbaar."))
    else:
        scale.cons.append(lambda: _("Werkt niet in %(area)s.") % told)


def _weigh_language(
    scale: _Scale, need: Need, candidate: Candidate, languages: Mapping[str, str]
) -> None:
    shared = sorted(languages.get(one, one) for one in need.languages & candidate.languages)
    if shared:
        scale.add("language", lambda: _("Spreekt %(language)s.") % {"language": _and(shared)})
    elif need.has_interpreter:
        scale.cons.append(lambda: _("Spreekt de taal niet; een tolk blijft nodig."))


def _weigh_role(scale: _Scale, need: Need, candidate: Candidate) -> None:
    """Participation coaches are there for who takes part by choice (R83)."""
    if need.category == Category.VOLUNTARY and Role.PARTICIPATION_COACH in candidate.roles:
        scale.add("role", lambda: _("Is participatiecoach, en deze deelnemer doet vrijwillig mee."))
    elif need.category == Category.MANDATORY and Role.CONSULTANT in candidate.roles:
        scale.add(
            "role", lambda: _("Is consulent, en deze deelnemer is verplicht om in te burgeren.")
        )
    elif candidate.roles and not candidate.roles & GUIDING:
        scale.add("leads", lambda: _("Geeft leiding en begeleidt meestal zelf niemand."))


def _weigh_room(scale: _Scale, candidate: Candidate) -> None:
    filled = candidate.filled

    def told(words: str) -> str:
        return words % {"load": as_people(candidate.load), "room": as_people(candidate.room)}

    if filled >= 1000:
        scale.add("full", lambda: told(_("Zit vol: %(load)s van %(room)s.")))
        return
    scale.points += POINTS["room"] * (1000 - filled) // 1000
    if filled >= NEARLY_FULL:
        scale.cons.append(lambda: told(_("Zit bijna vol: %(load)s van %(room)s.")))
    else:
        scale.pros.append(lambda: told(_("Heeft ruimte: %(load)s van %(room)s.")))


def _weigh_absence(scale: _Scale, candidate: Candidate, *, on: date) -> None:
    away = candidate.away
    if away is None:
        return
    if candidate.is_away(on):
        scale.cons.append(lambda: away_words(away, on=on))
    elif on < away.since <= on + SOON:
        scale.add("away_soon", lambda: away_words(away, on=on))


def away_words(away: Away, *, on: date) -> str:
    """`Is afwezig tot 12 december 2026.`: when, and never why."""
    since, until = dutch_date(away.since), dutch_date(away.until)
    if away.since > on:
        if not until:
            return _("Is afwezig vanaf %(since)s.") % {"since": since}
        return _("Is afwezig van %(since)s tot %(until)s.") % {"since": since, "until": until}
    if not until:
        return _("Is afwezig. Nog niet bekend is tot wanneer.")
    return _("Is afwezig tot %(until)s.") % {"until": until}


def _and(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
