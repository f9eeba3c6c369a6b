"""One link for a provider, without an account: it is right, it is not, or it is gone."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.core.errors import TooLate, found
from meedoen.core.web import Request, is_too_often, page, public, redirect
from meedoen.offers import access, actions, pages
from meedoen.offers.choices import AnswerKind, AnswerState
from meedoen.offers.forms import ALL, AnswerForm, AskForm
from meedoen.offers.models import Link

MINUTES, MOST = 10, 120


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, offer_id: UUID) -> HttpResponse:
    """Make the secret address for the provider. It is shown this once."""
    offer = access.to_change(request.user, offer_id)
    form = AskForm(request.POST if request.method == "POST" else None)
    address = mail = ""
    if form.is_valid():
        whole = form.cleaned_data["about"] == ALL
        _link, secret = actions.ask(
            offer.organisation, offer=None if whole else offer,
            days=form.cleaned_data["days"], by=request.user,
        )  # fmt: skip
        # Answered at once and not kept anywhere: this is the only time it can be read.
        address = request.build_absolute_uri(reverse("offers:told", args=[secret]))
        mail = _mail(offer.contact_email or offer.organisation.email, address, request.user.name)
    return page(
        request, "offers/ask.html", status=422 if form.is_bound and not address else 200,
        form=form, offer=offer, address=address, mail=mail,
        links=list(access.running_links(offer)),
    )  # fmt: skip


@require_POST
def end_link(request: Request, link_id: UUID) -> HttpResponse:
    actions.end_link(access.link_to_end(request.user, link_id), by=request.user)
    messages.success(request, _("Het adres werkt niet meer."))
    return redirect("offers:answers")


@require_safe
def answers(request: Request) -> HttpResponse:
    """What providers said and nobody looked at yet, and what is still asked."""
    return page(request, "offers/answers.html", shown=pages.asked(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def handle(request: Request, answer_id: UUID) -> HttpResponse:
    """Look at one answer, and take it over or not."""
    answer = access.answer_to_handle(request.user, answer_id)
    if request.method != "POST":
        return page(request, "offers/answer.html", shown=pages.said(answer))
    go = request.POST.get("go")
    if answer.state != AnswerState.OPEN:  # the same button twice, or a colleague was first
        messages.info(request, _("Dit antwoord is al bekeken."))
    elif go == "over":
        if request.POST.get("version") != str(answer.offer.version):
            raise TooLate(
                _("Dit aanbod is net gewijzigd."),
                next_step=_("Open het antwoord opnieuw en kijk of het nog past."),
            )
        actions.accept(answer, version=answer.offer.version, by=request.user)
        messages.success(request, _("Overgenomen."))
    elif go == "niet":
        actions.decline(answer, by=request.user)
        messages.success(request, _("Niet overgenomen. Het aanbod blijft zoals het is."))
    else:
        return page(request, "offers/answer.html", status=422, shown=pages.said(answer))
    return redirect("offers:detail", answer.offer_id)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def told(request: Request, secret: str) -> HttpResponse:
    """The facts as they stand with us, and a button for when they are right."""
    link = _link_behind(secret)
    offers = access.asked_about(link)
    if request.method == "POST":
        offer = found(offers.for_list(), pk=request.POST.get("offer", ""))
        actions.say_right(link, offer, by=link.made_by)
        messages.success(request, _("Dank u wel. “%(name)s” klopt.") % {"name": offer.name})
        return redirect("offers:told", secret)
    shown = pages.told(link, offers)
    return _closed(page(request, "offers/told.html", link=link, shown=shown, secret=secret))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def told_offer(request: Request, secret: str, offer_id: UUID) -> HttpResponse:
    """What is not right about one offer, or that it is gone: a proposal for a colleague."""
    link = _link_behind(secret)
    offer = found(access.asked_about(link).for_list(), pk=offer_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, offer=offer)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if form.cleaned_data["kind"] == AnswerKind.GONE:
            actions.say_gone(link, offer, text=text, by=link.made_by)
        else:
            actions.say_wrong(link, offer, text=text, proposed=form.proposed, by=link.made_by)
        messages.success(request, _("Dank u wel. Een collega kijkt ernaar en past het aan."))
        return redirect("offers:told", secret)
    return _closed(
        page(
            request, "offers/told_offer.html", status=422 if form.is_bound else 200,
            form=form, offer=offer, link=link, secret=secret,
        )
    )  # fmt: skip


def _link_behind(secret: str) -> Link:
    link = access.link_behind(secret)
    if is_too_often(f"told:{link.pk}", minutes=MINUTES, most=MOST):
        raise TooLate(
            _("Dit adres is nu heel vaak geopend."), next_step=_("Probeer het over tien minuten.")
        )
    return link


def _closed(response: HttpResponse) -> HttpResponse:
    """The address of the page goes nowhere, and no search engine keeps it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _mail(to: str, address: str, name: str) -> str:
    """A letter in the colleague's own mail program; nothing is sent from here."""
    subject = _("Klopt uw aanbod nog?")
    body = _(
        "Beste collega,\n\nWij verwijzen mensen naar u. Wilt u kijken of onze gegevens nog "
        "kloppen? Dat kan zonder account, in een minuut:\n\n%(address)s\n\n"
        "Dit adres is alleen voor u.\n\nVriendelijke groet,\n%(name)s"
    ) % {"address": address, "name": name}
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(body)}"
