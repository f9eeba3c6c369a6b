"""The conversation: the overview, and one section at a time that saves itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.web import Request, page, redirect
from meedoen.intake import access, actions, pages, rules
from meedoen.intake.forms import SectionForm
from meedoen.intake.models import Intake, SectionAnswers
from meedoen.intake.rules import Question, Section
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants

OVERVIEW = "intake:overview"
# Tells the page that opens next whose text has arrived, so that the browser forgets its copy.
KEPT = "meedoen_kept"


@dataclass(frozen=True)
class Sheet:
    """One section as it lies before somebody; before an assessor the test part of it."""

    intake: Intake
    part: Section
    is_test: bool = False

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that this person can go to."""
        outline = self.intake.outline
        return outline.assessed_parts if self.is_test else outline.sections

    @property
    def leave(self) -> frozenset[str]:
        """The questions of this section that are not on the sheet."""
        whole = self.intake.outline.section(self.part.code)
        return whole.codes - self.part.codes if whole else frozenset()

    @property
    def number(self) -> int:
        """Where this section stands in the row, counted from one."""
        return [one.code for one in self.sections].index(self.part.code) + 1

    @property
    def beside(self) -> tuple[Section | None, Section | None]:
        """The section before this one, and the one after it."""
        parts, number = self.sections, self.number
        before = parts[number - 2] if number > 1 else None
        return before, parts[number] if number < len(parts) else None

    @property
    def overview(self) -> str:
        """Where this person comes from."""
        name = "intake:language" if self.is_test else OVERVIEW
        return reverse(name, args=[self.intake.journey.participant_id])

    def address(self, part: Section | None = None) -> str:
        """Where this section, or another one, is filled in."""
        name = "intake:test" if self.is_test else "intake:section"
        return reverse(name, args=[self.intake.journey.participant_id, (part or self.part).slug])


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
        return _save(request, Sheet(intake, part))
    participant = participants.to_see(request.user, participant_id)
    found = journeys.latest(participant)
    intake = access.intake_of(found) if found else None
    part = _part(intake, slug)
    if found is None or intake is None or not _may_work(request, found):
        return redirect(OVERVIEW, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="intake")
    return _open(request, Sheet(intake, part))


@require_http_methods(["GET", "HEAD", "POST"])
def test(request: Request, participant_id: UUID, slug: str) -> HttpResponse:
    """The test part of a section, for an assessor: the rest of the intake stays closed."""
    intake, part = access.to_test(request.user, participant_id, slug=slug)
    sheet = Sheet(intake, part, is_test=True)
    if request.method == "POST":
        return _save(request, sheet)
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part="taal")
    return _open(request, sheet)


def _open(request: Request, sheet: Sheet) -> HttpResponse:
    saved = access.sections_of(sheet.intake)
    standing = saved.get(sheet.part.code)
    answers = standing.answers if standing else None
    form = SectionForm(sheet.part, answers=answers, version=standing.version if standing else 0)
    return _sheet_page(request, sheet, form=form, saved=saved)


def _save(request: Request, sheet: Sheet) -> HttpResponse:
    form = SectionForm(sheet.part, request.POST)
    by_itself = bool(request.htmx)
    if not form.is_valid() and not (by_itself and form.may_save_the_rest):
        return _not_saved(request, sheet, form)
    answers, take = form.answers, form.take
    if take:
        standing = access.section_of(sheet.intake, sheet.part.code)
        theirs = standing.answers if standing else {}
        answers = rules.compose(sheet.part, mine=answers, theirs=theirs, take=take)
    try:
        saved = actions.save_section(
            sheet.intake,
            section=sheet.part.code,
            answers=answers,
            version=form.cleaned_data["version"],
            seen=form.cleaned_data["seen"],
            page=form.cleaned_data["page"],
            leave=sheet.leave | form.wrong,
            is_final=not by_itself,
            by=request.user,
        )
    except TooLate as late:
        return _choose(request, sheet, form=form, mine=answers, late=late)
    except NotPossible as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _not_saved(request, sheet, form)
    return _kept(request, sheet, form, saved) if by_itself else _go_on(request, sheet, form)


def _go_on(request: Request, sheet: Sheet, form: SectionForm) -> HttpResponse:
    """Where the button, or the section that was clicked, leads to."""
    go = request.POST.get("go", "")
    before, after = sheet.beside
    clicked = next((one for one in sheet.sections if one.slug == go), None)
    wanted = {"back": before, "next": after, "stay": sheet.part}.get(go, clicked)
    response = redirect(sheet.address(wanted) if wanted else sheet.overview)
    if form.cleaned_data["page"]:
        response.set_cookie(
            KEPT, form.cleaned_data["page"], max_age=300, path="/deelnemers/",
            secure=settings.SESSION_COOKIE_SECURE, samesite="Strict",
        )  # fmt: skip
    return response


def _sheet_page(
    request: Request,
    sheet: Sheet,
    *,
    form: SectionForm,
    saved: dict[str, SectionAnswers],
    status: int = 200,
) -> HttpResponse:
    before, after = sheet.beside
    journey = sheet.intake.journey
    standing = saved.get(sheet.part.code)
    return page(
        request,
        "intake/test.html" if sheet.is_test else "intake/section.html",
        status=status,
        head=heads.head(journey.participant, journey),
        tab="language" if sheet.is_test else "intake",
        narrow=sheet.is_test,
        sheet=sheet,
        form=form,
        section=sheet.part,
        outline=sheet.intake.outline,
        progress=pages.progress(
            journey, sheet.intake, viewer=request.user, saved=saved, sections=sheet.sections
        ),
        draft=pages.draft(request.user, sheet.intake, sheet.part, is_test=sheet.is_test),
        before=before,
        after=after,
        saved_text=pages.saved_text(standing, request.user),
        notices=rules.notices(sheet.part, standing.answers if standing else {}),
    )


def _status(request: Request, sheet: Sheet, *, status: int = 200, **context: Any) -> HttpResponse:
    """The small piece of the page that says what was saved, with what to go on from."""
    given = {"saved_text": "", "notices": [], "problem": "", "fresh": [], "clash": False, **context}
    return page(request, "intake/_status.html", status=status, sheet=sheet, **given)


def _kept(request: Request, sheet: Sheet, form: SectionForm, saved: SectionAnswers) -> HttpResponse:
    """While typing: what arrived is said, and so is what could not be kept yet."""
    wrong = [question for question in sheet.part.questions if question.code in form.wrong]
    stale = [
        f"“{question.label}”"
        for question in sheet.part.questions
        if question.code not in form.wrong
        and rules.mark(saved.answers.get(question.code)) != form.shown.get(question.code, "")
    ]
    return _status(
        request,
        sheet,
        status=422 if wrong else 200,
        version=saved.version,
        seen=rules.write_marks(form.shown),
        saved_text=pages.saved_text(saved, request.user),
        notices=rules.notices(sheet.part, saved.answers),
        problem=_problem(form, wrong) if wrong else "",
        fresh=stale,
    )


def _problem(form: SectionForm, wrong: list[Question]) -> str:
    labels = "; ".join(f"“{one.label}”" for one in wrong)
    said = _("Nog niet opgeslagen. Kijk bij %(labels)s.") % {"labels": labels}
    return f"{said} {form.errors[wrong[0].code][0]}"


def _not_saved(request: Request, sheet: Sheet, form: SectionForm) -> HttpResponse:
    if not request.htmx:
        saved = access.sections_of(sheet.intake)
        return _sheet_page(request, sheet, form=form, saved=saved, status=422)
    reasons = [str(error) for errors in form.errors.values() for error in errors]
    said = [_("Nog niet opgeslagen."), *reasons[:1]]
    return _status(request, sheet, status=422, problem=" ".join(said), **_as_sent(request))


def _choose(
    request: Request, sheet: Sheet, *, form: SectionForm, mine: dict[str, Any], late: TooLate
) -> HttpResponse:
    """Somebody else saved in between: both texts beside each other, nothing is lost."""
    if request.htmx:
        problem = _("%(message)s. Er is niets verloren: bekijk beide teksten en kies.")
        return _status(
            request, sheet, status=422, clash=True, **_as_sent(request),
            problem=problem % {"message": late.message},
        )  # fmt: skip
    journey, theirs = sheet.intake.journey, late.now["answers"]
    shown = rules.marks(sheet.part, theirs)
    seen = form.cleaned_data["seen"]
    if seen is not None:
        shown = {**seen, **{code: shown.get(code, "") for code in late.now["codes"]}}
    return page(
        request,
        "intake/choose.html",
        status=late.status,
        head=heads.head(journey.participant, journey),
        tab="language" if sheet.is_test else "intake",
        narrow=sheet.is_test,
        sheet=sheet,
        form=form,
        late=late,
        seen=rules.write_marks(shown),
        saved_text=pages.moment_text(late.now["at"]),
        differences=[
            one
            for one in pages.differences(sheet.part, mine=mine, theirs=theirs)
            if one.code in late.now["codes"]
        ],
    )


def _as_sent(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("version", "seen")}


def _part(intake: Intake | None, slug: str) -> Section:
    part = (intake.outline if intake else pages.current_outline()).by_slug(slug)
    if part is None:
        raise Http404
    return part


def _may_work(request: Request, journey: Journey | None) -> bool:
    return journey is not None and journey.is_open and request.user.has(Permission.INTAKE)
