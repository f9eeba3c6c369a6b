"""Making a new version of a road: begin, change phase by phase, publish or throw away."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change, move
from meedoen.core.time import now
from meedoen.journeys import access as journeys, actions as roads
from meedoen.journeys.models import Flow
from meedoen.workflow import access
from meedoen.workflow.models import Revision
from meedoen.workflow.rules import versions as rules


@transaction.atomic
def begin(base: Flow, *, by: User) -> Revision:
    """Somebody wants to change the road: a draft that starts as the version of today.

    Of every road there is at most one draft; who begins again gets the one that is there.
    """
    by.must(Permission.FLOW_EDIT)
    there = access.draft_of(base.route)
    if there is not None:
        return there
    try:
        with transaction.atomic():
            made = Revision.objects.create(
                route=base.route, base=base, definition=base.definition, made_by=by
            )
    except IntegrityError:  # somebody else began in the same moment
        there = access.draft_of(base.route)
        assert there is not None
        return there
    audit.record("workflow.begun", made, by=by, facts={"route": base.route})
    return made


@transaction.atomic
def edit(draft: Revision, code: str, *, by: User, version: int, **facts: Any) -> Revision:
    """One phase says it otherwise in the draft; what would break the road is refused."""
    by.must(Permission.FLOW_EDIT)
    definition = rules.edited(draft.definition, code, facts)
    for problem in rules.problems(definition, base=draft.base.definition):
        if problem.code in {code, ""}:
            raise NotPossible(problem.words)
    change(draft, version=version, definition=definition)
    audit.record("workflow.edited", draft, by=by, facts={"phase": code, "fields": sorted(facts)})
    return draft


@transaction.atomic
def publish(draft: Revision, *, by: User, version: int, note: str = "") -> Flow:
    """The draft becomes the road for journeys that begin from now on; running ones keep theirs."""
    by.must(Permission.FLOW_EDIT)
    current = journeys.current_flow(draft.route)
    if current.pk != draft.base_id:
        raise NotPossible(
            _("Er is intussen een nieuwere versie van deze weg."),
            next_step=_("Gooi dit concept weg en begin opnieuw met de versie van nu."),
        )
    wrong = rules.problems(draft.definition, base=current.definition)
    if wrong:
        raise NotPossible(wrong[0].words, next_step=_("Pas het concept aan en publiceer daarna."))
    if not rules.differences(current.definition, draft.definition):
        raise NotPossible(_("Er is nog niets veranderd."), next_step=_("Pas eerst een fase aan."))
    definition = rules.numbered(draft.definition, current.version + 1)
    change(draft, version=version, definition=definition)
    flow = roads.publish_flow(definition)
    if flow is None:
        raise TooLate(_("Iemand anders heeft net een nieuwe versie gepubliceerd."))
    move(draft, "publish", note=note, decided_by=by, decided_at=now(), flow=flow)
    audit.record(
        "workflow.published", draft, by=by,
        facts={"route": draft.route, "version": flow.version},
    )  # fmt: skip
    return flow


@transaction.atomic
def drop(draft: Revision, *, by: User) -> Revision:
    """The draft goes away; the road stays as it is."""
    by.must(Permission.FLOW_EDIT)
    move(draft, "drop", decided_by=by, decided_at=now())
    audit.record("workflow.dropped", draft, by=by, facts={"route": draft.route})
    return draft
