"""The answer to the plan, the signature, and the beginning."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meedoen.core.errors import NotPossible, Refusal
from meedoen.core.web import Request, page, redirect
from meedoen.documents import pages as documents, rules as signatures
from meedoen.journeys.models import Journey
from meedoen.participants.choices import LANGUAGES
from meedoen.participants.rules import phone_for_reading
from meedoen.plans import access, actions
from meedoen.plans.actions import papers, signing
from meedoen.plans.choices import Answer
from meedoen.plans.forms import AnswerForm, SignForm, StartForm
from meedoen.plans.models import Component, Plan
from meedoen.plans.views.forming import DETAIL, answer, look


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: Request, participant_id: UUID) -> HttpResponse:
    """Write down what the participant says to the plan."""
    plan = access.to_change(request.user, participant_id)
    spoken = plan.journey.participant.interpreter_language or "nl"
    form = AnswerForm(request.POST or None, initial={"explained_in": spoken})
    declined = request.POST.get("answer") == Answer.DECLINED
    return answer(
        request, plan.journey, form,
        work=lambda facts: actions.answer(plan, by=request.user, **facts),
        title=_("Wat vindt de deelnemer van dit plan?"),
        submit=_("Leg het antwoord vast"),
        done=_("Opgeschreven. Maak samen een ander plan.") if declined else _("Opgeschreven."),
        intro=_("Ja en nee zijn allebei goed. Bij nee maakt u samen een ander plan."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, participant_id: UUID) -> HttpResponse:
    """The screen turns to the participant, who reads and signs, or does not sign yet."""
    journey = access.to_plan(request.user, participant_id)
    spoken = journey.participant.interpreter_language or "nl"
    form = SignForm(request.POST or None, initial={"explained_in": spoken})
    if form.is_bound and form.is_valid():
        status = _sign(request, journey, form)
        if not status:
            messages.success(
                request, _("De overeenkomst is getekend en bewaard. Geef een kopie mee.")
            )
            return redirect(DETAIL, participant_id)
    else:
        status = 422 if form.is_bound else 200
    if access.agreement_of(journey) is not None:
        return redirect(DETAIL, participant_id)
    plan = access.in_force(journey)
    if (problem := signing.signing_problem(journey, plan)) or plan is None:
        raise NotPossible(problem, next_step=_("Ga terug naar het plan."))
    look(request, participant_id)
    return _sign_page(request, journey, plan, form, status=status)


def _sign(request: Request, journey: Journey, form: SignForm) -> int:
    facts: dict[str, Any] = dict(form.cleaned_data)
    drawn = facts.pop("strokes")
    try:
        strokes = signatures.read_strokes(drawn) if drawn else None
        if strokes:
            facts["typed_name"] = ""
        actions.sign_agreement(journey, by=request.user, strokes=strokes, **facts)
    except Refusal as refusal:
        field = "strokes" if drawn else "typed_name"
        form.add_error(field, f"{refusal.message} {refusal.next_step}".strip())
        return refusal.status
    return 0


def _sign_page(
    request: Request, journey: Journey, plan: Plan, form: SignForm, *, status: int
) -> HttpResponse:
    we, you = papers.promises(journey, plan)
    return page(
        request,
        "plans/sign.html",
        status=status,
        journey=journey,
        person=journey.participant,
        plan=plan,
        form=form,
        languages=LANGUAGES,
        phone=phone_for_reading(journey.fixed_contact.phone) if journey.fixed_contact else "",
        we=we,
        you=you,
        fixed=documents.AGREEMENT_WORDS,
    )


@require_POST
def give(request: Request, participant_id: UUID) -> HttpResponse:
    """The participant takes the agreement home to read."""
    actions.offer_agreement(access.to_plan(request.user, participant_id), by=request.user)
    messages.success(request, _("Opgeschreven: de overeenkomst is meegegeven om te lezen."))
    return redirect(DETAIL, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, participant_id: UUID, component_id: UUID) -> HttpResponse:
    """Somebody has begun with a part."""
    part = _part(request, participant_id, component_id)
    return answer(
        request, part.plan.journey, StartForm(request.POST or None),
        work=lambda facts: actions.start_component(part, on=facts["on"], by=request.user),
        title=_("Begonnen: %(title)s") % {"title": part.title},
        submit=_("Meld het begin"),
        done=_("Opgeschreven dat dit onderdeel is begonnen."),
        intro=_("De dag waarop de deelnemer echt begon, niet de dag van aanmelden."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, participant_id: UUID, component_id: UUID) -> HttpResponse:
    """Somebody no longer goes there."""
    part = _part(request, participant_id, component_id)
    return answer(
        request, part.plan.journey, StartForm(request.POST or None),
        work=lambda facts: actions.stop_component(part, on=facts["on"], by=request.user),
        title=_("Gestopt: %(title)s") % {"title": part.title},
        submit=_("Meld het einde"),
        done=_("Opgeschreven dat dit onderdeel is gestopt. Praat samen over wat er nu past."),
        intro=_("Een reden hoeft niet. Wat er besproken is, schrijft u bij de contacten."),
    )  # fmt: skip


@require_POST
def attendance(request: Request, participant_id: UUID, component_id: UUID) -> HttpResponse:
    """Agree that somebody is there every time, or no longer (R9: only once something binds)."""
    part = _part(request, participant_id, component_id)
    actions.require_attendance(part, required=request.POST.get("required") == "1", by=request.user)
    return redirect("plans:version", participant_id, part.plan.number)


def _part(request: Request, participant_id: UUID, component_id: UUID) -> Component:
    journey = access.to_plan(request.user, participant_id)
    part = access.component(journey, component_id)
    part.plan.journey = journey
    return part
