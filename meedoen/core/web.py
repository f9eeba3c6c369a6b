"""The small vocabulary of our views: page, answer, redirect."""

from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required as public
from django.core.cache import cache
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.middleware import HtmxDetails

from meedoen.core.time import now

__all__ = ["Request", "answer_form", "is_too_often", "no_store", "page", "public", "redirect"]


class Request(HttpRequest):
    """What our middleware makes of a request (for reading and for types)."""

    user: Any
    htmx: HtmxDetails


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """One of our pages. `status` 422 keeps what was typed and says what is wrong."""
    return render(request, template, context, status=status)


def answer_form(
    request: HttpRequest, template: str, form: BaseForm, **context: Any
) -> HttpResponse:
    """The page of a form: 422 when it was sent and is not right, 200 when it is new."""
    status = 422 if form.is_bound and not form.is_valid() else 200
    return page(request, template, status=status, form=form, **context)


def no_store(response: HttpResponse) -> HttpResponse:
    """Personal pages stay out of every cache, the browser's back-button included."""
    response.headers["Cache-Control"] = "no-store"
    return response


def is_too_often(who: str, *, minutes: int, most: int) -> bool:
    """Whether this one has asked more often in this stretch of minutes than anybody needs to."""
    stretch = int(now().timestamp()) // (minutes * 60)
    key = f"often:{sha256(who.encode()).hexdigest()[:32]}:{stretch}"
    cache.add(key, 0, minutes * 60)
    try:
        return cache.incr(key) > most
    except ValueError:  # made room in between
        return False
