"""What if: fixing or forbidding a pair beforehand, with the reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.text import clean
from meedoen.core.time import now
from meedoen.distribution import access
from meedoen.distribution.actions.proposing import held
from meedoen.distribution.choices import MarkKind
from meedoen.distribution.models import Entry, Mark, Place, Round


@transaction.atomic
def mark(entry: Entry, *, place: Place, kind: MarkKind, reason: str, by: User) -> Mark:
    """This person here, or not here, whatever else the proposal does. Twice is once.

    It replaces what was marked before and says otherwise. What breaks a hard rule cannot be
    fixed: that is decided in the dossier, together with the participant.
    """
    one = _open(entry)
    reason = clean(reason)
    if not reason:
        raise NotPossible(_("Schrijf in één zin op waarom."))
    standing = Mark.objects.standing().filter(entry=entry)
    same = standing.filter(place=place, kind=kind).first()
    if same is not None:
        return same
    against = standing.filter(place=place)
    if kind == MarkKind.FIX:
        _must_fit(one, entry, place)
        against = against | standing.filter(kind=MarkKind.FIX)
    against.update(lifted_at=now(), lifted_by=by)
    made = Mark.objects.create(entry=entry, place=place, kind=kind, reason=reason, made_by=by)
    audit.record(
        "distribution.marked", made, by=by, participant=entry.journey.participant_id,
        facts={"kind": kind, "place": str(place.offer_id or place.coach_id)},
    )  # fmt: skip
    return made


@transaction.atomic
def lift(made: Mark, *, by: User) -> Mark:
    """This pair is left to the proposal again. Twice changes nothing."""
    _open(made.entry)
    if Mark.objects.standing().filter(pk=made.pk).update(lifted_at=now(), lifted_by=by):
        audit.record(
            "distribution.lifted", made, by=by, participant=made.entry.journey.participant_id
        )
    return made


def _open(entry: Entry) -> Round:
    one = held(entry.round)
    if not one.is_open:
        raise NotPossible(
            _("Deze verdeling kan nu niet veranderen."),
            next_step=_("Wacht tot het voorstel klaar is, of begin een nieuwe verdeling."),
        )
    if Entry.objects.filter(pk=entry.pk, settled__isnull=False).exists():
        raise NotPossible(_("Over deze deelnemer is al besloten."))
    return one


def _must_fit(one: Round, entry: Entry, place: Place) -> None:
    fixed = Mark.objects.standing().filter(place=place, kind=MarkKind.FIX)
    if place.given + fixed.exclude(entry=entry).count() >= place.room:
        raise NotPossible(
            _("Alle %(room)d plaatsen hier zijn al vergeven.") % {"room": place.room},
            next_step=_("Haal eerst iets weg dat hier is vastgezet."),
        )
    asked = access.ask(one, [entry], places=[place])
    if asked.question.allowed.max(initial=-1) < 0:
        why = " ".join(asked.question.say(0, 0).broken) or _("hier is geen ruimte meer.")
        raise NotPossible(
            _("Dit past niet bij wat nu bekend is: %(why)s") % {"why": why},
            next_step=_("Wilt u het toch? Kies het dan in het dossier, samen met de deelnemer."),
        )
