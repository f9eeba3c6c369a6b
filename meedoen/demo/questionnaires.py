"""The functional administrator works on the next version of the intake."""

from datetime import timedelta

from meedoen.accounts.models import User
from meedoen.core.time import now, pretend
from meedoen.intake import access as intake
from meedoen.intake.choices import Kind
from meedoen.questionnaires import actions, rules
from meedoen.questionnaires.models import Draft


def work_on_a_draft(by: User) -> None:
    """A draft with something of everything: other words, a new question, one moved, one stopped."""
    with pretend(now() - timedelta(days=6)):
        draft = actions.begin(intake.current_list(), by=by)
    with pretend(now() - timedelta(days=1)):
        draft = actions.change_question(
            draft, code="places", by=by, seen=_seen(draft, "places"),
            facts={"label": "Waar komt u graag in de wijk?"},
        )  # fmt: skip
        facts = {
            "label": "Wat zou u een buur willen leren?",
            "kind": Kind.LONG.value,
            "help": "Iets kleins is ook goed: een recept, een spel.",
        }
        actions.add_question(draft, section="strengths", by=by, facts=facts)
        draft = Draft.objects.get(pk=draft.pk)
        order = rules.stamp(rules.order_of(draft.definition))
        draft = actions.move_question(draft, code="dream", to=0, by=by, seen=order)
        actions.retire_question(draft, code="why_now", by=by, seen=_seen(draft, "why_now"))


def _seen(draft: Draft, code: str) -> str:
    return rules.stamp(rules.question_as_seen(draft.definition, code))
