"""The desk: my work, the list of people, search, and letting somebody in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.ids import new_id
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.participants import access as participants
from meedoen.participants.forms import RegistrationForm
from meedoen.workbench import actions, pages
from meedoen.workbench.forms import CaseloadForm


@require_safe
def home(request: Request) -> HttpResponse:
    """My work: who needs what next, and who came in lately."""
    whole = request.GET.get("heel", "")
    desk = pages.desk(request.user, whole=whole)
    return page(request, "workbench/home.html", desk=desk, whole=lambda band: f"heel={band}")


@require_safe
def caseload(request: Request) -> HttpResponse:
    """The people this user may see, fifty at a time."""
    request.user.must(Permission.LANGUAGE_SEE)
    form = CaseloadForm(request.GET)
    wanted = form.wanted()
    shown = pages.caseload(request.user, wanted)
    context: dict[str, Any] = {"form": form, "shown": shown, "wanted": wanted, "query": form.query}
    template = "workbench/_caseload.html" if request.htmx else "workbench/caseload.html"
    return page(request, template, **context)


@require_safe
def search(request: Request) -> HttpResponse:
    """People who fit what was typed, while typing."""
    text = request.GET.get("q", "")[:200].replace("\x00", "")
    found = pages.search(request.user, text)
    template = "workbench/_found.html" if request.htmx else "workbench/search.html"
    return page(request, template, text=text.strip(), found=found)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request, *, is_quick: bool = False) -> HttpResponse:
    """A new person. Who may be the same is shown before anything is kept."""
    request.user.must(Permission.REGISTER)
    template = "workbench/register.html"
    if request.method != "POST":
        return page(request, template, form=RegistrationForm(), is_quick=is_quick)
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return answer_form(request, template, form, is_quick=is_quick)
    doubles = participants.doubles(request.user, form.identity())
    mark = pages.mark_of(doubles)
    if doubles and form.cleaned_data["anyway"] != mark:
        context: dict[str, Any] = {
            "form": form,
            "is_quick": is_quick,
            "doubles": doubles,
            "mark": mark,
        }
        return page(request, template, status=422, **context)
    return _admit(request, form)


def _admit(request: Request, form: RegistrationForm) -> HttpResponseRedirect:
    token = form.cleaned_data["token"] or new_id()
    participant = actions.admit(token, by=request.user, **form.facts())
    messages.success(request, _("De aanmelding is opgeslagen. U ziet nu het dossier."))
    return redirect("dossier:overview", participant.pk)
