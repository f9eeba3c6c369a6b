"""Who may be the same person as somebody that is being registered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from meedoen.accounts.models import User
from meedoen.participants.access.seeing import visible_to
from meedoen.participants.models import Participant
from meedoen.participants.rules import Identity, likeness


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
