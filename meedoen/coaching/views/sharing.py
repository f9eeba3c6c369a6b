"""Everybody of one colleague at once: deputies while they are away, others when they leave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from meedoen.coaching import access, actions, pages
from meedoen.coaching.forms import CoverForm, HandOverForm, ShareForm, chosen
from meedoen.core.errors import Refusal
from meedoen.core.time import today
from meedoen.core.web import Request, answer_form, page, redirect


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: Request, colleague_id: UUID) -> HttpResponse:
    """Share out who stands in while a colleague is away."""
    colleague = access.to_share_out(request.user, colleague_id)
    sharing = pages.to_cover(colleague, user=request.user, shows_all=_wants_all(request))
    away = sharing.absence
    days = {"first_day": max(today(), away.since) if away else today()}
    if away and away.until:
        days["last_day"] = type(away.until).fromordinal(away.until.toordinal() - 1)
    form = CoverForm(_typed(request), sharing=sharing, initial=days)
    if form.is_valid():
        told = {
            "first_day": form.cleaned_data["first_day"], "last_day": form.cleaned_data["last_day"],
        }  # fmt: skip
        people = chosen(list(access.guides()), form.chosen_ids())
        try:
            number = actions.share_deputies(colleague, chosen=people, by=request.user, **told)
        except Refusal as refusal:
            return _refused(request, "coaching/cover.html", form, refusal, sharing=sharing)
        text = ngettext(
            "%(number)d deelnemer heeft een waarnemer.",
            "%(number)d deelnemers hebben een waarnemer.",
            number,
        )
        messages.success(request, text % {"number": number})
        return redirect("coaching:cover", colleague_id)
    return answer_form(request, "coaching/cover.html", form, sharing=sharing)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, colleague_id: UUID) -> HttpResponse:
    """The people of a colleague who leaves, or has left, get another fixed contact person."""
    colleague = access.to_share_out(request.user, colleague_id)
    sharing = pages.to_hand_over(colleague, user=request.user, shows_all=_wants_all(request))
    form = HandOverForm(_typed(request), sharing=sharing)
    if form.is_valid():
        people = chosen(list(access.guides()), form.chosen_ids())
        try:
            handed = actions.hand_over(
                colleague, chosen=people, reason=form.cleaned_data["reason"], by=request.user
            )
        except Refusal as refusal:
            return _refused(request, "coaching/hand_over.html", form, refusal, sharing=sharing)
        text = ngettext(
            "%(number)d deelnemer is overgedragen en krijgt bericht.",
            "%(number)d deelnemers zijn overgedragen en krijgen bericht.",
            handed.done,
        )
        messages.success(request, text % {"number": handed.done})
        return redirect("coaching:hand_over", colleague_id)
    return answer_form(request, "coaching/hand_over.html", form, sharing=sharing)


def _wants_all(request: Request) -> bool:
    return request.GET.get("alles") == "1"


def _typed(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _refused(
    request: Request, template: str, form: ShareForm, refusal: Refusal, **context: Any
) -> HttpResponse:
    form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
    return page(request, template, status=refusal.status, form=form, **context)
