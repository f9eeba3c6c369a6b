"""Pointing people to an offer: to whom, who heard of it, and what they said."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.audit import actions as audit
from meedoen.contacts import pages as contacts
from meedoen.core.errors import NotPossible
from meedoen.core.forms import ids_in
from meedoen.core.web import Request, page, redirect
from meedoen.offers.models import Offer
from meedoen.trends import access, actions, pages
from meedoen.trends.forms import InviteForm, ReplyForm

LOOK = "zoek"


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, offer_id: UUID) -> HttpResponse:
    """Choose people, add a line of one's own, and send; each hears it as they like to."""
    offer = access.to_invite(request.user, offer_id)
    if request.method != "POST":
        return _form(request, offer, InviteForm(), ids_in(request.GET.getlist("met")))
    ticked = ids_in(request.POST.getlist("people"))
    if request.htmx or request.POST.get("go") == LOOK:
        return _form(request, offer, InviteForm.going_on(request.POST), ticked)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _form(request, offer, form, ticked, status=422)
    facts = dict(form.cleaned_data)
    try:
        people = access.people_to_invite(request.user, facts.pop("people"))
        sent = actions.invite(people, offer=offer, by=request.user, **facts)
    except NotPossible as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _form(request, offer, form, ticked, status=refusal.status)
    told = ngettext(
        "Verstuurd aan %(n)d persoon.", "Verstuurd aan %(n)d mensen.", len(sent)
    ) % {"n": len(sent)}  # fmt: skip
    by_hand = sum(one.way != "mail" for one in sent)
    if by_hand:
        told = f"{told} " + ngettext(
            "%(n)d hoort het van u zelf: zie hieronder.",
            "%(n)d mensen horen het van u zelf: zie hieronder.", by_hand,
        ) % {"n": by_hand}  # fmt: skip
    messages.success(request, told)
    return redirect("trends:invited", offer.pk)


def _form(
    request: Request, offer: Offer, form: InviteForm, chosen: list[UUID], *, status: int = 200
) -> HttpResponse:
    text = str(request.POST.get(LOOK, ""))[:200].replace("\x00", "")
    picker = contacts.pick(request.user, chosen=chosen, text=text)
    template = "contacts/_people.html" if request.htmx else "trends/invite.html"
    return page(
        request, template, status=status, form=form, picker=picker, with_own=False, offer=offer
    )


@require_safe
def invited(request: Request, offer_id: UUID) -> HttpResponse:
    """Who of one's own people heard of this offer, and what they said."""
    offer = access.to_invite(request.user, offer_id)
    shown = pages.invited(request.user, offer)
    if request.method == "GET":
        people = {row.participant_id for row in shown.rows}
        audit.look_at_all(people, by=request.user, part="aanbod")
    return page(request, "trends/invited.html", offer=offer, shown=shown)


@require_POST
def reply(request: Request, participant_id: UUID, invitation_id: UUID) -> HttpResponse:
    """What the participant said is written down."""
    invitation = access.to_answer(request.user, participant_id, invitation_id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        raise NotPossible(
            _("Dit antwoord kennen wij niet."), next_step=_("Kies een van de antwoorden.")
        )
    typed = form.cleaned_data
    actions.reply(invitation, answer=typed["reply"], version=typed["version"], by=request.user)
    messages.success(request, _("Het antwoord staat erbij."))
    if request.POST.get("terug") == "aanbod":
        return redirect("trends:invited", invitation.offer_id)
    return redirect("trends:person", participant_id)
