"""Sessions in the database, as Django keeps them; asked for with a prepared question."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from meedoen.core.prepared import Prepared, Slot

_RUNNING = Prepared(
    lambda: Session.objects.filter(
        session_key=Slot("key", models.CharField()),
        expire_date__gt=Slot("now", models.DateTimeField()),
    ).values_list("session_data", named=True)
)


class SessionStore(db.SessionStore):
    """Every request of somebody who has signed in begins with this."""

    def _get_session_from_db(self) -> Any:
        found = _RUNNING.rows(key=self.session_key, now=timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None
