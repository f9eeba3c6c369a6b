"""Drafts for tests, and the list that Meedoen brings."""

from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.accounts.tests.factories import make_user
from meedoen.intake import access as intake
from meedoen.intake.choices import Kind
from meedoen.questionnaires import actions, rules
from meedoen.questionnaires.models import Draft

LIST: dict[str, Any] = {
    "code": "proef",
    "version": 1,
    "title": "Proef",
    "guide": ["Met wie heb ik te maken?", "Wat zijn iemands mogelijkheden?"],
    "closing": "Kortom?",
    "later": {"comes": "along"},
    "options": {"places": [{"code": "park", "label": "park"}, {"code": "shop", "label": "winkel"}]},
    "sections": [
        {
            "code": "story", "slug": "verhaal", "letter": "A", "label": "Verhaal", "guide": [1],
            "questions": [
                {"code": "story", "kind": "long", "label": "Wat wilt u vertellen?", "rows": 8},
                {"code": "dream", "kind": "short", "label": "Wat is uw droom?", "extra": True},
                {"code": "visits", "kind": "several", "label": "Waar komt u?", "options": "places"},
            ],
        },
        {
            "code": "help", "slug": "hulp", "label": "Hulp", "test": True,
            "questions": [
                {"code": "consent", "kind": "yes_no", "label": "Mogen wij dit opschrijven?"},
                {"code": "helper", "kind": "short", "label": "Wie helpt u?", "needs": "consent"},
                {"code": "likes", "kind": "several", "label": "Waar wilt u heen?",
                 "options": "places"},
                {"code": "ease", "kind": "scale", "label": "Hoe gaat het?", "low": 0, "high": 5},
            ],
        },
    ],
}  # fmt: skip


def make_manager(name: str = "") -> User:
    """A functional administrator."""
    return make_user(Role.APP_ADMIN, name=name)


def make_draft(*, by: User | None = None) -> Draft:
    """A draft of the intake, as it was when it began."""
    return actions.begin(intake.current_list(), by=by or make_manager())


def seen(draft: Draft, question: str) -> str:
    """What somebody who has the page of this question open has seen."""
    fresh = Draft.objects.get(pk=draft.pk)
    return rules.stamp(rules.question_as_seen(fresh.definition, question))


def order(draft: Draft) -> str:
    """What somebody who has the list open has seen."""
    return rules.stamp(rules.order_of(Draft.objects.get(pk=draft.pk).definition))


def new_question(label: str = "Wat kunt u een buur leren?", **facts: Any) -> dict[str, Any]:
    """The facts of a question with a long answer."""
    return {"label": label, "kind": Kind.LONG.value, **facts}
