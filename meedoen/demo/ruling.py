"""The rules for offers have a past too: one version was published, and a draft lies ready."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from meedoen.accounts.models import User
from meedoen.core.time import now, pretend
from meedoen.matching import actions as matching
from meedoen.matching.models import RuleVersion
from meedoen.matching.rules import Setting
from meedoen.network.models import Neighbourhood

# From the middle of one neighbourhood to that of another, in metres.
METRES = (2100, 3200, 1600, 2600, 2400, 2900, 4300, 3300, 4800, 2700)


def choose_the_rules(*, adviser: User, areas: Mapping[str, Neighbourhood]) -> None:
    """What people work on counts for more since last month; now nearness is looked at."""
    pairs = combinations((areas[code].pk for code in sorted(areas)), 2)
    with pretend(now() - timedelta(days=40)):
        matching.measure(dict(zip(pairs, METRES, strict=False)), by=adviser)
        draft = matching.begin(by=adviser)
        matching.adjust(draft, settings=_with(draft, goal=5), version=draft.version, by=adviser)
        matching.publish(
            draft, version=draft.version, by=adviser,
            note="Coaches vinden de ontwikkelwensen net zo belangrijk als de wensen.",
        )  # fmt: skip
    with pretend(now() - timedelta(days=1)):
        draft = matching.begin(by=adviser)
        matching.adjust(
            draft, settings=_with(draft, near=6, explained=4), version=draft.version, by=adviser
        )


def _with(draft: RuleVersion, **weights: int) -> list[Setting]:
    return [replace(one, weight=weights.get(one.code, one.weight)) for one in draft.settings]
