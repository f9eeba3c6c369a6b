"""Putting a message in the outbox, and sending what waits there."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.dispatch import Signal

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import Refusal
from meedoen.core.flow import move
from meedoen.core.time import now
from meedoen.messages import rules
from meedoen.messages.choices import Problem, State, Way
from meedoen.messages.models import Message

log = logging.getLogger(__name__)

# Told after the commit that a mail waits; the task of this area listens.
queued = Signal()
MOST_AT_ONCE = 200


@dataclass
class Tally:
    """What one round of sending came to."""

    sent: int = 0
    later: int = 0
    failed: int = 0


@transaction.atomic
def queue(
    *,
    key: str,
    kind: str,
    way: Way,
    to_name: str,
    address: str,
    subject: str,
    body: str,
    by: User,
    participant: UUID | None = None,
) -> Message:
    """Something will be said to somebody, if and only if the work it tells about is kept.

    The same key again gives the message that is there: nobody hears the same thing twice.
    """
    moment = now()
    message, made = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind, "way": way, "state": rules.first_state(way),
            "participant_id": participant,
            "to_name": to_name, "address": address, "subject": subject, "body": body,
            "created_by": by, "created_at": moment, "due_at": moment,
        },
    )  # fmt: skip
    if made:
        audit.record(
            "messages.queued", message, by=by, participant=participant,
            facts={"kind": kind, "way": way},
        )  # fmt: skip
        if way == Way.MAIL:
            transaction.on_commit(lambda: queued.send(sender=Message), robust=True)
    return message


@transaction.atomic
def finish(message: Message, *, by: User) -> Message:
    """A colleague called, handed over the letter or sent the text; twice is once."""
    if message.state != State.DONE:
        move(message, "finish", finished_at=now(), finished_by=by)
        audit.record(
            "messages.done", message, by=by, participant=message.participant_id,
            facts={"way": message.way},
        )  # fmt: skip
    return message


def send_waiting(*, most: int = MOST_AT_ONCE) -> Tally:
    """Send the mails whose turn it is; what a killed worker left behind is taken up again.

    Every row is claimed by compare-and-set in a transaction of its own before anything leaves,
    so two workers never send the same mail. Only a worker that dies between handing over the
    mail and writing that down leaves room for a second copy, which carries the same Message-ID.
    """
    tally = Tally()
    if not settings.MAIL_LEAVES:
        return tally
    for left in Message.objects.left_behind(now()).select_related("created_by"):
        with suppress(Refusal):  # another worker was first
            if not _put_back(left, Problem.UNREACHABLE):
                _give_up(left, Problem.UNREACHABLE)
    waiting = list(Message.objects.due(now()).values_list("pk", flat=True)[:most])
    for pk in waiting:
        claimed = _claim(pk, at=now())
        if claimed is not None:
            _send(claimed, tally)
    return tally


def _claim(pk: UUID, *, at: datetime) -> Message | None:
    """The mail, if it is still to be sent; None when another worker was first."""
    message = Message.objects.select_related("created_by").get(pk=pk)
    try:
        move(message, "claim", claimed_at=at, attempts=message.attempts + 1)
    except Refusal:
        return None
    return message


def _send(message: Message, tally: Tally) -> None:
    problem = _hand_over(message)
    if not problem:
        _arrived(message)
        tally.sent += 1
    elif problem == Problem.UNREACHABLE and _put_back(message, problem):
        tally.later += 1
    else:
        _give_up(message, problem)
        tally.failed += 1


def _hand_over(message: Message) -> Problem | None:
    """To the mail server; what it says in return may name people and is not kept."""
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        headers={
            "Message-ID": f"<{message.pk}@{settings.MAIL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        mail.connection = get_connection()
        mail.send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _words in refused.recipients.values()]
        lasting = any(500 <= code < 600 for code in codes)
        return Problem.REFUSED if lasting else Problem.UNREACHABLE
    except ValueError:  # a line break or a letter that an address cannot have
        return Problem.ADDRESS
    except (SMTPException, OSError):
        log.warning("Een e-mail kon niet weg (%s).", message.pk)
        return Problem.UNREACHABLE
    return None


@transaction.atomic
def _arrived(message: Message) -> None:
    move(message, "arrive", finished_at=now(), problem="")
    audit.record(
        "messages.sent", message, by=message.created_by, participant=message.participant_id
    )


def _put_back(message: Message, problem: Problem) -> bool:
    """Try again later; False when it was tried often enough."""
    due = rules.next_attempt(message.attempts, now=now())
    if due is None:
        return False
    move(message, "retry", due_at=due, claimed_at=None, problem=problem)
    return True


@transaction.atomic
def _give_up(message: Message, problem: Problem) -> None:
    """The dossier says that it did not work and asks a colleague to call."""
    move(message, "fail", problem=problem)
    audit.record(
        "messages.failed", message, by=message.created_by,
        participant=message.participant_id, facts={"problem": problem},
    )  # fmt: skip
