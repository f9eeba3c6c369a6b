"""Taking over a package beside the web process."""

import logging
from uuid import UUID

from django.db import Error
from django_tasks import task

from meedoen.core.errors import Refusal
from meedoen.exchange import actions
from meedoen.exchange.choices import State
from meedoen.exchange.models import Batch

log = logging.getLogger("django.meedoen.exchange")


@task()
def take_over(batch_id: str) -> str:
    """All of this package or nothing; when it fails the package says so and can be tried again."""
    batch = Batch.objects.select_related("started_by").filter(pk=UUID(batch_id)).first()
    if batch is None or batch.state != State.RUNNING or batch.started_by is None:
        return ""
    try:
        actions.run(batch, by=batch.started_by)
    except (Error, Refusal, ValueError, KeyError) as problem:
        log.exception("exchange: %s was not taken over", batch_id)
        batch.refresh_from_db()
        actions.fail(batch, by=batch.started_by, why=type(problem).__name__)
    return batch.state
