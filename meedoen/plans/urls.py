"""Addresses of the plan, under one participant."""

from django.urls import include, path

from meedoen.plans.views import answering, drafting, promising, reading

app_name = "plans"

_PLAN = [
    path("", reading.detail, name="detail"),
    path("beginnen/", drafting.begin, name="begin"),
    path("kernvraag/", drafting.edit, name="edit"),
    path("voorleggen/", drafting.propose, name="propose"),
    path("nieuwe-versie/", drafting.revise, name="revise"),
    path("doelen/", drafting.goal_add, name="goal_add"),
    path("doelen/wens/", drafting.goal_wish, name="goal_wish"),
    path("doel/<uuid:goal_id>/", drafting.goal_edit, name="goal_edit"),
    path("doel/<uuid:goal_id>/weg/", drafting.goal_remove, name="goal_remove"),
    path("doel/<uuid:goal_id>/omhoog/", drafting.goal_up, name="goal_up"),
    path("onderdelen/", drafting.part_add, name="part_add"),
    path("onderdelen/aanbod/", drafting.part_offer, name="part_offer"),
    path("onderdeel/<uuid:component_id>/", drafting.part_edit, name="part_edit"),
    path("onderdeel/<uuid:component_id>/weg/", drafting.part_remove, name="part_remove"),
    path("onderdeel/<uuid:component_id>/start/", answering.start, name="start"),
    path("onderdeel/<uuid:component_id>/stop/", answering.stop, name="stop"),
    path("onderdeel/<uuid:component_id>/aanwezig/", answering.attendance, name="attendance"),
    path("afspraken/", promising.add, name="commitment_add"),
    path("afspraak/<uuid:commitment_id>/", promising.edit, name="commitment_edit"),
    path("afspraak/<uuid:commitment_id>/dag/", promising.due, name="commitment_due"),
    path("afspraak/<uuid:commitment_id>/klaar/", promising.done, name="commitment_done"),
    path("afspraak/<uuid:commitment_id>/weg/", promising.remove, name="commitment_remove"),
    path("<int:number>/", reading.version, name="version"),
    path("<int:number>/plan.pdf", reading.paper_plan, name="paper_plan"),
    path("<int:number>/akkoord.pdf", reading.paper_accepted, name="paper_accepted"),
    path("<int:number>/afspraken.pdf", reading.paper_commitments, name="paper_commitments"),
    path("<int:number>/overeenkomst.pdf", reading.paper_agreement, name="paper_agreement"),
]

urlpatterns = [
    path("<uuid:participant_id>/plan/", include(_PLAN)),
    path("<uuid:participant_id>/akkoord/", answering.accept, name="answer"),
    path("<uuid:participant_id>/tekenen/", answering.sign, name="sign"),
    path("<uuid:participant_id>/tekenen/meegeven/", answering.give, name="give"),
]
