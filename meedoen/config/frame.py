"""The frame round every page: where this user may go."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.choices import Permission


@dataclass(frozen=True)
class Place:
    """One line in the sidebar."""

    label: Promise
    icon: str
    name: str
    needs: Permission | None = None
    # Whoever may do this finds the place on another page already.
    unless: Permission | None = None


@dataclass(frozen=True)
class NavItem:
    """A place as this page shows it."""

    label: Promise
    icon: str
    url: str
    active: bool


PLACES = (
    Place(_("Mijn werk"), "home", "workbench:home"),
    Place(_("Deelnemers"), "users", "workbench:caseload", Permission.LANGUAGE_SEE),
    Place(_("Lijsten inlezen"), "upload", "imports:list", Permission.IMPORT),
    Place(_("Aanbod"), "layout-grid", "offers:list", Permission.OFFER_SEE),
    Place(_("Netwerk"), "building-community", "network:list", Permission.NETWORK_SEE),
    Place(_("Cijfers"), "chart-bar", "reports:figures", Permission.FIGURES_SEE),
    Place(_("Stroomschema"), "sitemap", "journeys:flow", Permission.FLOW_SEE),
    Place(
        _("Vragenlijsten"),
        "clipboard",
        "questionnaires:list",
        Permission.FORMS_MANAGE,
        unless=Permission.USERS_MANAGE,
    ),
    Place(_("Beheer"), "settings", "accounts:users", Permission.USERS_MANAGE),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the layout needs: user, navigation, messages."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        user = None
    return {
        "user": user,
        "nav": _navigation(user, request.path) if user else [],
        "may": user.has if user else _nothing,
        "Permission": Permission,
        "messages": get_messages(request),
    }


def _nothing(permission: Permission) -> bool:
    return False


def _navigation(user: Any, path: str) -> list[NavItem]:
    items = []
    for place in PLACES:
        if place.needs is not None and not user.has(place.needs):
            continue
        if place.unless is not None and user.has(place.unless):
            continue
        url = _address(place.name)
        if url is None:
            continue
        active = path == url if url == "/" else path.startswith(url)
        items.append(NavItem(place.label, place.icon, url, active))
    return items


@cache
def _address(name: str) -> str | None:
    """Where this place is; None when this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
