"""Contacts as light rows: for the page of contacts and for the timeline of the dossier."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q, UUIDField
from django.utils.translation import get_language

from meedoen.contacts.choices import Channel, Motivation, Topic
from meedoen.contacts.models import ContactMoment, EarlierText
from meedoen.core.prepared import Prepared, Slot

PAGE = 30
_COLUMNS = (
    "id", "on", "by__name", "channel", "topic", "was_reached", "note", "motivation", "next_step",
    "next_step_on", "is_warning", "by_id", "together", "corrected_at", "withdrawn_at",
    "withdrawn_because",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What the timeline is narrowed to; what is empty is not chosen."""

    channel: str = ""
    topic: str = ""
    by: UUID | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether an empty timeline may be due to what was chosen."""
        return bool(self.channel or self.topic or self.by)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stood there before its writer put it right."""

    until: datetime
    on: date
    channel: str
    note: str
    next_step: str


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
    by_id: UUID
    is_together: bool
    corrected_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """One page of contacts, and the marker of the next page if there is one."""

    moments: list[Moment]
    next_marker: str = ""


LATEST = Prepared(
    lambda: (
        ContactMoment.objects.about(Slot("participant", UUIDField()))
        .standing()
        .values_list(*_COLUMNS)[:PAGE]
    )
)


def latest(participant_id: UUID) -> list[Moment]:
    """The last contacts with one participant, latest first; the door has checked who looks."""
    return _moments(LATEST.rows(participant=participant_id))


def some(ids: Iterable[str]) -> dict[str, Moment]:
    """These contacts, by their identifier as the log names them; one query."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = ContactMoment.objects.filter(pk__in=wanted).standing()
    return {str(one.id): one for one in _rows(found, len(wanted))}


def writers(participant_id: UUID) -> list[tuple[UUID, str]]:
    """The colleagues who wrote a contact about this person, by name."""
    contacts = ContactMoment.objects.filter(participant=participant_id)
    return list(contacts.order_by("by__name").values_list("by", "by__name").distinct())


def timeline(
    participant_id: UUID, *, wanted: Wanted | None = None, marker: str = "", size: int = PAGE
) -> Timeline:
    """The contacts after the marker. A marker that was tampered with gives the first page."""
    wanted = wanted or Wanted()
    contacts = ContactMoment.objects.about(participant_id)
    chosen = {"channel": wanted.channel, "topic": wanted.topic, "by": wanted.by}
    contacts = contacts.filter(**{name: value for name, value in chosen.items() if value})
    after = _read(marker)
    if after is not None:
        day, pk = after
        contacts = contacts.filter(Q(on__lt=day) | Q(on=day, id__lt=pk))
    moments = _with_earlier(_rows(contacts, size + 1))
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
    return _moments(contacts.values_list(*_COLUMNS)[:limit])


def _with_earlier(moments: list[Moment]) -> list[Moment]:
    """The same contacts, with what stood there before; one query when any was put right."""
    corrected = [one.id for one in moments if one.corrected_at]
    if not corrected:
        return moments
    texts: dict[UUID, list[Earlier]] = {}
    rows = EarlierText.objects.filter(moment__in=corrected).order_by("-version")
    for moment, until, on, channel, note, step in rows.values_list(
        "moment", "until", "on", "channel", "note", "next_step"
    ):
        earlier = Earlier(until, on, str(Channel(channel).label), note, step)
        texts.setdefault(moment, []).append(earlier)
    return [replace(one, earlier=tuple(texts.get(one.id, ()))) for one in moments]


def _moments(rows: Iterable[tuple[Any, ...]]) -> list[Moment]:
    labels = _labels(get_language())
    return [_moment(row, labels) for row in rows]


@cache
def _labels(_language: str | None) -> tuple[dict[Any, str], ...]:
    """The words for each channel, topic and motivation: looked up once in each language."""
    return tuple(
        {"": "", None: "", **{one.value: str(one.label) for one in choices}}
        for choices in (Channel, Topic, Motivation)
    )


def _moment(row: tuple[Any, ...], labels: tuple[dict[Any, str], ...]) -> Moment:
    pk, on, by, channel, topic, reached, note, motivation, step, step_on, warning, *rest = row
    by_id, together, corrected_at, withdrawn_at, withdrawn_because = rest
    channels, topics, motivations = labels
    return Moment(
        id=pk,
        on=on,
        by=by,
        channel=channels[channel],
        topic=topics[topic],
        was_reached=reached,
        note=note,
        motivation=motivations[motivation],
        next_step=step,
        next_step_on=step_on,
        is_warning=warning,
        by_id=by_id,
        is_together=together is not None,
        corrected_at=corrected_at,
        withdrawn_at=withdrawn_at,
        withdrawn_because=withdrawn_because,
    )
