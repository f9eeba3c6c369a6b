"""For the functional administrator: which teams there are, and who belongs to them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import NotPossible, found
from meedoen.core.time import short_date, today
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.teams import actions, pages
from meedoen.teams.forms import ChangeForm, EndForm, MemberForm, TeamForm
from meedoen.teams.models import Membership, Team


@require_safe
def overview(request: Request) -> HttpResponse:
    """Every team with whoever belongs to it."""
    request.user.must(Permission.USERS_MANAGE)
    cards = pages.teams()
    nobody = pages.received_by_nobody(cards)
    return page(request, "teams/list.html", cards=cards, received_by_nobody=nobody)


@require_http_methods(["GET", "HEAD", "POST"])
def found_team(request: Request) -> HttpResponse:
    """A team starts its work. Sending the same form twice makes one team."""
    request.user.must(Permission.USERS_MANAGE)
    form = TeamForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = form.made or _founded(request, form)
        if made:
            return redirect("teams:team", made.pk)
    return answer_form(request, "teams/found.html", form)


@require_safe
def team(request: Request, team_id: UUID) -> HttpResponse:
    """One team: who is in it, who was, and who leads."""
    shown = _team(request, team_id)
    return _show(request, shown, MemberForm(team=shown))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, team_id: UUID) -> HttpResponse:
    """The team gets another name, or receives other people."""
    changed = _team(request, team_id)
    form = ChangeForm(request.POST if request.method == "POST" else None, team=changed)
    if form.is_valid():
        try:
            actions.change_team(changed, by=request.user, **form.cleaned_data)
        except (IntegrityError, ValidationError):
            form.add_error("category", _("Een ander team ontvangt deze groep al."))
        else:
            messages.success(request, _("Het team is gewijzigd."))
            return redirect("teams:team", team_id)
    return answer_form(request, "teams/change.html", form, team=changed)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, team_id: UUID) -> HttpResponse:
    """The team stops; asked once more before it is done."""
    closed = _team(request, team_id)
    if request.method == "POST":
        actions.close_team(closed, by=request.user)
        messages.success(request, _("Het team is gesloten. Wat het deed, blijft bewaard."))
        return redirect("teams:team", team_id)
    return page(request, "teams/close.html", team=closed, shown=pages.team_page(closed))


@require_POST
def reopen(request: Request, team_id: UUID) -> HttpResponse:
    """The team works again."""
    actions.reopen_team(_team(request, team_id), by=request.user)
    return redirect("teams:team", team_id)


@require_POST
def join(request: Request, team_id: UUID) -> HttpResponse:
    """A colleague joins. Sending the same form twice changes nothing."""
    joined = _team(request, team_id)
    form = MemberForm(request.POST, team=joined)
    if form.is_valid() and (form.made or _joined(request, joined, form)):
        return redirect("teams:team", team_id)
    return _show(request, joined, form)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, team_id: UUID, membership_id: UUID) -> HttpResponse:
    """A colleague leaves on a day; a day that is still to come can be changed."""
    left = _team(request, team_id)
    members = Membership.objects.filter(team=left).select_related("user", "team")
    membership = found(members, pk=membership_id)
    form = EndForm(request.POST if request.method == "POST" else None, membership=membership)
    if form.is_valid() and form.cleaned_data["until"] == membership.until:
        return redirect("teams:team", team_id)
    if membership.until and membership.until <= today():
        raise NotPossible(
            _("Deze collega is al uit dit team, sinds %(day)s.")
            % {"day": short_date(membership.until)},
            next_step=_("Is dat niet goed? Voeg de collega dan opnieuw toe."),
        )
    if form.is_valid():
        until = form.cleaned_data["until"]
        actions.leave(membership, until=until, by=request.user)
        told = {"name": membership.user.name, "day": short_date(until)}
        messages.success(request, _("%(name)s zit tot %(day)s in dit team.") % told)
        return redirect("teams:team", team_id)
    return answer_form(request, "teams/end.html", form, membership=membership)


def _founded(request: Request, form: TeamForm) -> Team | None:
    facts = dict(form.cleaned_data)
    try:
        made = actions.found_team(facts.pop("code"), by=request.user, **facts)
    except (IntegrityError, ValidationError):
        form.add_error(
            None, _("Iemand anders maakte net een team met deze code of voor deze groep.")
        )
        return None
    messages.success(request, _("Het team staat klaar. Voeg nu de collega's toe."))
    return made


def _joined(request: Request, joined: Team, form: MemberForm) -> bool:
    try:
        actions.join(joined, by=request.user, **form.cleaned_data)
    except (IntegrityError, ValidationError):
        form.add_error("user", _("Iemand anders zette deze collega net in dit team."))
        return False
    told = {"name": form.cleaned_data["user"].name}
    messages.success(request, _("%(name)s hoort bij dit team.") % told)
    return True


def _team(request: Request, team_id: UUID) -> Team:
    request.user.must(Permission.USERS_MANAGE)
    return found(Team.objects.all(), pk=team_id)


def _show(request: Request, shown: Team, form: MemberForm) -> HttpResponse:
    return answer_form(request, "teams/team.html", form, shown=pages.team_page(shown))
