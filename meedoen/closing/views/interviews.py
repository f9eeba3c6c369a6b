"""The closing interview: begin, write, lay down, correct, take home."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.closing import access, actions, pages
from meedoen.closing.forms import BeginForm, InterviewForm, WhyForm
from meedoen.closing.models import ClosingInterview
from meedoen.closing.views.forming import answer, beside, look, typed
from meedoen.core.errors import NotPossible, Refusal, TooLate
from meedoen.core.time import short_date, today
from meedoen.core.web import Request, page, redirect
from meedoen.documents import pages as documents
from meedoen.documents.models import Document
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.models import Journey
from meedoen.participants.models import Participant

DETAIL = "closing:detail"
Theirs = list[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: Request, participant_id: UUID) -> HttpResponse:
    """The closing interview as it stands: not yet, to begin, in the making, or laid down."""
    if request.method == "POST":
        return _write(request, access.to_close(request.user, participant_id))
    participant, journey = access.to_see(request.user, participant_id)
    look(request, participant_id, "eindgesprek")
    return _show(request, participant, journey)


@require_POST
def begin(request: Request, participant_id: UUID) -> HttpResponse:
    """The talk is planned, or begins right now."""
    journey = access.to_close(request.user, participant_id)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _show(request, journey.participant, journey, begin_form=form, status=422)
    try:
        actions.begin(journey, by=request.user, planned_on=form.cleaned_data["planned_on"])
    except NotPossible as refusal:
        beside(form, refusal)
        return _show(request, journey.participant, journey, begin_form=form, status=refusal.status)
    return redirect(DETAIL, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, participant_id: UUID) -> HttpResponse:
    """What was laid down is put right in a new version."""
    journey = access.to_close(request.user, participant_id)
    form = WhyForm(
        typed(request),
        label=_("Wat moet er verbeterd worden?"),
        missing=_("Schrijf op wat er verbeterd moet worden."),
    )
    return answer(
        request, journey, form,
        work=lambda facts: actions.correct(journey, by=request.user, why=facts["why"]),
        title=_("Eindgesprek verbeteren"),
        intro=_("De vorige versie blijft bewaard. De nieuwe begint met alles wat daarin stond."),
        submit=_("Begin de verbetering"),
        back=DETAIL,
        part="eindgesprek",
    )  # fmt: skip


@require_safe
def version(request: Request, participant_id: UUID, number: int) -> HttpResponse:
    """One version, also an older one."""
    participant, journey = access.to_see(request.user, participant_id)
    if journey is None:
        raise Http404
    look(request, participant_id, "eindgesprek")
    return _show(request, participant, journey, number=number)


@require_safe
def paper(request: Request, participant_id: UUID, number: int) -> HttpResponse:
    """The paper that was given along, byte for byte."""
    _participant, journey = access.to_see(request.user, participant_id)
    if journey is None:
        raise Http404
    interview = access.numbered(journey, number)
    if interview.document_id is None:
        raise Http404
    look(request, participant_id, "eindgesprek")
    document = Document.objects.get(pk=interview.document_id)
    if not document.is_intact():
        raise NotPossible(
            _("Dit papier is niet meer wat er bewaard is. Wij laten het niet zien."),
            next_step=_("Meld dit meteen aan de functioneel beheerder."),
        )
    return documents.file_response(document)


def _write(request: Request, journey: Journey) -> HttpResponse:
    """Keep it, or lay it down. Whatever the answer is, nothing that was typed gets lost."""
    interview = access.interview_of(journey)
    if interview is None:
        # Nothing was begun: the page says why, or offers to begin.
        return _show(request, journey.participant, journey, status=409)
    form = InterviewForm(request.POST, outcomes=access.outcomes_of(interview))
    if not form.is_valid():
        return _show(request, journey.participant, journey, form=form, status=422)
    holds = request.POST.get("do") == "hold"
    if holds and not form.must_be_whole(journey):
        return _show(request, journey.participant, journey, form=form, status=422)
    verb = actions.hold if holds else actions.keep
    try:
        verb(interview, by=request.user, **form.facts)
    except Refusal as refusal:
        return _refused(request, journey, form, refusal)
    return _done(request, journey, holds=holds)


def _done(request: Request, journey: Journey, *, holds: bool) -> HttpResponse:
    if not holds:
        messages.success(request, _("Bewaard. U kunt later verder gaan."))
        return redirect(DETAIL, journey.participant_id)
    interview = access.held_of(journey)
    if interview is not None and interview.wants_aftercare:
        messages.success(
            request,
            _("Het eindgesprek is vastgelegd. Hieronder staat wanneer wij vragen hoe het gaat."),
        )
        return redirect("closing:aftercare", journey.participant_id)
    messages.success(request, _("Het eindgesprek is vastgelegd en het traject is goed afgerond."))
    return redirect(DETAIL, journey.participant_id)


def _refused(
    request: Request, journey: Journey, form: InterviewForm, refusal: Refusal
) -> HttpResponse:
    """Somebody was first, or the road does not allow it: both texts on one page."""
    theirs = Theirs()
    fresh = access.interview_of(journey)
    if isinstance(refusal, TooLate) and fresh is not None:
        theirs = _theirs(form, fresh)
    beside(form, refusal)
    return _show(
        request, journey.participant, journey, form=form, theirs=theirs, status=refusal.status
    )


def _theirs(form: InterviewForm, fresh: ClosingInterview) -> Theirs:
    standing = InterviewForm.start(fresh, access.outcomes_of(fresh))
    found = [(_("Opgeslagen door"), fresh.saved_by.name)]
    for name, field in form.fields.items():
        if name == "version" or standing.get(name) == form.cleaned_data.get(name):
            continue
        value = standing.get(name)
        if hasattr(value, "year"):
            value = short_date(value)
        labels = {str(key): label for key, label in getattr(field, "choices", ())}
        found.append((str(field.label), str(labels.get(str(value), value or _("niets")))))
    return found


def _show(
    request: Request,
    participant: Participant,
    journey: Journey | None,
    *,
    form: InterviewForm | None = None,
    begin_form: BeginForm | None = None,
    theirs: Theirs | None = None,
    number: int | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = pages.interview_page(journey, number=number) if journey else None
    may_work = request.user.has(Permission.EXIT)
    if form is None and shown and shown.interview and shown.step == "draft":
        form = _open_form(shown)
    context: dict[str, Any] = {
        "head": heads.head(participant, journey),
        "tab": "road",
        "shown": shown,
        "form": form,
        "begin_form": begin_form or BeginForm(),
        "may_work": may_work,
        "theirs": theirs,
        "may_reopen": bool(journey and journeys.may_reopen(journey)),
    }
    return page(request, "closing/interview.html", status=status, **context)


def _open_form(shown: pages.InterviewPage) -> InterviewForm:
    assert shown.interview is not None
    initial = InterviewForm.start(shown.interview, shown.outcomes)
    if initial["held_on"] is None:
        planned = shown.interview.planned_on
        initial["held_on"] = planned if planned and planned <= today() else today()
    return InterviewForm(initial=initial, outcomes=shown.outcomes)
