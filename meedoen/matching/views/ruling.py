"""The rules: for everybody to read, and for the application manager to choose."""

from itertools import zip_longest

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.web import Request, answer_form, page, public, redirect
from meedoen.matching import access, actions, pages
from meedoen.matching.forms import DistancesForm, PublishForm, RulesForm
from meedoen.matching.rules import differences


@public
@require_safe
def rules(request: Request) -> HttpResponse:
    """How suggestions come about, for everybody: residents, auditors, the algorithm register."""
    return page(request, "matching/rules.html", shown=pages.public())


@public
@require_safe
def rules_json(request: Request) -> HttpResponse:
    """The same for a machine: what the algorithm register takes over."""
    described = pages.register(pages.public())
    return JsonResponse(described, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def ruling(request: Request) -> HttpResponse:
    """Which version holds, which one is being made, and what held before."""
    versions = access.versions(request.user)
    lines = [
        (one, pages.changed_by(one, before)) for one, before in zip_longest(versions, versions[1:])
    ]
    return page(
        request, "matching/ruling.html", lines=lines, draft=access.draft(request.user),
        shown=pages.public(),
    )  # fmt: skip


@require_safe
def rule_version(request: Request, number: int) -> HttpResponse:
    """One version as it was published."""
    version = access.version(request.user, number)
    return page(request, "matching/rule_version.html", version=version)


@require_POST
def begin_rules(request: Request) -> HttpResponse:
    access.to_manage(request.user)
    actions.begin(by=request.user)
    return redirect("matching:rules_draft")


@require_http_methods(["GET", "HEAD", "POST"])
def rules_draft(request: Request) -> HttpResponse:
    """Choose what is on and what it weighs, and see what that would do."""
    draft = access.to_edit(request.user)
    form = RulesForm(request.POST if request.method == "POST" else None, draft=draft)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.adjust(draft, settings=form.settings, version=version, by=request.user)
        except TooLate:
            return _too_late(request, form)
        messages.success(request, _("Het concept is bewaard. Er geldt nog niets van."))
        return redirect("matching:rules_draft")
    return answer_form(request, "matching/rules_draft.html", form, shown=pages.draft(draft))


def _too_late(request: Request, form: RulesForm) -> HttpResponse:
    """What a colleague made of it beside what was typed; saving again chooses what was typed."""
    stands = access.to_edit(request.user)
    typed = request.POST.copy()
    typed["version"] = str(stands.version)
    again = RulesForm(typed, draft=stands)
    again.is_valid()
    again.add_error(None, _("Iemand anders heeft dit concept net gewijzigd."))
    again.add_error(None, _("Slaat u weer op, dan geldt wat u koos. Het verschil staat hieronder."))
    return page(
        request, "matching/rules_draft.html", status=409, form=again, shown=pages.draft(stands),
        other=differences(stands.settings, form.settings), stands=stands,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def publish_rules(request: Request) -> HttpResponse:
    """Look at the changes once more, say why, and let them hold."""
    draft = access.to_edit(request.user)
    form = PublishForm(
        request.POST if request.method == "POST" else None, initial={"version": draft.version}
    )
    if form.is_valid():
        try:
            made = actions.publish(draft, by=request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Versie %(name)s geldt nu.") % {"name": made.name})
            return redirect("matching:ruling")
    return answer_form(request, "matching/publish_rules.html", form, shown=pages.draft(draft))


@require_POST
def lay_aside_rules(request: Request) -> HttpResponse:
    actions.lay_aside(access.to_edit(request.user), by=request.user)
    messages.success(request, _("Het concept is weg. De regels van nu gelden nog."))
    return redirect("matching:ruling")


@require_http_methods(["GET", "HEAD", "POST"])
def distances(request: Request) -> HttpResponse:
    """How far it is from one neighbourhood to another."""
    access.to_manage(request.user)
    form = DistancesForm(
        request.POST if request.method == "POST" else None,
        areas=access.neighbourhoods(), far=access.distances(),
    )  # fmt: skip
    if form.is_valid():
        actions.measure(form.far, by=request.user)
        messages.success(request, _("De afstanden zijn bewaard."))
        return redirect("matching:distances")
    return answer_form(request, "matching/distances.html", form)
