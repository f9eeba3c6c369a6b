"""Answers that we promised: ideas to which this colleague has to say something."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateField, Q, QuerySet, UUIDField

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import today
from meedoen.trends.models import Idea
from meedoen.watch import rules
from meedoen.watch.choices import Band

# So many on the desk, the oldest promise first; the page of ideas has them all.
MOST = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """One idea that waits for an answer: what it is, why it is here, how soon it presses."""

    idea: UUID
    text: str
    reason: str
    band: Band


def promises(user: User) -> list[Promise]:
    """Ideas of which the day of the answer comes near or is over, that day first.

    They are of who keeps the signal to which the idea belongs; without a signal, of who wrote the
    idea down. One query.
    """
    if not user.has(Permission.SIGNAL_WRITE):
        return []
    day = today()
    until = day - timedelta(days=rules.PROMISED.soon)
    found = []
    for idea, text, answer_by in _WAITING.rows(user=user.pk, until=until):
        band = rules.band(rules.PROMISED, since=answer_by, today=day)
        if band is not None:
            found.append(Promise(idea, text, rules.promise(answer_by, today=day), band))
    return found


def _written() -> QuerySet[Any, Any]:
    user = Slot("user", UUIDField())
    mine = Q(signal__owner=user) | Q(signal__isnull=True, noted_by=user)
    due = Idea.objects.waiting().filter(mine, answer_by__lte=Slot("until", DateField()))
    return due.order_by("answer_by", "id").values_list("id", "text", "answer_by")[:MOST]


_WAITING = Prepared(_written)
