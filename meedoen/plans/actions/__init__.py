"""What is done with a plan: drafting, answering, signing, carrying out. The only writer."""

from meedoen.plans.actions.answering import answer
from meedoen.plans.actions.drafting import (
    add_goal,
    add_wish,
    change_goal,
    correct,
    draft,
    propose,
    raise_goal,
    remove_goal,
    revise,
)
from meedoen.plans.actions.ending import end_running, run_again
from meedoen.plans.actions.parts import (
    add_component,
    add_offer,
    change_component,
    remove_component,
)
from meedoen.plans.actions.promises import (
    add_commitment,
    change_commitment,
    finish_commitment,
    remove_commitment,
    set_due,
)
from meedoen.plans.actions.running import require_attendance, start_component, stop_component
from meedoen.plans.actions.signing import offer_agreement, sign_agreement

__all__ = [
    "add_commitment",
    "add_component",
    "add_goal",
    "add_offer",
    "add_wish",
    "answer",
    "change_commitment",
    "change_component",
    "change_goal",
    "correct",
    "draft",
    "end_running",
    "finish_commitment",
    "offer_agreement",
    "propose",
    "raise_goal",
    "remove_commitment",
    "remove_component",
    "remove_goal",
    "require_attendance",
    "revise",
    "run_again",
    "set_due",
    "sign_agreement",
    "start_component",
    "stop_component",
]
