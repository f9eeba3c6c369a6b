"""From an offer to people: whom it suits, of those this user may see."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from meedoen.accounts.models import User
from meedoen.core.time import today
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.journeys.rules import phases_of
from meedoen.matching import access, rules
from meedoen.matching.access import Wanted
from meedoen.matching.pages.cards import is_main
from meedoen.matching.rules import Found, Reason
from meedoen.offers.models import Offer

SHOWN, LEFT_OUT_SHOWN, MOST_DRAWN = 15, 10, 100


@dataclass(frozen=True)
class Person:
    """One of the people who wait, with why this suits them."""

    journey: Journey
    found: Found

    @property
    def id(self) -> UUID:
        return self.journey.participant_id

    @property
    def name(self) -> str:
        return self.journey.participant.display_name

    @property
    def place(self) -> str:
        """The neighbourhood somebody lives in, or else where the journey is."""
        area = self.journey.participant.neighbourhood or self.journey.neighbourhood
        return area.name if area else ""

    @property
    def phase(self) -> str:
        return self.journey.current_phase.label

    @property
    def fits(self) -> list[Reason]:
        """The reasons that make the difference."""
        return [one for one in self.found.weighed.fits if is_main(one)]

    @property
    def look_outs(self) -> list[Reason]:
        return self.found.weighed.look_outs

    @property
    def misfits(self) -> list[Reason]:
        return self.found.weighed.misfits


@dataclass(frozen=True)
class People:
    """Whom an offer suits, best first, and whom it does not, least missing first."""

    suits: list[Person]
    suits_total: int
    not_yet: list[Person]
    not_yet_total: int
    looked_at: int
    is_cut_off: bool
    commonest: list[tuple[str, int]]


def phases() -> list[tuple[str, str]]:
    """The phases of all roads, each once, in the order in which they are walked."""
    return phases_of(journeys.current_roads())


def people_for(offer: Offer, user: User, wanted: Wanted, *, show_all: bool = False) -> People:
    """Whom this offer suits: the same few queries for ten people or a thousand."""
    waiting = access.waiting_for(user, offer.pk, wanted)
    held = access.held()
    known = access.facts_of([one.who for one in waiting], far=held.far)
    who = [
        rules.Waiting(
            str(one.who.journey), timezone.localtime(one.since).date(), known[one.who.journey]
        )
        for one in waiting
    ]
    suits, not_yet = rules.people_for(
        access.offer_facts(offer), who, today=today(), rules=held.rules
    )
    first = suits[: MOST_DRAWN if show_all else SHOWN]
    last = not_yet[: MOST_DRAWN if show_all else LEFT_OUT_SHOWN]
    whole = access.waiting_in_full(user, [UUID(one.who.id) for one in (*first, *last)])
    return People(
        suits=_drawn(first, whole),
        suits_total=len(suits),
        not_yet=_drawn(last, whole),
        not_yet_total=len(not_yet),
        looked_at=len(waiting),
        is_cut_off=len(waiting) == access.MOST,
        commonest=_commonest(not_yet),
    )


def _drawn(found: Sequence[Found], whole: Mapping[UUID, Journey]) -> list[Person]:
    """What is shown; who ended or went out of sight in this moment is not."""
    return [Person(whole[pk], one) for one in found if (pk := UUID(one.who.id)) in whole]


def _commonest(not_yet: Sequence[Found]) -> list[tuple[str, int]]:
    """What stands in the way most often, for whoever could make the offer wider."""
    counted = Counter(code for one in not_yet for code in one.weighed.broken)
    titles = ((str(rules.BY_CODE[code].title), number) for code, number in counted.items())
    return sorted(titles, key=lambda one: (-one[1], one[0]))[:3]
