"""Making a version of the plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meedoen.core.web import Request, redirect
from meedoen.matching import access as matching
from meedoen.network import access as network
from meedoen.offers.models import Offer
from meedoen.plans import access, actions, pages
from meedoen.plans.forms import (
    GoalForm,
    OfferForm,
    PartForm,
    PlanForm,
    ProposeForm,
    ReviseForm,
    WishForm,
)
from meedoen.plans.models import Plan
from meedoen.plans.views.forming import DETAIL, answer
from meedoen.profiles import access as profiles


@require_POST
def begin(request: Request, participant_id: UUID) -> HttpResponse:
    """Begin the first version."""
    actions.draft(access.to_plan(request.user, participant_id), by=request.user)
    return redirect(DETAIL, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, participant_id: UUID) -> HttpResponse:
    """The question, the targets, the talks."""
    plan = access.to_change(request.user, participant_id)
    names = [
        "core_question", "language_target", "ladder_target", "first_talk_on", "second_talk_on",
        "what_changed", "version",
    ]  # fmt: skip
    form = PlanForm(
        request.POST or None,
        initial={name: getattr(plan, name) for name in names},
        is_first=plan.number == 1,
    )
    return answer(
        request, plan.journey, form,
        work=lambda texts: actions.correct(plan, by=request.user, **texts),
        title=_("Kernvraag en doelen op niveau"),
        submit=_("Opslaan"),
        done=_("Het plan is bijgewerkt."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def goal_add(request: Request, participant_id: UUID) -> HttpResponse:
    """Write down one goal."""
    plan = access.to_change(request.user, participant_id)
    return answer(
        request, plan.journey, GoalForm(request.POST or None),
        work=lambda facts: actions.add_goal(
            plan, text=facts["text"], token=facts["token"], by=request.user
        ),
        title=_("Een doel erbij"),
        submit=_("Zet in het plan"),
        quote=plan.journey.participant.question,
        template="plans/goal_add.html",
        wishes=access.wishes_left(plan),
    )  # fmt: skip


@require_POST
def goal_wish(request: Request, participant_id: UUID) -> HttpResponse:
    """A wish from the profile becomes a goal."""
    plan = access.to_change(request.user, participant_id)
    form = WishForm(request.POST)
    wish = form.cleaned_data["wish"] if form.is_valid() else None
    if wish is None:
        messages.error(request, _("Kies een wens uit het profiel."))
        return redirect("plans:goal_add", participant_id)
    actions.add_wish(plan, wish=profiles.open_wish(plan.journey.participant, wish), by=request.user)
    messages.success(request, _("De wens staat als doel in het plan."))
    return redirect(DETAIL, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: Request, participant_id: UUID, goal_id: UUID) -> HttpResponse:
    """Put one goal differently."""
    journey = access.to_plan(request.user, participant_id)
    goal = access.goal(journey, goal_id)
    goal.plan.journey = journey
    form = GoalForm(request.POST or None, initial={"text": goal.text, "version": goal.version})
    return answer(
        request, journey, form,
        work=lambda facts: actions.change_goal(
            goal, text=facts["text"], version=facts["version"], by=request.user
        ),
        title=_("Doel aanpassen"),
        submit=_("Opslaan"),
        quote=journey.participant.question,
    )  # fmt: skip


@require_POST
def goal_remove(request: Request, participant_id: UUID, goal_id: UUID) -> HttpResponse:
    """Take one goal out of the plan."""
    journey = access.to_plan(request.user, participant_id)
    actions.remove_goal(access.goal(journey, goal_id), by=request.user)
    messages.success(request, _("Het doel is uit het plan gehaald."))
    return redirect(DETAIL, participant_id)


@require_POST
def goal_up(request: Request, participant_id: UUID, goal_id: UUID) -> HttpResponse:
    """Move one goal up."""
    journey = access.to_plan(request.user, participant_id)
    actions.raise_goal(access.goal(journey, goal_id), by=request.user)
    return redirect(DETAIL, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def part_add(request: Request, participant_id: UUID) -> HttpResponse:
    """A part of our own, with the chosen offers beside it."""
    plan = access.to_change(request.user, participant_id)
    form = _part_form(request, plan, initial={})
    planned = {part.offer_id for part in access.components_of(plan)}
    chosen = [one for one in matching.chosen(plan.journey) if one.offer_id not in planned]
    return answer(
        request, plan.journey, form,
        work=lambda facts: actions.add_component(
            plan, by=request.user,
            **{name: value for name, value in facts.items() if name != "version"},
        ),
        title=_("Een onderdeel erbij"),
        submit=_("Zet in het plan"),
        template="plans/part_add.html",
        chosen=chosen,
    )  # fmt: skip


@require_POST
def part_offer(request: Request, participant_id: UUID) -> HttpResponse:
    """Put one of the chosen offers in the plan."""
    plan = access.to_change(request.user, participant_id)
    chosen = matching.chosen(plan.journey).values("offer")
    form = OfferForm(request.POST, offers=Offer.objects.filter(pk__in=chosen).for_list())
    if form.is_valid():
        actions.add_offer(plan, offer=form.cleaned_data["offer"], by=request.user)
        return redirect(DETAIL, participant_id)
    messages.error(request, _("Kies een aanbod dat voor deze deelnemer is gekozen."))
    return redirect("plans:part_add", participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def part_edit(request: Request, participant_id: UUID, component_id: UUID) -> HttpResponse:
    """Change one part."""
    journey = access.to_plan(request.user, participant_id)
    part = access.component(journey, component_id)
    part.plan.journey = journey
    form = _part_form(request, part.plan, initial=PartForm.start(part))
    return answer(
        request, journey, form,
        work=lambda facts: actions.change_component(
            part, by=request.user,
            **{name: value for name, value in facts.items() if name != "token"},
        ),
        title=_("Onderdeel aanpassen"),
        submit=_("Opslaan"),
        template="plans/part_edit.html",
        done=_("Het onderdeel is bijgewerkt."),
    )  # fmt: skip


@require_POST
def part_remove(request: Request, participant_id: UUID, component_id: UUID) -> HttpResponse:
    """Take one part out of the plan."""
    journey = access.to_plan(request.user, participant_id)
    actions.remove_component(access.component(journey, component_id), by=request.user)
    messages.success(request, _("Het onderdeel is uit het plan gehaald."))
    return redirect(DETAIL, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, participant_id: UUID) -> HttpResponse:
    """Look once more, and lay the plan before the participant."""
    plan = access.to_change(request.user, participant_id)
    form = ProposeForm(request.POST or None, initial={"edits": plan.edits})
    return answer(
        request, plan.journey, form,
        work=lambda facts: actions.propose(plan, edits=facts["edits"], by=request.user),
        title=_("Plan voorleggen"),
        submit=_("Leg het plan voor"),
        done=_("Het plan ligt nu voor. Bespreek het met de deelnemer en leg het antwoord vast."),
        template="plans/propose.html",
        shown=pages.plan_page(plan.journey.participant, plan.journey),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: Request, participant_id: UUID) -> HttpResponse:
    """Begin the next version."""
    plan = access.to_change(request.user, participant_id)
    form = ReviseForm(request.POST or None)
    return answer(
        request, plan.journey, form,
        work=lambda facts: actions.revise(
            plan, what_changed=facts["what_changed"], by=request.user
        ),
        title=_("Nieuwe versie van het plan"),
        submit=_("Maak een nieuwe versie"),
        done=_("De nieuwe versie begint met alles uit de vorige. Pas aan wat anders moet."),
        intro=_("De vorige versie blijft bewaard."),
    )  # fmt: skip


def _part_form(request: Request, plan: Plan, *, initial: dict[str, object]) -> PartForm:
    return PartForm(
        request.POST or None,
        initial=initial,
        goals=access.goals_of(plan),
        neighbourhoods=network.neighbourhoods(),
    )
