"""Typing: the words of a part, of a question, and of its answers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.core.errors import Refusal, TooLate
from meedoen.core.web import Request, page, redirect
from meedoen.intake.choices import Kind
from meedoen.questionnaires import access, actions, pages, rules
from meedoen.questionnaires.forms import AnswersForm, QuestionForm, SectionForm, SeenForm
from meedoen.questionnaires.models import Draft
from meedoen.questionnaires.rules import Part, Place


@require_safe
def section(request: Request, draft_id: UUID) -> HttpResponse:
    """One part of the draft: its questions in order."""
    draft = access.draft_to_edit(request.user, draft_id)
    part = _part(request, draft)
    return page(
        request,
        "questionnaires/section.html",
        draft=draft,
        section=part,
        rows=pages.question_rows(draft, part),
        seen=rules.stamp(rules.order_of(draft.definition)),
        section_seen=rules.stamp(part),
        near=request.GET.get("bij", ""),
        button=request.GET.get("knop", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_section(request: Request, draft_id: UUID) -> HttpResponse:
    """A new part of the conversation."""
    draft = _draft(request, draft_id)
    form = SectionForm(_sent(request), definition=draft.definition)
    if form.is_valid():
        made = _try(form, lambda: actions.add_section(draft, by=request.user, facts=form.facts))
        if made:
            return _go(draft, "section", deel=made)
    return _form_page(request, "questionnaires/section_form.html", form, draft=draft, section=None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_section(request: Request, draft_id: UUID) -> HttpResponse:
    """Other words round a part."""
    draft = _draft(request, draft_id)
    part = _part(request, draft)
    form = SectionForm(_sent(request), definition=draft.definition, section=part)
    if form.is_valid() and _try(
        form,
        lambda: actions.change_section(
            draft, code=part["code"], by=request.user, seen=form.cleaned_data["seen"],
            facts=form.facts,
        ),
    ):  # fmt: skip
        messages.success(request, _("Het deel is gewijzigd in het concept."))
        return _go(draft, "section", deel=part["code"])
    return _form_page(request, "questionnaires/section_form.html", form, draft=draft, section=part)


@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: Request, draft_id: UUID) -> HttpResponse:
    """A new question: first its kind, then its words."""
    draft = _draft(request, draft_id)
    part = _part(request, draft)
    kind = request.GET.get("soort", "")
    kinds = rules.kinds_to_add()
    if kind not in kinds:
        return page(request, "questionnaires/kinds.html", draft=draft, section=part, kinds=kinds)
    form = QuestionForm(_sent(request), kind=kind, definition=draft.definition)
    if form.is_valid():
        made = _try(
            form,
            lambda: actions.add_question(
                draft, section=part["code"], by=request.user, facts=form.facts
            ),
        )
        if made:
            messages.success(request, _("De vraag staat in het concept."))
            return _go(draft, "section", deel=part["code"], bij=made, knop="up")
    return _form_page(
        request, "questionnaires/question_form.html", form, draft=draft, section=part,
        kind=Kind(kind).label, place=None,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, draft_id: UUID) -> HttpResponse:
    """Other words for a question, another part to ask it in, or no longer asking it."""
    draft = _draft(request, draft_id)
    place = _place(request, draft)
    before = pages.published_question(draft, place.question["code"])
    form = QuestionForm(
        _sent(request),
        kind=place.question["kind"],
        definition=draft.definition,
        place=place,
        published_label=before["label"] if before else "",
    )
    if form.is_valid() and _try(form, lambda: _change(request, draft, place, form)):
        code = place.question["code"]
        messages.success(request, _("De vraag is gewijzigd in het concept."))
        part = form.cleaned_data["section"] or place.section["code"]
        return _go(draft, "section", deel=part, bij=code, knop="up")
    return _question_page(request, draft, place, form)


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: Request, draft_id: UUID) -> HttpResponse:
    """The answers of a choice question: other words, one more, another order, one less."""
    draft = _draft(request, draft_id)
    place = _place(request, draft)
    if not rules.with_options(place.question["kind"]):
        raise Http404
    form = _answers_form(draft, place, _sent(request))
    if form.is_valid() and _try(form, lambda: _change_answers(request, draft, place, form)):
        words = [*request.POST.get("do", "").split(" "), "", "", "", ""]
        near = words[2] if words[0] == "move" else ""
        code = place.question["code"]
        return _go(draft, "answers", vraag=code, bij=near, knop=words[4] if near else "")
    return _answers_page(request, draft, place, form)


def _change(request: Request, draft: Draft, place: Place, form: QuestionForm) -> Draft:
    return actions.change_question(
        draft, code=place.question["code"], by=request.user, seen=form.cleaned_data["seen"],
        facts=form.facts, section=form.cleaned_data["section"],
    )  # fmt: skip


def _change_answers(request: Request, draft: Draft, place: Place, form: AnswersForm) -> Draft:
    """Words that were typed are kept whichever button was pressed."""
    code, by = place.question["code"], request.user
    done = actions.change_answers(
        draft, code=code, by=by, seen=form.cleaned_data["seen"], labels=form.labels,
        new=form.cleaned_data["new"],
    )  # fmt: skip
    seen = rules.stamp(rules.question_as_seen(done.definition, code))
    match request.POST.get("do", "").split(" "):
        case ["move", "answer", option, to, ("up" | "down")] if to.isascii() and to.isdigit():
            return actions.move_answer(
                done, code=code, option=option, to=int(to[:4]), by=by, seen=seen
            )
        case ["retire", option]:
            return actions.retire_answer(done, code=code, option=option, by=by, seen=seen)
        case ["restore", option]:
            return actions.restore_answer(done, code=code, option=option, by=by, seen=seen)
    return done


def _try(form: SeenForm, verb: Callable[[], Any]) -> Any:
    """Do it; a refusal is said in the form, which keeps what was typed."""
    try:
        return verb()
    except TooLate as late:
        form.go_on_from(late.now["seen"])
        form.late = late
    except Refusal as refusal:
        form.refusal = refusal
    return None


def _form_page(request: Request, template: str, form: SeenForm, **context: Any) -> HttpResponse:
    refused = form.late or form.refusal
    status = refused.status if refused else 422 if form.is_bound else 200
    return page(request, template, status=status, form=form, **context)


def _question_page(
    request: Request, draft: Draft, place: Place, form: QuestionForm
) -> HttpResponse:
    code = place.question["code"]
    return _form_page(
        request, "questionnaires/question_form.html", form,
        draft=draft, section=place.section, place=place, kind=pages.kind_label(place.question),
        options=rules.options_of(draft.definition, place.question),
        is_read=code in rules.read_for_offers(),
        seen=rules.stamp(rules.question_as_seen(draft.definition, code)),
    )  # fmt: skip


def _answers_page(request: Request, draft: Draft, place: Place, form: AnswersForm) -> HttpResponse:
    before = access.used_options(draft, place.question["code"])
    return _form_page(
        request, "questionnaires/answers.html", form,
        draft=draft, section=place.section, place=place,
        standing=rules.options_of(draft.definition, place.question),
        stopped=rules.stopped_options(draft.definition, place.question, before=before),
        shared=rules.sharing(draft.definition, place.question),
        near=request.GET.get("bij", ""), button=request.GET.get("knop", ""),
    )  # fmt: skip


def _answers_form(draft: Draft, place: Place, data: Any) -> AnswersForm:
    seen = rules.stamp(rules.question_as_seen(draft.definition, place.question["code"]))
    options = rules.options_of(draft.definition, place.question)
    words = (data.get("do", "") if data else "").split(" ")
    leaving = words[1] if words[0] == "retire" and len(words) == 2 else ""
    return AnswersForm(data, options=options, seen=seen, leaving=leaving)


def _draft(request: Request, draft_id: UUID) -> Draft:
    """The draft; when it was closed in the meantime, what was typed is still shown."""
    if request.method == "POST":
        return access.draft_to_see(request.user, draft_id)
    return access.draft_to_edit(request.user, draft_id)


def _part(request: Request, draft: Draft) -> Part:
    code = request.GET.get("deel", "")
    part = rules.section_in(draft.definition, code)
    if part is None:
        raise _gone(request, code)
    return part


def _place(request: Request, draft: Draft) -> Place:
    code = request.GET.get("vraag", "")
    place = rules.question_in(draft.definition, code)
    if place is None:
        raise _gone(request, code)
    return place


def _gone(request: Request, code: str) -> Exception:
    """Never there; or taken out by a colleague while somebody typed."""
    return rules.gone() if code and request.method == "POST" else Http404()


def _sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _go(draft: Draft, name: str, **query: str) -> HttpResponse:
    """A page of this draft; with the focus where the hand was, where there is such a place."""
    url = reverse(f"questionnaires:{name}", args=[draft.pk])
    asked = urlencode({key: value for key, value in query.items() if value})
    return redirect(f"{url}?{asked}" + ("#hier" if query.get("bij") else ""))
