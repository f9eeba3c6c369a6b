"""Looking: the lists and their history, one version, two versions, counts, and a preview."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.core.errors import found
from meedoen.core.web import Request, page
from meedoen.intake import rules as intake
from meedoen.intake.forms import SectionForm
from meedoen.intake.models import QuestionList
from meedoen.questionnaires import access, pages, rules
from meedoen.questionnaires.choices import Match


@require_safe
def overview(request: Request) -> HttpResponse:
    """Every question list, its versions and the draft that is worked on."""
    access.must_manage(request.user)
    return page(request, "questionnaires/list.html", lists=pages.lists())


@require_safe
def version(request: Request, list_id: UUID) -> HttpResponse:
    """One version, as it was and stays."""
    shown = access.version_to_read(request.user, list_id)
    return page(
        request,
        "questionnaires/version.html",
        shown=shown,
        name=rules.version_name(shown.version),
        outline=intake.read_list(shown.definition),
        draft=access.open_draft(shown.code),
        is_current=shown.pk == access.current(shown.code).pk,
    )


@require_safe
def compare(request: Request, list_id: UUID) -> HttpResponse:
    """Two versions beside each other, question by question: what compares and what does not."""
    new = access.version_to_read(request.user, list_id)
    others = [one for one in access.versions_of(new.code) if one.pk != new.pk]
    chosen = request.GET.get("met", "")
    old = found(QuestionList.objects.filter(code=new.code), pk=chosen) if chosen else None
    if old is None and others:
        old = next((one for one in others if one.version < new.version), others[0])
    lines, counted = pages.compared(old.definition, new.definition) if old else ([], {})
    whole = request.GET.get("toon") == "alles"
    return page(
        request,
        "questionnaires/compare.html",
        new=new,
        new_name=rules.version_name(new.version),
        old=old,
        old_name=rules.version_name(old.version) if old else "",
        others=[(one.pk, rules.version_name(one.version)) for one in others],
        lines=lines if whole else [line for line in lines if line.differs],
        whole=whole,
        counted=counted,
        kind_label=pages.kind_label,
        Match=Match,
    )


@require_safe
def figures(request: Request, list_id: UUID) -> HttpResponse:
    """Which questions nobody fills in: counts only, no dossier."""
    shown = access.version_to_read(request.user, list_id)
    return page(
        request,
        "questionnaires/figures.html",
        shown=shown,
        name=rules.version_name(shown.version),
        figures=pages.figures(shown),
        others=[
            (one.pk, rules.version_name(one.version)) for one in access.versions_of(shown.code)
        ],
        latest=pages.LATEST,
        small=rules.SMALL,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Request, draft_id: UUID) -> HttpResponse:
    """A part of the draft as it will look. What is typed can be tried, and is kept nowhere."""
    draft = access.draft_to_see(request.user, draft_id)
    outline = intake.read_list(draft.definition)
    code = request.GET.get("deel", "")
    part = outline.section(code) if code else outline.sections[0]
    if part is None:
        raise Http404
    is_sent = request.method == "POST"
    form = SectionForm(part, request.POST if is_sent else None)
    is_right = is_sent and form.is_valid()
    kept = form.answers if is_right else {}
    words = [(one.label, intake.in_words(one, kept.get(one.code))) for one in part.questions]
    return page(
        request,
        "questionnaires/preview.html",
        status=422 if is_sent and not is_right else 200,
        draft=draft,
        outline=outline,
        section=part,
        form=form,
        is_tried=is_right,
        words=[(label, text or _("open gelaten")) for label, text in words],
    )
