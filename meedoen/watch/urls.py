"""Addresses of this area."""

from django.urls import path

from meedoen.watch import views

app_name = "watch"
urlpatterns = [
    path("werk/team/", views.team, name="team"),
    path("deelnemers/<uuid:participant_id>/uitstellen/<str:kind>/", views.put_off, name="put_off"),
    path("beheer/werklijst/", views.limits, name="limits"),
    path("beheer/werklijst/<str:kind>/", views.choose, name="choose"),
]
