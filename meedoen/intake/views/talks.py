"""The pages of the intake: overview, one section at a time, and the advice."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.web import Request, page, redirect
from meedoen.intake import access, actions, pages, rules
from meedoen.intake.forms import AdviceForm, SectionForm
from meedoen.intake.models import Intake, SectionAnswers
from meedoen.intake.rules import Section
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants
from meedoen.participants.models import Participant

OVERVIEW = "intake:overview"


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: Request, participant_id: UUID) -> HttpResponse:
    """What is known so far, where to go on, and the buttons to begin and to complete."""
    if request.method == "POST":
        return _begin_or_complete(request, participant_id)
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="intake")
    journey = journeys.latest(participant)
    return page(
        request,
        "intake/overview.html",
        head=heads.head(participant, journey),
        tab="intake",
        intake=pages.progress(journey, viewer=request.user) if journey else None,
        advice=access.advice_of(journey) if journey else None,
        may_work=_may_work(request, journey),
    )


def _begin_or_complete(request: Request, participant_id: UUID) -> HttpResponse:
    journey = journeys.to_work_on(request.user, participant_id, permission=Permission.INTAKE)
    if request.POST.get("do") == "complete":
        intake = access.intake_of(journey) or actions.begin(journey, by=request.user)
        actions.complete(intake, by=request.user)
        messages.success(request, _("De intake is afgerond. Aanvullen kan altijd nog."))
        return redirect(OVERVIEW, participant_id)
    intake = actions.begin(journey, by=request.user)
    return redirect("intake:section", participant_id, intake.outline.sections[0].slug)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: Request, participant_id: UUID, slug: str) -> HttpResponse:
    """One part of the conversation. Saves itself while typing; two colleagues never overwrite."""
    if request.method == "POST":
        journey = journeys.to_work_on(request.user, participant_id, permission=Permission.INTAKE)
        intake = access.intake_of(journey)
        part = _part(intake, slug)
        intake = intake or actions.begin(journey, by=request.user)
        return _save(request, intake, part)
    participant = participants.to_see(request.user, participant_id)
    found = journeys.latest(participant)
    intake = access.intake_of(found) if found else None
    part = _part(intake, slug)
    if found is None or intake is None or not _may_work(request, found):
        return redirect(OVERVIEW, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="intake")
    saved = access.sections_of(intake)
    mine = saved.get(part.code)
    form = SectionForm(
        part, answers=mine.answers if mine else None, version=mine.version if mine else 0
    )
    return _section_page(request, intake, part, form=form, saved=saved)


def _save(request: Request, intake: Intake, part: Section) -> HttpResponse:
    form = SectionForm(part, request.POST)
    if not form.is_valid():
        return _not_saved(request, intake, part, form)
    by_itself = bool(request.htmx)
    answers, take = form.answers, form.take
    if take:
        standing = access.section_of(intake, part.code)
        theirs = standing.answers if standing else {}
        answers = rules.compose(part, mine=answers, theirs=theirs, take=take)
    try:
        saved = actions.save_section(
            intake,
            section=part.code,
            answers=answers,
            version=form.cleaned_data["version"],
            page=form.cleaned_data["page"],
            is_final=not by_itself,
            by=request.user,
        )
    except TooLate as late:
        return _choose(request, intake, part, form=form, mine=answers, late=late)
    except NotPossible as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _not_saved(request, intake, part, form)
    if by_itself:
        return _status(request, part, saved=saved)
    return _go_on(request, intake, part)


def _go_on(request: Request, intake: Intake, part: Section) -> HttpResponse:
    """Where the button, or the section that was clicked, leads to."""
    participant_id, go = intake.journey.participant_id, request.POST.get("go", "")
    before, after = intake.outline.beside(part)
    wanted = {"back": before, "next": after, "stay": part}.get(go, intake.outline.by_slug(go))
    if wanted is None:
        return redirect(OVERVIEW, participant_id)
    return redirect("intake:section", participant_id, wanted.slug)


def _section_page(
    request: Request,
    intake: Intake,
    part: Section,
    *,
    form: SectionForm,
    saved: dict[str, SectionAnswers] | None = None,
    status: int = 200,
) -> HttpResponse:
    before, after = intake.outline.beside(part)
    journey = intake.journey
    mine = saved.get(part.code) if saved else None
    return page(
        request,
        "intake/section.html",
        status=status,
        head=heads.head(journey.participant, journey),
        tab="intake",
        form=form,
        section=part,
        outline=intake.outline,
        progress=pages.progress(journey, intake, viewer=request.user, saved=saved),
        before=before,
        after=after,
        saved_text=pages.saved_text(mine, request.user),
        notices=rules.notices(part, mine.answers if mine else {}),
    )


def _status(
    request: Request, part: Section, *, saved: SectionAnswers | None, **context: Any
) -> HttpResponse:
    """The small piece of the page that says that it was saved, with the version to go on from."""
    return page(
        request,
        "intake/_status.html",
        **{
            "status": 200,
            "version": saved.version if saved else 0,
            "saved_text": pages.saved_text(saved, request.user),
            "notices": rules.notices(part, saved.answers if saved else {}),
            "problem": "",
            **context,
        },
    )


def _not_saved(request: Request, intake: Intake, part: Section, form: SectionForm) -> HttpResponse:
    if not request.htmx:
        return _section_page(request, intake, part, form=form, status=422)
    labels = [str(form[name].label) for name in form.errors if name in form.fields]
    return _status(
        request,
        part,
        saved=None,
        status=422,
        version=request.POST.get("version", "0"),
        problem=_("Nog niet opgeslagen. Kijk bij: %(labels)s") % {"labels": "; ".join(labels)},
    )


def _choose(
    request: Request,
    intake: Intake,
    part: Section,
    *,
    form: SectionForm,
    mine: dict[str, Any],
    late: TooLate,
) -> HttpResponse:
    """Somebody else saved in between: both texts beside each other, nothing is lost."""
    if request.htmx:
        return _status(
            request,
            part,
            saved=None,
            status=422,
            version=form.cleaned_data["version"],
            problem=_("%(message)s Kies Opslaan: dan ziet u beide teksten naast elkaar.")
            % {"message": late.message},
        )
    journey = intake.journey
    return page(
        request,
        "intake/choose.html",
        status=late.status,
        head=heads.head(journey.participant, journey),
        tab="intake",
        form=form,
        section=part,
        late=late,
        saved_text=pages.moment_text(late.now["at"]),
        differences=pages.differences(part, mine=mine, theirs=late.now["answers"]),
    )


def _part(intake: Intake | None, slug: str) -> Section:
    part = (intake.outline if intake else pages.current_outline()).by_slug(slug)
    if part is None:
        raise Http404
    return part


def _may_work(request: Request, journey: Journey | None) -> bool:
    return journey is not None and journey.is_open and request.user.has(Permission.INTAKE)


@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: Request, participant_id: UUID) -> HttpResponse:
    """The kernvraag and what we advise; every version stays."""
    if request.method == "POST":
        return _advise(request, participant_id)
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="advies")
    journey = journeys.latest(participant)
    form = None
    if journey and journey.is_open and request.user.has(Permission.ADVICE):
        form = AdviceForm(initial=AdviceForm.initial_from(access.advice_of(journey)))
    return _advice_page(request, participant, journey, form=form)


def _advise(request: Request, participant_id: UUID) -> HttpResponse:
    journey = journeys.to_work_on(request.user, participant_id, permission=Permission.ADVICE)
    form = AdviceForm(request.POST)
    if not form.is_valid():
        return _advice_page(request, journey.participant, journey, form=form, status=422)
    try:
        actions.advise(journey, by=request.user, **form.cleaned_data)
    except TooLate as late:
        form.go_on_from(late.now["advice"].version)
        return _advice_page(
            request, journey.participant, journey, form=form, status=late.status, late=late
        )
    messages.success(request, _("Het advies is opgeslagen."))
    return redirect("intake:advice", participant_id)


def _advice_page(
    request: Request,
    participant: Participant,
    journey: Journey | None,
    *,
    form: AdviceForm | None,
    status: int = 200,
    late: TooLate | None = None,
) -> HttpResponse:
    progress = pages.progress(journey) if journey else None
    return page(
        request,
        "intake/advice.html",
        status=status,
        head=heads.head(participant, journey),
        tab="intake",
        form=form,
        late=late,
        advices=access.advices_of(journey) if journey else [],
        closing=(progress.outline if progress else pages.current_outline()).closing,
        own_words=pages.own_words(progress) if progress else [],
    )
