"""Who may see whom. One table of grants answers; hidden and missing look alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import (
    Grant,
    GrantQuerySet,
    Participant,
    ParticipantQuerySet,
    Sight,
    SightWord,
    lasting,
)
from meedoen.participants.rules import Identity, Sought, likeness
from meedoen.teams import access as teams

FULL = {ground.value for ground in GrantGround} - {GrantGround.ASSESSMENT.value}
# Sorts after every letter: from a word up to the word with this behind it is what begins so.
LAST = "\U0010ffff"
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
    if user.has(Permission.TEAM_SEE):
        return Participant.objects.granted_to(user, teams=teams.led_by(user), grounds=grounds)
    own = Grant.objects.active().filter(participant=OuterRef("pk"), ground__in=grounds, user=user)
    return Participant.objects.filter(Exists(own))


def to_see(user: User, participant_id: UUID) -> Participant:
    """One whole dossier, if this user may see it."""
    return found(visible_to(user).select_related("neighbourhood", "team"), pk=participant_id)


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
    if not user.has(Permission.TEAM_SEE):
        return [user.pk]
    return [user.pk, *teams.led_by(user).values_list("pk", flat=True)]


def sights_of(user: User, *, viewer: UUID) -> QuerySet[Sight]:
    """The rows that a list of people walks, for one of the viewers this user is."""
    if not user.has(Permission.LANGUAGE_SEE):
        return Sight.objects.none()
    sights = Sight.objects.filter(lasting(), viewer=viewer)
    return sights if user.has(Permission.LANGUAGE_MEASURE) else sights.filter(is_whole=True)


def seen_by(user: User, *, viewers: Sequence[UUID] | None = None) -> QuerySet[Sight]:
    """All rows of sight of this user, as part of a question: as themselves and for their teams.

    Who has asked for the viewers already gives them: known viewers make for a quicker plan.
    """
    if not user.has(Permission.LANGUAGE_SEE):
        return Sight.objects.none()
    known = _viewers(user) if viewers is None else viewers
    sights = Sight.objects.filter(lasting(), viewer__in=known)
    return sights if user.has(Permission.LANGUAGE_MEASURE) else sights.filter(is_whole=True)


def sees_more_than(user: User, number: int) -> bool:
    """Whether this user sees more people than this; counted no further, once in a request."""
    known: dict[int, bool] = user.__dict__.setdefault("_sees_more_than", {})
    if number not in known:
        known[number] = seen_by(user).order_by().values("pk")[: number + 1].count() > number
    return known[number]


def matching(user: User, sought: Sought, *, limit: int) -> ParticipantQuerySet:
    """People this user may see and who fit what was typed: words of a name, phone, case number.

    The limit is set where the index is walked, so a frequent name costs no more than a rare one.
    """
    if not user.has(Permission.LANGUAGE_SEE):
        return Participant.objects.none()
    if sought.words:
        longest = max(sought.words, key=len)
        rows = SightWord.objects.filter(
            viewer__in=_viewers(user), word__gte=longest, word__lt=longest + LAST
        )
        for word in sought.words:
            if word != longest:
                rows = rows.filter(words__contains=f" {word}")
        # Somebody is found once for each viewer and for each word that fits.
        people = Participant.objects.filter(pk__in=rows.values("participant")[: limit * 4])
    elif sought.phone:
        people = Participant.objects.filter(
            phone__gte=sought.phone, phone__lt=sought.phone + LAST
        ).filter(~Q(phone=""))
    elif sought.case_number:
        people = Participant.objects.filter(
            case_number__gte=sought.case_number, case_number__lt=sought.case_number + LAST
        )
    else:
        return Participant.objects.none()
    return people.filter(Exists(seen_by(user).filter(participant=OuterRef("pk"))))[:limit]


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


@dataclass(frozen=True)
class Double:
    """Somebody who may be the same person. Without sight of the dossier only the team is told."""

    reasons: tuple[str, ...]
    team: str
    participant: Participant | None


def doubles(user: User, identity: Identity, *, but: UUID | None = None) -> list[Double]:
    """Who may be the same person; what this user may not see is named without the person."""
    alike = Participant.objects.like(identity).select_related("team", "neighbourhood")
    if but is not None:
        alike = alike.exclude(pk=but)
    candidates = list(alike[:20])
    if not candidates:
        return []
    seen = set(
        visible_to(user).filter(pk__in=[one.pk for one in candidates]).values_list("pk", flat=True)
    )
    found_doubles = []
    for one in candidates:
        reasons = likeness(identity, one.identity)
        if reasons:
            shown = one if one.pk in seen else None
            found_doubles.append(Double(tuple(reasons), one.team.name, shown))
    return found_doubles


def doubles_for_many(
    identities: Mapping[int, Identity],
) -> dict[int, list[tuple[UUID, tuple[str, ...]]]]:
    """For every numbered entry of a list the dossiers that may be the same person.

    A constant number of queries per thousand entries, however many there are.
    """
    known: dict[UUID, Identity] = {}
    for column, values in (
        ("name_key", {one.name_key for one in identities.values()} - {""}),
        ("phone", {one.phone for one in identities.values()} - {""}),
        ("email_key", {one.email for one in identities.values()} - {""}),
    ):
        known.update(_known_by(column, values))
    by_key: dict[tuple[str, str], set[UUID]] = {}
    for pk, identity in known.items():
        for key in _keys(identity):
            by_key.setdefault(key, set()).add(pk)
    answer: dict[int, list[tuple[UUID, tuple[str, ...]]]] = {}
    for number, identity in identities.items():
        near = set[UUID]().union(*(by_key.get(key, set()) for key in _keys(identity)))
        pairs = [(pk, tuple(likeness(identity, known[pk]))) for pk in sorted(near)]
        answer[number] = [(pk, reasons) for pk, reasons in pairs if reasons]
    return answer


def _keys(identity: Identity) -> list[tuple[str, str]]:
    named = (("name", identity.name_key), ("phone", identity.phone), ("mail", identity.email))
    return [(kind, value) for kind, value in named if value]


def _known_by(column: str, values: Iterable[str]) -> dict[UUID, Identity]:
    wanted = sorted(values)
    known: dict[UUID, Identity] = {}
    for start in range(0, len(wanted), 500):
        rows = Participant.objects.filter(**{f"{column}__in": wanted[start : start + 500]})
        for pk, key, phone, email, birth in rows.values_list(
            "pk", "name_key", "phone", "email_key", "birth_date"
        ):
            known[pk] = Identity(key, phone, email, birth)
    return known
