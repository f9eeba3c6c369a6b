"""From an offer to the people it may suit."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from meedoen.audit import actions as audit
from meedoen.core.web import Request, page
from meedoen.matching import access, pages
from meedoen.matching.forms import PeopleForm


@require_safe
def people(request: Request, offer_id: UUID) -> HttpResponse:
    """Whom this offer suits, of the people this user may see."""
    offer = access.to_find_people(request.user, offer_id)
    form = PeopleForm(request.GET, phases=pages.phases())
    shown = pages.people_for(
        offer, request.user, form.wanted(), show_all=request.GET.get("alles") == "1"
    )
    if request.method == "GET":
        named = [one.id for one in (*shown.suits, *shown.not_yet)]
        audit.look_at_all(named, by=request.user, part="aanbod")
    query = request.GET.copy()
    query["alles"] = "1"
    return page(
        request, "matching/people.html", offer=offer, form=form, shown=shown,
        all_url=f"?{query.urlencode()}",
    )  # fmt: skip
