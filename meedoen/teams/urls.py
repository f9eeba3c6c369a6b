"""Addresses of this area, under `beheer/teams/`."""

from django.urls import path

from meedoen.teams import views

app_name = "teams"
urlpatterns = [
    path("", views.overview, name="list"),
    path("nieuw/", views.found_team, name="found"),
    path("<uuid:team_id>/", views.team, name="team"),
    path("<uuid:team_id>/wijzigen/", views.change, name="change"),
    path("<uuid:team_id>/sluiten/", views.close, name="close"),
    path("<uuid:team_id>/openen/", views.reopen, name="reopen"),
    path("<uuid:team_id>/leden/", views.join, name="join"),
    path("<uuid:team_id>/leden/<uuid:membership_id>/stop/", views.end, name="end"),
]
