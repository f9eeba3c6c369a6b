"""What was chosen so far, seen as a whole; and two offers that would go together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.core.time import today
from meedoen.core.ui import Overlay, Week
from meedoen.matching import rules
from meedoen.matching.access import Chosen, Listed
from meedoen.matching.pages.cards import Card
from meedoen.matching.pages.records import Then, changes
from meedoen.matching.rules import OfferFacts, Pair, PersonFacts, RuleSet, Suggestion
from meedoen.offers import rules as offer_rules
from meedoen.offers.choices import Side


@dataclass(frozen=True)
class Line:
    """One choice in the package."""

    id: UUID
    offer: OfferFacts
    side: str
    when: str
    chosen_at: datetime
    # What is otherwise now than it was then, and what does not fit any more.
    changed: list[Then] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)

    @property
    def asks_attention(self) -> bool:
        """Whether somebody should look again at this choice."""
        return bool(self.changed or self.misfits)


@dataclass(frozen=True)
class Package:
    """What was chosen so far, seen as a whole (R49)."""

    choices: list[Line]
    has_language: bool
    has_participation: bool
    is_dual: bool
    clashes: list[str]
    clash: int
    free: int | None
    overlays: list[Overlay]

    @property
    def asks_attention(self) -> bool:
        """Whether something has changed since one of these was chosen."""
        return any(line.asks_attention for line in self.choices)

    @property
    def week(self) -> Week:
        """The free day-parts; as long as nobody asked, those of the offers."""
        if self.free is not None:
            return Week(self.free)
        mask = 0
        for overlay in self.overlays:
            mask |= overlay.mask
        return Week(mask)

    @property
    def missing(self) -> str:
        """What a dual package still asks, in words; a suggestion and no duty."""
        if self.is_dual or not self.choices:
            return ""
        if not self.has_language:
            return _("Nog geen taal. Een pakket is duaal als taal en meedoen samengaan.")
        if not self.has_participation:
            return _("Nog geen meedoen. Een pakket is duaal als taal en meedoen samengaan.")
        return _("Taal en meedoen lopen niet in dezelfde periode. Zo is het pakket niet duaal.")


@dataclass(frozen=True)
class Proposal:
    """Two offers that go together, with why."""

    pair: Pair
    language: Card
    participation: Card

    @property
    def cards(self) -> tuple[Card, Card]:
        return self.language, self.participation

    @property
    def week(self) -> Week:
        """The free day-parts; as long as nobody asked, those of the offers."""
        one, other = self.pair.offers
        free = self.language.weighed.person.free
        return Week(one.day_parts | other.day_parts if free is None else free)

    @property
    def overlays(self) -> list[Overlay]:
        """Both offers over the week of the participant."""
        return [Overlay(offer.name, offer.day_parts) for offer in self.pair.offers]


def proposals(
    suggested: Sequence[Suggestion], chosen: Sequence[Suggestion], listed: Mapping[str, Listed],
    *, roads: rules.Roads,
) -> list[Proposal]:  # fmt: skip
    """The best packages of two; when one side is chosen already, with that one."""
    language, taking_part = rules.sides(suggested)
    has_language, has_taking_part = rules.sides(chosen)
    if (has_language and has_taking_part) or len(chosen) > len(has_language + has_taking_part):
        return []
    pairs = rules.packages(has_language or language, has_taking_part or taking_part, roads=roads)
    return [
        Proposal(
            pair,
            Card(listed[pair.language.offer.id], pair.language),
            Card(listed[pair.participation.offer.id], pair.participation),
        )
        for pair in pairs
    ]


def package(
    choices: Sequence[Chosen], *, person: PersonFacts, held: RuleSet | None = None
) -> Package:
    """The chosen offers together: dual or not, where their times clash, and what has changed."""
    free = person.free
    chosen = [choice.offer for choice in choices]
    clashes = [
        (one, other, clash.overlap)
        for one, other in combinations(chosen, 2)
        for clash in offer_rules.clashes(one.timetable, other.timetable)
    ]
    return Package(
        choices=[_line(choice, person, held or rules.STANDARD) for choice in choices],
        has_language=any(offer.side != Side.PARTICIPATION for offer in chosen),
        has_participation=any(offer.side != Side.LANGUAGE for offer in chosen),
        is_dual=offer_rules.is_dual([(offer.side, offer.timetable) for offer in chosen]),
        clashes=[
            _("%(one)s en %(other)s vallen samen op %(when)s.")
            % {"one": one.name, "other": other.name, "when": offer_rules.schedule_text([moment])}
            for one, other, moment in clashes
        ],
        clash=offer_rules.day_parts(moment for _one, _other, moment in clashes),
        free=free,
        overlays=[Overlay(offer.name, offer.day_parts) for offer in chosen],
    )


def _line(choice: Chosen, person: PersonFacts, held: RuleSet) -> Line:
    weighed = rules.weigh(person, choice.offer, today=today(), rules=held)
    known = dict(rules.person_in_words(person))
    then = choice.then
    changed = changes(then, known, choice.offer) if then else []
    # What did not fit then either was chosen all the same, with a reason.
    broken = {one["code"] for one in then["reasons"] if one["verdict"] == "misfit"} if then else ()
    return Line(
        id=choice.id,
        offer=choice.offer,
        side=str(Side(choice.offer.side).label),
        when=offer_rules.schedule_text(choice.offer.slots) or _("op afspraak"),
        chosen_at=choice.chosen_at,
        changed=changed,
        misfits=[one.words for one in weighed.misfits if one.code not in broken],
    )
