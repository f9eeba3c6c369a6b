"""Messages as the dossier shows them, and as a letter to print."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from meedoen.documents import pages as papers
from meedoen.messages import access
from meedoen.messages.choices import State
from meedoen.messages.models import Message

MOST = 100


@dataclass(frozen=True)
class Line:
    """One message on the list."""

    id: UUID
    subject: str
    body: str
    way: str
    way_code: str
    address: str
    state: str
    tone: str
    problem: str
    is_ours: bool
    at: datetime
    finished_at: datetime | None
    finished_by: str


TONES = {State.SENT: "ok", State.DONE: "ok", State.FAILED: "attention", State.TO_DO: "attention"}


def about(participant_id: UUID) -> list[Line]:
    """What was said to this participant, latest first; one query."""
    return [_line(one) for one in access.about(participant_id)[:MOST]]


def _line(message: Message) -> Line:
    return Line(
        id=message.pk,
        subject=message.subject,
        body=message.body,
        way=message.get_way_display(),
        way_code=message.way,
        address=message.address,
        state=message.get_state_display(),
        tone=TONES.get(State(message.state), "neutral"),
        problem=message.get_problem_display() if message.problem else "",
        is_ours=message.is_waiting_for_us,
        at=message.created_at,
        finished_at=message.finished_at,
        finished_by=message.finished_by.name if message.finished_by else "",
    )


def letter(message: Message, *, case_number: str, on: date) -> bytes:
    """The message on paper, to hand over or to send."""
    data: papers.LetterData = {
        "organisation": settings.AGENCY_NAME or "",
        "participant_name": message.to_name,
        "case_number": case_number,
        "dated": on,
        "bound": "none",
        "subject": message.subject,
        "paragraphs": [part for part in message.body.split("\n\n") if part.strip()],
    }
    return papers.render("letter", data)
