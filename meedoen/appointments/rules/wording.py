"""What a participant hears before an appointment: plain Dutch, an invitation and no warning."""

from datetime import datetime

from django.utils import timezone

from meedoen.core.time import dutch_date

SUBJECT = "Uw afspraak"


def reminder(*, called: str, starts_at: datetime, place: str, with_whom: str, agency: str) -> str:
    """The text: when, where, with whom, and that another moment is fine too (R9)."""
    local = timezone.localtime(starts_at)
    when = f"{dutch_date(local)} om {local.hour}.{local.minute:02} uur"
    where = f"Waar: {place}." if place else ""
    company = f"U spreekt dan {with_whom}." if with_whom else ""
    end = f"Met vriendelijke groet,\n{agency}" if agency else "Met vriendelijke groet"
    parts = [
        f"Beste {called},",
        f"Wij hebben een afspraak op {when}.",
        " ".join(filter(None, (where, company))),
        "Komt het u niet uit? Laat het ons weten, dan zoeken wij een ander moment.",
        end,
    ]
    return "\n\n".join(filter(None, parts))
