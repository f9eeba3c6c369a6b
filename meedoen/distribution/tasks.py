"""Working out a large distribution beside the web process."""

from uuid import UUID

from django_tasks import task

from meedoen.accounts.models import User
from meedoen.distribution import actions
from meedoen.distribution.choices import State
from meedoen.distribution.models import Round


@task()
def run_round(round_id: str, user_id: str) -> int:
    """Make the proposal that was asked for; running it twice makes one."""
    one = Round.objects.filter(pk=UUID(round_id)).first()
    by = User.objects.filter(pk=UUID(user_id)).first()
    if one is None or by is None or one.state != State.SOLVING:
        return 0
    outcome = actions.run(one, by=by)
    return outcome.served if outcome else 0
