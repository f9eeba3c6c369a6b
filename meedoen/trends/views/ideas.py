"""Ideas, also of participants (R113): writing them down, and answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import TooLate
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.journeys import pages as heads
from meedoen.trends import access, actions, pages
from meedoen.trends.forms import AnswerForm, IdeaForm


@require_safe
def ideas(request: Request) -> HttpResponse:
    """Ideas that wait for an answer, the oldest first; or those that got one."""
    request.user.must(Permission.FIGURES_SEE)
    answered = request.GET.get("stand") == "beantwoord"
    shown = pages.ideas(request.user, answered=answered, marker=request.GET.get("vanaf", "")[:1000])
    return page(request, "trends/ideas.html", shown=shown, answered=answered, tab="ideas")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, signal_id: UUID | None = None) -> HttpResponse:
    """Write an idea down; from a signal it belongs to that signal."""
    request.user.must(Permission.SIGNAL_WRITE)
    signal = access.to_keep_signal(request.user, signal_id) if signal_id else None
    known = {"theme": signal.theme, "neighbourhood": signal.neighbourhood} if signal else {}
    form = IdeaForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        idea = actions.note_idea(by=request.user, signal=signal, **form.facts)
        messages.success(request, _("Het idee staat erbij."))
        if signal is not None:
            return redirect("trends:signal", signal.pk)
        return redirect("trends:idea", idea.pk)
    return answer_form(request, "trends/idea_form.html", form, signal=signal)


@require_http_methods(["GET", "HEAD", "POST"])
def of_participant(request: Request, participant_id: UUID) -> HttpResponse:
    """What this participant would like to see; we promise an answer."""
    journey = access.to_note(request.user, participant_id)
    request.user.must(Permission.SIGNAL_WRITE)
    known = {"neighbourhood": journey.participant.neighbourhood}
    data = request.POST if request.method == "POST" else None
    form = IdeaForm(data, initial=known, is_theirs=True)
    if form.is_valid():
        actions.note_idea(by=request.user, journey=journey, **form.facts)
        messages.success(
            request, _("Het idee staat erbij. Wij beloven binnen twee weken antwoord.")
        )
        return redirect("trends:person", participant_id)
    return answer_form(
        request, "trends/idea_of.html", form, tab="match",
        head=heads.head(journey.participant, journey),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: Request, idea_id: UUID) -> HttpResponse:
    """One idea, and our answer to it."""
    if request.method != "POST":
        found = access.to_see_idea(request.user, idea_id)
        form = AnswerForm(initial={"version": found.version, "answer": found.answer})
        shown = pages.one_idea(request.user, found)
        return answer_form(request, "trends/idea.html", form, shown=shown)
    found = access.to_answer_idea(request.user, idea_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_idea(found, by=request.user, **form.cleaned_data)
        except TooLate as late:
            found = access.to_answer_idea(request.user, idea_id)
            typed = request.POST.copy()
            typed["version"] = str(found.version)
            form.data = typed
            form.add_error(None, str(late.message))
            form.add_error(None, _("Kijk wat er nu staat. Slaat u weer op, dan geldt wat u typte."))
            shown = pages.one_idea(request.user, found)
            return page(request, "trends/idea.html", status=late.status, form=form, shown=shown)
        messages.success(request, _("Het antwoord staat erbij."))
        return redirect("trends:idea", idea_id)
    shown = pages.one_idea(request.user, found)
    return answer_form(request, "trends/idea.html", form, shown=shown)
