"""About colleagues: how busy they are, where they work, what they do, when they are away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.coaching import access, actions, pages, rules
from meedoen.coaching.forms import AbsenceForm, AreaForm, ReturnForm, SkillForm, WorkloadForm
from meedoen.coaching.models import WorkArea
from meedoen.core.errors import NotPossible, Refusal, found
from meedoen.core.time import dutch_date, today
from meedoen.core.web import Request, answer_form, page, public, redirect
from meedoen.teams import actions as teams
from meedoen.teams.models import Absence, Specialisation, Workload


@require_safe
def overview(request: Request) -> HttpResponse:
    """Everybody who guides people, and where somebody has to act."""
    request.user.must(Permission.CONTACT_WRITE)
    return page(request, "coaching/colleagues.html", shown=pages.overview(request.user))


@public
@require_safe
def explain(request: Request) -> HttpResponse:
    """How we count how busy somebody is, and what a proposal looks at; for everybody to read."""
    context: dict[str, Any] = {
        "phases": [*rules.PHASES.values(), rules.INTERPRETER, rules.CHILDCARE],
        "points": [
            {"label": rules.TOLD[code], "points": rules.POINTS[code]} for code in rules.TOLD
        ],
        "full_week": rules.FULL_WEEK,
        "full_room": rules.FULL_ROOM,
        "usual_hours": rules.USUAL_HOURS,
    }
    return page(request, "coaching/rules.html", **context)


@require_safe
def colleague(request: Request, colleague_id: UUID) -> HttpResponse:
    """One colleague: what they can take on, where, in which languages, and when not."""
    return _show(request, access.to_see(request.user, colleague_id))


@require_http_methods(["GET", "HEAD", "POST"])
def workload(request: Request, colleague_id: UUID) -> HttpResponse:
    """Hours, how many people suit, languages."""
    shown = access.to_arrange(request.user, colleague_id, on=today())
    before = Workload.objects.filter(user=shown).first()
    form = WorkloadForm(request.POST if request.method == "POST" else None, workload=before)
    status = 200
    if form.is_valid():
        try:
            teams.set_workload(shown, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.message} {refusal.next_step}")
            status = refusal.status
        else:
            messages.success(request, _("De werkgegevens zijn opgeslagen."))
            return redirect("coaching:colleague", colleague_id)
    if status != 200:
        return page(request, "coaching/workload.html", status=status, form=form, colleague=shown)
    return answer_form(request, "coaching/workload.html", form, colleague=shown)


@require_POST
def add_area(request: Request, colleague_id: UUID) -> HttpResponse:
    """A colleague works in one neighbourhood more."""
    shown = access.to_arrange(request.user, colleague_id, on=today())
    form = AreaForm(request.POST)
    if not form.is_valid():
        return _show(request, shown, area_form=form)
    actions.work_in(shown, by=request.user, **form.cleaned_data)
    return redirect("coaching:colleague", colleague_id)


@require_POST
def end_area(request: Request, colleague_id: UUID, area_id: UUID) -> HttpResponse:
    """A colleague no longer works in this neighbourhood."""
    shown = access.to_arrange(request.user, colleague_id, on=today())
    area = found(WorkArea.objects.filter(user=shown), pk=area_id)
    actions.leave_area(area, by=request.user)
    return redirect("coaching:colleague", colleague_id)


@require_POST
def add_skill(request: Request, colleague_id: UUID) -> HttpResponse:
    """A colleague takes up a task from experience."""
    shown = access.to_arrange(request.user, colleague_id, on=today())
    form = SkillForm(request.POST)
    if not form.is_valid():
        return _show(request, shown, skill_form=form)
    teams.specialise(shown, by=request.user, **form.cleaned_data)
    return redirect("coaching:colleague", colleague_id)


@require_POST
def end_skill(request: Request, colleague_id: UUID, skill_id: UUID) -> HttpResponse:
    """A colleague no longer does this task."""
    shown = access.to_arrange(request.user, colleague_id, on=today())
    skill = found(Specialisation.objects.filter(user=shown), pk=skill_id)
    teams.unspecialise(skill, by=request.user)
    return redirect("coaching:colleague", colleague_id)


@require_POST
def add_absence(request: Request, colleague_id: UUID) -> HttpResponse:
    """A colleague is away for a while; who has people is led on to the deputies."""
    shown = access.to_arrange(request.user, colleague_id, on=today())
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _show(request, shown, absence_form=form)
    try:
        teams.note_absence(shown, by=request.user, **form.cleaned_data)
    except NotPossible as refusal:
        form.add_error("since", f"{refusal.message} {refusal.next_step}")
        return _show(request, shown, absence_form=form)
    messages.success(request, _("De afwezigheid is opgeschreven."))
    if request.user.has(Permission.COACH_ASSIGN):
        return redirect("coaching:cover", colleague_id)
    return redirect("coaching:colleague", colleague_id)


@require_http_methods(["GET", "HEAD", "POST"])
def end_absence(request: Request, colleague_id: UUID, absence_id: UUID) -> HttpResponse:
    """A colleague is back, or comes back on another day."""
    shown = access.to_arrange(request.user, colleague_id, on=today())
    absence = found(Absence.objects.filter(user=shown).select_related("user"), pk=absence_id)
    form = ReturnForm(request.POST if request.method == "POST" else None, absence=absence)
    status = 200
    if form.is_valid():
        if form.cleaned_data["until"] == absence.until:
            return redirect("coaching:colleague", colleague_id)
        try:
            actions.set_return(absence, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.message} {refusal.next_step}")
            status = refusal.status
        else:
            day = dutch_date(absence.until) or _("nog onbekend")
            messages.success(request, _("De eerste dag terug is: %(day)s.") % {"day": day})
            return redirect("coaching:colleague", colleague_id)
    context: dict[str, Any] = {"colleague": shown, "absence": absence}
    if status != 200:
        return page(request, "coaching/return.html", status=status, form=form, **context)
    return answer_form(request, "coaching/return.html", form, **context)


def _show(request: Request, shown: User, **forms: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "area_form": AreaForm(),
        "skill_form": SkillForm(),
        "absence_form": AbsenceForm(),
        **forms,
    }
    status = 422 if forms else 200
    told = pages.colleague_page(shown, user=request.user)
    return page(request, "coaching/colleague.html", status=status, shown=told, **context)
