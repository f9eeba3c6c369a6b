"""Taking over a list beside the web process."""

from uuid import UUID

from django_tasks import task

from meedoen.imports import actions
from meedoen.imports.choices import State
from meedoen.imports.models import Batch


@task()
def run_import(batch_id: str) -> int:
    """Take over everything in this list that is ready; running it twice does nothing twice."""
    batch = Batch.objects.select_related("started_by").filter(pk=UUID(batch_id)).first()
    if batch is None or batch.state != State.IMPORTING or batch.started_by is None:
        return 0
    return actions.run(batch, by=batch.started_by).done
