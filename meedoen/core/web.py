"""The small vocabulary of our views: page, answer, redirect."""

from typing import Any

from django.contrib.auth.decorators import login_not_required as public
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.middleware import HtmxDetails

__all__ = ["Request", "answer_form", "no_store", "page", "public", "redirect"]


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
