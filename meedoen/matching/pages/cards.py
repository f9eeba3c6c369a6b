"""One offer on a page: what, where, when, why it fits and what to look out for."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from meedoen.core.time import short_date
from meedoen.core.ui import Overlay, Week
from meedoen.matching.access import Listed
from meedoen.matching.choices import Verdict
from meedoen.matching.rules import OfferFacts, Reason, Suggestion
from meedoen.offers import rules as offer_rules
from meedoen.offers.choices import DualForm, Kind, Side

MAIN_WEIGHT = 2


@dataclass(frozen=True)
class Card:
    """One offer with why it fits and what to look out for, in words once somebody reads it."""

    listed: Listed
    weighed: Suggestion

    @property
    def id(self) -> str:
        return self.offer.id

    @property
    def offer(self) -> OfferFacts:
        return self.listed.facts

    @property
    def kind(self) -> str:
        return str(Kind(self.offer.kind).label)

    @property
    def side(self) -> str:
        return str(Side(self.offer.side).label)

    @property
    def dual_form(self) -> str:
        """How language and taking part go together there; nothing when they do not."""
        return str(DualForm(self.listed.dual_form).label) if self.listed.dual_form else ""

    @property
    def when(self) -> str:
        """Days and times, and the period when that is known."""
        words = offer_rules.schedule_text(self.offer.slots) or _("op afspraak")
        if not (self.offer.starts_on and self.offer.ends_on):
            return words
        days = {"begin": short_date(self.offer.starts_on), "eind": short_date(self.offer.ends_on)}
        return words + ", " + _("%(begin)s tot en met %(eind)s") % days

    @property
    def where(self) -> str:
        return ", ".join(filter(None, (self.offer.organisation, self.listed.address)))

    @cached_property
    def fits(self) -> list[Reason]:
        """Why it fits, the heaviest reason first."""
        return self.weighed.fits

    @property
    def main(self) -> list[Reason]:
        """The reasons that make the difference: wishes that weigh, and that the times suit."""
        return [one for one in self.fits if is_main(one)]

    @property
    def other(self) -> list[Reason]:
        """What fits as well, for who wants to know all of it."""
        return [one for one in self.fits if not is_main(one)]

    @property
    def wishes(self) -> list[Reason]:
        """The wishes it serves that weigh, for a short list."""
        return [one for one in self.fits if one.weight >= MAIN_WEIGHT]

    @property
    def wished(self) -> list[Reason]:
        """The wish that something left out would serve: a reason to make it fit."""
        return self.weighed.said(Verdict.FITS, code="theme")

    @property
    def look_outs(self) -> list[Reason]:
        return self.weighed.look_outs

    @property
    def misfits(self) -> list[Reason]:
        return self.weighed.misfits

    @property
    def week(self) -> Week | None:
        """The free parts of the week, when there is something to lay over them."""
        free = self.weighed.person.free
        return Week(free) if free is not None and self.offer.day_parts else None

    @property
    def overlay(self) -> list[Overlay]:
        """The offer over the week of the participant."""
        return [Overlay(self.offer.name, self.offer.day_parts)]


def is_main(reason: Reason) -> bool:
    """Whether this makes the difference: a wish that weighs, or that the times suit."""
    return reason.weight >= MAIN_WEIGHT or reason.code == "free_time"
