"""Writing down that nothing fits, and that something was found after all (R32)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change, next_state
from meedoen.core.text import clean
from meedoen.core.time import now
from meedoen.journeys.models import Journey
from meedoen.matching import access as matching
from meedoen.offers.choices import Theme
from meedoen.trends.choices import Missing, NeedState, Source
from meedoen.trends.models import UnmetNeed


@transaction.atomic
def note_need(
    journey: Journey,
    *,
    theme: str,
    missing: Iterable[str],
    by: User,
    words: str = "",
    source: str = Source.COLLEAGUE,
) -> UnmetNeed:
    """Nothing fits this wish now. The same wish twice gives the need that is open already.

    Level, free time and neighbourhood are kept as they are today, to lay beside the offers.
    """
    if theme not in Theme.values:
        raise NotPossible(_("Kies waar de wens over gaat."))
    locked = Journey.objects.select_for_update(of=("self",)).get(pk=journey.pk)
    if locked.closed_at is not None:
        raise NotPossible(
            _("Het traject is afgesloten."), next_step=_("Begin een nieuw traject om te zoeken.")
        )
    standing = UnmetNeed.objects.filter(journey=journey, theme=theme, state=NeedState.OPEN).first()
    if standing is not None:
        return standing
    person = matching.person_facts(journey)
    need = UnmetNeed.objects.create(
        journey=journey,
        theme=theme,
        neighbourhood=journey.participant.neighbourhood or journey.neighbourhood,
        missing=_codes(missing),
        words=clean(words),
        level=person.oral,
        free=person.free,
        source=source,
        noted_by=by,
    )
    _record("trends.need_noted", need, by=by, theme=theme, source=str(source))
    return need


@transaction.atomic
def correct_need(
    need: UnmetNeed, *, version: int, missing: Iterable[str], words: str, by: User
) -> UnmetNeed:
    """What is missing is put right, as long as we still look."""
    if not need.is_open:
        raise NotPossible(_("Dit is al afgesloten."), next_step=_("Leg het opnieuw vast."))
    change(need, version=version, missing=_codes(missing), words=clean(words))
    _record("trends.need_corrected", need, by=by, theme=need.theme)
    return need


@transaction.atomic
def close_need(need: UnmetNeed, *, verb: str, by: User) -> UnmetNeed:
    """Something was found, or it is not needed any more; the same answer twice is once."""
    state = NeedState.FOUND if verb == "find" else NeedState.GONE
    if need.state == state:
        return need
    new = next_state(need.FLOW, need.state, verb)
    change(need, version=need.version, state=new, closed_by=by, closed_at=now())
    _record("trends.need_closed", need, by=by, theme=need.theme, how=new)
    return need


def _codes(missing: Iterable[str]) -> list[str]:
    chosen = set(missing)
    return [code.value for code in Missing if code.value in chosen]


def _record(action: str, need: UnmetNeed, *, by: User, **facts: Any) -> None:
    audit.record(action, need, by=by, participant=need.journey.participant_id, facts=facts)
