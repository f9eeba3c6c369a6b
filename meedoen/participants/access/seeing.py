"""Who may see whom. One table of grants answers; hidden and missing look alike."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, UUIDField
from django.http import Http404

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.conditions import Among, Many
from meedoen.core.errors import found
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import today
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import (
    Grant,
    GrantQuerySet,
    Participant,
    ParticipantQuerySet,
    Sight,
    lasting,
)
from meedoen.teams import access as teams

FULL = {ground.value for ground in GrantGround} - {GrantGround.ASSESSMENT.value}
LANGUAGE = FULL | {GrantGround.ASSESSMENT.value}


def visible_to(user: User) -> ParticipantQuerySet:
    """Whole dossiers: the own caseload, and for team leaders their team's."""
    if not user.has(Permission.DOSSIER_SEE):
        return Participant.objects.none()
    return _granted(user, grounds=FULL)


def language_visible_to(user: User) -> ParticipantQuerySet:
    """Dossiers of which at least the language part may be seen (assessors see no more)."""
    if not user.has(Permission.LANGUAGE_SEE):
        return Participant.objects.none()
    return _granted(user, grounds=LANGUAGE if user.has(Permission.LANGUAGE_MEASURE) else FULL)


def sees(user: User, *, whom: str = "participant_id") -> Exists:
    """That this user may see the whole dossier a row is about: for the questions of other areas.

    Asked row by row, so that a question about one person never walks all of them.
    """
    return Exists(visible_to(user).filter(pk=OuterRef(whom)))


def sees_language(user: User, *, whom: str = "participant_id") -> Exists:
    """That this user may see at least the language part of the dossier a row is about."""
    return Exists(language_visible_to(user).filter(pk=OuterRef(whom)))


def _granted(user: User, *, grounds: set[str]) -> ParticipantQuerySet:
    """Whom the grants let this user see; of who leads no team only the own grants are asked."""
    return granted(user.pk, on=today(), leads=user.has(Permission.TEAM_SEE), grounds=grounds)


def granted(
    user: UUID | Slot, *, on: date | Slot, leads: bool, grounds: set[str]
) -> ParticipantQuerySet:
    """Whom the grants let somebody see who has been found to be allowed to see dossiers at all."""
    if leads:
        led = teams.led(user, on=on)
        return Participant.objects.granted_to(user, teams=led, grounds=grounds, on=on)
    own = Grant.objects.active(on).filter(participant=OuterRef("pk"), ground__in=grounds, user=user)
    return Participant.objects.filter(Exists(own))


def to_see(user: User, participant_id: UUID) -> Participant:
    """One whole dossier, if this user may see it."""
    seen: list[Participant] = []
    if user.has(Permission.DOSSIER_SEE):
        try:
            seen = _seen_whole(leads=user.has(Permission.TEAM_SEE)).rows(
                user=user.pk, participant=participant_id, today=today()
            )
        except ValidationError as malformed:
            raise Http404 from malformed
    if not seen:
        raise Http404
    return seen[0]


def to_see_language(user: User, participant_id: UUID) -> Participant:
    """One dossier, of which this user may see at least the language part."""
    return found(
        language_visible_to(user).select_related("neighbourhood", "team"), pk=participant_id
    )


def to_change(user: User, participant_id: UUID, *, permission: Permission) -> Participant:
    """One whole dossier in which this user may do this."""
    participant = to_see(user, participant_id)
    user.must(permission)
    return participant


def sees_language_only(user: User) -> bool:
    """Whether this user never sees more of a dossier than the language part (an assessor)."""
    return user.has(Permission.LANGUAGE_SEE) and not user.has(Permission.DOSSIER_SEE)


def viewers_of(user: User) -> list[UUID]:
    """As whom this user looks: as themselves, and as the teams they lead."""
    return [user.pk, *teams.ids_led_by(user)]


def sights(
    *viewers: UUID | Slot, whole_only: bool, on: date | Slot | None = None
) -> QuerySet[Sight]:
    """The rows of sight of these viewers, who have been found to be this user."""
    wanted = Q(viewer=viewers[0]) if len(viewers) == 1 else Q(viewer__in=viewers)
    return Sight.objects.filter(wanted, lasting(on), **{"is_whole": True} if whole_only else {})


def sights_of(user: User, *, viewer: UUID) -> QuerySet[Sight]:
    """The rows that a list of people walks, for one of the viewers this user is."""
    if not user.has(Permission.LANGUAGE_SEE):
        return Sight.objects.none()
    return sights(viewer, whole_only=not user.has(Permission.LANGUAGE_MEASURE))


def seen_by(user: User, *, viewers: Sequence[UUID] | None = None) -> QuerySet[Sight]:
    """All rows of sight of this user, as part of a question: as themselves and for their teams.

    Who has asked for the viewers already gives them: known viewers make for a quicker plan.
    """
    if not user.has(Permission.LANGUAGE_SEE):
        return Sight.objects.none()
    known = _viewers(user) if viewers is None else viewers
    seen = Sight.objects.filter(lasting(), viewer__in=known)
    return seen if user.has(Permission.LANGUAGE_MEASURE) else seen.filter(is_whole=True)


def sees_more_than(user: User, number: int, *, viewers: Sequence[UUID] | None = None) -> bool:
    """Whether this user sees more people than this; counted no further, once in a request."""
    known: dict[int, bool] = user.__dict__.setdefault("_sees_more_than", {})
    if number not in known:
        whole_only = not user.has(Permission.LANGUAGE_MEASURE)
        further = _further(number, whole_only=whole_only)
        known[number] = user.has(Permission.LANGUAGE_SEE) and bool(
            further.rows(viewers=viewers or viewers_of(user), today=today())
        )
    return known[number]


def granted_one(*, leads: bool) -> QuerySet[Participant]:
    """For a kept question: the `participant`, if this `user` may see the whole dossier `today`."""
    seen = granted(
        Slot("user", UUIDField()), on=Slot("today", DateField()), leads=leads, grounds=FULL
    )
    return seen.filter(pk=Slot("participant", UUIDField()))


@cache
def _seen_whole(*, leads: bool) -> Prepared:
    return Prepared(lambda: granted_one(leads=leads).select_related("neighbourhood", "team"))


def few_seen(*viewers: UUID, most: int) -> list[UUID] | None:
    """Everybody of whom these viewers see the whole dossier; nothing when they are more."""
    rows = _first_seen(most + 1).rows(viewers=viewers, today=today())
    return list({pk for (pk,) in rows}) if len(rows) <= most else None


# For any viewer a plan expects few rows, and collects all of them first: 4.6 ms where 0.4 will do.
HOW_MANY = "how many rows a viewer has is what is asked"


@cache
def _further(number: int, *, whole_only: bool) -> Prepared:
    """One row of sight beyond so many, if there is one."""
    seen = _seen(whole_only=whole_only).values_list("pk")
    return Prepared(lambda: seen[number : number + 1], anew=HOW_MANY)


@cache
def _first_seen(number: int) -> Prepared:
    seen = _seen(whole_only=True).values_list("participant")
    return Prepared(lambda: seen[:number], anew=HOW_MANY)


def _seen(*, whole_only: bool) -> QuerySet[Sight]:
    viewers = Among("viewer", Many("viewers", UUIDField()))
    seen = Sight.objects.filter(viewers, lasting(Slot("today", DateField()))).order_by()
    return seen.filter(is_whole=True) if whole_only else seen


def _viewers(user: User) -> Any:
    """The viewers as part of a question, where a question of their own is one too many."""
    if not user.has(Permission.TEAM_SEE):
        return [user.pk]
    own = User.objects.filter(pk=user.pk).order_by()
    return own.values("pk").union(teams.led_by(user).order_by().values("pk"))


def grants_of(participant: Participant) -> GrantQuerySet:
    """Who may see this dossier now, and why."""
    return (
        Grant.objects.active()
        .filter(participant=participant)
        .select_related("user", "team", "given_by")
        .order_by("since")
    )
