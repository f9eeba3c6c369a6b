"""Addresses of the profile, under one participant."""

from django.urls import include, path

from meedoen.profiles.views import needing, telling

app_name = "profiles"

_PROFILE = [
    path("", telling.profile, name="profile"),
    path("verhaal/<slug:slug>/", telling.part, name="part"),
    path("verhaal/<slug:slug>/overnemen/", telling.take_over, name="take_over"),
    path("opmerking/", telling.remark, name="remark"),
    path("wensen/", needing.add_wish, name="wish_add"),
    path("aandacht/", needing.add_attention, name="attention_add"),
    path("punt/<uuid:need_id>/", needing.edit, name="need"),
    path("punt/<uuid:need_id>/stand/", needing.set_state, name="need_state"),
    path("punt/<uuid:need_id>/omhoog/", needing.up, name="need_up"),
    path("punt/<uuid:need_id>/stap/", needing.add_step, name="step_add"),
    path("stap/<uuid:subgoal_id>/", needing.edit_step, name="step"),
    path("stap/<uuid:subgoal_id>/stand/", needing.set_step_state, name="step_state"),
]

urlpatterns = [path("<uuid:participant_id>/profiel/", include(_PROFILE))]
