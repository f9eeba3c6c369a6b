"""A draft as a whole: begun, put in order, published or laid aside."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.core.errors import NotPossible, Refusal
from meedoen.core.web import Request, page, redirect
from meedoen.questionnaires import access, actions, pages, rules
from meedoen.questionnaires.choices import Difference
from meedoen.questionnaires.forms import PublishForm
from meedoen.questionnaires.models import Draft


@require_POST
def begin(request: Request, list_id: UUID) -> HttpResponse:
    """The work on a next version begins, from this version."""
    version = access.version_to_read(request.user, list_id)
    draft = actions.begin(version, by=request.user)
    return redirect("questionnaires:draft", draft.pk)


@require_safe
def draft(request: Request, draft_id: UUID) -> HttpResponse:
    """The parts of the draft, in the order of the conversation, and what stopped."""
    shown = access.draft_to_edit(request.user, draft_id)
    return page(
        request,
        "questionnaires/draft.html",
        shown=pages.draft_page(shown),
        near=request.GET.get("bij", ""),
        button=request.GET.get("knop", ""),
    )


@require_POST
def arrange(request: Request, draft_id: UUID) -> HttpResponse:
    """One press on a button: a part or question moves, stops, or comes back."""
    shown = access.draft_to_edit(request.user, draft_id)
    seen = request.POST.get("seen", "")
    match request.POST.get("do", "").split(" "):
        case ["move", "section", code, to, button]:
            actions.move_section(shown, code=code, to=_number(to), by=request.user, seen=seen)
            return _back(shown, near=code, button=button)
        case ["move", "question", code, to, button]:
            moved = actions.move_question(
                shown, code=code, to=_number(to), by=request.user, seen=seen
            )
            return _to_section(moved, code, button=button)
        case [("retire" | "restore") as verb, ("section" | "question") as what, code]:
            return _stop_or_return(request, shown, f"{verb} {what}", code, seen)
    raise _not_clear()


def _stop_or_return(
    request: Request, shown: Draft, verb: str, code: str, seen: str
) -> HttpResponse:
    by = request.user
    where = rules.question_in(shown.definition, code) if verb == "retire question" else None
    verbs: dict[str, Callable[[], Draft]] = {
        "retire section": lambda: actions.retire_section(shown, code=code, by=by, seen=seen),
        "restore section": lambda: actions.restore_section(shown, code=code, by=by),
        "retire question": lambda: actions.retire_question(shown, code=code, by=by, seen=seen),
        "restore question": lambda: actions.restore_question(shown, code=code, by=by),
    }
    done = verbs[verb]()
    if verb.startswith("retire"):
        messages.success(
            request,
            _("Dit wordt straks niet meer gevraagd. Wat er al is ingevuld, blijft te lezen."),
        )
    if verb == "restore question":
        return _to_section(done, code, button="up")
    if where is not None:
        return _to(done, "questionnaires:section", deel=where.section["code"])
    return _back(done, near=code if verb == "restore section" else "", button="up")


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, draft_id: UUID) -> HttpResponse:
    """Everything that will be different, and then the button that makes it the new version."""
    shown = access.draft_to_see(request.user, draft_id)
    if request.method != "POST":
        access.must_be_open(shown)
        return _publish_page(request, shown, PublishForm(initial={"version": shown.version}))
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _publish_page(request, shown, form, status=422)
    try:
        made = actions.publish(shown, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        fresh = access.draft_to_see(request.user, draft_id)
        form.data = {"version": str(fresh.version), "note": form.cleaned_data["note"]}
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _publish_page(request, fresh, form, status=refusal.status)
    name = rules.version_name(made.version)
    messages.success(
        request,
        _("Gepubliceerd: %(name)s. Intakes die nu beginnen, krijgen deze.") % {"name": name},
    )
    return redirect("questionnaires:version", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def lay_aside(request: Request, draft_id: UUID) -> HttpResponse:
    """The draft does not become a version; asked once more before it is done."""
    shown = access.draft_to_see(request.user, draft_id)
    if request.method == "POST":
        version = request.POST.get("version", "")
        actions.lay_aside(shown, by=request.user, version=_number(version))
        messages.success(request, _("Het concept is weggelegd."))
        return redirect("questionnaires:list")
    access.must_be_open(shown)
    told = pages.draft_page(shown)
    return page(request, "questionnaires/lay_aside.html", draft=shown, changes=told.changes)


def _publish_page(
    request: Request, shown: Draft, form: PublishForm, *, status: int = 200
) -> HttpResponse:
    versions = access.versions_of(shown.code)
    return page(
        request,
        "questionnaires/publish.html",
        status=status,
        draft=shown,
        form=form,
        changes=rules.changes(versions[0].definition, shown.definition),
        current=rules.version_name(versions[0].version),
        next_name=rules.version_name(rules.next_version([one.version for one in versions])),
        kinds=list(Difference),
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise _not_clear()
    return int(text)


def _not_clear() -> NotPossible:
    return NotPossible(
        _("Deze knop kwam niet goed over. Er is niets veranderd."),
        next_step=_("Ga terug, ververs de pagina en probeer het opnieuw."),
    )


def _back(shown: Draft, *, near: str, button: str) -> HttpResponse:
    return _to(shown, "questionnaires:draft", bij=near, knop=button)


def _to_section(shown: Draft, code: str, *, button: str) -> HttpResponse:
    place = rules.question_in(shown.definition, code)
    if place is None:
        raise Http404
    part = place.section["code"]
    return _to(shown, "questionnaires:section", deel=part, bij=code, knop=button)


def _to(shown: Draft, name: str, **query: str) -> HttpResponse:
    """A page of this draft; with the focus on the button that was pressed, where there is one."""
    asked = urlencode({key: value for key, value in query.items() if value})
    here = "#hier" if query.get("bij") else ""
    return redirect(f"{reverse(name, args=[shown.pk])}?{asked}{here}")
