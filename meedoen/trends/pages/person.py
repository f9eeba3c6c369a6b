"""One participant: what does not fit now, what we still look for, and what was pointed out."""

from dataclasses import dataclass
from typing import Any

from meedoen.core.time import today
from meedoen.intake import rules as intake
from meedoen.intake.rules import Notice
from meedoen.journeys.models import Journey
from meedoen.matching import access as matching, rules as match
from meedoen.offers.choices import Theme
from meedoen.participants.models import Participant
from meedoen.trends import access, rules
from meedoen.trends.choices import Missing, Reply, Source
from meedoen.trends.models import Idea, UnmetNeed
from meedoen.trends.pages.inviting import Sent, sent_to


@dataclass(frozen=True)
class Proposal:
    """A wish that nothing serves, with what is missing as matching found it; not yet kept."""

    theme: Theme
    missing: list[Missing]

    @property
    def missing_words(self) -> str:
        return rules.words_of(self.missing)


@dataclass(frozen=True)
class NeedLine:
    """One need as it was written down."""

    need: UnmetNeed
    notices: list[Notice]

    @property
    def is_from_matching(self) -> bool:
        return self.need.source == Source.MATCHING


@dataclass(frozen=True)
class Person:
    """Everything on the page about one participant."""

    proposals: list[Proposal]
    needs: list[NeedLine]
    closed: list[NeedLine]
    invitations: list[Sent]
    ideas: list[Idea]
    replies: list[tuple[str, Any]]


def person(participant: Participant, journey: Journey | None) -> Person:
    """The same few queries, however much was written down."""
    lines = [_line(one) for one in access.needs_of(participant.pk)]
    still = [one for one in lines if one.need.is_open]
    proposals: list[Proposal] = []
    if journey is not None and journey.is_open:
        known = {one.need.theme for one in still}
        proposals = [one for one in _proposals(journey) if one.theme.value not in known]
    ideas = Idea.objects.filter(journey__participant=participant).for_list()
    return Person(
        proposals=proposals,
        needs=still,
        closed=[one for one in lines if not one.need.is_open],
        invitations=sent_to(participant.pk),
        ideas=list(ideas.order_by("-noted_at", "-pk")),
        replies=list(Reply.choices),
    )


def proposal_for(journey: Journey, theme: str) -> Proposal | None:
    """What is missing before something about this theme fits; None when the theme is unknown."""
    if theme not in Theme.values:
        return None
    return Proposal(Theme(theme), rules.missing_for(_ranked(journey)[1].left_out, theme=theme))


def _proposals(journey: Journey) -> list[Proposal]:
    facts, ranking, taken = _ranked(journey)
    served = [one.offer.themes for one in ranking.suggested] + [one.themes for one in taken]
    return [
        Proposal(theme, rules.missing_for(ranking.left_out, theme=theme.value))
        for theme in rules.unserved(facts.themes, served)
    ]


def _ranked(
    journey: Journey,
) -> tuple[match.PersonFacts, match.Ranking, list[match.OfferFacts]]:
    """As the match page ranks them: what stands chosen is apart."""
    choices, directory = matching.choices_and_directory(journey)
    taken = [one.offer for one in choices if one.withdrawn_at is None]
    held = matching.held()
    facts = matching.person_facts(journey, taken=taken, far=held.far)
    chosen = {one.id for one in taken}
    others = [one.facts for one in directory if one.facts.id not in chosen]
    return facts, match.suggest(facts, others, today=today(), rules=held.rules), taken


def _line(need: UnmetNeed) -> NeedLine:
    kinds = intake.betrays(need.words)
    return NeedLine(need, [Notice("", need.get_theme_display(), kinds)] if kinds else [])
