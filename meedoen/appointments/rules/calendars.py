"""Calendar files (RFC 5545): values in, text out, the same text for the same values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from icalendar import Calendar, Event

PRODUCT = "-//Meedoen//Afspraken//NL"


@dataclass(frozen=True)
class Entry:
    """One appointment as a calendar shows it. `sequence` counts the changes."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int
    title: str
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar(entries: Iterable[Entry], *, name: str = "") -> bytes:
    """These appointments as one calendar. Moments in UTC, so that no clock has to be explained.

    Nothing in it depends on when it is made: what did not change gives the same bytes, and a
    program that asks again hears that there is nothing new.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    if name:
        made.add("x-wr-calname", name)
    for entry in sorted(entries, key=lambda one: (one.starts_at, one.id)):
        made.add_component(_event(entry))
    text: bytes = made.to_ical()
    return text


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@meedoen")
    event.add("dtstamp", _utc(entry.changed_at))
    event.add("last-modified", _utc(entry.changed_at))
    event.add("sequence", entry.sequence)
    event.add("dtstart", _utc(entry.starts_at))
    event.add("dtend", _utc(entry.ends_at))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    for key, value in (("location", entry.place), ("description", entry.text)):
        if value:
            event.add(key, value)
    if entry.url:
        event.add("url", entry.url)
    return event


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
