"""People decide: as was proposed, or otherwise. Only this places anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.coaching import actions as coaching
from meedoen.core.errors import NotPossible, Refusal
from meedoen.core.text import clean
from meedoen.distribution import access
from meedoen.distribution.actions.proposing import held
from meedoen.distribution.choices import Answer, State
from meedoen.distribution.models import Entry, Place, Placing, Round, Settled
from meedoen.matching import actions as matching


@dataclass
class Handled:
    """What confirming came to: how many, and for whom it could not be, with why."""

    done: int = 0
    passed_over: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def accept(one: Round, *, placings: Sequence[Placing], by: User) -> Handled:
    """These people get the place that was proposed, as if it was chosen by hand.

    Who was decided about before is passed over in silence, so sending it twice changes nothing.
    For whom it cannot be any more, it is told why; the others go on.
    """
    _must_be_a_proposal(one)
    handled = Handled()
    latest = access.latest(one)
    for placing in placings:
        entry = placing.entry
        if Settled.objects.filter(entry=entry).exists():
            continue
        try:
            with transaction.atomic():
                if placing.place is None or placing.outcome_id != (latest and latest.pk):
                    raise NotPossible(_("Er is intussen een nieuw voorstel gemaakt."))
                _give(entry, placing.place, by=by, reason="")
                _settle(entry, placing, answer=Answer.ACCEPTED, place=placing.place, by=by)
        except Refusal as refusal:
            told = f"{refusal.message} {refusal.next_step}".strip()
            handled.passed_over.append((entry.journey.participant.display_name, told))
        else:
            handled.done += 1
    return handled


@transaction.atomic
def otherwise(
    entry: Entry, *, placing: Placing, place: Place | None, reason: str, by: User
) -> Settled:
    """Somebody gets another place than was proposed, or none for now, and it is said why."""
    one = entry.round
    _must_be_a_proposal(one)
    before = Settled.objects.filter(entry=entry).first()
    if before is not None:
        raise NotPossible(_("Over deze deelnemer is al besloten."))
    reason = clean(reason)
    if not reason:
        raise NotPossible(_("Schrijf in één zin op waarom."))
    if place is not None:
        _give(entry, place, by=by, reason=reason)
    return _settle(entry, placing, answer=Answer.OTHERWISE, place=place, by=by, reason=reason)


def _must_be_a_proposal(one: Round) -> None:
    if held(one).state != State.SOLVED:
        raise NotPossible(
            _("Er is nu geen voorstel om over te besluiten."),
            next_step=_("Ververs de pagina en kijk hoe het ervoor staat."),
        )


def _give(entry: Entry, place: Place, *, by: User, reason: str) -> None:
    if Settled.objects.filter(place=place).count() >= place.room:
        raise NotPossible(_("%(place)s is intussen vol.") % {"place": place.name})
    if place.offer is not None:
        matching.choose(entry.journey, offer=place.offer, by=by, reason=reason)
    elif place.coach is not None:
        coaching.choose(entry.journey, coach=place.coach, seen=None, by=by, reason=reason)


def _settle(
    entry: Entry, placing: Placing, *, answer: Answer, place: Place | None, by: User,
    reason: str = "",
) -> Settled:  # fmt: skip
    made = Settled.objects.create(
        entry=entry, placing=placing, answer=answer, place=place, reason=reason, decided_by=by
    )
    audit.record(
        "distribution.decided", made, by=by, participant=entry.journey.participant_id,
        facts={"answer": answer, "round": str(entry.round_id), "reason": placing.reason},
    )  # fmt: skip
    return made
