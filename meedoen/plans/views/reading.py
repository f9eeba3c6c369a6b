"""Looking at the plan and its papers."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.web import Request, page
from meedoen.documents import pages as documents
from meedoen.documents.models import Document
from meedoen.journeys.models import Journey
from meedoen.plans import access, pages
from meedoen.plans.actions import papers, signing
from meedoen.plans.models import Plan
from meedoen.plans.views.forming import look


@require_safe
def detail(request: Request, participant_id: UUID) -> HttpResponse:
    """The newest version of the plan."""
    return _show(request, participant_id)


@require_safe
def version(request: Request, participant_id: UUID, number: int) -> HttpResponse:
    """One version, as it was or as it still holds."""
    return _show(request, participant_id, number=number)


def _show(request: Request, participant_id: UUID, *, number: int | None = None) -> HttpResponse:
    participant, journey = access.to_see(request.user, participant_id)
    if number is not None and journey is None:
        raise Http404
    shown = pages.plan_page(participant, journey, number=number)
    look(request, participant_id)
    is_open = journey is not None and journey.is_open
    return page(
        request,
        "plans/detail.html",
        head=shown.head,
        tab="plan",
        shown=shown,
        plan=shown.plan,
        may_work=is_open and request.user.has(Permission.PLAN),
    )


@require_safe
def paper_plan(request: Request, participant_id: UUID, number: int) -> HttpResponse:
    """The plan on paper."""
    journey, plan = _version(request, participant_id, number)
    content = pages.paper("plan", papers.plan_paper(journey, plan))
    title = _("Plan %(number)s versie %(version)s") % _names(journey, plan)
    return documents.pdf_response(content, title=title)


@require_safe
def paper_accepted(request: Request, participant_id: UUID, number: int) -> HttpResponse:
    """The plan as it was when the participant said yes to it (R66)."""
    _journey, plan = _version(request, participant_id, number)
    acceptance = getattr(plan, "acceptance", None)
    if acceptance is None or acceptance.document_id is None:
        raise Http404
    return _kept(acceptance.document_id)


@require_safe
def paper_commitments(request: Request, participant_id: UUID, number: int) -> HttpResponse:
    """The promises of both sides on paper."""
    journey, plan = _version(request, participant_id, number)
    content = pages.paper("commitments", papers.commitments_paper(journey, plan))
    title = _("Afspraken %(number)s versie %(version)s") % _names(journey, plan)
    return documents.pdf_response(content, title=title)


@require_safe
def paper_agreement(request: Request, participant_id: UUID, number: int) -> HttpResponse:
    """The signed agreement as it was kept; before that the copy to read at home."""
    journey, plan = _version(request, participant_id, number)
    agreement = getattr(plan, "agreement", None)
    if agreement is not None:
        return _kept(agreement.document_id, sha256=agreement.sha256)
    if not plan.is_in_force or not journey.is_open or signing.signing_problem(journey, plan):
        raise Http404
    content = pages.paper("agreement", papers.agreement_paper(journey, plan))
    title = _("Overeenkomst om te lezen %(number)s") % _names(journey, plan)
    return documents.pdf_response(content, title=title)


def _kept(document_id: UUID, *, sha256: str = "") -> HttpResponse:
    """A sealed paper, byte for byte; one that is no longer itself is not shown."""
    document = Document.objects.get(pk=document_id)
    if not document.is_intact() or (sha256 and document.sha256 != sha256):
        raise NotPossible(
            _("Dit papier is niet meer wat er bewaard is. Wij laten het niet zien."),
            next_step=_("Meld dit meteen aan de functioneel beheerder."),
        )
    return documents.file_response(document)


def _version(request: Request, participant_id: UUID, number: int) -> tuple[Journey, Plan]:
    _participant, journey = access.to_see(request.user, participant_id)
    if journey is None:
        raise Http404
    plan = access.numbered(journey, number)
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part="plan")
    return journey, plan


def _names(journey: Journey, plan: Plan) -> dict[str, object]:
    return {"number": journey.participant.case_number, "version": plan.number}
