"""Signing in, and for the functional administrator: who may do what."""

from typing import Any
from uuid import UUID

from allauth.account.views import LoginView
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts import actions, pages
from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.forms import AccountForm, RoleForm
from meedoen.accounts.models import RoleAssignment, User
from meedoen.core.errors import NotPossible, found
from meedoen.core.web import Request, answer_form, page, redirect


class SignIn(LoginView):
    """Mail and password. What went wrong is said with the status that belongs to it."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not form.user.is_active:
            return page(self.request, "account/account_inactive.html", status=403)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        is_held_up = form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts")
        context = self.get_context_data(form=form)
        return page(
            self.request, "account/login.html", status=429 if is_held_up else 422, **context
        )


sign_in = SignIn.as_view()


@require_safe
def users(request: Request) -> HttpResponse:
    """Everybody with an account: roles, teams, last signed in."""
    request.user.must(Permission.USERS_MANAGE)
    return page(request, "accounts/users.html", users=pages.colleagues())


@require_safe
def roles(request: Request) -> HttpResponse:
    """Which role may do what, to be read by whoever it is about."""
    request.user.must(Permission.USERS_MANAGE)
    return page(request, "accounts/roles.html", table=pages.permission_table(), roles=list(Role))


@require_http_methods(["GET", "HEAD", "POST"])
def open_account(request: Request) -> HttpResponse:
    """A new colleague gets an account."""
    request.user.must(Permission.USERS_MANAGE)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = actions.open_account(by=request.user, **form.facts)
        messages.success(
            request, _("Het account staat klaar. Geef het wachtwoord persoonlijk door.")
        )
        return redirect("accounts:user", user.pk)
    return answer_form(request, "accounts/open.html", form)


@require_safe
def user(request: Request, user_id: UUID) -> HttpResponse:
    """One account: the roles held now and before."""
    return _show(request, _colleague(request, user_id), RoleForm())


@require_POST
def give_role(request: Request, user_id: UUID) -> HttpResponse:
    """A colleague holds one role more. Giving it twice changes nothing."""
    colleague = _colleague(request, user_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _show(request, colleague, form, status=422)
    role = Role(form.cleaned_data["role"])
    if role not in colleague.roles:
        actions.give_role(colleague, role=role, by=request.user)
        messages.success(request, _("De rol is gegeven."))
    return redirect("accounts:user", user_id)


@require_POST
def end_role(request: Request, user_id: UUID, given_id: UUID) -> HttpResponse:
    """A colleague no longer holds this role."""
    colleague = _colleague(request, user_id)
    given = found(RoleAssignment.objects.filter(user=colleague), pk=given_id)
    if colleague == request.user and given.role == Role.APP_ADMIN:
        raise NotPossible(
            _("U kunt uw eigen rol van beheerder niet stoppen."),
            next_step=_("Laat een andere beheerder dit doen."),
        )
    if given.until is None:
        actions.end_role(given, by=request.user)
        messages.success(request, _("De rol is gestopt."))
    return redirect("accounts:user", user_id)


@require_http_methods(["GET", "HEAD", "POST"])
def close_account(request: Request, user_id: UUID) -> HttpResponse:
    """Somebody no longer works here; asked once more before it is done."""
    colleague = _colleague(request, user_id)
    if colleague == request.user:
        raise NotPossible(
            _("U kunt uw eigen account niet sluiten."),
            next_step=_("Laat een andere beheerder dit doen."),
        )
    if request.method == "POST":
        if colleague.is_active:
            actions.close_account(colleague, by=request.user)
            messages.success(request, _("Het account is gesloten."))
        return redirect("accounts:user", user_id)
    return page(request, "accounts/close.html", colleague=colleague)


def _colleague(request: Request, user_id: UUID) -> User:
    request.user.must(Permission.USERS_MANAGE)
    return found(User.objects.all(), pk=user_id)


def _show(request: Request, colleague: User, form: RoleForm, *, status: int = 200) -> HttpResponse:
    held = pages.roles_of(colleague)
    context = {"colleague": colleague, "held": held, "form": form}
    return page(request, "accounts/user.html", status=status, **context)
