"""The story: reading it, writing one part, taking over from the intake, and a remark on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.web import Request, page, redirect
from meedoen.journeys import access as journeys, pages as heads
from meedoen.participants.models import Participant
from meedoen.profiles import access, actions, pages, rules
from meedoen.profiles.choices import Part
from meedoen.profiles.forms import RemarkForm, TakeForm, TextForm

PROFILE = "profiles:profile"


@require_safe
def profile(request: Request, participant_id: UUID) -> HttpResponse:
    """Who this is, what they want and what needs care, in their own words."""
    participant = access.to_see(request.user, participant_id)
    look(request, participant)
    journey = journeys.latest(participant)
    may_write = request.user.has(Permission.INTAKE)
    return page(
        request,
        "profiles/profile.html",
        head=heads.head(participant, journey),
        tab="intake",
        shown=pages.profile(participant, journey),
        may_work=may_write and journey is not None and journey.is_open,
        may_remark=may_write,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: Request, participant_id: UUID, slug: str) -> HttpResponse:
    """One part of the story; two colleagues never overwrite each other."""
    which = access.part_at(slug)
    participant = access.to_write(request.user, participant_id)
    if request.method != "POST":
        look(request, participant)
        standing = access.text_of(participant, which)
        typed = {"text": standing.text, "version": standing.version} if standing else {"version": 0}
        return _part_page(request, participant, which, form=TextForm(initial=typed))
    form = TextForm(request.POST)
    if not form.is_valid():
        return _part_page(request, participant, which, form=form, status=422)
    try:
        actions.write(participant, which, by=request.user, **form.cleaned_data)
    except TooLate as late:
        form.go_on_from(late.now["version"])
        return _part_page(request, participant, which, form=form, status=late.status, late=late)
    messages.success(request, _("Opgeslagen."))
    return redirect(PROFILE, participant_id)


@require_POST
def take_over(request: Request, participant_id: UUID, slug: str) -> HttpResponse:
    """What was said in the intake comes into this part."""
    which = access.part_at(slug)
    participant = access.to_write(request.user, participant_id)
    form = TakeForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    words = pages.told_for(journeys.latest(participant), which, code)
    if not words:
        raise NotPossible(
            _("Dit antwoord staat niet meer in de intake."),
            next_step=_("Ga terug naar het profiel en kijk wat er nu staat."),
        )
    actions.take_over(participant, which, words=words, by=request.user)
    messages.success(request, _("Overgenomen uit de intake."))
    back = "profiles:part" if request.POST.get("back") == "part" else ""
    return redirect(back, participant_id, slug) if back else redirect(PROFILE, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: Request, participant_id: UUID) -> HttpResponse:
    """The participant says something of what we wrote."""
    participant = access.to_remark(request.user, participant_id)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.remark(participant, by=request.user, **form.cleaned_data)
        messages.success(request, _("De opmerking staat bij het profiel."))
        return redirect(PROFILE, participant_id)
    look(request, participant)
    return page(
        request,
        "profiles/form.html",
        status=422 if form.is_bound else 200,
        head=heads.head(participant, journeys.latest(participant)),
        tab="intake",
        form=form,
        title=_("Opmerking van de deelnemer"),
        intro=_("Klopt er iets niet, of ontbreekt er iets? De deelnemer mag dat altijd zeggen."),
        submit=_("Zet bij het profiel"),
        quote="",
        theirs=[],
        told=[],
    )


def look(request: Request, participant: Participant) -> None:
    """Somebody opens the profile of this person; HEAD and POST show nothing new."""
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="profiel")


def _part_page(
    request: Request,
    participant: Participant,
    which: Part,
    *,
    form: TextForm,
    status: int = 200,
    late: TooLate | None = None,
) -> HttpResponse:
    journey = journeys.latest(participant)
    context: dict[str, Any] = {
        "head": heads.head(participant, journey),
        "tab": "intake",
        "form": form,
        "late": late,
        "line": pages.part(participant, journey, which),
        "help": rules.PARTS[which].help,
        "guide": pages.guide_for(which),
        "versions": access.versions_of(participant, which),
    }
    return page(request, "profiles/part.html", status=status, **context)
