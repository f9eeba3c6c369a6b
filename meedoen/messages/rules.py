"""Along which way a message goes, and how often and when a mail is tried."""

from datetime import datetime, timedelta

from meedoen.messages.choices import State, Way

MOST_ATTEMPTS = 6
# A worker that was killed while it sent leaves its row behind; after this it is taken up again.
CLAIM_LASTS = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=2)

FLOW = {
    "queued": {"claim": "sending"},
    "sending": {"arrive": "sent", "retry": "queued", "fail": "failed"},
    "failed": {"finish": "done"},
    "to_do": {"finish": "done"},
}


def way_to(*, preferred: str, has_mail: bool, has_phone: bool) -> Way:
    """How this person is told: as they like it best, else by mail, else on paper."""
    if preferred == "app" and has_phone:
        return Way.SMS
    if preferred == "call" and has_phone:
        return Way.CALL
    if preferred in {"visit", "through"}:
        return Way.LETTER
    return Way.MAIL if has_mail else Way.LETTER


def first_state(way: str) -> State:
    """A mail waits for the worker; everything else waits for a colleague."""
    return State.QUEUED if way == Way.MAIL else State.TO_DO


def next_attempt(attempts: int, *, now: datetime) -> datetime | None:
    """When to try again after so many attempts: two minutes, then each time twice as long."""
    if attempts >= MOST_ATTEMPTS:
        return None
    doublings: int = 2 ** max(attempts - 1, 0)
    return now + FIRST_PAUSE * doublings
