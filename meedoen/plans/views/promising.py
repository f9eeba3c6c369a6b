"""Promises of both sides."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meedoen.core.web import Request, redirect
from meedoen.journeys import access as journeys
from meedoen.plans import access, actions
from meedoen.plans.forms import CommitmentForm, DueForm
from meedoen.plans.models import Commitment
from meedoen.plans.views.forming import DETAIL, answer


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, participant_id: UUID) -> HttpResponse:
    """Agree something, in the plan in the making or in the one that holds."""
    journey = access.to_plan(request.user, participant_id)
    plan = access.to_change(request.user, participant_id)
    if not plan.is_draft:
        plan = access.in_force(journey) or plan
    side = request.GET.get("van", "organisation")
    form = CommitmentForm(
        request.POST or None,
        initial={"side": side},
        is_bound=journeys.binding_of(journey) is not None,
    )
    return answer(
        request, journey, form,
        work=lambda facts: actions.add_commitment(
            plan, by=request.user,
            **{name: value for name, value in facts.items() if name != "version"},
        ),
        title=_("Een afspraak erbij"),
        submit=_("Zet bij de afspraken"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, participant_id: UUID, commitment_id: UUID) -> HttpResponse:
    """Put a promise differently."""
    promise = _promise(request, participant_id, commitment_id)
    names = ("what", "who", "when_text", "version")
    form = CommitmentForm(
        request.POST or None,
        initial={name: getattr(promise, name) for name in names},
        is_bound=False,
        is_new=False,
    )
    return answer(
        request, promise.plan.journey, form,
        work=lambda facts: actions.change_commitment(
            promise, by=request.user,
            **{name: value for name, value in facts.items() if name != "token"},
        ),
        title=_("Afspraak aanpassen"),
        submit=_("Opslaan"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def due(request: Request, participant_id: UUID, commitment_id: UUID) -> HttpResponse:
    """Choose the day by which it is done. For the participant only once something binds (R9)."""
    promise = _promise(request, participant_id, commitment_id)
    is_bound = journeys.binding_of(promise.plan.journey) is not None
    shown = promise.due_on if promise.is_ours or is_bound else None
    form = DueForm(request.POST or None, initial={"due_on": shown, "version": promise.version})
    return answer(
        request, promise.plan.journey, form,
        work=lambda facts: actions.set_due(promise, by=request.user, **facts),
        title=_("Dag kiezen: %(what)s") % {"what": promise.what},
        submit=_("Opslaan"),
    )  # fmt: skip


@require_POST
def done(request: Request, participant_id: UUID, commitment_id: UUID) -> HttpResponse:
    """It is done, or it turns out not to be."""
    promise = _promise(request, participant_id, commitment_id)
    actions.finish_commitment(promise, done=request.POST.get("done") == "1", by=request.user)
    return redirect("plans:version", participant_id, promise.plan.number)


@require_POST
def remove(request: Request, participant_id: UUID, commitment_id: UUID) -> HttpResponse:
    """Take a promise out of a plan in the making."""
    actions.remove_commitment(_promise(request, participant_id, commitment_id), by=request.user)
    return redirect(DETAIL, participant_id)


def _promise(request: Request, participant_id: UUID, commitment_id: UUID) -> Commitment:
    journey = access.to_plan(request.user, participant_id)
    promise = access.commitment(journey, commitment_id)
    promise.plan.journey = journey
    return promise
