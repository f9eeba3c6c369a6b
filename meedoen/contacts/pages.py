"""Contacts as light rows: for the page of contacts and for the timeline of the dossier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from meedoen.contacts.choices import Channel, Motivation, Topic
from meedoen.contacts.models import ContactMoment

PAGE = 30
_COLUMNS = (
    "id", "on", "by__name", "channel", "topic", "was_reached", "note", "motivation", "next_step",
    "next_step_on", "is_warning",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """One contact as it is shown."""

    id: UUID
    on: date
    by: str
    channel: str
    topic: str
    was_reached: bool
    note: str
    motivation: str
    next_step: str
    next_step_on: date | None
    is_warning: bool


@dataclass(frozen=True)
class Timeline:
    """One page of contacts, and the marker of the next page if there is one."""

    moments: list[Moment]
    next_marker: str = ""


def latest(participant_id: UUID, limit: int = PAGE) -> list[Moment]:
    """The last contacts with one participant, latest first; the door has checked who looks."""
    return _rows(ContactMoment.objects.about(participant_id), limit)


def some(ids: Iterable[str]) -> dict[str, Moment]:
    """These contacts, by their identifier as the log names them; one query."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = ContactMoment.objects.filter(pk__in=wanted)
    return {str(one.id): one for one in _rows(found, len(wanted))}


def timeline(participant_id: UUID, *, marker: str = "", size: int = PAGE) -> Timeline:
    """The contacts after the marker. A marker that was tampered with gives the first page."""
    contacts = ContactMoment.objects.about(participant_id)
    after = _read(marker)
    if after is not None:
        day, pk = after
        contacts = contacts.filter(Q(on__lt=day) | Q(on=day, id__lt=pk))
    moments = _rows(contacts, size + 1)
    if len(moments) <= size:
        return Timeline(moments)
    last = moments[size - 1]
    return Timeline(moments[:size], f"{last.on.isoformat()}_{last.id}")


def _read(marker: str) -> tuple[date, UUID] | None:
    day, __, pk = marker.partition("_")
    try:
        return date.fromisoformat(day), UUID(pk)
    except ValueError:
        return None


def _rows(contacts: Any, limit: int) -> list[Moment]:
    return [_moment(row) for row in contacts.values_list(*_COLUMNS)[:limit]]


def _moment(row: tuple[Any, ...]) -> Moment:
    pk, on, by, channel, topic, reached, note, motivation, step, step_on, warning = row
    return Moment(
        id=pk,
        on=on,
        by=by,
        channel=str(Channel(channel).label),
        topic=str(Topic(topic).label) if topic else "",
        was_reached=reached,
        note=note,
        motivation=str(Motivation(motivation).label) if motivation else "",
        next_step=step,
        next_step_on=step_on,
        is_warning=warning,
    )
