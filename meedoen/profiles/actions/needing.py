"""Development wishes and points of attention, with the steps towards them."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.participants.models import Participant
from meedoen.profiles import rules
from meedoen.profiles.actions.holding import hold, made_before
from meedoen.profiles.choices import NeedKind, NeedState
from meedoen.profiles.models import Need, SubGoal


@transaction.atomic
def add_need(
    participant: Participant, *, kind: NeedKind, text: str, by: User, theme: str = "",
    token: UUID | None = None,
) -> Need:  # fmt: skip
    """Something this person wants to develop, or something that needs care, in their own words."""
    hold(participant)
    there = made_before(Need, token, participant_id=participant.pk)
    if there is not None:
        return there
    _must_have_words(text)
    others = Need.objects.filter(participant=participant, kind=kind)
    top = others.aggregate(top=Max("place"))["top"]
    made = Need(
        id=token or new_id(), participant=participant, kind=kind, text=text.strip(), theme=theme,
        place=0 if top is None else top + 1, noted_by=by,
    )  # fmt: skip
    made.save(force_insert=True)
    _record("need_added", made, by=by)
    return made


@transaction.atomic
def change_need(need: Need, *, text: str, theme: str, version: int, by: User) -> Need:
    """The participant says it differently now."""
    _must_have_words(text)
    if (need.text, need.theme) != (text.strip(), theme):
        change(need, version=version, text=text.strip(), theme=theme)
        _record("need_changed", need, by=by)
    return need


@transaction.atomic
def set_need(need: Need, *, state: NeedState, by: User) -> Need:
    """It has been reached, is let go, or goes on after all. Twice the same changes nothing."""
    if need.state != state:
        change(need, version=need.version, state=state, state_on=today())
        _record(f"need_{state}", need, by=by)
    return need


@transaction.atomic
def raise_need(need: Need, *, by: User) -> None:
    """This matters more to the participant than the one above it."""
    hold(need.participant)
    beside = Need.objects.filter(participant=need.participant, kind=need.kind).in_order()
    by_id = {str(one.pk): one for one in beside}
    order = rules.moved_up(by_id, str(need.pk))
    if order == list(by_id):
        return
    for place, pk in enumerate(order):
        by_id[pk].place = place
    Need.objects.bulk_update(by_id.values(), ["place"])
    _record("need_raised", need, by=by)


@transaction.atomic
def add_subgoal(
    need: Need, *, what: str, by: User, hoped_for: str = "", token: UUID | None = None
) -> SubGoal:
    """A step on the way. When is a wish, in words (R9)."""
    hold(need.participant)
    there = made_before(SubGoal, token, need_id=need.pk)
    if there is not None:
        return there
    _must_have_step(what)
    made = SubGoal(
        id=token or new_id(), need=need, what=what.strip(), hoped_for=hoped_for.strip(), noted_by=by
    )
    made.save(force_insert=True)
    _record("subgoal_added", made, by=by)
    return made


@transaction.atomic
def change_subgoal(
    subgoal: SubGoal, *, what: str, hoped_for: str, version: int, by: User
) -> SubGoal:
    """The step is put differently."""
    _must_have_step(what)
    if (subgoal.what, subgoal.hoped_for) != (what.strip(), hoped_for.strip()):
        change(subgoal, version=version, what=what.strip(), hoped_for=hoped_for.strip())
        _record("subgoal_changed", subgoal, by=by)
    return subgoal


@transaction.atomic
def set_subgoal(subgoal: SubGoal, *, state: NeedState, by: User) -> SubGoal:
    """The step has been taken, is let go, or goes on after all."""
    if subgoal.state != state:
        change(subgoal, version=subgoal.version, state=state, state_on=today())
        _record(f"subgoal_{state}", subgoal, by=by)
    return subgoal


def _record(what: str, made: Need | SubGoal, *, by: User) -> None:
    need = made if isinstance(made, Need) else made.need
    audit.record(
        f"profiles.{what}", made, by=by, participant=need.participant_id, facts={"kind": need.kind}
    )


def _must_have_words(text: str) -> None:
    if not text.strip():
        raise NotPossible(_("Schrijf het op in de woorden van de deelnemer."))


def _must_have_step(what: str) -> None:
    if not what.strip():
        raise NotPossible(_("Schrijf op welke stap het is."))
