"""The road itself has a past too: one version was changed, and of the other a draft lies ready."""

from datetime import timedelta

from meedoen.accounts.models import User
from meedoen.core.time import now, pretend
from meedoen.journeys.access import current_flow
from meedoen.journeys.choices import Route
from meedoen.workflow import actions as workflow
from meedoen.workflow.choices import Paper


def change_the_road(*, adviser: User, admin: User) -> None:
    """The regular road got a second version last month; the neighbourhood road is being changed."""
    with pretend(now() - timedelta(days=30)):
        draft = workflow.begin(current_flow(Route.REGULAR), by=adviser)
        workflow.edit(
            draft, "profile_advice", by=adviser, version=draft.version,
            term_days=8, papers=[Paper.INTAKE.value, Paper.ADVICE.value],
        )  # fmt: skip
        workflow.publish(
            draft, by=adviser, version=draft.version,
            note="Mensen wachtten te lang op hun advies. Het intakeformulier gaat voortaan mee.",
        )  # fmt: skip
    with pretend(now() - timedelta(days=2)):
        draft = workflow.begin(current_flow(Route.NEIGHBOURHOOD), by=admin)
        workflow.edit(
            draft, "warm_up", by=admin, version=draft.version,
            explanation="Iemand doet mee in een groep of een voortraject, zolang dat prettig is.",
        )  # fmt: skip
