"""The frame round every page: where this user may go."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language, gettext, gettext_lazy as _
from markupsafe import Markup

from meedoen.accounts.choices import Permission


@dataclass(frozen=True, eq=False)
class Place:
    """One line in the sidebar; each is only like itself."""

    label: Promise
    icon: str
    name: str
    needs: Permission | None = None


@dataclass(frozen=True)
class NavItem:
    """A place as this page shows it."""

    label: str
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
    Place(_("Regels voor aanbod"), "checklist", "matching:ruling", Permission.RULES_MANAGE),
    Place(_("Werklijst"), "clock", "watch:limits", Permission.WATCH_SET),
    Place(_("Wie mag wat"), "lock", "accounts:roles", Permission.USERS_MANAGE),
)
MANAGE = "/beheer/"


@dataclass(frozen=True, eq=False)
class Menu:
    """The places of a user with the one where the user is now: made and drawn once."""

    items: tuple[NavItem, ...] = ()

    def __iter__(self) -> Iterator[NavItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


NOWHERE = Menu()
HIDDEN = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">')


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the layout needs: user, navigation, messages."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        user = None
    path = request.path
    return {
        "user": user,
        "nav": _navigation(user, path) if user else NOWHERE,
        "managed": _managed(user, path) if user and path.startswith(MANAGE) else NOWHERE,
        "may": user.has if user else _nothing,
        "Permission": Permission,
        "messages": get_messages(request),
        **_tokens(request),
    }


def _tokens(request: HttpRequest) -> dict[str, Any]:
    """The secret against forged forms, masked once for the whole page."""
    token = SimpleLazyObject(lambda: get_token(request))
    return {"csrf_token": token, "csrf_input": SimpleLazyObject(lambda: HIDDEN.format(token))}


def _nothing(permission: Permission) -> bool:
    return False


def _navigation(user: Any, path: str) -> Menu:
    here = MANAGE if path.startswith(MANAGE) else _here(_open_to(user.permissions, PLACES), path)
    return _menu(user.permissions, here, get_language())


def _managed(user: Any, path: str) -> Menu:
    allowed = _open_to(user.permissions, MANAGED)
    return _marked(allowed, _here(allowed, path), get_language())


@lru_cache(maxsize=2_000)
def _menu(permissions: frozenset[Permission], here: str, language: str | None) -> Menu:
    items = [*_marked(_open_to(permissions, PLACES), here, language)]
    managed = _open_to(permissions, MANAGED)
    if managed:
        _first, url = managed[0]
        items.append(NavItem(gettext("Beheer"), "settings", url, here == MANAGE))
    return Menu(tuple(items))


@lru_cache(maxsize=2_000)
def _marked(allowed: tuple[tuple[Place, str], ...], here: str, language: str | None) -> Menu:
    items = [NavItem(str(one.label), one.icon, url, url == here) for one, url in allowed]
    return Menu(tuple(items))


@lru_cache(maxsize=500)
def _open_to(
    permissions: frozenset[Permission], places: tuple[Place, ...]
) -> tuple[tuple[Place, str], ...]:
    """The places that somebody with these permissions may enter, with their addresses."""
    found = [(one, _address(one.name)) for one in places]
    return tuple(
        (one, url)
        for one, url in found
        if url is not None and (one.needs is None or one.needs in permissions)
    )


def _here(allowed: tuple[tuple[Place, str], ...], path: str) -> str:
    """The address of the place where the user is now: the longest that fits."""
    urls = (url for _place, url in allowed if _is_in(path, url))
    return max(urls, key=len, default="")


def _is_in(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


@cache
def _address(name: str) -> str | None:
    """Where this place is; None when this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
