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
    Place(_("Mijn agenda"), "calendar", "appointments:agenda", Permission.LANGUAGE_SEE),
    Place(_("Lijsten inlezen"), "upload", "imports:list", Permission.IMPORT),
    Place(_("Aanbod"), "layout-grid", "offers:list", Permission.OFFER_SEE),
    Place(_("Netwerk"), "building-community", "network:list", Permission.NETWORK_SEE),
    Place(_("Signalen"), "message", "trends:signals", Permission.FIGURES_SEE),
    Place(_("Collega's"), "heart", "coaching:colleagues", Permission.CONTACT_WRITE),
    Place(_("Cijfers"), "chart-bar", "reports:figures", Permission.FIGURES_SEE),
    Place(_("Stroomschema"), "sitemap", "workflow:chart", Permission.FLOW_SEE),
)
# What is kept under Beheer; who may do none of it has no Beheer.
MANAGED = (
    Place(_("Gebruikers"), "users", "accounts:users", Permission.USERS_MANAGE),
    Place(_("Teams"), "users", "teams:list", Permission.USERS_MANAGE),
    Place(_("Vragenlijsten"), "clipboard", "questionnaires:list", Permission.FORMS_MANAGE),
    Place(_("Werklijst"), "clock", "watch:limits", Permission.WATCH_SET),
    Place(_("Wie mag wat"), "lock", "accounts:roles", Permission.USERS_MANAGE),
)
MANAGE = "/beheer/"


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the layout needs: user, navigation, messages."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        user = None
    path = request.path
    return {
        "user": user,
        "nav": _navigation(user, path) if user else [],
        "managed": _open_to(user, MANAGED, path) if user and path.startswith(MANAGE) else [],
        "may": user.has if user else _nothing,
        "Permission": Permission,
        "messages": get_messages(request),
    }


def _nothing(permission: Permission) -> bool:
    return False


def _navigation(user: Any, path: str) -> list[NavItem]:
    items = _open_to(user, PLACES, path)
    managed = _open_to(user, MANAGED, path)
    if managed:
        items.append(NavItem(_("Beheer"), "settings", managed[0].url, path.startswith(MANAGE)))
    return items


def _open_to(user: Any, places: tuple[Place, ...], path: str) -> list[NavItem]:
    """The places this user may enter; the one where the user is now stands out."""
    found = []
    for place in places:
        url = _address(place.name)
        if url is not None and (place.needs is None or user.has(place.needs)):
            found.append((place, url))
    here = max((url for _place, url in found if _is_in(path, url)), key=len, default="")
    return [NavItem(place.label, place.icon, url, url == here) for place, url in found]


def _is_in(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


@cache
def _address(name: str) -> str | None:
    """Where this place is; None when this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
