"""Addresses of matching, inside the dossier; and the rules, which everybody may read."""

from django.urls import path

from meedoen.matching import views

app_name = "matching"
urlpatterns = [
    path("aanbod/regels/", views.rules, name="rules"),
    path("<uuid:participant_id>/aanbod/", views.match, name="match"),
    path("<uuid:participant_id>/aanbod/kiezen/", views.choose, name="choose"),
    path("<uuid:participant_id>/aanbod/keuze/<uuid:choice_id>/", views.choice, name="choice"),
    path(
        "<uuid:participant_id>/aanbod/keuze/<uuid:choice_id>/terug/",
        views.withdraw,
        name="withdraw",
    ),
]
