"""The HSDS API: read-only, for everybody, without persons."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial, wraps
from itertools import count
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from meedoen.core.text import clean
from meedoen.core.web import public
from meedoen.exchange import pages
from meedoen.exchange.choices import Root
from meedoen.exchange.rules.openapi import document
from meedoen.exchange.rules.tables import VERSION
from meedoen.exchange.rules.trees import Tree

MOST = 500
MOST_MINIMAL = 25_000
AT_A_TIME = 200
LINES = "ndjson"
View = Callable[..., Any]


class BadQuery(Exception):
    """A parameter that makes no sense; the text says which and why."""


def problem(status: int, title: str, detail: str) -> JsonResponse:
    """A refusal that programs can read (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def door(view: View) -> View:
    """Open to everybody and every website, for reading; closed when the setting says so."""

    # Nothing is written here, so there is nothing to forge: who tries hears so as a program.
    @csrf_exempt
    @public
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return entered


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if not settings.HSDS_OPEN:
        return problem(404, "Not found", "This installation does not publish its directory.")
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in {"GET", "HEAD"}:
        refused = problem(405, "Method not allowed", "This API is for reading only.")
        refused.headers["Allow"] = "GET, HEAD, OPTIONS"
        return refused
    try:
        found = view(request, *args, **kwargs)
    except BadQuery as wrong:
        return problem(400, "Bad request", str(wrong))
    except Http404:
        return problem(404, "Not found", "There is nothing at this address.")
    if isinstance(found, Iterator):
        lines = found if request.method == "GET" else iter(())
        return StreamingHttpResponse(lines, content_type="application/x-ndjson")
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def _number(request: HttpRequest, name: str, otherwise: int, most: int) -> int:
    text = request.GET.get(name, "")
    if not text:
        return otherwise
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:10]) <= most):
        raise BadQuery(f"{name}: a whole number from 1 to {most}.")
    return int(text)


def _paging(request: HttpRequest, most: int = MOST) -> dict[str, Any]:
    if request.GET.get("format", "json") not in {"json", LINES}:
        raise BadQuery("format: json or ndjson.")
    return {
        "page": _number(request, "page", 1, 1_000_000),
        "per_page": _number(request, "per_page", min(50, most), most),
        "search": clean(request.GET.get("search", ""))[:200],
    }


def _listed(
    request: HttpRequest, page_of: Callable[..., pages.Listing], most: int = MOST
) -> Tree | Iterator[str]:
    """One page; as lines everything from the first to the last, without pages."""
    asked = _paging(request, most)
    if request.GET.get("format") != LINES:
        return page_of(**asked).as_json
    return _lines(page_of, asked["search"])


def _lines(page_of: Callable[..., pages.Listing], search: str) -> Iterator[str]:
    """One record on each line, fetched so many at a time that memory stays small."""
    for page in count(1):
        listing = page_of(page=page, per_page=AT_A_TIME, search=search)
        for tree in listing.contents:
            yield json.dumps(tree, ensure_ascii=False) + "\n"
        if listing.last_page:
            return


def _uuid(request: HttpRequest, name: str) -> UUID | None:
    text = request.GET.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadQuery(f"{name}: a UUID.") from None


def _flag(request: HttpRequest, name: str) -> bool:
    text = request.GET.get(name, "false").lower()
    if text not in {"", "true", "false", "1", "0"}:
        raise BadQuery(f"{name}: true or false.")
    return text in {"true", "1"}


def _moment(request: HttpRequest, name: str) -> datetime | None:
    text = request.GET.get(name, "").replace(" ", "+")
    try:
        moment = datetime.fromisoformat(text) if text else None
        if moment is None or timezone.is_aware(moment):
            return moment
        return timezone.make_aware(moment)
    except (ValueError, OverflowError):
        raise BadQuery(f"{name}: a moment such as 2027-03-14T09:30:00Z.") from None


def _one(found: Tree | None) -> Tree:
    if found is None:
        raise Http404
    return found


@door
def about(request: HttpRequest) -> Tree:
    address = request.build_absolute_uri(reverse("hsds:openapi"))
    profile = "https://docs.openreferral.org/en/3.1/hsds/"
    return {"version": VERSION, "profile": profile, "openapi_url": address}


@door
def openapi(request: HttpRequest) -> Tree:
    return document(request.build_absolute_uri(reverse("hsds:about")), settings.AGENCY_NAME)


@door
def services(request: HttpRequest) -> Tree | Iterator[str]:
    minimal = _flag(request, "minimal")
    asked = pages.Asked(
        organization_id=_uuid(request, "organization_id"),
        taxonomy_id=_uuid(request, "taxonomy_id"),
        taxonomy_term_id=_uuid(request, "taxonomy_term_id"),
        modified_after=_moment(request, "modified_after"),
        minimal=minimal,
        full=_flag(request, "full"),
    )
    most = MOST_MINIMAL if minimal else MOST
    return _listed(request, lambda **some: pages.service_page(replace(asked, **some)), most)


@door
def service(request: HttpRequest, number: UUID) -> Tree:
    return _one(pages.one_service(number))


@door
def organizations(request: HttpRequest) -> Tree | Iterator[str]:
    return _listed(request, partial(pages.organisation_page, full=_flag(request, "full")))


@door
def organization(request: HttpRequest, number: UUID) -> Tree:
    found = pages.organisation_page(page=1, per_page=1, full=True, number=number).contents
    return _one(next((one for one in found if one["id"] == str(number)), None))


@door
def service_at_locations(request: HttpRequest) -> Tree | Iterator[str]:
    return _listed(request, partial(pages.place_page, full=_flag(request, "full")))


@door
def taxonomies(request: HttpRequest) -> Tree | Iterator[str]:
    return _listed(request, partial(pages.term_page, Root.TAXONOMY))


@door
def taxonomy(request: HttpRequest, number: UUID) -> Tree:
    return _one(pages.vocabulary(Root.TAXONOMY)[Root.TAXONOMY].get(str(number)))


@door
def taxonomy_terms(request: HttpRequest) -> Tree | Iterator[str]:
    wanted = _uuid(request, "taxonomy_id")
    above, top = _uuid(request, "parent_id"), _flag(request, "top_only")

    def keep(tree: Tree) -> bool:
        return (
            (wanted is None or tree.get("taxonomy_id") == str(wanted))
            and (above is None or tree.get("parent_id") == str(above))
            and not (top and tree.get("parent_id"))
        )

    return _listed(request, partial(pages.term_page, Root.TERM, keep=keep))


@door
def taxonomy_term(request: HttpRequest, number: UUID) -> Tree:
    return _one(pages.vocabulary(Root.TERM)[Root.TERM].get(str(number)))


@door
def missing(request: HttpRequest) -> Tree:
    raise Http404
