"""Writing down what happened, in the transaction in which it happened."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model

from meedoen.audit.models import Event, Look
from meedoen.core.rows import insert, insert_one

# Where the current work comes from: `web`, `import`, `task`. Set by doors, read here.
origin: ContextVar[str] = ContextVar("origin", default="web")


class Actor(Protocol):
    """Whoever acts: enough to name them in the log."""

    @property
    def pk(self) -> Any: ...
    @property
    def name(self) -> Any: ...
    @property
    def role_names(self) -> str: ...


def event(
    action: str,
    obj: Model,
    *,
    by: Actor,
    participant: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Event:
    """The row that `record` would write, not yet saved: for verbs that write many at once."""
    return Event(
        action=action,
        actor_id=by.pk,
        actor_name=str(by.name)[:200],
        participant_id=participant,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        facts=dict(facts or {}),
        origin=origin.get(),
    )


def record(
    action: str,
    obj: Model,
    *,
    by: Actor,
    participant: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """One thing was done. `facts` holds codes, dates and numbers, never free text."""
    insert_one(event(action, obj, by=by, participant=participant, facts=facts))


def record_many(events: Iterable[Event]) -> None:
    """Many things were done in one go (an import); one row for each all the same."""
    insert(list(events))


def look(participant_id: UUID, *, by: Actor, part: str, reason: str = "") -> None:
    """Somebody opened this part of this dossier. The one thing that a GET writes."""
    insert_one(
        Look(
            actor_id=by.pk,
            actor_name=str(by.name)[:200],
            actor_roles=by.role_names[:300],
            participant_id=participant_id,
            part=part,
            reason=reason,
        )
    )


def look_at_all(participant_ids: Iterable[UUID], *, by: Actor, part: str) -> None:
    """Somebody opened a page that is about several people; a row for each, in one go."""
    Look.objects.bulk_create(
        [
            Look(
                actor_id=by.pk,
                actor_name=str(by.name)[:200],
                actor_roles=by.role_names[:300],
                participant_id=participant_id,
                part=part,
            )
            for participant_id in participant_ids
        ]
    )
